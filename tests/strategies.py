"""One world for every test: a value of any stored type, plain or drawn by Hypothesis."""

import types
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from dialogue_cases.codec import NAMES
from dialogue_cases.record import Recorded, Voided
from dialogue_cases.vocabulary import Operator, StreamId, SystemAct, When, month

DAY = date(2023, 3, 15)
START = datetime(2023, 1, 2, 1, tzinfo=UTC)

days = st.dates(min_value=date(2019, 1, 1), max_value=date(2027, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
whens = st.one_of(
    st.builds(When, day=days, at=times),
    st.builds(month, st.integers(2019, 2027), st.integers(1, 12)),
    st.tuples(days, st.integers(0, 400)).map(
        lambda pair: When(day=pair[0], through=pair[0] + timedelta(days=pair[1]))
    ),
)


def example(hint: Any, name: str = "text") -> Any:
    """One plain value of a type, with everything filled in: for stored samples."""
    match kind_of(hint):
        case ("new", base):
            return example(base, name)
        case ("literal", values):
            return values[0]
        case ("union", options):
            wanted = [one for one in options if one not in (type(None), date)] or [date]
            return example(date if When in wanted else wanted[0], name)
        case ("tuple", item):
            return (example(item, name),)
        case ("attrs", fields):
            return hint(**{key: example(each, key) for key, each in fields})
    plain = {str: f"{name} Phổ Hoà", int: 1, bool: True, date: DAY, time: time(8, 30)}
    return plain[hint]


@cache
def value(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type; made once, since making a strategy costs more than a draw from it."""
    if hint is When:
        return whens
    match kind_of(hint):
        case ("new", base):
            return value(base)
        case ("literal", values):
            return st.sampled_from(values)
        case ("union", options):
            return st.one_of([st.none() if one is type(None) else value(one) for one in options])
        case ("tuple", item):
            return st.lists(value(item), max_size=2).map(tuple)
        case ("attrs", fields):
            return st.builds(hint, **{key: value(each) for key, each in fields})
    return {
        str: texts,
        int: st.integers(-(2**53), 2**53),
        bool: st.booleans(),
        date: days,
        time: times,
    }[hint]


def kind_of(hint: Any) -> tuple[str, Any]:
    """What kind of type a hint is, and what it is made of."""
    if isinstance(hint, typing.NewType):
        return "new", hint.__supertype__
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return "literal", typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return "union", typing.get_args(hint)
    if origin is tuple:
        item, dots = typing.get_args(hint)
        assert dots is Ellipsis, hint
        return "tuple", item
    if isinstance(hint, type) and attrs.has(hint):
        hints = typing.get_type_hints(hint)
        return "attrs", [(one.name, hints[one.name]) for one in attrs.fields(hint)]
    return "plain", hint


def parts(hint: Any) -> Iterator[Any]:
    """Every type that a stored type is made of, itself first."""
    yield hint
    match kind_of(hint):
        case ("new", base):
            yield from parts(base)
        case ("union", options):
            for one in options:
                yield from parts(one)
        case ("tuple", item):
            yield from parts(item)
        case ("attrs", fields):
            for _, each in fields:
                yield from parts(each)


ANYWHERE = {("escalated", f"{life}.") for life in ("session", "task", "petition", "proceeding")} | {
    (f"data_request_{what}", f"{life}.")
    for what in ("received", "answered")
    for life in ("session", "petition", "proceeding")
}
"""Events without a life's word in their name, and the lives that have them."""


def events(life: str = "") -> st.SearchStrategy[Any]:
    """Any event of a life (or of any life)."""
    return st.sampled_from(
        [
            shape
            for name, shape in NAMES.items()
            if name.startswith(life) or (name, life) in ANYWHERE
        ]
    ).flatmap(value)


def recorded(event: Any, version: int = 1, **envelope: Any) -> Recorded[Any]:
    """An event in a plain envelope; each version an hour later than the one before."""
    plain: dict[str, Any] = {
        "stream": StreamId("dialogue/2023/1"),
        "position": version,
        "recorded_at": START + timedelta(hours=version),
        "recorded_by": Operator(id="clerk"),
        "act": SystemAct(rule="test"),
    }
    return Recorded(version=version, event=event, **{**plain, **envelope})


# -- Whole logs ---------------------------------------------------------------------------

STREAMS: dict[str, tuple[str, ...]] = {
    "petition": ("petition/2023/1", "petition/2023/2", "petition/2024/1"),
    "session": ("dialogue/2023/1", "dialogue/2023/2", "reception/2023/1"),
    "task": ("task/dialogue/2023/1/item/1", "task/dialogue/2023/1/item/2"),
    "proceeding": ("proceeding/2023/1",),
    "matter": ("matter/2023/1",),
    "plan": ("plan/2023",),
    "ward": ("ward",),
}
"""Some streams of each life."""


def entries(*lives: str) -> st.SearchStrategy[tuple[str, Any, int]]:
    """Any event for any stream of these lives, and which earlier entry it may stand in for."""
    one = [
        st.tuples(
            st.sampled_from(STREAMS[life]),
            st.one_of(events(f"{life}."), value(Voided)),
            st.integers(0, 9),
        )
        for life in lives or STREAMS
    ]
    return st.one_of(one)
