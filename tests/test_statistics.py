"""Statistics: every column as a worked case."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from counted import (
    ABOVE,
    BEFORE,
    IN,
    LAST,
    NO_TERM,
    Q1,
    Q2,
    UBND,
    accepted,
    admitted,
    at_reception,
    classified,
    competence,
    concluded,
    decided,
    eligible,
    figures,
    forwarded,
    guided,
    joined,
    log,
    opened,
    other,
    own,
    raised,
    received,
    refused,
    reopened,
    replied,
    resolved,
    run,
    terminated,
    urged,
    voiced,
    with_bodies,
    withdrawn,
)
from dialogue_cases import matter, petition, proceeding
from dialogue_cases.petition import Raised
from dialogue_cases.vocabulary import StreamId

# -- 01/XLĐ ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ([raised()], {1: 1, 3: 1, 5: 1}),
        ([raised(BEFORE)], {1: 1, 2: 1, 5: 1}),
        ([raised(BEFORE), admitted(BEFORE)], {}),
        ([raised(BEFORE), admitted(Q1.first)], {1: 1, 2: 1, 4: 1}),
        ([raised(BEFORE), admitted(Q1.first - timedelta(days=1))], {}),
        ([raised(Q1.first)], {1: 1, 3: 1, 5: 1}),
        ([raised(Q1.first - timedelta(days=1))], {1: 1, 2: 1, 5: 1}),
        ([raised(LAST)], {1: 1, 3: 1, 5: 1}),
        ([raised(), guided()], {1: 1, 3: 1, 4: 1}),
        ([raised(), eligible(found=False), guided()], {1: 1, 3: 1, 4: 1}),
        (own(), {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 10: 1, 13: 1, 14: 1, 17: 1}),
        (own("complaint"), {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 8: 1, 13: 1, 14: 1, 15: 1}),
        (own("denunciation"), {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 9: 1, 13: 1, 14: 1, 16: 1}),
        (
            own("report", "land", resolved()),
            {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 10: 1, 11: 1, 14: 1, 17: 1},
        ),
        (
            own("report", "land", resolved(), reopened(), resolved()),
            {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 10: 1, 12: 1, 14: 1, 17: 1},
        ),
        (
            own("report", "land", resolved(), reopened()),
            {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 10: 1, 13: 1, 14: 1, 17: 1},
        ),
        (
            other("complaint", "land", guided()),
            {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 8: 1, 13: 1, 18: 1, 19: 1},
        ),
        (
            other("denunciation", "land", forwarded()),
            {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 9: 1, 13: 1, 18: 1, 20: 1},
        ),
        (
            other("report", "land", forwarded(), urged(LAST), replied(LAST)),
            {1: 1, 3: 1, 4: 1, 6: 1, 7: 1, 10: 1, 13: 1, 18: 1, 21: 1, 22: 1},
        ),
        ([raised(BEFORE), forwarded(BEFORE), replied()], {22: 1}),
        ([raised(BEFORE), forwarded(BEFORE), replied(BEFORE)], {}),
        (own("anonymous_tip"), {1: 1, 3: 1, 4: 1}),
        ([raised(date(2026, 3, 15))], {}),
    ],
)
def test_a_petition_is_summed_up_in_01_xld(life: list[Any], expected: dict[int, int]) -> None:
    """Each petition to be processed stands in one column of every breakdown."""
    assert expected == figures(log(p1=life), "01/XLĐ")


def test_a_mixed_petition_that_was_split_is_counted_by_its_parts() -> None:
    """The original isn't counted beside its parts."""
    parts = tuple(petition.Part(number=n, gist="phần", kind="report") for n in (1, 2))
    facts = log(
        p1=[raised(), petition.Split(on=IN, parts=parts)],
        p2=[raised(part_of=StreamId("petition/2026/1"), part=1)],
        p3=[raised(part_of=StreamId("petition/2026/1"), part=2)],
    )

    assert {1: 2, 3: 2, 5: 2} == figures(facts, "01/XLĐ")


def test_what_has_no_column_yet_is_shown_beside_the_table() -> None:
    """A petition that is eligible and not sorted is left out by name, not lost."""
    facts = log(
        p1=[raised(), eligible(), classified()],
        p2=[raised(), eligible(), classified(), competence(own=False)],
        p3=own(),
    )

    assert ("petition/2026/1", "petition/2026/2") == run(facts, "01/XLĐ")["01/XLĐ"].left_out


def test_several_petitions_of_one_grievance_are_one_case() -> None:
    """Vụ việc: it is counted once, by the petition that came in last."""
    facts = log(
        p1=own("report", "land", joined("matter/2026/1"), resolved()),
        p2=own("report", "judicial", joined("matter/2026/1"), on=LAST),
        p3=own("report", "policy"),
    )
    count = run(facts, "04/XLĐ")["04/XLĐ"]
    told = {cell.column: cell.figure for cell in count.cells if cell.figure}

    assert {1: 3, 3: 3, 4: 3, 5: 0, 6: 3, 7: 3, 8: 2, 9: 1, 11: 1, 14: 2, 15: 2, 20: 2} == {
        **told,
        5: 0,
    }
    assert ("matter/2026/1",) == count[11].cases
    assert ["petition/2026/2"] == [one.of for one in count[11].behind]


@pytest.mark.parametrize(
    ("lives", "columns"),
    [
        ({"p1": own("complaint", "land", people=1)}, (5, 16)),
        ({"p1": own("complaint", "land", people=2)}, (4, 16)),
        ({"p1": own("complaint", "land", on=BEFORE)[:4]}, (3, 17)),
        ({"p1": own("complaint", "land", on=BEFORE, people=2)[:4]}, (2, 17)),
        ({"p1": own("complaint")[:4], "c1": [received()]}, (5, 17)),
        ({"p1": own("complaint")[:4], "c1": [received(), accepted()]}, (5, 16)),
    ],
)
def test_the_older_circular_splits_by_signatories_and_by_what_is_under_way(
    lives: dict[str, list[Any]], columns: tuple[int, int]
) -> None:
    """01/XLĐ of 2021: một hay nhiều người đứng tên; đang giải quyết hay chưa giải quyết."""
    found = figures(log(**lives), "01/XLĐ", generation="2021")

    assert list(columns) == [one for one in (2, 3, 4, 5, 16, 17) if one in found]


def test_of_two_petitions_of_one_day_the_later_one_stands_for_the_case() -> None:
    """petition/2026/10 comes after petition/2026/9, whatever the alphabet says."""
    facts = log(
        p10=own("report", "judicial", joined("matter/2026/1")),
        p9=own("report", "land", joined("matter/2026/1")),
    )

    assert ["petition/2026/10"] == [one.of for one in run(facts, "04/XLĐ")["04/XLĐ"][11].behind]


# -- 02, 03, 04/XLĐ -------------------------------------------------------------------

AREAS_02 = {
    "policy": (9, 10),
    "land": (9, 11),
    "civil_service": (9, 12),
    "administrative_other": (9, 12),
    "judicial": (13,),
    "party_and_organisations": (14,),
    "corruption": (15,),
    "other": (15,),
}
AREAS_03 = {
    "policy": (9, 10),
    "land": (9, 11),
    "civil_service": (9, 12),
    "administrative_other": (9, 13),
    "corruption": (14,),
    "judicial": (15,),
    "party_and_organisations": (16,),
    "other": (17,),
}
AREAS_04 = {
    "policy": (9,),
    "land": (10,),
    "judicial": (11,),
    "civil_service": (12,),
    "administrative_other": (12,),
    "corruption": (12,),
    "party_and_organisations": (12,),
    "other": (12,),
}


@pytest.mark.parametrize(
    ("code", "kind", "areas", "rest"),
    [
        ("02/XLĐ", "complaint", AREAS_02, (19, 20, 21)),
        ("03/XLĐ", "denunciation", AREAS_03, (20, 21, 22)),
        ("04/XLĐ", "recommendation", AREAS_04, (14, 15, 20)),
        ("04/XLĐ", "report", AREAS_04, (14, 15, 20)),
    ],
)
def test_a_case_stands_under_its_area(
    code: str, kind: Any, areas: Mapping[str, tuple[int, ...]], rest: tuple[int, ...]
) -> None:
    """Phân loại theo nội dung: every area of the record has its column."""
    head = (1, 3, 4, 6, 7, 8)
    for area, columns in areas.items():
        expected = dict.fromkeys((*head, *columns, *rest), 1)

        assert expected == figures(log(p1=own(kind, area)), code), area


@pytest.mark.parametrize(
    ("code", "kind", "then", "expected"),
    [
        ("02/XLĐ", "complaint", [guided()], (19, 23, 24)),
        ("02/XLĐ", "complaint", [forwarded()], (19, 23, 24)),
        ("02/XLĐ", "complaint", [guided(), urged(LAST)], (19, 23, 25)),
        ("03/XLĐ", "denunciation", [forwarded()], (20, 24, 25)),
        ("03/XLĐ", "denunciation", [forwarded(), urged(LAST)], (20, 24, 26)),
        ("04/XLĐ", "report", [forwarded()], (14, 16, 17)),
        ("04/XLĐ", "report", [forwarded(), urged(LAST)], (14, 16, 18)),
    ],
)
def test_what_is_not_the_wards_own_stands_under_what_was_done_last(
    code: str, kind: Any, then: list[Any], expected: tuple[int, ...]
) -> None:
    """Không thuộc thẩm quyền: hướng dẫn, chuyển hoặc đôn đốc, each case in one column."""
    found = figures(log(p1=other(kind, "other", *then)), code)
    area = {"02/XLĐ": 15, "03/XLĐ": 17, "04/XLĐ": 12}[code]

    assert dict.fromkeys((1, 3, 4, 6, 7, 8, area, *expected), 1) == found


SECOND = received(instance="second")
JUDGED = proceeding.FinalJudgmentLearned(on=IN, court="Toà án", gist="Bác yêu cầu")


@pytest.mark.parametrize(
    ("code", "kind", "lives", "column"),
    [
        ("02/XLĐ", "complaint", [[received(), decided()]], 16),
        ("02/XLĐ", "complaint", [[received(), decided()], [SECOND, decided()]], 17),
        ("02/XLĐ", "complaint", [[received(), decided()], [SECOND]], 16),
        ("02/XLĐ", "complaint", [[received(), decided(), JUDGED]], 18),
        ("02/XLĐ", "complaint", [[received(), decided(), JUDGED], [SECOND]], 18),
        ("02/XLĐ", "complaint", [[received()]], 19),
        ("03/XLĐ", "denunciation", [[received("denunciation"), accepted(), concluded()]], 19),
        ("03/XLĐ", "denunciation", [[received("denunciation"), accepted()]], 18),
        ("03/XLĐ", "denunciation", [[received("denunciation"), accepted(LAST)]], 20),
        ("04/XLĐ", "report", [], 14),
    ],
)
def test_a_case_stands_under_its_state(
    code: str, kind: Any, lives: list[list[Any]], column: int
) -> None:
    """Tình trạng giải quyết at the end of the period, by what the competent body decided."""
    states = {"02/XLĐ": range(16, 20), "03/XLĐ": range(18, 21), "04/XLĐ": range(13, 15)}[code]
    its = {f"c{number}": life for number, life in enumerate(lives, 1)}
    found = figures(log(p1=own(kind), **its), code, on=LAST)

    assert [column] == [one for one in states if one in found]


@pytest.mark.parametrize(
    ("due", "column"), [(LAST - timedelta(days=1), 18), (LAST, 20), (None, 20)]
)
def test_without_a_proceeding_the_day_decided_for_the_petition_is_its_term(
    due: date | None, column: int
) -> None:
    """Quá thời hạn: its last day had passed when the period ended."""
    assigned = petition.Assigned(on=IN, text="Giải quyết", lead=UBND, due=due)
    found = figures(log(p1=own("denunciation", "land", assigned)), "03/XLĐ", on=LAST)

    assert [column] == [one for one in (18, 19, 20) if one in found]


def test_a_suggestion_that_was_settled_is_settled_within_the_wards_own() -> None:
    """04/XLĐ, cột 13 và 19."""
    found = figures(log(p1=own("report", "land", resolved())), "04/XLĐ")

    assert dict.fromkeys((1, 3, 4, 6, 7, 8, 10, 13, 15, 19), 1) == found


@pytest.mark.parametrize(
    ("code", "kind", "second", "columns"),
    [
        ("02/XLĐ", "complaint", SECOND, (20, 22)),
        ("03/XLĐ", "denunciation", received("denunciation", instance="continued"), (21, 23)),
    ],
)
def test_a_second_complaint_and_a_continued_denunciation_have_columns_of_their_own(
    code: str, kind: Any, second: Any, columns: tuple[int, ...]
) -> None:
    found = figures(log(p1=own(kind), c1=[second]), code)

    assert set(columns) <= found.keys()
    assert columns[1] - 1 not in found


def test_petitions_of_one_kind_are_carried_over_and_processed() -> None:
    """02/XLĐ, cột 1 đến 6 và 26."""
    facts = log(
        p1=[raised(BEFORE), classified("complaint", on=BEFORE)],
        p2=[raised(BEFORE), classified("complaint", on=BEFORE), guided(), replied()],
        p3=[raised(), classified("complaint"), guided()],
        p4=[raised(), classified("complaint")],
        p5=[raised(), classified("report"), replied()],
    )

    assert {1: 4, 2: 2, 3: 2, 4: 2, 5: 1, 6: 1, 26: 1} == figures(facts, "02/XLĐ")


def test_replies_in_a_proceeding_are_replies_to_its_petition() -> None:
    """Số văn bản phúc đáp: those of the period, wherever they were recorded."""
    replies = [proceeding.ReplyReceived(on=day, gist="Đang xử lý") for day in (BEFORE, IN, LAST)]
    facts = log(p1=own("complaint", "land", replied()), c1=[received(on=BEFORE), *replies])

    assert 3 == figures(facts, "02/XLĐ")[26]


def test_without_a_term_in_the_law_nothing_is_called_overdue_or_in_time() -> None:
    """What can't be judged is shown as not recorded, never as 0."""
    facts = log(p1=own("denunciation"), c1=[received("denunciation"), accepted()])
    count = run(facts, "03/XLĐ", law=NO_TERM)["03/XLĐ"]

    assert (None, None) == (count[18].figure, count[20].figure)
    assert () == count.disagreements


# -- 01, 02/TCD -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("petition", "expected"),
    [
        (at_reception(), {4: 1, 5: 1, 6: 1}),
        (at_reception(occurrence="repeated", people=3), {4: 1, 5: 3, 7: 1}),
        (at_reception(people=7), {4: 1, 5: 7, 6: 1, 8: 1, 9: 7, 10: 1}),
        (
            at_reception(people=7, occurrence="repeated"),
            {4: 1, 5: 7, 7: 1, 8: 1, 9: 7, 11: 1},
        ),
        (at_reception(receiver="head", reception="periodic"), {13: 1, 14: 1, 15: 1}),
        (at_reception(receiver="head", occurrence="repeated"), {13: 1, 14: 1, 16: 1}),
        (
            at_reception(receiver="head", people=5),
            {13: 1, 14: 5, 15: 1, 17: 1, 18: 5, 19: 1},
        ),
        (
            at_reception(receiver="head", people=5, occurrence="repeated"),
            {13: 1, 14: 5, 16: 1, 17: 1, 18: 5, 20: 1},
        ),
        (at_reception(receiver="delegate"), {22: 1, 23: 1, 24: 1}),
        (at_reception(receiver="delegate", occurrence="repeated"), {22: 1, 23: 1, 25: 1}),
        (
            at_reception(receiver="delegate", people=6),
            {22: 1, 23: 6, 24: 1, 26: 1, 27: 6, 28: 1},
        ),
        (
            at_reception(receiver="delegate", people=6, occurrence="repeated"),
            {22: 1, 23: 6, 25: 1, 26: 1, 27: 6, 29: 1},
        ),
        (raised(), {}),
        (at_reception(on=BEFORE), {}),
        (at_reception(part_of=StreamId("petition/2026/9"), part=1), {}),
    ],
)
def test_a_turn_at_a_reception_is_counted_by_who_received(
    petition: Raised, expected: dict[int, int]
) -> None:
    """01/TCD: thường xuyên, thủ trưởng tiếp, uỷ quyền tiếp; lượt, người, vụ việc, đoàn."""
    total = {1: 1, 2: petition.people, 3: 1} if expected else {}

    assert {**total, **expected} == figures(log(p1=[petition]), "01/TCD")


@pytest.mark.parametrize(
    ("office", "columns"),
    [("party_secretary", (12, 13, 14, 15)), ("deputy_party_secretary", (21, 22, 23, 24))],
)
def test_who_speaks_at_a_reception_is_one_turn(office: Any, columns: tuple[int, ...]) -> None:
    """Several opinions of one person are one turn; what became a petition is counted there."""
    reception = StreamId("reception/2026/1")
    facts = log(
        r1=[
            *opened(office),
            voiced(1, f"{reception}#1"),
            voiced(2, f"{reception}#1"),
            voiced(3, f"{reception}#2"),
            voiced(4, f"{reception}#2"),
        ],
        p1=[raised(channel="reception", session=reception, opinion=3)],
    )
    sittings, turns, people, first = columns

    assert {1: 2, 2: 2, 3: 2, sittings: 1, turns: 2, people: 2, first: 2} == figures(
        facts, "01/TCD"
    )


@pytest.mark.parametrize(("before", "column"), [(BEFORE, 16), (IN, 15)])
def test_an_opinion_of_a_matter_raised_before_is_not_the_first_time(
    before: date, column: int
) -> None:
    """01/TCD, cột 15 và 16: tiếp lần đầu, tiếp nhiều lần."""
    reception = StreamId("reception/2026/1")
    facts = log(
        m1=[
            matter.Opened(on=BEFORE, gist="Mương"),
            matter.Joined(on=before, raised=before, petition=StreamId("petition/2025/9")),
            matter.Joined(on=IN, raised=IN, session=reception, opinion=1),
        ],
        r1=[*opened(), voiced(1)],
    )

    assert {1: 1, 2: 1, 3: 1, 12: 1, 13: 1, 14: 1, column: 1} == figures(facts, "01/TCD")


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ([classified("complaint"), competence()], {3: 1, 4: 1, 9: 1, 10: 1}),
        ([classified("denunciation"), competence()], {5: 1, 6: 1, 9: 1, 10: 1}),
        ([classified("report"), competence()], {7: 1, 8: 1, 9: 1, 10: 1}),
        ([classified("report"), competence(own=False)], {7: 1, 8: 1, 11: 1, 12: 1}),
        (
            [classified("report"), competence(own=False), guided(), forwarded(), urged()],
            {7: 1, 8: 1, 11: 1, 12: 1, 13: 1, 14: 1, 15: 1},
        ),
    ],
)
def test_petitions_at_receptions_are_sorted_in_02_tcd(
    life: list[Any], expected: dict[int, int]
) -> None:
    facts = log(p1=[at_reception(), *life], p2=[raised(), *life])

    assert {1: 1, 2: 1, **expected} == figures(facts, "02/TCD")


def test_replies_to_petitions_at_receptions_are_counted() -> None:
    """02/TCD, cột 16; nothing of it is sorted yet, so it is shown beside the table."""
    facts = log(p1=[at_reception(), replied(), replied(LAST)], p2=[raised(), replied()])
    count = run(facts, "02/TCD")["02/TCD"]

    assert 2 == count[16].figure
    assert ("petition/2026/1",) == count.left_out


def test_what_the_record_does_not_have_is_never_0() -> None:
    """Cột ghi chú: not recorded."""
    assert run([], "01/TCD")["01/TCD"][30].figure is None


# -- 01–04/KQGQ -----------------------------------------------------------------------

REMEDIES = proceeding.Remedies(
    state_money=1,
    state_land=2,
    organisations=3,
    organisations_money=4,
    organisations_land=5,
    individuals=6,
    individuals_money=7,
    individuals_land=8,
    sanctioned=9,
    sanctioned_officials=10,
)
CRIME = proceeding.CrimeSignsPassed(on=IN, to="Công an", gist="Dấu hiệu", people=3, officials=1)
CRIME_BEFORE = attrs.evolve(CRIME, on=BEFORE)


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ([received()], {1: 1, 3: 1, 4: 1}),
        ([received(on=BEFORE)], {1: 1, 2: 1, 4: 1}),
        ([received(on=BEFORE), decided(BEFORE, remedies=REMEDIES), CRIME_BEFORE], {}),
        ([received(on=BEFORE), decided(Q1.first)], {1: 1, 2: 1, 4: 1, 5: 1, 20: 1}),
        ([received(on=BEFORE), refused(BEFORE)], {}),
        ([received(on=BEFORE), refused(Q1.first)], {1: 1, 2: 1, 4: 1}),
        ([received(), accepted(), decided(LAST)], {1: 1, 3: 1, 4: 1, 5: 1, 20: 1, 26: 1}),
        (
            [received(), accepted(), decided(outcome="unfounded")],
            {1: 1, 3: 1, 4: 1, 5: 1, 21: 1, 25: 1},
        ),
        (
            [received(), decided(outcome="partly_founded")],
            {1: 1, 3: 1, 4: 1, 5: 1, 22: 1},
        ),
        (
            [received(instance="second"), decided(review="upheld")],
            {1: 1, 3: 1, 4: 1, 5: 1, 20: 1, 23: 1},
        ),
        (
            [received(instance="second"), decided(review="cancelled")],
            {1: 1, 3: 1, 4: 1, 5: 1, 20: 1, 24: 1},
        ),
        (
            [received(instance="second"), decided(review="amended")],
            {1: 1, 3: 1, 4: 1, 5: 1, 20: 1, 24: 1},
        ),
        (
            [received(), *withdrawn(explained=True)],
            {1: 1, 3: 1, 4: 1, 6: 1},
        ),
        ([received(), *withdrawn(explained=False)], {1: 1, 3: 1, 4: 1}),
        (
            [received(), decided(remedies=REMEDIES), CRIME],
            {
                1: 1,
                3: 1,
                4: 1,
                5: 1,
                20: 1,
                **{6 + number: number for number in range(1, 11)},
                17: 1,
                18: 3,
                19: 1,
            },
        ),
        ([received("denunciation")], {}),
        ([received(body=ABOVE)], {}),
    ],
)
def test_a_complaint_within_competence_is_counted_by_its_result(
    life: list[Any], expected: dict[int, int]
) -> None:
    """01/KQGQ: carried over or received, how it ended, what it ordered, in time or late."""
    assert expected == figures(with_bodies(log(c1=life)), "01/KQGQ")


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ([received("denunciation")], {1: 1, 3: 1, 4: 1}),
        ([received("denunciation", on=BEFORE)], {1: 1, 2: 1, 4: 1}),
        (
            [received("denunciation"), accepted(), concluded()],
            {1: 1, 3: 1, 4: 1, 5: 1, 21: 1, 24: 1, 26: 1},
        ),
        (
            [received("denunciation"), accepted(), concluded(LAST, "unfounded")],
            {1: 1, 3: 1, 4: 1, 5: 1, 22: 1, 24: 1, 27: 1},
        ),
        (
            [received("denunciation", instance="continued"), concluded(outcome="partly_founded")],
            {1: 1, 3: 1, 4: 1, 5: 1, 23: 1, 25: 1},
        ),
        ([received("denunciation"), *withdrawn(explained=False)], {1: 1, 3: 1, 4: 1, 6: 1}),
        (
            [
                received("denunciation"),
                withdrawn(explained=False)[0],
                terminated("death_of_the_denounced"),
            ],
            {1: 1, 3: 1, 4: 1, 7: 1},
        ),
        (
            [received("denunciation"), terminated("death_of_the_denounced")],
            {1: 1, 3: 1, 4: 1, 7: 1},
        ),
        (
            [received("denunciation"), concluded(remedies=REMEDIES), CRIME],
            {
                1: 1,
                3: 1,
                4: 1,
                5: 1,
                21: 1,
                24: 1,
                **{7 + number: number for number in range(1, 11)},
                18: 1,
                19: 3,
                20: 1,
            },
        ),
        ([received()], {}),
    ],
)
def test_a_denunciation_within_competence_is_counted_by_its_result(
    life: list[Any], expected: dict[int, int]
) -> None:
    """03/KQGQ, by the groups of its columns."""
    assert expected == figures(with_bodies(log(c1=life)), "03/KQGQ")


@pytest.mark.parametrize(
    ("code", "kind", "resolution"),
    [("02/KQGQ", "complaint", decided), ("04/KQGQ", "denunciation", concluded)],
)
def test_what_is_carried_out_is_set_against_what_was_ordered(
    code: str, kind: Any, resolution: Any
) -> None:
    """Thi hành: ordered at any time, reached in the period; done before, it isn't counted."""
    half = proceeding.Remedies(state_money=1, individuals_money=3)
    begun = proceeding.CarriedOut(on=IN, complete=False, gist="Đã thu một phần", remedies=half)
    done = proceeding.CarriedOut(on=LAST, complete=True, gist="Xong", remedies=half)
    ordered = {4: 1, 6: 2, 8: 4, 10: 5, 12: 7, 14: 8, 16: 9, 18: 10}
    first = [received(kind, BEFORE), resolution(BEFORE, remedies=REMEDIES)]

    assert {1: 1, 3: 1, **ordered} == figures(with_bodies(log(c1=first)), code)
    assert {1: 1, 3: 1, **ordered, 5: 1, 13: 3} == figures(
        with_bodies(log(c1=[*first, begun])), code
    )
    assert {1: 1, 2: 1, **ordered, 5: 2, 13: 6, 20: 1, 21: 3, 22: 1} == figures(
        with_bodies(log(c1=[*first, begun, done, CRIME])), code
    )
    assert {} == figures(with_bodies(log(c1=[*first, begun, done])), code, period=Q2)
    assert {1: 1, 3: 1, **ordered} == figures(with_bodies(log(c1=[*first, begun])), code, period=Q2)
