"""A register that a ward already has comes into the record whole, or every error is told."""

import csv
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import registers
from dialogue_cases import cli, petition
from dialogue_cases.errors import CaseError, Invalid, Refused
from dialogue_cases.office import Office
from dialogue_cases.petition import ContentKept, PetitionerNamed, Raised
from dialogue_cases.register_file import (
    BadRegister,
    Mapping,
    Report,
    entering,
    import_register,
    preview,
    read_mapping,
)
from dialogue_cases.register_file.sheet import read_sheet
from dialogue_cases.sentences import Language
from dialogue_cases.vocabulary import BodyId, OfficerId, Sealed, StreamId, SystemAct, When, month
from offices import Clock, an_office
from registers import DESPITE, LETTERS, a_large_register, a_mapping, a_row, write_csv, write_xlsx
from spec import act_of

ACT = act_of("chanh-van-phong")
TODAY = date(2024, 3, 1)
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(TODAY)) as office:
        yield office


@pytest.fixture
def mapping(tmp_path: Path) -> Mapping:
    return a_mapping(tmp_path)


def taken(office: Office, path: Path, mapping: Mapping, **options: Any) -> Report:
    return import_register(office, path, mapping, act=ACT, **options)


def told(report: Report) -> list[tuple[int, str | None, str]]:
    """Of each problem the row, the column, and what is wrong."""
    return [(one.row, one.column, _what(one.error)) for one in report.problems]


def _what(error: CaseError) -> str:
    match error:
        case Refused(rule=rule):
            return rule
        case Invalid(what=what):
            return what
    return str(error)


def events(office: Office, stream: str) -> list[Any]:
    return [fact.event for fact in office.history(stream)]


def nothing_recorded(office: Office) -> bool:
    return not any(fact.stream.startswith("petition/") for fact in office.log.since())


# -- What an entry becomes -------------------------------------------------------------


def test_an_entry_becomes_a_petition_of_its_own_day(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """Its number is of the year of entry, its days are the book's, its person is sealed."""
    path = write_csv(
        tmp_path / "so.csv",
        [
            a_row(
                7,
                paper="000000000001",
                own="x",
                taken="UBND phường",
                result="Đã giải quyết xong ngày 20/06/2023, số 05/TB-UBND",
                remarks="vui",
            )
        ],
    )
    mapping = attrs.evolve(mapping, bodies={"ubnd phường": "ubnd"})

    report = taken(office, path, mapping)

    (line,) = report.entries
    assert ("petition/2024/1", "Sổ thử 2023, số 7", 2, False) == (
        line.stream,
        line.book_entry,
        line.row,
        line.is_open,
    )
    state: petition.Petition = office.as_of(line.stream)
    assert date(2023, 6, 5) == state.received_on
    assert ("recommendation", "ubnd", "resolved", date(2023, 6, 20)) == (
        state.kind,
        state.lead,
        state.status,
        state.closed_on,
    )
    (named,) = state.petitioners
    assert "Nguyễn Thị A" == office.vault.unseal(named.petitioner_name)  # type: ignore[arg-type]
    assert "TDP Một" == office.vault.unseal(named.petitioner_address)  # type: ignore[arg-type]
    assert "000000000001" == office.vault.unseal(named.petitioner_id_paper)  # type: ignore[arg-type]
    kept = office.vault.unseal(state.contents[0].content)
    assert "Ghi chú: vui" in kept
    assert "Nguyễn" not in kept


def test_every_fact_says_where_it_comes_from(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """From the fact back to the officer who took the register over, the file, and the row."""
    path = write_csv(tmp_path / "so.csv", [a_row(1), a_row(2)])

    report = taken(office, path, mapping)

    (source,) = [one for one in office.history("ward") if one.ref == report.source]
    assert ("Sổ thử", "so.csv", report.digest) == (
        source.event.book,
        source.event.file,
        source.event.digest,
    )
    assert ACT == source.act
    facts = office.history("petition/2024/2")
    assert {(source.ref,)} == {one.because for one in facts}
    assert {SystemAct(rule="book-entry-is-recorded", trigger=source.ref)} == {
        one.act for one in facts
    }
    assert all(f"register {report.digest}, row 3, " in (one.key or "") for one in facts)


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("5/6/2023", date(2023, 6, 5)),
        ("05.06.2023", date(2023, 6, 5)),
        ("ngày 5 tháng 6 năm 2023", date(2023, 6, 5)),
        ("2023-06-05", date(2023, 6, 5)),
        ("45082", date(2023, 6, 5)),
        ("tháng 5/2023", month(2023, 5)),
        ("05/2023", month(2023, 5)),
        ("2023", When(day=date(2023, 1, 1), through=date(2023, 12, 31))),
        ("năm 2023", When(day=date(2023, 1, 1), through=date(2023, 12, 31))),
    ],
)
def test_an_imprecise_day_stays_imprecise(
    written: str, on: date | When, office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """What the book knows as a month is a month in the record."""
    taken(office, write_csv(tmp_path / "so.csv", [a_row(1, received=written)]), mapping)

    assert on == events(office, "petition/2024/1")[0].on


def test_what_has_no_day_of_its_own_happened_before_the_book_ends(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """No day is invented for a settlement whose day the book doesn't say."""
    path = write_csv(tmp_path / "so.csv", [a_row(1, result="Đã giải quyết xong")])

    taken(office, path, mapping)

    settled = office.as_of("petition/2024/1").closing
    assert When(day=date(2023, 6, 5), through=date(2023, 12, 31)) == settled.on


def test_what_has_no_day_of_its_own_happened_before_the_result(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    row = a_row(1, taken="UBND thị xã", result="Đã trả lời ngày 20/06/2023")

    taken(office, write_csv(tmp_path / "so.csv", [row]), mapping)

    (forwarded,) = office.as_of("petition/2024/1").forwardings
    assert When(day=date(2023, 6, 5), through=date(2023, 6, 20)) == forwarded.on


def test_an_unknown_result_is_kept_as_written_and_the_case_stays_open(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """Free text is never guessed at."""
    path = write_csv(tmp_path / "so.csv", [a_row(1, result="Hẹn sau khi đo đạc")])

    report = taken(office, path, mapping)

    assert (1, 1) == (report.unread, len(report.open_entries))
    state = office.as_of("petition/2024/1")
    assert "Hẹn sau khi đo đạc" in office.vault.unseal(state.contents[0].content)


def test_a_body_is_found_by_its_name_of_the_day_or_kept_as_written(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """Tone placement doesn't count; a name that the record hasn't is told in the report."""
    rows = [
        a_row(1, taken="Ủy ban nhân dân phường, 3/PC-VP ngày 06/06/2023"),
        a_row(2, guided="Sở Tài nguyên (số 04/PHD-UBND ngày 07/06/2023)"),
    ]

    report = taken(office, write_csv(tmp_path / "so.csv", rows), mapping)

    assert {"Sở Tài nguyên": 1} == report.as_written
    assert "ubnd" == office.as_of("petition/2024/1").lead
    (guided,) = office.as_of("petition/2024/2").guidance
    assert ("Sở Tài nguyên", "04/PHD-UBND", date(2023, 6, 7)) == (
        guided.body_name,
        guided.document.number,
        guided.on,
    )


def test_several_people_of_one_entry_are_several_parties(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """Listed in one cell, or in rows below that have no number of their own."""
    rows = [
        a_row(1, person="1. Trần Văn B, TDP Hai\n2) Lê Thị C, TDP Hai", people="12 người"),
        a_row(2, person="Phạm Văn D"),
        [None, None, "Võ Thị E, TDP Một", *[None] * 10],
        [None, "nt", "Đặng Văn G", *[None] * 10],
    ]

    taken(office, write_csv(tmp_path / "so.csv", rows), mapping)

    first, second = (office.as_of(f"petition/2024/{n}") for n in (1, 2))
    assert (2, 12) == (len(first.petitioners), first.people)
    assert ["Phạm Văn D", "Võ Thị E", "Đặng Văn G"] == [
        office.vault.unseal(one.petitioner_name) for one in second.petitioners
    ]


def test_the_paper_of_somebody_who_is_not_named_is_not_lost(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """It is sealed under a party of its own; who just forgot the name is told."""
    said = write_csv(
        tmp_path / "so.csv", [a_row(1, person="nặc danh", paper="000000000001", kind="PA")]
    )
    forgotten = write_csv(tmp_path / "so2.csv", [a_row(2, person=None, paper="000000000001")])

    taken(office, said, mapping)
    report = preview(office, forgotten, mapping, act=ACT)

    (named,) = office.as_of("petition/2024/1").petitioners
    assert named.petitioner_name is None
    assert "000000000001" == office.vault.unseal(named.petitioner_id_paper)
    assert [(2, "C", "it is missing")] == told(report)


def test_a_denunciation_without_author_is_a_tip_where_the_mapping_says_so(
    office: Office, tmp_path: Path
) -> None:
    """Luật Tố cáo 2018, Điều 25: what nobody signs isn't handled as a denunciation."""
    path = write_csv(tmp_path / "so.csv", [a_row(1, person="Nặc danh", kind="TC")])
    unsaid = a_mapping(tmp_path)
    said = a_mapping(tmp_path, defaults="denunciation_without_author_is_a_tip = true")

    refused = preview(office, path, unsaid, act=ACT)
    taken(office, path, said)

    assert [(2, "F", "denunciation-has-an-author")] == told(refused)
    assert "anonymous_tip" == office.as_of("petition/2024/1").kind


# -- Unlawful history ------------------------------------------------------------------


def test_unlawful_history_enters_despite_the_rules_that_the_mapping_names(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """It happened; it stays a finding, with the reason that the mapping gives."""
    path = write_csv(tmp_path / "so.csv", [a_row(1, result="Đã giải quyết xong")])

    report = taken(office, path, mapping)

    rules = {"settlement-has-evidence", "settlement-was-answered", "settlement-is-confirmed"}
    assert dict.fromkeys(rules, 1) == report.despite
    last = office.history("petition/2024/1")[-1]
    assert rules == {one.rule for one in last.despite}
    assert {"từ sổ cũ"} == {one.reason for one in last.despite}


def test_what_the_mapping_does_not_name_is_an_error_of_the_row(
    office: Office, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "so.csv", [a_row(1), a_row(2, result="Đã giải quyết xong")])

    with pytest.raises(BadRegister) as caught:
        taken(office, path, a_mapping(tmp_path, despite=""))

    assert [(3, "L", "settlement-has-evidence")] == told(caught.value.report)
    assert isinstance(caught.value.report.problems[0].error, Refused)
    assert nothing_recorded(office)


# -- Twice, grown, changed -------------------------------------------------------------


def test_the_same_register_twice_adds_nothing(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """The same file, or saved again in another format: an entry is known by its number."""
    rows = [a_row(n, paper=f"{n:012d}", people=n, received="06/2023") for n in range(1, 6)]
    path = write_csv(tmp_path / "so.csv", rows)
    again = write_xlsx(tmp_path / "so.xlsx", rows)
    taken(office, path, mapping)
    position = office.log.position

    for one in (path, again):
        report = taken(office, one, mapping)

        assert (0, 5, None) == (len(report.entries), len(report.known), report.source)
        assert position == office.log.position


def test_a_register_that_has_grown_adds_what_is_new(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    taken(office, write_csv(tmp_path / "so.csv", [a_row(1)]), mapping)

    report = taken(office, write_csv(tmp_path / "so.csv", [a_row(1), a_row(2)]), mapping)

    assert (["petition/2024/2"], 1) == ([one.stream for one in report.entries], len(report.known))


def test_a_row_comes_in_under_one_name_of_its_register_only(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """A register that was renamed in the mapping isn't a second register."""
    path = write_csv(tmp_path / "so.csv", [a_row(1)])
    taken(office, path, mapping)

    report = preview(office, path, attrs.evolve(mapping, book="Sổ khác"), act=ACT)

    assert [(2, "A", "this row was recorded under another name of the register")] == told(report)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"gist": "Kiến nghị khác"}, "E"),
        ({"result": "Đã trả lời"}, "L"),
        ({"received": "06/06/2023"}, "B"),
        ({"person": "Nguyễn Thị Â, TDP Một"}, "C"),
        ({"paper": "000000000002"}, "D"),
    ],
)
def test_an_entry_that_has_changed_is_a_conflict(
    changes: dict[str, str], column: str, office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """What is recorded is never changed by an import; the cell that differs is told."""
    taken(office, write_csv(tmp_path / "so.csv", [a_row(1, paper="000000000001")]), mapping)
    changed = write_csv(tmp_path / "so.csv", [a_row(1, **{"paper": "000000000001", **changes})])

    report = preview(office, changed, mapping, act=ACT)

    assert [(2, column)] == [(one.row, one.column) for one in report.problems]
    assert "something else than what was recorded" in str(report.problems[0])


def test_what_was_erased_stays_erased(office: Office, mapping: Mapping, tmp_path: Path) -> None:
    """A person who was forgotten doesn't come back with the same register."""
    path = write_csv(tmp_path / "so.csv", [a_row(1)])
    taken(office, path, mapping)
    (named,) = office.as_of("petition/2024/1").petitioners
    office.erase(named.party, act=ACT, on=TODAY, reason="theo yêu cầu")
    position = office.log.position

    report = taken(office, path, mapping)

    assert (1, ()) == (len(report.known), report.problems)
    assert position == office.log.position


# -- Errors ----------------------------------------------------------------------------

PLANTED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"entry": "số 3?"}, "A", "it is no number of an entry"),
    ({"entry": None}, "A", "it is no number of an entry"),
    ({"received": None}, "B", "it is missing"),
    ({"received": "31/02/2023"}, "B", "it is no day"),
    ({"received": "hôm qua"}, "B", "it is no day"),
    ({"received": "05/06/23"}, "B", "it is a day without its full year"),
    ({"received": "05/06/2032"}, "B", "it is a day that hasn't come"),
    ({"received": "05/06/1923"}, "B", "it is a day before 1950"),
    ({"received": "05/01/2024"}, "B", "it is a day after the last one that the register tells of"),
    ({"paper": "7.91E+10"}, "D", "a spreadsheet program has changed the number"),
    (
        {"person": "1. Trần Văn B\n2. Lê Thị C", "paper": "000000000001"},
        "D",
        "it has another number of papers than of people",
    ),
    ({"gist": None}, "E", "it is missing"),
    (
        {"gist": "Đơn của nguyễn thị A về mương"},
        "E",
        "it holds personal data that would stand in clear",
    ),
    ({"gist": "Số CCCD 079 123 456 789"}, "E", "it holds personal data that would stand in clear"),
    ({"kind": "Kêu cứu"}, "F", "it isn't in the mapping"),
    ({"kind": None}, "F", "it is missing"),
    ({"people": "5 hộ"}, "G", "it is no number of people"),
    ({"people": "0"}, "G", "it is no number of people"),
    ({"own": "có"}, "I", "it is no mark of the mapping"),
    ({"guided": "số 05/PHD-UBND"}, "J", "it names no body"),
    (
        {"taken": "UBND thị xã, số 1/PC-VP và 2/PC-VP"},
        "K",
        "it names several documents or days",
    ),
    ({"own": "x", "taken": "UBND thị xã"}, "K", "own-petition-is-kept"),
    ({"result": "Đã trả lời ngày 05/01/2021"}, "L", "it is a day before the reception"),
    ({"result": "Đã trả lời ngày 31/11/2023"}, "L", "it is no day"),
    ({"result": "Xếp lưu"}, "L", "ground-is-in-force"),
    ({"person": None, "kind": "TC"}, "F", "denunciation-has-an-author"),
)
"""Cells of a row, the column of the error that they are, and which error."""


@pytest.mark.parametrize(("cells", "column", "what"), PLANTED)
def test_an_error_is_told_with_its_cell(
    cells: dict[str, Any],
    column: str,
    what: str,
    office: Office,
    mapping: Mapping,
    tmp_path: Path,
) -> None:
    path = write_csv(tmp_path / "so.csv", [a_row(1), a_row(2, **cells), a_row(3)])

    report = preview(office, path, mapping, act=ACT)

    assert [(3, column, what)] == told(report)
    assert registers.HEADINGS["ABCDEFGHIJKLM".index(column)] == report.problems[0].heading
    assert nothing_recorded(office)


def test_all_errors_of_all_rows_are_told_at_once(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    rows = [a_row(1, received="?", kind="?", people="?"), a_row(1), a_row(2), a_row(2)]

    report = preview(office, write_csv(tmp_path / "so.csv", rows), mapping, act=ACT)

    assert [
        (2, "B", "it is no day"),
        (2, "F", "it isn't in the mapping"),
        (2, "G", "it is no number of people"),
        (5, "A", "it stands in row 4 already"),
    ] == told(report)


def test_rows_are_left_out_only_when_asked(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "so.csv", [a_row(1), a_row(2, kind="?"), a_row(3)])

    report = taken(office, path, mapping, leave_out=[3])

    assert ([2, 4], (3,), ()) == (
        [one.row for one in report.entries],
        report.left_out,
        report.problems,
    )
    with pytest.raises(Invalid, match="hold no entry: 9"):
        taken(office, path, mapping, leave_out=[3, 9])


def test_a_body_must_be_there_on_the_day(office: Office, mapping: Mapping, tmp_path: Path) -> None:
    """A register that is older than the ward's record says which body is missing."""
    path = write_csv(tmp_path / "so.csv", [a_row(1, received="05/06/2019")])

    report = preview(office, path, mapping, act=ACT)

    assert [(2, "B")] == [(one.row, one.column) for one in report.problems]
    assert "the ward has no body 'ubnd' on that day" in str(report.problems[0])


def test_who_takes_it_over_holds_the_office(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    stranger = attrs.evolve(ACT, officer=OfficerId("ai-do"))

    with pytest.raises(Refused, match="office-is-held"):
        import_register(office, write_csv(tmp_path / "so.csv", [a_row(1)]), mapping, act=stranger)

    assert nothing_recorded(office)


# -- Files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8")]
)
def test_csv_is_read_whatever_stands_between_its_cells(
    delimiter: str, encoding: str, office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "so.csv", [a_row(1), a_row(2)], delimiter=delimiter, encoding=encoding
    )

    assert 2 == len(preview(office, path, mapping, act=ACT).entries)


def test_xlsx_and_csv_of_one_register_give_the_same_facts(mapping: Mapping, tmp_path: Path) -> None:
    """But for what is sealed anew, and for the name of the file."""
    rows = a_large_register(60)
    paths = write_csv(tmp_path / "so.csv", rows), write_xlsx(tmp_path / "so.xlsx", rows)
    mapping = attrs.evolve(mapping, bodies={"ubnd phường": "ubnd"})
    found = []
    for path in paths:
        with an_office(Clock(TODAY)) as office:
            taken(office, path, mapping)
            found.append(plain(office))

    assert found[0] == found[1]
    assert len(found[0]) > 300


def plain(office: Office) -> list[Any]:
    """What was recorded of petitions, with what is sealed laid open."""
    return [
        (fact.stream, type(fact.event).__name__, _open(office, fact.event))
        for fact in office.log.since()
        if fact.stream.startswith("petition/")
    ]


def _open(office: Office, event: Any) -> dict[str, Any]:
    values = attrs.asdict(event, recurse=False)
    return {
        name: office.vault.unseal(one) if isinstance(one, Sealed) else one
        for name, one in values.items()
    }


def _several(sheet: Any) -> None:
    sheet.parent.create_sheet("Khác")


def _formula(sheet: Any) -> None:
    sheet["G2"] = "=1+1"


def _hide(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True


def _shorten(sheet: Any) -> None:
    sheet["D2"] = 79123456789


def _misspell(sheet: Any) -> None:
    sheet["F1"], sheet["G1"] = "LOẠI ĐƠN -\n(KN / TC / KN, PA)", "Số người"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_several, "it has several sheets: Sổ, Khác"),
        (_misspell, "not found once among the headings of row 1: 'Số người cùng nội dung'"),
    ],
)
def test_a_sheet_that_can_not_be_read_is_one_error(
    change: Callable[[Any], None], what: str, office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "so.xlsx", [a_row(1)], change=change)

    with pytest.raises(Invalid) as caught:
        preview(office, path, mapping, act=ACT)

    assert what == caught.value.what


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_formula, (2, "G", "it holds a formula")),
        (_hide, (2, None, "it is hidden")),
        (_shorten, (2, "D", "a spreadsheet program has changed the number")),
    ],
)
def test_what_a_sheet_hides_is_told(
    change: Callable[[Any], None],
    problem: tuple[int, str | None, str],
    office: Office,
    mapping: Mapping,
    tmp_path: Path,
) -> None:
    path = write_xlsx(tmp_path / "so.xlsx", [a_row(1), a_row(2)], change=change)

    assert [problem] == told(preview(office, path, mapping, act=ACT))


def test_merged_cells_say_the_same_in_every_row(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """A day over several entries is the day of each; an entry over several rows is one."""

    def merge(sheet: Any) -> None:
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("A4:A5")

    rows = [
        a_row(1),
        a_row(2, received=None),
        a_row(3),
        [None, None, "Trần Văn B", *[None] * 10],
    ]

    report = taken(office, write_xlsx(tmp_path / "so.xlsx", rows, change=merge), mapping)

    assert [2, 3, 4] == [one.row for one in report.entries]
    assert date(2023, 6, 5) == office.as_of("petition/2024/2").received_on
    assert 2 == len(office.as_of("petition/2024/3").petitioners)


def test_titles_and_totals_are_no_entries(office: Office, mapping: Mapping, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [f"({n})" for n in range(1, 14)],
        ["Tháng 6/2023", *[None] * 12],
        a_row(1),
        ["Tổng cộng: 1 đơn", *[None] * 5, "1", *[None] * 6],
    ]

    report = taken(office, write_csv(tmp_path / "so.csv", rows), mapping)

    assert ((2, 3, 5), [4]) == (report.passed_over, [one.row for one in report.entries])


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * 250_000_000)


def _entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("content.xml", "<a/>")


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: path.write_text("STT,Ngày tiếp\n", encoding="utf-16"), "it is UTF-16"),
        (lambda path: path.write_bytes("Ngày tiếp".encode("cp1258", "ignore") + b"\xd0"), "UTF-8"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 100), "old XLS file"),
        (lambda path: path.write_bytes(b"PK\x03\x04broken"), "it can't be read"),
        (lambda path: path.write_bytes(b""), "it is no table"),
        (lambda path: path.write_bytes(b"a\0b"), "it is no table"),
        (lambda path: path.write_bytes(b" " * 21_000_000), "the file is too large"),
        (lambda path: path.write_text('"a\n'), "line"),
        (_bomb, "unpacks to"),
        (_entities, "its XML defines entities"),
        (_zip, "it is no workbook"),
        (lambda _: None, "there is no such file"),
    ],
)
def test_a_file_that_is_no_register_is_one_clear_error(
    make: Callable[[Path], Any], what: str, office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    path = tmp_path / "so"
    make(path)

    with pytest.raises(Invalid, match=what) as caught:
        preview(office, path, mapping, act=ACT)

    assert caught.value.expected
    assert nothing_recorded(office)


def test_headings_may_stand_in_two_rows(office: Office, tmp_path: Path) -> None:
    """A column is found by what stands above it in either, or in both together."""
    lower: list[Any] = [None] * 13
    lower[8], lower[9] = "Thuộc thẩm quyền (x)", "Hướng dẫn công dân đến"
    upper = list(registers.HEADINGS)
    upper[8], upper[9] = "Hướng xử lý", "cơ quan có thẩm quyền"
    path = tmp_path / "so.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([upper, lower, a_row(1, own="x")])
    changes = {
        "header = 1": "header = 2\nheader_depth = 2",
        '"Hướng dẫn công dân đến cơ quan có thẩm quyền"': '"HƯỚNG DẪN CÔNG DÂN ĐẾN"',
    }

    taken(office, path, a_mapping(tmp_path, **changes))

    assert office.as_of("petition/2024/1").is_own is True


def test_a_column_may_be_named_by_its_letter(office: Office, tmp_path: Path) -> None:
    mapping = a_mapping(tmp_path, **{'kind = "Loại đơn (KN/TC/KN, PA)"': 'kind = "column F"'})
    path = write_csv(tmp_path / "so.csv", [a_row(1, kind="TC")])

    taken(office, path, mapping)

    assert "denunciation" == office.as_of("petition/2024/1").kind


def test_content_with_names_is_sealed_whole(office: Office, tmp_path: Path) -> None:
    """Where column 5 names people, it is content: sealed, with a gist of the mapping's."""
    mapping = a_mapping(
        tmp_path,
        defaults='gist = "Đơn theo sổ cũ"',
        **{'gist = "Nội dung đơn"': 'content = "Nội dung đơn"'},
    )
    text = "Đơn của Nguyễn Thị A về ông hàng xóm"
    path = write_csv(tmp_path / "so.csv", [a_row(1, gist=text)])

    taken(office, path, mapping)
    again = taken(office, path, mapping)

    state = office.as_of("petition/2024/1")
    assert ("Đơn theo sổ cũ", text) == (state.gist, office.vault.unseal(state.contents[1].content))
    assert text not in office.vault.unseal(state.contents[0].content)
    assert 1 == len(again.known)


def test_what_is_left_blank_is_as_above_where_the_mapping_says_so(
    office: Office, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "so.csv", [a_row(1), a_row(2, received=None)])
    changes = {'same_as_above = ["nt"]': 'same_as_above = ["nt"]\nblank_as_above = ["received"]'}

    refused = preview(office, path, a_mapping(tmp_path), act=ACT)
    report = taken(office, path, a_mapping(tmp_path, **changes))

    assert [(3, "B", "it is missing")] == told(refused)
    assert 2 == len(report.entries)


@pytest.mark.parametrize(("hidden", "rows"), [("read", [2, 3]), ("skip", [3])])
def test_hidden_rows_are_read_or_skipped_as_the_mapping_says(
    hidden: str, rows: list[int], office: Office, tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "so.xlsx", [a_row(1), a_row(2)], change=_hide)
    mapping = a_mapping(tmp_path, **{"header = 1": f'header = 1\nhidden = "{hidden}"'})

    assert rows == [one.row for one in taken(office, path, mapping).entries]


ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["nt", "x", "12", "5/6/2023", "2023", "KN", "TC", "1. A\n2. B", "3/PC-VP", "\ufeff", "=1"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(ANYTHING, min_size=13, max_size=13), min_size=1, max_size=5))
def test_whatever_stands_in_a_register_is_imported_or_told(
    rows: list[list[str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each row with a number is an entry or no entry, and that is told; or it is an error."""
    folder = tmp_path_factory.mktemp("register")
    try:
        path = write_csv(folder / "so.csv", rows)
    except (csv.Error, UnicodeEncodeError):
        return
    with an_office(Clock(TODAY)) as office:
        came: Report | Invalid
        try:
            came = taken(office, path, a_mapping(folder))
        except Invalid as error:
            came = error

        if isinstance(came, Invalid):
            assert came.expected
            assert nothing_recorded(office)
            return
        numbered = {at for at, row in enumerate(rows, start=2) if (row[0] or "").strip()}
        told = {*came.passed_over, *came.empty_days}
        assert numbered <= {one.row for one in came.entries} | told


def test_csv_needs_no_extra_and_xlsx_says_which(
    office: Office, mapping: Mapping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = write_xlsx(tmp_path / "so.xlsx", [a_row(1)])
    path = write_csv(tmp_path / "so.csv", [a_row(1)])
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    assert 1 == len(preview(office, path, mapping, act=ACT).entries)
    with pytest.raises(Invalid, match=r"dialogue-cases\[import\]"):
        preview(office, sheet, mapping, act=ACT)


# -- Mappings --------------------------------------------------------------------------


def test_every_mistake_of_a_mapping_is_told(tmp_path: Path) -> None:
    text = registers.MAPPING.format(defaults="", despite=DESPITE)
    for right, wrong in (
        ('"recommendation"', '"wish"'),
        ("header = 1", "header = 0"),
        ('gist = "Nội dung đơn"\n', ""),
        ('channel = "reception"', 'channel = "forwarded"'),
        ('kind = "Loại', 'kindd = "Loại'),
    ):
        text = text.replace(right, wrong, 1)
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Invalid) as caught:
        read_mapping(path)

    said = str(caught.value)
    for part in ("'wish' is unknown", "0 is no row", "a gist, or a column", "forwarded", "kindd"):
        assert part in said
    assert "mapping.toml, line" in said


# -- Personal data ---------------------------------------------------------------------

NAMES = st.text("ABCDEGHIKLMNOPQRSTUVXY", min_size=6, max_size=12).map("Đ{}".format)
"""Names of which none stands in a database by itself: SQL knows no such letter."""


@settings(max_examples=40, deadline=None)
@given(
    name=NAMES,
    paper=st.integers(10**11, 10**12 - 1),
    beside=st.sampled_from([*LETTERS]),
    of=st.sampled_from(["person", "paper"]),
)
def test_no_personal_value_is_stored_or_said_in_clear(
    name: str, paper: int, beside: str, of: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Luật Tố cáo 2018, Điều 8 khoản 3: personal data of a denouncer are secret; here all are.

    In whatever cell they stand besides their own, they are sealed or refused, and not repeated.
    """
    folder = tmp_path_factory.mktemp("register")
    cells: dict[str, Any] = {"person": f"Nguyễn {name}, TDP {name}", "paper": str(paper)}
    if beside not in cells:
        secret = f"Nguyễn {name}" if of == "person" else str(paper)
        cells[beside] = f"Của {secret}, 1/PC-A, 2/PC-A"
    path = write_csv(folder / "so.csv", [a_row(1, **cells)])
    with an_office(Clock(TODAY), folder / "ward.db") as office:
        report = preview(office, path, a_mapping(folder), act=ACT)
        if not report.problems:
            taken(office, path, a_mapping(folder))

    said = repr(report) + "".join(map(str, report.problems))
    stored = b"".join(one.read_bytes() for one in folder.glob("ward.db*"))
    assert bool(report.problems) == (beside not in ("person", "paper", "remarks"))
    for one in (name, str(paper)):
        assert one not in said
        assert one.encode() not in stored


def test_a_rehearsal_leaves_no_key_behind(mapping: Mapping, tmp_path: Path) -> None:
    """The first party of the first petition is number 1, however often it was tried out."""
    path = write_csv(tmp_path / "so.csv", [a_row(1)])
    with an_office(Clock(TODAY), tmp_path / "ward.db") as office:
        for _ in range(3):
            preview(office, path, mapping, act=ACT)
        taken(office, path, mapping)

        (named,) = office.as_of("petition/2024/1").petitioners
        assert "petition/2024/1#1" == named.party


# -- A large register ------------------------------------------------------------------


def check_planted_errors(mapping: Mapping, folder: Path, *, rows: int, times: int) -> None:
    """Each planted error is told by row, column and reason, and no other; nothing is recorded."""
    register = a_large_register(rows)
    planted = PLANTED * times
    expected = []
    for place, (cells, column, what) in enumerate(planted):
        at = 30 + place * ((rows - 31) // len(planted))
        if "Nguyễn thị A" in str(cells.get("gist")).replace("nguyễn", "Nguyễn"):
            cells = {**cells, "person": "Nguyễn Thị A, TDP Một"}
        row = a_row(register[at][0], received=register[at][1])
        for name, value in cells.items():
            row[ord(LETTERS[name]) - ord("A")] = value
        register[at] = row
        expected.append((at + 2, column, what))
    path = write_csv(folder / "so.csv", register)
    mapping = attrs.evolve(mapping, bodies={"ubnd phường": "ubnd"})

    with an_office(Clock(TODAY)) as office:
        with pytest.raises(BadRegister) as caught:
            taken(office, path, mapping)

        assert nothing_recorded(office)
    assert sorted(expected) == told(caught.value.report)


def test_planted_errors_of_a_large_register_are_each_told_exactly(
    mapping: Mapping, tmp_path: Path
) -> None:
    """500 rows; `make soak` reads 5,000."""
    check_planted_errors(mapping, tmp_path, rows=500, times=1)


def check_a_register_comes_in(mapping: Mapping, folder: Path, *, rows: int) -> None:
    """Every row is a petition with the facts that its cells stand for, and the second time none."""
    register = a_large_register(rows)
    path = write_csv(folder / "so.csv", register)
    mapping = attrs.evolve(mapping, bodies={"ubnd phường": "ubnd"})
    with an_office(Clock(TODAY), folder / "ward.db", durability="process-crash") as office:
        report = taken(office, path, mapping)
        again = taken(office, path, mapping)

        assert (rows, 0, rows) == (len(report.entries), len(again.entries), len(again.known))
        settled = sum("Đã giải quyết" in str(row[11]) for row in register)
        assert settled == sum(not one.is_open for one in report.entries)
        counts = Counter(type(fact.event) for fact in office.log.since())
        assert (rows, rows, rows) == tuple(
            counts[kind] for kind in (Raised, PetitionerNamed, ContentKept)
        )
        office.log.check()


def test_a_large_register_comes_in_whole_and_only_once(mapping: Mapping, tmp_path: Path) -> None:
    """300 rows; `make soak` takes in 1,000."""
    check_a_register_comes_in(mapping, tmp_path, rows=300)


KILLED = """
import os, signal, sys, time
from pathlib import Path
sys.path[:0] = [{tests!r}]
from datetime import date
from dialogue_cases import petition
from dialogue_cases.office import Office
from dialogue_cases.register_file import entering, import_register, read_mapping
from spec import act_of

steps = entering.Entering.enter
def enter(self, entry):
    if entry.row == {row}:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep({slowly})
    return steps(self, entry)
entering.Entering.enter = enter
with Office.open("sqlite:///{folder}/ward.db") as office:
    import_register(office, Path("{folder}/so.csv"), read_mapping(Path("{folder}/mapping.toml")),
                    act=act_of("chanh-van-phong"), in_parts={parts})
"""


def imported_apart(
    folder: Path, *, row: int = 0, slowly: float = 0, parts: int | None = None
) -> "subprocess.Popen[bytes]":
    """Another process that imports, and is killed when it comes to a row."""
    script = KILLED.format(
        tests=str(ROOT / "tests"), folder=folder, row=row, slowly=slowly, parts=parts
    )
    return subprocess.Popen([sys.executable, "-c", script])


@pytest.mark.skipif(os.name == "nt", reason="nobody is killed like this there")
def test_an_import_killed_in_the_middle_leaves_nothing(mapping: Mapping, tmp_path: Path) -> None:
    """Nothing half-imported, and the next call takes the whole register."""
    path = write_csv(tmp_path / "so.csv", [a_row(n) for n in range(1, 61)])
    an_office(Clock(TODAY), tmp_path / "ward.db").close()

    assert -signal.SIGKILL == imported_apart(tmp_path, row=40).wait()
    with Office.open(f"sqlite:///{tmp_path}/ward.db") as office:
        assert nothing_recorded(office)
        assert 60 == len(taken(office, path, mapping).entries)


# -- In parts --------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 7, 60, 100])
def test_in_parts_the_same_is_recorded(mapping: Mapping, tmp_path: Path, size: int) -> None:
    """Whatever size they have, and told in one report; again adds nothing."""
    path = write_csv(tmp_path / "so.csv", a_large_register(60))
    mapping = attrs.evolve(mapping, bodies={"ubnd phường": "ubnd"})
    found, reports = [], []
    for in_parts in (None, size):
        with an_office(Clock(TODAY)) as office:
            reports.append(taken(office, path, mapping, in_parts=in_parts))
            found.append(plain(office))
            again = taken(office, path, mapping, in_parts=in_parts)

            assert (0, 60, None) == (len(again.entries), len(again.known), again.source)

    assert found[0] == found[1]
    assert attrs.evolve(reports[0], seconds=0) == attrs.evolve(reports[1], seconds=0)


@pytest.mark.skipif(os.name == "nt", reason="nobody is killed like this there")
@pytest.mark.parametrize("row", [2, 9, 40])
def test_an_import_in_parts_goes_on_where_it_was_killed(
    mapping: Mapping, tmp_path: Path, row: int
) -> None:
    """Whole parts are recorded, and the same call makes the record that one undisturbed makes."""
    found = []
    for name, killed in (("undisturbed", False), ("killed", True)):
        folder = tmp_path / name
        folder.mkdir()
        a_mapping(folder)
        path = write_csv(folder / "so.csv", [a_row(n) for n in range(1, 61)])
        an_office(Clock(TODAY), folder / "ward.db").close()
        ended = imported_apart(folder, row=row, parts=7).wait() if killed else None
        with Office.open(f"sqlite:///{folder}/ward.db") as office:
            if killed:
                assert -signal.SIGKILL == ended
                assert (row - 2) // 7 * 7 == len(office.log.streams("petition"))
            taken(office, path, mapping, in_parts=7)
            found.append(plain(office))

    assert found[0] == found[1]


def test_others_decide_between_the_parts_of_an_import(mapping: Mapping, tmp_path: Path) -> None:
    """Another process waits for the part that is being recorded, and not for the whole."""
    write_csv(tmp_path / "so.csv", [a_row(n) for n in range(1, 31)])
    an_office(Clock(TODAY), tmp_path / "ward.db").close()
    with Office.open(f"sqlite:///{tmp_path}/ward.db") as office:
        before, mine = office.log.position, []
        importing = imported_apart(tmp_path, slowly=0.05, parts=3)
        while importing.poll() is None:
            if office.log.position > before:
                raised = office.acting(ACT, despite=[("looks-entered-already", "thử")]).begin(
                    f"petition/{office.today.year}", petition.raise_petition, on=TODAY,
                    channel="written", gist="Kiến nghị về đèn", received_by=BodyId("van-phong"),
                )  # fmt: skip
                mine.append(raised[0].position)
        assert 0 == importing.returncode
        theirs = [one.position for one in office.log.since(before) if one.position not in mine]

        assert min(theirs) < mine[0] < max(theirs)
        assert 30 + len(mine) == len(office.log.streams("petition"))
        office.log.check()


def test_errors_in_a_part_leave_the_parts_before_it(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """The report tells what is recorded; once the row is mended the same call takes the rest."""
    rows = [a_row(n) for n in range(1, 7)]
    wrong = a_row(4, received="01/01/1990")  # before the bodies of the ward's record
    path = write_csv(tmp_path / "so.csv", [*rows[:3], wrong, *rows[4:]])
    with pytest.raises(BadRegister) as caught:
        taken(office, path, mapping, in_parts=2)
    report = caught.value.report
    rest = taken(office, write_csv(path, rows), mapping, in_parts=2)

    assert (True, [2, 3]) == (report.recorded, [one.row for one in report.entries])
    assert [5] == [one.row for one in report.problems]
    assert "only the parts before them were recorded" in str(caught.value)
    assert ([2, 3], [4, 5, 6, 7]) == (
        [one.row for one in rest.known],
        [one.row for one in rest.entries],
    )


def test_a_cell_that_cannot_be_read_stops_the_first_part(
    office: Office, mapping: Mapping, tmp_path: Path
) -> None:
    """What is wrong with the file itself is known before anything is recorded."""
    path = write_csv(tmp_path / "so.csv", [a_row(1), a_row(2), a_row(3, kind="?")])
    with pytest.raises(BadRegister):
        taken(office, path, mapping, in_parts=1)

    assert nothing_recorded(office)


def test_a_part_has_at_least_one_entry(office: Office, mapping: Mapping, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="a part has at least one entry"):
        taken(office, write_csv(tmp_path / "so.csv", [a_row(1)]), mapping, in_parts=0)


# -- The example -----------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_example_comes_in(ending: str, tmp_path: Path) -> None:
    """`examples/register`: a year of reception with the disorder of real books."""
    from dialogue_cases.ward_file import read_ward

    example = ROOT / "examples" / "register"
    made = example / "so-tiep-cong-dan-2023.csv"
    if ending == "xlsx":
        made = tmp_path / "so.xlsx"
        script = [sys.executable, str(example / "make_xlsx.py"), str(made)]
        subprocess.run(script, check=True, capture_output=True)
    setup = read_ward(ROOT / "examples" / "pho_hoa_2023" / "ward.toml")
    named: Any = {"code": setup.code, "name": setup.name, "setup": setup.steps}
    with Office.create("memory:", clock=Clock(TODAY), **named) as office:
        report = taken(office, made, read_mapping(example / "mapping.toml"))

        assert (33, 20, 1) == (len(report.entries), len(report.open_entries), report.unread)
        group = office.as_of(StreamId("petition/2024/14"))
        assert 3 == len(group.petitioners)


# -- On the command line ---------------------------------------------------------------


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run one command in the folder of a ward's store."""
    monkeypatch.chdir(tmp_path)
    an_office(Clock(TODAY), tmp_path / "ward.db").close()
    a_mapping(tmp_path)

    def once(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return once


IMPORT = ("import", "so.csv", "--mapping", "mapping.toml", "--as", "chanh-van-phong")


def test_a_clerk_tries_it_out_and_then_imports(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """Every line fits 80 columns; a program is given all of it."""
    write_csv(tmp_path / "so.csv", [a_row(1), a_row(2, taken="Một cơ quan rất xa " * 3)])

    tried, done, again = run(*IMPORT, "--dry-run"), run(*IMPORT), run(*IMPORT, "--json")

    assert (0, 0, 0) == (tried[0], done[0], again[0])
    assert "Sẽ ghi: 2 mục sổ, trong đó 2 mục chưa giải quyết xong." in tried[1]
    assert "Đã ghi: 2 mục sổ" in done[1]
    assert all(len(line) <= 80 for line in (tried[1] + done[1]).splitlines())
    answer = json.loads(again[1])
    assert ([], 2, True) == (answer["entries"], len(answer["known"]), answer["recorded"])


@pytest.mark.parametrize("dry", [("--dry-run",), ()])
def test_a_clerk_is_told_every_error_in_their_language(
    dry: tuple[str, ...], run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    rows = [a_row(1, received="31/02/2023"), a_row(2, own="x", taken="UBND thị xã")]
    write_csv(tmp_path / "so.csv", rows)

    code, out, err = run(*IMPORT, *dry)

    assert (2, "") == (code, err)
    plain = " ".join(out.split())
    assert "2 lỗi nên chưa ghi gì" in plain
    assert "dòng 2, cột B (Ngày tiếp) “31/02/2023”: không phải là ngày" in plain
    assert "dòng 3, cột K (Cơ quan, đơn vị thụ lý) “UBND thị xã”:" in plain
    assert "own-petition-is-kept" not in plain
    problems = json.loads(run(*IMPORT, *dry, "--json")[1])["problems"]
    assert [(2, "B", None), (3, "K", "own-petition-is-kept")] == [
        (one["row"], one["column"], one["rule"]) for one in problems
    ]


def test_a_clerk_leaves_rows_out(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    write_csv(tmp_path / "so.csv", [a_row(1, kind="?"), a_row(2), a_row(3, kind="?")])

    code, out, _ = run(*IMPORT, "--leave-out", "2", "--leave-out", "4")

    assert 0 == code
    assert "dòng bỏ qua: 2, 4" in out


def test_a_clerk_imports_in_parts(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """What was recorded before an error never ends in a code that says that nothing was."""
    wrong = a_row(3, received="01/01/1990")
    write_csv(tmp_path / "so.csv", [a_row(1), a_row(2), wrong])
    code, out, _ = run(*IMPORT, "--in-parts", "2")
    dry = run(*IMPORT, "--in-parts", "2", "--dry-run")

    assert (4, 2) == (code, dry[0])
    assert "1 lỗi nên chỉ ghi các phần trước đó:" in out
    assert "Đã ghi: 2 mục sổ" in out
    assert "chạy thử thì không chia phần" in dry[2]


def test_a_clerk_is_told_to_go_on_after_an_import_in_parts_was_stopped(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By Ctrl-C, as by a full disk."""
    write_csv(tmp_path / "so.csv", [a_row(1), a_row(2), a_row(3)])
    enter = entering.Entering.enter

    def stopped(self: Any, entry: Any) -> Any:
        if entry.row == 4:
            raise KeyboardInterrupt
        return enter(self, entry)

    with monkeypatch.context() as patched:
        patched.setattr(entering.Entering, "enter", stopped)
        code, _, err = run(*IMPORT, "--in-parts", "1")
    again = run(*IMPORT, "--in-parts", "1")

    assert 4 == code
    assert "chạy lại đúng lệnh này để ghi tiếp" in err
    assert (0, True) == (again[0], "Đã ghi: 1 mục sổ" in again[1])


def test_a_clerk_takes_a_merged_ward_over(
    run: Callable[..., tuple[int, str, str]], mapping: Mapping, tmp_path: Path
) -> None:
    """What was imported there is carried on here, too."""
    with an_office(Clock(TODAY), tmp_path / "old.db") as old:
        taken(old, write_csv(tmp_path / "so.csv", [a_row(1), a_row(2)]), mapping)
    asked = ("takeover", "old.db", "--on", "2024-03-01", "--basis", "Nghị quyết", "--into", "ubnd")

    kept, first, again = (
        run(*asked, "--as", "bi-thu", "--without-keys"),
        run(*asked, "--as", "bi-thu", "--json"),
        run(*asked, "--as", "bi-thu"),
    )

    assert (0, 0, 0) == (kept[0], first[0], again[0]), kept[2]
    assert "Tiếp tục giải quyết tại đây: 2 đơn còn tồn." in kept[1]
    assert "21000/petition/2024/1 → petition/" in kept[1]
    assert "(không mang theo thông tin cá nhân)" in kept[1]
    assert 2 == len(json.loads(first[1])["known"])
    assert "đã ghi từ trước: 2" in again[1]


@pytest.mark.parametrize(
    ("cell", "told", "right"),
    [
        (
            "x" * 140_000,
            "không đọc được dòng 2: một ô dài hơn 131072 ký tự",
            "nội dung ngắn hơn, và mỗi dấu ngoặc kép đều được đóng",
        ),
        ('"x', "không đọc được dòng 2: có dấu ngoặc kép chưa đóng", "CSV UTF-8"),
        ('"x"y', "không đọc được dòng 2: có chữ ngay sau dấu ngoặc kép đóng", "CSV UTF-8"),
    ],
    ids=["long", "open", "behind"],
)
def test_a_table_that_can_not_be_split_is_told_in_the_readers_words(
    cell: str, told: str, right: str, tmp_path: Path
) -> None:
    path = tmp_path / "so.csv"
    path.write_text(f"STT;Nội dung\n1;{cell}\n", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        read_sheet(path, delimiter=";")
    said = Language("vi").error(caught.value)

    assert told in said
    assert right in said
