"""Điểm cần xem xét: what a finding is, of which kinds, and which are asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeAlias, get_args

import msgspec
from attrs import frozen

from dialogue_cases.deadlines.case import decided_on
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import Act, BodyId, Citation, EventRef, OfficerId, StreamId

OfTerms: TypeAlias = Literal[
    "late",  # thực hiện quá hạn
    "overdue",  # quá hạn, chưa thực hiện
    "expired",  # hết thời hạn thực hiện quyền
    "extended-late",  # gia hạn, chỉ đạo lại khi đã quá hạn
    "doubtful-term",  # thời hạn cần xem lại
    "too-few",  # chưa đủ số lần trong kỳ
    "missing-report",  # thiếu báo cáo kỳ
]
"""Thời hạn."""

OfRules: TypeAlias = Literal[
    "outside-office",  # không giữ chức vụ
    "outside-competence",  # không đúng thẩm quyền
    "four-eyes",  # một người làm hai khâu
    "without-evidence",  # kết thúc khi chưa có căn cứ
    "unlawful",  # trái quy định
    "impossible",  # không thể xảy ra theo quy tắc của sổ
]
"""Điều một quy định không cho phép: what a rule forbids."""

LeftLying: TypeAlias = Literal[
    "silent",  # không có động thái
    "never-settled",  # nêu nhiều lần, chưa dứt điểm
    "warning",  # còn thiếu
]
"""Việc còn để lại: what is left lying."""

OfTheRecord: TypeAlias = Literal[
    "correction",  # sửa mục đã ghi
    "void",  # huỷ mục đã ghi
    "late-entry",  # nhập sổ muộn
    "missing-number",  # nhảy số
    "system-act",  # tự nhận là hệ thống
]
"""Cách giữ sổ: how the record was kept."""

Measures: TypeAlias = Literal[
    "extension",  # gia hạn
    "suspension",  # tạm đình chỉ
    "escalation",  # báo cáo lên trên
    "inspection",  # chuyển kiểm tra
    "sealed",  # niêm phong
]
"""Biện pháp đã áp dụng: what was done about it, to be looked at with the rest."""

FindingKind: TypeAlias = Literal[OfTerms, OfRules, LeftLying, OfTheRecord, Measures]
"""Loại điểm cần xem xét: what a finding is."""

KINDS: tuple[FindingKind, ...] = get_args(FindingKind)

ENTERED_LATE_AFTER = 7
"""After how many calendar days an entry is late, unless somebody says otherwise: a convention."""

SILENT_AFTER = 30
"""After how many working days an open case is silent, unless somebody says otherwise: likewise."""


_NOTHING: Mapping[str, Any] = {}


class AuditFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Điểm cần xem xét: one thing that whoever checks the record should look at.

    Args:
        kind: what it is.
        where: a life, a fact of one, or a series of lives whose numbers have a gap.
        day: the local day that it is of: of the act, of the last day that passed, or of the end
            of the period.
        rule: the rule that was broken, or under which something was owed, if there is one …
        citation: … and where that stands, as it stands here; how sure we are is in it.
        body: the body that decided it or owes it, where that can be told …
        officer: … and the officer.
        facts: the recorded facts that it rests on.
        data: what else there is to be told, by name; `said` makes a sentence of it.
    """

    kind: FindingKind
    where: StreamId | EventRef
    day: date
    rule: str | None = None
    citation: Citation
    body: BodyId | None = None
    officer: OfficerId | None = None
    facts: tuple[EventRef, ...] = ()
    data: Mapping[str, Any] = msgspec.field(default_factory=dict)


@frozen(kw_only=True)
class FindingsWanted:
    """Điều kiện: which findings are asked for; what is None doesn't matter.

    Args:
        year: of which year.
        body: decided or owed by which body.
        officer: … by which officer.
        kinds: of which kinds; none: of all.
        rule: under which rule.
        entered_late_after: after how many calendar days an entry is late.
        silent_after: after how many working days without an officer's act an open case is silent.
    """

    year: int | None = None
    body: BodyId | None = None
    officer: OfficerId | None = None
    kinds: tuple[FindingKind, ...] = ()
    rule: str | None = None
    entered_late_after: int = ENTERED_LATE_AFTER
    silent_after: int = SILENT_AFTER

    def has(self, one: AuditFinding) -> bool:
        """Whether a finding is asked for."""
        return (
            self.year in (None, one.day.year)
            and self.body in (None, one.body)
            and self.officer in (None, one.officer)
            and self.rule in (None, one.rule)
            and (not self.kinds or one.kind in self.kinds)
        )


def of_fact(
    kind: FindingKind,
    fact: Recorded[Any],
    citation: Citation,
    rule: str | None = None,
    data: Mapping[str, Any] = _NOTHING,
) -> AuditFinding:
    """A finding on one recorded fact, by whoever decided it."""
    act = fact.act if isinstance(fact.act, Act) else None
    return AuditFinding(
        kind=kind,
        where=fact.ref,
        day=decided_on(fact),
        rule=rule,
        citation=citation,
        body=act.body if act else None,
        officer=act.officer if act else None,
        facts=(fact.ref,),
        data=data,
    )
