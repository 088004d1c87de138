"""The demo year leaves a folder that a secretary can open, and nobody's name stands in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import attrs
import icalendar
import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest

import papers
from dialogue_cases.office import Office
from dialogue_cases.spelling import bare
from dialogue_cases.vocabulary import Sealed
from stories import YEAR, modules_of

STORE = "pho_hoa_2023.db"


@pytest.fixture(scope="module")
def modules() -> Iterator[Any]:
    """Gives the example's modules by name; nothing of them is left behind."""
    with modules_of(YEAR) as named:
        yield named


@pytest.fixture(scope="module")
def demo(modules: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which the demo ran, and what it printed."""
    place = tmp_path_factory.mktemp("demo")
    return place, modules("demo").main(place)


def files(place: Path) -> list[Path]:
    return sorted((place / "ho-so").iterdir())


# -- What is there ------------------------------------------------------------------------


def test_the_folder_holds_what_the_year_ends_with(demo: tuple[Path, str]) -> None:
    """Board, ledger, register, book, dossiers, notices, reports, plan, calendar, charts."""
    names = [one.name for one in files(demo[0])]

    for wanted in (
        *("so-theo-doi-don.xlsx", "so-tiep-cong-dan.xlsx"),
        *("bang-theo-doi-thoi-han.xlsx", "so-viec-da-hua.xlsx"),
        *(f"ho-so-buoi-{number}.txt" for number in range(1, 5)),
        *(f"thong-bao-ket-luan-{number}.docx" for number in range(1, 5)),
        *(f"bieu-thong-ke-quy-{number}.xlsx" for number in range(1, 5)),
        *(f"bao-cao-quy-{number}.txt" for number in range(1, 5)),
        *("ke-hoach-2023.docx", "bao-cao-thuc-hien-ket-luan.docx", "lich.ics"),
        *("loi-hua-theo-co-quan.svg", "don-theo-thang.png"),
    ):
        assert 1 == sum(name[3:] == wanted for name in names), wanted
    assert all(re.fullmatch(r"\d\d-[a-z0-9-]+\.[a-z]+", name) for name in names)
    assert len(names) == len({name[:2] for name in names})


def test_each_file_is_told_on_a_line_of_its_own(demo: tuple[Path, str]) -> None:
    """In the order in which the folder shows them, and none that isn't there."""
    place, printed = demo
    _, _, told = printed.partition("Hồ sơ cuối năm ở ")
    listed = re.findall(r"^  (\d\d-\S+)  +\S", told, re.MULTILINE)

    assert [one.name for one in files(place)] == listed
    paths = (str(place), "dialogue-cases ", ".py")
    assert all(
        len(line) <= 80 for line in told.splitlines() if not any(path in line for path in paths)
    )


def test_writing_the_folder_adds_nothing_to_the_record(demo: tuple[Path, str]) -> None:
    """Looking and printing are no acts."""
    with Office.open(f"sqlite:///{demo[0] / STORE}") as office:
        printed = re.search(r"vị trí cuối (\d+)", demo[1])

        assert printed is not None
        assert office.log.position == int(printed[1])


def test_without_charts_the_rest_is_written_all_the_same(
    modules: Any, demo: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is said, with what would bring it."""
    writer = modules("folder")
    monkeypatch.setattr(writer, "DRAWING", ("a_package_that_nobody_has",))
    told = writer.write(demo[0] / STORE, tmp_path / "ho-so", 2023)
    expected = [one.name for one in files(demo[0]) if not one.name.startswith("5")]

    assert expected == [one.name for one in files(tmp_path)]
    assert "charts" in told[-1]


def test_without_the_extras_nothing_is_written_and_that_is_said(
    modules: Any, demo: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The year is told on a bare installation too."""
    writer = modules("folder")
    monkeypatch.setattr(writer, "NEEDED", ("a_package_that_nobody_has",))
    (told,) = writer.write(demo[0] / STORE, tmp_path / "ho-so", 2023)

    assert "office" in told
    assert not (tmp_path / "ho-so").exists()


# -- What it says -------------------------------------------------------------------------


def test_every_file_opens_and_says_something(demo: tuple[Path, str]) -> None:
    """With the program that a secretary would open it with, as near as a test comes."""
    for file in files(demo[0]):
        assert read(file).strip() or file.suffix == ".png", file.name
        assert file.suffix != ".png" or file.read_bytes().startswith(b"\x89PNG")


def test_the_notices_are_those_that_were_issued(demo: tuple[Path, str]) -> None:
    """The third is the one that replaced the first third."""
    with Office.open(f"sqlite:///{demo[0] / STORE}") as office:
        for number in range(1, 5):
            notice = office.as_of(f"dialogue/2023/{number}").notice
            (file,) = demo[0].glob(f"ho-so/*-thong-bao-ket-luan-{number}.docx")
            said = papers.text(file.read_bytes())

            assert str(notice.number) in said
            for item in notice.items:
                assert " ".join(item.decision.split()) in said


def test_no_sealed_name_stands_in_any_file(demo: tuple[Path, str]) -> None:
    """Luật Tố cáo 2018, Điều 56; the personal data of all others too: nobody opened them."""
    with Office.open(f"sqlite:///{demo[0] / STORE}") as office:
        seals = {one for fact in office.log.since() for one in sealed(fact.event)}
        secrets = {office.vault.unseal(one) for one in seals}
    assert "Nguyễn Thị A" in secrets

    for file in files(demo[0]):
        said = bare(read(file))
        for secret in secrets:
            assert not re.search(rf"\b{re.escape(bare(secret))}\b", said), (file.name, secret)


def sealed(value: Any) -> Iterator[Sealed]:
    """Everything in an event that is sealed."""
    if isinstance(value, Sealed):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from sealed(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from sealed(getattr(value, field.name))


def read(file: Path) -> str:
    """All the words of a file, its headers, comments and properties among them."""
    match file.suffix:
        case ".docx":
            with ZipFile(file) as parts:
                hidden = [
                    re.sub(r"<[^>]*>", "", parts.read(name).decode())
                    for name in parts.namelist()
                    if name.endswith(".xml")
                ]
            return "\n".join((papers.text(file.read_bytes()), *hidden))
        case ".xlsx":
            book = openpyxl.load_workbook(file)
            return "\n".join(
                str(cell.value)
                for sheet in book
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            )
        case ".ics":
            calendar = icalendar.Calendar.from_ical(file.read_bytes())
            return str(calendar.to_ical(), "utf-8").replace("\r\n ", "")  # lines in one piece
        case ".png":
            return ""
        case _:
            return file.read_text(encoding="utf-8")
