"""Kiểm tra hồ sơ: what whoever examines the record asks of it; nothing here writes.

`attribution`: who decided a fact, in which office, under which authority (ai quyết định, theo
thẩm quyền nào), and who entered it when. `timeline`: all that was recorded of a case or a session
and of what belongs to it (dòng thời gian); `decided_by`: all that an officer has decided.
`decision_record`: of one fact all of that, the state and the law as then known, what was due as
known then and now, and what followed (hồ sơ một quyết định). `differences_of_life` and
`differences_of_table`: what was known otherwise at an earlier point, and which facts make it so.
`findings`: what whoever examines the record should look at (điểm cần xem xét); `asked_again`:
which rules a fact breaks, asked of its decision again. `provenance`: what is on record in the
words of W3C PROV, without free texts or personal data. `openings`: who has opened what is sealed of
a party (ai đã xem dữ liệu của tôi). `erasure_certificate`: what was erased of a case, by whom and
why, and what stays (giấy xác nhận xoá dữ liệu).
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
    ObligationTold,
    decision_record,
)
from dialogue_cases.audit.difference import FieldDifference
from dialogue_cases.audit.erasure import (
    ErasedField,
    ErasedKey,
    ErasureCertificate,
    FixedBy,
    erasure_certificate,
)
from dialogue_cases.audit.knowledge import (
    TABLES,
    KnowledgeDifference,
    KnowledgePart,
    differences_of_life,
    differences_of_table,
)
from dialogue_cases.audit.openings import DataOpening, openings
from dialogue_cases.audit.page import PagePart, page
from dialogue_cases.audit.provenance import prov_json, provenance
from dialogue_cases.audit.timeline import TimelineEntry, decided_by, timeline

__all__ = [
    "TABLES",
    "Attribution",
    "Attributions",
    "DataOpening",
    "Decider",
    "DecisionRecord",
    "ErasedField",
    "ErasedKey",
    "ErasureCertificate",
    "FieldDifference",
    "FixedBy",
    "KnowledgeDifference",
    "KnowledgePart",
    "ObligationThenAndNow",
    "ObligationTold",
    "PagePart",
    "TimelineEntry",
    "attribution",
    "decided_by",
    "decision_record",
    "differences_of_life",
    "differences_of_table",
    "erasure_certificate",
    "openings",
    "page",
    "prov_json",
    "provenance",
    "timeline",
]
