"""Giới hạn: how often and how long a case may be extended, what stays posted, who is told."""

from collections.abc import Collection, Mapping
from datetime import date

from attrs import frozen

from dialogue_cases.law.grounds import listed
from dialogue_cases.proceeding.grounds import COMPLAINTS, DENUNCIATIONS
from dialogue_cases.proceeding.words import Degree, Kind, Notice, Paper, Role
from dialogue_cases.vocabulary import Citation, On, first_day


@frozen(kw_only=True)
class Allowance:
    """Được gia hạn: how often a case may be extended, and each time by how many days.

    Args:
        kind: of which proceedings.
        degree: how complex the case was found to be.
        times: how often.
        days: calendar days from the last day that is put off, each time.
        citation: where it stands.
        since: the first local day on which it is in force.
    """

    kind: Kind
    degree: Degree
    times: int
    days: int
    citation: Citation
    since: date


EXTENSIONS = listed("proceeding.extensions", Allowance)
"""Gia hạn: of denunciations only; a complaint has longer terms instead."""


def allowance(kind: Kind | None, degree: Degree | None, on: On) -> Allowance | None:
    """What extension a case of that kind and degree may have on a day."""
    return next(
        (
            one
            for one in EXTENSIONS
            if (one.kind, one.degree) == (kind, degree) and one.since <= first_day(on)
        ),
        None,
    )


CRITERIA: Mapping[Degree, int] = {"complex": 1, "specially_complex": 2}
"""How many of the seven criteria make a case complex, and specially complex."""

POSTED_DAYS = 15
"""How many days in a row a conclusion stays posted or on the web, the first one counted."""

_COMPLAINANT = frozenset[Role]({"complainant"})
_DENOUNCER = frozenset[Role]({"denouncer"})

TOLD: Mapping[tuple[Kind, Notice], Collection[Role]] = {
    **{(kind, about): _COMPLAINANT for kind in COMPLAINTS for about in ("acceptance", "refusal")},
    **{(kind, about): _DENOUNCER for kind in DENUNCIATIONS for about in ("refusal", "forwarding")},
    ("denunciation", "acceptance"): frozenset[Role]({"denouncer", "denounced"}),
}
"""Who must be told of what; of whom nothing stands here, the body knows who is concerned."""

SENT: Mapping[tuple[Kind, Paper], Collection[Role]] = {
    **{(kind, "decision"): _COMPLAINANT for kind in COMPLAINTS},
    ("denunciation", "conclusion"): frozenset[Role]({"denouncer", "denounced", "manager"}),
}
"""Who must be sent what."""
