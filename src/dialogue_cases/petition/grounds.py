"""On which ground a petition may be turned away or filed: where each stands, from when to when.

The rows are data (`law/grounds.toml`): a change adds one, it never edits one.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from dialogue_cases.law.grounds import in_force_since, listed
from dialogue_cases.petition.words import Ground, Kind
from dialogue_cases.vocabulary import Citation

Use: TypeAlias = Literal["refuse", "file"]
"""Từ chối hay xếp lưu: for which of the two a ground stands."""


@frozen(kw_only=True)
class GroundInLaw:
    """Căn cứ: one place in the law where a ground stands.

    Args:
        code: the ground.
        use: whether one may refuse on it, or file without processing.
        citation: where it stands.
        since: the first day on which it is in force; None: since before this record.
        until: the last day; None: still.
        kinds: the kinds of petition that it is about; none: any, and receptions too.
        in_writing: whether the refusal has to be told in writing.
    """

    code: Ground
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


DECREES_OF_2026 = in_force_since("decrees_of_2026")

_ALL = listed("petition", GroundInLaw)

GROUNDS: Mapping[Ground, tuple[GroundInLaw, ...]] = {
    ground: tuple(one for one in _ALL if one.code == ground) for ground in get_args(Ground)
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
