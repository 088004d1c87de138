"""Quy định riêng của phường: what the ward itself has set and announced, and since when."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from dialogue_cases.vocabulary import Citation, EventRef
from dialogue_cases.workdays import OfficialDay, OfficialYear

OWN_LIMITS = Citation(
    text="Quy chế của Đảng uỷ",
    certainty="I",
    note="a ward may set only the limits that deadlines.toml leaves to it",
)


@frozen(kw_only=True)
class OwnRegulation:
    """Quy chế của phường: what the ward's own regulations say from one day on, taken together.

    Args:
        since: the first local day on which it holds, until the next one does.
        limits: by rule (id or slug), the amount in the rule's own unit.
        switches: the ward's reading where the law leaves one open
            (`culture_day_off`, `roll_on_swapped`), and what it keeps in this record
            (`chairman_receptions`).
        basis: the document, as it is cited …
        sources: … and those that say some of it instead, by rule or switch.
    """

    since: date
    limits: Mapping[str, int] = field(factory=dict)
    switches: Mapping[str, bool] = field(factory=dict)
    basis: Citation = OWN_LIMITS
    sources: Mapping[str, Citation] = field(factory=dict)

    def source(self, *names: str) -> Citation:
        """The document that says it, of a rule (by id or slug) or a switch."""
        return next((self.sources[one] for one in names if one in self.sources), self.basis)


@frozen(kw_only=True)
class OwnWords:
    """Điều phường tự quy định: all that the ward had set and announced, from one entry on.

    Each entry about it (a regulation, a day, their correction or void) begins another, and so
    what was superseded or voided since is kept with the days between which it was known.

    Args:
        entry: the recorded fact with which this became known.
        known_since: the local day on which that was put on record.
        about: the official days that the entry speaks of; none where it is about regulations.
        regulations: what the ward's own regulations said, by the day from which on they hold.
        days: official days that the ward had recorded.
        years: years of which the ward had recorded that all days are announced.
    """

    entry: EventRef
    known_since: date
    about: frozenset[date] = frozenset()
    regulations: tuple[OwnRegulation, ...] = ()
    days: tuple[OfficialDay, ...] = ()
    years: tuple[OfficialYear, ...] = ()


def known_since(words: OwnWords) -> date:
    """Since which local day it is on record."""
    return words.known_since


def by_day(regulations: Iterable[OwnRegulation]) -> tuple[OwnRegulation, ...]:
    """The same in the order of the days from which on they hold."""
    return tuple(sorted(regulations, key=lambda one: one.since))
