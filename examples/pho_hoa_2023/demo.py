"""`make demo`: một năm của phường Phổ Hoà, từ sổ trống đến báo cáo cuối năm.

The year happens in a fresh store under build/pho_hoa_2023/; then the record is asked, and what
a secretary would want to open is written beside the store, into ho-so/.

    python examples/pho_hoa_2023/demo.py [folder]
"""

import shutil
import sys
from pathlib import Path

import folder as dossier
from figures import Year
from report import year_end
from year import LAST_DAY, YEAR, run

FOLDER = Path(__file__).resolve().parents[2] / "build" / "pho_hoa_2023"
STORE = "pho_hoa_2023.db"
DOSSIER = "ho-so"
SECOND_STORY = Path(__file__).resolve().parents[1] / "two_changes" / "two_changes.py"


def main(folder: Path = FOLDER) -> str:
    """Let the year happen in a fresh store, and say what a secretary would want to see.

    Args:
        folder: where the store is made, and beside it the files of the year's end; those of an
            earlier run are removed.

    Returns:
        What is printed.
    """
    store = fresh(folder) / STORE
    with run(f"sqlite:///{store}") as office:
        office.log.check()
        report = year_end(Year(office=office, year=YEAR, on=LAST_DAY))
    return report + what_to_open(store) + where_to_look(store)


def fresh(folder: Path) -> Path:
    """A folder without the store of an earlier run; one made here is left alone by git."""
    if not folder.exists():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
    for old in folder.glob(f"{STORE}*"):
        old.unlink()
    return folder


def what_to_open(store: Path) -> str:
    """The files of the year's end, written beside the store."""
    opened = store.with_name(DOSSIER)
    listed = dossier.write(store, opened, YEAR)
    return "\n".join(("", f"Hồ sơ cuối năm ở {_short(opened)}/:", "", *listed, ""))


def where_to_look(store: Path) -> str:
    """Commands that look further into the store."""
    program = shutil.which("dialogue-cases", path=str(Path(sys.executable).parent))
    say = f"{_short(Path(program)) if program else 'dialogue-cases'}"
    return "\n".join(
        (
            "",
            f"Sổ ở {_short(store)}. Xem tiếp:",
            "",
            f"  export DIALOGUE_CASES_STORE={_short(store)}",
            f"  {say} show dialogue/2023/3",
            f"  {say} history task/dialogue/2023/2/item/3",
            f"  {say} deadlines dialogue/2023/3 --explain",
            f"  {say} deadlines dialogue/2023/2 --known 2023-04-26",
            f"  {say} deadlines proceeding/2023/1 --explain",
            f"  {say} show matter/2023/1",
            f"  {say} doctor",
            "",
            "Chuyện thứ hai, qua 01/07/2025 và 01/07/2026:",
            "",
            f"  {_short(Path(sys.executable))} {_short(SECOND_STORY)}",
            "",
        )
    )


def _short(path: Path) -> str:
    """A path as seen from here, if it lies below."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a pipe, too
    print(main(*map(Path, sys.argv[1:2])), end="")
