"""Many writers at once, and writers that die: nothing is lost, doubled or half recorded."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from datetime import date
from pathlib import Path

from dialogue_cases import session, task
from dialogue_cases.office import Office
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import BodyId, Operator, Place, StreamId
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 2, 20)
COMMITTEE = act_of("bi-thu")
CHAIRMAN = act_of("chu-tich")

YEARS = 24
"""How many years' plans a writer may adopt before it is killed: all years that are recorded, in
twelve parts."""

WRITER = textwrap.dedent(
    """
    import sys
    from datetime import UTC, date, datetime
    from dialogue_cases import plan, session
    from dialogue_cases.office import Office
    from dialogue_cases.plan import Contents, Duty, PlannedSession, Section
    from dialogue_cases.vocabulary import (
        Act, BodyId, Document, GroupId, OfficerId, Operator, Place, Topic, month,
    )

    url, name, work, times = sys.argv[1:]
    office = Office.open(
        url, operator=Operator(id=name), clock=lambda: datetime(2023, 3, 1, tzinfo=UTC)
    )
    secretary = Act(
        officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy")
    )
    desk = office.acting(
        secretary, despite=[("series-is-of-the-year", "nhiều năm liền, để thử")]
    )
    print("ready", flush=True)
    for number in range(int(times)):
        if work == "receptions":
            desk.begin(
                "reception/2023", session.fix, on=date(2023, 2, 20), day=date(2023, 3, 6),
                place=Place(name=f"{name}/{number}"), legal_basis="citizen_reception",
            )
        else:  # an adoption is recorded as four facts in four lives, or not at all
            year = int(name) + number
            session_planned = PlannedSession(
                number=1, quarter=1, groups=(GroupId("nho-lam"),), period=month(year, 3),
                topics=(Topic(title="Đất đai", code="land_management"),),
                place=Place(name="Nhà sinh hoạt cộng đồng"),
            )
            duties = (
                Duty(number=1, kind="venue", text="Chuẩn bị địa điểm", phase="before",
                     for_each=("dialogue",), lead=BodyId("van-phong")),
                Duty(number=2, kind="inspection", text="Kiểm tra", phase="throughout",
                     lead=BodyId("kiem-tra")),
            )
            nothing = Section(headings=(), paragraphs=())
            contents = Contents(
                kind="KẾ HOẠCH", title="…", bases=(), introduction="…", purposes=nothing,
                requirements=nothing, sessions=(session_planned,), duties=duties,
            )
            on = date(2023, 2, 20)
            desk.decide(plan.stream(year), plan.draft, on=on, year=year, contents=contents)
            desk.decide(
                plan.stream(year), plan.adopt, on=on,
                document=Document(kind="Kế hoạch", number="1-KH/ĐU", issued_on=on),
            )
        print(number, flush=True)
    """
)


def start(path: Path, name: str, work: str, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, f"sqlite:///{path}", name, work, str(times)],
        stdout=subprocess.PIPE,
        text=True,
    )


def _year(stream: str) -> int | None:
    """The year of a plan, or of the plan that a session or task comes from."""
    return next((int(word) for word in stream.split("/") if word.isdecimal()), None)


def numbers(office: Office) -> list[int]:
    found = {
        int(fact.stream.rpartition("/")[2])
        for fact in office.log.since()
        if fact.stream.startswith("reception/2023/")
    }
    return sorted(found)


def test_numbers_have_no_gaps_under_sixteen_writing_threads(tmp_path: Path) -> None:
    """Each thread's decisions get numbers of their own; none is skipped or used twice."""
    office = an_office(path=tmp_path / "ward.db", durability="process-crash")
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(10):
                office.acting(COMMITTEE).begin(
                    "reception/2023",
                    session.fix,
                    on=DAY,
                    day=date(2023, 3, 6),
                    place=Place(name=f"{name}/{number}"),
                    legal_basis="citizen_reception",
                )
        except BaseException as failure:  # told by the assertion below
            failures.append(failure)

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == failures
    assert list(range(1, 161)) == numbers(office)
    office.log.check()
    office.close()


def test_numbers_have_no_gaps_under_eight_writing_processes(tmp_path: Path) -> None:
    """Processes that know nothing of each other share one series."""
    path = tmp_path / "ward.db"
    an_office(path=path, durability="process-crash").close()

    writers = [start(path, f"máy-{n}", "receptions", 8) for n in range(8)]
    for writer in writers:
        writer.communicate(timeout=120)

    assert [0] * 8 == [writer.returncode for writer in writers]
    with Office.open(f"sqlite:///{path}", clock=Clock()) as office:
        assert list(range(1, 65)) == numbers(office)
        by_writer = Counter(
            fact.recorded_by.id
            for fact in office.log.since()
            if fact.stream.startswith("reception")
        )
        assert {f"máy-{n}": 8 for n in range(8)} == by_writer
        office.log.check()


def test_a_killed_process_leaves_all_of_a_decisions_facts_or_none(tmp_path: Path) -> None:
    """Kill −9 at any moment: what was answered is there, and nothing is there by half."""
    path = tmp_path / "ward.db"
    an_office(path=path).close()
    answered = 0

    for attempt in range(12):
        first = 1900 + YEARS * attempt
        writer = start(path, str(first), "adoptions", YEARS)
        assert writer.stdout is not None
        assert "ready\n" == writer.stdout.readline()
        time.sleep(0.004 * attempt)
        # The last is killed after an answer, however slow the machine is.
        first_line = writer.stdout.readline() if attempt == 11 else ""
        os.kill(writer.pid, signal.SIGKILL)
        lines = [*first_line.split(), *writer.stdout.read().split()]
        writer.wait()
        writer.stdout.close()
        answered += len(lines)

        with Office.open(f"sqlite:///{path}", clock=Clock()) as office:
            office.log.check()
            facts = Counter(
                year
                for fact in office.log.since()
                if (year := _year(fact.stream)) in range(first, first + YEARS)
            )
            assert {1, 5} >= set(facts.values()), "a decision was recorded by half"
            adopted = sum(count == 5 for count in facts.values())
            assert adopted >= len(lines), "an answered decision was lost"

    assert answered > 0


def test_two_offices_on_one_file_see_each_others_decisions(tmp_path: Path) -> None:
    """The ward is read anew when somebody else has changed it."""
    path = tmp_path / "ward.db"
    first = an_office(path=path)
    second = Office.open(f"sqlite:///{path}", operator=Operator(id="hai"), clock=Clock())
    origin = Origin(kind="direction", source=StreamId("dialogue/2023/1"), number=1)
    first.acting(COMMITTEE).decide(
        task.stream(origin), task.assign, on=DAY, origin=origin, text="…", lead=BodyId("ubnd")
    )

    (fact,) = second.acting(CHAIRMAN).decide(
        task.stream(origin), task.report_progress, on=DAY, gist="đang làm"
    )

    assert 2 == fact.version
    assert 2 == len(first.history(task.stream(origin)))
    first.close()
    second.close()
