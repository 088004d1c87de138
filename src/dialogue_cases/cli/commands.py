"""Câu lệnh: how a command is put together from what it is asked with, and added to the program.

Every argument arrives as text; what it means is read by `cli.reading`, so that errors are said
in the reader's language and name the option.
"""

from collections.abc import Callable, Sequence
from inspect import Parameter as Place
from inspect import Signature
from typing import Annotated, Any, Literal, get_args, get_origin

from attrs import field, frozen
from cyclopts import App, Group, Parameter

from dialogue_cases.cli.reading import required
from dialogue_cases.vocabulary import Sealed

Run = Callable[[dict[str, Any]], int | None]
"""What a command does with what was typed: its exit code, None for 0."""


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
        required: whether it must be given.
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
    positional: bool = False
    aliases: tuple[str, ...] = ()
    group: str = ""
    hint: Any = str
    option: str = field()

    @option.default
    def _named(self) -> str:
        return _option(self)

    def place(self, app: App) -> Place:
        """This argument in the signature of a command of a program."""
        types: dict[str, Any] = {"text": str, "flag": bool, "texts": list[str]}
        hint = types[self.kind]
        told = Parameter(
            name=None if self.positional else (self.option, *self.aliases),
            help=self.about,
            group=self._heading(app),
            metavar="" if self.kind == "flag" else _metavar(self.hint),
            required=self.required,
            show_default=False,
            negative_iterable="",
            allow_leading_hyphen=self.kind == "text" and not self.positional,
            negative=(f"--no-{self.option[2:]}",) if self.kind == "flag" else (),
        )
        return Place(
            self.name,
            Place.POSITIONAL_OR_KEYWORD if self.positional else Place.KEYWORD_ONLY,
            default=Place.empty if self.required else None,
            annotation=Annotated[hint if self.required else hint | None, told],
        )

    def _heading(self, app: App) -> Any:
        if self.positional:
            return app.group_arguments
        return Group(self.group, sort_key=9) if self.group else app.group_parameters


def add(app: App, name: str, about: str, arguments: Sequence[Argument], run: Run) -> None:
    """Add a command to a program, or to a group of its commands.

    Without a name it is what the group does when no command of its own is named.
    """
    ordered = sorted(arguments, key=lambda one: not one.positional)
    signature = Signature([one.place(app) for one in ordered])

    def command(*given: Any, **named: Any) -> int:
        typed = signature.bind(*given, **named).arguments
        return run({key: value for key, value in typed.items() if value not in (None, [])}) or 0

    # What cyclopts reads of a function.
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.place(app).annotation for one in ordered}
    if name:
        app.command(command, name=name, help=about)
    else:
        app.default(command)
        app.help = about
