"""Kiểm tra hồ sơ: what whoever examines the record asks of it; nothing here writes.

`attribution`: who decided a fact, in which office, under which authority (ai quyết định, theo
thẩm quyền nào), and who entered it when. `timeline`: all that was recorded of a case or a session
and of what belongs to it (dòng thời gian); `decided_by`: all that an officer has decided.
`decision_record`: of one fact all of that, the state and the law as then known, what was due as
known then and now, and what followed (hồ sơ một quyết định).
`findings`: what whoever examines the record should look at (điểm cần xem xét); `asked_again`:
which rules a fact breaks, asked of its decision again.
"""

from dialogue_cases.audit.attribution import (
    Attribution,
    Attributions,
    Decider,
    attribution,
)
from dialogue_cases.audit.decision import (
    DecisionRecord,
    ObligationThenAndNow,
    decision_record,
)
from dialogue_cases.audit.difference import FieldDifference
from dialogue_cases.audit.page import PagePart, page
from dialogue_cases.audit.timeline import TimelineEntry, decided_by, timeline

__all__ = [
    "Attribution",
    "Attributions",
    "Decider",
    "DecisionRecord",
    "FieldDifference",
    "ObligationThenAndNow",
    "PagePart",
    "TimelineEntry",
    "attribution",
    "decided_by",
    "decision_record",
    "page",
    "timeline",
]
