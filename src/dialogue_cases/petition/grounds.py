"""On which ground a petition may be turned away or filed: where each stands, from when to when.

Law is data with an address: a change adds a row, it never edits one.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.petition.events_examining import Ground, Kind
from dialogue_cases.vocabulary import Citation

Use: TypeAlias = Literal["refuse", "file"]
"""Từ chối hay xếp lưu: for which of the two a ground stands."""


@frozen(kw_only=True)
class GroundInLaw:
    """Căn cứ: one place in the law where a ground stands.

    Args:
        use: whether one may refuse on it, or file without processing.
        citation: where it stands.
        since: the first day on which it is in force; None: since before this record.
        until: the last day; None: still.
        kinds: the kinds of petition that it is about; none: any, and receptions too.
        in_writing: whether the refusal has to be told in writing.
    """

    use: Use
    citation: Citation
    since: date | None = None
    until: date | None = None
    kinds: tuple[Kind, ...] = ()
    in_writing: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def is_about(self, kind: Kind | None) -> bool:
        """Whether it is about that kind; what isn't classified yet may be of any."""
        return not self.kinds or kind is None or kind in self.kinds


RECEPTION_LAW = date(2014, 7, 1)
COMPLAINT_LAW = date(2012, 7, 1)
DENUNCIATION_LAW = date(2019, 1, 1)
DECREES_OF_2026 = date(2026, 7, 1)
LAST_DAY_OF_2014_CIRCULAR = date(2021, 11, 14)

_COMPLAINTS: tuple[Kind, ...] = ("complaint",)
_DENUNCIATIONS: tuple[Kind, ...] = ("denunciation",)
_DISPUTES: tuple[Kind, ...] = ("complaint", "denunciation")
_SUGGESTIONS: tuple[Kind, ...] = ("recommendation", "report")


def _reception(clause: int, *kinds: Kind) -> tuple[GroundInLaw, ...]:
    """Luật Tiếp công dân, Điều 9; what the decree of 2026 adds for it is the writing."""
    text = f"Luật Tiếp công dân 2013, Điều 9 khoản {clause}"
    law = Citation(text=text, certainty="A")
    if not kinds:
        return (GroundInLaw(use="refuse", citation=law, since=RECEPTION_LAW),)
    written = Citation(
        text=f"{text}; Nghị định 154/2026/NĐ-CP, Điều 4 khoản 3",
        certainty="A",
        note="told in writing (Mẫu 01/TCD) within 03 working days",
    )
    return (
        GroundInLaw(
            use="refuse",
            citation=law,
            since=RECEPTION_LAW,
            until=date(2026, 6, 30),
            kinds=kinds,
        ),
        GroundInLaw(
            use="refuse", citation=written, since=DECREES_OF_2026, kinds=kinds, in_writing=True
        ),
    )


def _decree(*kinds: Kind, point: str = "", in_writing: bool = False) -> GroundInLaw:
    """Nghị định 154/2026/NĐ-CP, Điều 4 khoản 1, điểm a–k."""
    text = f"{f'điểm {point} ' if point else ''}khoản 1"
    return GroundInLaw(
        use="refuse",
        citation=Citation(
            text=f"Nghị định 154/2026/NĐ-CP, Điều 4 {text}",
            certainty="A",
            note="the form Mẫu 01/TCD as transcribed cites điểm g for điểm h" if point else "",
        ),
        since=DECREES_OF_2026,
        kinds=kinds,
        in_writing=in_writing,
    )


_NINE = GroundInLaw(
    use="refuse",
    citation=Citation(
        text="Luật Khiếu nại 2011, Điều 11",
        certainty="A",
        note="nine grounds on which a complaint isn't accepted",
    ),
    since=COMPLAINT_LAW,
    kinds=_COMPLAINTS,
)


def _denunciation(article: str, *kinds: Kind, use: Use = "file") -> GroundInLaw:
    return GroundInLaw(
        use=use,
        citation=Citation(text=f"Luật Tố cáo 2018, {article}", certainty="A"),
        since=DENUNCIATION_LAW,
        kinds=kinds,
    )


def _circular(*kinds: Kind, article: str = "Điều 28") -> GroundInLaw:
    """Thông tư 07/2014/TT-TTCP, repealed; how petitions are filed since wasn't found."""
    return GroundInLaw(
        use="file",
        citation=Citation(
            text=f"Thông tư 07/2014/TT-TTCP, {article}",
            certainty="A",
            note="repealed from 15/11/2021; what holds since wasn't found",
        ),
        until=LAST_DAY_OF_2014_CIRCULAR,
        kinds=kinds,
    )


GROUNDS: Mapping[Ground, tuple[GroundInLaw, ...]] = {
    "no_control": _reception(1),
    "disorder": _reception(2),
    "finally_resolved": (*_reception(3, *_DISPUTES), _circular()),
    "dangerous_objects": (_decree(),),
    "refuses_security_check": (_decree(),),
    "forbidden_recording": (_decree(),),
    "incitement": (_decree(),),
    "no_capacity": (_NINE, _decree()),
    "representative_without_papers": (_decree(),),
    "outside_petitions": (_decree(),),
    "suggestion_already_answered": (_decree(*_SUGGESTIONS, point="h", in_writing=True),),
    "final_judgment": (_decree(),),
    "handled_elsewhere": (_decree(),),
    "internal_or_secret_act": (_NINE,),
    "not_affected": (_NINE,),
    "unlawful_representative": (_NINE,),
    "unsigned": (_NINE,),
    "time_passed": (_NINE, _circular(*_COMPLAINTS)),
    "second_decision_made": (_NINE,),
    "suspended_not_resumed": (_NINE,),
    "court_accepted": (_NINE,),
    "sent_to_many": (
        _denunciation("Điều 24 khoản 3", *_DENUNCIATIONS),
        _circular(article="Điều 6 khoản 2 điểm b và Điều 28"),
    ),
    "already_guided": (
        _denunciation("Điều 24 khoản 3", *_DENUNCIATIONS),
        _circular(article="Điều 6 khoản 2 điểm b và Điều 28"),
    ),
    "anonymous": (_denunciation("Điều 25", "denunciation", "anonymous_tip"),),
    "lost_complaint": (_denunciation("Điều 29 khoản 1", *_DENUNCIATIONS, use="refuse"),),
    "ineligible": (
        _denunciation("Điều 24 khoản 1", *_DENUNCIATIONS, use="refuse"),
        _circular(),
    ),
    "illegible": (_circular(),),
}
"""Of each ground where it stands; one that stands nowhere on a day is no ground on that day."""


def in_law(ground: Ground, use: Use, kind: Kind | None, day: date) -> GroundInLaw | None:
    """Where a ground stands on a day, for that use and kind of petition; None: nowhere.

    >>> str(in_law("unsigned", "refuse", "complaint", date(2023, 3, 15)).citation)
    'Luật Khiếu nại 2011, Điều 11'
    >>> in_law("dangerous_objects", "refuse", None, date(2026, 6, 30)) is None
    True
    """
    return next(
        (one for one in _for(ground, use) if one.holds_on(day) and one.is_about(kind)), None
    )


def somewhere(ground: Ground, use: Use) -> GroundInLaw | None:
    """Where a ground stands or stood for that use, whatever the day: what a refusal cites."""
    return next(_for(ground, use), None)


def _for(ground: Ground, use: Use) -> Iterator[GroundInLaw]:
    return (one for one in GROUNDS[ground] if one.use == use)
