"""An export is whole, can be traced to its record, and tells nobody what isn't for them."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from agreement import a_history
from commands import Run
from demo_year import demo_year
from dialogue_cases import Office
from dialogue_cases.analysis import TABLES, export_tables, frames
from dialogue_cases.analysis import facts as reading
from dialogue_cases.analysis.schemas import columns_of, schema_of
from dialogue_cases.analysis.scope import scope_of
from dialogue_cases.errors import AlreadyThere, CorruptLog, Invalid, Refused
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.petition import raise_petition
from dialogue_cases.proceeding import receive
from dialogue_cases.projection import parts
from dialogue_cases.proofs import Proofs
from dialogue_cases.proofs.checkpoints import signing_key
from dialogue_cases.proofs.leaves import hasher, rows
from dialogue_cases.record import OpeningsHeldBack, SealedField, SealOpened
from dialogue_cases.vocabulary import Act, BodyId, Document, PartyId, StreamId
from dialogue_cases.ward.in_any_life import hold_back_openings, open_seal
from offices import an_office
from planted import CLEAR, MARK, files_of, forms, found_in, marked, planted
from spec import act_of

KEY = bytes(range(32))
DAY = date(2023, 3, 1)
INSPECTOR = act_of("chu-nhiem")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A ward in a file, with a petition and a session of which every fact can be sealed."""
    with an_office(path=tmp_path / "ward.db") as office, marked():
        office.acting(act_of("chanh-van-phong")).begin(
            "petition/2023",
            raise_petition,
            on=DAY,
            channel="written",
            gist="Mương bị lấp",
            received_by=BodyId("van-phong"),
        )
        planted(office)
        yield office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def read(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, as an analyst reads them."""
    found = duckdb.sql(
        f"SELECT {', '.join(one.name for one in columns_of(table))} "
        f"FROM read_parquet('{folder}/{table}/**/*.parquet')"
    )
    assert found is not None
    told: list[dict[str, Any]] = found.to_arrow_table().cast(schema_of(table)).to_pylist()
    return told


def counted(rows: list[dict[str, Any]]) -> Counter[str]:
    return Counter(json.dumps(one, default=str, sort_keys=True) for one in rows)


# -- What is written --------------------------------------------------------------------------


def test_every_table_reads_as_its_frame(folder: Path) -> None:
    """By plain names of columns, that no engine wants quoted; empty ones too."""
    with demo_year() as office:
        made = export_tables(office, folder, key=KEY)
        for table in TABLES:
            expected = frames(office, table, key=KEY).to_pylist()
            assert counted(expected) == counted(read(folder, table))
            assert len(expected) == made.rows[table]


def test_a_table_without_rows_has_its_columns(tmp_path: Path, folder: Path) -> None:
    with an_office(path=tmp_path / "empty.db") as office:
        export_tables(office, folder)

    assert [] == read(folder, "cases")


def test_files_lie_by_ward_and_year(office: Office, folder: Path) -> None:
    """The folders have names of their own, so that no engine takes the code for a number."""
    export_tables(office, folder, only=["facts", "states"])
    wards = {one.parent.parent.name for one in folder.rglob("*.parquet")}
    years = {one.parent.name for one in folder.rglob("*.parquet")}

    assert {"of_ward=21000"} == wards
    assert {"of_year=2023"} <= years


def test_an_export_is_whole_or_not_there(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dialogue_cases.analysis.writing.TableWriter._write", full)

    with pytest.raises(Exception, match="No space left"):
        export_tables(office, folder, only=["states"])
    assert ["ward.db"] == [
        one.name for one in folder.parent.iterdir() if not one.name.startswith("ward.db.")
        and not one.name.startswith("ward.db-")
    ]  # fmt: skip


def test_a_folder_that_is_there_is_left_as_it_is(office: Office, folder: Path) -> None:
    folder.mkdir()

    with pytest.raises(AlreadyThere):
        export_tables(office, folder)


def test_a_table_that_isnt_known_is_told(office: Office, folder: Path) -> None:
    with pytest.raises(Invalid, match="petitions isn't known here"):
        export_tables(office, folder, only=["petitions"])


def test_an_export_records_nothing(office: Office, folder: Path) -> None:
    before = office.log.position
    export_tables(office, folder)

    assert before == office.log.position


def test_several_processes_write_the_same_rows(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts through ADBC in a process of their own, lives shared out among three."""
    expected = {name: counted(frames(office, name, key=KEY).to_pylist()) for name in TABLES}
    begun = mock.Mock(wraps=parts.begin_python)
    for module in (parts, reading):
        monkeypatch.setattr(module, "LEAST", 1)
        monkeypatch.setattr(module, "begin_python", begun)
    monkeypatch.setattr(parts, "processors", lambda: 3)
    done: list[tuple[int, int]] = []
    export_tables(office, folder, key=KEY, progress=lambda *told: done.append(told))

    assert 3 == begun.call_count
    assert expected == {name: counted(read(folder, name)) for name in TABLES}
    assert (office.log.position, office.log.position) == done[-1]


@pytest.mark.parametrize("broken", ["reading", "parts"])
def test_what_a_process_leaves_half_done_is_made_by_the_one_that_asked(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    expected = {name: counted(frames(office, name, key=KEY).to_pylist()) for name in TABLES}
    module = {"reading": reading, "parts": parts}[broken]
    monkeypatch.setattr(module, "LEAST", 1)
    monkeypatch.setattr(module, "_CHILD", "raise SystemExit(1)")
    monkeypatch.setattr(parts, "processors", lambda: 2)
    export_tables(office, folder, key=KEY)

    assert expected == {name: counted(read(folder, name)) for name in TABLES}


def test_rows_come_in_groups_that_engines_share_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few rows are held at a time, whatever their number."""
    monkeypatch.setattr("dialogue_cases.analysis.writing.PACKED", 8)
    monkeypatch.setattr("dialogue_cases.analysis.writing.ROW_GROUP", 64)
    with demo_year() as office:
        export_tables(office, folder, only=["states"], key=KEY)
        expected = counted(frames(office, "states", key=KEY).to_pylist())
    (file,) = folder.rglob("*.parquet")
    groups = parquet.read_metadata(file)

    assert all(groups.row_group(one).num_rows == 64 for one in range(groups.num_row_groups - 1))
    assert groups.num_row_groups > 5
    assert expected == counted(read(folder, "states"))


def test_a_fact_that_cant_be_read_ends_it(office: Office, folder: Path) -> None:
    """It is told which one; nothing is left."""
    with office.log.writing() as writing:
        writing.cursor.execute("UPDATE stored_events SET state = '{' WHERE position = 7")

    for table in ("facts", "states"):
        with pytest.raises(CorruptLog) as caught:
            export_tables(office, folder, only=[table])
        assert 7 == caught.value.position
        assert not folder.exists()


@pytest.mark.parametrize("table", ["facts", "states"])
def test_a_fact_of_another_shape_is_told_with_its_life_and_why(
    office: Office, folder: Path, table: str
) -> None:
    """As `doctor` tells it: an export that left it out would count too little."""
    damaged = next(one for one in office.log.since() if one.stream.startswith("petition/"))
    with office.log.writing() as writing:
        changed = """replace(state, '"on":', '"onn":')"""
        writing.cursor.execute(
            f"UPDATE stored_events SET state = {changed} WHERE position = ?", (damaged.position,)
        )

    with pytest.raises(CorruptLog) as caught:
        export_tables(office, folder, only=[table])

    assert (damaged.position, damaged.ref) == (caught.value.position, caught.value.of)
    assert "required field `on`" in str(caught.value)
    assert not folder.exists()


# -- The manifest -----------------------------------------------------------------------------


def test_a_manifest_traces_a_table_to_its_record(office: Office, folder: Path) -> None:
    """Which log, up to which fact with which hash, which law, which files."""
    with Proofs.of(office.log) as proofs:
        taken = proofs.take(office.log, signing_key(office.log, proofs.origin))
    export_tables(office, folder, on=DAY)
    told = json.loads((folder / "manifest.json").read_text())
    (last,) = rows(office.log, after=office.log.position - 1)

    assert office.ward().store == told["store"]
    assert (office.log.position, DAY.isoformat()) == (told["position"], told["on"])
    assert hasher(told["store"])(*last[1:]).hex() == told["leaf"]
    assert (str(taken.note), 0) == (told["checkpoint"], told["unproved"])
    assert office.law_known().edition == told["law"]["edition"]
    for name, table in told["tables"].items():
        assert [*TABLES[name].__struct_fields__] == [one["name"] for one in table["columns"]]
        assert table["rows"] == len(read(folder, name)) == sum(o["rows"] for o in table["files"])
        assert {one["name"] for one in table["files"]} == {
            one.relative_to(folder).as_posix() for one in (folder / name).rglob("*.parquet")
        }


def test_what_was_known_then_is_what_was_exported_then(office: Office, folder: Path) -> None:
    """A past position gives the tables of that time."""
    export_tables(office, folder, known=20, key=KEY)
    facts = read(folder, "facts")

    assert 20 == len(facts) == json.loads((folder / "manifest.json").read_text())["position"]


# -- What it doesn't tell -----------------------------------------------------------------------


def test_nothing_sealed_and_nothing_in_clear_is_in_any_byte(office: Office, folder: Path) -> None:
    """Every kind of fact that can hold sealed data is on record, marked; texts are marked too."""
    export_tables(office, folder)

    assert set() == found_in(files_of(folder), forms(MARK))
    assert set() == found_in(files_of(folder), forms(CLEAR))
    for officer in ("bi-thu", "chanh-van-phong", "chu-nhiem"):
        assert not any(officer == one for row in read(folder, "officers") for one in row.values())


def test_texts_go_out_in_clear_with_who_may_read_them(office: Office, folder: Path) -> None:
    """Nothing sealed, though."""
    export_tables(office, folder, texts=True, act=INSPECTOR)
    clear = {one["clear_text"] for one in read(folder, "texts")}

    assert CLEAR in clear
    assert set() == found_in(files_of(folder), forms(MARK))


def test_officers_go_out_by_id_with_who_may_have_them(office: Office) -> None:
    by_id = frames(office, "officers", officers=True, act=INSPECTOR)["officer"].to_pylist()

    assert "bi-thu" in by_id
    assert "bi-thu" not in frames(office, "officers")["officer"].to_pylist()


@pytest.mark.parametrize("asked", [{"officers": True}, {"texts": True}])
def test_what_not_everybody_may_have_is_for_named_offices(
    office: Office, asked: dict[str, bool]
) -> None:
    with pytest.raises(Invalid, match="who reads isn't said"):
        frames(office, "facts", **asked)  # type: ignore[arg-type]
    for act, rule in (
        (act_of("can-bo-dan-van"), "role-may-decide"),
        (act_of("bi-thu-nho-lam"), "role-may-decide"),
    ):
        with pytest.raises(Refused) as caught:
            frames(office, "facts", act=act, **asked)  # type: ignore[arg-type]
        assert rule == caught.value.rule


def test_pseudonyms_are_joined_by_one_key_alone(office: Office) -> None:
    """The same key gives the same ones; another gives others, for texts, parties and officers."""

    def told(key: bytes) -> list[Any]:
        texts = frames(office, "texts", key=key)["text_pseudonym"].to_pylist()
        return [*texts, *frames(office, "facts", key=key)["officer"].to_pylist()]

    first, again, other = told(KEY), told(KEY), told(bytes(32))

    assert first == again
    assert not {*filter(None, first)} & {*filter(None, other)}
    with pytest.raises(Invalid, match="it has 3 bytes"):
        frames(office, "facts", key=b"abc")


@pytest.fixture
def denounced(tmp_path: Path) -> Iterator[Office]:
    """A petition that an opinion at a session was taken as, and that is a denunciation."""
    with demo_year() as office:
        yield office


def test_a_denunciation_is_there_and_nobody_can_tell_whose(denounced: Office, folder: Path) -> None:
    """Neither its own rows nor those of others say at which session it was raised, or of whom."""
    untold = scope_of(denounced).untold

    assert untold
    for table in TABLES:
        for row in frames(denounced, table, key=KEY).to_pylist():
            named = {
                value.partition("@")[0]
                for name, told in row.items()
                if name not in ("stream", "anchor")
                for value in (told if isinstance(told, list) else [told])
                if isinstance(value, str)
            }
            if row["stream"] in untold:
                assert table != "texts"
                assert not any("/" in one for one in named - {row["stream"]})
            else:
                assert not named & untold
    gists = [
        one.event.gist.encode()
        for stream in untold
        for one in denounced.history(stream)
        if getattr(one.event, "gist", "")
    ]
    export_tables(denounced, folder)
    assert gists
    assert set() == found_in(files_of(folder), {str(one): one for one in gists})
    cases = [o for o in frames(denounced, "cases").to_pylist() if o["stream"] in untold]
    assert {None} == {one["gist_pseudonym"] for one in cases} == {one["group_id"] for one in cases}


def said_of_each(office: Office, act: Act | None) -> set[StreamId]:
    """The lives of which it may not be told, each asked for itself."""
    lives = {one.stream for one in office.log.since()}
    return {one for one in lives if not may_be_told(office, one, act)}


@pytest.mark.parametrize("seed", range(4))
def test_what_isnt_told_is_what_each_life_says_of_itself(seed: int) -> None:
    """Found by a word of a few facts, in entries that were corrected or voided too."""
    with a_history(seed, steps=120) as office:
        desk = office.acting(act_of("chanh-van-phong"), despite=[("looks-entered-already", "thử")])
        (taken, *_) = desk.begin(
            "proceeding/2023", receive, on=DAY, kind="complaint", body=BodyId("ubnd"),
            gist="Khiếu nại",
        )  # fmt: skip
        desk.void(taken.stream, version=1, on=DAY, reason="nhập nhầm")
        for act in (None, act_of("bi-thu"), act_of("can-bo-dan-van")):
            assert said_of_each(office, act) == {*scope_of(office, act=act).untold}
        assert taken.stream in scope_of(office).untold


def test_who_may_open_a_denunciation_is_told_of_it(denounced: Office) -> None:
    """Everything that belongs to it is there for the secretary."""
    (held,) = (one for one in denounced.ward().holdings if one.office == "party_secretary")
    reader = Act(officer=held.officer, office=held.office, body=held.body)

    assert scope_of(denounced).untold
    assert not scope_of(denounced, act=reader).untold


def test_readings_that_are_held_back_are_not_told(office: Office) -> None:
    """While an inspection goes on, that it has read anything is for itself to know."""
    stream = StreamId("petition/2023/1")
    desk = office.acting(INSPECTOR)
    desk.decide(
        stream,
        open_seal,
        SealOpened(
            on=office.today,
            opened=(SealedField(party=PartyId(f"{stream}#1"), field="petitioner_name"),),
            purpose="xác minh",
            role="denunciation",
            roles="x",
        ),
    )
    (read,) = (o for o in office.history(stream) if isinstance(o.event, SealOpened))
    desk.decide(
        stream,
        hold_back_openings,
        OpeningsHeldBack(
            on=office.today,
            body=INSPECTOR.body,
            since=DAY,
            basis=Document(kind="Quyết định"),
            reason="đang kiểm tra",
        ),
    )
    held = {one.position for one in office.history(stream)[-2:]}

    for table in ("facts", "texts"):
        told = {*frames(office, table)["position"].to_pylist()}
        assert not held & told
        assert held & {*frames(office, table, act=INSPECTOR)["position"].to_pylist()}
    assert read.position in held


# -- Frames -------------------------------------------------------------------------------------


def test_a_frame_is_taken_by_other_libraries(office: Office) -> None:
    """By the Arrow C stream and the dataframe interchange."""
    facts = frames(office, "facts", key=KEY)
    taken = pa.table(facts)

    counted = duckdb.sql("SELECT count(*) FROM facts")

    assert counted is not None
    assert counted.fetchall() == [(taken.num_rows,)]
    assert hasattr(facts, "__arrow_c_stream__")
    assert hasattr(facts, "__dataframe__")


@pytest.mark.parametrize("missing", ["pyarrow", "duckdb"])
def test_without_what_it_needs_it_says_so(
    office: Office, folder: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema_of.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, missing, None)

    with pytest.raises(Invalid, match=rf"{missing} isn't installed.*dialogue-cases\[analysis\]"):
        export_tables(office, folder, only=["facts"])
    assert not folder.exists()


# -- The command --------------------------------------------------------------------------------


def test_the_command_writes_tables(run: Run, ward: Path, folder: Path) -> None:
    asked = ("export", "tables", str(folder), "--key-file", "pseudonyms.key", "--json")
    told = run(*asked, "--only", "bodies,officers").answer
    again = run("export", "tables", "again", "--only", "officers", "--key-file", "pseudonyms.key")

    assert {"bodies": len(read(folder, "bodies")), "officers": 16} == told["rows"]
    assert 0 == again.code
    assert read(folder, "officers") == read(Path("again"), "officers")
    assert 0o600 == Path("pseudonyms.key").stat().st_mode & 0o777


def test_the_command_takes_ids_and_texts_along_with_as(run: Run, ward: Path) -> None:
    """Without it the command says what is missing; with another office, that it isn't for it."""
    missing = run("export", "tables", "a", "--officers", "--json")
    refused = run("export", "tables", "b", "--texts", "--as", "can-bo-dan-van", "--json")
    given = run("export", "tables", "c", "--officers", "--only", "officers", "--as", "bi-thu")

    assert (2, 1, 0) == (missing.code, refused.code, given.code)
    assert "role-may-decide" == refused.error["rule"]
    assert "bi-thu" in {one["officer"] for one in read(Path("c"), "officers")}


def test_a_key_that_is_none_is_told(run: Run, ward: Path) -> None:
    Path("key").write_text("abc")
    told = run("export", "tables", "a", "--key-file", "key", "--lang", "en")

    assert 2 == told.code
    assert "key: it isn't an export key; expected: 64 hex digits" in told.err
