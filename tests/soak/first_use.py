"""A fresh process whose first uses come in four threads at once; run by `test_first_use.py`.

    python first_use.py STORE WHAT

Nothing of the library is imported before the threads are let go together.
"""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogue_cases import Office

THREADS = 4
DAY = date(2023, 3, 13)


def opening() -> None:
    _opened().close()


def deciding() -> None:
    from dialogue_cases import Act, petition

    with _opened() as office:
        clerk = Act(officer="chanh-van-phong", office="head", body="van-phong")  # type: ignore[arg-type]
        despite = [("looks-entered-already", "mỗi lần thử là một đơn")]
        office.acting(clerk, despite=despite).begin(  # type: ignore[call-overload]
            "petition/2023",
            petition.raise_petition,
            on=DAY,
            channel="oral",
            gist="Kiến nghị về mương thoát nước",
            received_by="van-phong",
        )


def asking() -> None:
    from dialogue_cases.projection import Views
    from dialogue_cases.views import board, ledger, matters, reception_book, register, scorecard

    with _opened() as office, Views.of(office) as views:
        register.cases(views)
        reception_book.lines(views)
        board.lines(views, DAY)
        ledger.promises(views, DAY)
        matters.recurring(views, DAY)
        scorecard.scores(views, DAY, by="now")


def counting() -> None:
    from dialogue_cases import statistics

    with _opened() as office:
        period = statistics.period("2023-Q1", "state", office.law)
        statistics.run(office.log.since(), office.law, period=period, generation="2024")


def writing() -> None:
    from dialogue_cases import documents

    with _opened() as office:
        documents.write(office, "announcement", "dialogue/2023/1")


def following() -> None:
    with _opened() as office:
        office.deadlines("dialogue/2023/1")
        office.ward_obligations(first=date(2023, 1, 1), last=DAY)


USES: dict[str, Callable[[], None]] = {
    use.__name__: use for use in (opening, deciding, asking, counting, writing, following)
}


def _opened() -> "Office":
    from dialogue_cases import Office

    return Office.open(
        sys.argv[1], clock=lambda: datetime(2023, 3, 31, tzinfo=UTC), durability="process-crash"
    )


def main() -> None:
    """Every thread does the same, or, asked for `each`, one of all after another."""
    named = list(USES) if sys.argv[2] == "each" else [sys.argv[2]]
    gate = threading.Barrier(THREADS)

    def first(thread: int) -> None:
        use = USES[named[thread % len(named)]]
        gate.wait()
        use()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(first, range(THREADS)))


if __name__ == "__main__":
    main()
