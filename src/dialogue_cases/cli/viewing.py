"""Xem sổ: what every view has in common on the command line, and how views are made anew."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from attrs import field, frozen

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.sheets import Sheet, sheet_arguments, told, written
from dialogue_cases.cli.showing import known_as
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.projection import Answer, Views
from dialogue_cases.record import Known
from dialogue_cases.statistics import kept as statistics
from dialogue_cases.views import VIEWS
from dialogue_cases.vocabulary import BodyId, GroupId, TopicCode


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

    def day(self, name: str, option: str = "") -> date | None:
        """A day that was typed."""
        typed = self.typed.get(name)
        return None if typed is None else reading.day(typed, option or f"--{name}")

    def value(self, name: str, hint: Any) -> Any:
        """A value of a type that was typed; bodies and groups by name too."""
        typed = self.typed.get(name)
        return None if typed is None else self.read.read(hint, [typed], f"--{name}")

    def answer(
        self, sheet: Sheet[Any], answer: Answer[Any], *, below: Sequence[str] = (), **said: Any
    ) -> None:
        """Say an answer: to a program, into files, or as a table with what it rests on.

        Args:
            sheet: what people read.
            answer: what a program reads …
            said: … with what was asked.
            below: lines to be read below the table.
        """
        if self.clerk.json:
            rows = [msgspec.to_builtins(one) for one in answer.rows]
            made: dict[str, Any] = {
                "position": answer.position,
                "rebuilt": answer.rebuilt,
                "kept": answer.kept,
            }
            made["left_out"] = self.clerk.left_out(self.office)
            as_json({**said, "known": self.known, **made, "rows": rows})
            return
        teller = Teller(self.clerk.language)
        if not written(sheet, self.typed, teller):
            told(sheet, teller, [*below, *self.notes(answer)])

    def parts(self, parts: Mapping[str, tuple[Sheet[Any], Answer[Any]]], **said: Any) -> None:
        """Say an answer of several parts, or the one that was asked for.

        A file holds one part: the first, unless another is asked for.
        """
        chosen: str | None = self.typed.get("part")
        if chosen not in (None, *parts):
            raise Invalid(
                "{text} isn't known here",
                where="--part",
                expected="one of {among}",
                text=chosen,
                among=", ".join(parts),
            )
        shown = {chosen: parts[chosen]} if chosen else parts
        first_sheet, first = next(iter(shown.values()))
        if self.clerk.json:
            rows = {
                name: [msgspec.to_builtins(one) for one in answer.rows]
                for name, (_, answer) in shown.items()
            }
            made: dict[str, Any] = {
                "position": first.position,
                "rebuilt": first.rebuilt,
                "kept": first.kept,
            }
            made["left_out"] = self.clerk.left_out(self.office)
            as_json({**said, "known": self.known, **made, "rows": rows})
            return
        teller = Teller(self.clerk.language)
        if not written(first_sheet, self.typed, teller):
            for sheet, answer in shown.values():
                told(sheet, teller, ["" if len(shown) > 1 else self.notes(answer)[0]])

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


Look = Callable[[Looking], None]


def add_view(
    app: Commands, clerk: Clerk, name: str, about: str, arguments: Sequence[Argument], look: Look
) -> None:
    """Add a view to the program, with the options that each of them has."""

    def run(typed: dict[str, Any]) -> None:
        with clerk.office() as office, Views.of(office, EVERY) as views:
            look(Looking(clerk, office, views, typed))

    known = Argument(
        name="known",
        about=clerk.language.say("as was on record at the end of this day, or position"),
    )
    add(app, name, about, [*arguments, known, *sheet_arguments(clerk.language)], run)


def filters(clerk: Clerk) -> dict[str, Argument]:
    """The conditions that several views know, by name."""
    say = clerk.language.say
    known = (
        Argument(name="on", about=say("as of this day; today if not given")),
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
    say, shown = clerk.language.say, sys.stderr.isatty() and not clerk.json

    def progress(done: int, total: int) -> None:
        if shown:
            print(f"\r{done * 100 // max(total, 1):>3} %", end="", file=sys.stderr, flush=True)

    with clerk.office() as office, Views.of(office) as views:
        position = views.rebuild(EVERY, progress)
    if shown:
        print("\r", end="", file=sys.stderr)
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
