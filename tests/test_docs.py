"""Everything that the documentation shows runs, and nothing public is left out of it.

Python in a page runs in the order of the page, in a folder of its own; what a block prints is
compared with the `text` block after it. Commands in `console` blocks run in such a folder too,
and what they answer is compared with what is shown. They are typed long after what they tell of,
as by whoever reads the page. In a page, invisible to its reader,

    <!-- file: items.toml -->   writes the next block into a file

After a change of the command line, `python tests/test_docs.py` writes the answers again.
"""

import doctest
import inspect
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
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any
from unittest import mock

import pytest
from sybil.document import Document
from sybil.example import Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import dialogue_cases
from dialogue_cases import Office, codec, errors
from dialogue_cases.cli import main
from dialogue_cases.draft_file import read_draft
from dialogue_cases.law import load_law
from dialogue_cases.plan_file import read_plan
from dialogue_cases.record import LOCAL
from dialogue_cases.toml_file import TomlTable
from dialogue_cases.ward_file import read_ward

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tools"))  # what the site is made with
import api_reference  # noqa: E402

DOCS = ROOT / "docs"
SET_UP = ROOT / "examples" / "pho_hoa_2023"
KINDS = ("Tutorial", "How-to", "Reference", "Explanation")

PAGES = sorted(page for page in DOCS.rglob("*.md") if page.parent.name != "api")
"""The pages that are written by hand; those of `reference/api` are made for the site."""
PROSE = [*PAGES, ROOT / "README.md", ROOT / "CHANGELOG.md"]


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


@pytest.mark.parametrize("page", pages_with("```python"), ids=name)
def test_python_shown_runs(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block runs after those above it, and answers what is shown."""
    monkeypatch.syspath_prepend(ROOT)  # as for whoever stands in the root of the checkout
    for saved in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if saved["file"]:
            Path(saved["file"]).write_text(saved["held"], encoding="utf-8")
    python = PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS)
    document = Document.parse(
        str(page), python, CodeBlockParser(language="text", evaluator=as_printed)
    )
    for example in document.examples():
        above = document.text[: example.start].rstrip().rpartition("\n")[2]
        if above.startswith("<!-- file: "):
            continue
        example.region.evaluator = printed(example.region.evaluator or as_printed)
        example.evaluate()
    for left in document.namespace.values():
        if isinstance(left, Office):
            left.close()


# -- Commands -----------------------------------------------------------------------------


BLOCK = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n+```\w+\n(?P<held>.*?)^```$"
    r"|^```console\n(?P<typed>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


EDITION = re.compile(r"\b[0-9a-f]{12}\b")
"""An edition of the law, which changes with every rule and day that is added to it."""
SIZE = re.compile(r"(?<=trên )\d+ byte|(?<=: )\d+ byte")
"""The size of a store: it grows with every text of the law that is kept in it."""


SIGNED = re.compile(
    r"(?<=dialogue-cases/)[0-9a-f]{16}|(?<=\+)[0-9a-f]{8}\+[\w+/=]{44}|(?<![\w+/])[\w+/]{43}=(?=\n)|(?<![\w+/])[\w+/]{90,}={0,2}(?=\n)"
)
"""What a key makes: the name of a log, keys, hashes and signatures."""


class Terminal:
    """Where the commands of a page are typed, by one clerk, on one morning."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime(2026, 12, 1, 8, tzinfo=LOCAL)

    def replay(self, text: str) -> str:
        """The page with the real answers."""
        with chdir(self.folder):
            return BLOCK.sub(self._block, text)

    def _block(self, found: re.Match[str]) -> str:
        if found["file"]:
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
            return SIGNED.sub("…", shell.stdout + shell.stderr)
        written = Path(rest.pop()) if ">" in rest[-2:] else None
        rest = rest[:-1] if written else rest
        said = io.StringIO()
        out = io.StringIO() if written else said
        told = {"COLUMNS": "80", "LOGNAME": "chi.lan", "DIALOGUE_CASES_SETTINGS": "settings.toml"}
        with (
            redirect_stdout(out),
            redirect_stderr(said),
            mock.patch.dict(os.environ, told),
            mock.patch("dialogue_cases.office.office._now", return_value=self.now.astimezone(UTC)),
        ):
            main(rest)
        if written:
            written.write_text(out.getvalue(), encoding="utf-8")
        return SIZE.sub("… byte", EDITION.sub("…", SIGNED.sub("…", said.getvalue())))


@pytest.mark.skipif(sys.platform == "win32", reason="the pages speak to a Unix shell")
@pytest.mark.parametrize("page", pages_with("```console"), ids=name)
def test_commands_shown_answer_as_shown(page: Path, folder: Path) -> None:
    """Run `python tests/test_docs.py` where the answers were meant to change."""
    text = page.read_text(encoding="utf-8")

    assert text == Terminal(folder).replay(text)


# -- Examples -----------------------------------------------------------------------------


def test_the_auditors_example_runs(tmp_path: Path) -> None:
    """From the question whether the record is what it was to evidence that a stranger checks."""
    ran = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "auditor.py")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "the record is intact" in ran.stdout
    assert "looked at: dialogue/2023/3, P4" in ran.stdout
    assert "held then: True" in ran.stdout
    assert "kept.txt: the same history" in ran.stdout
    assert "PROVED: " in ran.stdout


def test_the_embedders_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """It says what an embedding program gets: facts, refusals, what is owed, news."""
    runpy.run_path(str(ROOT / "examples" / "embedder.py"), run_name="__main__")
    said = capsys.readouterr().out

    assert "dialogue/2023/1@1" in said
    assert "refused: drafter-is-not-submitter" in said
    assert "the same call again added nothing" in said
    assert "P4 until 2023-05-10" in said


def test_the_example_of_what_if_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """One year under four limits: the shorter one is, the more are late."""
    runpy.run_path(str(ROOT / "examples" / "what_if" / "what_if.py"), run_name="__main__")
    said = capsys.readouterr().out

    late = [int(one) for one in re.findall(r"trong (?:60|45|30|21) ngày: 12 đơn, (\d+)", said)]
    assert [1, 3, 5, 7] == late
    assert "60, rồi 45, 30 và 21 ngày: 12 đơn, 4 quá hạn" in said


def test_the_analysts_example_runs(tmp_path: Path) -> None:
    """From the demo store to tables, answers and charts, and a question of one's own."""
    ran = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "analyst" / "analyst.py"), str(tmp_path)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "Tỷ lệ quá hạn theo quy tắc" in ran.stdout
    assert "late: ubnd, 3 promises" in ran.stdout
    asked = {one.stem for one in (tmp_path / "answers").glob("*.csv")}
    assert {one.stem for one in (tmp_path / "charts").glob("*.svg")} == asked - {"calendar-effect"}


SOURCE = ROOT / "src"
WITH_EXAMPLES = [
    ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted(SOURCE.rglob("*.py"))
    if ">>> " in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_an_example_in_a_docstring_runs(
    module: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers what is shown there, of what is private too."""
    monkeypatch.syspath_prepend(ROOT)  # as for whoever stands in the root of the checkout
    with redirect_stdout(io.StringIO()) as said:
        failed, _ = doctest.testmod(import_module(module), optionflags=doctest.ELLIPSIS)

    assert not failed, said.getvalue()


# -- Nothing is left out ------------------------------------------------------------------


def test_every_public_module_has_a_page() -> None:
    """What the front door gives stands in a module that `docs/reference/api.md` lists."""
    listed = {*api_reference.public_modules(), errors.__name__}
    values = {one: getattr(dialogue_cases, one) for one in dialogue_cases.__all__}
    modules = {one.__name__ for one in values.values() if isinstance(one, ModuleType)}
    homes = {one.__module__ for one in values.values() if isinstance(one, type | FunctionType)}

    assert set() == modules - listed
    assert [] == [one for one in homes if not any(f"{one}.".startswith(f"{m}.") for m in listed)]


def test_every_name_of_a_signature_is_told() -> None:
    """No type is named by a public name without being shown itself."""
    shown = api_reference.Shown.once()
    told = [one for page in shown.pages.values() for one in page.values()]
    missing = {
        named.path
        for one in told
        for named, _ in api_reference.said_with(one)
        if named.path not in shown.paths
    }

    assert len(told) > 400
    assert set() == missing


def test_every_field_of_what_is_shown_is_told() -> None:
    """Also those that need no words; what a class has of another stands where that is shown."""
    pages = dict(api_reference.api_pages())
    untold = [
        f"{path}.{name}"
        for module, names in api_reference.Shown.once().pages.items()
        for path, one in names.items()
        if one.is_class
        for name in inspect.get_annotations(_class_at(path))
        if not name.startswith("_")
        and not re.search(rf"py:(attribute|property)}} {name}$", pages[module], re.MULTILINE)
    ]

    assert [] == untold


def _class_at(path: str) -> type:
    module, _, name = path.rpartition(".")
    shape: type = getattr(import_module(module), name)
    return shape


def test_every_member_of_the_office_is_told() -> None:
    """Those that it has from the classes that it is made of too."""
    page = dict(api_reference.api_pages())["dialogue_cases.office"]
    members = [one for one, _ in inspect.getmembers(Office) if not one.startswith("_")]

    assert [] == [one for one in members if not re.search(rf"^:+{{py:\w+}} {one}\b", page, re.M)]


def test_a_choice_is_told_with_its_words() -> None:
    """Each with the Vietnamese term that stands beside it in the source."""
    page = dict(api_reference.api_pages())["dialogue_cases.vocabulary"]

    assert '- `"party_secretary"`: Bí thư Đảng uỷ' in page
    assert "One of `1`, `2`, `3`, `4`." in page


def test_every_event_and_error_is_documented() -> None:
    events, tree = api_reference.events_body(), api_reference.errors_body()
    kinds = [one for one in vars(errors).values() if isinstance(one, type)]
    named = [one.__name__ for one in kinds if issubclass(one, errors.CaseError)]

    assert [] == [stored for stored in codec.NAMES if f"### {stored}\n" not in events]
    assert [] == [one for one in named if f"## {one}\n" not in tree]


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


FILES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "ward": (read_ward, """
[[term]]
body = "dang-uy"
term = "2020-2025"
[[abolished]]
body = "ubnd"
[[topic]]
id = "muong"
name = "Mương thoát nước"
code = "environmental_sanitation"
parent = "cong-trinh"
groups = ["nho-lam"]
[[topic]]
id = "cong-trinh"
name = "Công trình"
code = "environmental_sanitation"
[[regulation]]
kind = "regulation"
[regulation.document]
kind = "Quy chế"
[[regulation.limits]]
rule = "P4"
amount = 5
"""),
    "plan": (read_plan, ""),
    "draft": (partial(read_draft, law=load_law()), ""),
}  # fmt: skip
"""Of each file how it is read, and what the example's has to have beside to have everything."""
EXAMPLE_OF = {
    "ward": [SET_UP / "ward.toml"],
    "plan": [
        SET_UP / "plan.toml",
        ROOT / "examples" / "song_mo_2026" / "plan-dang-uy.toml",
        ROOT / "examples" / "song_mo_2026" / "plan-ubnd.toml",
    ],
    "draft": [ROOT / "examples" / "what_if" / f"{one}.toml" for one in ("limits", "regulation")],
}


@pytest.mark.parametrize("what", FILES)
def test_every_field_of_a_file_is_told_and_no_other(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the reader asks its tables for is what the page lists under their names."""
    read, beside = FILES[what]
    asked: dict[tuple[str, ...], set[str]] = {}

    def note(table: TomlTable, *names: str) -> None:
        named = tuple(one for one in table.steps if isinstance(one, str))
        asked.setdefault(named, set()).update(names)

    def has(table: TomlTable, name: str) -> bool:
        note(table, name)
        return name in table.values

    monkeypatch.setattr(TomlTable, "has", has)
    monkeypatch.setattr(TomlTable, "refuse_the_rest", lambda table: note(table, *table.asked))
    for place, example in enumerate(EXAMPLE_OF[what]):
        file = tmp_path / f"{place}.toml"
        file.write_text(example.read_text("utf-8") + beside, encoding="utf-8")
        read(file)
    page = (DOCS / "reference" / f"{what}-toml.md").read_text(encoding="utf-8")
    told = {}
    for heading, below in re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", page, re.M | re.S):
        named = tuple(heading.strip("`[]").split(".")) if "[" in heading else ()
        told[named] = set(re.findall(r"^\| `(\w+)` \|", below, re.M))
    tables = {(*named[:end],) for named in told for end in range(1, len(named) + 1)}
    fields = {
        named: {one for one in names if (*named, one) not in tables or one in told.get(named, ())}
        for named, names in asked.items()
    }

    assert {named: names for named, names in fields.items() if names} == told


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


def test_every_page_is_on_the_map_once_and_says_its_kind() -> None:
    """The map is what the contents of the site are made of."""
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    problems = []
    for page in PAGES:
        here = page.relative_to(DOCS).as_posix()
        if here in ("README.md", "index.md") or page.parent.name == "decisions":
            continue
        kind = re.search(r"^\*(\w[\w-]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
        if kind is None or kind[1] not in KINDS:
            problems.append(f"{here} doesn't say its kind")
        if index.count(f"]({here})") != 1:
            problems.append(f"{here} isn't on the map once")

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
