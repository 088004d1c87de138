"""Thẩm quyền: of a recorded fact who decided it, in which office, and who entered it when.

The envelope claims who decided. Whether they held that office is asked of the ward as it was on
the day of the act, by the check that a decision itself is asked with (`Ward.holds`): as was on
record when the fact was, and as is on record now.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from attrs import frozen

from dialogue_cases import codec
from dialogue_cases.deadlines.case import decided_on, entered_on
from dialogue_cases.errors import NotFound
from dialogue_cases.office import Office
from dialogue_cases.record import Known, Recorded, Voided, known_then
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    BodyKind,
    Despite,
    Document,
    EventRef,
    OfficeKind,
    OfficerId,
    On,
    Operator,
    StreamId,
    SystemAct,
    event_ref,
    last_day,
)
from dialogue_cases.ward import LIFE, WARD, Ward

DAYS_KEPT = 4096
"""How many states of the ward are kept; the one that was asked for longest ago goes first."""


@frozen(kw_only=True)
class Decider:
    """Người quyết định: an officer, in an office of a body, as of the day of the act.

    Args:
        officer: who …
        name: … and what they were called, where the ward has said it.
        office: in which office …
        title: … as it was called when they were appointed; None where they didn't hold it.
        body: … of which body …
        body_kind: … what it was that day …
        body_name: … and how it was called; both None where the ward had no such body.
        held_then: whether they held it that day, as was on record when the fact was recorded …
        held: … and as is on record now, or was as known on the day that is asked about.
        authority: the document that empowers or orders the act, if one is named.
        why: the reason, in the officer's words.
    """

    officer: OfficerId
    name: str | None
    office: OfficeKind
    title: str | None
    body: BodyId
    body_kind: BodyKind | None
    body_name: str | None
    held_then: bool
    held: bool
    authority: Document | None
    why: str | None


@frozen(kw_only=True)
class Attribution:
    """Thẩm quyền của một mục ghi: who decided a fact, and who entered it when.

    Args:
        ref: the fact, such as `dialogue/2023/1@7` …
        stream: … in which life …
        kind: … of which kind: its stored name, such as `session.ended`.
        position: where it stands in the log.
        on: when it took effect.
        entered: the local day on which it was recorded …
        recorded_at: … and the instant (UTC).
        days_to_entry: calendar days from the last day on which it may have taken effect to
            that one; below 0 where it was entered before it takes effect.
        typed_by: who typed it, through which channel, and how they were authenticated.
        decided_by: the officer who decided it; None where it followed by rule …
        by_rule: … which rule then, and what set it off.
        corrects: the entry that it stands in for …
        voids: … or that it takes out.
        despite: the rules that it breaks, each with the reason why it is recorded all the same.
        because: the facts that it follows from.
    """

    ref: EventRef
    stream: StreamId
    kind: str
    position: int
    on: On
    entered: date
    recorded_at: datetime
    days_to_entry: int
    typed_by: Operator
    decided_by: Decider | None
    by_rule: SystemAct | None
    corrects: EventRef | None
    voids: EventRef | None
    despite: tuple[Despite, ...]
    because: tuple[EventRef, ...]


class Attributions:
    """Thẩm quyền của cả sổ: who decided each fact of a record, for as many facts as are asked.

    Each state of the ward is made once, so a whole log costs its facts and the days on them.

    Args:
        ward: the ward's own stream, by version (`Office.history("ward")`).
        known: who held what as was on record at the end of this local day, or at exactly this
            position; None: as is on record now. `held_then` hangs on no such day.

    Example:
        >>> from examples.practice import practise
        >>> office = practise()
        >>> told = Attributions(office.history("ward")).facts(office.log.since())
        >>> sorted({one.by_rule.rule for one in told if one.by_rule})
        ['law-kept', 'store-opened', 'ward-set-up']
    """

    def __init__(self, ward: Sequence[Recorded[Any]], *, known: Known | None = None) -> None:
        self._history = ward
        self._positions = [one.position for one in ward]
        self._known = sum(known_then(one, known) for one in ward)
        self._ward_on = lru_cache(DAYS_KEPT)(self._folded)

    def fact(self, recorded: Recorded[Any]) -> Attribution:
        """Of one fact who decided it, and who entered it when.

        Args:
            recorded: a fact of the same record.
        """
        act, entered = recorded.act, entered_on(recorded)
        instead = None if recorded.corrects is None else event_ref(recorded.stream, recorded.root)
        voids = isinstance(recorded.event, Voided)
        return Attribution(
            ref=recorded.ref,
            stream=recorded.stream,
            kind=codec.name_of(recorded.event),
            position=recorded.position,
            on=recorded.on,
            entered=entered,
            recorded_at=recorded.recorded_at,
            days_to_entry=(entered - last_day(recorded.on)).days,
            typed_by=recorded.recorded_by,
            decided_by=self._decider(recorded, act) if isinstance(act, Act) else None,
            by_rule=act if isinstance(act, SystemAct) else None,
            corrects=None if voids else instead,
            voids=instead if voids else None,
            despite=recorded.despite,
            because=recorded.because,
        )

    def facts(self, log: Iterable[Recorded[Any]]) -> Iterator[Attribution]:
        """The same of one fact after another."""
        return map(self.fact, log)

    def _decider(self, recorded: Recorded[Any], act: Act) -> Decider:
        day = decided_on(recorded)
        then = self._ward_on(bisect_left(self._positions, recorded.position), day)
        now = self._ward_on(self._known, day)
        body = now.bodies.get(act.body)
        mine = [one for one in now.holdings if one.officer == act.officer]
        held = [one for one in mine if (one.office, one.body) == (act.office, act.body)]
        return Decider(
            officer=act.officer,
            name=next((one.name for one in (*held, *mine) if one.name), None),
            office=act.office,
            title=held[-1].title if held else None,
            body=act.body,
            body_kind=body.kind if body else None,
            body_name=body.name if body else None,
            held_then=then.holds(act.officer, act.office, act.body),
            held=now.holds(act.officer, act.office, act.body),
            authority=act.authority,
            why=act.why,
        )

    def _folded(self, entries: int, day: date) -> Ward:
        """The ward on a day, by as many of its entries."""
        return LIFE.fold(self._history[:entries], upto=day)


def attribution(office: Office, ref: EventRef | str, *, known: Known | None = None) -> Attribution:
    """Of one recorded fact who decided it, and who entered it when.

    Args:
        office: whose record it is.
        ref: the fact, such as `dialogue/2023/1@7`.
        known: as `Attributions`.

    Raises:
        NotFound: no such fact is recorded (as known then).

    Example:
        >>> from examples.practice import practise
        >>> one = attribution(practise(), "ward@1")
        >>> one.kind, one.by_rule.rule, one.decided_by, one.days_to_entry
        ('ward.opened', 'store-opened', None, 0)
    """
    fact = office.fact(ref)
    if not known_then(fact, known):
        raise NotFound(StreamId(ref))
    return Attributions(office.history(WARD), known=known).fact(fact)
