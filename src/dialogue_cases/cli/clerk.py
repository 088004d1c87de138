"""Cán bộ tiếp nhận: who typed the command, into which store, and how the answer is to be said."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from attrs import field, frozen

from dialogue_cases.cli.failing import failure
from dialogue_cases.cli.language import CODES, Language
from dialogue_cases.cli.remembering import Remembered, remembered
from dialogue_cases.errors import CaseError, Invalid
from dialogue_cases.spelling import harmless
from dialogue_cases.vocabulary import Act, BodyId, Document, OfficeKind, OfficerId, Operator

if TYPE_CHECKING:
    from dialogue_cases.office import Office
    from dialogue_cases.ward import Ward

STORE, LANG = "DIALOGUE_CASES_STORE", "DIALOGUE_CASES_LANG"
HERE = "sqlite:///ward.db"


@frozen(kw_only=True)
class Clerk:
    """Người nhập: the common options of every command.

    Args:
        store: the store's address.
        language: of the reader.
        json: whether the answer is for a program.
        sealed: whether the store is opened without the key to sealed data.
        operator: who typed it in.
        remembered: what isn't typed again and again.
        helping: whether a help is asked for.
        unsaid: officers of several offices of whom it wasn't said in which they decide.
    """

    store: str = "sqlite:///ward.db"
    language: Language = field(factory=Language)
    json: bool = False
    sealed: bool = False
    operator: Operator
    remembered: Remembered = field(factory=Remembered)
    helping: bool = False
    unsaid: set[OfficerId] = field(factory=set)
    _offices: list["Office"] = field(factory=list)

    @property
    def recorded(self) -> int:
        """How many facts this command has recorded by now, whatever happens to its answer."""
        return sum(one.store.recorded for one in self._offices)

    def watch(self, office: "Office") -> None:
        """Count what is recorded by this office among what the command has recorded."""
        self._offices.append(office)

    @cached_property
    def shown(self) -> "Ward | None":
        """The ward whose bodies and groups a help lists; None where no help is asked for.

        A help is given without a store too, and of one that can't be opened.
        """
        if not self.helping:
            return None
        with suppress(CaseError, OSError):
            if self.has_store:
                with self.office() as office:
                    return office.ward()
        return None

    @property
    def has_store(self) -> bool:
        """Whether a store is there."""
        from dialogue_cases.store import file_of

        return file_of(self.store).is_file()

    @contextmanager
    def office(self) -> Iterator["Office"]:
        """The ward's office, open for one command; what bodies are called is then known."""
        from dialogue_cases.office import Office

        with Office.open(self.store, operator=self.operator, sealed=self.sealed) as office:
            self.watch(office)
            self.language.meet(office.ward())
            yield office
            for told in self.left_out(office):
                sentence = self.language.say("Left out of this answer: {life}", life=told)
                print(harmless(sentence), file=sys.stderr)

    @contextmanager
    def progress(self) -> Iterator[Callable[[int, int], None] | None]:
        """What is told how far something long has got, where somebody sits before a terminal."""

        def told(done: int, total: int) -> None:
            print(f"\r{done * 100 // max(total, 1):>3} %", end="", file=sys.stderr, flush=True)

        shown = sys.stderr.isatty() and not self.json
        yield told if shown else None
        if shown:
            print("\r", end="", file=sys.stderr)

    def left_out(self, office: "Office") -> list[str]:
        """The lives that an answer is without, each with the fact that can't be read or counted."""
        found = office.store.left_out.values()
        return [failure(error, self.language).message for error in found]


class _Quiet(argparse.ArgumentParser):
    """Reads the options that every command has, wherever they stand, and nothing else."""

    def error(self, message: str) -> NoReturn:
        option = next((word for word in message.replace(":", " ").split() if word[:2] == "--"), "")
        raise Invalid("it is missing", where=option, expected="a value")


def clerk_of(arguments: Sequence[str]) -> tuple[Clerk, list[str]]:
    """Who typed a command line, by the options of every command, and the rest of it.

    Raises:
        Invalid: such an option lacks its value, or the language isn't known.
    """
    known = remembered()
    quiet = _Quiet(add_help=False, allow_abbrev=False)
    quiet.add_argument("--store", default=os.environ.get(STORE) or known.said.get("store", HERE))
    quiet.add_argument("--lang", default=os.environ.get(LANG) or known.said.get("lang", "vi"))
    quiet.add_argument("--operator", default=None)
    quiet.add_argument("--json", action="store_true")
    quiet.add_argument("--sealed", action="store_true")
    common, rest = quiet.parse_known_args(list(arguments))
    if common.lang not in CODES:
        right = "one of {among}"
        raise Invalid(
            "{text} isn't known here",
            where="--lang",
            expected=right,
            text=common.lang,
            among="vi, en",
        )
    operator = Operator(
        id=common.operator or _user(),
        channel="command line",
        authenticated="not authenticated" if common.operator else "operating system",
    )
    clerk = Clerk(
        store=address(common.store),
        language=Language(common.lang),
        json=common.json,
        sealed=common.sealed,
        operator=operator,
        remembered=known,
        helping=not {"--help", "-h"}.isdisjoint(rest),
    )
    return clerk, rest


def address(store: str) -> str:
    """The address of a store; a path alone will do, as on every other command line."""
    return store if "://" in store or store == "memory:" else f"sqlite:///{store}"


def common_options(language: Language) -> dict[str, str]:
    """The options of every command, and what each is."""
    say = language.say
    return {
        "--store": say(
            "the store, a path or an address ({here}; {variable})", here=HERE, variable=STORE
        ),
        "--lang": say("vi or en ({variable})", variable=LANG),
        "--json": say("answer for a program"),
        "--sealed": say("open it without the key to sealed data, only to be read"),
        "--operator": say("who types it in (the user of the operating system)"),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def acting(
    ward: "Ward",
    on: date,
    officer: str,
    office: OfficeKind | None = None,
    body: BodyId | None = None,
    *,
    authority: Document | None = None,
    why: str | None = None,
) -> tuple[Act, ...]:
    """Who decides: in the office that is said, or else in each that the officer holds.

    Args:
        ward: as of the day of the decision.
        on: that day.
        officer: id, or the name as it is printed.

    Raises:
        Invalid: the officer holds no such office.
    """
    offices = [(officer, office, body)]
    if office is None or body is None:
        held = [
            one
            for one in ward.holdings
            if officer in (one.officer, one.name)
            and office in (None, one.office)
            and body in (None, one.body)
        ]
        if not ward.holdings:
            raise Invalid(
                "nobody holds an office on {on}",
                where="--as",
                expected="a day on which offices are held, or --as-office and --as-body",
                on=on,
            )
        if not held:
            raise Invalid(
                "{officer} holds no such office on {on}",
                where="--as",
                expected="one of {officers}, or --as-office and --as-body",
                officer=officer,
                on=on,
                officers=", ".join(sorted({one.officer for one in ward.holdings})),
            )
        offices = [(one.officer, one.office, one.body) for one in held]
    return tuple(
        Act(officer=OfficerId(whose), office=which, body=of, authority=authority, why=why)
        for whose, which, of in offices
        if which is not None and of is not None
    )
