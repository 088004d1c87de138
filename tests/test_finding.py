"""Lives that name an id: the index finds what a search of all texts would, and misses nothing."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from agreement import a_history
from dialogue_cases import petition
from dialogue_cases.office import Office
from dialogue_cases.record import by_stream
from dialogue_cases.store import Store, finding
from dialogue_cases.vocabulary import BodyId, GroupId, StreamId
from offices import an_office
from spec import act_of


def searched(store: Store, series: str, word: str) -> list[str]:
    """The lives in one of whose texts the word stands, all of them read."""
    with store.reading() as asked:
        rows = asked.cursor.execute(
            "SELECT originator_id FROM stored_events WHERE originator_id > ? AND "
            "originator_id < ? AND instr(state, ?) GROUP BY originator_id ORDER BY min(position)",
            (f"{series}/", f"{series}0", f'"{word}"'),
        ).fetchall()
    return [stream for (stream,) in rows]


@pytest.mark.parametrize("seed", range(6))
def test_the_index_finds_what_a_search_of_all_texts_finds(seed: int) -> None:
    """Of every life, fact and group of a year of decisions, corrections and voids."""
    office = a_history(seed)
    store, facts = office.store, list(office.store.since())
    words = {one.ref for one in facts} | {one.stream for one in facts} | {*office.ward().groups}
    with store.writing() as writing:
        differing = [
            (series, word)
            for series in ("petition", "dialogue", "reception", "matter", "task", "plan")
            for word in words
            if searched(store, series, word) != writing.streams(series, naming=[word])
        ]
    office.close()

    assert [] == differing


def test_an_index_is_made_by_and_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no decision has taken into it yet is searched, whatever was opened again there."""
    monkeypatch.setattr(finding, "AT_A_TIME", 40)
    office = a_history(3)
    store, group = office.store, next(iter(office.ward().groups))
    with store.writing() as writing:
        for table in ("mentions", "unsettled", "mentioned"):
            writing.cursor.execute(f"DROP TABLE {table}")
    expected = searched(store, "petition", group)
    open_ones = [one for one in expected if office.as_of(one).is_open]
    for _ in range(store.position // 40 + 2):
        with store.writing() as writing:
            assert expected == writing.streams("petition", naming=[group])
        with store.writing() as writing:
            some = writing.streams("petition", naming=[group], unsettled=True)
            assert {*open_ones} <= {*some}
        assert expected == store.streams("petition", naming=[group])
    with store.reading() as asked:
        (upto,) = asked.cursor.execute("SELECT upto FROM mentioned").fetchone()
    assert upto == store.position
    office.close()


@pytest.mark.parametrize("seed", range(6))
def test_what_may_be_open_is_never_left_out(seed: int) -> None:
    """Whatever was reopened, corrected, voided or entered late."""
    office = a_history(seed)
    lives = by_stream(office.store.since())
    wanted = set()
    for stream in lives:
        if stream.startswith("petition/"):
            state: petition.Petition = office.as_of(stream)
            if state.is_open or state.directions:
                wanted.add(stream)
    naming = list(office.ward().groups)
    with office.store.writing() as writing:
        named = writing.streams("petition", naming=naming)
        unsettled = writing.streams("petition", naming=naming, unsettled=True)
    office.close()

    assert wanted & {*named} <= {*unsettled} <= {*named}
    assert sorted(unsettled, key=named.index) == unsettled


def test_a_store_without_an_index_answers_and_gets_one_by_a_decision(tmp_path: Path) -> None:
    """As one that an earlier release has made; where it can't be written too."""
    office = a_history(1)
    group = next(iter(office.ward().groups))
    path = tmp_path / "ward.db"
    with closing(sqlite3.connect(path)) as copy, office.store.reading() as asked:
        asked.cursor.connection.backup(copy)
        copy.executescript("DROP TABLE mentions; DROP TABLE mentioned; DROP TABLE unsettled")
    expected = searched(office.store, "petition", group)
    office.close()
    store = Store.open(f"sqlite:///{path}")
    before = store.streams("petition", naming=[group])
    path.chmod(0o400)
    reader = Store.open(f"sqlite:///{path}")
    read = reader.streams("petition", naming=[group])
    reader.close()
    path.chmod(0o600)
    with store.writing() as writing:
        made = writing.streams("petition", naming=[group])

    assert expected == before == read == made != []
    assert tables(store) >= {"mentions", "mentioned", "unsettled"}
    store.close()


def tables(store: Store) -> set[str]:
    with store.reading() as asked:
        return {one for (one,) in asked.cursor.execute("SELECT name FROM sqlite_master")}


def test_facts_that_nobody_has_indexed_yet_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question writes nothing; the index catches up within a decision, after so many facts."""
    monkeypatch.setattr(finding, "STEP", 5)
    with an_office() as office:
        group = next(iter(office.ward().groups))
        found = []
        for _ in range(12):
            stream = raised(office, group)
            found.append(stream)
            assert found == office.log.streams("petition", naming=[group])


def raised(office: Office, group: GroupId) -> StreamId:
    desk = office.acting(act_of("chanh-van-phong"), despite=[("looks-entered-already", "đếm")])
    facts = desk.begin(
        "petition/2023", petition.raise_petition, on=date(2023, 3, 1), channel="written",
        gist="Mương bị tắc", received_by=BodyId("van-phong"), group=group,
    )  # fmt: skip
    return facts[0].stream


def test_a_log_that_was_cut_and_has_grown_is_indexed_anew(tmp_path: Path) -> None:
    """What the index told of is another log then."""
    path = tmp_path / "ward.db"
    with an_office(path=path) as office:
        group, other = list(office.ward().groups)[:2]
        kept = office.store.position
        raised(office, group)
        with office.store.writing() as writing:
            assert writing.streams("petition", naming=[group])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM stored_events WHERE position > ?", (kept,))
        database.execute("UPDATE sqlite_sequence SET seq = ?", (kept,))
    with Office.open(f"sqlite:///{path}") as office:
        raised(office, other)
        found = [office.log.streams("petition", naming=[one]) for one in (group, other)]
        with office.store.writing() as writing:
            assert found == [writing.streams("petition", naming=[one]) for one in (group, other)]

    assert [[], ["petition/2023/1"]] == found
