"""Questions to a ward of 100,000 petitions: how long each takes, and by which plan of SQLite.

    python benchmarks/questions.py                          # 100,000 petitions: some minutes
    python benchmarks/questions.py --petitions 5000 --runs 3
    python benchmarks/questions.py --keep folder            # what was made is kept, and used again
    python benchmarks/questions.py --keep folder --as-kept  # views too: nothing is made anew

The petitions are generated from a seed, over ten years, most of them done with long ago; one in
five was raised at a reception, one in twenty became a proceeding, and there are dialogues whose
promises became tasks. They are appended as decisions would have left them, for making them
through decisions would take hours. Each question is asked through the library's own function:
what is printed is the median of wall-clock and of CPU time and the most memory that the process
held (where Linux tells it), with the rows answered and how SQLite went about it (`SEARCH … USING
INDEX`, or `SCAN`, which reads a whole table of the view).
Then one more decision is recorded, and the first question after it is timed: what it reads of the
log is printed as a plan too. Last, the views' file is opened anew, which checks the whole of it.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from views import GIST, a_dialogue

from dialogue_cases import petition, proceeding, task, ward
from dialogue_cases import petition as deciding
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.projection import Answer, View, Views
from dialogue_cases.record import Recorded
from dialogue_cases.store import following, recorder
from dialogue_cases.task import Origin
from dialogue_cases.task import stream as task_stream
from dialogue_cases.views import board, ledger, reception_book, register
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    GroupId,
    OfficerId,
    Operator,
    StreamId,
    Topic,
)
from dialogue_cases.ward_file import SetUpStep

VIEWS = (register.VIEW, board.VIEW, ledger.VIEW, reception_book.VIEW)
LAW = load_law()
TODAY = date(2026, 1, 5)
BEGIN = date(2016, 1, 4)
DAYS = (TODAY - BEGIN).days
UBND, OFFICE, FRONT = BodyId("ubnd"), BodyId("van-phong"), BodyId("mttq")
CHAIR = Act(officer=OfficerId("chu-tich"), office="people_committee_chair", body=UBND)
CLERK = Act(officer=OfficerId("chanh-van-phong"), office="head", body=OFFICE)
OFFICERS = tuple(OfficerId(f"can-bo-{number}") for number in range(1, 21))
GROUPS = tuple(GroupId(f"to-{number}") for number in range(1, 16))
THINGS = (
    "mương thoát nước bị lấp", "ranh giới đất chưa rõ", "đường bê tông xuống cấp",
    "tiền đền bù chậm chi trả", "rác thải tồn đọng", "đèn chiếu sáng hỏng",
    "giấy chứng nhận quyền sử dụng đất chậm cấp", "hố ga không có nắp", "tiếng ồn ban đêm",
)  # fmt: skip
PLACES = ("hẻm", "ngõ", "đường vào nhà văn hóa", "khu tái định cư", "chợ", "trường học")
WISHES = ("đề nghị kiểm tra", "đề nghị khắc phục", "đề nghị trả lời bằng văn bản")
TOPICS = (
    Topic(title="Quản lý đất đai", code="land_management"),
    Topic(title="Giải phóng mặt bằng", code="land_clearance"),
    Topic(title="Vệ sinh môi trường", code="environmental_sanitation"),
    Topic(title="Việc khác", code="other"),
)


# -- Ten years of a ward -----------------------------------------------------------------


def a_petition(chance: random.Random, day: date, number: int) -> Iterator[Any]:
    """One petition, as far as it has got by today."""
    lead, channel = chance.choice((UBND, UBND, OFFICE, FRONT)), "written"
    gist = (
        f"{chance.choice(THINGS).capitalize()} tại {chance.choice(PLACES)} "
        f"số {chance.randint(1, 90)}, {chance.choice(WISHES)}"
    )
    if number % 5 == 0:
        channel = "reception"
    kind = "complaint" if number % 20 == 1 else chance.choice(("recommendation", "report"))

    def told() -> Iterator[Any]:
        yield petition.Raised(
            on=day, channel=channel, gist=gist, received_by=OFFICE,
            reception="regular" if channel == "reception" else None,
            topic=chance.choice(TOPICS), group=chance.choice(GROUPS),
        )  # fmt: skip
        seen = day + timedelta(days=chance.randint(0, 5))
        yield petition.Classified(on=seen, kind=kind, area="land")
        yield petition.EligibilityFound(on=seen, eligible=True)
        yield petition.CompetenceFound(on=seen, own=True, system="administrative")
        yield petition.Admitted(on=seen)
        yield petition.Assigned(
            on=seen, text=f"Kiểm tra, báo cáo: {gist}", lead=lead,
            lead_officer=chance.choice(OFFICERS), supports=(FRONT,) if number % 7 == 0 else (),
        )  # fmt: skip
        answered = seen + timedelta(days=chance.randint(3, 40))
        yield petition.Answered(on=answered, outcome="result", gist="Đã kiểm tra, đang khắc phục")
        if chance.random() < 0.9:
            done = answered + timedelta(days=chance.randint(1, 30))
            yield petition.Resolved(on=done, outcome="granted", gist="Đã khắc phục xong")

    yield from (one for one in told() if one.on <= TODAY)


def a_proceeding(day: date, of: StreamId, number: int) -> Iterator[Any]:
    yield proceeding.Received(
        on=day + timedelta(days=6), kind="complaint", petition=of, body=UBND, gist="Khiếu nại"
    )
    yield proceeding.Accepted(on=day + timedelta(days=9))
    yield proceeding.PartiesTold(
        on=day + timedelta(days=9), about="acceptance", to=("complainant",)
    )
    decided = day + timedelta(days=29)
    yield proceeding.Decided(on=decided, outcome="founded", gist="Chấp nhận")
    if number % 200 != 1:
        yield proceeding.Sent(on=decided + timedelta(days=2), paper="decision", to=("complainant",))


def a_task(chance: random.Random, day: date, origin: Origin) -> Iterator[Any]:
    yield task.Assigned(
        on=day, origin=origin, text=GIST, lead=UBND, lead_officer=chance.choice(OFFICERS),
        due=day + timedelta(days=45),
    )  # fmt: skip
    yield task.ProgressReported(on=day + timedelta(days=9), gist=GIST)
    if chance.random() < 0.9:
        yield task.ReportedDone(on=day + timedelta(days=40), gist=GIST)
        yield task.Verified(on=day + timedelta(days=44), findings=GIST)


def lives(petitions: int, seed: int) -> Iterator[tuple[StreamId, list[Any]]]:
    """Whole lives, by the day on which they began."""
    chance = random.Random(seed)
    numbers: dict[str, int] = {}

    def next_of(series: str, day: date) -> StreamId:
        name = f"{series}/{day.year}"
        numbers[name] = numbers.get(name, 0) + 1
        return StreamId(f"{name}/{numbers[name]}")

    for number in range(petitions):
        day = BEGIN + timedelta(days=number * DAYS // petitions)
        raised = next_of("petition", day)
        yield raised, list(a_petition(chance, day, number))
        if number % 20 == 1 and day < TODAY - timedelta(days=31):
            yield next_of("proceeding", day), list(a_proceeding(day, raised, number))
        if number % 500 == 2 and day < TODAY - timedelta(days=60):
            held = next_of("dialogue", day)
            yield held, list(a_dialogue(day))
            for item in (1, 2, 3):
                origin = Origin(kind="conclusion_item", source=held, number=item)
                yield task_stream(origin), list(a_task(chance, day + timedelta(days=8), origin))


def an_office(path: Path, petitions: int, seed: int, today: date = TODAY) -> Office:
    """A ward's office on a day, with all of that on record."""
    fresh = not path.exists()
    make: Any = Office.create if fresh else Office.open
    bodies: list[tuple[BodyId, Any]] = [
        (UBND, "people_committee"), (OFFICE, "party_office"), (FRONT, "fatherland_front")
    ]  # fmt: skip
    setup = [
        *(
            SetUpStep(ward.establish_body, on=BEGIN, body=body, kind=kind, name=body)
            for body, kind in bodies
        ),
        SetUpStep(
            ward.appoint, on=BEGIN, officer=CLERK.officer, office=CLERK.office, body=OFFICE,
            title="Chánh Văn phòng",
        ),
        SetUpStep(
            ward.appoint, on=BEGIN, officer=CHAIR.officer, office=CHAIR.office, body=UBND,
            title="Chủ tịch Uỷ ban nhân dân",
        ),
    ]  # fmt: skip
    named = {"code": "21000", "name": "Phường thử nghiệm", "setup": setup}
    new = named if fresh else {}
    office: Office = make(
        f"sqlite:///{path}", durability="process-crash", wrapping_key=bytes(32), **new,
        clock=lambda: datetime(today.year, today.month, today.day, 2, tzinfo=UTC),
    )  # fmt: skip
    if not fresh:
        return office
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC)
    with office.store.writing() as writing:
        for stream, events in lives(petitions, seed):
            writing.append(
                [
                    Recorded(
                        stream=stream, version=version, position=0, recorded_at=at,
                        recorded_by=Operator(id="chi.lan"), act=CHAIR, event=event,
                    )
                    for version, event in enumerate(events, start=1)
                ]
            )  # fmt: skip
    return office


# -- The questions -----------------------------------------------------------------------


class Watched(Views):
    """Views that remember what they were asked, so that SQLite can be asked for its plan."""

    last: tuple[str, Mapping[str, Any]]

    def ask(self, view: View, shape: Any, question: str, parameters: Any = None, **of: Any) -> Any:
        self.last = question, parameters or {}
        return super().ask(view, shape, question, parameters, **of)

    def plan(self) -> list[str]:
        question, parameters = self.last
        # The values don't matter to a plan that is made before they are bound.
        bound = dict.fromkeys(parameters)
        rows = self._opened().execute(f"EXPLAIN QUERY PLAN {question}", bound)
        return [detail for *_, detail in rows]


def questions(views: Views) -> dict[str, Callable[[], Answer[Any] | tuple[Any, ...]]]:
    def of_register(**wanted: Any) -> Callable[[], Answer[Any]]:
        return lambda: register.cases(views, register.RegisterWanted(**wanted))

    def of_board(**wanted: Any) -> Callable[[], Answer[Any]]:
        return lambda: board.lines(views, TODAY, board.BoardWanted(**wanted))

    def of_book(**wanted: Any) -> Callable[[], Answer[Any]]:
        return lambda: reception_book.lines(views, reception_book.ReceptionBookWanted(**wanted))

    month, last = date(2025, 3, 1), date(2025, 3, 31)
    return {
        "board: unfinished today": of_board(),
        "board: of one body": of_board(body=UBND),
        "board: of one officer": of_board(officer=OFFICERS[0]),
        "board: of one life": of_board(stream=StreamId("petition/2025/17"), finished=True),
        "board: of the periods": lambda: board.periodic(views, TODAY),
        "register: of a month": of_register(first=month, last=last),
        "register: kind, in a month": of_register(kind="complaint", first=month, last=last),
        "register: assigned, not resolved": of_register(status="assigned"),
        "register: status, of a body": of_register(status="assigned", body=FRONT),
        "register: a group's, in a month": of_register(group=GROUPS[0], first=month, last=last),
        "register: a topic's, in a month": of_register(
            topic="land_management", first=month, last=last
        ),
        "register: words in all years": of_register(words="ho ga 17 tai dinh cu"),
        "register: words nobody wrote": of_register(words="tau dien ngam"),
        "register: words, in a month": of_register(words="ho ga", first=month, last=last),
        "book: of a month": of_book(first=month, last=last),
        "book: reports of a year": of_book(kind="report", first=date(2025, 1, 1)),
        "ledger: all promises": lambda: ledger.promises(views, TODAY),
        "ledger: of a year": lambda: ledger.promises(
            views, TODAY, ledger.LedgerWanted(first=date(2025, 1, 1))
        ),
        "ledger: of one session": lambda: ledger.promises(
            views, TODAY, ledger.LedgerWanted(session=StreamId("dialogue/2025/2"))
        ),
        "ledger: totals by year": lambda: ledger.totals(views, TODAY, "year"),
    }


def timed(run: Callable[[], Any]) -> tuple[float, float, Any]:
    wall, own = time.perf_counter(), time.process_time()
    answer = run()
    return time.perf_counter() - wall, time.process_time() - own, answer


def most_held(*, anew: bool = False) -> int:
    """Megabytes that this process held at the most, since that was last asked anew."""
    told = Path("/proc/self/status")
    if anew and told.exists():
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    lines = told.read_text(encoding="ascii").splitlines() if told.exists() else []
    return sum(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def measured(folder: Path, petitions: int, seed: int, runs: int, *, as_kept: bool) -> None:
    path = folder / "ward.db"
    wall, own, office = timed(lambda: an_office(path, petitions, seed))
    facts = office.store.position
    print(f"{petitions:,} petitions, {facts:,} facts, {path.stat().st_size / 1e6:.0f} MB")
    print(f"opened or made in {wall:.0f} s ({own:.0f} s of CPU)")
    with office, Watched.of(office) as views:
        if not as_kept:
            wall, own, _ = timed(lambda: views.rebuild(VIEWS))
            kept = (folder / "ward.db.views").stat().st_size / 1e6
            print(
                f"all {len(VIEWS)} views made anew in {wall:.0f} s ({own:.0f} s of CPU): "
                f"{facts / own:,.0f} facts a second of CPU; {kept:.0f} MB\n"
            )
        print(f"{'question':<34}{'rows':>8}{'wall':>10}{'CPU':>10}{'held':>10}")
        for name, run in questions(views).items():
            tell(name, views, run, runs)
        after_one_more(office, views, runs)


def tell(name: str, views: Watched, run: Callable[[], Any], runs: int) -> None:
    views.last = "SELECT 'no question to a view'", {}
    most_held(anew=True)
    found = [timed(run) for _ in range(runs)]
    wall, own = (statistics.median(one[of] for one in found) * 1000 for of in (0, 1))
    rows = len(getattr(found[-1][2], "rows", found[-1][2]))
    print(f"{name:<34}{rows:>8,}{wall:>7,.0f} ms{own:>7,.0f} ms{most_held():>7,} MB")
    for step in views.plan():
        print(f"        {step}")


def after_one_more(office: Office, views: Watched, runs: int) -> None:
    """What an office waits for: something is decided, and then the board and register are asked."""
    desk = office.acting(CLERK, despite=[("looks-entered-already", "đo thời gian")])

    def decided() -> None:
        desk.begin(
            f"petition/{TODAY.year}", deciding.raise_petition, on=TODAY, channel="written",
            gist="Mương bị tắc", received_by=OFFICE,
        )  # fmt: skip

    found: dict[str, list[tuple[float, float, Any]]] = {}
    for _ in range(runs):
        found.setdefault("one more petition raised", []).append(timed(decided))
        for name in ("board: of one officer", "register: words, in a month"):
            first = timed(questions(views)[name])
            found.setdefault(f"then {name}", []).append(first)
        views.close()
        again = timed(questions(views)["board: of one officer"])
        found.setdefault("the file opened anew, the board again", []).append(again)
    print()
    for name, times in found.items():
        wall, own = (statistics.median(one[of] for one in times) * 1000 for of in (0, 1))
        print(f"{name:<42}{wall:>7,.0f} ms{own:>7,.0f} ms")
    for question in (following.TOUCHED, recorder.FACT):
        with office.store.reading() as asked:
            marks = (0,) * question.count("?")
            plan = asked.cursor.execute(f"EXPLAIN QUERY PLAN {question}", marks).fetchall()
        print(*(f"        the log: {detail}" for *_, detail in plan), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--petitions", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder in which what is made stays")
    parser.add_argument("--as-kept", action="store_true", help="make no view anew")
    options = parser.parse_args()
    if options.keep is not None:
        options.keep.mkdir(exist_ok=True)
        measured(
            options.keep, options.petitions, options.seed, options.runs, as_kept=options.as_kept
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        measured(
            Path(folder), options.petitions, options.seed, options.runs, as_kept=options.as_kept
        )


if __name__ == "__main__":
    main()
