"""The making of a store is killed at any moment, and many make it at once.

What is left is no ward, and the same call makes it whole; or it is whole already.
`DIALOGUE_CASES_SOAK` says how many times as many are killed.
"""

import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import AlreadyThere, BodyId, NotAStore, Office, petition
from dialogue_cases.cli.door import run as command
from dialogue_cases.ward_file import read_ward
from spec import act_of

TIMES = int(os.environ.get("DIALOGUE_CASES_SOAK", "1"))
WARD = Path(__file__).parents[2] / "examples" / "pho_hoa_2023" / "ward.toml"
SETUP = read_ward(WARD)
WHOLE = len(SETUP.steps) + 2
"""Facts of a ward that was made: it was opened, its law was kept, and its set-up."""

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]
FORKED = multiprocessing.get_context("fork") if hasattr(os, "fork") else multiprocessing


def create(path: Path) -> None:
    Office.create(f"sqlite:///{path}", code=SETUP.code, name=SETUP.name, setup=SETUP.steps).close()


def init(path: Path) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os._exit(command(["init", "--setup", str(WARD), "--store", str(path)]))


def open_or_create(path: Path) -> None:
    Office.open(f"sqlite:///{path}", create=SETUP).close()


def is_whole(path: Path) -> bool:
    """Whether it is a ward; if so, all of it is there, and it can be decided in."""
    try:
        office = Office.open(f"sqlite:///{path}")
    except NotAStore:
        return False
    with office:
        office.log.check()
        assert WHOLE <= office.log.position
        raised, *_ = office.acting(act_of("chanh-van-phong")).begin(
            f"petition/{office.today.year}",
            petition.raise_petition,
            on=office.today,
            channel="oral",
            gist="Kiến nghị",
            received_by=BodyId("van-phong"),
        )
        party = office.new_party(raised.stream)
        assert "…" == office.vault.unseal(office.seal(party, "petitioner_name", "…"))
    return True


@pytest.mark.parametrize("make", [create, init, open_or_create], ids=lambda make: make.__name__)
def test_what_was_killed_in_the_making_is_made_again(
    make: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed once or several times at random moments, each time the same call goes on."""
    began = time.monotonic()
    _run(make, tmp_path / "first.db")
    took = time.monotonic() - began
    assert is_whole(tmp_path / "first.db")
    left: Counter[Any] = Counter()

    for number in range(25 * TIMES):
        path = tmp_path / f"{number}.db"
        while True:
            making = FORKED.Process(target=make, args=(path,))
            making.start()
            time.sleep(random.uniform(0, 1.1 * took))
            making.kill()
            making.join()
            made = making.exitcode == 0
            whole = is_whole(path)
            assert whole or not made
            left["in time" if made else "whole" if whole else _left(path)] += 1
            if whole or random.random() < 0.5:
                break
        if not whole:
            _run(make, path)
            assert is_whole(path)

    with capsys.disabled():
        print(f"\n{make.__name__}, killed: {dict(left)}")


def _run(make: Callable[[Path], None], path: Path) -> None:
    making = FORKED.Process(target=make, args=(path,))
    making.start()
    making.join()
    assert 0 == making.exitcode


def _left(path: Path) -> str:
    return (
        " ".join(
            ending.lstrip(".")
            for ending in (".db", ".db.key", ".db.vault")
            if path.with_suffix(ending).exists()
        )
        or "nothing"
    )


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Path]:
    return (tmp_path / f"{number}.db" for number in range(15 * TIMES))


def _both(path: Path, told: Any) -> None:
    try:
        with Office.open(f"sqlite:///{path}", create=SETUP) as office:
            told.put((office.ward().store, office.log.position))
    except BaseException as error:
        told.put(repr(error))
        raise


def test_of_eight_that_open_or_create_one_makes_it(paths: Iterator[Path]) -> None:
    """All of them open the same ward, also when two of them are killed meanwhile."""
    for number, path in enumerate(paths):
        told = FORKED.SimpleQueue()
        makers = [FORKED.Process(target=_both, args=(path, told)) for _ in range(8)]
        for one in makers:
            one.start()
        for one in makers[:2] if number % 2 else ():
            time.sleep(random.uniform(0, 0.2))
            one.kill()
        for one in makers:
            one.join()
        answers = set()
        while not told.empty():
            answers.add(told.get())

        assert {0} == {one.exitcode for one in makers[2:]}, answers
        assert 1 == len(answers)
        assert is_whole(path)


def test_of_eight_that_create_one_makes_it(paths: Iterator[Path]) -> None:
    """The others are told that it is there."""
    for path in paths:
        makers = [FORKED.Process(target=_exit_code, args=(path,)) for _ in range(8)]
        for one in makers:
            one.start()
        for one in makers:
            one.join()

        assert Counter({0: 1, 7: 7}) == Counter(one.exitcode for one in makers)
        assert is_whole(path)


def _exit_code(path: Path) -> None:
    try:
        create(path)
    except AlreadyThere:
        os._exit(7)
