"""Trợ giúp: how the help of a command looks, in the reader's language and in 80 columns."""

import textwrap
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dialogue_cases.cli.language import Language
from dialogue_cases.cli.telling import WIDTH

if TYPE_CHECKING:
    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

BESIDE = 26
"""In which column it is said what an option is."""


@frozen
class Help:
    """Trợ giúp: lays out what cyclopts has to say; plain text, so that it can be piped."""

    language: Language

    def __call__(self, console: "Console", options: "ConsoleOptions", panel: "HelpPanel") -> None:
        """One heading with its commands or options."""
        del options  # the width is ours
        if not panel.entries:
            return
        self._lines(console, f"{_plain(panel.title, console)}:")
        for entry in panel.entries:
            self._entry(console, entry)
        self._lines(console, "")

    def render_usage(self, console: "Console", options: "ConsoleOptions", usage: Any) -> None:
        """The line that shows how the command is typed."""
        del options
        typed = " ".join(_plain(usage, console).removeprefix("Usage:").split())
        if typed:
            says = f"{self.language.say('Usage')}: {typed}"
            self._lines(console, *textwrap.wrap(says, WIDTH, subsequent_indent="  "), "")

    def render_description(
        self, console: "Console", options: "ConsoleOptions", description: Any
    ) -> None:
        """What the command does."""
        del options
        for paragraph in _plain(description, console).split("\n\n"):
            self._lines(console, *textwrap.wrap(paragraph, WIDTH), "")

    def _entry(self, console: "Console", entry: "HelpEntry") -> None:
        label = ", ".join(entry.display_labels_with_metavar)
        about = _plain(entry.description, console)
        if entry.required:
            about = f"{about} [{self.language.say('required')}]".strip()
        beside = " " * BESIDE
        told = textwrap.wrap(
            about,
            WIDTH,
            initial_indent=beside,
            subsequent_indent=beside,
            break_long_words=False,
            break_on_hyphens=False,
        )
        if told and len(label) <= BESIDE - 4:
            told[0] = f"  {label}".ljust(BESIDE) + told[0].lstrip()
            self._lines(console, *told)
        else:
            self._lines(console, f"  {label}", *told)

    @staticmethod
    def _lines(console: "Console", *lines: str) -> None:
        for line in lines:
            console.print(line, highlight=False, markup=False, soft_wrap=True)


def _plain(text: Any, console: "Console") -> str:
    """The text of whatever rich can draw, on one line for each of its own."""
    if text is None or isinstance(text, str):
        return (text or "").strip()
    drawn = console.render(text, console.options.update(width=10_000))
    return "\n".join(line.strip() for line in "".join(one.text for one in drawn).splitlines())
