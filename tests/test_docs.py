"""Everything that the documentation shows runs, and nothing public is left out of it.

Python in a page runs in the order of the page, in a folder of its own; what a block prints is
compared with the `text` block after it. Commands in `console` blocks run in such a folder too,
and what they answer is compared with what is shown. In a page, invisible to its reader,

    <!-- clock: 2023-03-13 08:00 -->   sets the time at which the next commands are typed
    <!-- file: items.toml -->          writes the next block into a file

After a change of the command line, `python tests/test_docs.py` writes the answers again.
"""

import io
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from doctest import ELLIPSIS
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sybil.document import Document
from sybil.example import Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import dialogue_cases
from dialogue_cases import Office, Operator, codec, errors
from dialogue_cases.cli import main
from dialogue_cases.record import LOCAL
from dialogue_cases.ward_file import read_ward

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SET_UP = ROOT / "examples" / "pho_hoa_2023"
WRITTEN_BY_TOOLS = {
    "api.md", "cli.md", "errors.md", "events.md", "limits.md", "requirements.md", "rules.md",
}  # fmt: skip
KINDS = ("Tutorial", "How-to", "Reference", "Explanation")

PAGES = sorted(DOCS.rglob("*.md"))
PROSE = [page for page in PAGES if page.name not in WRITTEN_BY_TOOLS]
PROSE += [ROOT / "README.md", ROOT / "CHANGELOG.md"]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def pages_with(mark: str) -> list[Path]:
    return [page for page in PROSE if mark in page.read_text(encoding="utf-8")]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder like the root of the checkout, as far as the documentation refers to it."""
    with set_out(tmp_path):
        yield tmp_path


def set_out(folder: Path) -> Any:
    beside = folder / "examples" / SET_UP.name
    beside.mkdir(parents=True)
    for file in SET_UP.glob("*.toml"):
        shutil.copy(file, beside)
    shutil.copytree(ROOT / "examples" / "register", folder / "examples" / "register")
    return chdir(folder)


# -- Python -------------------------------------------------------------------------------


def printed(run: Callable[[Example], Any]) -> Callable[[Example], Any]:
    """Keep what a block prints for the `text` block after it."""

    def evaluate(example: Example) -> Any:
        with redirect_stdout(io.StringIO()) as out:
            answer = run(example)
        example.namespace["_printed"] = out.getvalue() or example.namespace.get("_printed", "")
        return answer

    return evaluate


def as_printed(example: Example) -> str | None:
    """A `text` block after Python is what was printed."""
    shown = example.namespace.pop("_printed", "")
    return None if not shown or shown == example.parsed else f"printed was:\n{shown}"


class Clock:
    """The clock of a page, set by hand, so that its answers stay the same."""

    def __init__(self) -> None:
        self.set(date(2023, 3, 13))

    def set(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 8, tzinfo=LOCAL)

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)


def an_office(clock: Clock) -> Office:
    """The ward of the example, in memory: what `docs/how-to/embed.md` shows how to make."""
    setup = read_ward(SET_UP / "ward.toml")
    operator = Operator(id="chi.lan", channel="ward web form", authenticated="password")
    return Office.create(
        "memory:",
        code=setup.code,
        name=setup.name,
        setup=setup.steps,
        operator=operator,
        clock=clock,
    )


@pytest.mark.parametrize("page", pages_with("```python"), ids=name)
def test_python_shown_runs(page: Path, folder: Path) -> None:
    """Each block runs after those above it, and answers what is shown.

    How-tos find an open `office`, and the `clock` that it goes by.
    """
    python = PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)
    document = Document.parse(
        str(page), python, CodeBlockParser(language="text", evaluator=as_printed)
    )
    given = None
    if page.parent.name == "how-to":
        document.namespace["clock"] = clock = Clock()
        document.namespace["office"] = given = an_office(clock)
    for example in document.examples():
        above = document.text[: example.start].rstrip().rpartition("\n")[2]
        if above.startswith("<!-- file: "):
            continue
        example.region.evaluator = printed(example.region.evaluator or as_printed)
        example.evaluate()
    for left in [*document.namespace.values(), given]:
        if isinstance(left, Office):
            left.close()


# -- Commands -----------------------------------------------------------------------------


BLOCK = re.compile(
    r"<!-- clock: (?P<clock>.*?) -->"
    r"|<!-- file: (?P<file>\S+) -->\n+```\w+\n(?P<held>.*?)^```$"
    r"|^```console\n(?P<typed>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


EDITION = re.compile(r"\b[0-9a-f]{12}\b")
"""An edition of the law, which changes with every rule and day that is added to it."""
SIZE = re.compile(r"(?<=trên )\d+ byte")
"""The size of a store: it grows with every text of the law that is kept in it."""


class Terminal:
    """Where the commands of a page are typed, by one clerk, at the times that the page says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime(2023, 3, 13, 8, tzinfo=LOCAL)

    def replay(self, text: str) -> str:
        """The page with the real answers."""
        with chdir(self.folder):
            return BLOCK.sub(self._block, text)

    def _block(self, found: re.Match[str]) -> str:
        if found["clock"]:
            self.now = datetime.fromisoformat(found["clock"]).replace(tzinfo=LOCAL)
        elif found["file"]:
            Path(found["file"]).write_text(found["held"], encoding="utf-8")
        else:
            return f"```console\n{''.join(self._typed(found['typed']))}```"
        return found[0]

    def _typed(self, block: str) -> Iterator[str]:
        for typed in re.findall(r"^\$ (?:.*\\\n)*.*\n", block, re.MULTILINE):
            yield typed
            answer = self.run(typed[2:].replace("\\\n", " "))
            yield "".join(f"{line.rstrip()}\n" for line in answer.splitlines())

    def run(self, command: str) -> str:
        """One command line, and all that it says."""
        first, *rest = shlex.split(command)
        if first == "cd":
            os.chdir(*rest)
            return ""
        if first != "dialogue-cases":
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            shell = subprocess.run(
                command,
                shell=True,
                capture_output=True,
                text=True,
                check=False,
                env=os.environ | {"PATH": path, "LC_ALL": "C.UTF-8"},
            )
            return shell.stdout + shell.stderr
        said = io.StringIO()
        told = {"COLUMNS": "80", "LOGNAME": "chi.lan"}
        with (
            redirect_stdout(said),
            redirect_stderr(said),
            mock.patch.dict(os.environ, told),
            mock.patch("dialogue_cases.office.office._now", return_value=self.now.astimezone(UTC)),
        ):
            main(rest)
        return SIZE.sub("… byte", EDITION.sub("…", said.getvalue()))


@pytest.mark.skipif(sys.platform == "win32", reason="the pages speak to a Unix shell")
@pytest.mark.parametrize("page", pages_with("```console"), ids=name)
def test_commands_shown_answer_as_shown(page: Path, folder: Path) -> None:
    """Run `python tests/test_docs.py` where the answers were meant to change."""
    text = page.read_text(encoding="utf-8")

    assert text == Terminal(folder).replay(text)


# -- Examples -----------------------------------------------------------------------------


def test_the_embedders_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """It says what an embedding program gets: facts, refusals, what is owed, news."""
    runpy.run_path(str(ROOT / "examples" / "embedder.py"), run_name="__main__")
    said = capsys.readouterr().out

    assert "dialogue/2023/1@1" in said
    assert "refused: drafter-is-not-submitter" in said
    assert "the same call again added nothing" in said
    assert "P4 until 2023-05-10" in said


# -- Nothing is left out ------------------------------------------------------------------


def test_every_event_is_documented() -> None:
    page = (DOCS / "reference" / "events.md").read_text(encoding="utf-8")

    assert [] == [stored for stored in codec.NAMES if f"### {stored}\n" not in page]


def test_every_public_name_is_documented() -> None:
    pages = "".join(
        (DOCS / "reference" / page).read_text(encoding="utf-8") for page in ("api.md", "errors.md")
    )
    missing = [
        one
        for one in dialogue_cases.__all__
        if f"# {one}\n" not in pages.replace(" **·**", "")
        and f"## dialogue_cases.{one}\n" not in pages
    ]

    assert [] == missing


def test_every_error_is_documented() -> None:
    page = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    tree = [one for one in vars(errors).values() if isinstance(one, type)]
    named = [one.__name__ for one in tree if issubclass(one, errors.CaseError)]

    assert [] == [one for one in named if f"## {one}\n" not in page]


def test_the_glossary_names_only_what_is_there() -> None:
    """Every life is explained, and each name in code exists."""
    page = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:ward|plan|session|task|deadlines|workdays)\.[\w.]+)`", page))
    lives = {"ward.Ward", "plan.Plan", "session.Session", "task.Task", "deadlines.Obligation"}

    assert lives <= named
    for one in named:
        module, _, rest = one.partition(".")
        value = getattr(dialogue_cases, module)
        for part in rest.split("."):
            assert hasattr(value, part), one
            value = getattr(value, part)


# -- Pages --------------------------------------------------------------------------------


def slug(heading: str) -> str:
    """The anchor of a heading, as it is made by the sites that show these pages."""
    text = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading).strip().lower())
    return text.replace(" ", "-")


def without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CHANGELOG.md"], ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link names a file that is there, and a heading in it."""
    text = without_code(page.read_text(encoding="utf-8"))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" in path or target.startswith("mailto:"):
            continue
        file = (page.parent / path).resolve() if path else page
        if not file.exists():
            broken.append(target)
        elif anchor:
            headings = re.findall(r"^#+ (.*)$", without_code(file.read_text("utf-8")), re.MULTILINE)
            if anchor not in map(slug, headings):
                broken.append(target)

    assert [] == broken


def test_every_page_is_in_the_index_under_its_kind() -> None:
    """A page is one kind of page, and says which at its top."""
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (\S+).*?\n(.*?)(?=^## |\Z)", index, re.MULTILINE | re.DOTALL))
    problems = []
    for page in PAGES:
        here = page.relative_to(DOCS).as_posix()
        if here == "README.md" or page.parent.name == "decisions":
            continue
        kind = re.search(r"^\*(\w[\w-]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
        if kind is None or kind[1] not in KINDS:
            problems.append(f"{here} doesn't say its kind")
        elif f"]({here})" not in parts.get(kind[1], ""):
            problems.append(f"{here} isn't in the index under {kind[1]}")

    assert [] == problems


BEGINS_ANOTHER = re.compile(r"[\wà-ỹ)`\"”][.!?] +(?=[A-ZÀ-Ỹ`\"“])")
"""A sentence that ends within a line; an abbreviation has no second letter before its point."""


@pytest.mark.parametrize("page", PROSE, ids=name)
def test_one_sentence_per_line(page: Path) -> None:
    """So that a change shows as the sentence that it changes."""
    text = re.sub(r"<!--.*?-->", "", without_code(page.read_text(encoding="utf-8")), flags=re.S)
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(("|", "#"))]
    crowded = []
    for line in lines:
        plain = re.sub(r"^\s*(?:(?:\d+\.|[-*])\s+|\*\*[^*]+\*\* )", "", line)
        plain = re.sub(r"\*\*|`[^`]*`|\]\([^)]*\)|\b(?:NĐ|QĐ|TB|Art|No)\. ", "", plain)
        if BEGINS_ANOTHER.search(plain):
            crowded.append(line)
    broken = [
        f"{line} / {after}"
        for line, after in pairwise(lines)
        if re.search(r"[\wà-ỹ,;–—]\*{0,2}$", line)
        and re.match(r"\s*[\wà-ỹ(`*]", after)
        and not re.match(r"\s*(?:\d+\.|[-*]) ", after)
    ]

    assert ([], []) == (crowded, broken)


# -- Writing the answers again ------------------------------------------------------------


def write_answers() -> None:
    """Run the commands of every page, and put what they answer into the page."""
    for page in pages_with("```console"):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made).resolve()
            text = page.read_text(encoding="utf-8")
            with set_out(folder):
                again = Terminal(folder).replay(text)
        if again != text:
            page.write_text(again, encoding="utf-8")
            print(f"{name(page)}: answers written again", file=sys.stderr)


if __name__ == "__main__":
    write_answers()
