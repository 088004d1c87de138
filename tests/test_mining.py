"""Event logs for process mining: what they tell, what they don't, and who can read them."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import msgspec
import pytest
import r4pm
from r4pm import bindings

from agreement import a_history
from commands import Run
from demo_year import demo_year
from dialogue_cases import NotFound, Office, codec, matter, petition
from dialogue_cases.analysis.mining import (
    Change,
    MinedLife,
    MinedObject,
    ObjectCentricLog,
    mined_lives,
    series_of,
    write_csv,
    write_xes,
)
from dialogue_cases.analysis.mining.told import attributes_of, told
from dialogue_cases.codec import NAMES
from dialogue_cases.office.checks import sealed_in
from dialogue_cases.record import LOCAL, effective_at, standing
from dialogue_cases.store.following import whole_lives
from dialogue_cases.vocabulary import (
    Act,
    DocumentNumber,
    FreeText,
    OfficerId,
    Sealed,
    StreamId,
    month,
)
from following import OFFICE, a_matter, a_petition, begin, concluded, decide, held, item
from mined import (
    in_csv,
    in_json,
    in_xes,
    relations_in_json,
    relations_in_sqlite,
    throughput,
    told_in_json,
    told_in_sqlite,
)
from offices import Clock, an_office
from spec import act_of
from strategies import example

SCHEMA = Path(__file__).parent / "vectors" / "ocel" / "schema_ocel2.json"
SECRETARY, CLERK = act_of("bi-thu"), act_of("truong-khoi")
DENOUNCED = StreamId("petition/2023/12")
KINDS = ("petition", "session", "task", "proceeding")
DAY = date(2023, 3, 1)
NUMBER = str(example(DocumentNumber))


class Written(NamedTuple):
    """The year of the demo in every format, as its secretary may be told of it."""

    office: Office
    lives: list[MinedLife]
    folder: Path

    def cases(self, kind: str) -> Path:
        return self.folder / f"{kind}.xes"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    folder = tmp_path_factory.mktemp("mined")
    with demo_year() as office:
        lives = [*mined_lives(office, act=SECRETARY)]
        with ObjectCentricLog(lives) as log:
            log.write_json(folder / "log.json")
            log.write_sqlite(folder / "log.sqlite")
        for kind in KINDS:
            some = [*mined_lives(office, series_of(kind), act=SECRETARY)]
            write_xes(some, folder / f"{kind}.xes")
            write_csv(some, folder / f"{kind}.csv")
        yield Written(office, lives, folder)


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 7, 1))) as made:
        yield made


def naive(office: Office, known: Any = None) -> dict[str, tuple[str, datetime, int]]:
    """What stands of every life, worked out fact by fact: by its name its kind, time, position."""
    found: dict[str, tuple[str, datetime, int]] = {}
    for life in whole_lives(office.log, [*codec.LIFE_OF]):
        positions = {one.version: one.position for one in life}
        for one in standing(life, known=known):
            day, at = effective_at(one.on)
            moment = datetime.combine(max(day, date(1900, 1, 1)), at, LOCAL)
            found[one.ref] = (codec.name_of(one.event), moment, positions[one.root])
    return found


def mined_in(lives: list[MinedLife]) -> dict[str, tuple[str, datetime, int]]:
    return {one.id: (one.type, one.time, one.position) for life in lives for one in life.events}


# -- What is told ------------------------------------------------------------------------------


def test_every_fact_that_stands_is_an_event_and_nothing_else(year: Written) -> None:
    """To who may be told of everything: by its stored name, when it took effect."""
    assert naive(year.office) == mined_in(year.lives)


@pytest.mark.parametrize("seed", range(4))
def test_late_entries_corrections_and_voids_are_read_as_they_stand(seed: int) -> None:
    """Of a record made up by chance."""
    with a_history(seed) as office:
        lives = [*mined_lives(office, act=SECRETARY)]

        assert naive(office) == mined_in(lives)
        assert all(
            [*life.events] == sorted(life.events, key=lambda one: (one.time, one.position))
            for life in lives
        )


def test_what_was_recorded_later_isnt_told_as_known_then(year: Written) -> None:
    """A corrected fact stands as it read on that day."""
    day = date(2023, 6, 30)
    lives = [*mined_lives(year.office, act=SECRETARY, known=day)]

    assert naive(year.office, day) == mined_in(lives)
    with pytest.raises(NotFound):
        [*mined_lives(year.office, known=date(2022, 1, 1))]


def test_a_correction_takes_the_place_of_what_it_corrects(office: Office) -> None:
    """Also among what took effect at the same time: by the place of the first entry."""
    case = a_petition(office, DAY)
    decide(
        office, "chanh-van-phong", case, petition.classify, DAY, kind="report", area="land"
    )  # fmt: skip
    office.acting(act_of("chanh-van-phong"), corrects=1).decide(
        case, petition.raise_petition, on=DAY, channel="oral", gist="Mương", received_by=OFFICE
    )

    (life,) = mined_lives(office, ("petition",), act=SECRETARY)

    assert ["petition.raised", "petition.classified"] == [one.type for one in life.events]
    assert f"{case}@3" == life.events[0].id
    assert "oral" == life.events[0].values["channel"]


def test_a_period_that_is_known_roughly_says_until_when(office: Office) -> None:
    """It is told at the start of its first day."""
    case = begin(
        office, "chanh-van-phong", "petition/2023", petition.raise_petition, month(2023, 2),
        channel="written", gist="Mương", received_by=OFFICE,
    )  # fmt: skip
    (life,) = mined_lives(office, ("petition",), act=SECRETARY)
    (event,) = life.events

    assert case == life.objects[0].id
    assert datetime(2023, 2, 1, tzinfo=LOCAL) == event.time
    assert date(2023, 2, 28) == event.values["through"]


def test_one_event_touches_many_objects(office: Office) -> None:
    """An issued notice: session, items, bodies, and the office that issued it."""
    stream = held(office, date(2023, 3, 13), {})
    concluded(office, stream, date(2023, 3, 15), item(due=date(2023, 4, 28)))
    lives = [*mined_lives(office)]
    issued = next(
        one for life in lives for one in life.events if one.type == "session.conclusion_issued"
    )
    task = next(one for life in lives for one in life.objects if one.id == f"task/{stream}/item/1")

    assert {
        (stream, "life"), (f"{stream}/item/1", "items"), ("body/ubnd", "lead"),
        ("office/dang-uy/party_secretary", "decided_by"), ("body/dang-uy", "decided_by"),
    } <= {*issued.relations}  # fmt: skip
    assert {(f"{stream}/item/1", "origin"), (stream, "source"), ("body/ubnd", "lead")} == {
        *task.relations
    }


def test_an_object_tells_what_it_became_and_when(office: Office) -> None:
    """The words and days of its state, each where it differs from before."""
    stream = held(office, date(2023, 3, 13))
    (life, *_) = mined_lives(office, ("dialogue",))
    status = [(one.value, one.since.date()) for one in life.objects[0].changes
              if one.name == "status"]  # fmt: skip

    assert stream == life.objects[0].id
    assert [("fixed", date(2023, 3, 13)), ("open", date(2023, 3, 13)),
            ("ended", date(2023, 3, 13))] == status  # fmt: skip


def test_durations_are_counted_from_the_first_day_in_both_ways(year: Written) -> None:
    """As days pass, and as they are worked by the calendar of the law as known."""
    calendar = year.office.law_known().calendar_on(date(2023, 1, 1))
    for life in year.lives:
        days = [max(one.time.date(), date(2023, 1, 1)) for one in life.events]
        for one, day in zip(life.events, days, strict=True):
            passed = [days[0] + timedelta(n + 1) for n in range((day - days[0]).days)]

            assert len(passed) == one.values["calendar_days_since_start"]
            assert (
                sum(map(calendar.is_working_day, passed))
                == (one.values["working_days_since_start"])
            )
            assert not one.values["working_days_are_provisional"]


def test_days_of_a_year_without_a_calendar_are_said_to_be_provisional() -> None:
    """Nobody has said yet which of its days are off."""
    with an_office(Clock(date(2029, 3, 1))) as office:
        case = a_petition(office, date(2029, 1, 2))
        decide(
            office, "chanh-van-phong", case, petition.classify, date(2029, 2, 1), kind="report",
            area="land",
        )  # fmt: skip
        (life,) = mined_lives(office, ("petition",), act=SECRETARY)

        assert [True, True] == [one.values["working_days_are_provisional"] for one in life.events]


def test_events_say_which_terms_they_begin_and_meet(year: Written) -> None:
    """As the office tells what is owed in each life."""
    events = {one.id: one for life in year.lives for one in life.events}
    begun, met, late = (defaultdict[Any, dict[str, None]](dict) for _ in range(3))
    due, then = defaultdict[Any, list[date]](list), defaultdict[Any, list[date]](list)
    for life in year.lives:
        if not life.objects[0].id.startswith(("body/", "office/")):
            for one in year.office.deadlines(life.objects[0].id):
                begun[one.anchor][one.rule.id] = None
                due[one.anchor] += [one.due] if one.due else []
                if one.discharged is not None:
                    met[one.discharged.ref][one.rule.id] = None
                    if one.in_time is False:
                        late[one.discharged.ref][one.rule.id] = None
                    if one.judged is not None and one.judged.due:
                        then[one.discharged.ref].append(one.judged.due)

    assert begun
    assert met
    assert late
    for name, event in events.items():
        said = {
            "terms_begun": " ".join(begun[name]), "terms_met": " ".join(met[name]),
            "terms_met_late": " ".join(late[name]),
        }  # fmt: skip
        assert {key: value for key, value in said.items() if value} == {
            key: value for key, value in event.values.items() if key in said
        }
        if due.get(name):
            assert min(due[name]) == event.values["terms_end"]
        assert min(then[name], default=None) == event.values.get("terms_ended")


# -- What isn't told ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_text_and_no_party_of_any_kind_of_fact_is_told(name: str) -> None:
    """Whatever the fields of a fact are called: only words, numbers, days and paper numbers."""
    shape: Any = NAMES[name]
    fact = example(shape)
    said = told(attributes_of(shape), fact)
    written = {one for one in said.values() if isinstance(one, str)}

    assert not [one for one in written - {NUMBER} if "Phổ Hoà" in one]
    assert not {"position", "through", "by_rule", "despite"} & said.keys()
    assert not [one for one in said if one.endswith("_since_start")]


def test_a_text_is_of_no_type_that_is_told() -> None:
    """A free text, a sealed one, a name of any kind."""

    class Fact(msgspec.Struct):
        on: date
        free: FreeText
        plain: str | None
        secret: Sealed | None
        officer: OfficerId

    assert () == attributes_of(Fact)


def test_nothing_in_clear_stands_in_any_file(year: Written) -> None:
    """Not for the secretary either: no gist, no reason, no name, nothing sealed."""
    files = [file.read_bytes().decode("utf-8", "replace") for file in year.folder.iterdir()]
    log = [*year.office.log.since()]
    texts = {
        value
        for one in log
        for value in _texts(msgspec.to_builtins(one.event))
        if " " in value.strip()
    }
    sealed = [piece for one in log for _, piece in sealed_in(one.event)]
    secrets = {year.office.vault.unseal(one) for one in sealed} | {one.data for one in sealed}
    names = {one.name for one in year.office.ward().holdings if one.name}

    assert 10 == len(files)
    assert texts
    assert secrets
    assert [] == [one for one in texts | secrets | names for file in files if one in file]
    assert [] == [file for file in files if f"{DENOUNCED}#" in file]


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for one in value:
                yield from _texts(one)


def test_a_denunciation_is_told_only_to_who_may_open_it(year: Written, tmp_path: Path) -> None:
    """To others nothing names it, and what other lives say of it says no more than that."""
    with ObjectCentricLog(mined_lives(year.office)) as log:
        log.write_json(tmp_path / "anybody.json")
    anybody = (tmp_path / "anybody.json").read_text("utf-8")
    secretary = (year.folder / "log.json").read_text("utf-8")

    assert [False, True] == [f'"{DENOUNCED}"' in one for one in (anybody, secretary)]
    assert [False, True] == ['"denunciation"' in one for one in (anybody, secretary)]


def test_a_matter_says_of_no_raising_that_it_was_a_denunciation(office: Office) -> None:
    """To nobody: who spoke at that session could be told by it."""
    stream = held(office, date(2023, 3, 13), {})
    about = a_matter(office, date(2023, 3, 14))
    for kind in ("report", "denunciation"):
        decide(
            office, "chanh-van-phong", about, matter.join, date(2023, 3, 15),
            raised=date(2023, 3, 13), session=stream, opinion=1, kind=kind,
            despite=[("opinion-is-joined-once", "đã xảy ra")],
        )  # fmt: skip
    (life,) = mined_lives(office, ("matter",), act=SECRETARY)
    joined = [one.values.get("kind") for one in life.events if one.type == "matter.joined"]

    assert ["report", None] == joined


def test_officers_are_told_by_their_offices(year: Written) -> None:
    """By their ids only to who may read what is restricted in the ward's own life."""

    def officers(**reader: Any) -> set[str]:
        lives = mined_lives(year.office, **reader)
        return {one.id for life in lives for one in life.objects if one.type == "officer"}

    held = next(one for one in year.office.ward().holdings if one.office == "cell_secretary")
    cell = Act(officer=held.officer, office=held.office, body=held.body)

    assert set() == officers()
    assert set() == officers(act=cell)
    assert "officer/bi-thu" in officers(act=SECRETARY)


# -- Every format tells the same ---------------------------------------------------------------


def test_json_is_valid_by_the_schema_of_ocel(year: Written) -> None:
    """The standard's own, as it is published."""
    log = in_json(year.folder / "log.json")

    jsonschema.validate(log, json.loads(SCHEMA.read_text("utf-8")))
    assert log["events"]


def test_every_format_tells_the_same_events_in_the_same_order(year: Written) -> None:
    """By time; of equal times by the position in the log."""
    log = in_json(year.folder / "log.json")
    told = told_in_json(log)
    relations = relations_in_json(log)

    assert told == sorted(told, key=lambda one: (one.time, one.position))
    assert told == told_in_sqlite(year.folder / "log.sqlite")
    assert len(relations) == len({*relations})
    assert {*relations} == relations_in_sqlite(year.folder / "log.sqlite")
    for kind in KINDS:
        cases = in_xes(year.cases(kind))
        of_kind = [one for one in told if one.id.startswith(series_of(kind))]

        assert cases == in_csv(year.folder / f"{kind}.csv")
        assert {(one.id.rpartition("@")[0], one.type, one.time, str(one.position))
                for one in of_kind} == {(one.case, one.activity, one.time, one.position)
                for one in cases}  # fmt: skip
        assert cases == sorted(cases, key=lambda one: (one.case, one.time, int(one.position)))


def test_the_relational_form_keeps_its_keys(year: Written) -> None:
    """Primary keys, the foreign keys that its constraints name, and nothing that breaks them."""
    with closing(sqlite3.connect(year.folder / "log.sqlite")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master "
                                                       "WHERE type = 'table'")]  # fmt: skip
        keys = {
            (table, row[3], row[2], row[4])
            for table in tables
            for row in database.execute(f'PRAGMA foreign_key_list("{table}")')
        }
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        kinds = database.execute("SELECT count(*), count(DISTINCT ocel_type_map) "
                                 "FROM event_map_type").fetchone()  # fmt: skip

    assert [] == broken
    assert kinds[0] == kinds[1]
    assert {
        ("event", "ocel_type", "event_map_type", "ocel_type"),
        ("object", "ocel_type", "object_map_type", "ocel_type"),
        ("event_object", "ocel_event_id", "event", "ocel_id"),
        ("event_object", "ocel_object_id", "object", "ocel_id"),
        ("object_object", "ocel_source_id", "object", "ocel_id"),
        ("object_object", "ocel_target_id", "object", "ocel_id"),
        ("event_session_ended", "ocel_id", "event", "ocel_id"),
        ("object_petition", "ocel_id", "object", "ocel_id"),
    } <= keys


@pytest.mark.parametrize("name", ["log.json", "log.sqlite"])
def test_a_reader_of_other_authors_counts_the_same(year: Written, name: str) -> None:
    """Events, objects and what each event touches, by r4pm."""
    log = bindings.slim_link_ocel(r4pm.import_item("OCEL", str(year.folder / name)))
    events = Counter(one.type for life in year.lives for one in life.events)
    objects = {one.id: one.type for life in year.lives for one in life.objects}
    touched = sum(
        len({one for one in event.relations if one.object in objects})
        for life in year.lives
        for event in life.events
    )

    assert {*events} == {*bindings.locel_get_ev_types(log)}
    assert events == {kind: len(bindings.locel_get_evs_of_type(log, kind)) for kind in events}
    assert Counter(objects.values()) == {
        kind: len(bindings.locel_get_obs_of_type(log, kind)) for kind in {*objects.values()}
    }
    assert touched == sum(
        len(bindings.locel_get_e2o(log, one))
        for kind in events
        for one in bindings.locel_get_evs_of_type(log, kind)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_of_other_authors_sees_the_same_cases(year: Written, kind: str) -> None:
    """XES, by r4pm."""
    log = r4pm.import_item("EventLog", str(year.cases(kind)))
    cases = {one.case for one in in_xes(year.cases(kind))}

    assert len(cases) == bindings.get_num_cases(bindings.log_to_activity_projection(log))


@pytest.mark.parametrize("kind", KINDS)
def test_how_long_cases_took_is_the_same_to_the_second(year: Written, kind: str) -> None:
    """From either file as from the facts."""
    facts = {
        life.objects[0].id: (life.events[-1].time - life.events[0].time).total_seconds()
        for life in mined_lives(year.office, series_of(kind), act=SECRETARY)
    }

    assert facts == throughput(in_xes(year.cases(kind)))
    assert facts == throughput(in_csv(year.folder / f"{kind}.csv"))


def test_the_attributes_of_a_type_are_declared_with_theirs(year: Written) -> None:
    """Every value that is told has an attribute, of the type that it is of."""
    log = in_json(year.folder / "log.json")
    for one, many in (("eventTypes", "events"), ("objectTypes", "objects")):
        declared = {
            kind["name"]: {each["name"]: each["type"] for each in kind["attributes"]}
            for kind in log[one]
        }
        for thing in log[many]:
            for each in thing["attributes"]:
                read = READ[declared[thing["type"]][each["name"]]]
                assert read(each["value"]) is not None


READ: dict[str, Any] = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "time": datetime.fromisoformat,
}


def test_the_same_record_is_written_as_the_same_bytes(year: Written, tmp_path: Path) -> None:
    """Whoever has kept a file can see that it was of this record."""
    for number in (1, 2):
        with ObjectCentricLog(mined_lives(year.office, act=SECRETARY)) as log:
            log.write_json(tmp_path / f"{number}.json")
            log.write_sqlite(tmp_path / f"{number}.sqlite")

    for ending in ("json", "sqlite"):
        one, other = ((tmp_path / f"{number}.{ending}").read_bytes() for number in (1, 2))
        assert one == other


def test_what_an_object_was_within_one_moment_is_told_in_its_order(tmp_path: Path) -> None:
    """Open, done and open again, all at midnight: open is what it is."""
    at = datetime(2023, 3, 1, tzinfo=LOCAL)
    changes = tuple(Change("status", word, at) for word in ("open", "done", "open"))
    thing = MinedObject(id="task/1", type="task", since=at, changes=changes)
    with ObjectCentricLog([MinedLife(objects=(thing,), events=())]) as log:
        log.write_sqlite(tmp_path / "log.sqlite")
        log.write_json(tmp_path / "log.json")
    with closing(sqlite3.connect(tmp_path / "log.sqlite")) as database:
        rows = database.execute("SELECT ocel_changed_field, status FROM object_task").fetchall()
    (read,) = in_json(tmp_path / "log.json")["objects"]

    assert [(None, "open"), ("status", "done"), ("status", "open")] == rows
    assert ["open", "done", "open"] == [one["value"] for one in read["attributes"]]


def test_what_stays_is_as_it_was_when_writing_fails(year: Written, tmp_path: Path) -> None:
    """A reader that stops in the middle leaves the old file, and nothing beside it."""
    file = tmp_path / "log.xes"
    file.write_text("old", "utf-8")

    def stopping() -> Iterator[MinedLife]:
        yield from year.lives[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_xes(stopping(), file)

    assert "old" == file.read_text("utf-8")
    assert [file] == [*tmp_path.iterdir()]


# -- The command -------------------------------------------------------------------------------


def test_the_command_writes_each_format(run: Run, ward: Path) -> None:
    """And not over one that is there, unless it is told to."""
    answers = [
        run("export", "ocel", "log.json", "--json"),
        run("export", "ocel", "log.sqlite", "--json"),
    ]
    again = run("export", "ocel", "log.json")
    over = run("export", "ocel", "log.json", "--overwrite")
    xes = run("export", "xes", "tasks.xes", "--of", "task", "--json")
    table = run("export", "events", "tasks.csv", "--of", "task", "--json")
    counts = [(one.answer["events"], one.answer["objects"]) for one in answers]

    assert counts[0] == counts[1]
    assert counts[0][0] == len(told_in_json(in_json(Path("log.json"))))
    assert 2 == again.code
    assert "log.json" in again.err
    assert 0 == over.code
    assert "log.json" in over.out
    assert len(in_xes(Path("tasks.xes"))) == xes.answer["events"] == table.answer["events"]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("ocel", "log.xlsx"), ".json | .sqlite"),
        (("xes", "a.xes", "--of", "nhà"), "petition"),
        (("events", "nowhere/a.csv", "--of", "petition"), "nowhere"),
    ],
)
def test_what_is_typed_wrongly_is_said(
    run: Run, ward: Path, command: tuple[str, ...], told: str
) -> None:
    """What is wrong, and what would be right."""
    said = run("export", *command)

    assert 2 == said.code
    assert told in said.err
