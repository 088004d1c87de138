"""What this process has read already: facts never change, so only the news is read again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import frozen

from dialogue_cases import ward
from dialogue_cases.codec import life_of
from dialogue_cases.law import Law
from dialogue_cases.life import Life
from dialogue_cases.office.checks import may_hold_sealed, sealed_in
from dialogue_cases.record import Recorded, Redacted, comes_last, is_apart, standing, version_of
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import On, Sealed, StreamId, first_day
from dialogue_cases.ward import WARD, LawLoaded, Ward

MOST = 500
"""How many lives are kept; the one that was kept first goes first."""


class Read:
    """Vụ việc đã đọc: a life as far as it was read, what stands of it, and what it amounts to.

    A fact that comes after all that stands is folded on to the state that is known, so that n
    facts cost n, not n². For a correction, or an entry that comes late, all of it is folded anew.

    Args:
        life: which life it is.
    """

    def __init__(self, life: Life[Any, Any]) -> None:
        self.facts: list[Recorded[Any]] = []
        self.stands: list[Recorded[Any]] = []
        self.state = life.initial
        self.sealed: dict[Sealed, None] = {}  # every piece that stands in any of its facts
        self.epoch = 0  # of `Seen`, in which these are all of its facts
        self._life = life
        self._anew = False  # whether it was ever folded anew

    def add(self, news: Sequence[Recorded[Any]]) -> None:
        """Read on: the facts that follow those that were read."""
        self.facts += news
        for fact in news:
            kind: Any = type(fact.event)
            if may_hold_sealed(kind):
                self.sealed.update((one, None) for _, one in sealed_in(fact.event))
        for fact in news:
            if is_apart(fact):
                continue
            # After a void nothing may stand of what is on record; what comes then may change that.
            if not comes_last(fact, self.stands) or (self._anew and not self.stands):
                self._anew = True
                self.stands = standing(self.facts)
                self.state = self._life.refold(self.stands)
                return
            self.stands.append(fact)
            self.state = self._life.evolve(self.state, fact.event)

    def upto(self, on: On) -> Any:
        """What it amounts to of what had taken effect by then."""
        return self._life.refold(self.stands, upto=on)


class Seen:
    """Lives as read under the write lock, and the ward and law of the days decided on.

    Positions are never used twice: where the log's last one is that of the last time, nobody has
    recorded anything, and what was read is all there is.

    Args:
        law: the edition to decide under.
    """

    def __init__(self, law: Law) -> None:
        self.law = law
        self._mine = law.edition
        self._lives: dict[StreamId, Read] = {}
        self._head, self._epoch = 0, 1  # a new one whenever somebody else has recorded something
        self._ward_version = 0
        self._days: dict[date, tuple[Ward, Law]] = {}
        self._edition_version = 0
        self._kept: str | None = None
        self._law_is_kept = False

    def read(self, writing: Writing, stream: StreamId) -> Read:
        """One life with what it amounts to, the facts of this transaction among them.

        It grows as facts are added: whoever needs it as it was takes what he needs at once.
        """
        if writing.position != self._head:
            self._head, self._epoch = writing.position, self._epoch + 1
        known = self._lives.get(stream)
        if known is None:
            if len(self._lives) >= MOST:
                self._lives.pop(next(iter(self._lives)))
            known = self._lives[stream] = Read(life_of(stream))
        if known.epoch != self._epoch:
            news = writing.read(stream, after=version_of(known.facts))
            if any(isinstance(one.event, Redacted) for one in news) and known.facts:
                known = self._lives[stream] = Read(life_of(stream))
                news = writing.read(stream)
            known.add(news)
            known.epoch = self._epoch
        return known

    def add(self, writing: Writing, facts: Sequence[Recorded[Any]]) -> None:
        """Keep what this transaction has just recorded in one life, so that it isn't read again."""
        known = self._lives.get(facts[0].stream) if facts else None
        if known is None or known.epoch != self._epoch:
            return
        if Redacted in [type(one.event) for one in facts]:
            del self._lives[facts[0].stream]  # what was read of it reads otherwise now
            return
        if writing.position == self._head + len(facts):
            known.add(facts)
            self._head = writing.position

    def life(self, writing: Writing, stream: StreamId) -> list[Recorded[Any]]:
        """One life's facts by version, those of this transaction among them."""
        return self.read(writing, stream).facts

    def circumstances(self, writing: Writing, on: On) -> tuple[Ward, Law]:
        """The ward, and the law with the ward's own regulations, as of a day."""
        known = self.read(writing, WARD)
        version = version_of(known.facts)
        if version != self._ward_version or len(self._days) >= MOST:
            self._ward_version, self._days = version, {}
        day = first_day(on)
        found = self._days.get(day)
        if found is None:
            state = known.upto(day)
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
            facts = [one.event for one in self._lives[WARD].facts]
            kept = [event.edition for event in facts if isinstance(event, LawLoaded)]
            self._edition_version, self._kept = self._ward_version, kept[-1] if kept else None
        return None if self._kept in (None, self._mine) else self._mine

    def forget(self) -> None:
        """Read everything anew: a transaction that was rolled back may have been seen."""
        self._lives, self._ward_version, self._days = {}, 0, {}
        self._head, self._epoch = 0, self._epoch + 1
        self._edition_version, self._kept, self._law_is_kept = 0, None, False


@frozen
class LivesRead:
    """What a policy may read of other lives, within one transaction (`policies.OtherLives`)."""

    seen: Seen
    writing: Writing

    def __call__(self, stream: StreamId, *, upto: On | None = None) -> Any:
        """The state of a life, of all that is recorded or of what had taken effect by a day."""
        known = self.seen.read(self.writing, stream)
        return known.state if upto is None else known.upto(upto)

    def streams(
        self, series: str, *, naming: Sequence[str] = (), unsettled: bool = False
    ) -> Sequence[StreamId]:
        """The lives of a series in whose facts one of these ids stands."""
        return self.writing.streams(series, naming=naming, unsettled=unsettled)

    def life(self, stream: StreamId) -> Sequence[Recorded[Any]]:
        """One life's facts, by version."""
        return self.seen.life(self.writing, stream)
