"""A fact that can't be read back is named, and the other lives stay answerable."""

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import BY_OFFICE, Run
from dialogue_cases import petition
from dialogue_cases.errors import CorruptLog
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.store import Store
from dialogue_cases.views.register import RegisterWanted, cases
from dialogue_cases.vocabulary import BodyId
from offices import an_office
from spec import act_of

SPOILT: dict[str, tuple[str, ...]] = {
    "a byte that is no UTF-8": (
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS BLOB), X'67697374', "
        "X'67839374') AS TEXT) WHERE position = ?",
    ),
    "an unknown name": ("UPDATE stored_events SET topic = 'petition.sung' WHERE position = ?",),
    "a name that is no UTF-8": (
        "UPDATE stored_events SET topic = CAST(X'70E5746974696F6E' AS TEXT) WHERE position = ?",
    ),
    "a fact of another life": (
        "UPDATE stored_events SET topic = 'task.closed', state = replace(state, "
        'substr(state, 1, instr(state, \'}\') ), \'{"event":{"by":null,"document":null,'
        '"on":"2023-03-01","outcome":"dropped","reason":"x"}\') WHERE position = ?',
    ),
    "a life of no such name": (
        "UPDATE stored_events SET originator_id = 'poem/2023/1' WHERE position = ?",
    ),
    "another shape": ("UPDATE stored_events SET state = '{}' WHERE position = ?",),
    "nested without end": (
        "UPDATE stored_events SET state = '{\"event\":' || "
        "replace(hex(zeroblob(50000)), '00', '[') WHERE position = ?",
    ),
}
"""What befalls a stored row, in SQL."""


@pytest.fixture
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, int]:
    """A ward with three petitions, of which the second one's row is spoilt; its position."""
    path = tmp_path / "ward.db"
    with an_office(path=path) as office:
        desk = office.acting(act_of("chanh-van-phong"))
        at = 0
        for number in (1, 2, 3):
            (raised,) = desk.begin(
                "petition/2023",
                petition.raise_petition,
                on=date(2023, 2, 1),
                channel="written",
                gist=f"Mương số {number}",
                received_by=BodyId("van-phong"),
            )
            at = raised.position if number == 2 else at
    spoil(path, SPOILT[getattr(request, "param", "a byte that is no UTF-8")], at)
    return path, at


def spoil(path: Path, statements: tuple[str, ...], *values: Any) -> None:
    database = sqlite3.connect(path)
    with database:
        for statement in statements:
            assert database.execute(statement, values).rowcount == 1
    database.close()


@pytest.mark.parametrize("damaged", SPOILT, indirect=True)
def test_a_fact_that_can_not_be_read_is_named_by_its_position(damaged: tuple[Path, int]) -> None:
    """Whoever reads it, or all of the log, is told where it stands."""
    path, position = damaged
    store = Store.open(f"sqlite:///{path}")

    with pytest.raises(CorruptLog) as corrupt:
        store.check()

    assert position == corrupt.value.position
    assert 1 == len(str(corrupt.value).splitlines())
    store.close()


@pytest.mark.parametrize("damaged", [one for one in SPOILT if "no such" not in one], indirect=True)
def test_the_other_lives_stay_answerable(damaged: tuple[Path, int]) -> None:
    """A view is answered without the life that can't be told, and says which one that is."""
    path, position = damaged
    with Office.open(f"sqlite:///{path}") as office, Views.of(office) as views:
        answer = cases(views, RegisterWanted())

        assert {"petition/2023/1", "petition/2023/3"} == {row.stream for row in answer.rows}
        assert [position] == [one.position for one in answer.left_out]
        assert not answer.kept


def test_commands_say_what_they_leave_out(
    run: Run, damaged: tuple[Path, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence with life and position; for a program, a field."""
    _, position = damaged
    monkeypatch.setenv("DIALOGUE_CASES_LANG", "en")
    for command in (
        "list", "register", "board", "matters", "scorecard", "check", "calendar --to c.ics",
        "statistics --period 2023",
    ):  # fmt: skip
        told = run(*command.split())

        assert 0 == told.code, (command, told.err)
        assert f"position {position} (petition/2023/2@1)" in told.err, command
    for command in ("list", "register"):
        assert [True] == [
            f"position {position}" in one for one in run(command, "--json").answer["left_out"]
        ]
    assert 3 == run("show", "petition/2023/2").code
    assert 0 == run("show", "petition/2023/1").code
    doctor = run("doctor")
    assert 3 == doctor.code
    assert f"position {position} (petition/2023/2@1)" in doctor.out


def test_others_are_decided_about_and_the_spoilt_one_is_told(
    run: Run, damaged: tuple[Path, int]
) -> None:
    """A damaged life stops nobody but whoever decides in it."""
    admit = ("petition", "classify", "--on", "2023-02-02", "--kind", "report", "--area", "other")
    assert 0 == run(*admit, "petition/2023/1", *BY_OFFICE).code
    assert 3 == run(*admit, "petition/2023/2", *BY_OFFICE).code


def test_a_ward_that_can_not_be_read_is_told_in_one_sentence(
    run: Run, damaged: tuple[Path, int]
) -> None:
    """Nothing can be told without the ward itself; the sentence says where it is damaged."""
    path, _ = damaged
    spoil(path, ("UPDATE stored_events SET state = '{}' WHERE position = ?",), 5)
    for command in ("list", "register", "board"):
        told = run(command)

        assert 3 == told.code
        assert "5 (ward@5)" in told.err


def test_a_number_on_record_that_no_table_holds_is_named(
    run: Run, damaged: tuple[Path, int]
) -> None:
    """What older versions accepted breaks no view for everybody."""
    path, position = damaged
    spoil(
        path,
        (
            "UPDATE stored_events SET state = replace(state, '\"people\":1', "
            "'\"people\":100000000000000000000') WHERE position = ?",
        ),
        position + 1,
    )
    told = run("register", "--json")

    assert 0 == told.code
    assert ["petition/2023/1"] == [row["stream"] for row in told.answer["rows"]]
    assert 2 == len(told.answer["left_out"])
    assert f"{position + 1} (petition/2023/3@1)" in json.dumps(told.answer["left_out"])
    rebuilt = run("rebuild")
    assert 3 == rebuilt.code
