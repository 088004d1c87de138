"""Nhập trùng: the same petition typed a second time is shown before it is recorded."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import attrs

from dialogue_cases.petition import Raised
from dialogue_cases.record import Recorded, standing
from dialogue_cases.spelling import bare
from dialogue_cases.vocabulary import Act, Citation, StreamId, first_day
from dialogue_cases.ward import Setting

RECENT = 20
"""How many petitions back it is looked for: whoever types one twice does so soon."""

DAYS = timedelta(days=3)
"""How far apart the days of receipt may lie."""

ONCE = Citation(text="Quy ước của sổ: một đơn chỉ nhập một lần", certainty="I")


def check_twice(
    setting: Setting, events: Sequence[Any], read: Callable[[StreamId], list[Recorded[Any]]]
) -> None:
    """A new petition isn't one of the last ones of its series, typed again.

    It is, as far as what is written in clear says: the same gist, without case and marks,
    received within days, and everything else that was typed of it the same. Who raised it is
    sealed and isn't compared: to compare would tell anyone who may write a name that was guessed.
    What an old book names by its entry, and what is said to repeat another, is another petition.

    Raises:
        Refused: `looks-entered-already` (unlawful).
    """
    new = next((one for one in events if isinstance(one, Raised)), None)
    if new is None or setting.stream is None or not isinstance(setting.act, Act):
        return
    if new.book_entry or new.part_of or new.repeats or new.occurrence != "first":
        return
    series, _, number = setting.stream.rpartition("/")
    for before in range(int(number) - 1, max(0, int(number) - 1 - RECENT), -1):
        earlier = StreamId(f"{series}/{before}")
        facts = (fact.event for fact in standing(read(earlier)))
        old = next((one for one in facts if isinstance(one, Raised)), None)
        setting.lawful(
            old is None or not _looks_like(new, old),
            "looks-entered-already",
            ONCE,
            petition=earlier,
            on=None if old is None else old.on,
        )


def _looks_like(new: Raised, old: Raised) -> bool:
    if abs(first_day(new.on) - first_day(old.on)) > DAYS or bare(new.gist) != bare(old.gist):
        return False
    return attrs.evolve(new, on=old.on, gist=old.gist) == old
