"""Xem sổ: how every view is asked, printed and made anew on the command line."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeAlias, TypeVar, get_type_hints

import msgspec
from attrs import evolve, field, frozen

from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import (
    first_argument,
    first_of,
    known_argument,
    known_as,
    on_argument,
)
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import SheetColumn as SheetColumn
from dialogue_cases.cli.sheets import Spreadsheet, sheet_arguments, told, written
from dialogue_cases.cli.telling import Teller, as_json, is_before_the_record
from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law, load_law
from dialogue_cases.office import Office
from dialogue_cases.projection import Answer, Columns, Views, Wording
from dialogue_cases.record import Known
from dialogue_cases.sentences import Reading
from dialogue_cases.statistics import kept as statistics
from dialogue_cases.views import VIEWS
from dialogue_cases.vocabulary import BodyId, GroupId, TopicCode
from dialogue_cases.ward import Ward

R = TypeVar("R")
T = TypeVar("T")
W = TypeVar("W")

NONE: Mapping[str, Any] = {}


@frozen
class ShownPart:
    """Phần: what is read of one answer, and the answer itself.

    Args:
        title: above it.
        columns: of its rows.
        answer: the rows, and what they rest on.
        headings: of columns that are called otherwise here, by what they show.
        widths: of columns that are otherwise wide on a terminal here, likewise.
        joined: how several rows are one line of a form; None: each is one.
    """

    title: str
    columns: Columns[Any]
    answer: Answer[Any]
    headings: Mapping[str, str] = field(factory=dict, kw_only=True)
    widths: Mapping[str, int] = field(factory=dict, kw_only=True)
    joined: Callable[[Sequence[Any], Wording], Sequence[Any]] | None = field(
        default=None, kw_only=True
    )

    def first(self, number: int | None) -> "ShownPart":
        """Only so many of its rows."""
        return evolve(self, answer=evolve(self.answer, rows=self.answer.rows[:number]))


@frozen(kw_only=True)
class Shown:
    """Câu trả lời: what a view says to one question.

    Args:
        parts: by name; a program is told the rows of the only one without it.
        told: what a program is told instead, where the parts are only how it is printed.
        said: what was asked, as a program is told.
        below: lines to be read below the table.
    """

    parts: Mapping[str, ShownPart]
    told: Answer[Any] | None = None
    said: Mapping[str, Any] = field(factory=dict)
    below: Sequence[str] = ()


@frozen
class Looking:
    """Người xem sổ: a clerk with the office and its views open, and what was typed."""

    clerk: Clerk
    office: Office
    views: Views
    typed: dict[str, Any]
    read: reading.Reader = field(init=False)

    @read.default
    def _reader(self) -> reading.Reader:
        return reading.Reader(self.clerk.language, self.office.ward())

    @property
    def known(self) -> Known | None:
        """As was on record at which day or position."""
        return known_as(self.typed)

    @property
    def on(self) -> date:
        """As of which day."""
        return self.day("on") or self.office.today

    @property
    def position(self) -> int:
        """Up to where the record is read."""
        head, known = self.office.log.position, self.known
        return min(known, head) if isinstance(known, int) else head

    def day(self, name: str, option: str = "") -> date | None:
        """A day that was typed."""
        typed = self.typed.get(name)
        return None if typed is None else reading.day(typed, option or f"--{name}")

    def value(self, name: str, hint: Any) -> Any:
        """A value of a type that was typed; bodies and groups by name too."""
        typed = self.typed.get(name)
        return None if typed is None else self.read.read(hint, [typed], f"--{name}")

    def wanted(self, shape: type[W], **told: Any) -> W:
        """The conditions of a question: each field that was typed, as its type is read.

        Args:
            shape: the class of the conditions.
            told: fields that are read otherwise.
        """
        hints = get_type_hints(shape)
        for name in [one for one in hints if one in self.typed and one not in told]:
            match reading.required(hints[name]):
                case kind if kind is date:
                    told[name] = self.day(name, DAYS[name])
                case kind if kind in (str, bool):
                    told[name] = self.typed[name]
                case kind:
                    told[name] = self.value(name, kind)
        return shape(**told)

    def sheet(self, part: ShownPart) -> Spreadsheet[Any]:
        """What people read of an answer."""
        language, ward = self.clerk.language, self.office.ward()
        law = partial(self.views.law, self.known)
        made = sheet_of(
            part.columns,
            part.answer.rows,
            language,
            title=part.title,
            law=law,
            headings=part.headings,
            widths=part.widths,
            ward=ward,
        )
        joined = part.joined and part.joined(part.answer.rows, Reading(language, law))
        return evolve(made, printed=joined, period=self.period)

    @property
    def period(self) -> str:
        """Of which days the answer tells, as a form says it."""
        say, first, last = self.clerk.language.say, self.typed.get("first"), self.day("last")
        if first is None:
            return say("As of the end of {on}", on=last or self.on)
        return say("From {first} to {last}", first=self.day("first"), last=last or self.on)

    def show(self, shown: Shown) -> None:
        """Say an answer: to a program, into a file, or as tables with what they rest on.

        Of several parts the one that was asked for; a CSV file holds one part, the first of them.
        """
        chosen: str | None = self.typed.get("part")
        if chosen not in (None, *shown.parts):
            raise Invalid(
                "{text} isn't known here",
                where="--part",
                expected="one of {among}",
                text=chosen,
                among=", ".join(shown.parts),
            )
        parts = shown.parts if chosen is None else {chosen: shown.parts[chosen]}
        limit = first_of(self.typed)
        left = max(0, len(next(iter(parts.values())).answer.rows) - limit) if limit else 0
        parts = {name: part.first(limit) for name, part in parts.items()}
        if self.clerk.json:
            whole = shown.told if chosen is None else None
            self.tell(shown, {"": whole} if whole else {n: p.answer for n, p in parts.items()})
            return
        if shown.told is not None and len(parts) > 1 and "csv" in self.typed:
            raise Invalid(
                "these days have several forms, and a CSV file holds one",
                where="--csv",
                expected="--part with one of {among}",
                among=", ".join(parts),
            )
        more = [self.clerk.language.say("… and {number} more.", number=left)] if left else []
        sheets = [self.sheet(one) for one in parts.values()]
        self.print(sheets, first_in(parts).answer, [*more, *shown.below])

    def tell(self, shown: Shown, answers: Mapping[str, Answer[Any]]) -> None:
        """Say an answer to a program: what was asked, what it rests on, and its rows."""
        first = first_in(answers)
        rows = {
            name: [msgspec.to_builtins(one) for one in answer.rows]
            for name, answer in answers.items()
        }
        as_json(
            {
                **shown.said,
                "known": self.known,
                "position": first.position,
                "rebuilt": first.rebuilt,
                "kept": first.kept,
                "left_out": self.clerk.left_out(self.office),
                "rows": rows.get("", rows),
            }
        )

    def print(
        self, sheets: Sequence[Spreadsheet[Any]], answer: Answer[Any], below: Sequence[str] = ()
    ) -> None:
        """Write the first sheet into the files that were asked for, or print all of them."""
        teller = Teller(self.clerk.language)
        if written(sheets[0], self.typed, teller, more=sheets[1:]):
            return
        if len(sheets) == 1:
            notes = self.notes(answer)
            told(sheets[0], teller, [*below, *(notes[:1] if "part" in self.typed else notes)])
            return
        for sheet in sheets:
            told(sheet, teller, [""])

    def notes(self, answer: Answer[Any]) -> list[str]:
        """What an answer rests on."""
        say = self.clerk.language.say
        notes = [
            say(
                "{number} rows, as of position {position} of the record.",
                number=len(answer.rows),
                position=answer.position,
            )
        ]
        if answer.rebuilt not in (None, "new"):
            why = self.clerk.language.word(answer.rebuilt)
            notes.append(say("The view was made anew: {why}.", why=why))
        if not answer.kept and self.known is None:
            notes.append(say("The file of the views can't be written; this was made in memory."))
        return notes


def sheet_of(
    columns: Columns[R],
    rows: Sequence[R],
    language: Language,
    *,
    title: str,
    law: Callable[[], Law] = load_law,
    headings: Mapping[str, str] = NONE,
    widths: Mapping[str, int] = NONE,
    ward: Ward | None = None,
) -> Spreadsheet[R]:
    """Rows as a sheet, every column as the view says it.

    Args:
        columns: of the rows.
        rows: what is listed.
        language: of the reader.
        title: what the sheet is.
        law: by which what a rule asks for is said.
        headings: of columns that are called otherwise here, by what they show.
        widths: of columns that are otherwise wide on a terminal here, likewise.
        ward: whose sheet it is, as a form says it.
    """
    wording = Reading(language, law)
    shown = [
        SheetColumn(
            heading=headings.get(one.shows) or wording.heading(one),
            of=partial(one.of, wording=wording),
            width=widths.get(one.shows, one.width),
            wide=one.wide,
            shows=frozenset(one.fields),
            above=one.above,
        )
        for one in columns.shown
    ]
    return Spreadsheet(
        title=title,
        columns=shown,
        rows=rows,
        prescribed=columns.prescribed,
        numbered=columns.numbered,
        language=language,
        unit=ward.name if ward else "",
        names={one.officer: one.name or one.title for one in ward.holdings} if ward else {},
    )


def first_in(named: Mapping[str, T]) -> T:
    """The first of several."""
    return next(iter(named.values()))


Look: TypeAlias = Callable[[Looking], Shown | None]
"""What is asked of a view; None where it has been printed already, because it is no table."""


def add_view(
    app: Commands, clerk: Clerk, name: str, about: str, arguments: Sequence[Argument], look: Look
) -> None:
    """Add a view to the program, with the options that each of them has."""

    def run(typed: dict[str, Any]) -> None:
        with clerk.office() as office, Views.of(office, EVERY) as views:
            looking = Looking(clerk, office, views, typed)
            if is_before_the_record(clerk, office, looking.known):
                return
            shown = look(looking)
            if shown is not None:
                looking.show(shown)

    also = [known_argument(clerk.language), first_argument(clerk.language)]
    add(app, name, about, [*arguments, *also, *sheet_arguments(clerk.language)], run)


DAYS = {"first": "--from", "last": "--to"}
"""The options of days, by the condition that each is."""


def filters(clerk: Clerk) -> dict[str, Argument]:
    """The conditions that several views know, by name."""
    say = clerk.language.say
    known = (
        on_argument(clerk.language),
        Argument(name="first", option="--from", about=say("from this day on")),
        Argument(name="last", option="--to", about=say("until this day")),
        Argument(name="body", about=say("which body leads or co-operates"), hint=BodyId),
        Argument(name="group", about=say("from which residential group"), hint=GroupId),
        Argument(name="topic", about=say("about which topic"), hint=TopicCode),
    )
    return {one.name: one for one in known}


def add_rebuild(app: Commands, clerk: Clerk) -> None:
    """Add `rebuild` to the program."""
    about = clerk.language.say("Make the views anew from the whole record.")
    add(app, "rebuild", about, [], lambda _: _rebuild(clerk))


EVERY = (*VIEWS, statistics.VIEW)
"""What is made anew: all that is kept beside the store."""


def _rebuild(clerk: Clerk) -> None:
    say = clerk.language.say
    with clerk.office() as office, Views.of(office) as views, clerk.progress() as progress:
        position = views.rebuild(EVERY, progress)
    names = [view.name for view in EVERY]
    if clerk.json:
        as_json({"rebuilt": names, "position": position})
        return
    Teller(clerk.language).line(
        say(
            "Made anew as of position {position}: {views}.",
            position=position,
            views=", ".join(names),
        )
    )
