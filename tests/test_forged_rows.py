"""What somebody writes into a store's file past the library is found by the checks, and named."""

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import Office, petition
from dialogue_cases.errors import CorruptLog, StoreError
from dialogue_cases.proofs import Proofs, signing_key
from dialogue_cases.record import Recorded
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import BodyId, StreamId
from spec import act_of
from test_finding import raised
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


# -- What keeps rows out ------------------------------------------------------------------

IGNORING = "CREATE TRIGGER planted BEFORE INSERT ON {table} BEGIN SELECT RAISE(IGNORE); END"


@pytest.mark.parametrize("table", ["stored_events", "texts", "keys"])
def test_a_row_that_is_kept_out_of_the_file_is_no_answer(tmp_path: Path, table: str) -> None:
    """Whoever is answered is on record; a trigger that was planted meanwhile is noticed."""
    ward = Audited(tmp_path)
    before = ward.office.log.position
    ward.sql(IGNORING.format(table=table))

    with pytest.raises(StoreError, match="something in it keeps rows out"):
        called(ward.office, "gọi một lần")

    assert before == ward.office.log.position
    ward.sql("DROP TRIGGER planted")
    assert called(ward.office, "gọi một lần").position == before + 1
    ward.office.log.check()
    ward.close()


def called(office: Office, key: str) -> Recorded[Any]:
    desk = office.acting(act_of("chanh-van-phong"), key=key)
    (fact,) = desk.begin(
        "petition/2023",
        petition.raise_petition,
        on=date(2023, 2, 20),
        channel="oral",
        gist=f"Kiến nghị của {key}",
        received_by=BodyId("van-phong"),
    )
    return fact


def test_nothing_is_recorded_in_a_file_with_a_trigger(ward: Audited) -> None:
    """It may change what was recorded right after, which no count of rows shows."""
    ward.sql(
        "CREATE TRIGGER planted AFTER INSERT ON stored_events BEGIN "
        "DELETE FROM stored_events WHERE position = new.position; END"
    )

    with Office.open(ward.url) as office:
        before = office.log.position
        with pytest.raises(StoreError, match=r"a trigger stands in the file.*: planted"):
            called(office, "gọi")
        assert before == office.log.position


@pytest.mark.parametrize(
    ("planted", "named"),
    [
        (IGNORING.format(table="stored_events"), "trigger planted"),
        ("CREATE VIEW planted AS SELECT * FROM stored_events", "view planted"),
        ("CREATE TABLE planted (a)", "table planted"),
        ("CREATE UNIQUE INDEX planted ON keys (first)", "index planted"),
    ],
)
def test_what_is_no_part_of_a_store_is_named(ward: Audited, planted: str, named: str) -> None:
    ward.sql(planted)

    assert named in str(checked(ward))


def test_a_table_that_was_made_otherwise_is_named(ward: Audited) -> None:
    with closing(sqlite3.connect(ward.path, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'originator_version))', "
            "'originator_version) ON CONFLICT IGNORE)') WHERE name = 'stored_events'"
        )

    assert "table stored_events was made otherwise" in str(checked(ward))


# -- What stands beside the facts ---------------------------------------------------------


@pytest.fixture
def calls(tmp_path: Path) -> Audited:
    """A ward with two calls under keys, one that recorded nothing, and an index of ids."""
    audited = Audited(tmp_path)
    group = next(iter(audited.office.ward().groups))
    for number in (1, 2):
        called(audited.office, f"gọi {number}")
    with audited.office.log.writing() as writing:
        writing.keep_key("không có gì", "d", [])
        writing.streams("petition", naming=[group])
    audited.office.log.check()
    audited.close()
    return audited


BESIDE = {
    "a life that names nothing": (
        "INSERT INTO mentions VALUES ('van-phong', 'petition/2023/77', 3)",
        "1 rows say what no fact says \\(van-phong petition/2023/77 3\\)",
    ),
    "a life that is not found": (
        "DELETE FROM mentions WHERE stream = 'ward'",
        "index mentions .* rows are missing",
    ),
    "a case that seems settled": (
        "DELETE FROM unsettled WHERE stream = 'petition/2023/2'",
        "index unsettled .*1 rows are missing \\(petition/2023/2 0\\)",
    ),
    "a case that seems open": (
        "UPDATE unsettled SET stays = 1 WHERE stream = 'petition/2023/2'",
        "1 rows are missing .petition/2023/2 0., 1 rows say what no fact says",
    ),
    "a key for a call that was none": (
        "INSERT INTO keys VALUES ('chưa gọi', '', 5, 5)",
        "the key 'chưa gọi' isn't that of its facts",
    ),
    "a key of another call": (
        "UPDATE keys SET first = first - 1, last = last - 1 WHERE key = 'gọi 2'",
        "isn't kept: the same call would be recorded again",
    ),
    "a key for more than was recorded": (
        "UPDATE keys SET first = first - 2 WHERE key = 'gọi 1'",
        "the key 'gọi 1' isn't that of its facts",
    ),
    "a key for what comes after": (
        "UPDATE keys SET last = last + 1 WHERE key = 'gọi 1'",
        "the key 'gọi 1' isn't that of its facts",
    ),
    "a key for facts that are not there": (
        "UPDATE keys SET last = 1000 WHERE key = 'gọi 2'",
        "the key 'gọi 2' is of facts that aren't there",
    ),
    "a key that is lost": (
        "DELETE FROM keys WHERE key = 'gọi 1'",
        "its key 'gọi 1' isn't kept",
    ),
    "a call that may be another": (
        "UPDATE keys SET digest = '' WHERE key = 'gọi 1'",
        "what the call with the key 'gọi 1' was isn't kept",
    ),
    "a key of another type": (
        "UPDATE keys SET digest = CAST(digest AS BLOB) WHERE key = 'không có gì'",
        "a value of the key 'không có gì' is of another type",
    ),
    "a text of no fact": (
        "INSERT INTO texts VALUES (1000, '{}')",
        "at position 1000: texts stand there beside no fact",
    ),
    "texts of a fact that has none": (
        "INSERT INTO texts VALUES (1, '{}')",
        "at position 1 .*a row of texts stands beside it, and it has none",
    ),
    "a text of another type": (
        "UPDATE texts SET beside = CAST(beside AS BLOB) WHERE position = "
        "(SELECT max(position) FROM texts)",
        "its beside is stored as blob",
    ),
}
"""What somebody does to a row beside the facts, and what the check says."""


@pytest.mark.parametrize("change", BESIDE)
def test_what_stands_beside_the_facts_is_compared_with_them(calls: Audited, change: str) -> None:
    statement, told = BESIDE[change]
    calls.sql(statement)

    assert re.search(told, str(checked(calls)))


def test_an_index_that_was_removed_is_made_anew(calls: Audited) -> None:
    """That is what the check tells to do where it was changed."""
    calls.sql(BESIDE["a life that names nothing"][0])
    calls.sql(*(f"DROP TABLE {one}" for one in ("mentions", "unsettled", "mentioned")))

    with Office.open(calls.url) as office:
        group = next(iter(office.ward().groups))
        with office.log.writing() as writing:
            writing.streams("petition", naming=[group])
        office.log.check()
        with office.log.reading() as asked:
            assert asked.cursor.execute("SELECT count(*) FROM unsettled").fetchone() == (7,)


def test_an_index_that_says_it_reaches_beyond_the_log_is_not_believed(calls: Audited) -> None:
    """Of nothing there the fingerprint is nothing too."""
    calls.sql("DELETE FROM mentions", "UPDATE mentioned SET upto = 1000000, last = ''")

    with Office.open(calls.url) as office:
        group = next(iter(office.ward().groups))
        stream = raised(office, group)
        assert [stream] == office.log.streams("petition", naming=[group])
