"""What is read in part answers as if all had been read, whatever is on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import combinations
from random import Random
from typing import Any

import pytest

from agreement import a_history, days_of
from counted import (
    LAW,
    Q1,
    UBND,
    Log,
    classified,
    competence,
    eligible,
    opened,
    raised,
    resolved,
)
from dialogue_cases import codec, statistics, task
from dialogue_cases.deadlines import Obligation, deadlines, ward_obligations
from dialogue_cases.deadlines.changes import OPEN
from dialogue_cases.deadlines.grounds import until
from dialogue_cases.documents import calendars
from dialogue_cases.law import Law, load_law
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.record import by_stream, followers
from dialogue_cases.spelling import bare
from dialogue_cases.store import Store
from dialogue_cases.store.finding import keep_up
from dialogue_cases.views import VIEWS, board, ledger, register, scorecard
from dialogue_cases.views.matters import suggesting
from dialogue_cases.views.matters.grievances import RaisedPaper
from dialogue_cases.vocabulary import Citation, Document, GroupId, StreamId
from dialogue_cases.ward import announce_day, law_on_record
from dialogue_cases.workdays import OfficialDay
from spec import act_of

SEEDS = range(5)


@contextmanager
def decoded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many facts are read back meanwhile, but for the ward's own."""
    count, decode = [0], codec.decode_all

    def counting(rows: Any) -> Any:
        found = decode(rows)
        count[0] += sum(one.stream != "ward" for one in found)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(codec, "decode_all", counting)
        yield count


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_due_is_told_from_the_lives_of_the_board_as_from_all(seed: int) -> None:
    """On any day, of whatever isn't over on it."""
    with a_history(seed) as office, Views.of(office) as views:
        for on in days_of(office, seed):
            for among in (("overdue", "due soon"), ("overdue", "due soon", "open", "suspended")):
                of_all = office.check_deadlines(on, among=among)
                of_some = office.check_deadlines(on, among=among, lives=board.unfinished(views, on))

                assert of_all == of_some


@pytest.mark.parametrize("seed", SEEDS)
def test_what_followed_is_told_from_the_lives_that_name_it_as_from_all(seed: int) -> None:
    """The closure over `because`, without what was mended since."""
    with a_history(seed) as office:
        log = list(office.log.since())
        mended = {(one.stream, one.corrects) for one in log}
        for fact in Random(seed).sample(log, 25):
            chain = [one.ref for one in log if (one.stream, one.root) == (fact.stream, fact.root)]
            expected = {
                one.ref
                for one in followers(log, *chain)
                if one.corrects is None and (one.stream, one.version) not in mended
            }
            told = {one.ref for one in office._log_of(*chain)}

            assert expected <= told
            assert expected <= {one.ref for one in office.followers(fact.ref)}


# -- What would change -------------------------------------------------------------------------


def drafts(office: Office, chance: Random) -> Iterator[dict[str, Any]]:
    """Other laws: a limit, a switch, days off, another edition."""
    own = [rule.id for rule in office.law.rules if rule.versions[-1].own is not None]
    for rule in chance.sample(own, 2):
        version = office.law.rule(rule).versions[-1]
        least = version.own.least if version.own else 1
        yield {"limits": {rule: least}, "since": date(2023, 1, 1)}
    yield {"switches": {"chairman_receptions": True}, "since": date(2023, 1, 1)}
    yield {"switches": {"roll_on_swapped": False}, "since": date(2023, 1, 1)}
    basis = Citation(text="giả định", certainty="I")
    yield {
        "days": [
            OfficialDay(
                day=office.today + timedelta(days=number), kind="off", basis=basis,
                known_since=date(2023, 1, 1),
            )
            for number in range(-40, 12)
        ]
    }  # fmt: skip
    shorter = office.law.rules_text.replace("amount = 30", "amount = 12")
    yield {"rules": shorter.encode()}


def read_whole(office: Office, now: Law, then: Law, on: date) -> list[tuple[Any, ...]]:
    """Every life derived under both laws, with all their rules."""
    lives = [found for one in by_stream(office.log.since()).values() if (found := until(on, one))]
    facts = sorted((one for life in lives for one in life), key=lambda one: one.position)
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)

    def owed(law: Law) -> dict[Any, Obligation]:
        found = [one for life in lives for one in deadlines(life, law)]
        found += ward_obligations(facts, law, first=first, last=last)
        return {one.identity: one for one in found}

    def said(one: Obligation | None) -> Any:
        return one and (one.due, one.due_at, one.status(on), one.wanted, one.owed_by)

    before, after = owed(now), owed(then)
    return sorted(
        (*identity, said(before.get(identity)), said(after.get(identity)))
        for identity in before | after
        if any(
            one is not None and one.status(on) in OPEN
            for one in (before.get(identity), after.get(identity))
        )
        and said(before.get(identity)) != said(after.get(identity))
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_what_would_change_is_told_from_some_lives_and_rules_as_from_all(seed: int) -> None:
    """Whatever the other law is: a limit, a switch, a day, another text."""
    chance, found = Random(seed), 0
    with a_history(seed) as office, Views.of(office) as views:
        history = office.history("ward")
        now = law_on_record(history, office.law)
        for draft in drafts(office, chance):
            edition = office.law
            if "rules" in draft:
                edition = load_law(draft["rules"], names=codec.NAMES)
            then = law_on_record(history, edition).amended(
                since=draft.get("since") or office.today,
                limits=draft.get("limits"),
                switches=draft.get("switches"),
                days=draft.get("days", ()),
            )
            for on in days_of(office, seed)[:2]:
                expected = read_whole(office, now, then, on)
                told = office.what_would_change(
                    on=on, lives=board.unfinished(views, on), **{"since": on, **draft}
                )
                assert [one[:3] for one in expected] == sorted(
                    one.obligation.identity for one in told
                )
                found += len(told)
    assert found


# -- Documents -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_a_calendar_of_some_lives_is_that_of_all(seed: int) -> None:
    """With what was due before an entry was corrected or voided."""
    with a_history(seed) as office:
        for on in days_of(office, seed):
            told = calendars.entries(office, on=on)
            ward = office.ward(effective=on)
            lives = list(by_stream(office.log.since()).values())
            due = calendars._last_days(lives, ward, office, on)
            expected = [one for one in due if one.day >= on - calendars.LASTING]

            assert sorted(expected, key=lambda one: one.uid) == sorted(
                (one for one in told if "Hạn chót" in one.summary), key=lambda one: one.uid
            )


def test_a_question_about_one_petition_reads_what_is_about_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However much else is on record."""
    read = []
    for steps in (20, 80):
        with a_history(1, steps=steps) as office:
            stream = office.log.streams("petition")[0]
            with office.store.writing() as writing:
                keep_up(writing.cursor)
            life = len(office.history(stream))
            with decoded(monkeypatch) as count:
                office.clocks(stream)
            read.append(count[0] - life)

    assert read[0] == read[1] <= 40


def test_views_that_a_release_has_outdated_are_made_anew_in_one_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first question pays for all that are kept; a view that nobody asked for isn't made."""
    with a_history(2) as office, Views.of(office, VIEWS) as views:
        kept = (register.VIEW, board.VIEW, ledger.VIEW)
        views.rebuild(kept)
        views._opened().execute("UPDATE views SET schema = 'of an earlier release'")
        with decoded(monkeypatch) as first:
            assert register.cases(views).rebuilt == "another version"
        with decoded(monkeypatch) as second:
            assert board.lines(views, office.today).rebuilt is None
            assert ledger.promises(views, office.today).rebuilt is None

        assert first[0] > 0 == second[0]
        assert scorecard.scores(views, office.today).rebuilt == "new"


def test_a_day_off_that_no_term_meets_reads_no_life_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The views that rest on the law are held for made by the new one all the same."""
    with a_history(2) as office, Views.of(office, VIEWS) as views:
        views.rebuild(VIEWS)
        far = office.today + timedelta(days=900)
        office.acting(act_of("bi-thu"), despite=[("role-may-decide", "thử")]).decide(
            "ward", announce_day, on=office.today, day=far, kind="off",
            basis=Document(kind="Công văn", number="9", issued_on=office.today),
        )  # fmt: skip
        with decoded(monkeypatch) as read:
            assert register.cases(views).rebuilt == "other law"
            assert board.lines(views, office.today).rebuilt is None

        assert read[0] == 0


# -- What looks alike --------------------------------------------------------------------------

THINGS = ("mương", "cống", "đường", "đất", "rác", "đèn", "nước", "kiến nghị", "đề nghị", "xem")


def said_by_chance(chance: Random, number: int) -> RaisedPaper:
    told = [chance.choice(THINGS) for _ in range(chance.randint(0, 7))]
    told += [f"số {chance.choice((3, 5, 12))}" for _ in range(chance.choice((0, 0, 1, 2)))]
    gist = " ".join(told)
    return RaisedPaper(
        stream=StreamId(f"petition/2023/{number}"), session=None, opinion=None,
        said_on=date(2023, 1, 1), gist=gist, folded=bare(gist), secret=False,
        topic_code=chance.choice((None, "land_management", "other")),
        group_id=chance.choice((None, GroupId("nho-lam"), GroupId("an-thuong"))),
        matter=chance.choice((None, None, None, StreamId("matter/2023/1"))),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("least", [0, 45, 60, 85, 100])
def test_the_likeliest_pairs_are_those_of_all_pairs(seed: int, least: int) -> None:
    """Whatever the bar, and however many are asked for."""
    chance = Random(seed)
    said = [said_by_chance(chance, number) for number in range(1, 36)]
    papers = suggesting._Papers(said)
    words = [frozenset(one) for one in papers.words]
    every = [
        pair
        for here, there in combinations(range(len(said)), 2)
        if (pair := papers.compared(here, words[here], there, least, least)) is not None
    ]
    every.sort(key=lambda one: (-one.score, not one.same_group, not one.same_topic))

    for limit in (None, 1, 3, 10, 50):
        assert every[:limit] == suggesting.alike(said, least=least, limit=limit)


# -- Statistics ----------------------------------------------------------------------------------

PERIODS = ("2023-Q1", "2023-Q2", "2023-Q3", "2023-6m", "2023-year", "2024-Q1", "2023-05", "2022-Q4")


def periods(seed: int) -> Iterator[str]:
    """Those of the forms, and some from any day to any other one."""
    yield from PERIODS
    chance = Random(seed)
    for days in (0, 6, 30, 200):
        first = date(2022, 11, 1) + timedelta(days=chance.randrange(500))
        yield f"{first}/{first + timedelta(days=days)}"


@pytest.mark.parametrize("seed", range(4))
def test_tables_of_the_lives_that_matter_are_those_of_all(seed: int) -> None:
    """Every figure with the cases behind it, in every generation, asked on any day."""
    with a_history(seed, steps=90) as office, Views.of(office) as views:
        log = list(office.log.since())
        some = statistics.kept.open_part(views, office.law, later(office), None)
        assert len(some.states) < len({one.stream for one in log})
        for label in periods(seed):
            period = statistics.period(label, "state", office.law)
            for generation in ("2021", "2024"):
                for on in (None, *days_of(office, seed)):
                    asked: dict[str, Any] = {"period": period, "generation": generation, "on": on}
                    recount = statistics.run(log, office.law, **asked)

                    assert recount == statistics.run_now(views, office.law, **asked)


@pytest.mark.parametrize("seed", range(4))
def test_a_report_of_the_lives_that_matter_is_that_of_all(seed: int) -> None:
    """Every line with the cases behind it, asked on any day."""
    with a_history(seed, steps=90) as office, Views.of(office) as views:
        log = list(office.log.since())
        for label in periods(seed):
            period = statistics.period(label, "party", office.law)
            for on in (None, *days_of(office, seed)):
                told = statistics.party_report_now(
                    views, office.law, period=period, on=on,
                    unfinished=partial(board.unfinished, views),
                )  # fmt: skip

                assert statistics.party_report(log, office.law, period=period, on=on) == told


def test_a_quarter_reads_what_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many years of settled cases and kept promises came before it, and after."""
    read = []
    for years in (1, 6):
        facts = Log()
        for year in range(2026 - years, 2027 + years):
            for number in (1, 2, 3):
                day = date(year, 1, 5 * number)
                facts.add(f"petition/{year}/{number}", *settled(day), entered=date(2032, 1, 1))
            session, done = f"dialogue/{year}/1", promised(date(year, 2, 1), f"dialogue/{year}/1")
            facts.add(session, *opened(on=date(year, 2, 1)), entered=date(2032, 1, 1))
            facts.add(f"task/{session}/item/1", *done, entered=date(2032, 1, 1))
        store = Store.create("memory:")
        with store.writing() as writing:
            writing.append(facts)
            keep_up(writing.cursor)
        views = Views(store, lambda _: LAW, None)
        for period in (Q1, statistics.period("2026-Q1", "party", LAW)):
            report: dict[str, Any] = {"period": period, "unfinished": lambda _: ()}
            statistics.run_now(views, LAW, period=Q1)
            with decoded(monkeypatch) as count:
                statistics.run_now(views, LAW, period=period)
                statistics.party_report_now(views, LAW, **report)
            read.append(count[0])
        views.close()
        store.close()

    assert read[:2] == read[2:]


def settled(on: date) -> list[Any]:
    """A petition that was settled three weeks later."""
    day = on + timedelta(days=21)
    return [raised(on), classified(on=on), eligible(on), competence(on=on), resolved(day)]


def promised(on: date, source: str) -> list[Any]:
    """An item of a conclusion, found done a month later."""
    day = on + timedelta(days=30)
    origin = task.Origin(kind="conclusion_item", source=StreamId(source), number=1)
    return [
        task.Assigned(on=on, origin=origin, text="Nạo vét mương", lead=UBND, due=day),
        task.ReportedDone(on=day, gist="Đã nạo vét"),
        task.Verified(on=day, findings="Đã nạo vét"),
    ]


def later(office: Office) -> statistics.ReportPeriod:
    return statistics.period(f"{office.today.year}-11", "party", office.law)


def test_all_our_tables_rest_on_the_lives_that_matter_to_them() -> None:
    """Each column asks for what came or was carried into the period, or for what happened in it."""
    resting = [
        (generation.id, table.code)
        for generation in statistics.definitions().generations
        for table in generation.tables
        if not statistics.kept.is_of_its_time(table)
    ]

    assert [] == resting
