"""Căn cứ: which grounds the law knows for what, by article, and from which day on.

What a decision asks is what is in force on its own day. So what came into force on 01/07/2026
holds from then on for cases that were accepted before and are still open, as the transitions
say (Nghị định 155/2026/NĐ-CP, Điều 22 khoản 1; Nghị định 156/2026/NĐ-CP, Điều 10 khoản 1),
and what was done before is judged by what held then.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from dialogue_cases.proceeding.events import Kind
from dialogue_cases.vocabulary import Certainty, Citation, On, first_day

COMPLAINT_LAW = date(2012, 7, 1)
"""Luật Khiếu nại 02/2011/QH13 is in force from here."""

DENUNCIATION_LAW = date(2019, 1, 1)
"""Luật Tố cáo 25/2018/QH14 is in force from here."""

REFORM = date(2026, 7, 1)
"""Luật 136/2025/QH15, Nghị định 155/2026/NĐ-CP and 156/2026/NĐ-CP are in force from here."""

COMPLAINTS: tuple[Kind, ...] = ("complaint", "disciplinary_complaint")
DENUNCIATIONS: tuple[Kind, ...] = ("denunciation",)


@frozen(kw_only=True)
class Ground:
    """Căn cứ: one thing that the law allows or asks for, with its article and its time.

    Args:
        code: what it is called in the record.
        kinds: of which proceedings.
        citation: where it stands.
        since: the first local day on which it is in force.
        until: the last one; None while it is.
    """

    code: str
    kinds: tuple[Kind, ...]
    citation: Citation
    since: date
    until: date | None = None

    def in_force(self, kind: Kind | None, on: On) -> bool:
        """Whether it holds for that kind of proceeding on a day."""
        return kind in self.kinds and self.since <= first_day(on) <= (self.until or date.max)


def ground(among: Iterable[Ground], code: str, kind: Kind | None, on: On) -> Ground | None:
    """The ground with that code, if it is in force for that kind on that day."""
    return next((one for one in among if one.code == code and one.in_force(kind, on)), None)


def _complaint(
    code: str,
    article: str,
    *,
    since: date = COMPLAINT_LAW,
    until: date | None = None,
    certainty: Certainty = "A",
) -> Ground:
    return Ground(
        code=code,
        kinds=COMPLAINTS,
        citation=Citation(text=article, certainty=certainty),
        since=since,
        until=until,
    )


def _denunciation(
    code: str, article: str, *, since: date = DENUNCIATION_LAW, certainty: Certainty = "A"
) -> Ground:
    return Ground(
        code=code,
        kinds=DENUNCIATIONS,
        citation=Citation(text=f"Luật Tố cáo 2018, {article}", certainty=certainty),
        since=since,
    )


_NOT_ACCEPTED = (
    "internal_normative_or_secret_act",
    "not_directly_affected",
    "complainant_without_capacity",
    "representative_unlawful",
    "petition_unsigned",
    "time_limit_passed",
    "second_decision_made",
    "halted_and_not_pursued",
    "court_has_accepted_or_judged",
)
"""The nine grounds of Luật Khiếu nại 2011, Điều 11, in its order."""

REFUSALS: Sequence[Ground] = (
    *(
        _complaint(code, f"Luật Khiếu nại 2011, Điều 11 khoản {number}")
        for number, code in enumerate(_NOT_ACCEPTED, start=1)
    ),
    _denunciation("form_not_met", "Điều 23 và Điều 29 khoản 1"),
    _denunciation("denouncer_without_capacity", "Điều 29 khoản 1"),
    _denunciation("not_competent", "Điều 29 khoản 1"),
    _denunciation("no_basis_to_identify", "Điều 29 khoản 1"),
    _denunciation("lost_complaint_without_evidence", "Điều 29 khoản 1"),
    _denunciation("identity_not_established", "Điều 25"),
    _denunciation("sent_to_many_or_guided_before", "Điều 24 khoản 3"),
)
"""Không thụ lý: on which grounds a body may refuse to take a case up."""

_SUSPENDED = (
    "Luật Khiếu nại, Điều 11a; Nghị định 124/2020/NĐ-CP, Điều 28a (155/2026/NĐ-CP, Điều 12)"
)

SUSPENSIONS: Sequence[Ground] = (
    _complaint("force_majeure", _SUSPENDED, since=REFORM),
    _complaint("objective_obstacle", _SUSPENDED, since=REFORM),
    _complaint("waiting_for_related_result", _SUSPENDED, since=REFORM),
    _denunciation("waiting_for_related_result", "Điều 34"),
    _denunciation("waiting_for_expertise", "Điều 34"),
)
"""Tạm đình chỉ: on which grounds the time stops running."""

_WITHDRAWAL = "Luật Khiếu nại 2011, Điều 10"
_WITHDRAWAL_NOW = "Luật Khiếu nại, Điều 10 (sửa đổi bởi Luật 136/2025/QH15)"
_BEFORE_REFORM = date(2026, 6, 30)

TERMINATIONS: Sequence[Ground] = (
    # The text of Điều 10 before 2026 is from memory.
    _complaint("full_withdrawal", _WITHDRAWAL, until=_BEFORE_REFORM, certainty="M"),
    _complaint("full_withdrawal", _SUSPENDED, since=REFORM),
    _complaint("death_without_successor", _SUSPENDED, since=REFORM),
    _complaint("dissolved_without_successor", _SUSPENDED, since=REFORM),
    _denunciation("full_withdrawal", "Điều 33 và 34"),
    _denunciation("death_of_the_denounced", "Điều 34"),
    _denunciation("final_judgment_or_decision", "Điều 34"),
)
"""Đình chỉ: on which grounds a case ends without a decision on its content."""

WITHDRAWALS: Sequence[Ground] = (
    _complaint("letter", _WITHDRAWAL, until=_BEFORE_REFORM, certainty="M"),
    _complaint("letter", _WITHDRAWAL_NOW, since=REFORM, certainty="B"),
    _complaint("minutes", _WITHDRAWAL_NOW, since=REFORM, certainty="B"),
    _complaint("in_part", _WITHDRAWAL_NOW, since=REFORM, certainty="B"),
    _denunciation("letter", "Điều 33"),
    _denunciation(
        "minutes",
        "Điều 33; Nghị định 31/2019/NĐ-CP, Điều 4 (156/2026/NĐ-CP, Điều 1)",
        since=REFORM,
    ),
    _denunciation("in_part", "Điều 33"),
)
"""Rút: in which form, and whether in part."""

GOING_ON: Sequence[Ground] = (
    _complaint("threat_or_coercion", _WITHDRAWAL_NOW, since=REFORM, certainty="B"),
    _denunciation("signs_of_violation", "Điều 33"),
    _denunciation("threat_or_coercion", "Điều 33"),
    _denunciation("bribery", "Điều 33"),
    _denunciation("abuse", "Điều 33"),
)
"""Vẫn giải quyết: why a case goes on although it was withdrawn."""

_DIALOGUE = "Luật Khiếu nại 2011, Điều 30, 39; Nghị định 124/2020/NĐ-CP, Điều 28"

FORMALITIES: Sequence[Ground] = (
    _complaint("notice_to_all_parties", f"{_DIALOGUE} (155/2026/NĐ-CP, Điều 11)", since=REFORM),
    _complaint("minutes_of_the_dialogue", f"{_DIALOGUE} (155/2026/NĐ-CP, Điều 11)", since=REFORM),
    _complaint(
        "complexity_in_writing",
        "Nghị định 124/2020/NĐ-CP, Điều 3a (155/2026/NĐ-CP, Điều 2)",
        since=REFORM,
    ),
)
"""Thể thức: what a step must have from which day on."""
