"""What this process has read already: facts never change, so only the news is read again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import frozen

from dialogue_cases import ward
from dialogue_cases.law import Law
from dialogue_cases.office.checks import life_of
from dialogue_cases.record import Recorded, fold, refold, standing, version_of
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import On, StreamId, first_day
from dialogue_cases.ward import WARD, Ward
from dialogue_cases.ward.events import LawLoaded

MOST = 500
"""How many lives are kept; the one that was kept first goes first."""


class Seen:
    """Lives as read under the write lock, and the ward and law of the days decided on.

    Args:
        law: the edition to decide under.
    """

    def __init__(self, law: Law) -> None:
        self.law = law
        self._mine = law.edition
        self._lives: dict[StreamId, list[Recorded[Any]]] = {}
        self._ward_version = 0
        self._days: dict[date, tuple[Ward, Law]] = {}
        self._edition_version = 0
        self._kept: str | None = None
        self._law_is_kept = False

    def life(self, writing: Writing, stream: StreamId) -> list[Recorded[Any]]:
        """One life's facts by version, those of this transaction among them."""
        known = self._lives.get(stream, [])
        news = writing.read(stream, after=version_of(known))
        if not news:
            return known
        if len(self._lives) >= MOST and stream not in self._lives:
            self._lives.pop(next(iter(self._lives)))
        self._lives[stream] = known = [*known, *news]
        return known

    def circumstances(self, writing: Writing, on: On) -> tuple[Ward, Law]:
        """The ward, and the law with the ward's own regulations, as of a day."""
        history = self.life(writing, WARD)
        if version_of(history) != self._ward_version or len(self._days) >= MOST:
            self._ward_version, self._days = version_of(history), {}
        day = first_day(on)
        found = self._days.get(day)
        if found is None:
            state = refold(standing(history), ward.INITIAL, ward.evolve, upto=day)
            found = self._days[day] = state, ward.law_of(state, self.law)
        return found

    def keeps_law(self, writing: Writing) -> bool:
        """Whether the log has the edition that is decided under."""
        if not self._law_is_kept:
            self._law_is_kept = any(
                isinstance(one.event, LawLoaded) and one.event.edition == self._mine
                for one in self.life(writing, WARD)
            )
        return self._law_is_kept

    def edition(self) -> str | None:
        """The edition decided under, where it isn't the last one that the log has kept.

        Asked after `circumstances`, which has read the ward.
        """
        if self._edition_version != self._ward_version:
            facts = [one.event for one in self._lives.get(WARD, ())]
            kept = [event.edition for event in facts if isinstance(event, LawLoaded)]
            self._edition_version, self._kept = self._ward_version, kept[-1] if kept else None
        return None if self._kept in (None, self._mine) else self._mine

    def forget(self) -> None:
        """Read everything anew: a transaction that was rolled back may have been seen."""
        self._lives, self._ward_version, self._days = {}, 0, {}
        self._edition_version, self._kept, self._law_is_kept = 0, None, False


@frozen
class Reading:
    """What a policy may read of other lives, within one transaction (`policies.Reader`)."""

    seen: Seen
    writing: Writing

    def __call__(self, stream: StreamId, *, upto: On | None = None) -> Any:
        """The state of a life, of all that is recorded or of what had taken effect by a day."""
        life = life_of(stream)
        return fold(self.seen.life(self.writing, stream), life.INITIAL, life.evolve, upto=upto)

    def streams(
        self, series: str, *, naming: Sequence[str] = (), unsettled: bool = False
    ) -> Sequence[StreamId]:
        """The lives of a series in whose facts one of these ids stands."""
        return self.writing.streams(series, naming=naming, unsettled=unsettled)
