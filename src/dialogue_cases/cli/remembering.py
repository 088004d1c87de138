"""Điều đã nhớ: what a clerk doesn't type again and again: the store, who decides, the year.

    dialogue-cases settings set as=chanh-van-phong store=phuong.db year=2026
    dialogue-cases settings
    dialogue-cases settings forget year

It stands in one file of the person who types: `dialogue-cases/settings.toml` in the folder for
settings (`$XDG_CONFIG_HOME`, `~/.config`), or the file that DIALOGUE_CASES_SETTINGS names. An
option wins over the environment, and that over the file. No password and no key is kept in it.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlsplit

from attrs import evolve, field, frozen

from dialogue_cases import given_file, toml_file
from dialogue_cases.errors import Invalid
from dialogue_cases.sentences import CODES
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import OfficeKind

if TYPE_CHECKING:
    from dialogue_cases.cli.clerk import Clerk
    from dialogue_cases.cli.commands import Commands

VARIABLE = "DIALOGUE_CASES_SETTINGS"
NAMES = ("as", "as-office", "as-body", "store", "lang", "year")
"""What may be remembered, as the options are called that it stands for."""


@frozen
class Remembered:
    """Điều đã nhớ.

    Args:
        said: by name, as it would be typed.
    """

    said: Mapping[str, str] = field(factory=dict)

    @property
    def year(self) -> int | None:
        """The year of days and cases that are typed without one."""
        return int(self.said["year"]) if "year" in self.said else None

    def acting(self, typed: dict[str, Any]) -> None:
        """Let the officer decide who is remembered, where nothing is said of who does."""
        said = {f"_{name.replace('-', '_')}": self.said.get(name) for name in NAMES[:3]}
        if "as" in self.said and typed.keys().isdisjoint(said):
            typed |= {name: value for name, value in said.items() if value is not None}


def settings_file() -> Path:
    """Where it stands."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    folder = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(folder).expanduser() / "dialogue-cases" / "settings.toml"


def remembered() -> Remembered:
    """What is remembered; nothing, where there is no such file.

    Raises:
        Invalid: the file can't be read, or holds something else.
    """
    path = settings_file()
    try:
        there = path.is_file()
    except OSError:
        there = False
    if not there:
        return Remembered()
    values = toml_file.tables(given_file.text(path), where=str(path))
    for name, value in values.items():
        _check(name, str(value), where=f"{path}, {name}")
    return Remembered({name: str(value) for name, value in values.items()})


def _check(name: str, value: str, *, where: str) -> None:
    """Refuse what can't be remembered."""
    right, among = "one of {among}", {"lang": CODES, "as-office": get_args(OfficeKind)}
    if name not in NAMES:
        what = {"text": name, "among": ", ".join(NAMES)}
        raise Invalid("{text} isn't known here", where=where, expected=right, **what)
    if name in among and value not in among[name]:
        what = {"text": value, "among": ", ".join(among[name])}
        raise Invalid("{text} isn't known here", where=where, expected=right, **what)
    if name == "year" and not (value.isdecimal() and 1900 <= int(value) <= 9998):
        raise Invalid("{text} isn't known here", where=where, expected="a year", text=value)
    if name == "store" and "://" in value and urlsplit(value).password:
        raise Invalid(
            "a password isn't kept among the settings",
            where=where,
            expected="the address without it",
        )


# -- The commands ------------------------------------------------------------------------


def add_settings(app: "Commands", clerk: "Clerk") -> None:
    """Add `settings` to the program."""
    from dialogue_cases.cli.commands import Argument, Commands, add

    say = clerk.language.say
    among = ", ".join(NAMES)

    def load(group: Commands, _: object) -> None:
        add(group, "", say("What isn't typed again and again, and where it stands."), [],
            lambda _: tell(clerk))  # fmt: skip
        several = Argument(
            name="settings", positional=True, required=True, kind="texts",
            about=say("NAME=VALUE, of {among}", among=among),
        )  # fmt: skip
        add(group, "set", say("Remember who decides, the store, the year, the language."),
            [several], lambda typed: _set(clerk, typed["settings"]))  # fmt: skip
        names = Argument(
            name="names", positional=True, kind="texts",
            about=say("of {among}; all of them if none is named", among=among),
        )  # fmt: skip
        add(group, "forget", say("Forget some of it, or all of it."), [names],
            lambda typed: _forget(clerk, typed.get("names", [])))  # fmt: skip

    app.group(Commands("settings", say("What isn't typed again and again."), load))


def plain(clerk: "Clerk") -> dict[str, Any]:
    """What is remembered, and in which file, for a program."""
    return {"file": str(settings_file()), "settings": clerk.remembered.said}


def tell(clerk: "Clerk") -> None:
    """Say what is remembered, and in which file."""
    from dialogue_cases.cli.telling import Teller, as_json

    if clerk.json:
        as_json(plain(clerk))
        return
    said = clerk.remembered.said
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("Settings: {file}", file=str(settings_file())), style="bold")
    for name, value in said.items():
        teller.line(f"{name} = {value}", 2)
    if not said:
        command = "dialogue-cases settings set as=… year=…"
        teller.line(say("Nothing is remembered yet: {command}", command=command), 2)


def _set(clerk: "Clerk", settings: list[str]) -> None:
    from dialogue_cases.cli.clerk import address

    said = dict(clerk.remembered.said)
    for text in settings:
        name, equals, value = nfc(text).partition("=")
        value = value.strip()
        if not equals or not value:
            raise Invalid(
                "{text} names nothing to remember",
                where="settings set",
                expected="NAME=VALUE, such as year=2026",
                text=text,
            )
        _check(name, value, where=name)
        said[name] = _absolute(address(value)) if name == "store" else value
    _write(clerk, Remembered(said))


def _forget(clerk: "Clerk", names: list[str]) -> None:
    for name in names:
        _check(name, clerk.remembered.said.get(name, ""), where="settings forget")
    said = clerk.remembered.said if names else {}
    left = {name: value for name, value in said.items() if name not in names}
    if "as" in names:  # an office is remembered of an officer
        left = {name: value for name, value in left.items() if not name.startswith("as-")}
    _write(clerk, Remembered(left))


def _absolute(url: str) -> str:
    """An address that means the same store from every folder."""
    from dialogue_cases.store import file_of

    if not url.startswith("sqlite:///"):
        return url
    return f"sqlite:///{file_of(url).expanduser().absolute()}"


def _write(clerk: "Clerk", known: Remembered) -> None:
    from dialogue_cases.cli import filing

    path = settings_file()
    filing.folder(path.parent, "settings")
    lines = ["# dialogue-cases settings"]
    lines += [
        f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in known.said.items()
    ]
    filing.written(path, ("\n".join(lines) + "\n").encode(), "settings")
    tell(evolve(clerk, remembered=known))
