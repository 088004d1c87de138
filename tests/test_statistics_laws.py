"""Statistics: what holds for every table, whatever happened; definitions, periods, runs."""

from collections import Counter
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from counted import (
    BEFORE,
    IN,
    LAST,
    LAW,
    Q1,
    Q2,
    Log,
    accepted,
    admitted,
    classified,
    competence,
    decided,
    eligible,
    forwarded,
    guided,
    joined,
    log,
    opened,
    own,
    raised,
    received,
    replied,
    resolved,
    run,
    terminated,
    urged,
    voiced,
)
from dialogue_cases import matter, petition, statistics
from dialogue_cases.errors import Invalid
from dialogue_cases.proceeding import CarriedOut
from dialogue_cases.projection import Views
from dialogue_cases.record import Voided
from dialogue_cases.statistics import (
    Behind,
    ReportPeriod,
    compare,
    definitions,
    from_json,
    read_definitions,
    to_json,
)
from dialogue_cases.statistics.records import VALUES
from dialogue_cases.store import Store
from dialogue_cases.views import board
from dialogue_cases.vocabulary import StreamId

# -- Whatever happened ----------------------------------------------------------------

STREAMS = {
    "petition.": ("petition/2026/1", "petition/2026/2", "petition/2026/11"),
    "proceeding.": ("proceeding/2026/1", "proceeding/2026/2"),
    "session.": ("reception/2026/1", "dialogue/2026/1"),
    "matter.": ("matter/2026/1",),
}
SETTLING = [guided(), forwarded(), urged(), admitted(), resolved(), replied(), competence()]
in_any_life = st.sampled_from(list(STREAMS)).flatmap(
    lambda life: st.tuples(st.sampled_from(STREAMS[life]), strategies.events(life))
)
in_a_petition = st.tuples(
    st.sampled_from(STREAMS["petition."]),
    st.sampled_from([*own(), own("complaint")[1], competence(own=False), *SETTLING]),
)


@st.composite
def logs(draw: Any) -> Log:
    """A log of anything at all: any fact in any life, some of them corrections or voids."""
    found = Log()
    for stream, event in draw(st.lists(in_a_petition | in_any_life, max_size=25)):
        versions = [one.version for one in found if one.stream == stream]
        corrects = draw(st.none() | st.sampled_from(versions)) if versions else None
        if corrects is not None and draw(st.booleans()):
            event = Voided(on=IN, reason="ghi nhầm")
        found.add(stream, event, entered=IN, corrects=corrects)
    return found


GENERATIONS = tuple(one.id for one in definitions().generations if one.tables)


@given(logs(), st.sampled_from(GENERATIONS))
def test_every_sum_agrees_and_every_figure_is_what_stands_behind_it(
    facts: Log, generation: str
) -> None:
    """Sum rules, such as 8 = 9+10+11+12 = 13+14 = 15+16 of 04/XLĐ, hold for any history."""
    for count in run(facts, generation=generation).counts:
        assert () == count.disagreements, count.code
        for cell in count.cells:
            assert cell.figure in (None, sum(one.adds for one in cell.behind)), cell
            assert len(set(cell.behind)) == len(cell.behind), cell


@given(logs(), st.integers(0, 25))
def test_what_is_recorded_later_never_changes_a_run_as_known_before(
    facts: Log, position: int
) -> None:
    """A report that is run again as known at its position gives the same figures."""
    then = run(facts[:position])

    assert then == run(facts, known=min(position, len(facts)))


# -- The lives that matter, and all of them ---------------------------------------------

DAYS = (date(2024, 5, 6), BEFORE, IN, LAST, date(2026, 4, 20))
PETITIONS, PROCEEDINGS = STREAMS["petition."], STREAMS["proceeding."]
days = st.sampled_from(DAYS)
in_a_chain = st.one_of(
    st.tuples(
        st.sampled_from(PETITIONS),
        st.one_of(
            days.map(raised),
            days.map(lambda on: raised(on, session="reception/2026/1", opinion=1)),
            st.builds(classified, st.sampled_from(["complaint", "denunciation"]), on=days),
            st.builds(joined, st.just("matter/2026/1"), days),
            *(st.builds(one, on=days) for one in (eligible, competence, admitted, replied, urged)),
            *(st.builds(one, on=days) for one in (guided, resolved, forwarded)),
        ),
    ),
    st.tuples(
        st.sampled_from(PROCEEDINGS),
        st.one_of(
            st.builds(received, on=days, petition=st.sampled_from([None, *PETITIONS])),
            *(st.builds(one, on=days) for one in (accepted, decided, terminated)),
            st.builds(CarriedOut, on=days, complete=st.booleans()),
        ),
    ),
    st.tuples(
        st.just("reception/2026/1"),
        days.map(lambda on: opened(on=on)[0]) | days.map(lambda on: opened(on=on)[1])
        | st.builds(voiced, st.sampled_from([1, 2]), on=days),
    ),
    st.tuples(
        st.just("matter/2026/1"),
        st.builds(
            matter.Joined, on=days, raised=days, session=st.just("reception/2026/1"),
            opinion=st.sampled_from([1, 2]),
        ),
    ),
)  # fmt: skip


periods = st.sampled_from([Q1, Q2, statistics.period("2025-year", "state", LAW)]) | st.builds(
    lambda first, days: statistics.period(f"{first}/{first + timedelta(days)}", "state", LAW),
    st.dates(DAYS[0] - timedelta(9), DAYS[-1] + timedelta(9)),
    st.integers(0, 400),
)


@given(
    st.lists(in_a_chain | in_any_life, max_size=30),
    periods,
    st.sampled_from(GENERATIONS),
    st.none() | days,
)
def test_the_lives_that_matter_are_counted_as_all_of_them(
    told: list[tuple[str, Any]], period: ReportPeriod, generation: str, on: date | None
) -> None:
    """Whatever was open, came of each other, is of one matter, or was carried out much later."""
    facts = Log()
    for stream, event in told:
        facts.add(stream, event, entered=DAYS[-1])
    store = Store.create("memory:")
    with store.writing() as writing:
        writing.append(facts)
    views = Views(store, lambda _: LAW, None)
    asked: dict[str, Any] = {"period": period, "generation": generation, "on": on}
    some = statistics.run_now(views, LAW, **asked)
    all_of_them = statistics.run(facts, LAW, **asked)
    of_period: dict[str, Any] = {"period": period, "on": on}
    report = statistics.party_report_now(
        views, LAW, unfinished=partial(board.unfinished, views), **of_period
    )
    views.close()
    store.close()

    assert all_of_them == some
    assert statistics.party_report(facts, LAW, **of_period) == report


# -- A second, naive model ------------------------------------------------------------

AREAS = ("policy", "land", "civil_service", "judicial", "corruption", "other")
KINDS = ("complaint", "denunciation", "recommendation", "report", "anonymous_tip")
told = st.fixed_dictionaries(
    {
        "received": st.sampled_from([BEFORE, date(2025, 12, 14), date(2025, 12, 15), IN, LAST]),
        "kind": st.sampled_from(KINDS) | st.none(),
        "area": st.sampled_from(AREAS),
        "eligible": st.sampled_from([True, True, False, None]),
        "own": st.sampled_from([True, True, False, None]),
        "done": st.lists(st.sampled_from(["guided", "forwarded", "urged"]), max_size=2),
        "done_on": st.sampled_from([BEFORE, IN, LAST, LAST + timedelta(days=1)]),
        "resolved": st.booleans(),
        "matter": st.sampled_from([None, None, "matter/2026/1", "matter/2026/2"]),
        "replies": st.lists(st.sampled_from([BEFORE, IN, LAST, LAST + timedelta(days=1)])),
    }
)


def lived(one: dict[str, Any]) -> list[Any]:
    """The life that a petition told in a few words has had."""
    day, acts = one["received"], {"guided": guided, "forwarded": forwarded, "urged": urged}
    done_on = max(day, one["done_on"])
    life = [raised(day)]
    if one["kind"]:
        life.append(classified(one["kind"], one["area"], day))
    if one["eligible"] is not None:
        life.append(eligible(day, one["eligible"]))
    if one["own"] is not None:
        life.append(competence(one["own"], day))
    life += [acts[name](done_on) for name in one["done"]]
    if one["resolved"]:
        life.append(resolved(done_on))
    if one["matter"]:
        life.append(joined(one["matter"], day))
    return life + [replied(max(day, on)) for on in one["replies"]]


def recount_01(all_told: list[dict[str, Any]]) -> Counter[int]:
    """01/XLĐ as a clerk would with a pencil: petition by petition, from what was told of it."""
    found: Counter[int] = Counter()
    cases = set()
    for number, one in enumerate(all_told, 1):
        done_on = max(one["received"], one["done_on"])
        acts = [name for name in one["done"] if done_on <= LAST]
        is_resolved = one["resolved"] and done_on <= LAST
        is_processed = is_resolved or any(name != "urged" for name in acts)
        found[22] += sum(Q1.first <= max(one["received"], on) <= LAST for on in one["replies"])
        if one["received"] >= Q1.first:
            found[3] += 1
        elif is_processed and done_on < Q1.first:
            continue
        else:
            found[2] += 1
        found[1] += 1
        found[4 if is_processed else 5] += 1
        if not one["eligible"] or one["kind"] in (None, "anonymous_tip") or one["own"] is None:
            continue
        if not one["own"] and not acts:
            continue
        found[6] += 1
        cases.add(one["matter"] or number)
        place = {"complaint": 0, "denunciation": 1}.get(one["kind"], 2)
        found[8 + place] += 1
        found[11 if is_resolved else 13] += 1
        if one["own"]:
            found[14] += 1
            found[15 + place] += 1
        else:
            found[18] += 1
            last = max(acts, key=["guided", "forwarded", "urged"].index)
            found[19 + ["guided", "forwarded", "urged"].index(last)] += 1
    found[7] = len(cases)
    return found


@given(st.lists(told, max_size=8))
def test_the_summary_of_petitions_equals_a_naive_recount(all_told: list[dict[str, Any]]) -> None:
    """01/XLĐ, every column, against a second model that knows no events."""
    facts = log(**{f"p{number}": lived(one) for number, one in enumerate(all_told, 1)})
    count = run(facts, "01/XLĐ")["01/XLĐ"]

    assert {number: figure for number, figure in recount_01(all_told).items() if figure} == {
        cell.column: cell.figure for cell in count.cells if cell.figure
    }


@given(st.lists(told, max_size=8))
def test_cases_of_suggestions_equal_a_naive_recount(all_told: list[dict[str, Any]]) -> None:
    """04/XLĐ, cột 8 đến 12: each vụ việc once, under the area of the petition that came last."""
    latest: dict[object, tuple[date, int, str]] = {}
    for number, one in enumerate(all_told, 1):
        done_on = max(one["received"], one["done_on"])
        acts = one["done"] if done_on <= LAST else []
        gone = done_on < Q1.first and (one["resolved"] or {"guided", "forwarded"} & set(acts))
        if (
            one["kind"] in ("recommendation", "report")
            and one["eligible"]
            and one["own"] is not None
            and (one["own"] or acts)
            and not (one["received"] < Q1.first and gone)
        ):
            case = one["matter"] or number
            latest[case] = max(
                latest.get(case, (date.min, 0, "")), (one["received"], number, one["area"])
            )
    column = {"policy": 9, "land": 10, "judicial": 11}
    expected = Counter(column.get(area, 12) for _, _, area in latest.values())
    facts = log(**{f"p{number}": lived(one) for number, one in enumerate(all_told, 1)})
    count = run(facts, "04/XLĐ")["04/XLĐ"]

    assert len(latest) == count[8].figure
    assert [expected[number] for number in range(9, 13)] == [
        count[number].figure for number in range(9, 13)
    ]


# -- Runs -----------------------------------------------------------------------------


def test_a_run_is_named_by_definition_period_and_what_was_known() -> None:
    """By the day or by the position: the same record gives the same run."""
    facts = log(p1=own(), p2=own(on=LAST))
    on_the_day, at_the_position = run(facts, known=IN), run(facts, known=5)
    count = on_the_day["04/XLĐ"]

    assert on_the_day == at_the_position
    assert (5, IN, Q1) == (count.position, count.as_of, count.period)
    assert definitions().generation("2024").table("04/XLĐ").version in count.definition
    assert not count.is_over


def test_a_correction_later_changes_the_figure_only_as_known_from_then_on() -> None:
    """As known before, the report still says what it said."""
    facts = log(p1=own("report", "land"), p2=own("report", "land"))
    position = len(facts)
    before = run(facts)
    facts.add("petition/2026/2", classified("report", "policy"), entered=LAST, corrects=2)
    after = run(facts)

    assert before == run(facts, known=position)
    assert (2, None) == (before["04/XLĐ"][10].figure, before["04/XLĐ"][9].figure or None)
    assert (1, 1) == (after["04/XLĐ"][10].figure, after["04/XLĐ"][9].figure)


def test_a_comparison_names_exactly_the_cases_that_differ() -> None:
    """Which columns, and which case entered or left each."""
    facts = log(p1=own("report", "land"), p2=own("report", "land"))
    before = run(facts, "04/XLĐ")
    facts.add("petition/2026/2", classified("report", "policy"), entered=LAST, corrects=2)
    found = compare(before, run(facts, "04/XLĐ"))
    moved = (Behind(case=StreamId("petition/2026/2"), of=StreamId("petition/2026/2")),)

    assert ("position",) == found.differing
    assert [
        ("Phân loại vụ việc theo nội dung – Chế độ, chính sách", (9, 0), (9, 1), (), moved),
        ("Phân loại vụ việc theo nội dung – Đất đai", (10, 2), (10, 1), moved, ()),
    ] == [(one.title, one.before, one.after, one.left, one.entered) for one in found.changes]


def test_a_comparison_sees_cases_that_changed_places() -> None:
    """The figure is the same, and what stands behind it isn't."""
    facts = log(p1=own("report", "land"), p2=own("report", "policy"))
    before = run(facts, "04/XLĐ")
    for number, area in ((1, "policy"), (2, "land")):
        correction = classified("report", area)
        facts.add(f"petition/2026/{number}", correction, entered=LAST, corrects=2)
    found = compare(before, run(facts, "04/XLĐ"))

    assert [
        ((9, 1), (9, 1), ["petition/2026/2"], ["petition/2026/1"]),
        ((10, 1), (10, 1), ["petition/2026/1"], ["petition/2026/2"]),
    ] == [
        (one.before, one.after, [each.of for each in one.left], [each.of for each in one.entered])
        for one in found.changes
    ]


@given(logs(), st.integers(0, 25))
def test_a_comparison_explains_every_difference(facts: Log, position: int) -> None:
    """What left and what entered turns the first figure into the second, column by column."""
    before, after = run(facts[:position]), run(facts)
    changes = {(one.code, one.title): one for one in compare(before, after).changes}
    for count in after.counts:
        for cell in count.cells:
            was = before[count.code][cell.column]
            change = changes.get((count.code, cell.title))
            if change is None:
                assert (was.figure, was.behind) == (cell.figure, cell.behind)
            else:
                kept = {*was.behind} - {*change.left} | {*change.entered}
                assert kept == {*cell.behind}


def test_one_period_is_counted_under_two_generations_side_by_side() -> None:
    """The circular of 2021 splits by how many sign; the later ones don't."""
    facts = log(p1=own(), p2=own("complaint", "land", people=6))
    of_2021 = run(facts, "01/XLĐ", generation="2021")
    of_2024 = run(facts, "01/XLĐ", generation="2024")
    old, new = of_2021["01/XLĐ"], of_2024["01/XLĐ"]
    found = compare(of_2021, of_2024)

    assert (2, 1, 1) == (old[1].figure, old[4].figure, old[5].figure)
    assert (2, 2) == (new[1].figure, new[3].figure)
    found = compare(
        run(facts, "01/XLĐ", generation="2021"), run(facts, "01/XLĐ", generation="2024")
    )
    assert ("generation", "definition") == found.differing
    assert {one.title for one in found.changes if one.after is None} >= {
        "Phân loại đơn theo nội dung – Đơn khác",
        "Đơn phải xử lý – Tiếp nhận trong kỳ – Đơn có nhiều người đứng tên",
    }


def test_the_generation_in_force_at_the_end_of_the_period_is_counted() -> None:
    old = statistics.period("2024-year", "state", LAW)

    assert "2024" == run([], "04/XLĐ", period=old)["04/XLĐ"].generation
    with pytest.raises(Invalid, match="no circular on statistics is known for 2020-12-14"):
        run([], period=statistics.period("2020-year", "state", LAW))


@given(logs())
def test_a_run_is_kept_as_text_and_read_back(facts: Log) -> None:
    """Kept and read again it is the same value."""
    found = run(facts)

    assert found == from_json(to_json(found))


def test_what_is_no_run_is_refused() -> None:
    with pytest.raises(Invalid, match="no run of statistics"):
        from_json(b'{"counts": [{}]}')


# -- Periods --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "line", "first", "last"),
    [
        ("2026-Q1", "state", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q2", "state", date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-6m", "state", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-Q3", "state", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-9m", "state", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026-Q4", "state", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-year", "state", date(2025, 12, 15), date(2026, 12, 14)),
        ("2023", "state", date(2022, 12, 15), date(2023, 12, 14)),
        ("2026-11", "party", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-q1", "party", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-6M", "party", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-9m", "party", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026", "party", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-02-03/2026-02-20", "party", date(2026, 2, 3), date(2026, 2, 20)),
    ],
)
def test_a_period_is_cut_as_its_line_cuts_it(
    label: str, line: Any, first: date, last: date
) -> None:
    """Thông tư 06/2025, Điều 7: from the 15th to the 14th; the Party's reports: whole months."""
    found = statistics.period(label, line, LAW)

    assert (first, last) == (found.first, found.last)


@pytest.mark.parametrize(
    "text", ["", "2026-Q5", "2026-13", "26-Q1", "2026-02-30/2026-03-01", "2026-03-01/2026-02-01"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        statistics.period(text, "state", LAW)


# -- Definitions ----------------------------------------------------------------------

TEXT = """
[[generation]]
id = "thu"
circular = "Thông tư thử"
since = 2020-01-01
certainty = "I"
[[generation.table]]
code = "01/THỬ"
title = "Biểu thử"
certainty = "I"
cases = "all"
columns = [
  { number = 1, heading = "Tổng", sum = "2+3", checks = ["4"] },
  { number = 2, heading = "Trong kỳ", counts = "petitions", when = { came = "received" } },
  { number = 3, heading = "Kỳ trước", counts = "petitions", of = "all", when = { own = true } },
  { number = 4, heading = "Vụ việc", counts = "cases", of = "all" },
]
[generation.table.sets]
all = { came = ["carried"] }
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_definition_is_read_as_written(tmp_path: Path) -> None:
    (generation,) = read_definitions(written(tmp_path / "t.toml", TEXT)).generations
    (table,) = generation.tables

    assert ((2, 3), ((4,),)) == (table.column(1).sum, table.column(1).checks)
    assert {"came": ("carried",), "own": (True,)} == table.column(3).wanted


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('"2+3"', '"2-3"', "'2-3' is no sum"),
        ('"2+3"', '"2+9"', "column 1 adds up 9"),
        ('"2+3"', '"2+2"', "adds 2 up twice"),
        ('"2+3"', '"1+2"', "leads to itself"),
        ('sum = "2+3"', 'counts = "petitions", sum = "2+3"', "column 1 has counts, sum"),
        ('sum = "2+3", checks = ["4"]', 'note = "x"', "column 1 has —"),
        ("number = 2", "number = 5", "5 stands in place 2"),
        ('"Trong kỳ"', '"Tổng"', "'Tổng' stands twice"),
        ('counts = "petitions", when', 'counts = "petition", when', "'petition' is unknown"),
        ('came = "received"', 'cam = "received"', "a petition has no fact 'cam'"),
        ('came = "received"', 'came = "later"', "came is never 'later'"),
        ('came = "received"', "came = 3", "3 is no value"),
        ('came = "received"', "came = []", "[] is no value"),
        ("when = { own", "when = { came = true, own", "'came' is said by the set too"),
        ('of = "all", when', 'of = "al", when', "'al' is unknown"),
        ('cases = "all"\n', "", "cases: it is missing"),
        ('["carried"]', '["gone"]', "came is never 'gone'"),
        ("[generation.table.sets]\nall", "[generation.table.set]\nall", "the table has no sets"),
        ('heading = "Vụ việc"', 'head = "Vụ việc"', "there is no such field"),
        ('certainty = "I"\n[[', 'certainty = "X"\n[[', "'X' is unknown"),
        ("since = 2020-01-01", "since = 2020-01-01\nuntil = 2019-01-01", "is before 2020-01-01"),
        (
            "since = 2020-01-01",
            'since = 2020-01-01\ntakes_over = "x"',
            "no generation stands before this one",
        ),
        ("[[generation.table]]", "[[generation.tabel]]", "there is no table"),
        ("[[generation", "[[generations", "there are no tables"),
    ],
)
def test_a_broken_definition_is_refused_with_what_is_wrong(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    """Broken in one place at a time; what and where is said."""
    assert right in TEXT
    with pytest.raises(Invalid, match=r"t\.toml") as caught:
        read_definitions(written(tmp_path / "t.toml", TEXT.replace(right, wrong)))

    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("since", "id", "told"),
    [
        ("2020-06-01", "sau", "it overlaps 'thu'"),
        ("2020-06-01", "thu", "'thu' stands twice"),
    ],
)
def test_two_generations_are_never_in_force_together(
    tmp_path: Path, since: str, id: str, told: str
) -> None:
    later = TEXT.replace("2020-01-01", since).replace('id = "thu"', f'id = "{id}"')
    with pytest.raises(Invalid) as caught:
        read_definitions(written(tmp_path / "t.toml", TEXT + later))

    assert told in str(caught.value)


def test_every_area_of_the_record_is_known_to_the_tables() -> None:
    """The words of the tables are those of the petition's own events."""
    assert get_args(petition.Area) == VALUES["petition"]["area"]
