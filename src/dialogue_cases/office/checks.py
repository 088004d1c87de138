"""What is asked of every decision before anything is recorded, whatever the life."""

import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from dialogue_cases import codec
from dialogue_cases.codec import EVERY_LIFE, kinds
from dialogue_cases.errors import Invalid, NotFound, Refused, Word
from dialogue_cases.life import Decision, Life
from dialogue_cases.privacy import Vault, is_sealed
from dialogue_cases.record import (
    APART,
    LOCAL,
    FileAttached,
    Recorded,
    Voided,
    parts,
)
from dialogue_cases.roles import WHO_DECIDES, Roles
from dialogue_cases.session import Fixed, Foreseen
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import (
    Act,
    BodyKind,
    Citation,
    Document,
    DocumentNumber,
    EventRef,
    Sealed,
    StreamId,
    SystemAct,
    When,
    first_day,
)
from dialogue_cases.ward import LawLoaded, Opened, Setting
from dialogue_cases.ward.in_any_life import RECORD

if TYPE_CHECKING:
    from dialogue_cases.office import Office

IN_OFFICE = Citation(text="Quyết định thuộc về chức vụ đang giữ", certainty="I")


DAY = "a date, a When, or an instant with its zone"


def plain(name: str, value: Any) -> Any:
    """Standard dates and times for those of pendulum and other subclasses."""
    if type(value) is date or (value is None and name != "on"):
        return value
    if name == "on" and isinstance(value, datetime):
        if value.tzinfo is None:
            raise Invalid("{value!r} has no zone", where=name, expected=DAY, value=value)
        local = value.astimezone(LOCAL)
        return When(day=date(local.year, local.month, local.day), at=time(local.hour, local.minute))
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if name == "on" and not isinstance(value, When):
        raise Invalid("{text} is no day", where=name, expected=DAY, text=repr(value))
    return value


SERIES = re.compile(r"(dialogue|reception|petition|proceeding|matter)/[1-9][0-9]{3}")
"""The series that are numbered within a year."""

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")

_NAMES = re.compile(
    r"ward|plan/[1-9][0-9]{3}(/([2-9]|[1-9][0-9]))?|task/[a-z]+(/[1-9][0-9]*)+/(duty|item|direction)/[1-9][0-9]*"
)
"""Lives that are named by what they are, not by a number."""


def check_name(writing: Writing, stream: StreamId) -> None:
    """A life begins under its own name, or under the next number of its series.

    Numbers have no gaps: what isn't there yet is the next one if the one before it is there.
    """
    series, _, number = stream.rpartition("/")
    free: str | None = None
    if SERIES.fullmatch(series) is not None:
        known = _NUMBER.fullmatch(number) is not None and (
            number == "1" or writing.holds(StreamId(f"{series}/{int(number) - 1}"))
        )
        if not known:
            free = f"{series}/{writing.next_number(series)}"
    elif series.startswith("plan/") and _NAMES.fullmatch(stream) is not None:
        _, year, further = stream.split("/")
        before = (f"plan/{year}", *(f"plan/{year}/{one}" for one in range(2, int(further))))
        free = next((one for one in before if not writing.holds(StreamId(one))), None)
    elif _NAMES.fullmatch(stream) is None:
        raise Invalid(
            "{stream!r} names no life",
            expected="ward, plan/<year>, <series>/<year>/<number> or task/<origin>",
            stream=stream,
        )
    if free is not None:
        raise Invalid(
            "{stream} isn't the next of its series", expected="{free}", stream=stream, free=free
        )


YEAR = Citation(text="Số của sổ đánh theo năm, từ 1 mỗi năm", certainty="I")


def check_series(
    setting: Setting, stream: StreamId, events: Sequence[Any], today: date, *, begins: bool
) -> None:
    """A series is of the year of the day, of the entry, or of the day that a session is fixed for.

    What is planned is planned for its own year, or in the year before. A dialogue is of its year's
    plan: what was put off at the end of it may still be held in January.

    Raises:
        Refused: `series-is-of-the-year` (unlawful).
    """
    days = [one.day for one in events if isinstance(one, Fixed)]
    if not events or not (begins or days):
        return
    series, slash, year = stream.partition("/")
    numbered = SERIES.fullmatch(stream.rpartition("/")[0]) is not None
    if not slash or not (numbered or series == "plan"):
        return
    named, on = int(year.partition("/")[0]), first_day(events[0].on)
    known = {on.year, today.year}
    known |= {first_day(one.period).year for one in events if isinstance(one, Foreseen)}
    known |= {day.year for day in days} | ({year + 1 for year in known} if not numbered else set())
    fits = series != "dialogue" or all(
        day.year == named or (day.year, day.month) == (named + 1, 1) for day in days
    )
    setting.lawful(
        fits and (not begins or named in known), "series-is-of-the-year", YEAR, stream=stream,
        year=named, on=days[-1] if days else on,
    )  # fmt: skip


def is_allowed(
    office: "Office", act: Act | SystemAct | None, allowed: Callable[[BodyKind | None], bool]
) -> bool:
    """Whether somebody holds today the office in which they ask, and that may do something.

    Args:
        act: who asks; None: nobody has said.
        allowed: whether that office of a kind of body may.
    """
    if not isinstance(act, Act):
        return False
    ward = office.ward(effective=office.today)
    body = ward.bodies.get(act.body)
    return ward.holds(act.officer, act.office, act.body) and allowed(body.kind if body else None)


def check_office(setting: Setting, act: Act) -> None:
    holds = setting.ward.holds(act.officer, act.office, act.body)
    setting.lawful(
        holds, "office-is-held", IN_OFFICE, officer=act.officer, office=act.office, body=act.body
    )


def check_role(setting: Setting, roles: Roles, life: str, decision: str) -> None:
    """The ward's roles give this decision to the office that takes it.

    Args:
        life: the name of the life in which it is decided.
        decision: as the roles call it.
    """
    act = setting.act
    body = setting.ward.bodies.get(act.body) if isinstance(act, Act) else None
    if not isinstance(act, Act) or body is None:
        return  # that a body the ward doesn't know decides is a finding of `office-is-held`
    if not roles.may_decide(life, decision, act.office, body.kind):
        setting.lawful(
            False,
            "role-may-decide",
            WHO_DECIDES,
            office=act.office,
            body=act.body,
            life=life,
            decision=decision.replace("_", "-"),
        )


def check_life(decision: Decision, life: Life[Any, Any]) -> None:
    """A decision is made in its own life."""
    name = getattr(decision, "__name__", "")
    if life.decisions.get(name) is decision:
        return
    name = name or repr(decision)
    for other in EVERY_LIFE:
        if other.decisions.get(name) is decision:
            raise Invalid(
                "{name} is a decision of {other}",
                expected="a life such as {lives}",
                name=Word(f"{other.name} {name.replace('_', '-')}", "decision"),
                other=Word(other.name, "field"),
                lives=", ".join(f"{one}/…" for one in other.series),
            )


def check_events(life: Life[Any, Any], events: Sequence[Any], on: Any) -> None:
    """A decision answers with events of its own life, on the day that it was asked for.

    What it tells of an earlier day (when the contested decision became known) was then; nothing
    it tells is later.
    """
    for event in events:
        if type(event) not in kinds(life):
            raise Invalid(
                "the decision answers with {kind}",
                expected="events of {life}",
                kind=type(event).__name__,
                life=life.name,
            )
        if event.on != on and first_day(event.on) >= first_day(on):
            raise Invalid(
                "the decision answers with an event on {other}",
                expected="{day}",
                other=event.on,
                day=on,
            )


@cache
def may_hold_sealed(hint: Any) -> bool:
    """Whether a kind of event has a place for sealed data at all."""
    if isinstance(hint, type) and attrs.has(hint):
        parts: Iterable[Any] = typing.get_type_hints(hint).values()
        return hint is Sealed or any(map(may_hold_sealed, parts))
    return any(map(may_hold_sealed, typing.get_args(hint)))


def sealed_in(value: Any, name: str = "") -> Iterator[tuple[str, Sealed]]:
    """Every piece of sealed data in a fact or a state, with the name of its field."""
    if isinstance(value, Sealed):
        yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from sealed_in(one, name)
    elif isinstance(value, Mapping):
        yield from sealed_in(tuple(value.values()), name)
    else:
        for field in parts(type(value)):
            yield from sealed_in(getattr(value, field), field)


def papers_in(value: Any) -> Iterator[Document | DocumentNumber]:
    """Every document that a fact names, and every number that one is issued under."""
    if isinstance(value, Document | DocumentNumber):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from papers_in(one)
    else:
        for field in parts(type(value)):
            yield from papers_in(getattr(value, field))


def check_sealed(vault: Vault, stream: StreamId, events: Sequence[Any]) -> None:
    """What is sealed is sealed under a key of this very case that the vault holds.

    Else personal data would be on record in clear, or would outlive the erasure of its case.
    """
    for event in events:
        shape: Any = type(event)
        for name, sealed in sealed_in(event) if may_hold_sealed(shape) else ():
            if not is_sealed(sealed):
                raise Invalid(
                    "{name} isn't sealed", where=stream, expected="Office.seal(…)", name=name
                )
            if sealed.field != name:
                raise Invalid(
                    "{name} is sealed as {field}, by which it would be opened",
                    where=stream,
                    expected="Office.seal(…) with the name of its field",
                    name=name,
                    field=sealed.field,
                )
            if sealed.key.rpartition("#")[0] != stream or not vault.holds(sealed.key):
                raise Invalid(
                    "{name} is sealed under {key}",
                    where=stream,
                    expected="a party of this case whose data isn't erased",
                    name=name,
                    key=sealed.key,
                )


def check_because(writing: Writing, because: Sequence[EventRef]) -> None:
    """What a fact follows from is on record.

    Raises:
        NotFound: it isn't.
    """
    for ref in because:
        stream, _, version = str(ref).rpartition("@")
        if _NUMBER.fullmatch(version) is None or not writing.holds(StreamId(stream), int(version)):
            raise NotFound(StreamId(str(ref)))


def check_correction(history: list[Recorded[Any]], root: int, events: Sequence[Any]) -> None:
    entry = next((one for one in history if one.version == root), None)
    if entry is None or entry.corrects is not None:
        raise Refused("entry-exists", RECORD, version=root)
    is_file = isinstance(entry.event, FileAttached)
    if isinstance(entry.event, (Opened, LawLoaded, *APART)) and not is_file:
        raise Refused("entry-stands", RECORD, version=root, kind=codec.name_of(entry.event))
    if any(isinstance(event, Voided) for event in events):
        return
    if is_file:
        raise Refused("entry-stands", RECORD, version=root, kind=codec.name_of(entry.event))
    kinds = {type(event) for event in events}
    if len(events) != 1 or kinds != {type(entry.event)}:
        raise Refused(
            "correction-is-of-the-same-kind", RECORD, version=root, kind=codec.name_of(entry.event)
        )


def stands_voided(history: list[Recorded[Any]], root: int, events: Sequence[Any]) -> bool:
    """Whether the entry is taken out already, as it is said now.

    Raises:
        Refused: `record-says-otherwise`: on another day, for another reason.
    """
    last = next(one for one in reversed(history) if one.root == root)
    if not isinstance(last.event, Voided) or not all(isinstance(one, Voided) for one in events):
        return False
    for event in events:
        for name in parts(Voided):
            stands, said = getattr(last.event, name), getattr(event, name)
            if said != stands:
                raise Refused(
                    "record-says-otherwise", RECORD, ref=last.ref, field=name, stands=stands,
                    said=said,
                )  # fmt: skip
    return True
