"""Lịch: sessions, reception days and last days as iCalendar, for the calendars of the office.

Each entry has an id that stays (ward, life, fact) and a number that grows with what is recorded,
so that a file that is sent again updates what was sent before.
What was moved, called off or taken out of the record stays in it as cancelled, as long as it would
have stayed: a calendar keeps whatever the next file doesn't name.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, frozen

from dialogue_cases import plan, session, task
from dialogue_cases.deadlines import MET, Obligation, deadlines
from dialogue_cases.documents.before_session import chair_of, subject
from dialogue_cases.documents.of_plan import received_by
from dialogue_cases.documents.sheet import DocumentSheet
from dialogue_cases.documents.wording import inside, place_of, topics_of
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.plan import Adopted, Amended, Contents, Drafted, Plan
from dialogue_cases.projection import Views
from dialogue_cases.record import LOCAL, Known, Recorded, known_then, version_of
from dialogue_cases.session import Session
from dialogue_cases.spelling import harmless
from dialogue_cases.task import Task
from dialogue_cases.views import board
from dialogue_cases.vocabulary import LocalTime
from dialogue_cases.ward import WARD, Ward

if TYPE_CHECKING:
    from icalendar import Component

LASTING = timedelta(days=31)
"""How long after its last day what is done or overdue stays in the file."""

Lives: TypeAlias = Iterable[Sequence[Recorded[Any]]]
"""Whole lives in turn, each by version."""


@frozen(kw_only=True)
class CalendarEntry:
    """Mục lịch: one entry of a calendar.

    Args:
        uid: its id, which stays.
        sequence: how many facts it rests on: it never shrinks.
        stamp: the instant (UTC) at which the last of them was recorded.
        day: the local day …
        at: … and its time; None: the whole day.
        summary: what it is.
        place: where.
        about: more about it.
        cancelled: whether it isn't held, or has nothing to be done any more.
        warned: whether to be reminded the day before.
    """

    uid: str
    sequence: int
    stamp: datetime
    day: date
    summary: str
    at: LocalTime | None = None
    place: str = ""
    about: str = ""
    cancelled: bool = False
    warned: bool = False


def calendar(office: Office, *, on: date | None = None, known: Known | None = None) -> bytes:
    """Everything that has a day: sessions, reception days, and what is due.

    No personal data are read; a proceeding is named by its number alone.

    Args:
        office: whose record it is.
        on: the local day from which it is seen; None: today. What was over a month before
            isn't there any more.
        known: as was on record at the end of this local day, or at exactly this position.

    Raises:
        Invalid: icalendar isn't installed.
    """
    return written(entries(office, on=on or office.today, known=known))


def entries(office: Office, *, on: date, known: Known | None = None) -> list[CalendarEntry]:
    """The entries, in the order of their days."""
    ward = office.ward(effective=on, known=known)
    sessions = chain(office.lives("dialogue"), office.lives("reception"))
    due = _due_lives(office, on - LASTING, known)
    found = [
        *_sessions(_known(sessions, known), ward, on),
        *_reception_days(_known(office.lives("plan"), known), ward),
        *_last_days(_known(due, known), ward, office, on, known),
    ]
    kept = [one for one in found if one.day >= on - LASTING]
    return sorted(kept, key=lambda one: (one.day, one.at is not None, one.at, one.uid))


def _uid(ward: Ward, *parts: str) -> str:
    return f"{'.'.join(parts).replace('/', '.')}@{ward.code or ward.store}.dialogue-cases"


def _known(lives: Lives, known: Known | None) -> Lives:
    """Lives as far as they were on record."""
    seen = ([one for one in life if known_then(one, known)] for life in lives)
    return filter(None, seen)


def _due_lives(office: Office, since: date, known: Known | None) -> Lives:
    """The lives in which something is or was due since a day, now or before an entry was mended."""
    with Views.of(office) as views:
        due = board.due_since(views, since, known=known)
    lives = map(office.log.sound_life, sorted({*due, *office.log.mended()}))
    return filter(None, lives)


def _sessions(lives: Lives, ward: Ward, on: date) -> Iterator[CalendarEntry]:
    for facts in lives:
        stream = facts[0].stream
        state: Session = session.LIFE.fold(facts, upto=on)
        stands = state.arranged is not None
        if not stands:  # perhaps what fixed it was voided since
            state = _before_voids(facts, on)
        arranged = state.arranged
        if arranged is None:
            continue
        sheet = DocumentSheet(stream=stream, ward_on=lambda _: ward, day=on)
        said = subject(state, sheet)
        yield CalendarEntry(
            uid=_uid(ward, stream),
            sequence=version_of(facts),
            stamp=facts[-1].recorded_at,
            day=arranged.day,
            at=arranged.at,
            summary=said[0].upper() + said[1:],
            place=place_of(arranged.place),
            about=f"Chủ trì: {chair_of(state, sheet)}. Chủ đề: {topics_of(state.topics)}"
            if state.topics
            else f"Chủ trì: {chair_of(state, sheet)}.",
            cancelled=not stands or state.cancelled is not None or state.fixed is None,
            warned=True,
        )


def _before_voids(facts: Sequence[Recorded[Any]], on: date) -> Session:
    """A session as it was last shown on some day, before that was taken out of the record."""
    for earlier in _before_changes(facts):
        state: Session = session.LIFE.fold(earlier, upto=on)
        if state.arranged is not None:
            return state
    return session.INITIAL


def _before_changes(facts: Sequence[Recorded[Any]]) -> Iterator[Sequence[Recorded[Any]]]:
    """A life as it was recorded before each correction and void, the last one first."""
    for number in range(len(facts) - 1, -1, -1):
        if facts[number].corrects is not None:
            yield facts[:number]


def _reception_days(lives: Lives, ward: Ward) -> Iterator[CalendarEntry]:
    """The days that adopted plans announce; one that an amendment dropped is cancelled."""
    for facts in lives:
        stream = facts[0].stream
        state: Plan = plan.LIFE.fold(facts)
        if not any(isinstance(one.event, Adopted) for one in facts):
            continue
        contents = state.contents if state.adopted else None
        now = {one.day for one in contents.reception_days} if contents else set[date]()
        versions: list[Contents] = [
            one.event.contents for one in facts if isinstance(one.event, Drafted | Amended)
        ]
        announced = {day.day: day for one in versions for day in one.reception_days}
        for day, told in sorted(announced.items()):
            yield CalendarEntry(
                uid=_uid(ward, stream, "reception", day.isoformat()),
                sequence=version_of(facts),
                stamp=facts[-1].recorded_at,
                day=day,
                at=told.at,
                summary=f"{received_by(told)} tiếp công dân",
                place=place_of(told.place) if told.place else "",
                cancelled=day not in now,
                warned=True,
            )


def _last_days(
    lives: Lives, ward: Ward, office: Office, on: date, known: Known | None = None
) -> Iterator[CalendarEntry]:
    """What is due; a last day also moves with the ward's own rules and announced days."""
    law = office.law_known(known=known)
    (own,) = _known([office.history(WARD)], known)
    of_the_ward = version_of(own)
    for facts in lives:
        told = {}
        for one in office.with_sources(deadlines(facts, law, known=known)):
            told[one.rule.id, one.root] = one
            if one.due is None or one.status(on) == "not yet":
                continue
            yield _owed(one, ward, facts, of_the_ward, on)
        for earlier in _before_changes(facts):
            for one in deadlines(earlier, law, known=known):
                if (one.rule.id, one.root) not in told and one.due is not None:
                    told[one.rule.id, one.root] = one
                    entry = _owed(one, ward, earlier, of_the_ward, on)
                    yield evolve(
                        entry,
                        sequence=version_of(facts) + of_the_ward,
                        stamp=facts[-1].recorded_at,
                        cancelled=True,
                    )


def _owed(
    one: Obligation, ward: Ward, facts: Sequence[Recorded[Any]], of_the_ward: int, on: date
) -> CalendarEntry:
    status = one.status(on)
    body = ward.bodies.get(one.body) if one.body else None
    owed_by = f" ({body.name})" if body else ""
    assert one.due is not None  # noqa: S101  # asked by the caller
    return CalendarEntry(
        uid=_uid(ward, one.stream, one.rule.id, str(one.root)),
        sequence=version_of(facts) + of_the_ward,
        stamp=facts[-1].recorded_at,
        day=one.due,
        summary=f"Hạn chót: {_what(one, facts)}{owed_by}",
        about=f"{one.stream}; căn cứ: {one.version.citation.text}",
        cancelled=status in (*MET, "reported done", "void"),
        warned=True,
    )


def _what(one: Obligation, facts: Sequence[Recorded[Any]]) -> str:
    """What is owed: a task in its own words, anything else by its rule, which names nobody."""
    if one.stream.startswith("task/"):
        state: Task = task.LIFE.fold(facts)
        return inside(state.text).rstrip(".")
    return inside(one.rule.vi)


# -- The file -------------------------------------------------------------------------------


def written(found: Sequence[CalendarEntry]) -> bytes:
    """The entries as an iCalendar file (RFC 5545), lines folded, with the ward's time zone.

    It says no method, so that DTSTAMP means when an entry was last changed, and not when the
    file was made: the same record gives the same file.

    Raises:
        Invalid: icalendar isn't installed.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError:
        raise Invalid(
            "calendars can't be made: icalendar isn't installed",
            expected="pip install 'dialogue-cases[office]'",
        ) from None
    made = Calendar()
    made.add("prodid", "-//dialogue-cases//VI")
    made.add("version", "2.0")
    made.add("X-WR-CALNAME", "Tiếp dân, đối thoại")
    made.add_component(_zone())
    for one in found:
        made.add_component(_event(one))
    return bytes(made.to_ical())


def _zone() -> "Component":
    """Vietnam has had one zone without daylight saving since 1975."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", LOCAL.tzname(None))
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001  # local by definition
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _event(one: CalendarEntry) -> "Component":
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.stamp)
    if one.at is None:
        event.add("dtstart", one.day)
        event.add("transp", "TRANSPARENT")
    else:
        local = datetime.combine(one.day, one.at)
        event.add("dtstart", local, parameters={"TZID": LOCAL.tzname(None)})
    event.add("summary", harmless(one.summary))
    if one.place:
        event.add("location", harmless(one.place))
    if one.about:
        event.add("description", harmless(one.about))
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    if one.warned and not one.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", harmless(one.summary))
        alarm.add("trigger", timedelta(days=-1))
        event.add_component(alarm)
    return event
