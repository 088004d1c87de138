"""Dạng cũ: how facts of shapes that are no longer written read as the next one.

What a new shape has besides is left out here: it reads as the class says where nothing was said.
"""

from typing import Any


def plan_of_one_group(old: dict[str, Any]) -> dict[str, Any]:
    """Plans of 0.1: each dialogue is with one residential group, each reception day a bare day.

    Example:
        >>> old = {"contents": {"reception_days": ["2023-03-15"], "sessions": [{"group": "to-1"}]}}
        >>> plan_of_one_group(old)["contents"]
        {'reception_days': [{'day': '2023-03-15'}], 'sessions': [{'groups': ['to-1']}]}
    """
    contents = old["contents"]
    sessions = [dict(one) for one in contents["sessions"]]
    for one in sessions:
        one["groups"] = [one.pop("group")]
    days = [{"day": day} for day in contents["reception_days"]]
    return {**old, "contents": {**contents, "sessions": sessions, "reception_days": days}}


def as_it_was(old: dict[str, Any]) -> dict[str, Any]:
    """The same: the new shape only has more, of which an old fact says nothing.

    Example:
        >>> as_it_was({"on": "2023-03-13"})
        {'on': '2023-03-13'}
    """
    return old
