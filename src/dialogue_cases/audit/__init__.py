"""Kiểm tra hồ sơ: what whoever examines the record asks of it; nothing here writes.

`attribution`: who decided a fact, in which office, under which authority (ai quyết định, theo
thẩm quyền nào), and who entered it when. `timeline`: all that was recorded of a case or a session
and of what belongs to it (dòng thời gian).
"""

from dialogue_cases.audit.attribution import (
    Attribution,
    Attributions,
    Decider,
    attribution,
)
from dialogue_cases.audit.timeline import TimelineEntry, timeline

__all__ = [
    "Attribution",
    "Attributions",
    "Decider",
    "TimelineEntry",
    "attribution",
    "timeline",
]
