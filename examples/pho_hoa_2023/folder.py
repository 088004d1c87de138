"""Hồ sơ cuối năm: what a secretary opens at the year's end, each file by one command.

The files are those of `dialogue-cases`, so whoever wants one of them again types what stands here.
Nobody with a role opened what is sealed, so no file says who spoke or petitioned.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from diary import CLERK

NEEDED = ("cyclopts", "rich", "docxtpl", "icalendar", "xlsxwriter")
"""What the files are written with: the extras `cli` and `office`."""
DRAWING = ("altair", "vl_convert")
"""What charts are drawn with: the extra `charts`."""


def files(year: int, *, drawn: bool) -> Iterator[tuple[str, str, str]]:
    """Each file: its name, what it is, and the command; `{file}` is where it goes.

    A command without it says its answer, which is the file. Names sort as they are read.

    Args:
        year: which year.
        drawn: whether charts can be drawn.
    """
    on = f"--on {year}-12-31"
    yield (
        f"01-ke-hoach-{year}.docx",
        "Kế hoạch năm",
        f"document plan plan/{year} {on} --to {{file}}",
    )
    yield (
        "02-lich.ics",
        "Lịch các buổi và thời hạn",
        f"calendar {on} --to {{file}}",
    )
    for name, about, command in (
        ("03-so-theo-doi-don", "Sổ theo dõi đơn", "register"),
        ("04-so-tiep-cong-dan", "Sổ tiếp công dân", "reception-book"),
        ("05-bang-theo-doi-thoi-han", "Bảng theo dõi thời hạn", f"board {on}"),
        ("06-so-viec-da-hua", "Sổ theo dõi việc đã hứa", f"ledger {on}"),
        ("07-vu-viec-neu-nhieu-lan", "Vụ việc nêu nhiều lần", f"matters {on}"),
        ("08-thuc-hien-ke-hoach", "Thực hiện kế hoạch năm", f"plan-fulfilment {year} {on}"),
        ("09-tong-hop-theo-co-quan", "Bảng tổng hợp theo cơ quan", f"scorecard {on}"),
    ):
        yield f"{name}.xlsx", about, f"{command} --xlsx {{file}}"
    for number in range(1, 5):
        session = f"dialogue/{year}/{number}"
        yield (
            f"1{number}-ho-so-buoi-{number}.txt",
            f"Hồ sơ buổi đối thoại {number}",
            f"dossier {session} {on}",
        )
        yield (
            f"2{number}-thong-bao-ket-luan-{number}.docx",
            f"Thông báo kết luận buổi {number}",
            f"document conclusion-notice {session} {on} --to {{file}}",
        )
        yield (
            f"3{number}-bieu-thong-ke-quy-{number}.xlsx",
            f"Biểu thống kê quý {number} (kỳ của Nhà nước)",
            f"statistics --period {year}-Q{number} --xlsx {{file}}",
        )
        yield (
            f"4{number}-bao-cao-quy-{number}.txt",
            f"Báo cáo của Đảng uỷ quý {number}",
            f"report --period {year}-Q{number}",
        )
    yield f"45-bao-cao-nam-{year}.txt", "Báo cáo của Đảng uỷ cả năm", f"report --period {year}-year"
    yield (
        "46-bao-cao-thuc-hien-ket-luan.docx",
        "Báo cáo thực hiện kết luận (dự thảo)",
        f"document follow-up-report plan/{year} {on} {'--charts ' * drawn}--to {{file}}",
    )
    if drawn:
        for name, about, chart in (
            ("51-loi-hua-theo-co-quan.svg", "Lời hứa theo cơ quan", "promises-by-body"),
            ("52-so-ngay-giai-quyet.svg", "Số ngày giải quyết", "days-to-settle"),
            ("53-don-theo-thang.png", "Đơn theo tháng và loại", "petitions-by-month"),
        ):
            yield name, f"Biểu đồ: {about}", f"chart {chart} {on} --to {{file}}"


def write(store: Path, folder: Path, year: int) -> list[str]:
    """Write the folder, and say what is in it.

    Args:
        store: the store's file, in which the year has happened.
        folder: where the files go; those of an earlier run are written anew.
        year: which year.

    Returns:
        A line for each file; where a part isn't installed, what is missing.
    """
    if not all(map(find_spec, NEEDED)):
        return ["Chưa lập hồ sơ: cần pip install '.[cli,office]'."]
    drawn = all(map(find_spec, DRAWING))
    folder.mkdir(exist_ok=True)
    for name, *_ in files(year, drawn=True):
        (folder / name).unlink(missing_ok=True)
    listed = sorted(files(year, drawn=drawn))
    _run_all(store, {folder / name: command for name, _, command in listed})
    said = [f"  {name:<36}{about}" for name, about, _ in listed]
    return said if drawn else [*said, "  Không có biểu đồ: cần pip install '.[charts]'."]


def _run_all(store: Path, commands: dict[Path, str]) -> None:
    """Run commands one after the other, as `dialogue-cases --store … --lang vi` would."""
    from dialogue_cases.cli.clerk import Clerk
    from dialogue_cases.cli.door import program

    clerk = Clerk(store=f"sqlite:///{store}", operator=CLERK)
    for file, command in commands.items():
        words = [str(file) if word == "{file}" else word for word in command.split()]
        app = program(clerk, words)
        with redirect_stdout(StringIO()) as said:
            app(words, exit_on_error=False, print_error=False, result_action="return_value")
        if "{file}" not in command:
            file.write_text(said.getvalue(), encoding="utf-8")
