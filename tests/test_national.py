"""The file for the national database: statistics' own figures, sources, and nothing sealed."""

import csv
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from counted import LAW, NO_TERM, Q1, admitted, classified, competence, eligible, log, raised
from dialogue_cases import statistics
from dialogue_cases.analysis import national
from dialogue_cases.analysis.national import (
    NationalCount,
    national_count,
    national_mapping,
    national_report,
    read_national_mapping,
    to_json,
)
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.record import SealOpened
from dialogue_cases.statistics.quantities import QUANTITIES
from dialogue_cases.statistics.records import VALUES
from stories import YEAR, modules_of

Q3 = ("--period", "2023-Q3")
NAME, GIST = "Nguyễn Thị A", "thu tiền sai quy định"
READING = ("--unseal", "--as", "bi-thu", "--purpose", "báo cáo cơ sở dữ liệu quốc gia")
PACKAGED = Path(national.__file__).parent / "national.toml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a ward, with receptions, petitions, a complaint and a denunciation."""
    folder = tmp_path_factory.mktemp("year")
    with modules_of(YEAR) as modules, redirect_stdout(StringIO()):
        modules("year").run(f"sqlite:///{folder / 'ward.db'}").close()
    return folder


@pytest.fixture
def year(made: Path, run: Run, tmp_path: Path) -> Run:
    for file in made.iterdir():
        shutil.copy(file, tmp_path / file.name)
    return run


@pytest.fixture
def count(year: Run) -> Iterator[NationalCount]:
    with Office.open("sqlite:///ward.db") as office, Views.of(office) as views:
        period = statistics.period("2023-Q3", "state", office.law)
        yield national_count(office, views, period=period)


def told(name: str) -> Any:
    return json.loads(Path(name).read_text(encoding="utf-8"))


# -- The mapping --------------------------------------------------------------------------


def test_every_field_has_a_source_and_a_certainty() -> None:
    mapping = national_mapping()
    fields = [one for rows in mapping.rows for one in rows.fields]

    assert fields
    for one in (*fields, *mapping.duties, *mapping.missing, mapping.tables):
        assert one.source.startswith(("Nghị định ", "Thông tư "))
        assert one.text
        assert one.certainty in "ABC"


def test_the_reception_book_has_the_thirteen_columns_of_the_form() -> None:
    """Nghị định 154/2026/NĐ-CP, Mẫu 03/TCD."""
    (book,) = (rows for rows in national_mapping().rows if rows.of == "reception_book")

    assert [f"Nghị định 154/2026/NĐ-CP, Mẫu 03/TCD, cột {n}" for n in range(1, 14)] == [
        one.source for one in book.fields
    ]
    assert ["person", "paper"] == [one.name for one in book.fields if one.sealed]


def test_every_fact_and_quantity_that_a_table_asks_for_is_a_field() -> None:
    """So that each figure can be found again in the rows behind it."""
    mapping = national_mapping()
    fields = {rows.of: {one.name for one in rows.fields} for rows in mapping.rows}
    tables = statistics.definitions().generation(mapping.generation).tables
    of_itself = {"petitions", "cases", "turns", "turn_cases", "receptions", "people"}
    of_itself |= {"proceedings", "proceeding_cases"}

    for table in tables:
        for column in table.columns:
            if column.counts is None:
                continue
            quantity = QUANTITIES[column.counts]
            wanted = {*column.wanted, *({column.counts} - of_itself)}

            assert wanted <= fields[quantity.population], (table.code, column.number)


def test_every_word_of_a_fact_is_said_in_vietnamese() -> None:
    for rows in national_mapping().rows:
        for one in rows.fields:
            if one.origin == "fact" and rows.of != "reception_book":
                words = {value for value in VALUES[rows.of][one.name] if isinstance(value, str)}

                assert words == one.words.keys()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ('fact = "occurrence"', 'fact = "occurence"', "fields", "'occurence' is unknown"),
        ('fact = "large_group"', 'quantity = "replies"', "fields", "'replies' is unknown"),
        ('column = "paper"', 'column = "person"', "fields", "'person' stands twice"),
        ('place = "cột 13"', 'plaze = "cột 13"', "fields", "it is missing"),
        ('generation = "2024"', 'generation = "2023"', "generation", "'2023' is unknown"),
        ('of = "reception"', 'of = "visit"', 'of = "visit"', "'visit' is unknown"),
        ('certainty = "C"\nfields', 'certainty = "X"\nfields', 'certainty = "X"', "'X' is unknown"),
        ('regular = "', 'regulars = "', "fields", "it is missing"),
    ],
)
def test_a_wrong_mapping_is_refused_with_file_and_line(
    tmp_path: Path, right: str, wrong: str, line: str, said: str
) -> None:
    text = PACKAGED.read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "national.toml"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()

    with pytest.raises(Invalid) as error:
        read_national_mapping(file)

    (number,) = {
        number
        for number, one in enumerate(lines, 1)
        if one.startswith(line) and f"national.toml, line {number}," in str(error.value)
    }
    assert number
    assert said in str(error.value)


def test_another_mapping_has_another_version(tmp_path: Path) -> None:
    file = tmp_path / "national.toml"
    text = PACKAGED.read_text(encoding="utf-8")
    file.write_text(text.replace("Lượt tiếp công dân", "Lượt tiếp"), encoding="utf-8")

    assert read_national_mapping(PACKAGED).version == national_mapping().version
    assert read_national_mapping(file).version != national_mapping().version


def test_the_page_says_the_mapping_field_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "tools")
    import reference

    page = reference.national_body()

    for rows in national_mapping().rows:
        for one in rows.fields:
            assert f"| `{one.name}` | {one.text} |" in page
            assert f"| {one.source} | {one.certainty} |" in page


# -- Figures and rows ---------------------------------------------------------------------


def test_each_figure_is_statistics_own(count: NationalCount) -> None:
    """The database isn't given another number than the report on paper has."""
    report = national_report(count)
    own = statistics.run_now(
        count.views,
        count.office.law,
        period=count.counter.book.period,
        generation=national_mapping().generation,
    )

    assert own == report.run


def test_the_record_as_it_is_and_as_known_by_now_give_the_same_file(count: NationalCount) -> None:
    """Whether the lives of the period are read, or all of them."""
    whole = national_count(
        count.office,
        count.views,
        period=count.counter.book.period,
        known=count.counter.book.position,
    )

    assert to_json(national_report(whole)) == to_json(national_report(count))


def test_every_case_behind_a_figure_has_its_row(count: NationalCount) -> None:
    report = national_report(count)
    rows = {row["record"] for them in report.rows.values() for row in them}
    behind = {one.of for table in report.run.counts for cell in table.cells for one in cell.behind}

    assert behind
    assert behind <= rows


def test_the_rows_of_turns_add_up_to_the_figures_of_receptions(count: NationalCount) -> None:
    """Biểu 01/TCD: lượt, người."""
    report = national_report(count)
    turns, table = report.rows["turn"], report.run["01/TCD"]

    assert (table[1].figure, table[2].figure) == (
        len(turns), sum(one["people"] for one in turns),
    )  # fmt: skip


def test_a_field_that_no_law_has_a_term_for_is_blank() -> None:
    """As the columns are that ask for it."""
    facts = log(p1=[raised(), classified("complaint"), eligible(), competence(), admitted()])
    for law, expected in ((LAW, False), (NO_TERM, None)):
        counter = statistics.counter(facts, law, period=Q1)
        (member,) = counter.members("petition")

        assert expected is counter.fact(member, "overdue")


# -- The file -----------------------------------------------------------------------------


def test_the_file_says_what_it_was_made_of_and_what_is_missing(year: Run) -> None:
    said = year("statistics", "national", *Q3, "--to", "q.json", "--json")
    file = told("q.json")

    assert 0 == said.code
    assert (["q.json"], file["position"]) == (said.answer["files"], said.answer["position"])
    assert national_mapping().version == file["mapping"] == said.answer["mapping"]
    assert ("2023-06-15", "2023-09-14") == (file["period"]["first"], file["period"]["last"])
    assert "chưa được công bố" in file["format"]
    assert file["edition"]
    assert "Thông tư 06/2025/TT-TTCP" in [one["source"] for one in file["missing"]]
    assert ["person", "paper"] == [one["name"] for one in file["blank"]]


def test_the_tables_of_a_circular_whose_columns_nobody_read_bear_its_name_nowhere(
    year: Run,
) -> None:
    year("statistics", "national", "--period", "2026-Q3", "--to", "q.json")
    file = told("q.json")

    assert "06/2025" not in json.dumps([file["figures"], file["rows"]])


def test_who_came_is_blank_unless_it_is_opened_on_record(year: Run) -> None:
    """Of personal data the opening is recorded before they leave."""
    closed = year("statistics", "national", *Q3, "--to", "closed.json", "--csv")
    alone = year("statistics", "national", *Q3, "--to", "alone.json", "--unseal")
    opened_by = year("statistics", "national", *Q3, "--to", "open.json", "--csv", *READING)
    with Office.open("sqlite:///ward.db") as office:
        openings = [one for one in office.log.since() if isinstance(one.event, SealOpened)]

    assert (0, 2, 0) == (closed.code, alone.code, opened_by.code)
    assert not Path("alone.json").exists()
    for file in Path().glob("closed*"):
        assert NAME not in file.read_text(encoding="utf-8")
    for name in ("open.json", "open-reception-book.csv"):
        assert NAME in Path(name).read_text(encoding="utf-8")
    assert ["báo cáo cơ sở dữ liệu quốc gia"] == [one.event.purpose for one in openings][-1:]
    assert told("open.json")["position"] < openings[-1].position
    assert [] == told("open.json")["blank"]


def test_who_may_open_nothing_gets_no_file(year: Run) -> None:
    reading = ("--unseal", "--as", "can-bo-dan-van", "--purpose", "xem")
    said = year("statistics", "national", *Q3, "--to", "q.json", "--json", *reading)

    assert "named-office-opens-the-seal" == said.error["rule"]
    assert not Path("q.json").exists()


def test_the_csv_files_say_the_same_in_words(year: Run) -> None:
    year("statistics", "national", *Q3, "--to", "q.json", "--csv")
    rows = told("q.json")["rows"]

    for of, them in rows.items():
        name = f"q-{of.replace('_', '-')}.csv"
        heading, *lines = csv.reader(StringIO(Path(name).read_text(encoding="utf-8-sig")))

        assert ["Hồ sơ", *(one["text"] for one in them["fields"])] == heading
        assert [one["record"] for one in them["rows"]] == [one[0] for one in lines]
    assert "tố cáo" in Path("q-proceeding.csv").read_text(encoding="utf-8-sig")


def test_a_file_that_is_there_is_left_as_it_is(year: Run) -> None:
    """Of the CSV files beside it too; nothing is opened for it."""
    Path("q-turn.csv").write_text("của tôi", encoding="utf-8")
    before = year("log", "--json").answer["facts"][-1]["position"]
    said = year("statistics", "national", *Q3, "--to", "q.json", "--csv", *READING)

    assert 2 == said.code
    assert "của tôi" == Path("q-turn.csv").read_text(encoding="utf-8")
    assert not Path("q.json").exists()
    assert before == year("log", "--json").answer["facts"][-1]["position"]
