"""Ghi phiếu: every row of a filled sheet as the decisions that it stands for, all or nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from difflib import get_close_matches
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs
from attrs import define, evolve, field, frozen

from dialogue_cases.cli import reading
from dialogue_cases.cli.deciding import decision_of, option_of
from dialogue_cases.cli.reading import Reader
from dialogue_cases.cli.worksheet.filled import Filled, Row, several
from dialogue_cases.cli.worksheet.layout import (
    ANNOUNCEMENTS,
    CONCLUSION,
    CONTENTS,
    DAY,
    DRAFT,
    HELD,
    ITEM,
    OPINIONS,
    PAGES,
    PERSONAL,
    PETITIONER,
    PETITIONS,
    SESSION,
    TASKS,
    Page,
    SheetAct,
)
from dialogue_cases.errors import CaseError, Invalid, KeyReused, Refused
from dialogue_cases.petition import ContentKept, PetitionerNamed
from dialogue_cases.register_file import Problem
from dialogue_cases.register_file.cells import check_paper_number
from dialogue_cases.register_file.entering import differs
from dialogue_cases.session.words import Contents, Item
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    OfficerId,
    On,
    Sealed,
    StreamId,
    When,
    due_said,
    first_day,
    local_time,
)

if TYPE_CHECKING:
    from dialogue_cases.cli.clerk import Clerk
    from dialogue_cases.office import Office
    from dialogue_cases.record import Recorded
    from dialogue_cases.session import Session

T = TypeVar("T")


@frozen(kw_only=True)
class Call:
    """Một lần quyết định: a step of a row, with all that it is typed with.

    Args:
        row: where it stands.
        step: which decision.
        typed: as `Decision.record` takes it.
        on: when it takes effect.
    """

    row: Row
    step: SheetAct
    typed: Mapping[str, Any]
    on: On


@frozen(kw_only=True)
class Entered:
    """Một dòng đã ghi: what a row was recorded as, or would be."""

    row: Row
    facts: tuple["Recorded[Any]", ...]


class _Undone(Exception):
    """Leaves the transaction without anything recorded."""


@define
class Entering:
    """Ghi phiếu: one filled sheet while it is entered.

    Args:
        typed: who enters it, and under which conditions.
    """

    clerk: "Clerk"
    office: "Office"
    filled: Filled
    typed: Mapping[str, Any]
    problems: list[tuple[str, Problem]] = field(factory=list)
    entered: list[Entered] = field(factory=list)
    opening: On | None = None
    ending: On | None = None
    day: On | None = None
    reader: Reader = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.problems += self.filled.problems
        ward = self.office.ward()
        self.clerk.language.meet(ward)
        self.reader = Reader(self.clerk.language, ward)

    def run(self, *, keep: bool) -> bool:
        """Record it: all of it, or, with a problem or to try it out, nothing.

        Returns:
            Whether it is recorded.
        """
        try:
            with self.office.together(), self.office.vault.together():
                self._session()
                for page in (PETITIONS, TASKS):
                    for row in self.filled.of(page):
                        self._of_its_own(row)
                self._finish(keep=keep)
        except _Undone:
            pages = [page.title for page in PAGES]
            self.problems.sort(key=lambda one: (pages.index(one[0]), one[1].row))
            return False
        return True

    def _finish(self, *, keep: bool) -> None:
        """Undo all of it, if it was only tried out or anything is wrong."""
        if self.problems or not keep:
            raise _Undone

    # -- The session ------------------------------------------------------------------

    def _session(self) -> None:
        """The session of the sheet: what is decided in it, in the order in which it happened."""
        rows = {page.title: self.filled.of(page) for page in (OPINIONS, CONCLUSION, ANNOUNCEMENTS)}
        (held,) = self.filled.of(HELD) or (_nothing(HELD),)
        if not held.cells and not any(rows.values()):
            return
        stream = self._try(held, SESSION, lambda: self._named(held))
        if stream is None:
            return
        with reading.in_year(reading.year_in([stream])):
            life: Session | None = self._try(held, SESSION, lambda: self.office.as_of(stream))
            if life is None or not self._moments(held, life):
                return
            self.reader = evolve(self.reader, topics=life.topics)
            calls = [
                call
                for row in (held, *rows[OPINIONS.title], *rows[ANNOUNCEMENTS.title])
                for call in self._calls(row, stream)
            ]
        failed: set[int] = set()
        for call in sorted(calls, key=lambda one: _order(one.on)):
            # What comes after a step that is refused would be refused for that alone.
            if not failed & {id(call.row), id(held)} and self._record(call) is None:
                failed.add(id(call.row))

    def _named(self, held: Row) -> StreamId:
        named = held.text(SESSION) or str(self.typed.get("session", ""))
        stream = reading.stream_of(named)
        if stream.split("/")[0] not in ("dialogue", "reception") or stream.count("/") != 2:
            raise Invalid(
                "it is missing" if not named else "{text} isn't known here",
                expected="a session, such as dialogue/2026/1, or --session",
                text=named,
            )
        return StreamId(stream)

    def _moments(self, held: Row, life: "Session") -> bool:
        """When the session was held: as the sheet says, else as is on record."""
        opened = life.opened.on if life.opened else None
        ended = life.ended.on if life.ended else None
        fixed = life.fixed.day if life.fixed else None
        before = len(self.problems)
        self.day = self._try(held, DAY, lambda: self._when(held, DAY, opened or fixed))
        begins, ends = "Khai mạc lúc", "Kết thúc lúc"
        opening = self._try(held, begins, lambda: self._when(held, begins, opened))
        self.opening = opening or self.day
        self.ending = self._try(held, ends, lambda: self._when(held, ends, ended))
        self.ending = self.ending or self.opening
        if self.opening is None and len(self.problems) == before:
            self._note(held, DAY, Invalid("it is missing", expected="a day such as 05/06/2023"))
        return self.opening is not None and len(self.problems) == before

    # -- Petitions and tasks ----------------------------------------------------------

    def _of_its_own(self, row: Row) -> None:
        """A row that names its own life, or begins one; its steps in the order of the page."""
        stream = self._try(row, row.page.life, lambda: row.text(row.page.life)) or None
        stream = reading.stream_of(stream) if stream else None
        begins = row.page is PETITIONS and row.says(*PETITIONS.steps[0].triggers)
        if stream is None and not begins:
            self._note(row, row.page.life, Invalid("it is missing"))
            return
        if stream is not None and begins:
            error = Invalid(
                "a petition that is on record has come in already",
                expected="its number without “Kênh”, or a new one without a number",
            )
            self._note(row, row.page.life, error)
            return
        year = reading.year_in([stream]) if stream else None
        with reading.in_year(self.clerk.remembered.year or year):
            found = len(self.problems)
            calls = list(self._calls(row, stream))
        if len(self.problems) > found:
            return
        for call in calls:
            if stream is None and call.step is not PETITIONS.steps[0]:
                break
            typed = dict(call.typed)
            if call.step is not PETITIONS.steps[0]:
                typed["stream"] = stream
            facts = self._record(evolve(call, typed=typed))
            if not facts:
                break
            stream = stream or facts[0].stream

    # -- What a row is typed as -------------------------------------------------------

    def _calls(self, row: Row, stream: str | None) -> Iterator[Call]:
        """The decisions of a row; what can't be read of it is noted, cell by cell."""
        for place, step in enumerate(row.page.steps, start=1):
            contents = self._contents(row) if step is DRAFT else None
            if contents is None and not row.says(*step.triggers):
                continue
            found = len(self.problems)
            said = self._cells(row, step.columns)
            on = self._try(row, step.at or DAY, partial(self._on, row, step))
            typed: dict[str, Any] = {**step.always, **said}
            if contents is not None:
                typed["contents"] = contents
            if row.page is OPINIONS:
                typed["number"] = row.number
            for one in decision_of(self.clerk, step.life, step.name).fields:
                heading = step.columns.get(one.name)
                if one.required and one.name not in typed and heading and not row.says(heading):
                    self._note(row, heading, Invalid("it is missing"))
            if on is None and len(self.problems) == found:
                self._note(row, step.at or DAY, Invalid("it is missing", expected=reading.DAY))
            if row.says(step.by):
                self._try(row, step.by, partial(self._known, OfficerId, row.text(step.by)))
            if on is None or len(self.problems) > found:
                if row.page is HELD:
                    continue
                return  # its other steps would be refused for that alone
            typed |= self._acting(row, step) | {"on": on}
            if row.page is PETITIONS and step is PETITIONS.steps[0]:
                typed["_new"] = "petition"
            elif stream is not None:
                typed["stream"] = stream
            of = stream if row.page.life is None else self.filled.code
            number = "" if row.page is HELD else f" {row.number}"
            typed["_key"] = f"sheet {of}: {row.page.title}{number}, {place} {step.name}"
            yield Call(row=row, step=step, typed=typed, on=on)

    def _acting(self, row: Row, step: SheetAct) -> dict[str, Any]:
        """Who decides: as the row says, else whoever enters the sheet."""
        typed = {name: self.typed[name] for name in ("_why", "_despite") if name in self.typed}
        if row.says(step.by):
            return typed | {"_as": self.reader.named(OfficerId, row.text(step.by))}
        return (
            typed
            | {name: value for name, value in self.typed.items() if name[:3] == "_as"}
            | {name: self.typed[name] for name in ("_authority",) if name in self.typed}
        )

    def _read(self, row: Row, heading: str, name: str) -> Any:
        """A cell as the argument of that name.

        Raises:
            Invalid: it can't be read as that.
        """
        hint: Any = row.page.headings[heading]
        if name in PETITIONER:
            if name == "_petitioner_id_paper":
                check_paper_number(row.cells[heading])
            return row.lines(heading)
        if hint is Sealed:
            return "\n".join(row.lines(heading))
        if get_origin(hint) is tuple:
            parts = _parts(row.lines(heading), get_args(hint)[0])
            return self._known(get_args(hint)[0], self.reader.read(hint, parts, option_of(name)))
        value = self.reader.read(hint, [row.text(heading)], option_of(name))
        return self._known(hint, value)

    def _known(self, hint: Any, value: Any) -> Any:
        """A value; of a body, a group or an officer it is one that the ward has.

        Raises:
            Invalid: it isn't.
        """
        ward = self.reader.ward
        among: dict[str, str] = {}
        if ward is not None and hint in (BodyId, GroupId):
            named = ward.bodies if hint is BodyId else ward.groups
            among = {str(one.id): one.name for one in named.values()}
        elif ward is not None and hint is OfficerId:
            among = {str(one.officer): str(one.officer) for one in ward.holdings}
        for one in value if isinstance(value, tuple) else (value,):
            if among and self.reader.named(hint, one) not in among:
                raise Invalid(
                    "{text} isn't known here",
                    expected="one of {among}",
                    text=one,
                    among=", ".join(
                        get_close_matches(one, among.values(), 5, 0.4) or among.values()
                    ),
                )
        return value

    def _cells(self, row: Row, columns: Mapping[str, str]) -> dict[str, Any]:
        """The arguments that stand in a row; what can't be read is noted."""
        said: dict[str, Any] = {}
        for name, heading in columns.items():
            if row.says(heading):
                value = self._try(row, heading, partial(self._read, row, heading, name))
                said |= {} if value is None else {name: value}
        return said

    def _contents(self, row: Row) -> Contents | None:
        """What the notice says: the items on their page, and the rest on this one."""
        items = list(filter(None, (self._item(one) for one in self.filled.of(CONCLUSION))))
        said = self._cells(row, CONTENTS)
        return Contents(items=tuple(items), **said) if items or said else None

    def _item(self, row: Row) -> Item | None:
        said = self._cells(row, {name: said for name, said in ITEM.items() if name != "due"})
        if row.says(ITEM["due"]):
            said |= self._try(row, ITEM["due"], partial(self._due, row)) or {}
        for name in ("decision", "lead"):
            if not row.says(ITEM[name]):
                self._note(row, ITEM[name], Invalid("it is missing"))
        return Item(number=row.number, **said) if {"decision", "lead"} <= said.keys() else None

    def _due(self, row: Row) -> dict[str, Any]:
        """The last day of an item, or its deadline in the words of the notice."""
        text = row.text(ITEM["due"])
        try:
            return {"due": reading.day(text, "")}
        except Invalid:
            if due_said(text, reading.year_meant()) is None:
                raise Invalid(
                    "{text} is no last day", expected=reading.LAST_DAY, text=text
                ) from None
            return {"due_text": text}

    # -- When ---------------------------------------------------------------------------

    def _when(self, row: Row, heading: str | None, otherwise: On | None) -> On | None:
        """A day, an hour of the session's day, or both, as a cell says."""
        text = row.text(heading)
        if not text:
            return otherwise
        try:
            at: time = self.reader.one(time, text, "")
        except Invalid:
            return reading.when(text, "")
        if self.day is None:
            raise Invalid("it is missing", where=DAY, expected=reading.DAY)
        return When(day=first_day(self.day), at=at)

    def _on(self, row: Row, step: SheetAct) -> On | None:
        """When a step takes effect."""
        if row.page.life is not None:
            said = self._when(row, step.at, None)
            return said if said is not None else self._when(row, DAY, None)
        default = self.opening if step.moment == "opening" else self.ending
        on = self._when(row, step.at, default)
        if step.moment == "ending" and isinstance(on, date) and on == _day(self.ending):
            return self.ending  # the day of the session alone: when it is over
        return on

    # -- Recording, and what is wrong ---------------------------------------------------

    def _record(self, call: Call) -> "list[Recorded[Any]] | None":
        """Record a step; None if it is refused."""
        decision = decision_of(self.clerk, call.step.life, call.step.name)
        before = self.office.log.position
        try:
            with self.office.together():
                facts, _ = decision.record(self.office, call.typed)
        except KeyReused:
            self._says_something_else(call.row, call.step.triggers[0])
            return None
        except CaseError as error:
            self._refused(call, error)
            return None
        if facts and facts[0].position <= before:
            changed = dict.fromkeys(self._sealed_otherwise(call, facts[0]))
            for heading in changed:
                self._says_something_else(call.row, heading)
            if changed:
                return None
        self.entered.append(Entered(row=call.row, facts=tuple(facts)))
        return facts

    def _says_something_else(self, row: Row, heading: str) -> None:
        error = Invalid(
            "this row was recorded before, and says something else now",
            expected="what was recorded; a change is recorded in the life itself, and another "
            "matter in a row or a sheet of its own",
        )
        self._note(row, heading, error)

    def _sealed_otherwise(self, call: Call, fact: "Recorded[Any]") -> Iterator[str]:
        """Under which headings a row names another person, or says more, than was sealed of it."""
        people: list[Any] = []
        content: list[Any] = []
        if any(name in PERSONAL for name in call.typed):
            events = [one.event for one in self.office.history(fact.stream)]
            people = [one for one in events if isinstance(one, PetitionerNamed)]
            content = [one for one in events if isinstance(one, ContentKept)]
        for name, heading in call.step.columns.items():
            told, stored = call.typed.get(name), name.removeprefix("_")
            if told is None or call.step.hints[name] is not Sealed:
                continue
            known = people if name in PETITIONER else content if name in PERSONAL else [fact.event]
            for event, one in zip_longest(known, told if isinstance(told, list) else [told]):
                if one and differs(self.office, getattr(event, stored, None), nfc(one)):
                    yield heading

    def _refused(self, call: Call, error: CaseError) -> None:
        """Note a refusal in the cell that it is about, as far as that is known."""
        step, row = call.step, call.row
        if isinstance(error, Invalid) and error.where:
            options = {option_of(name): heading for name, heading in step.columns.items()}
            options |= {"--as": step.by or "", "--on": step.at or DAY}
            name = options.get(error.where.partition(".")[0].partition("[")[0])
            if name is not None:
                told = Invalid(error.said, expected=error.right)
                self._note(row, name or step.triggers[0], told)
                return
        data = error.data if isinstance(error, Refused) else {}
        about = _about(step.columns, call.typed, data)
        if step is DRAFT and about is None:
            left = self._without(call, error, data)
            if left is not None:
                self._record(left)
                return
        if about is None and "on" in data and row.says(step.at or DAY):
            about = step.at or DAY
        self._note(row, about or step.triggers[0], error)

    def _without(self, call: Call, error: CaseError, data: Mapping[str, Any]) -> Call | None:
        """The draft without the item that was refused, so that the others are looked at too."""
        contents: Contents = call.typed["contents"]
        rows = {row.number: row for row in self.filled.of(CONCLUSION)}
        for item in contents.items:
            about = _about(ITEM, attrs.asdict(item, recurse=False), data)
            if data.get("item") == item.number or ("item" not in data and about):
                # An opinion of this sheet that couldn't be recorded is told in its own row.
                if data.get("opinion") not in {row.number for row in self.filled.of(OPINIONS)}:
                    self._note(rows[item.number], about or ITEM["decision"], error)
                left = tuple(one for one in contents.items if one is not item)
                typed = {**call.typed, "contents": evolve(contents, items=left), "_key": None}
                return evolve(call, typed=typed) if left else None
        return None

    def _try(self, row: Row, heading: str | None, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except CaseError as error:
            told = error
            if isinstance(error, Invalid):
                told = Invalid(error.said, expected=error.right)
            self._note(row, heading, told)
            return None

    def _note(self, row: Row, heading: str | None, error: CaseError) -> None:
        self.problems.append((row.page.title, row.problem(heading, error)))


def _nothing(page: Page) -> Row:
    return Row(page=page, row=0, places={}, cells={})


def _parts(lines: list[str], hint: Any) -> list[str]:
    """The values in a cell: one on each line, or with ; between them; numbers with commas too."""
    if attrs.has(hint):
        return lines  # each of several fields, which have ; between them
    text = "\n".join(lines)
    return several(text.replace(",", ";") if hint is int else text)


def _day(on: On | None) -> date | None:
    return None if on is None else first_day(on)


def _order(on: On) -> tuple[date, time]:
    """In which order the record reads them: what has no hour opens its day."""
    return first_day(on), local_time(on) or time.min


def _about(
    columns: Mapping[str, str], typed: Mapping[str, Any], data: Mapping[str, Any]
) -> str | None:
    """The heading of what a refusal names: a field, a value by its name, or a text or day."""
    if data.get("field") in columns:
        return columns[data["field"]]
    for name, heading in columns.items():
        told = [data.get(name), data.get(name.removesuffix("s"))]  # an opinion, of the opinions
        if any(one in _several(typed.get(name)) for one in told if one is not None):
            return heading
    said = [one for one in data.values() if isinstance(one, str | date)]
    for name, heading in columns.items():
        if any(one in _several(typed.get(name)) for one in said):
            return heading
    return None


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
