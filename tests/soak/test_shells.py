"""Shells that aren't on every machine complete with the lines that they are given."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

FISH, ZSH = which("fish"), which("zsh")
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

PRESSED = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'autoload -U compinit; compinit -u; bindkey "^I" complete-word; PS1=; stty cols 200'
zpty -w shell 'eval "$(dialogue-cases completion zsh)"; print loaded'
zpty -r -m shell said '*print loaded*loaded*'
zpty -n -w shell $'dialogue-cases petition raise-petition --channel w\\t '
zpty -r -m shell said '*--channel w*ritten*' && print -r -- completed
zpty -d shell
"""
"""A zsh at a terminal of its own, in which the key is pressed."""


def said(*command: str, folder: Path) -> str:
    """What a shell answers in a folder, with the program on its path."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": PATH, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


@pytest.mark.skipif(FISH is None, reason="no fish here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("petition assig", "assign\tPhân công"),
        ("petition raise-petition --channel=w", "--channel=written\tbằng văn bản"),
        ("show ./a-fil", "./a-file"),
    ],
)
def test_fish_completes(typed: str, offered: str, tmp_path: Path) -> None:
    """Where nothing fits, files are offered."""
    (tmp_path / "a-file").touch()
    asked = f"dialogue-cases completion fish | source; complete -C 'dialogue-cases {typed}'"

    assert said(str(FISH), "-c", asked, folder=tmp_path).startswith(offered)


@pytest.mark.skipif(ZSH is None, reason="no zsh here")
def test_zsh_completes(tmp_path: Path) -> None:
    """At a press of the key the only word that fits stands there."""
    assert "completed\n" == said(str(ZSH), "-f", "-c", PRESSED, folder=tmp_path)
