"""Nghĩa vụ có thời hạn: what is owed, by whom, until when, and whether it was done in time."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, Literal

import msgspec
from attrs import frozen

from dialogue_cases.deadlines.explanation import Language, explained
from dialogue_cases.deadlines.verdict import SOON, Grounds, Verdict, verdict
from dialogue_cases.law import Limit, OwedBy, OwnWords, Period, Rule, RuleVersion
from dialogue_cases.vocabulary import BodyId, EventRef, StreamId, When
from dialogue_cases.workdays import Pause, Term, WorkingCalendar


@frozen(kw_only=True)
class Deed:
    """Sự kiện làm thay đổi nghĩa vụ: a recorded fact, and the local day on which it counts.

    Args:
        ref: the recorded fact.
        day: the local day.
        at: the local time, where a limit in hours needs one and it is on record.
    """

    ref: EventRef
    day: date
    at: time | None = None

    def by(self, due: date, due_at: time | None, unit: Limit | None) -> bool | None:
        """Whether it was done by then; None: on the last day, and a time isn't on record.

        Args:
            due: the last local day …
            due_at: … and, of a limit in hours, the last local time, if it can be told.
            unit: what the limit counts.
        """
        if unit != "hours" or self.day != due:
            return self.day <= due
        return None if self.at is None or due_at is None else self.at <= due_at


@frozen(kw_only=True)
class Move:
    """Gia hạn, chỉ đạo lại: a decision that sets another due day.

    Args:
        ref: the recorded decision.
        day: the local day on which it was decided.
        until: the due day that it sets.
        kind: `extended` holds only if decided in time; `renewed` at any time.
        holds: whether it moved the due day.
        pushed: the due day that it comes to, where the case was suspended after it.
        rolled: the working day on which an extended term ends whose decided day is a day off.
    """

    ref: EventRef
    day: date
    until: date
    kind: Literal["extended", "renewed"]
    holds: bool
    pushed: date | None = None
    rolled: date | None = None


@frozen(kw_only=True)
class Finding:
    """Điểm cần xem xét: what an auditor should look at, by name, with the fact behind it.

    `extended-after-the-term`: decided when the term had ended, so it moved nothing.
    `extended-entered-late`: decided in time, but put on record when the term had ended.
    `renewed-after-the-term`: a new direction came when the term had ended.
    `found-after-the-term`: a fact that would have given another term was found when the term
    had ended, so it changed nothing.
    `found-entered-late`: it was found in time, but put on record when the term had ended.
    `done-entered-late`: done in time, but put on record, or given that day, when the term had
    ended.
    `lifted-entered-late`: made void in time, but put on record when the term had ended undone.
    `done-before-its-anchor`: what it is counted from was corrected to a day after the act; the
    act fulfils it all the same.
    `limit-entered-late`: a limit or a choice of the ward's own that moves the due day came on
    record, or was corrected or voided, when the act was done or the term had ended.
    `day-entered-late`: likewise a day off or a working day that the ward recorded.
    `time-not-on-record`: done on the last day of a limit in hours, and the time of the one or
    the other isn't on record, so that nobody can say whether it was in time.
    """

    name: Literal[
        "extended-after-the-term",
        "extended-entered-late",
        "renewed-after-the-term",
        "found-after-the-term",
        "found-entered-late",
        "done-entered-late",
        "lifted-entered-late",
        "done-before-its-anchor",
        "limit-entered-late",
        "day-entered-late",
        "time-not-on-record",
    ]
    ref: EventRef
    due: date


def late_word(word: OwnWords, due: date) -> Finding:
    """The finding on something that the ward said of itself too late."""
    name: Literal["day-entered-late", "limit-entered-late"]
    name = "day-entered-late" if word.about else "limit-entered-late"
    return Finding(name=name, ref=word.entry, due=due)


@frozen(kw_only=True)
class Judgement:
    """Đúng hạn theo hiểu biết lúc đó: how the act stood to its due day as known on its day.

    Args:
        in_time: whether it was in time; None where nobody had set a limit, or where a limit
            in hours can't be judged because a time isn't on record.
        due: the due day as known then; None while it was suspended, or without a limit.
        calendar_as_of: the calendar as known at the end of this local day: the act's own.
        record_as_of: the facts, and the ward's own limits, choices and days, on record at the
            end of this local day.
        established: whether what was known then can be told from the record.
        on_record: False where what it is counted from wasn't on record yet on the day of the
            act: what was on record when the act was entered stands for it. True where it was,
            and if that isn't `established`, nothing was owed by what was on record then.
    """

    in_time: bool | None
    due: date | None
    calendar_as_of: date
    record_as_of: date
    established: bool
    on_record: bool = True


class Obligation(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Nghĩa vụ có thời hạn: derived from what happened and from the law, and never stored.

    Args:
        stream: whose life; `ward` for a duty of a period.
        rule: the rule that it rests on.
        version: the rule's version, with the ward's own amount where it has set one.
        root: the root version of its anchor, or the label of its period ("2026-Q1").
        owed_by: who owes it, by kind …
        body: … and the body that the anchor names, if it names one.
        arose: the local day from which on it is owed.
        anchor: the fact that it is counted from; None for a duty of a period.
        anchor_day: the local day that it is counted from: of the event, the fixed day, the
            expiry, or the last day of the period.
        period: what it covers, if it is a duty of a period …
        period_kind: … and which period that is.
        term: how the due day was counted; None where nothing is counted.
        due: the last local day in time; None while it is suspended or nobody has set a limit.
            Of something to be kept, the last day on which it must still be there.
        due_at: of a limit in hours, the last local time of that day; None where the time that
            it is counted from isn't on record.
        floor: the day on which a version came into force and before which it can't end.
        found: what was found of the case while it ran, and gave it another term.
        expiry_of: the rule whose term ended, where it is counted from such an end.
        moves: the decisions that set another due day, in the order of their effect.
        counted: what was counted in the period, up to the number that is owed …
        wanted: … and that number.
        discharged: what fulfilled it.
        judged: whether that was in time, as known on the day of the act.
        ended: what made it void, or took its place.
        findings: what an auditor should look at.
        calendar: by which its days are counted, where the law gave one …
        looked_at: … and the first and the last local day that it was asked about; no day beyond
            them moves the due day.
        stood: what a verdict about it is made of, where its life says more than its rule: how
            it stood before it was undone or moved, and whether a promise was found kept.
    """

    stream: StreamId
    rule: Rule
    version: RuleVersion
    root: int | str
    owed_by: OwedBy
    arose: date
    anchor_day: date
    body: BodyId | None = None
    anchor: EventRef | None = None
    period: When | None = None
    period_kind: Period | None = None
    term: Term | None = None
    due: date | None = None
    due_at: time | None = None
    floor: date | None = None
    found: tuple[Deed, ...] = ()
    expiry_of: Rule | None = None
    moves: tuple[Move, ...] = ()
    counted: tuple[Deed, ...] = ()
    wanted: int | None = None
    discharged: Deed | None = None
    judged: Judgement | None = None
    ended: Deed | None = None
    findings: tuple[Finding, ...] = ()
    calendar: WorkingCalendar | None = None
    looked_at: tuple[date, date] | None = None
    stood: Grounds | None = None

    def __eq__(self, other: object) -> bool:
        """What is owed is the same, whichever days of the calendar were looked at for it."""
        if not isinstance(other, Obligation):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _COMPARED)

    __hash__ = None  # type: ignore[assignment]  # as its rule's

    def __repr__(self) -> str:
        told = {name: getattr(self, name) for name in _SHOWN}
        told |= {"rule": self.rule.id, "version": self.version.number}
        return f"Obligation({', '.join(f'{name}={one!r}' for name, one in told.items())})"

    @property
    def identity(self) -> tuple[StreamId, str, int | str]:
        """What it is, whatever version of the rule applies: stream, rule id, root."""
        return self.stream, self.rule.id, self.root

    @property
    def raw(self) -> date | None:
        """The last day as counted, before it rolls to a working day or is moved."""
        return None if self.term is None else self.term.last_day

    @property
    def provisional_years(self) -> tuple[int, ...]:
        """Years without an official calendar that the due day rests on."""
        years = () if self.term is None else self.term.provisional_years
        return () if years and self.extended_by else years

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Half-open intervals of local days that don't count."""
        return () if self.term is None else self.term.pauses

    @property
    def extended_by(self) -> tuple[EventRef, ...]:
        """The decisions that moved the due day."""
        return tuple(move.ref for move in self.moves if move.holds) if self.moves else ()

    @property
    def in_time(self) -> bool | None:
        """Whether it was done in time, as known on the day of the act; None if not done."""
        return None if self.judged is None else self.judged.in_time

    @property
    def in_time_in_hindsight(self) -> bool | None:
        """Whether it was done in time, by everything that is known; None if not done."""
        if self.discharged is None or (self.due is None and not self.pauses):
            return None
        if self.wanted is not None and len(self.counted) < self.wanted:
            return False
        return self.due is None or self.discharged.by(self.due, self.due_at, self.version.unit)

    @property
    def grounds(self) -> Grounds:
        """What a verdict about it is made of, on any day."""
        if self.stood is not None:
            return self.stood
        done = None if self.discharged is None else self.discharged.day
        return Grounds(
            arose=self.arose,
            anchor_day=self.anchor_day,
            due=self.due,
            due_then=None if self.judged is None else self.judged.due,
            done_on=done,
            in_time=self.in_time,
            confirmed_on=done,
            ended_on=None if self.ended is None else self.ended.day,
            pauses=self.pauses,
            party=bool(self.owed_by.party),
            kept=self.rule.duty == "keep",
        )

    def but(self, **changed: Any) -> "Obligation":
        """The same with other values."""
        return msgspec.structs.replace(self, **changed)

    def status(self, on: date, *, soon: int = SOON) -> Verdict:
        """How it stands at the end of a local day.

        Args:
            on: the local day asked about.
            soon: from how many working days left on it is called due soon.
        """
        return verdict(self.grounds, on, self.calendar, soon=soon)

    def explain(self, lang: Language = "vi") -> list[str]:
        """Giải trình: how the due day comes about, day by day, with every source.

        Args:
            lang: `vi` or `en`.

        Returns:
            Lines: what is owed and by whom, the norm and how sure we are of it, each day
            counted, skipped or paused, what moved the due day, and what came of it.
        """
        return explained(self, lang)


_COMPARED = [name for name in Obligation.__struct_fields__ if name not in ("calendar", "looked_at")]
_SHOWN = [name for name in _COMPARED if name not in ("owed_by", "term", "expiry_of", "stood")]


def widest(owed: Iterable[Obligation]) -> tuple[date, date] | None:
    """The first and the last day that the calendar was asked about for some obligations."""
    asked = [one.looked_at for one in owed if one.looked_at is not None]
    return (min(first for first, _ in asked), max(last for _, last in asked)) if asked else None
