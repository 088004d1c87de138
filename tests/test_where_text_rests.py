"""Every place where text can rest is told, with what is done about it."""

import ast
import sys
from pathlib import Path
from typing import Any, Literal

import pytest
from attrs import frozen

from dialogue_cases.vocabulary import BodyId, Sealed

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tools"))  # what the site is made with
import where_text_rests as census  # noqa: E402

# -- The lines ----------------------------------------------------------------------------


def wrong(**told: dict[str, list[str]]) -> list[str]:
    """What the lines lack or have too much, if the code said this as well."""
    found = census.places()
    return list(
        census.problems(
            census.lines(), {group: {**found[group], **told.get(group, {})} for group in found}
        )
    )


def test_every_place_where_text_can_rest_has_a_line() -> None:
    """And every line a place; `make check` asks the same."""
    assert [] == wrong()


@pytest.mark.parametrize(
    ("group", "place", "owner"),
    [
        ("sealed", "witness_name", "petition.witness_named"),
        ("texts", "nickname", "petition.raised"),
        ("ids", "PersonId", "petition.raised"),
        ("columns", "sealed petitioner_name", "register"),
        ("tables", "cli/door.py typed.words", ""),
        ("files", "ward.db.cache", ""),
        ("files", "cli/door.py _note", ""),
    ],
)
def test_a_new_place_needs_a_line(group: str, place: str, owner: str) -> None:
    """Whoever adds it says how its text is treated."""
    (said,) = wrong(**{group: {place: [owner]}})

    assert said.startswith(f"{owner}.{place}" if owner else place)
    assert f"[{group}.…]" in said


def test_a_line_names_no_place_that_is_no_more() -> None:
    found = {group: dict(told) for group, told in census.places().items()}
    del found["files"]["attachments.py _kept"], found["columns"]["folded"]

    assert [
        "[columns.folded] names folded, which is no more",
        "[files.attachments] names attachments.py _kept, which is no more",
    ] == sorted(census.problems(census.lines(), found))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"treatment": "forgotten"}, "[ids.offices]: 'forgotten' is no treatment"),
        ({"reason": ""}, "[ids.offices] doesn't say: reason"),
        ({"places": ["BodyId", "BodyId", "GroupId", "OfficerId", "TopicId"]}, "both name BodyId"),
    ],
)
def test_a_line_says_what_is_done_and_why(line: dict[str, Any], said: str) -> None:
    lines: Any = {
        group: {name: {**one} for name, one in each.items()}
        for group, each in census.lines().items()
    }
    lines["ids"]["offices"].update(line)

    (found,) = census.problems(lines, census.places())

    assert said in found


def test_what_no_code_names_is_told_by_hand() -> None:
    """Free pages and journals, memory, disks, the shell, copies."""
    assert {"wal", "free", "sorter", "memory", "disk", "shell", "copies"} <= (
        census.lines()["by_hand"].keys()
    )


@frozen(kw_only=True)
class Inner:
    word: Literal["a", "b"]
    nickname: str


@frozen(kw_only=True)
class Outer:
    days: int
    inner: tuple[Inner, ...]
    name: Sealed | None
    body: BodyId


def test_a_text_is_found_however_deep_it_stands() -> None:
    """A word from a list is none."""
    assert {
        ("texts", "Inner", "nickname"),
        ("sealed", "Outer", "name"),
        ("ids", "Outer", "BodyId"),
    } == set(census.kept_texts(Outer, "", ""))


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("Path('x').write_text(words)", True),
        ("open('x', 'w')", True),
        ("path.open('ab')", True),
        ("path.open('rb')", False),
        ("open('x', encoding='utf-8')", False),
        ("tempfile.NamedTemporaryFile()", True),
        ("from tempfile import mkdtemp as made\nmade()", True),
        ("from dialogue_cases import whole_file as files\nfiles.write(path, data)", True),
        ("from dialogue_cases.cli.filing import written\nwritten(path, data)", True),
        ("from dialogue_cases.documents.wording import written\nwritten(day)", False),
        ("sqlite3.connect(path)", True),
        ("zipfile.ZipFile(path, 'w')", True),
        ("zipfile.ZipFile(path)", False),
        ("database.execute('VACUUM INTO ?', (path,))", True),
        ("os.open(path, os.O_RDONLY)", False),
        ("os.open(path, os.O_WRONLY | os.O_CREAT)", True),
    ],
)
def test_whoever_writes_a_file_is_found(source: str, writes: bool) -> None:
    tree = ast.parse(source)
    names = census._imported(tree)
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]

    assert writes == any(census._writes(one, names) for one in calls)
