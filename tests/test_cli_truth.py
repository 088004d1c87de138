"""What a command's exit code says is true, whatever happened to its answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands import BY_OFFICE, Run
from dialogue_cases import cli
from dialogue_cases.cli import door
from dialogue_cases.cli.telling import Teller

RAISE = (
    "petition", "raise-petition", "--new", "petition/2023", "--on", "2023-03-01", "--channel",
    "written", "--received-by", "van-phong", *BY_OFFICE, "--gist",
)  # fmt: skip
MAIN = "import sys; from dialogue_cases.cli import main; sys.exit(main())"
FULL = Path("/dev/full")


def shell(folder: Path, *arguments: str | bytes, out: int, **env: str) -> tuple[int, str]:
    """A command as a shell starts it; its exit code, and what it says of failures."""
    done = subprocess.run(
        [sys.executable, "-c", MAIN, *arguments], cwd=folder, stdout=out,
        stderr=subprocess.PIPE, env={**os.environ, "DIALOGUE_CASES_LANG": "en", **env}, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr.decode()


def petitions(run: Run) -> int:
    return len(run("list", "petition", "--json").answer["streams"])


@pytest.mark.skipif(not FULL.exists(), reason="no such device here")
def test_what_was_recorded_is_told_as_recorded_on_a_full_disk(run: Run, ward: Path) -> None:
    """Nobody enters it again because the answer couldn't be written."""
    with FULL.open("w") as full:
        code, said = shell(ward.parent, *RAISE, "đĩa đầy", out=full.fileno())

    assert (4, 1) == (code, len(said.splitlines()))
    assert "It was recorded (facts: 1), so don't enter it again" in said
    assert 1 == petitions(run)


@pytest.mark.skipif(not FULL.exists(), reason="no such device here")
def test_a_question_on_a_full_disk_recorded_nothing(ward: Path) -> None:
    with FULL.open("w") as full:
        code, said = shell(ward.parent, "list", out=full.fileno())

    assert (3, 1) == (code, len(said.splitlines()))
    assert "the answer can't be written" in said


@pytest.mark.parametrize(
    ("error", "before", "after"),
    [
        (RuntimeError("boom"), 3, 4),
        (KeyboardInterrupt(), 130, 4),
        (OSError(5, "Input/output error", "ward.db"), 3, 4),
    ],
)
def test_whatever_fails_after_the_record_is_told_so(
    run: Run,
    ward: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    before: int,
    after: int,
) -> None:
    """In one line, without a traceback; what failed before left nothing."""

    def broken(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Teller, "record", broken)
        late = run(*RAISE, "một", "--lang", "en")

    assert (after, True) == (late.code, "It was recorded" in late.err)
    assert 1 == len(late.err.splitlines()) == petitions(run)

    with monkeypatch.context() as patch:
        patch.setattr("dialogue_cases.office.Office.open", broken)
        early = run(*RAISE, "hai", "--lang", "en")

    assert (before, before != 130) == (early.code, bool(early.err))
    assert len(early.err.splitlines()) < 2


def test_a_refused_adoption_leaves_no_draft(run: Run, ward: Path) -> None:
    """An exit code that says refused is true of all that was asked."""
    position = run("doctor", "--json").answer["position"]
    said = run(
        "plan", "import", str(Path(__file__).parents[1] / "examples/pho_hoa_2023/plan.toml"),
        "--on", "2023-02-10", "--adopt", "--adopted-on", "2022-01-15", *BY_OFFICE,
    )  # fmt: skip

    assert 0 != said.code
    assert position == run("doctor", "--json").answer["position"]


# -- Bytes that are no text ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("register", b"\xb5\xfe"),
        (*RAISE, "x", "--petitioner-name", b"L\xb5"),
        ("init", "--store", b"s\xb5.db", "--code", "1", "--name", "A"),
    ],
)
def test_bytes_that_are_no_text_are_told_before_anything_is_made(
    ward: Path, arguments: tuple[str | bytes, ...]
) -> None:
    before = sorted(ward.parent.iterdir())
    code, said = shell(ward.parent, *arguments, out=subprocess.DEVNULL)

    assert (2, 1) == (code, len(said.splitlines()))
    assert "this isn't UTF-8 text; expected: UTF-8; set a UTF-8 locale" in said
    assert before == sorted(ward.parent.iterdir())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("register", "đống"), 2), (("init", "--store", "sổ.db", "--code", "1", "--name", "A"), 2),
     (("list",), 0)],
)  # fmt: skip
def test_in_a_locale_that_is_not_utf8_only_plain_letters_are_read(
    ward: Path, arguments: tuple[str, ...], code: int
) -> None:
    """What Python makes of the others there isn't what was typed."""
    before = sorted(ward.parent.iterdir())
    said = shell(ward.parent, *arguments, out=subprocess.DEVNULL, LC_ALL="C", PYTHONUTF8="0")

    assert code == said[0]
    assert before == sorted(one for one in ward.parent.iterdir() if ".views" not in one.name)


def test_a_reader_that_has_read_enough_is_no_failure(
    run: Run, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(Teller, "line", closed)
    monkeypatch.setattr(door, "_say_no_more", lambda: None)

    assert 0 == cli.main(["list"])


@pytest.mark.parametrize("known", ["2022-12-31", "0"])
@pytest.mark.parametrize(
    "asked",
    [
        "register", "reception-book", "board", "ledger", "scorecard", "topics", "matters",
        "dossier dialogue/2023/1", "plan-fulfilment 2023", "retention", "findings", "check",
        "deadlines dialogue/2023/1", "report --period 2023-Q1", "statistics --period 2023-Q1",
    ],
)  # fmt: skip
def test_as_known_before_the_record_every_question_answers_alike(
    run: Run, ward: Path, asked: str, known: str
) -> None:
    """In one sentence, which says since when it is kept; it is an answer, with no rows."""
    said = run(*asked.split(), "--known", known)
    told = run(*asked.split(), "--known", known, "--json")

    assert said.out.startswith("Khi đó sổ chưa ghi gì: sổ được lập từ ngày ")
    assert 1 == said.out.count("\n")
    assert 0 == said.code == told.code
    assert [] == told.answer["rows"]
