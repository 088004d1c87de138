"""Bản quy định đi kèm: this library's own edition, as it was read when the package was made.

`edition.json` is written by `tools/ready.py` from `norms/` and `calendar.toml`, and a test says
whether it still is what reading them gives. So a process that asks for the law neither parses
nor checks it: what can be wrong with it was found before.
"""

from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen

from dialogue_cases.law.rules import Rules
from dialogue_cases.prepared import decoder
from dialogue_cases.vocabulary import Citation
from dialogue_cases.workdays import OfficialDay, OfficialYear

EDITION = "edition.json"


@frozen(kw_only=True)
class CalendarListing:
    """Lịch đã công bố: what a `calendar.toml` lists, before a ward has chosen its readings.

    Args:
        days: official days, in the order of the file.
        disputed: those of them that are days off only where the ward's regulation says so.
        years: the years whose official days are all known.
        weekend: weekly days off, 0 (Monday) to 6 (Sunday).
        weekend_basis: where the weekly days off stand.
    """

    days: tuple[OfficialDay, ...]
    disputed: frozenset[date]
    years: tuple[OfficialYear, ...]
    weekend: frozenset[int]
    weekend_basis: Citation


@frozen(kw_only=True)
class Packaged:
    """Quy định và lịch đi kèm: the rules as a text and as read, and the calendar as read.

    Args:
        rules_text: `deadlines.toml`, as it is kept in a log: the rules of all norms, without
            what stands beside them for readers and tests.
        rules: what reading that text gives.
        calendar: what reading `calendar.toml` gives.
    """

    rules_text: str
    rules: Rules
    calendar: CalendarListing


@cache
def packaged() -> Packaged:
    """The edition that this version ships.

    Example:
        >>> packaged().rules.rules[0].id
        'P4'
    """
    ready: Packaged = decoder(Packaged)(files(__package__).joinpath(EDITION).read_bytes())
    return ready
