"""The norms, file by file: what the package carries ready is what they say."""

import subprocess
import sys
from pathlib import Path

from dialogue_cases.codec import NAMES
from dialogue_cases.law import load_law
from dialogue_cases.law.calendar import calendar_bytes, load_calendar
from dialogue_cases.law.calendar_reading import read_calendar
from dialogue_cases.law.packaged import packaged
from dialogue_cases.law.reading import read_rules
from dialogue_cases.roles import read_roles

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dialogue_cases"
EDITION = "241ae5bd45c676f1bcf03857503c549d350a731690f8221d1c68e5dc16b50e3b"
"""The edition of today. A change of the law changes it, and is told in CHANGELOG.md."""


def test_what_is_carried_ready_is_up_to_date() -> None:
    """`make generated` writes it; nobody edits it by hand."""
    said = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "ready.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert (0, "") == (said.returncode, said.stderr)


def test_what_is_carried_ready_is_what_reading_gives() -> None:
    """Law, calendar and roles: nothing is lost in between, and every event that they name is."""
    ready = packaged()

    assert read_rules(ready.rules_text, names=NAMES) == ready.rules
    assert read_calendar(calendar_bytes()) == ready.calendar
    assert load_calendar(calendar_bytes() + b"\n#") == load_calendar()
    assert read_roles(PACKAGE / "roles.toml") == read_roles()


def test_the_edition_changes_only_with_the_law() -> None:
    """How its rules are kept in files doesn't change what a log has kept of them."""
    assert EDITION == load_law().edition


def test_the_law_is_read_once_in_a_process() -> None:
    """And without a reader of TOML: what is packaged was read and checked before."""
    script = "import sys; from dialogue_cases import load_law; "
    script += "assert load_law() is load_law() and load_law().calendar; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()

    assert set() == {"tomllib", "difflib", "dialogue_cases.law.reading"} & set(loaded)
