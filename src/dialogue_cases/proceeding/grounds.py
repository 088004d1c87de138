"""Căn cứ: which grounds the law knows for what, by article, and from which day on.

What a decision asks is what is in force on its own day. So what came into force on 01/07/2026
holds from then on for cases that were accepted before and are still open, as the transitions
say (Nghị định 155/2026/NĐ-CP, Điều 22 khoản 1; Nghị định 156/2026/NĐ-CP, Điều 10 khoản 1),
and what was done before is judged by what held then. The rows are data (`law/grounds.toml`).
"""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from dialogue_cases.law.grounds import in_force_since, listed
from dialogue_cases.proceeding.words import Kind
from dialogue_cases.vocabulary import Citation, On, first_day

COMPLAINT_LAW = in_force_since("complaint_law")
"""Luật Khiếu nại 02/2011/QH13 is in force from here."""

DENUNCIATION_LAW = in_force_since("denunciation_law")
"""Luật Tố cáo 25/2018/QH14 is in force from here."""

REFORM = in_force_since("decrees_of_2026")
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


REFUSALS = listed("proceeding.refusals", Ground)
"""Không thụ lý: on which grounds a body may refuse to take a case up."""

SUSPENSIONS = listed("proceeding.suspensions", Ground)
"""Tạm đình chỉ: on which grounds the time stops running."""

TERMINATIONS = listed("proceeding.terminations", Ground)
"""Đình chỉ: on which grounds a case ends without a decision on its content."""

WITHDRAWALS = listed("proceeding.withdrawals", Ground)
"""Rút: in which form, and whether in part."""

GOING_ON = listed("proceeding.going_on", Ground)
"""Vẫn giải quyết: why a case goes on although it was withdrawn."""

FORMALITIES = listed("proceeding.formalities", Ground)
"""Thể thức: what a step must have from which day on."""
