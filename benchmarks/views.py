"""Views as ratios: making them anew and catching up, against reading the record, interleaved.

    python benchmarks/views.py                      # 20,000 facts
    python benchmarks/views.py --facts 100000 --rounds 3

A ward's years are recorded in one store: in every ten lives there are five petitions of eight
facts, three tasks of six and two dialogues of twelve. In every round each contender does the
same work once, in turn, so that a machine whose speed drifts drifts for all of them. What is
printed is the median of the ratios round by round, with the lowest and the highest.

raw       `log.since(0)`: every fact read and decoded, which any answer from the log begins with
anew      each view made anew by itself; then all of them in one reading
catch up  the last thousand facts, caught up with in batches of 500: against the same raw scan
ask       a view that is up to date, asked a question
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dialogue_cases import petition, session, task
from dialogue_cases.law import load_law
from dialogue_cases.projection import View, Views
from dialogue_cases.record import Recorded
from dialogue_cases.store import Store
from dialogue_cases.task import Origin
from dialogue_cases.views import VIEWS, board, ledger, reception_book, register
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    DocumentNumber,
    GroupId,
    OfficerId,
    Operator,
    Place,
    StreamId,
    Topic,
)

GIST = "Kiến nghị về mương thoát nước bị lấp khi thi công đường tại tổ dân phố, đề nghị khơi thông"
UBND, OFFICE = BodyId("ubnd"), BodyId("van-phong")
ACT = Act(officer=OfficerId("chu-tich"), office="people_committee_chair", body=UBND)
CLERK = Operator(id="chi.lan")
LAW = load_law()
TOPIC = Topic(title="Quản lý đất đai", code="land_management")
BEGIN = date(2018, 1, 2)
LAST = 1000


# -- Some years of a ward ----------------------------------------------------------------


def a_petition(day: date, number: int) -> Iterator[Any]:
    channel: Any = ("written", "reception")[number % 2]
    yield petition.Raised(
        on=day, channel=channel, gist=f"{GIST} {number}", received_by=OFFICE, topic=TOPIC
    )
    yield petition.Classified(on=day, kind="recommendation", area="land")
    yield petition.EligibilityFound(on=day, eligible=True)
    yield petition.CompetenceFound(on=day, own=True, system="administrative")
    yield petition.Admitted(on=day)
    yield petition.Assigned(on=day, text=GIST, lead=UBND)
    yield petition.Answered(on=day + timedelta(days=9), outcome="accepted", gist=GIST)
    yield petition.Answered(on=day + timedelta(days=30), outcome="result", gist=GIST)


def a_task(day: date, origin: Origin) -> Iterator[Any]:
    due = day + timedelta(days=45)
    yield task.Assigned(on=day, origin=origin, text=GIST, lead=UBND, due=due)
    for step in range(1, 4):
        yield task.ProgressReported(on=day + timedelta(days=step * 9), gist=GIST)
    yield task.ReportedDone(on=day + timedelta(days=40), gist=GIST)
    yield task.Verified(on=day + timedelta(days=44), findings=GIST)


def a_dialogue(day: date) -> Iterator[Any]:
    before = day - timedelta(days=20)
    yield session.Fixed(
        on=before, day=day, place=Place(name="Nhà sinh hoạt cộng đồng"), topics=(TOPIC,),
        legal_basis="party_secretary_dialogue", groups=(GroupId("nho-lam"),),
    )  # fmt: skip
    yield session.Opened(on=day, chair=ACT.officer, office="party_secretary", body=UBND)
    for number in range(1, 9):
        yield session.OpinionVoiced(
            on=day, number=number, kind="report", subject="government_management", gist=GIST
        )
    yield session.Ended(on=day, people=90)
    items = tuple(
        session.Item(number=one, decision=GIST, lead=UBND, opinions=(one,)) for one in (1, 2, 3)
    )
    yield session.ConclusionIssued(
        on=day + timedelta(days=8), number=DocumentNumber(number=1, symbol="TB/ĐU"), body=UBND,
        officer=ACT.officer, office="party_secretary", draft=None,
        contents=session.Contents(items=items),
    )  # fmt: skip


def lives(facts: int) -> Iterator[tuple[StreamId, list[Any]]]:
    """Lives of a ward, some years of them, until there are so many facts."""
    made = number = 0
    while made < facts:
        number += 1
        day = BEGIN + timedelta(days=number % 3000)
        ten = number % 10
        if ten < 5:
            stream, told = f"petition/{day.year}/{number}", a_petition(day, number)
        elif ten < 8:
            origin = Origin(
                kind="conclusion_item", source=StreamId(f"dialogue/{day.year}/{number // 10}"),
                number=ten - 4,
            )  # fmt: skip
            stream, told = task.stream(origin), a_task(day, origin)
        else:
            stream, told = f"dialogue/{day.year}/{number // 10}{ten}", a_dialogue(day)
        events = list(told)
        made += len(events)
        yield StreamId(stream), events


def recorded(store: Store, facts: int) -> None:
    at = datetime(2018, 1, 2, tzinfo=UTC)
    with store.writing() as writing:
        for stream, events in lives(facts):
            writing.append(
                [
                    Recorded(
                        stream=stream, version=version, position=0, recorded_at=at,
                        recorded_by=CLERK, act=ACT, event=event,
                    )
                    for version, event in enumerate(events, start=1)
                ]
            )  # fmt: skip


# -- The contenders ----------------------------------------------------------------------


def seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def told(what: str, raw: list[float], ours: list[float], note: str = "") -> None:
    ratios = sorted(one / other for one, other in zip(ours, raw, strict=True))
    print(
        f"{what:<28}{statistics.median(ours):>8.2f} s  "
        f"{statistics.median(ratios):>7.2f} × raw  ({ratios[0]:.2f} – {ratios[-1]:.2f})  {note}"
    )


def asked(views: Views) -> None:
    day = date(2026, 1, 5)
    register.cases(views, register.Wanted(words="muong thoat", first=date(2025, 1, 1)))
    reception_book.lines(views, reception_book.Wanted(first=date(2025, 1, 1)))
    board.lines(views, day)
    ledger.totals(views, day, "year")


def measured(folder: Path, facts: int, rounds: int) -> None:
    whole, behind = folder / "whole.db", folder / "behind.views"
    store = Store.create(f"sqlite:///{whole}", durability="process-crash")
    recorded(store, facts)
    print(f"{store.position:,} facts, {whole.stat().st_size / 1e6:.0f} MB\n")
    views = Views(store, lambda _: LAW, folder / "whole.views")
    views.rebuild(VIEWS)
    short = Views(store, lambda _: LAW, behind)
    _behind(short, store.position - LAST)

    def made(views_made: tuple[View, ...]) -> Callable[[], object]:
        return lambda: views.rebuild(views_made)

    def caught_up() -> None:
        with Views(store, lambda _: LAW, folder / "again.views") as again:
            asked(again)

    contenders: dict[str, Callable[[], object]] = {
        "raw: the whole log": lambda: [None for _ in store.since(0)],
        **{f"anew: {view.name}": made((view,)) for view in VIEWS},
        "anew: all four": made(VIEWS),
        f"catch up: {LAST:,} facts, and ask": caught_up,
        "ask: all four, up to date": lambda: asked(views),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            for ending in ("", "-wal", "-shm"):
                (folder / f"again.views{ending}").unlink(missing_ok=True)
            shutil.copy(behind, folder / "again.views")
            times[name].append(seconds(run))
    raw = times.pop("raw: the whole log")
    print(f"{'raw: the whole log':<28}{statistics.median(raw):>8.2f} s")
    for name, ours in times.items():
        told(name, raw, ours)
    print(f"\nthe views' file: {(folder / 'whole.views').stat().st_size / 1e6:.0f} MB")
    views.close()
    store.close()


def _behind(views: Views, position: int) -> None:
    """Views as they were at an earlier position: what a process that slept finds."""

    class Then:
        """The store as it was then."""

        def __init__(self, store: Store) -> None:
            self._store = store
            self.position = position

        def __getattr__(self, name: str) -> Any:
            return getattr(self._store, name)

    store, views.store = views.store, Then(views.store)  # type: ignore[assignment]
    views.rebuild(VIEWS)
    views.close()
    views.store = store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), options.facts, options.rounds)


if __name__ == "__main__":
    main()
