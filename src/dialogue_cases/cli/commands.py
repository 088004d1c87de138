"""Câu lệnh: how a command is put together from what it is asked with, and added to the program.

Every argument arrives as text; what it means is read by `cli.reading`, so that errors are said
in the reader's language and name the option.

A program has some two hundred commands, and a process runs one: only what is named on the
command line is built, the others are no more than a name and a sentence in a help, or nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from inspect import Parameter as Place
from inspect import Signature
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, get_args, get_origin

from attrs import define, field, frozen

from dialogue_cases.cli.reading import required, stream_of
from dialogue_cases.errors import Invalid
from dialogue_cases.vocabulary import Sealed

if TYPE_CHECKING:
    from cyclopts import App, Group

Run: TypeAlias = Callable[[dict[str, Any]], int | None]
"""What a command does with what was typed: its exit code, None for 0."""
Words: TypeAlias = Sequence[str] | None
"""What was typed, from the command on; None where everything is wanted."""
Headings: TypeAlias = "Mapping[str, Group]"
"""The headings of a help, by what cyclopts calls them."""


def _metavar(hint: Any) -> str:
    """How the help shows what is to be typed: the type in capitals."""
    hint = required(hint)
    if hint in (str, Sealed) or get_origin(hint) is Literal:
        return "TEXT"
    if get_origin(hint) is tuple:
        return _metavar(get_args(hint)[0])
    name = "When" if get_origin(hint) else str(getattr(hint, "__name__", "text"))
    return name.removesuffix("Id").upper()


def _option(argument: "Argument") -> str:
    return f"--{argument.name.replace('_', '-')}"


@frozen(kw_only=True)
class Argument:
    """Đối số: one argument of a command.

    Args:
        name: how the code calls it.
        about: what it is, in the reader's language.
        kind: `text`, a `flag`, or `texts` for what may be given again and again.
        required: whether it must be given …
        unless: … where none of these is.
        positional: whether it stands without an option's name.
        option: its option; made of its name if it isn't said.
        aliases: other options that mean the same.
        group: under which heading the help shows it, below the others.
        hint: the type that it is read as, where a decision says one.
    """

    name: str
    about: str = ""
    kind: str = "text"
    required: bool = False
    unless: tuple[str, ...] = ()
    positional: bool = False
    aliases: tuple[str, ...] = ()
    group: str = ""
    hint: Any = str
    option: str = field()

    @option.default
    def _named(self) -> str:
        return _option(self)

    @property
    def all_options(self) -> tuple[str, ...]:
        """Every option that it can be given by; a flag can be denied too."""
        denied = (f"--no-{self.option[2:]}",) if self.kind == "flag" else ()
        return (self.option, *self.aliases, *denied)

    @property
    def told(self) -> str:
        """How it is called where it is missing."""
        return self.name.lstrip("_").upper() if self.positional else self.option

    def place(self, headings: Headings) -> Place:
        """This argument in the signature of a command."""
        from cyclopts import Parameter

        types: dict[str, Any] = {"text": str, "flag": bool, "texts": list[str]}
        hint, required = types[self.kind], self.required and not self.unless
        told = Parameter(
            name=None if self.positional else (self.option, *self.aliases),
            help=self.about,
            group=self._heading(headings),
            metavar="" if self.kind == "flag" else _metavar(self.hint),
            required=required,
            show_default=False,
            negative_iterable="",
            allow_leading_hyphen=self.kind == "text" and not self.positional,
            negative=self.all_options[-1:] if self.kind == "flag" else (),
        )
        return Place(
            self.name,
            Place.POSITIONAL_OR_KEYWORD if self.positional else Place.KEYWORD_ONLY,
            default=Place.empty if required else None,
            annotation=Annotated[hint if required else hint | None, told],
        )

    def _heading(self, headings: Headings) -> "Group":
        from cyclopts import Group

        if self.positional:
            return headings["group_arguments"]
        return Group(self.group, sort_key=9) if self.group else headings["group_parameters"]


class StillMissing(Invalid):
    """What must be given and isn't.

    Args:
        arguments: all of it.
    """

    def __init__(self, arguments: Sequence[Argument]) -> None:
        self.arguments = arguments
        super().__init__("it is missing", where=", ".join(one.told for one in arguments))


@frozen
class Command:
    """Lệnh: what it does, in a sentence, and what it is asked with, once that is wanted."""

    about: str
    run: Run
    asked: Sequence[Argument] | Callable[[], Sequence[Argument]] = ()

    @cached_property
    def arguments(self) -> list[Argument]:
        """What it is asked with; what stands without an option's name first."""
        asked = self.asked() if callable(self.asked) else self.asked
        return sorted(asked, key=lambda one: not one.positional)

    def given(self, words: Sequence[str]) -> tuple[set[str], Argument | None]:
        """Which arguments are given by what was typed, and the one whose value is still to come."""
        arguments = self.arguments
        options = {name: one for one in arguments if not one.positional for name in one.all_options}
        places = [one for one in arguments if one.positional]
        given: set[str] = set()
        waiting: Argument | None = None
        for word in words:
            option, equals, _ = word.partition("=")
            if waiting is not None:
                waiting = None
            elif option in options:
                one = options[option]
                given.add(one.name)
                waiting = None if equals or one.kind == "flag" else one
            elif places:
                given.add(places.pop(0).name)
        return given, waiting

    def missing(self, given: Collection[str]) -> list[Argument]:
        """What must be given and isn't: all of it, so that nobody is told of one after the other.

        Args:
            given: the names of what is.
        """
        return [
            one
            for one in self.arguments
            if one.required and one.name not in given and not set(one.unless) & set(given)
        ]

    def add(self, app: "App", name: str, headings: Headings) -> None:
        """Add it to what cyclopts reads a command line by; "" is what a group itself does."""
        places = [one.place(headings) for one in self.arguments]
        signature = Signature(places)

        def command(*given: Any, **named: Any) -> int:
            typed = signature.bind(*given, **named).arguments
            said = {key: value for key, value in typed.items() if value not in (None, [])}
            if missing := self.missing(said):
                raise StillMissing(missing)
            if "stream" in said:
                said["stream"] = stream_of(said["stream"])
            return self.run(said) or 0

        # What cyclopts reads of a function.
        command.__signature__ = signature  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in places}
        command.asks = self  # type: ignore[attr-defined]
        if name:
            app.command(command, name=name, help=self.about)
        else:
            app.default(command)
            app.help = self.about


@define
class Commands:
    """Nhóm lệnh: the commands of the program, or of one of its groups, by name.

    Args:
        name: of the group.
        about: what is done with it.
        load: adds its commands, at least those that may be meant by what was typed.
    """

    name: str
    about: str = ""
    load: Callable[["Commands", Words], None] = lambda _, __: None
    known: dict[str, "Command | Commands"] = field(factory=dict)

    def group(self, group: "Commands") -> None:
        """Add a group of commands."""
        self.known[group.name] = group

    def build(self, app: "App", words: Words, headings: Headings) -> None:
        """Add what was named to what cyclopts reads a command line by.

        Of a group of which no command was named, cyclopts gets to know the names and what each
        does: enough to list them, and to tell one that is misspelt.
        """
        from cyclopts import App

        self.load(self, words)
        named = words[0] if words and words[0] in self.known else ""
        for name, one in self.known.items():
            if named not in ("", name):
                continue
            listed = words is not None and name != named
            if isinstance(one, Command) and not listed:
                one.add(app, name, headings)
                continue
            within = App(name=name, help=one.about, help_format="plaintext", **headings)  # type: ignore[arg-type]
            if isinstance(one, Commands) and not listed:
                one.build(within, words and words[1:], headings)
            app.command(within)


def add(
    app: Commands,
    name: str,
    about: str,
    arguments: Sequence[Argument] | Callable[[], Sequence[Argument]],
    run: Run,
) -> None:
    """Add a command to a program, or to a group of its commands.

    Without a name it is what the group does when no command of its own is named.
    """
    app.known[name] = Command(about, run, arguments)
    if not name:
        app.about = about
