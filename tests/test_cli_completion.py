"""What a shell offers while a command is typed."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from commands import Run
from dialogue_cases.cli.completing import SCRIPTS

BASH = which("bash")


def offered(run: Run, *words: str, shell: str = "zsh") -> list[str]:
    """The words that fit at the end of a command line."""
    said = run("__complete", shell, *words)
    assert (0, "") == (said.code, said.err)
    return [line.partition("\t")[0] for line in said.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "fit"),
    [
        (("sho",), ["show"]),
        (("pe",), ["petition", "person"]),
        (("petition", "as"), ["ask-completion", "assign"]),
        (("plan", "im"), ["import"]),
        (("document", "num"), ["number"]),
        (("statistics", ""), ["compare", "national"]),
        (("statistics", "--xl"), ["--xlsx"]),
        (("show", "petition/1", "--unse"), ["--unseal"]),
        (("show", "--purpose", "--unse", "--unse"), ["--unseal"]),
        (("show", "--unseal", "--unse"), []),
        (("what-if", "--limit", "P4=5", "--lim"), ["--limit"]),
        (("petition", "raise-petition", "--channel", "w"), ["written"]),
        (("petition", "raise-petition", "--channel=w"), ["--channel=written"]),
        (("petition", "raise-petition", "--channel", "=", "w"), ["written"]),
        (("petition", "raise-petition", "--chan"), ["--channel"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("show", "--lang", ""), ["vi", "en"]),
        (("--la",), ["--lang"]),
        (("show", "petition/1", "--ope"), ["--operator"]),
        (("shwo", ""), []),
        (("show", "--store", ""), []),
        (("show", "--lang", "fr", ""), []),
        (("show", "petition/"), []),
    ],
)
def test_what_fits_is_offered(words: tuple[str, ...], fit: list[str], run: Run) -> None:
    """Commands, options, and words of which there are only some; where nothing fits, nothing."""
    assert fit == offered(run, *words)


def test_bash_is_told_the_same_commands(run: Run) -> None:
    """It is shown no meanings, so nothing is loaded for them."""
    assert sorted(offered(run, "")) == sorted(offered(run, "", shell="bash"))


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        (("petition", "assig"), "Phân công"),
        (("petition", "raise-petition", "--channel", "wri"), "bằng văn bản"),
        (("show", "petition/1", "--js"), "chương trình"),
        (("--lang", "en", "petition", "assig"), "Assign"),
    ],
)
def test_it_is_said_what_each_means(words: tuple[str, ...], meaning: str, run: Run) -> None:
    """In Vietnamese, or in the language that was typed."""
    (line,) = run("__complete", "fish", *words).out.splitlines()

    assert meaning in line.partition("\t")[2]


@pytest.mark.parametrize(
    ("words", "fit"),
    [
        (("show", ""), {"ward", "plan/2023", "dialogue/2023/1"}),
        (("show", "dialogue/2023/1"), {"dialogue/2023/1"}),
        (("session", "fix", "dia"), {"dialogue/2023/1"}),
        (("session", "fix", "pl"), set()),
        (("petition", "assign", ""), set()),
        (("petition", "assign", "--as", "bi"), {"bi-thu"}),
        (("petition", "raise-petition", "--received-by", ""), {"van-phong", "ubnd"}),
        (("petition", "assign", "--lead", "ub"), {"ubnd"}),
        (("register", "--group", ""), {"nho-lam"}),
        (("board", "--officer", "bi-thu-chi"), {"bi-thu-chi-bo-nho-lam"}),
        (("show", "--on", ""), set()),
    ],
)
def test_what_the_ward_has_is_offered(
    words: tuple[str, ...], fit: set[str], run: Run, ward: Path
) -> None:
    """Those that the command can be about, its bodies and officers; nothing is written for it."""
    before = ward.read_bytes()
    found = offered(run, *words)

    assert fit <= set(found)
    assert bool(fit) == bool(found)
    assert before == ward.read_bytes()


@pytest.mark.parametrize("shell", SCRIPTS)
def test_each_shell_is_given_its_lines(shell: str, run: Run) -> None:
    """They say in Vietnamese what they are, and how they are loaded."""
    said = run("completion", shell)

    assert SCRIPTS[shell].splitlines()[-1] == said.out.splitlines()[-1]
    assert "Gợi ý khi gõ dialogue-cases" in said.out
    assert f"dialogue-cases completion {shell}" in said.out


def test_another_shell_is_told_which_there_are(run: Run) -> None:
    """It is bad input."""
    said = run("completion", "tcsh")

    assert 2 == said.code
    assert "bash, zsh, fish" in said.err


@pytest.mark.skipif(BASH is None, reason="no bash here")
def test_bash_completes_with_the_lines(run: Run, tmp_path: Path) -> None:
    """They are loaded, and asked as bash asks at a press of the key."""
    (tmp_path / "lines").write_text(run("completion", "bash").out, encoding="utf-8")
    asked = """
        source lines
        try() {
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _dialogue_cases dialogue-cases
            echo "${COMPREPLY[*]}"
        }
        complete -p dialogue-cases
        try dialogue-cases pet
        try dialogue-cases petition as
        try dialogue-cases petition raise-petition --channel = w
        try dialogue-cases nonsense ""
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    said = subprocess.run(
        [str(BASH), "--norc", "-c", asked],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "" == said.stderr
    assert [
        "complete -o default -F _dialogue_cases dialogue-cases",
        "petition",
        "ask-completion assign",
        "written",
        "",
    ] == said.stdout.splitlines()
