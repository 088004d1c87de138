"""What was known on a past day, told from what is kept: the same as from the whole record.

And after new words of the ward's own only those lives are made anew that rest on days of them.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import ward
from dialogue_cases.law import Law
from dialogue_cases.law.differing import days_apart
from dialogue_cases.petition import Answered, Raised
from dialogue_cases.projection import Views
from dialogue_cases.record import Known, Recorded
from dialogue_cases.store import Store
from dialogue_cases.views import VIEWS, board, register
from dialogue_cases.vocabulary import BodyId, Document, Operator, StreamId, SystemAct
from dialogue_cases.ward import WARD, DayAnnounced, Limit, RegulationAdopted, YearAnnounced
from dialogue_cases.workdays.days import OfficialYear
from logs import LAW
from strategies import entries

BEGIN = datetime(2025, 11, 3, 1, tzinfo=UTC)
PAPER = Document(kind="Quyết định", number="12/QĐ")


class Log:
    """A log to be added to, a day or some after the other."""

    def __init__(self, path: Path) -> None:
        self.store = Store.create(f"sqlite:///{path}", durability="process-crash")
        self.at = BEGIN

    def law(self, known: Known | None) -> Law:
        return ward.law_on_record(self.store.read(WARD), LAW, known=known)

    def add(self, name: str, event: Any, *, days: int = 1, corrects: int | None = None) -> None:
        self.at += timedelta(days=days)
        stream = StreamId(name)
        with self.store.writing() as writing:
            fact = Recorded(
                stream=stream, version=len(writing.read(stream)) + 1, position=0,
                recorded_at=self.at, recorded_by=Operator(id="clerk"),
                act=SystemAct(rule="drawn"), event=event, corrects=corrects,
            )  # fmt: skip
            writing.append([fact])

    def views(self, path: Path) -> Views:
        return Views(self.store, self.law, path, VIEWS)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "ward.db")
    yield log
    log.store.close()


def raised(on: date) -> Raised:
    return Raised(on=on, channel="written", gist="Mương tắc", received_by=BodyId("ubnd"))


def petitions(log: Log, number: int) -> list[str]:
    """So many petitions, one a week, each on record on the day that it came in."""
    names = []
    for one in range(1, number + 1):
        log.at += timedelta(days=6)
        day = (log.at + timedelta(days=1)).date()
        names.append(f"petition/{day.year}/{one}")
        log.add(names[-1], raised(day))
    return names


def told(views: Views, known: Known | None) -> dict[str, Counter[Any]]:
    return {
        table.name: Counter(
            views.ask(view, table.row, f"SELECT * FROM {table.name}", known=known).rows
        )
        for view in VIEWS
        for table in view.tables
    }


def told_by_the_record(views: Views, known: date) -> dict[str, Counter[Any]]:
    """As `told`, from every fact: what is made in memory, whatever is kept."""
    return {
        table.name: Counter(
            views._in_memory(view, table.row, f"SELECT * FROM {table.name}", None, known, None).rows
        )
        for view in VIEWS
        for table in view.tables
    }


OWN_LIMIT = st.builds(
    RegulationAdopted,
    on=st.dates(date(2025, 10, 1), date(2026, 3, 1)),
    kind=st.just("regulation"),
    document=st.just(PAPER),
    limits=st.integers(1, 9).map(lambda amount: (Limit(rule="P2", amount=amount),)),
)
DAY_OFF = st.builds(
    DayAnnounced,
    on=st.dates(date(2025, 10, 1), date(2026, 3, 1)),
    day=st.dates(date(2025, 10, 1), date(2026, 3, 1)),
    kind=st.sampled_from(["off", "working"]),
    basis=st.just(PAPER),
)
YEAR = st.builds(
    YearAnnounced, on=st.just(date(2026, 1, 1)), year=st.integers(2026, 2028), basis=st.just(PAPER)
)
OWN = st.tuples(st.just(WARD), st.one_of(OWN_LIMIT, DAY_OFF, YEAR), st.just(0))
PETITION = st.tuples(
    st.sampled_from([f"petition/2025/{number}" for number in range(1, 6)]),
    st.one_of(
        st.dates(date(2025, 10, 1), date(2026, 3, 1)).map(raised),
        st.builds(
            Answered,
            on=st.dates(date(2025, 10, 1), date(2026, 3, 1)),
            outcome=st.just("result"),
            gist=st.just("b"),
        ),
    ),
    st.integers(0, 3),
)


def recorded(log: Log, drawn: Sequence[tuple[str, Any, int]]) -> None:
    """Append what was drawn, days apart; some of it corrects what is there."""
    for name, event, number in drawn:
        earlier = [
            one.version
            for one in log.store.read(StreamId(name))
            if one.corrects is None and type(one.event) is type(event)
        ]
        corrects = earlier[number % len(earlier)] if earlier and number else None
        if type(event).__name__ == "Voided":
            continue
        log.add(name, event, days=number, corrects=corrects)


@settings(max_examples=25, deadline=None)
@given(
    drawn=st.lists(st.one_of(PETITION, PETITION, OWN, entries()), min_size=1, max_size=25),
    after=st.lists(st.integers(-2, 40), min_size=1, max_size=3),
)
def test_a_past_day_is_told_from_what_is_kept_as_from_the_record(
    drawn: list[Any], after: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder) / "ward.db")
        recorded(log, drawn)
        with log.views(Path(folder) / "ward.db.views") as views:
            for days in after:
                known = (BEGIN + timedelta(days=days)).date()
                assert told_by_the_record(views, known) == told(views, known)
        log.store.close()


@settings(max_examples=25, deadline=None)
@given(
    drawn=st.lists(st.one_of(PETITION, OWN, entries()), min_size=1, max_size=20),
    words=st.lists(OWN, min_size=1, max_size=3),
)
def test_after_new_words_of_the_wards_own_every_row_is_as_made_anew(
    drawn: list[Any], words: list[Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder) / "ward.db")
        recorded(log, drawn)
        with log.views(Path(folder) / "ward.db.views") as views:
            told(views, None)
            recorded(log, words)
            kept = told(views, None)
            views.rebuild(VIEWS)
            assert told(views, None) == kept
        log.store.close()


def test_of_a_past_day_only_what_came_later_is_read(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_, last = petitions(log, 20)
    known = log.at.date() - timedelta(days=1)
    log.add(second, Answered(on=log.at.date(), outcome="result", gist="Đã trả lời"))
    read: list[str] = []
    reading = Store.read

    def noted(store: Store, stream: StreamId, **of: Any) -> list[Recorded[Any]]:
        read.append(stream)
        return reading(store, stream, **of)

    with log.views(tmp_path / "ward.db.views") as views:
        board.lines(views, known)
        monkeypatch.setattr(Store, "read", noted)
        found = register.cases(views, known=known)

    assert {second} == {*read} - {WARD}
    assert last not in [one.stream for one in found.rows]
    assert [0] == [one.answers for one in found.rows if one.stream == second]
    assert first in [one.stream for one in found.rows]
    assert not found.kept


def test_a_new_day_off_makes_only_those_lives_anew_whose_terms_meet_it(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    petitions(log, 20)
    replaced: list[str] = []
    replace = Views._replace
    with log.views(tmp_path / "ward.db.views") as views:
        views.rebuild(VIEWS)
        day = date(2026, 1, 14)
        log.add(WARD, DayAnnounced(on=day, day=day, kind="off", basis=PAPER))

        def noted(views: Views, database: Any, made: Any, stream: StreamId, *of: Any) -> None:
            replaced.append(stream)
            replace(views, database, made, stream, *of)

        monkeypatch.setattr(Views, "_replace", noted)
        found = register.cases(views)
        again = board.lines(views, day)

    assert found.rebuilt == "other law"
    assert again.rebuilt is None
    assert 1 <= len({*replaced} - {WARD}) <= 4


def test_laws_of_two_editions_are_not_told_apart_by_days() -> None:
    import attrs

    other = attrs.evolve(LAW, calendar_text=LAW.calendar_text + "\n")

    assert days_apart(LAW, other) is None
    assert days_apart(LAW, LAW) == []


def test_a_year_that_no_calendar_has_has_no_days() -> None:
    """None is accepted now, but an old record may name one."""
    named = attrs.evolve(LAW, years=(*LAW.years, OfficialYear(year=0)))

    assert days_apart(LAW, named) == []
