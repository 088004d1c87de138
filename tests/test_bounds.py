"""Whatever is accepted can be shown: bounds of numbers, days, texts and references."""

import re
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import BY_OFFICE, Run
from dialogue_cases import petition, session, spelling
from dialogue_cases.cli.reading import Reader
from dialogue_cases.codec import NAMES
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.office import Office
from dialogue_cases.office.bounds import LIVES_NAMED, NUMBERS, references
from dialogue_cases.spelling import harmless
from dialogue_cases.vocabulary import BodyId, Place, StreamId, Topic, When
from offices import Clock, an_office
from spec import act_of
from strategies import kind_of

DAY = date(2023, 3, 15)
DESPITE = [("reference-is-recorded", "chưa vào sổ")]


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 6, 15))) as office:
        yield office


def raised(office: Office, series: str = "petition/2023", **said: Any) -> StreamId:
    plain = {"on": DAY, "channel": "written", "gist": "Mương", "received_by": BodyId("van-phong")}
    desk = office.acting(act_of("chanh-van-phong"), despite=said.pop("despite", ()))
    return desk.begin(series, petition.raise_petition, **{**plain, **said})[0].stream


def fields(hint: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain type that a stored type is made of, with the name of its field."""
    match kind_of(hint):
        case ("new", _) | ("plain", _):
            yield name, hint
        case ("union", options):
            for one in options:
                yield from fields(one, name)
        case ("tuple", item):
            yield from fields(item, name)
        case ("attrs", parts):
            for field, each in parts:
                yield from fields(each, field)


@pytest.mark.parametrize("stored", NAMES)
def test_every_number_and_reference_of_every_fact_has_its_bounds(stored: str) -> None:
    """A new field is given its bounds before it is written."""
    found = list(fields(NAMES[stored]))

    assert {name for name, hint in found if hint is int} <= NUMBERS.keys()
    assert {name for name, hint in found if hint is StreamId} <= LIVES_NAMED.keys()
    assert {one.field for one in references(NAMES[stored])} == {
        name for name, hint in found if hint is StreamId
    }


def test_every_bound_fits_a_table_and_a_spreadsheet() -> None:
    """SQLite holds 64 bits; a spreadsheet's number is exact up to 2^53."""
    for least, most in NUMBERS.values():
        assert 0 <= least < most < 2**53


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"people": 10**20}, "number-is-within-bounds"),
        ({"people": 905123456}, "number-is-within-bounds"),  # a telephone number
        ({"people": 10**5000}, "number-is-within-bounds"),
        ({"people": -1}, "number-is-within-bounds"),
        ({"part_of": StreamId("petition/2023/1"), "part": -5}, "number-is-within-bounds"),
        ({"written_on": date(1600, 1, 1)}, "day-is-within-bounds"),
        ({"on": When(day=DAY, through=date(2023, 3, 1))}, "period-has-its-order"),
        ({"on": When(day=DAY, through=date(3000, 3, 1))}, "day-is-within-bounds"),
        ({"on": When(day=DAY, through=date(2023, 7, 1))}, "day-is-within-bounds"),
        ({"gist": "đ" * 60_000}, "text-is-not-too-long"),
        ({"gist": "Mương \x1b[31mđỏ"}, "text-can-be-shown"),
        ({"gist": "Mương\x07"}, "text-can-be-shown"),
        ({"gist": "Mương \u202ecba"}, "text-can-be-shown"),
        ({"gist": "Mương\ufffe"}, "text-can-be-shown"),
        ({"gist": "\u200b\u200b"}, "report-says-something"),
        ({"topic": Topic(title="Đất\x00", code="other")}, "text-can-be-shown"),
        ({"repeats": StreamId("petition/2023/9")}, "reference-is-recorded"),
        ({"repeats": StreamId("hello world")}, "reference-names-the-right-life"),
        ({"repeats": StreamId("dialogue/2023/1")}, "reference-names-the-right-life"),
        ({"repeats": StreamId("petition/2023/1")}, "reference-is-to-another"),
        (
            {"channel": "dialogue", "session": StreamId("dialogue/2023/7")},
            "reference-is-recorded",
        ),
    ],
)
def test_what_could_not_be_shown_is_refused(
    office: Office, said: dict[str, Any], rule: str
) -> None:
    """Each under a rule of its own, and nothing of it is recorded."""
    before = office.log.position

    with pytest.raises(Refused) as refused:
        raised(office, **said)

    assert rule == refused.value.rule
    assert str(refused.value)
    assert before == office.log.position


def test_a_surrogate_is_refused(office: Office) -> None:
    """It is half a letter, which no UTF-8 holds."""
    with pytest.raises((Refused, Invalid)):
        raised(office, gist="Mương \ud800")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mương tắc\x0bnước không thoát\rcần\r\nxử lý", "Mương tắc\nnước không thoát\ncần\nxử lý"),
        ("a\x85b\u2028c\u2029d\x0ce", "a\nb\nc\nd\ne"),
    ],
)
def test_a_text_is_recorded_in_one_spelling(office: Office, typed: str, kept: str) -> None:
    """Pasted line breaks are line breaks; what is asked twice is asked as it was kept."""
    stream = raised(office, gist=typed)

    assert kept == office.as_of(stream).gist
    desk = office.acting(act_of("chanh-van-phong"))
    assert [] == desk.decide(
        stream, petition.raise_petition, on=DAY, channel="written", gist=typed,
        received_by=BodyId("van-phong"),
    )  # fmt: skip


def test_what_is_not_on_record_yet_can_be_let_in(office: Office) -> None:
    """The paper book may be entered later; a wrong name can't be."""
    stream = raised(office, repeats=StreamId("petition/2023/9"), despite=DESPITE)

    assert "petition/2023/9" == office.as_of(stream).raised.repeats
    with pytest.raises(Refused, match="reference-names-the-right-life"):
        raised(office, repeats=StreamId("hello world"), despite=DESPITE)


@pytest.mark.parametrize("due", [date(9999, 12, 31), date(1600, 1, 1)])
def test_a_last_day_is_one_that_the_law_counts_to(office: Office, due: date) -> None:
    """Nobody is told to do something by the year 9999."""
    with pytest.raises(Refused, match="day-is-within-bounds"):
        office.acting(act_of("bi-thu")).decide(
            raised(office), petition.assign, on=DAY, text="Khơi mương", lead=BodyId("ubnd"), due=due
        )


# -- The year of a series ---------------------------------------------------------------


@pytest.mark.parametrize("series", ["petition/2062", "petition/1000", "petition/9999"])
def test_a_series_is_of_the_year(office: Office, series: str) -> None:
    """A slip in the year would stay for good; what is so all the same is let in."""
    with pytest.raises(Refused, match="series-is-of-the-year"):
        raised(office, series)

    let_in = [("series-is-of-the-year", "sổ cũ ghi như vậy")]
    assert f"{series}/1" == raised(office, series, despite=let_in)


def test_a_series_may_be_of_the_day_or_of_the_entry(office: Office) -> None:
    """An old register has its own years; a late entry the year in which it is entered."""
    assert "petition/2021/1" == raised(office, "petition/2021", on=date(2021, 5, 4))
    assert "petition/2023/1" == raised(office, "petition/2023", on=date(2022, 12, 30))


def fixed(office: Office, series: str, day: date, on: date) -> StreamId:
    waived = [("house-rules-in-force", "…")]
    return office.acting(act_of("bi-thu"), despite=waived).begin(
        series, session.fix, on=on, day=day, place=Place(name="Trụ sở"),
        topics=(Topic(title="Đất", code="other"),),
        legal_basis="party_secretary_dialogue",
    )[0].stream  # fmt: skip


@pytest.mark.parametrize("day", [date(2024, 3, 1), date(2199, 1, 1)])
def test_a_dialogue_is_fixed_for_its_own_year(office: Office, day: date) -> None:
    """It is of its year's plan."""
    with pytest.raises(Refused, match="series-is-of-the-year"):
        fixed(office, "dialogue/2023", day, DAY)


@pytest.mark.parametrize("day", [date(3000, 1, 1), date(9999, 12, 31)])
def test_no_session_is_fixed_for_a_day_without_a_calendar(office: Office, day: date) -> None:
    """No term before or after it could be counted."""
    with pytest.raises(Refused, match="day-is-within-bounds"):
        fixed(office, "dialogue/2023", day, DAY)


def test_a_dialogue_may_be_fixed_in_december_for_january() -> None:
    """In the series of either year."""
    with an_office(Clock(date(2023, 12, 20))) as office:
        january, december = date(2024, 1, 12), date(2023, 12, 18)

        assert "dialogue/2023/1" == fixed(office, "dialogue/2023", january, december)
        assert "dialogue/2024/1" == fixed(office, "dialogue/2024", january, december)


# -- Conditions of a call ---------------------------------------------------------------


@pytest.mark.parametrize("condition", [{"expected": "1"}, {"corrects": "1"}, {"key": 5}])
def test_conditions_have_their_types(office: Office, condition: dict[str, Any]) -> None:
    """A version typed as text is told as such, never as a version that differs."""
    stream = raised(office)

    with pytest.raises(Invalid, match=next(iter(condition))):
        office.acting(act_of("bi-thu"), **condition).decide(
            stream, petition.classify, on=DAY, kind="report", area="other"
        )


# -- What old records hold ----------------------------------------------------------------


def test_old_control_characters_reach_no_terminal_and_no_file(run: Run, ward: Any) -> None:
    """Records of earlier versions are shown harmless, and read back as they are."""
    raising = ("petition", "raise-petition", "--new", "petition/2023", "--on", "2023-02-01")
    said = ("--channel", "written", "--received-by", "van-phong", "--gist", "Muong ABCDE")
    assert 0 == run(*raising, *said, *BY_OFFICE).code
    database = sqlite3.connect(ward)
    with database:
        database.execute(
            "UPDATE texts SET beside = replace(beside, 'ABCDE', ?)",
            ("\\u001b[31m\\u0007\x9b5m\u202e\\u000bE",),
        )
    database.close()
    harmful = {chr(code) for code in (0x1B, 0x07, 0x9B, 0x202E, 0x0B)}
    for command in (
        "list", "show petition/2023/1", "history petition/2023/1", "register",
        "register --csv -", "history petition/2023/1 --json", "register --json",
        "document acceptance-proposal petition/2023/1 --to a.docx", "register --xlsx l.xlsx",
        "calendar --to c.ics",
    ):  # fmt: skip
        told = run(*command.split())

        assert 0 == told.code, (command, told.err)
        assert not harmful & set(told.out + told.err), command
    folder = ward.parent
    assert not harmful & set((folder / "c.ics").read_text(encoding="utf-8"))
    import docx
    import openpyxl  # type: ignore[import-untyped]  # it has no types

    paper = "\n".join(one.text for one in docx.Document(str(folder / "a.docx")).paragraphs)
    assert "Muong ␛[31m␇" in paper
    assert not harmful & set(paper)
    cells = openpyxl.load_workbook(folder / "l.xlsx").active
    assert any("Muong ␛" in str(cell.value) for row in cells.iter_rows() for cell in row)


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_said(run: Run, ward: Any) -> None:
    """Excel's cell holds 32,767 characters."""
    raising = ("petition", "raise-petition", "--new", "petition/2023", "--on", "2023-02-01")
    said = ("--channel", "written", "--received-by", "van-phong", "--gist", "Đường dài " * 4000)
    assert 0 == run(*raising, *said, *BY_OFFICE).code

    told = run("--lang", "en", "register", "--xlsx", "l.xlsx")

    import openpyxl

    page = openpyxl.load_workbook(ward.parent / "l.xlsx").active
    longest = max((str(one.value or "") for row in page.iter_rows() for one in row), key=len)
    assert (32_767, "…") == (len(longest), longest[-1])
    assert "1 texts are longer than a cell" in told.out


def test_harmless_leaves_letters_alone() -> None:
    """Vietnamese, tabs and line breaks are what they were."""
    text = "Tổ dân phố\tNho Lâm\nđường 3/2 — “Hoà”"

    assert text is harmless(text)


def test_what_is_carried_over_goes_to_a_session_or_the_next_one(office: Office) -> None:
    """The next session has its number before it is fixed; the one after it hasn't."""
    stream = raised(office)
    desk = office.acting(act_of("chanh-van-phong"))
    with pytest.raises(Refused, match="reference-is-recorded"):
        desk.decide(
            stream, petition.carry_over, on=DAY, to=StreamId("dialogue/2023/2"), reason="Chưa xong"
        )

    assert desk.decide(
        stream, petition.carry_over, on=DAY, to=StreamId("dialogue/2023/1"), reason="Chưa xong"
    )


def test_what_is_harmful_or_unusual_in_a_text_is_not_printable() -> None:
    """So that a printable text needn't be looked through for it."""
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))

    assert (None, None) == (spelling.HARMFUL.search(printable), spelling._UNUSUAL.search(printable))


# -- What is asked ----------------------------------------------------------------------

ASKED = [
    ("board", "--on"), ("check", "--on"), ("findings", "--on"), ("register", "--on"),
    ("list", "petition", "--known"), ("show", "petition/2023/1", "--known"),
    ("due", "--rule", "P2", "--from"),
]  # fmt: skip


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "31/12/1899", "0001-01-01"])
@pytest.mark.parametrize("asked", ASKED)
def test_a_day_is_asked_about_within_the_bounds_of_one_that_is_recorded(
    run: Run, ward: Path, asked: tuple[str, ...], day: str
) -> None:
    """In one sentence, with the option and the days that there are."""
    said = run(*asked, day)

    assert 2 == said.code
    told = " ".join(said.err.split())
    assert re.search(rf"{asked[-1]}: \d\d/\d\d/\d{{4}} ngoài", told)
    assert "ngoài khoảng sổ tính được; cần: một ngày từ 01/01/1900 đến 31/12/2199" in told


@pytest.mark.parametrize("typed", ["năm 9999", "tháng 1/1899", "2200-Q1", "31/12/9999 8h"])
def test_a_period_is_asked_about_within_them_too(typed: str) -> None:
    for hint in (When, date | When):
        with pytest.raises(Invalid, match="outside of what can be counted with"):
            Reader().read(hint, [typed], "--on")
    for due in ("2200-09", "trước ngày 30/6/2300"):
        with pytest.raises(Invalid, match="outside of what can be counted with"):
            Reader().read(date, [due], "--due")


@pytest.mark.parametrize("day", [date.max, date.min])
def test_no_question_of_a_program_fails_over_its_day(office: Office, day: date) -> None:
    """Nothing is owed beyond what is counted with."""
    office.check_deadlines(day)
    office.ward_obligations(first=date.min, last=day)
