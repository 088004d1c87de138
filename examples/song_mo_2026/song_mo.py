"""Phần hai của `make demo`: một năm của xã Sông Mơ theo kế hoạch của chính xã.

The year happens in a fresh store under build/song_mo_2026/; its papers and books are written
beside it, each by one command of `dialogue-cases`.

    python examples/song_mo_2026/song_mo.py [folder]
"""

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from commune_year import (
    JOINT,
    LAST_DAY,
    NOBODY_CAME,
    WITH_ALL,
    WITH_THE_YOUNG,
    YEAR,
    run,
)
from dialogue_cases import Operator

FOLDER = Path(__file__).resolve().parents[2] / "build" / "song_mo_2026"
STORE, PAPERS = "song_mo_2026.db", "ho-so"
NEEDED = ("cyclopts", "rich", "docxtpl", "icalendar", "xlsxwriter")
"""What the files are written with: the extras `cli` and `office`."""
ON = f"--on {LAST_DAY}"


def main(folder: Path = FOLDER) -> str:
    """Let the year happen in a fresh store, and say what came of it.

    Args:
        folder: where the store is made, and beside it the papers; those of an earlier run are
            removed.

    Returns:
        What is printed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="ascii")
    for old in folder.glob(f"{STORE}*"):
        old.unlink()
    store = folder / STORE
    with run(f"sqlite:///{store}") as office:
        office.log.check()
    if not all(map(find_spec, NEEDED)):
        return "Xã Sông Mơ: đã ghi sổ; hồ sơ cần pip install '.[cli,office]'.\n"
    papers = folder / PAPERS
    papers.mkdir(exist_ok=True)
    listed = [*_files()]
    for name, _, command in listed:
        file = papers / name
        file.unlink(missing_ok=True)
        _said(store, command.replace("{file}", str(file)))
    told = [
        "XÃ SÔNG MƠ, NĂM 2026 [ví dụ hư cấu]",
        "",
        _said(store, f"plan-fulfilment {YEAR} {ON} --part sessions"),
        _said(store, f"ledger {ON}"),
        f"Hồ sơ ở {_short(papers)}/:",
        *(f"  {name:<34}{about}" for name, about, _ in listed),
        "",
    ]
    return "\n".join(told)


def _files() -> Iterator[tuple[str, str, str]]:
    """Each file: its name, what it is, and the command; `{file}` is where it goes."""
    for number, stream, whose in (
        (1, f"plan/{YEAR}", "Đảng uỷ"),
        (2, f"plan/{YEAR}/2", "Chủ tịch UBND"),
    ):
        yield (
            f"0{number}-ke-hoach-{number}.docx",
            f"Kế hoạch của {whose}",
            f"document plan {stream} {ON} --to {{file}}",
        )
    yield (
        "03-lich-tiep-cong-dan.docx",
        "Lịch tiếp công dân",
        f"document reception-schedule plan/{YEAR} {ON} --to {{file}}",
    )
    for number, stream in enumerate((NOBODY_CAME, JOINT, WITH_THE_YOUNG, WITH_ALL), start=1):
        yield (
            f"1{number}-bien-ban.docx",
            f"Biên bản, {stream}",
            f"document minutes {stream} {ON} --to {{file}}",
        )
    for number, stream in enumerate((WITH_THE_YOUNG, WITH_ALL), start=1):
        for place, (name, about) in enumerate(
            (
                ("announcement", "Thông báo trước buổi"),
                ("conclusion-notice", "Thông báo kết luận"),
                ("follow-up-report", "Báo cáo thực hiện kết luận"),
            ),
            start=2,
        ):
            yield (
                f"{place}{number}-{name}.docx",
                f"{about}, {stream}",
                f"document {name} {stream} {ON} --to {{file}}",
            )
    for name, about, command in (
        ("51-so-tiep-cong-dan", "Sổ tiếp công dân", "reception-book"),
        ("52-bang-theo-doi-thoi-han", "Bảng theo dõi thời hạn", f"board {ON}"),
        ("53-so-viec-da-hua", "Sổ theo dõi việc đã hứa", f"ledger {ON}"),
        ("54-tong-hop-theo-co-quan", "Bảng tổng hợp theo cơ quan", f"scorecard {ON}"),
        ("55-bieu-thong-ke-quy-2", "Biểu thống kê quý II", f"statistics --period {YEAR}-Q2"),
    ):
        yield f"{name}.xlsx", about, f"{command} --xlsx {{file}}"
    yield (
        "61-bao-cao-dang-uy-quy-2.docx",
        "Báo cáo của Đảng uỷ quý II",
        f"document party-report ward --period {YEAR}-Q2 {ON} --to {{file}}",
    )


def _said(store: Path, command: str) -> str:
    """What a command answers, as `dialogue-cases --store … --lang vi` would."""
    from dialogue_cases.cli.clerk import Clerk
    from dialogue_cases.cli.door import program

    operator = Operator(id="van-thu", channel="ví dụ hư cấu", authenticated="kịch bản")
    words = command.split()
    app = program(Clerk(store=f"sqlite:///{store}", operator=operator), words)
    with redirect_stdout(StringIO()) as said:
        app(words, exit_on_error=False, print_error=False, result_action="return_value")
    return said.getvalue()


def _short(path: Path) -> str:
    """A path as it is typed here, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


if __name__ == "__main__":
    print(main(*map(Path, sys.argv[1:])), end="")
