"""Fresh processes whose first uses come in several threads: no interpreter dies of it.

What a library works out on first use, it must work out in turn: two threads at it crashed
one start in twenty. `DIALOGUE_CASES_SOAK` says how many times as many starts are made.
"""

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import Act, Office, Place, Topic, session
from dialogue_cases.ward_file import read_ward

PROGRAM = Path(__file__).with_name("first_use.py")
WARD = Path(__file__).parents[2] / "examples" / "pho_hoa_2023" / "ward.toml"
TIMES = int(os.environ.get("DIALOGUE_CASES_SOAK", "1"))
AT_ONCE = 2


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ward with a dialogue that was fixed."""
    url = f"sqlite:///{tmp_path_factory.mktemp('first') / 'ward.db'}"
    with Office.open(
        url, create=read_ward(WARD), clock=lambda: datetime(2023, 3, 1, tzinfo=UTC)
    ) as office:
        secretary = Act(officer="bi-thu", office="party_secretary", body="dang-uy")  # type: ignore[arg-type]
        office.acting(secretary).begin(
            "dialogue/2023",
            session.fix,
            on=date(2023, 2, 20),
            day=date(2023, 3, 20),
            place=Place(name="Hội trường"),
            topics=(Topic(title="Giải phóng mặt bằng", code="land_clearance"),),
        )
    return url


@pytest.mark.parametrize(
    ("what", "starts"),
    [
        ("opening", 60),
        ("asking", 20),
        ("counting", 20),
        ("writing", 20),
        ("following", 20),
        ("deciding", 20),
        ("each", 40),
    ],
)
def test_no_start_ends_by_a_signal(url: str, what: str, starts: int) -> None:
    """Each process uses the library for the first time in four threads at one moment."""

    def start(_: int) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-X", "faulthandler", PROGRAM, url, what],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return done.returncode, done.stderr[-2000:]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended: Counter[Any] = Counter(pool.map(start, range(starts * TIMES)))

    assert Counter({(0, ""): starts * TIMES}) == ended
    with Office.open(url) as office:
        office.log.check()
