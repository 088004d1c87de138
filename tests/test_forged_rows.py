"""What somebody writes into a store's file past the library is found by the checks, and named."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dialogue_cases.errors import CorruptLog
from dialogue_cases.proofs import Proofs, signing_key
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import StreamId
from test_proofs import Audited, kinds

FORGED = "petition/2023/1"


@pytest.fixture
def ward(tmp_path: Path) -> Audited:
    """A ward on disk with a checkpoint of all of it, closed."""
    audited = Audited(tmp_path)
    audited.checkpoint()
    audited.close()
    return audited


def checked(ward: Audited) -> CorruptLog:
    """What the check of the log says, which has to find something."""
    with closing(Store.open(ward.url)) as store, pytest.raises(CorruptLog) as found:
        store.check()
    return found.value


# -- Before the first position ------------------------------------------------------------

BEFORE = (
    "INSERT INTO stored_events SELECT {at}, originator_id, 2, topic, state FROM stored_events "
    f"WHERE originator_id = '{FORGED}'"
)


@pytest.mark.parametrize("at", [0, -5, -(2**63)])
def test_a_row_before_the_first_position_is_found_and_named(ward: Audited, at: int) -> None:
    """Its life is read by versions, the log by positions: only one of them had it."""
    assert ward.verified().verdict == "intact"
    ward.sql(BEFORE.format(at=at))

    told = checked(ward)
    found = ward.verified()

    assert (at, f"{FORGED}@2") == (told.position, told.of)
    assert ("changed", ["inserted"]) == (found.verdict, kinds(found))
    assert (at, at, f"{FORGED}@2") == tuple(
        getattr(found.faults[0], name) for name in ("first", "last", "of")
    )


def test_a_row_before_the_first_position_is_found_without_a_checkpoint(ward: Audited) -> None:
    ward.sql(BEFORE.format(at=-5))
    for one in ("proofs", "signing"):
        ward.path.with_name(f"ward.db.{one}").unlink()

    assert ["inserted"] == kinds(ward.verified([], []))


def test_a_life_with_such_a_row_is_not_read(ward: Audited) -> None:
    ward.sql(BEFORE.format(at=-5))

    with closing(Store.open(ward.url)) as store, pytest.raises(CorruptLog) as found:
        store.read(StreamId(FORGED))

    assert (-5, f"{FORGED}@2") == (found.value.position, found.value.of)


def test_no_checkpoint_is_taken_of_such_a_log(ward: Audited) -> None:
    ward.sql(BEFORE.format(at=-5))

    with closing(Store.open(ward.url)) as store, Proofs.of(store) as proofs:
        with pytest.raises(CorruptLog) as found:
            proofs.take(store, signing_key(store, proofs.origin))
        newest = proofs.newest

    assert -5 == found.value.position
    assert newest is not None


# -- An index that lies -------------------------------------------------------------------


def lose_an_entry(path: Path, stream: str) -> None:
    """Take a life out of the index by which lives are read, and leave its rows."""
    index = "sqlite_autoindex_stored_events_1"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "INSERT INTO sqlite_master SELECT 'table', 'entries', 'entries', rootpage, "
            "'CREATE TABLE entries (a, b, c, PRIMARY KEY (a, b, c)) WITHOUT ROWID' "
            "FROM sqlite_master WHERE name = ?",
            (index,),
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        assert database.execute("DELETE FROM entries WHERE a = ?", (stream,)).rowcount == 1
        database.execute("PRAGMA writable_schema = ON")
        database.execute("DELETE FROM sqlite_master WHERE name = 'entries'")


def test_an_index_that_lost_an_entry_is_not_called_intact(ward: Audited) -> None:
    """Lives are read by an index, the log isn't: both have to tell the same."""
    lose_an_entry(ward.path, FORGED)

    with pytest.raises(CorruptLog, match="missing from index"):
        ward.verified()
    assert "missing from index" in str(checked(ward))


# -- A value of another type --------------------------------------------------------------

TYPES = {
    "life": "originator_id = CAST(originator_id AS BLOB)",
    "version": "originator_version = CAST(originator_version AS BLOB)",
    "version as words": "originator_version = 'two'",
    "name": "topic = CAST(topic AS BLOB)",
    "text": "state = CAST(state AS BLOB)",
}


@pytest.mark.parametrize("change", TYPES)
def test_a_value_of_another_type_is_found_and_named(ward: Audited, change: str) -> None:
    """Its bytes are the same, and it is found by no question for a text."""
    at = ward.first + 1
    ward.sql(f"UPDATE stored_events SET {TYPES[change]} WHERE position = {at}")

    told = checked(ward)
    found = ward.verified()

    assert at == told.position
    assert "stored as" in str(told)
    assert ("changed", at) == (found.verdict, found.faults[0].first)


@pytest.mark.parametrize("change", TYPES)
def test_of_such_a_row_every_question_says_where_it_stands(ward: Audited, change: str) -> None:
    at = ward.first + 1
    ward.sql(f"UPDATE stored_events SET {TYPES[change]} WHERE position = {at}")

    with closing(Store.open(ward.url)) as store:
        if change != "text":  # whose bytes read as they were
            with pytest.raises(CorruptLog) as found:
                list(store.since())
            assert at == found.value.position
        left = store.sound()

    assert left
