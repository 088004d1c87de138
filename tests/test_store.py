"""One contract, every store: in memory and in a file, under both durabilities."""

import os
import sqlite3
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dialogue_cases import codec
from dialogue_cases.errors import Conflict, CorruptLog, KeyReused, NotAStore, StoreError
from dialogue_cases.record import Recorded, Voided
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import BodyId, GroupId, Operator, StreamId, SystemAct
from dialogue_cases.ward import BodyRenamed, GroupRenamed

NOON = datetime(2023, 3, 15, 5, tzinfo=UTC)
TAKEN_OUT = Voided(on=date(2023, 3, 15), reason="ghi hai lần")
"""What may stand in any life."""


def fact(stream: str = "ward", version: int = 1, **changes: Any) -> Recorded[BodyRenamed]:
    plain: Recorded[BodyRenamed] = Recorded(
        stream=StreamId(stream),
        version=version,
        position=0,
        recorded_at=NOON,
        recorded_by=Operator(id="clerk"),
        act=SystemAct(rule="test"),
        event=BodyRenamed(on=date(2023, 3, 15), body=BodyId("ubnd"), name="UBND phường"),
    )
    return msgspec.structs.replace(plain, **changes)


@pytest.fixture(params=["memory", "file", "file-fast"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        made = Store.create("memory:")
    else:
        durability = "process-crash" if request.param == "file-fast" else "power-loss"
        made = Store.create(f"sqlite:///{tmp_path}/ward.db", durability=durability)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ward.db"


def _a_store(path: Path) -> None:
    store = Store.create(f"sqlite:///{path}")
    append(store, fact())
    store.close()


def append(store: Store, *facts: Recorded[Any]) -> list[Recorded[Any]]:
    with store.writing() as writing:
        return writing.append(facts)


def test_what_is_appended_is_read_back_as_it_was(store: Store) -> None:
    """Facts come back equal, with the positions that the store gave them."""
    appended = append(store, fact(), fact(version=2, key="k"), fact("plan/2023", event=TAKEN_OUT))

    assert [1, 2, 3] == [one.position for one in appended]
    assert appended[:2] == store.read(StreamId("ward"))
    assert appended == list(store.since(0))


def test_a_version_is_taken_only_once(store: Store) -> None:
    """The second writer of a version is told how far the life has got."""
    append(store, fact(), fact(version=2))

    with pytest.raises(Conflict) as conflict:
        append(store, fact(version=2))

    assert (1, 2) == (conflict.value.expected, conflict.value.actual)


def test_a_conflict_in_one_life_leaves_nothing_of_the_others(store: Store) -> None:
    """Facts of several lives are recorded together or not at all."""
    append(store, fact())

    with pytest.raises(Conflict):
        append(store, fact("plan/2023"), fact())

    assert 1 == store.position
    assert [] == store.read(StreamId("plan/2023"))


def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    """Leaving a transaction by an exception rolls it back."""
    with pytest.raises(Conflict), store.writing() as writing:
        writing.append([fact(), fact()])

    assert 0 == store.position


def test_positions_are_never_used_twice(store: Store) -> None:
    """Not even when the last fact was removed by force: a view would miss the new one."""
    append(store, fact(), fact(version=2))
    with store.writing() as writing:
        writing.cursor.execute("DELETE FROM stored_events WHERE position = 2")

    (again,) = append(store, fact(version=2))

    assert 3 == again.position


def test_the_next_number_is_the_first_free_one(store: Store) -> None:
    """Numbers have no gaps and aren't sorted as text: 10 comes after 9."""
    for number in range(1, 13):
        with store.writing() as writing:
            assert number == writing.next_number("dialogue/2023")
            writing.append([fact(f"dialogue/2023/{number}")])

    with store.writing() as writing:
        assert 13 == writing.next_number("dialogue/2023")
        assert 1 == writing.next_number("dialogue/2024")


def test_the_lives_of_a_series_are_told_as_they_were_entered(store: Store) -> None:
    """Each once, those of this transaction too; a series is a whole part of a name."""
    append(store, *(fact(f"petition/2023/{n}") for n in (9, 10)), fact("petitions/2023/1"))

    with store.writing() as writing:
        writing.append([fact("petition/2023/9", 2), fact("petition/2024/1")])

        assert ["petition/2023/9", "petition/2023/10", "petition/2024/1"] == writing.streams(
            "petition"
        )
        assert ["petition/2023/9", "petition/2023/10"] == writing.streams("petition/2023")
        assert [] == writing.streams("matter")


@pytest.mark.parametrize(
    ("naming", "found"),
    [
        (["nho-lam"], [1]),
        (["nho"], []),
        (["dialogue/2023/1"], [2]),
        (["dialogue/2023/10"], [3]),
        (["dialogue/2023/1", "dialogue/2023/10", "nho-lam"], [1, 2, 3]),
        (["reception/2023/1"], []),
        (['tổ "An Thường"'], [4]),
    ],
)
def test_lives_are_found_by_an_id_that_stands_in_one_of_their_facts(
    store: Store, naming: list[str], found: list[int]
) -> None:
    """Of a life or a group, the whole id with its marks, in any fact; the index made or not."""
    names = ("nho-lam", "dialogue/2023/1", "dialogue/2023/10", 'tổ "An Thường"')
    for number, name in enumerate(names, start=1):
        event = GroupRenamed(on=date(2023, 3, 15), group=GroupId(name), name="Tổ dân phố")
        stream = f"petition/2023/{number}"
        append(store, fact(stream), fact(stream, 2, event=event), fact(stream, 3))

    searched = store.streams("petition", naming=naming)
    with store.writing() as writing:
        indexed = writing.streams("petition", naming=naming)
    append(store, fact("petition/2023/5"))

    assert [f"petition/2023/{number}" for number in found] == searched == indexed
    assert indexed == store.streams("petition", naming=naming)


def test_time_never_runs_backwards(store: Store) -> None:
    """`recorded_at` is never earlier than the last one, whatever the clock says."""
    append(store, fact(recorded_at=NOON))

    with store.writing() as writing:
        assert NOON == writing.time(NOON - timedelta(hours=1))
        assert NOON + timedelta(hours=1) == writing.time(NOON + timedelta(hours=1))


def test_a_key_names_one_call(store: Store) -> None:
    """The same key answers with what it recorded; other arguments under it are refused."""
    with store.writing() as writing:
        first = writing.append([fact(key="k")])
        writing.keep_key("k", "digest", first)
        writing.keep_key("nothing", "digest", [])

    with store.writing() as writing:
        assert first == writing.recorded_under("k", "digest")
        assert [] == writing.recorded_under("nothing", "digest")
        assert writing.recorded_under("other", "digest") is None
        with pytest.raises(KeyReused):
            writing.recorded_under("k", "another digest")


def test_the_log_is_read_in_order_across_pages(store: Store) -> None:
    """Reading since a position goes on to the end, in pages."""
    append(store, *(fact(f"plan/{number}", event=TAKEN_OUT) for number in range(2500)))

    assert list(range(11, 2501)) == [one.position for one in store.since(10)]


def test_a_fact_that_would_not_read_back_is_not_stored(store: Store) -> None:
    """A value of a wrong type is refused where it is recorded, not when it is read."""
    wrong = BodyRenamed(on=date(2023, 3, 15), body=BodyId("ubnd"), name=7)  # type: ignore[arg-type]

    with pytest.raises(TypeError, match=r"ward\.body_renamed can't be stored"):
        append(store, fact(event=wrong))

    assert 0 == store.position


def test_text_is_stored_in_composed_form(store: Store) -> None:
    """Two byte sequences for one word would make the same fact two facts (NFC)."""
    apart = unicodedata.normalize("NFD", "Uỷ ban phường Phổ Hoà")
    event = BodyRenamed(on=date(2023, 3, 15), body=BodyId("ubnd"), name=apart)

    (appended,) = append(store, fact(event=event))

    assert "Uỷ ban phường Phổ Hoà" == appended.event.name
    assert [appended] == store.read(StreamId("ward"))


# -- Files that aren't what they should be ------------------------------------------------


def test_a_store_is_opened_again_with_everything_in_it(path: Path) -> None:
    """What was recorded is there after closing and opening."""
    store = Store.create(f"sqlite:///{path}")
    appended = append(store, fact())
    store.close()

    again = Store.open(f"sqlite:///{path}")

    assert appended == list(again.since())
    again.check()
    again.close()


def test_a_missing_file_is_said_to_be_missing(path: Path) -> None:
    """Opening doesn't make a store by accident."""
    with pytest.raises(NotAStore, match="no such file"):
        Store.open(f"sqlite:///{path}")

    assert not path.exists()


def test_a_store_is_not_made_over_a_file(path: Path) -> None:
    """Whatever is there stays."""
    path.write_text("minutes of 2019", encoding="utf-8")

    with pytest.raises(StoreError, match="there already"):
        Store.create(f"sqlite:///{path}")

    assert "minutes of 2019" == path.read_text(encoding="utf-8")


def test_a_store_that_was_never_finished_is_told(path: Path) -> None:
    """A process killed while it made the store leaves nothing to work with."""
    Store.create(f"sqlite:///{path}").close()

    with pytest.raises(NotAStore, match="never finished"):
        Store.open(f"sqlite:///{path}")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + b"\0" * 200, b"SQLite format 3\0"])
def test_a_file_that_is_not_sqlite_is_refused(path: Path, content: bytes) -> None:
    """A spreadsheet, an empty file or a mere beginning isn't a store."""
    path.write_bytes(content)

    with pytest.raises(NotAStore, match="not an SQLite database"):
        Store.open(f"sqlite:///{path}")


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    """The file's own mark says whose it is."""
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE stored_events (a)")
    other.close()
    before = path.read_bytes()[100:]

    with pytest.raises(NotAStore, match="another program"):
        Store.open(f"sqlite:///{path}")

    assert before == path.read_bytes()[100:]


def test_a_newer_librarys_store_is_refused(path: Path) -> None:
    """Tables that this version doesn't know aren't written into."""
    _a_store(path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 2")
    raw.close()

    with pytest.raises(NotAStore, match="newer version"):
        Store.open(f"sqlite:///{path}")


def test_a_cut_file_is_noticed_when_it_is_opened(path: Path) -> None:
    """A copy that stopped half-way is told from a whole store."""
    store = Store.create(f"sqlite:///{path}")
    append(store, *(fact(f"plan/{number}") for number in range(100)))
    store.close()
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)

    with pytest.raises(CorruptLog, match="cut"):
        Store.open(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE stored_events SET topic = 'ward.crowned'", "no event is called 'ward.crowned'"),
        ("UPDATE stored_events SET state = replace(state, '\"body\":', '\"corpse\":')", "shape"),
        ("UPDATE stored_events SET state = substr(state, 1, 40)", "shape"),
        ("UPDATE stored_events SET state = replace(state, '\":', '\": ')", "spelt"),
        ("UPDATE stored_events SET state = replace(state, '05:00:00Z', '05:00:00')", "shape"),
        (
            'UPDATE stored_events SET state = replace(state, \'"body":"ubnd"\', '
            '\'"body":"a","body":"ubnd"\')',
            "spelt",
        ),
        (
            'UPDATE stored_events SET state = replace(state, \'"name":\', \'"nick":1,"name":\')',
            "spelt",
        ),
    ],
    ids=["name", "field missing", "cut", "spaces", "no zone", "key twice", "field unknown"],
)
def test_a_fact_that_cannot_be_read_back_is_told_with_its_position(
    path: Path, damage: str, told: str
) -> None:
    """Unknown names, missing or unknown fields, duplicate keys and naive times are refused."""
    store = Store.create(f"sqlite:///{path}")
    append(store, fact())
    with store.writing() as writing:
        writing.cursor.execute(damage)

    with pytest.raises(CorruptLog, match=told) as corrupt:
        store.read(StreamId("ward"))

    assert 1 == corrupt.value.position
    store.close()


def test_a_gap_in_a_life_is_found_by_the_check(path: Path) -> None:
    """A fact taken out of the middle is noticed."""
    store = Store.create(f"sqlite:///{path}")
    append(store, fact(), fact(version=2), fact(version=3))
    with store.writing() as writing:
        writing.cursor.execute("DELETE FROM stored_events WHERE position = 2")

    with pytest.raises(CorruptLog, match="the fact before it is missing"):
        store.check()
    store.close()


def test_every_address_that_is_no_address_is_told(path: Path) -> None:
    """A plain path, or another scheme, isn't guessed at."""
    for url in (str(path), "postgres://localhost", "sqlite:///", ""):
        with pytest.raises(StoreError, match="no address"):
            Store.open(url)


def test_the_engines_own_recorder_reads_and_writes_the_table(store: Store) -> None:
    """An embedder who brings the engine's tools along sees the same facts."""
    (appended,) = append(store, fact())

    (stored,) = store.recorder.select_events("ward")
    (notification,) = store.recorder.select_notifications(start=None, limit=10)

    assert codec.encode(appended)[:2] == (stored.topic, stored.state.decode())
    assert (1, "ward", stored.state) == (
        notification.id,
        notification.originator_id,
        notification.state,
    )


def test_a_pipe_in_the_place_of_a_store_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ward.db")
    with pytest.raises(NotAStore, match="a pipe or a device"):
        Store.open(f"sqlite:///{tmp_path / 'ward.db'}")


@pytest.mark.parametrize("url", ["sqlite:///:memory:", "sqlite:///", "ward.db", "sqlite://ward.db"])
def test_what_is_no_address_of_a_store_makes_no_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own name for its memory too: nobody means a file that is called so."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(StoreError, match="memory:"):
        Store.create(url)

    assert [] == [*tmp_path.iterdir()]
