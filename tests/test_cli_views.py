"""The views on the command line: in 80 columns, for programs, for Excel, in both languages."""

import csv
import io
import json
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dialogue_cases import cli
from dialogue_cases.cli.sheets import SheetColumn, Spreadsheet
from dialogue_cases.cli.viewing import EVERY

ROOT = Path(__file__).resolve().parents[1]
SET_UP = ROOT / "examples" / "pho_hoa_2023" / "ward.toml"
NAME = "Nguyễn Thị A"
COMMANDS = (
    "register",
    "reception-book",
    "board",
    "ledger",
    "matters",
    "scorecard",
    "plan-fulfilment",
    "topics",
)


class Said:
    """What one command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ward with two petitions; the second, at a reception, by somebody whose name is sealed."""
    store = str(tmp_path_factory.mktemp("ward") / "ward.db")
    by = ("--as", "chanh-van-phong", "--on", "2026-07-06", "--store", store)
    raising = ("petition", "raise-petition")
    assert 0 == cli.main(["init", "--setup", str(SET_UP), "--store", store])
    for number, (channel, gist) in enumerate(
        (("written", "=Mương thoát nước bị tắc"), ("reception", "Tranh chấp đất")), start=1
    ):
        told = ("--channel", channel, "--gist", gist, "--received-by", "van-phong")
        assert 0 == cli.main([*raising, f"petition/2026/{number}", *told, *by])
    naming = ("petition", "name-petitioner", "petition/2026/2")
    assert 0 == cli.main([*naming, "--petitioner-name", NAME, *by])
    return store


@pytest.fixture
def run(ward: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def once(*arguments: str) -> Said:
        capsys.readouterr()
        code = cli.main([*arguments, "--store", ward])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return once


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_view_fits_a_terminal_in_both_languages(run: Any, command: str, language: str) -> None:
    """Readable when it is piped too: no escape codes, no line over 80 characters."""
    said = run(command, "--lang", language)

    assert (0, "") == (said.code, said.err)
    assert 80 >= max(map(len, said.out.splitlines()))
    assert "\x1b" not in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_view_tells_a_program_as_of_what(run: Any, command: str) -> None:
    """Position, rows, and whether it was kept."""
    answer = json.loads(run(command, "--json").out)

    assert {"position", "rows", "kept", "rebuilt", "known"} <= answer.keys()
    assert answer["kept"]
    assert 40 < answer["position"]


@pytest.fixture
def session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """A ward with one session that is fixed, and a way to ask about it."""
    store = str(tmp_path / "ward.db")
    fixing = ("session", "fix", "--new", "reception/2026", "--day", "2026-07-20")
    about = ("--topics", '{"title": "Đất đai", "code": "land_management"}')
    where = ("--place", "Trụ sở", "--groups", "nho-lam", "--legal-basis", "citizen_reception")
    by = ("--as", "bi-thu", "--on", "2026-07-06", "--store", store)
    assert 0 == cli.main(["init", "--setup", str(SET_UP), "--store", store])
    assert 0 == cli.main([*fixing, *where, *about, *by])

    def once(*arguments: str) -> Said:
        capsys.readouterr()
        code = cli.main([*arguments, "--on", "2026-07-31", "--store", store])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return once


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_dossier_fits_a_terminal(session: Any, language: str) -> None:
    """All its parts, in both languages."""
    said = session("dossier", "reception/2026/1", "--lang", language)

    assert (0, "") == (said.code, said.err)
    assert 80 >= max(map(len, said.out.splitlines()))
    assert "TDP Nho Lâm" in said.out


def test_an_answer_of_several_parts_is_asked_for_one(session: Any, tmp_path: Path) -> None:
    """A program is told all parts or one; a file holds one; a part that isn't there is said."""
    everything = json.loads(session("dossier", "reception/2026/1", "--json").out)
    one = json.loads(session("plan-fulfilment", "2026", "--part", "sessions", "--json").out)
    file = tmp_path / "buoi.csv"
    written = session("plan-fulfilment", "2026", "--csv", str(file))

    assert ["before", "matters", "earlier", "after", "promised"] == list(everything["rows"])
    assert "reception/2026/1" == everything["head"]["stream"]
    assert ["missed"] == [row["fate"] for row in one["rows"]["sessions"]]
    assert 0 == written.code
    assert 2 == len(file.read_text(encoding="utf-8-sig").splitlines())
    assert 2 == session("dossier", "reception/2026/1", "--part", "khác").code
    assert 0 != session("dossier", "reception/2026/9").code


def test_papers_that_look_alike_are_suggested_with_the_commands(run: Any) -> None:
    """Nothing alike here; what isn't a question of matters is said."""
    said = run("matters", "suggest", "--least", "0")

    assert 0 == said.code
    assert 80 >= max(map(len, said.out.splitlines()))
    assert 2 == run("matters", "chuyện khác").code


def test_the_register_is_searched_and_narrowed_down(run: Any) -> None:
    """Words without tones; conditions in the reader's words or the stored ones."""
    assert [1] == _numbers(run("register", "tac muong", "--json"))
    assert [1, 2] == _numbers(run("register", "--status", "đã tiếp nhận", "--json"))
    assert [] == _numbers(run("register", "--status", "resolved", "--json"))
    assert [] == _numbers(run("register", "--to", "05/07/2026", "--json"))
    assert 2 == run("register", "--kind", "chuyện khác").code


def _numbers(said: Said) -> list[int]:
    return [one["number"] for one in json.loads(said.out)["rows"]]


def test_who_came_is_shown_only_when_it_is_asked_for(run: Any) -> None:
    """Sealed by default, in files too."""
    closed = run("reception-book", "--csv", "-")
    alone = run("reception-book", "--csv", "-", "--unseal")
    reading = ("--unseal", "--as", "chanh-van-phong", "--purpose", "lập sổ tiếp công dân")
    opened = run("reception-book", "--csv", "-", *reading)

    assert NAME not in closed.out
    assert "[niêm phong]" in closed.out
    assert (2, False) == (alone.code, NAME in alone.out)
    assert NAME in opened.out


def test_a_csv_file_opens_in_excel(run: Any, tmp_path: Path) -> None:
    """With a byte order mark; nothing in it is a formula; days are days in every language."""
    file = tmp_path / "so.csv"
    said = run("register", "--csv", str(file))
    data = file.read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    assert "2" in said.out
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert ["'=Mương thoát nước bị tắc", "Tranh chấp đất"] == [one["Nội dung"] for one in rows]
    assert {"2026-07-06"} == {one["Ngày nhận"] for one in rows}
    assert [] == [one for one in tmp_path.iterdir() if one != file]


def test_csv_for_programs_has_no_mark(run: Any) -> None:
    """The same rows on the standard output, and nothing else there."""
    said = run("register", "--csv", "-")

    assert 3 == len(list(csv.reader(io.StringIO(said.out))))
    assert said.out.startswith("Số,")


def test_an_excel_file_has_days_texts_and_frozen_headings(run: Any, tmp_path: Path) -> None:
    """Real days, no formula whatever a text begins with, Vietnamese headings."""
    file = tmp_path / "so.xlsx"
    assert 0 == run("register", "--xlsx", str(file)).code
    with zipfile.ZipFile(file) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    cells = ElementTree.fromstring(page).iter(
        "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"
    )
    days = [one for one in cells if one.get("r") in ("B6", "B7")]

    assert "Ngày nhận" in texts
    assert "=Mương thoát nước bị tắc" in texts
    assert "<f>" not in page
    assert 'state="frozen"' in page
    assert [str((date(2026, 7, 6) - date(1899, 12, 30)).days)] * 2 == [
        "".join(one.itertext()) for one in days
    ]


def test_without_xlsxwriter_it_is_said_what_to_install(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an extra; everything else goes on without it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    said = run("register", "--xlsx", str(tmp_path / "so.xlsx"))

    assert 2 == said.code
    assert "dialogue-cases[office]" in said.err
    assert [] == list(tmp_path.iterdir())


def test_a_file_that_cant_be_written_is_said(run: Any, tmp_path: Path) -> None:
    """Where, and why; nothing half written is left."""
    said = run("register", "--csv", str(tmp_path / "không có" / "so.csv"))

    assert 2 == said.code
    assert "--csv" in said.err
    assert [] == list(tmp_path.iterdir())


def test_rebuild_and_doctor_tell_how_far_the_views_are(run: Any) -> None:
    """As of the same position as the log."""
    rebuilt = json.loads(run("rebuild", "--json").out)
    looked = json.loads(run("doctor", "--json").out)

    assert {view.name for view in EVERY} == set(rebuilt["rebuilt"])
    assert dict.fromkeys(rebuilt["rebuilt"], rebuilt["position"]) == looked["views"]


def test_what_moved_since_is_said(run: Any) -> None:
    """Nothing did."""
    answer = json.loads(run("board", "--moved-since", "30", "--json").out)

    assert [] == answer["rows"]
    assert 30 == answer["since"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM", "\tx", "\rx"])
def test_no_text_of_a_csv_file_is_a_formula(text: str) -> None:
    """A gist that begins like one gets an apostrophe; a number stays a number."""
    sheet = Spreadsheet(
        title="…",
        columns=[
            SheetColumn(heading="a", of=lambda row: row[0]),
            SheetColumn(heading="b", of=lambda row: row[1]),
        ],
        rows=[(text, -5)],
    )
    (_, row) = csv.reader(io.StringIO(sheet.csv(marked=False), newline=""))

    assert [f"'{text}", "-5"] == row


def test_a_long_word_breaks_inside_its_column() -> None:
    """No cell pushes the next one aside."""
    sheet = Spreadsheet(
        title="…",
        columns=[
            SheetColumn(heading="cột", of=lambda row: row, width=10),
            SheetColumn(heading="sau", of=lambda _: "x", width=3),
        ],
        rows=["task/dialogue/2023/1/item/1", "", "hai\ndòng"],
    )
    lines = list(sheet.table())

    assert {12} == {line.index("x") for line in lines if line.endswith("x")}
    assert 15 >= max(map(len, lines))
