"""Every question is asked as of a day and as known on a day, and answers then as it answered then.

What was on record at the end of a past day is put into a store of its own, where the same question
is asked: the answer about that day, of all that is on record now, is the same.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from commands import Run
from demo_year import demo_year
from dialogue_cases import petition, session, statistics
from dialogue_cases.attachments import attach, attached
from dialogue_cases.cli import homes
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Command, Commands
from dialogue_cases.deadlines import Verdict
from dialogue_cases.documents.calendars import entries
from dialogue_cases.errors import NotFound
from dialogue_cases.life import LIVES
from dialogue_cases.office import Office
from dialogue_cases.privacy import LockedVault
from dialogue_cases.projection import Views
from dialogue_cases.record import Known, known_then
from dialogue_cases.store import Store
from dialogue_cases.store.following import last_known
from dialogue_cases.views import board, reception_book, register
from dialogue_cases.vocabulary import BodyId, Operator, Place, StreamId, Topic
from offices import Clock, an_office
from spec import act_of

DAYS = (date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 29), date(2023, 12, 29))


@pytest.fixture(scope="module")
def year() -> Iterator[Office]:
    with demo_year() as office:
        yield office


def as_it_was(office: Office, day: date) -> Office:
    """The record as it was at the end of a local day, with nothing after it."""
    store = Store.create("memory:")
    with store.writing() as writing:
        writing.append([one for one in office.log.since() if known_then(one, day)])
    return Office(store, LockedVault(), office.law, clock=Clock(day), roles=office.roles)


# -- As of a past day, as known on it ---------------------------------------------------------

Asked: TypeAlias = Callable[[Office, date, Known | None], Any]


def checked(office: Office, day: date, known: Known | None) -> Any:
    owed = office.check_deadlines(day, among=("overdue", "due soon", "open"), known=known)
    return [(one.stream, one.rule.id, one.root, one.due, one.status(day)) for one in owed]


def checked_where_something_is_open(office: Office, day: date, known: Known | None) -> Any:
    """As `check` asks it: of the lives that the board names."""
    with Views.of(office) as views:
        lives = [*board.unfinished(views, day, known=known)]
    owed = office.check_deadlines(day, lives=lives, known=known)
    return [(one.stream, one.rule.id, one.root, one.due, one.status(day)) for one in owed]


def noted(office: Office, day: date, known: Known | None) -> Any:
    return entries(office, on=day, known=known)


def followed(office: Office, day: date, known: Known | None) -> Any:
    facts = [one for one in office.log.since() if one.recorded_at <= Clock(day)()]
    return {one.ref: [*map(str, office.followers(one.ref, known=known))] for one in facts[::25]}


def registered(office: Office, day: date, known: Known | None) -> Any:
    with Views.of(office) as views:
        return register.cases(views, on=day, known=known).rows


def received(office: Office, day: date, known: Known | None) -> Any:
    with Views.of(office) as views:
        return reception_book.lines(views, on=day, known=known).rows


QUESTIONS = (checked, checked_where_something_is_open, noted, followed, registered, received)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one.__name__)
def test_what_was_known_on_a_past_day_is_told_as_it_was_told_then(
    year: Office, day: date, asked: Asked
) -> None:
    assert asked(as_it_was(year, day), day, None) == asked(year, day, day)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one.__name__)
def test_today_is_told_without_a_day_as_with_it(year: Office, asked: Asked) -> None:
    today = year.today

    assert asked(year, today, None) == asked(year, today, today)


# -- As known at a position --------------------------------------------------------------------


@pytest.fixture
def swap_announced() -> Iterator[Office]:
    """A dialogue ends before a swap of days is announced; then another life is written to.

    The seventh working day after 24/12/2025 is 06/01/2026, since 25/12/2025, when 02/01 became a
    day off (Thông báo 12729/VPCP-KGVX); before it was 05/01.
    """
    clock = Clock(date(2025, 12, 1))
    with an_office(clock) as office:
        desk = office.acting(act_of("bi-thu"))
        day = date(2025, 12, 24)
        desk.begin(
            "dialogue/2025",
            session.fix,
            on=date(2025, 12, 1),
            day=day,
            place=Place(name="Nhà sinh hoạt cộng đồng"),
            topics=(Topic(title="Đất đai", code="land_management"),),
        )
        clock.move(day)
        desk.decide("dialogue/2025/1", session.open_session, on=day)
        desk.decide("dialogue/2025/1", session.end_session, on=day)
        clock.move(date(2026, 1, 5))
        office.acting(act_of("chanh-van-phong")).begin(
            "petition/2026",
            petition.raise_petition,
            on=date(2026, 1, 5),
            channel="oral",
            gist="Kiến nghị về mương thoát nước",
            received_by=BodyId("van-phong"),
        )
        yield office


def notice_due(office: Office, known: Known | None) -> set[date | None]:
    """By when the conclusion notice is due, by every answer that tells it."""
    day, stream = date(2026, 1, 6), StreamId("dialogue/2025/1")
    every: list[Verdict] = ["overdue", "due soon", "open"]
    told = {one.due for one in office.deadlines(stream, known=known) if one.rule.id == "P4"}
    told |= {
        one.due
        for one in office.check_deadlines(day, among=every, known=known)
        if one.rule.id == "P4"
    }
    with Views.of(office) as views:
        told |= {one.due for one in board.lines(views, day, known=known).rows if one.rule == "P4"}
    return told


def test_a_book_of_a_period_knows_the_days_that_the_board_of_its_day_knows(
    swap_announced: Office,
) -> None:
    """Announced since the last fact, and before it is asked: two answers are one."""
    office, day = swap_announced, date(2026, 1, 6)
    log = [one for one in office.log.since() if one.recorded_at < office.clock() - timedelta(9)]
    quarter = statistics.period("2026-Q1", "state", office.law)

    told = {
        asked: {
            one.due
            for one in statistics.open_book(log, office.law, quarter, on=asked).owed(
                StreamId("dialogue/2025/1")
            )
            if one.rule.id == "P4"
        }
        for asked in (date(2025, 12, 24), day)
    }

    assert {date(2025, 12, 24): {date(2026, 1, 5)}, day: {date(2026, 1, 6)}} == told


def test_at_a_position_the_calendar_is_known_that_was_known_on_its_day(
    swap_announced: Office,
) -> None:
    """Whichever life the fact at that position is of."""
    office, head = swap_announced, swap_announced.log.position

    assert {date(2026, 1, 6)} == notice_due(office, None)
    assert {date(2026, 1, 6)} == notice_due(office, date(2026, 1, 5))
    assert {date(2026, 1, 6)} == notice_due(office, head)
    assert {date(2026, 1, 5)} == notice_due(office, head - 1)
    assert {date(2026, 1, 5)} == notice_due(office, date(2025, 12, 24))


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one.__name__)
def test_the_last_position_of_a_day_tells_what_that_day_tells(
    year: Office, day: date, asked: Asked
) -> None:
    last = last_known(year.log, day, year.log.position)

    assert asked(year, day, day) == asked(year, day, last)


# -- As of a past day, as known now -------------------------------------------------------------


class Counter:
    """Where petitions come in, and some are entered late."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock(date(2023, 3, 1))
        self.office = an_office(self.clock, folder / "ward.db")
        self.views = Views.of(self.office)

    def decides(self, stream: str, decision: Any, on: date, **said: Any) -> None:
        self.office.acting(act_of("chanh-van-phong")).decide(stream, decision, on=on, **said)

    def raised(self, on: date, gist: str, **said: Any) -> str:
        (fact, *_) = self.office.acting(act_of("chanh-van-phong")).begin(
            "petition/2023", petition.raise_petition, on=on, channel="reception",
            reception="regular", gist=gist, received_by=BodyId("van-phong"), **said,
        )  # fmt: skip
        return str(fact.stream)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.views.close()
    made.office.close()


def test_the_register_of_a_past_day_has_what_took_effect_by_then(counter: Counter) -> None:
    """What came later isn't there yet; what was entered late is."""
    early = counter.raised(date(2023, 3, 1), "Mương bị tắc")
    counter.clock.move(date(2023, 3, 10))
    counter.decides(early, petition.classify, date(2023, 3, 10), kind="report", area="land")
    counter.raised(date(2023, 3, 10), "Đèn đường hỏng")
    late = counter.raised(date(2023, 3, 3), "Vỉa hè bị lấn chiếm")

    then = register.cases(counter.views, on=date(2023, 3, 5))
    now = register.cases(counter.views)

    assert [(early, None), (late, None)] == [(one.stream, one.kind) for one in then.rows]
    assert 3 == len(now.rows)
    assert then.kept  # of what is kept, but for the lives that were touched since


def test_the_reception_book_of_a_past_day_keeps_its_numbers(counter: Counter) -> None:
    """They are those of the whole book, in which a later page may be of an older register."""
    counter.raised(date(2023, 3, 1), "Mương bị tắc")
    counter.clock.move(date(2023, 3, 10))
    counter.raised(date(2023, 3, 10), "Đèn đường hỏng")
    counter.raised(date(2023, 3, 3), "Vỉa hè bị lấn chiếm")

    then = reception_book.lines(counter.views, on=date(2023, 3, 5))
    counter.raised(date(2023, 3, 8), "Theo sổ cũ", book_entry="Sổ 2023, số 7")
    beside = reception_book.lines(counter.views, on=date(2023, 3, 5))

    gists = ["Mương bị tắc", "Vỉa hè bị lấn chiếm"]
    assert [*zip((1, 2), gists, strict=True)] == [(one.number, one.gist) for one in then.rows]
    assert [*zip((8, 9), gists, strict=True)] == [(one.number, one.gist) for one in beside.rows]


def test_the_reception_book_of_a_past_day_takes_nothing_out_that_came_later(
    counter: Counter,
) -> None:
    """What hadn't come in by then isn't an entry that was voided."""
    counter.raised(date(2023, 3, 1), "Mương bị tắc")

    assert () == reception_book.lines(counter.views, on=date(2023, 2, 28)).rows


def test_files_are_listed_as_they_were_attached_by_a_day_and_known(counter: Counter) -> None:
    stream = counter.raised(date(2023, 3, 1), "Mương bị tắc")
    desk = counter.office.acting(act_of("chanh-van-phong"))
    attach(desk, stream, b"%PDF", on=date(2023, 3, 1), what="đơn")
    counter.clock.move(date(2023, 3, 10))
    attach(desk, stream, b"%PDF", on=date(2023, 3, 9), what="ảnh chụp")
    history = counter.office.history(stream)

    assert ["đơn", "ảnh chụp"] == [one.what for one in attached(history)]
    assert ["đơn"] == [one.what for one in attached(history, on=date(2023, 3, 8))]
    assert ["đơn"] == [one.what for one in attached(history, known=date(2023, 3, 9))]


def test_nothing_followed_from_a_fact_before_it_was_on_record(counter: Counter) -> None:
    stream = counter.raised(date(2023, 3, 1), "Mương bị tắc")

    with pytest.raises(NotFound):
        counter.office.followers(f"{stream}@1", known=date(2023, 2, 28))


# -- The commands -----------------------------------------------------------------------------

NO_QUESTION = "it decides, keeps or copies"
OF_THE_RECORD = "it tells the record in its own order; --known says up to where"
ABOUT_FILES = "it is about the files as they are"
OF_NO_STORE = "it asks no store"

LACKING: dict[str, tuple[str, str]] = {
    "init, rotate-key, complete-erasures, import, rebuild, backup, restore, export record, "
    "sheet enter": (
        "known on",
        NO_QUESTION,
    ),
    "settings, settings set, settings forget": ("known on", ABOUT_FILES),
    "sheet blank": ("known on", "it is filled in with what is done now"),
    "next": ("known on", "it is about what may be decided now"),
    "void, erase, redact, hold, lift-hold, destroy, hold-back-openings, release-openings, "
    "takeover, attach": (
        "known",
        NO_QUESTION,
    ),
    "history, followers, log, provenance": ("on", OF_THE_RECORD),
    "export ocel, export xes, export events": ("on", OF_THE_RECORD),
    "openings": ("on", "an opening takes effect when it is recorded"),
    "erasure": ("on", "what was erased stays so"),
    "decided-by": ("on", "--from and --to are its days"),
    "due": ("on", "its day is --from"),
    "doctor, completion": ("known on", ABOUT_FILES),
    "open-attachment": ("known on", "the file is one; who opens it does so now"),
    "statistics compare": ("known on", "two runs, each with its days"),
    "document list, document templates, export ask, export questions": ("known on", OF_NO_STORE),
    "document number": ("known", "the number that comes next is given now"),
    "person link, person unlink, person cases": ("known on", "the vault keeps no past"),
    "person erase": ("known", NO_QUESTION),
    "audit checkpoint, audit checkpoints, audit key, audit verify, audit prove, audit bundle, "
    "audit add-witness, audit request, audit answer, audit submit, audit timestamp": (
        "known on",
        "a proof is of the record's bytes up to a checkpoint",
    ),
    "witness new, witness key, witness trust, witness add-checkpoint, witness show": (
        "known on",
        OF_NO_STORE,
    ),
}
"""Which commands lack an axis, and why it would mean nothing there."""


def commands(group: Commands, *before: str) -> Iterator[tuple[str, Command]]:
    """Every command of the program, by its name."""
    group.load(group, None)
    for name, one in group.known.items():
        if isinstance(one, Commands):
            yield from commands(one, *before, name)
        else:
            yield " ".join(filter(None, (*before, name))), one


def test_every_question_has_both_axes_or_a_reason() -> None:
    """But for the decisions of the lives, whose `--on` is when they take effect."""
    every = homes.commands(Clerk(operator=Operator(id="x")))
    lacking = {
        name: {"known", "on"} - {one.name for one in command.arguments}
        for name, command in commands(every)
        if name.partition(" ")[0] not in LIVES
    }
    said = {
        one: {*axes.split()} for names, (axes, _) in LACKING.items() for one in names.split(", ")
    }

    assert said == {name: axes for name, axes in lacking.items() if axes}


@pytest.mark.parametrize(
    "asked",
    [
        ("check", "--on", "2023-06-30"),
        ("check", "--all"),
        ("log",),
        ("followers", "ward@1"),
        ("register", "--on", "2023-06-30"),
        ("reception-book", "--on", "2023-06-30"),
    ],
    ids=" ".join,
)
def test_a_command_answers_by_the_position_that_is_asked(
    run: Run, ward: Path, asked: tuple[str, ...]
) -> None:
    before = run("log", "--json").answer["facts"][-1]["position"]
    then = run(*asked, "--json")
    raised = run(
        "petition", "raise-petition", "--new", "petition/2023", "--as", "chanh-van-phong",
        "--on", "2023-03-01", "--channel", "reception", "--received-by", "van-phong",
        "--reception", "regular", "--gist", "Mương bị tắc",
    )  # fmt: skip
    now = run(*asked, "--known", str(before), "--json")

    assert 0 == raised.code == then.code == now.code, now.err
    for answer in (said := (then.answer, now.answer)):
        for name in ("known", "kept", "rebuilt"):  # what it rests on
            answer.pop(name, None)
    assert said[0] == said[1]


def test_what_is_told_upwards_is_told_now(run: Run, ward: Path) -> None:
    said = run("check", "--tell", "--known", "2023-06-30", "--json")

    assert 2 == said.code
    assert "--known" in said.error["message"]
