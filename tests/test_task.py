"""A task: assigned, worked on, shown done, seen done by another body, or pursued until it is."""

from datetime import date
from typing import Any

import attrs
import hypothesis
import hypothesis.strategies as st
import pytest

from dialogue_cases import task, ward
from dialogue_cases.record import Escalated
from dialogue_cases.task import (
    Amended,
    Assigned,
    CarriedOver,
    Closed,
    Event,
    Extended,
    InspectionConcluded,
    ObstacleAnswered,
    ObstacleReported,
    Origin,
    OriginKind,
    Outcome,
    ProgressReported,
    Redirected,
    ReferredToInspection,
    Rejected,
    RenewalProposed,
    ReportedDone,
    Verified,
)
from dialogue_cases.vocabulary import BodyId, Document, OfficerId, StreamId, SystemAct
from dialogue_cases.ward import BodiesMerged, BodyEstablished
from spec import Given, a_ward, act_of, given
from strategies import days, value

DAY = date(2023, 4, 3)
SOON = date(2023, 4, 20)
DUE = date(2023, 4, 28)
LATE = date(2023, 5, 4)
NEXT_DUE = date(2023, 5, 31)

UBND, OFFICE, BLOC, INSPECTORS = (
    BodyId(body) for body in ("ubnd", "van-phong", "dan-van", "kiem-tra")
)
BOARD = (BodyId("ban-thuong-vu"),)
ITEM = Origin(kind="conclusion_item", source=StreamId("dialogue/2023/1"), number=3)
TEXT = "Chi trả bồi thường cho các hộ còn lại"
REPLY = Document(kind="Công văn", number="112/UBND", issued_on=SOON)
BY_RULE = SystemAct(rule="issued-conclusion-assigns-its-items")

ASSIGNED = Assigned(
    on=DAY, origin=ITEM, text=TEXT, lead=UBND, supports=(BLOC,), due=DUE, opinions=(2, 5)
)
DONE = ReportedDone(on=SOON, gist="Đã chi trả", evidence=(REPLY,))
SEEN = Verified(on=SOON, findings="Đủ hồ sơ")
REJECTED = Rejected(on=SOON, reason="Còn một hộ chưa nhận")
TOLD = Escalated(on=LATE, obligation="task-due", due=DUE, told=BOARD)
CLOSED = Closed(on=LATE, outcome="carried_out")


def assigned(*events: Any) -> Given:
    """A task that was assigned, after these further events."""
    return given(task, ASSIGNED, *events)


# -- Assigning ------------------------------------------------------------------------

ASSIGNMENT: dict[str, Any] = {
    "on": DAY,
    "origin": ITEM,
    "text": TEXT,
    "lead": UBND,
    "supports": (BLOC,),
    "due": DUE,
    "opinions": (2, 5),
}


@pytest.mark.requirement("R39", "R56")
def test_an_item_of_a_notice_is_assigned_by_rule() -> None:
    given(task).by(BY_RULE).when(task.assign, **ASSIGNMENT).then(ASSIGNED)


def test_the_committee_assigns() -> None:
    given(task).by("bi-thu").when(task.assign, **ASSIGNMENT).then(ASSIGNED)

    by_the_lead = given(task).by("chu-tich").when(task.assign, **ASSIGNMENT)

    assert by_the_lead.refused("committee-assigns", body="ubnd").unlawful


def test_the_same_assignment_twice_adds_nothing() -> None:
    assigned().when(task.assign, **{**ASSIGNMENT, "on": SOON}).then()


def test_a_task_is_assigned_once() -> None:
    again = assigned().when(task.assign, **{**ASSIGNMENT, "lead": OFFICE})

    again.refused("task-is-assigned-once", lead="ubnd")


def test_a_task_says_what_to_do() -> None:
    given(task).when(task.assign, **{**ASSIGNMENT, "text": " "}).refused("task-says-what-to-do")


@pytest.mark.requirement("R12")
def test_a_lead_is_not_its_own_support() -> None:
    both = given(task).when(task.assign, **{**ASSIGNMENT, "supports": (UBND,)})

    both.refused("lead-is-not-its-own-support", body="ubnd")


def test_a_task_is_given_to_a_body_of_the_ward() -> None:
    given(task).when(task.assign, **{**ASSIGNMENT, "lead": BodyId("?")}).refused("body-is-known")


@pytest.mark.requirement("R25")
def test_a_person_who_leads_is_of_the_body_that_leads() -> None:
    officer = OfficerId("can-bo-dan-van")
    duty = Origin(kind="session_duty", source=StreamId("dialogue/2023/1"), number=1)
    told = {"on": DAY, "origin": duty, "text": TEXT, "lead_officer": officer}

    given(task).by(BY_RULE).when(task.assign, **told, lead=BLOC).then(
        Assigned(on=DAY, origin=duty, text=TEXT, lead=BLOC, lead_officer=officer)
    )
    elsewhere = given(task).by(BY_RULE).when(task.assign, **told, lead=OFFICE)

    assert elsewhere.refused("lead-officer-is-of-the-lead", officer=officer).unlawful


@pytest.mark.requirement("R49")
@pytest.mark.parametrize(
    ("due", "right"), [(None, True), (DAY, True), (DUE, True), (date(2023, 4, 2), False)]
)
def test_a_last_day_lies_ahead_if_there_is_one(due: date | None, right: bool) -> None:
    assigning = given(task).when(task.assign, **{**ASSIGNMENT, "due": due})

    if right:
        assigning.then(attrs.evolve(ASSIGNED, due=due))
    else:
        assert assigning.refused("due-is-ahead", due=due).unlawful


# -- Amending -------------------------------------------------------------------------

CHANGE: dict[str, Any] = {
    "on": SOON,
    "text": TEXT,
    "lead": OFFICE,
    "due": DUE,
    "reason": "Giao lại",
}


def test_an_amendment_says_how_the_task_reads_from_now_on() -> None:
    assigned().when(task.amend, **CHANGE).then(Amended(**CHANGE))


def test_an_amendment_that_changes_nothing_adds_nothing() -> None:
    same = {**CHANGE, "lead": UBND, "supports": (BLOC,)}

    assigned().when(task.amend, **same).then()


def test_an_amendment_has_a_reason() -> None:
    assigned().when(task.amend, **{**CHANGE, "reason": ""}).refused("change-has-a-reason")


def test_only_the_committee_or_a_rule_amends() -> None:
    by_the_lead = assigned().by("chu-tich").when(task.amend, **CHANGE)

    assert by_the_lead.refused("committee-amends").unlawful
    assigned().by(BY_RULE).when(task.amend, **CHANGE).then(Amended(**CHANGE))


def test_a_later_last_day_is_an_extension() -> None:
    later = assigned().when(task.amend, **{**CHANGE, "due": NEXT_DUE})

    assert not later.refused("later-due-is-an-extension", due=DUE, asked=NEXT_DUE).unlawful


def test_a_last_day_once_decided_is_not_dropped() -> None:
    dropping = assigned().when(task.amend, **{**CHANGE, "due": None})

    assert dropping.refused("due-is-not-dropped", due=DUE).unlawful


def test_an_amended_task_is_held_to_the_same_rules() -> None:
    wrong = assigned().when(task.amend, **{**CHANGE, "supports": (OFFICE,)})

    wrong.refused("lead-is-not-its-own-support")


# -- Extending ------------------------------------------------------------------------


def extension(on: date = SOON, until: date = NEXT_DUE, reason: str = "Chờ thẩm định") -> Any:
    return {"on": on, "until": until, "reason": reason}


@pytest.mark.parametrize("on", [DAY, DUE])
def test_a_task_is_extended_until_its_last_day_has_passed(on: date) -> None:
    assigned().when(task.extend, **extension(on)).then(
        Extended(on=on, until=NEXT_DUE, was=DUE, reason="Chờ thẩm định")
    )


def test_an_overdue_task_is_not_extended() -> None:
    late = assigned().when(task.extend, **extension(date(2023, 4, 29)))

    assert late.refused("extended-before-it-is-overdue", due=DUE).unlawful
    assigned().despite("extended-before-it-is-overdue").when(task.extend, **extension(LATE)).then(
        Extended(on=LATE, until=NEXT_DUE, was=DUE, reason="Chờ thẩm định")
    )


def test_the_same_extension_twice_adds_nothing() -> None:
    extended = Extended(on=SOON, until=NEXT_DUE, was=DUE, reason="Chờ thẩm định")

    assigned(extended).when(task.extend, **extension()).then()


def test_an_extension_is_later() -> None:
    assigned().when(task.extend, **extension(until=SOON)).refused("extension-is-later", due=DUE)


def test_an_extension_has_a_reason() -> None:
    assigned().when(task.extend, **extension(reason=" ")).refused("change-has-a-reason")


def test_only_what_has_a_last_day_is_extended() -> None:
    endless = given(task, attrs.evolve(ASSIGNED, due=None))

    endless.when(task.extend, **extension()).refused("task-has-a-last-day")


def test_a_lead_does_not_extend_its_own_task() -> None:
    by_the_lead = assigned().by("chu-tich").when(task.extend, **extension())

    assert by_the_lead.refused("committee-extends", body="ubnd").unlawful


# -- Progress and obstacles -----------------------------------------------------------


def test_progress_is_a_note_so_it_repeats() -> None:
    note = ProgressReported(on=SOON, gist="Đã chi trả 12/20 hộ")

    assigned(note).by("chu-tich").when(task.report_progress, on=SOON, gist=note.gist).then(note)


def test_a_report_says_something() -> None:
    lead = assigned().by("chu-tich")

    lead.when(task.report_progress, on=SOON, gist="").refused("report-says-something")
    lead.when(task.report_obstacle, on=SOON, gist="").refused("report-says-something")


@pytest.mark.requirement("R55")
def test_those_charged_report_leads_and_supports_alike() -> None:
    note = ProgressReported(on=SOON, gist="Đã vận động")
    by_a_stranger = (
        assigned().by("chu-tich-mttq").when(task.report_progress, on=SOON, gist=note.gist)
    )

    assigned().by("truong-khoi").when(task.report_progress, on=SOON, gist=note.gist).then(note)
    assert by_a_stranger.refused("those-charged-report", body="mttq").unlawful


OBSTACLE = ObstacleReported(on=SOON, number=1, gist="Thiếu kinh phí", proposal="Xin bổ sung")


@pytest.mark.requirement("R57")
def test_an_obstacle_is_told_to_the_committee_and_numbered() -> None:
    lead = assigned(OBSTACLE).by("chu-tich")

    lead.when(task.report_obstacle, on=SOON, gist="Chưa có mặt bằng").then(
        ObstacleReported(on=SOON, number=2, gist="Chưa có mặt bằng")
    )


@pytest.mark.requirement("R57")
def test_the_committee_answers_an_obstacle() -> None:
    answer = {"on": LATE, "number": 1, "answer": "Ứng ngân sách phường"}
    answered = ObstacleAnswered(on=LATE, number=1, answer="Ứng ngân sách phường")
    by_the_lead = assigned(OBSTACLE).by("chu-tich").when(task.answer_obstacle, **answer)

    assigned(OBSTACLE).when(task.answer_obstacle, **answer).then(answered)
    assigned(OBSTACLE, answered).when(task.answer_obstacle, **answer).then()
    assert by_the_lead.refused("committee-answers-obstacles").unlawful


def test_only_a_reported_obstacle_is_answered() -> None:
    answering = assigned().when(task.answer_obstacle, on=LATE, number=1, answer="?")

    answering.refused("obstacle-was-reported", number=1)


@pytest.mark.requirement("R57")
def test_an_obstacle_is_open_until_it_is_answered() -> None:
    second = attrs.evolve(OBSTACLE, number=2)
    answered = ObstacleAnswered(on=LATE, number=1, answer="Ứng ngân sách phường")

    assert (second,) == assigned(OBSTACLE, second, answered).state.open_obstacles
    assert (second,) == assigned(answered, second, OBSTACLE).state.open_obstacles


# -- Done, verified, rejected ---------------------------------------------------------

RESULT: dict[str, Any] = {"on": SOON, "gist": "Đã chi trả", "evidence": (REPLY,)}


def test_the_lead_reports_what_is_done() -> None:
    assigned().by("chu-tich").when(task.report_done, **RESULT).then(DONE)
    assigned(DONE).by("chu-tich").when(task.report_done, **RESULT).then()


def test_nobody_else_reports_it_done() -> None:
    by_the_office = assigned().by("chanh-van-phong").when(task.report_done, **RESULT)

    assert by_the_office.refused("lead-reports-done", lead="ubnd").unlawful


def test_a_body_that_carries_on_for_the_lead_reports_it_done() -> None:
    later = ward.evolve(
        a_ward(), BodyEstablished(on=DAY, body=BodyId("moi"), kind="people_committee", name="Mới")
    )
    later = ward.evolve(later, BodiesMerged(on=DAY, bodies=(UBND,), into=BodyId("moi")))
    chair = attrs.evolve(act_of("chu-tich"), body=BodyId("moi"))

    assigned().within(later).by(chair).when(task.report_done, **RESULT).then(DONE)
    assigned(DONE).within(later).by(chair).when(task.verify, on=SOON, findings="Đủ").refused(
        "verifier-is-another-body"
    )


@pytest.mark.requirement("R71")
@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("conclusion_item", True),
        ("direction", True),
        ("plan_duty", False),
        ("session_duty", False),
    ],
)
def test_a_promise_is_shown_kept(kind: OriginKind, needed: bool) -> None:
    origin = attrs.evolve(ITEM, kind=kind)
    reporting = (
        given(task, attrs.evolve(ASSIGNED, origin=origin))
        .by("chu-tich")
        .when(task.report_done, on=SOON, gist="Đã chi trả")
    )

    if needed:
        assert reporting.refused("promise-is-shown-kept", origin=kind).unlawful
    else:
        reporting.then(ReportedDone(on=SOON, gist="Đã chi trả"))


def test_what_another_body_has_confirmed_is_not_reported_again() -> None:
    again = (
        assigned(DONE, SEEN)
        .by("chu-tich")
        .when(task.report_done, on=LATE, gist="Bổ sung", evidence=(REPLY,))
    )

    again.refused("task-is-unverified")


@pytest.mark.requirement("R65", "R71")
def test_another_body_verifies_the_work() -> None:
    look = {"on": SOON, "findings": "Đủ hồ sơ"}

    assigned(DONE).by("chanh-van-phong").when(task.verify, **look).then(SEEN)
    assigned(DONE, SEEN).by("chanh-van-phong").when(task.verify, **look).then()


@pytest.mark.requirement("R65")
@pytest.mark.parametrize("act", ["chu-tich", BY_RULE], ids=["the lead", "a rule"])
def test_a_lead_does_not_verify_its_own_work(act: str | SystemAct) -> None:
    by_itself = assigned(DONE).by(act)

    assert (
        by_itself.when(task.verify, on=SOON, findings="Đủ")
        .refused("verifier-is-another-body", lead="ubnd")
        .unlawful
    )
    by_itself.when(task.reject, on=SOON, reason="Thiếu").refused("verifier-is-another-body")


def test_only_work_that_was_reported_done_is_looked_at() -> None:
    office = assigned().by("chanh-van-phong")

    office.when(task.verify, on=SOON, findings="Đủ").refused("work-is-reported-done")
    office.when(task.reject, on=SOON, reason="Thiếu").refused("work-is-reported-done")


def test_a_finding_says_something() -> None:
    office = assigned(DONE).by("chanh-van-phong")

    office.when(task.verify, on=SOON, findings="").refused("report-says-something")
    office.when(task.reject, on=SOON, reason="").refused("change-has-a-reason")


@pytest.mark.parametrize("before", [(DONE,), (DONE, SEEN)], ids=["reported", "confirmed"])
def test_rejected_work_is_open_again(before: tuple[Any, ...]) -> None:
    office = assigned(*before).by("chanh-van-phong")
    office.when(task.reject, on=SOON, reason=REJECTED.reason).then(REJECTED)
    after = assigned(*before, REJECTED)

    after.by("chanh-van-phong").when(task.reject, on=SOON, reason=REJECTED.reason).then()
    after.by("chu-tich").when(task.report_done, **RESULT).then(DONE)
    assert (True, (REJECTED,)) == (after.state.is_open, after.state.rejections)


# -- Closing --------------------------------------------------------------------------


@pytest.mark.requirement("R42", "R71")
def test_closing_needs_verified_work() -> None:
    office = assigned(DONE).by("chanh-van-phong")
    closing = {"on": LATE, "outcome": "carried_out"}

    assert (
        office.when(task.close, **closing)
        .refused("closing-needs-verified-work", status="done")
        .unlawful
    )
    assigned(DONE, SEEN).by("chanh-van-phong").when(task.close, **closing).then(CLOSED)


@pytest.mark.requirement("R71")
def test_the_office_or_the_committee_closes() -> None:
    by_the_lead = (
        assigned(DONE, SEEN).by("chu-tich").when(task.close, on=LATE, outcome="carried_out")
    )

    assert by_the_lead.refused("office-or-committee-closes").unlawful


def test_a_task_closed_twice_adds_nothing() -> None:
    assigned(DONE, SEEN, CLOSED).when(task.close, on=LATE, outcome="carried_out").then()


def test_a_closed_task_is_not_closed_in_another_way() -> None:
    otherwise = assigned(DONE, SEEN, CLOSED).when(
        task.close, on=LATE, outcome="not_needed", reason="?"
    )

    otherwise.refused("task-is-not-closed", closed=LATE)


@pytest.mark.requirement("R42")
def test_nothing_is_closed_silently() -> None:
    """What ends without having been done needs the Committee and a reason."""
    ending = {"on": LATE, "outcome": "not_needed", "reason": "Dự án đã dừng"}
    by_the_office = assigned().by("chanh-van-phong").when(task.close, **ending)

    assert by_the_office.refused("committee-closes-without-work").unlawful
    assigned().when(task.close, **{**ending, "reason": None}).refused(
        "closing-without-work-has-a-reason"
    )
    for act in ("bi-thu", BY_RULE):
        assigned().by(act).when(task.close, **ending).then(
            Closed(on=LATE, outcome="not_needed", reason="Dự án đã dừng")
        )


@pytest.mark.parametrize(
    ("outcome", "by"), [("superseded", None), ("carried_out", "task/dialogue/2023/2/item/1")]
)
def test_only_a_superseded_task_names_the_one_in_its_place(
    outcome: Outcome, by: str | None
) -> None:
    closing = assigned(DONE, SEEN).when(
        task.close, on=LATE, outcome=outcome, reason="Gộp", by=StreamId(by) if by else None
    )

    closing.refused("superseded-by-a-task", outcome=outcome)


# -- What isn't done is pursued -------------------------------------------------------

DECISIONS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (task.amend, CHANGE),
    (task.extend, extension()),
    (task.report_progress, {"on": SOON, "gist": "x"}),
    (task.report_obstacle, {"on": SOON, "gist": "x"}),
    (task.answer_obstacle, {"on": SOON, "number": 1, "answer": "x"}),
    (task.report_done, RESULT),
    (task.verify, {"on": SOON, "findings": "x"}),
    (task.reject, {"on": SOON, "reason": "x"}),
    (task.close, {"on": LATE, "outcome": "not_needed", "reason": "x"}),
    (task.carry_over, {"on": SOON, "to": StreamId("dialogue/2023/2"), "reason": "x"}),
    (task.escalate, {"on": LATE, "obligation": "task-due", "due": DUE, "told": BOARD}),
    (task.propose_renewal, {"on": SOON, "gist": "x"}),
    (task.redirect, {"on": SOON, "direction": "x", "due": DUE}),
    (task.refer_to_inspection, {"on": LATE, "to": INSPECTORS, "signs": "x"}),
)
WORDS = [decision.__name__ for decision, _ in DECISIONS]


@pytest.mark.parametrize(("decision", "arguments"), DECISIONS, ids=WORDS)
def test_nothing_is_decided_about_a_task_that_nobody_assigned(
    decision: Any, arguments: dict[str, Any]
) -> None:
    given(task).when(decision, **arguments).refused("task-is-assigned")


@pytest.mark.parametrize(("decision", "arguments"), DECISIONS, ids=WORDS)
def test_nothing_more_is_decided_about_a_closed_task(
    decision: Any, arguments: dict[str, Any]
) -> None:
    assigned(DONE, SEEN, CLOSED).when(decision, **arguments).refused("task-is-not-closed")


@pytest.mark.requirement("R42")
@pytest.mark.parametrize(("decision", "arguments"), DECISIONS[9:13], ids=WORDS[9:13])
def test_what_another_body_has_found_done_is_not_pursued(
    decision: Any, arguments: dict[str, Any]
) -> None:
    assigned(DONE, SEEN).when(decision, **arguments).refused("task-is-unsettled")


@pytest.mark.requirement("R42")
@pytest.mark.parametrize(
    ("to", "right"),
    [
        ("dialogue/2023/2", True),
        ("dialogue/2024/1", True),
        ("reception/2023/1", True),
        ("dialogue/2023/1", False),
        ("dialogue/2022/4", False),
        ("reception/2022/9", False),
        ("plan/2024", False),
        ("dialogue/2023/x", False),
    ],
)
def test_a_task_is_carried_over_to_a_later_session(to: str, right: bool) -> None:
    carrying = assigned().when(
        task.carry_over, on=SOON, to=StreamId(to), reason="Còn một hộ chưa nhận"
    )

    if right:
        carrying.then(CarriedOver(on=SOON, to=StreamId(to), reason="Còn một hộ chưa nhận"))
    else:
        carrying.refused("carried-to-a-later-session", to=to)


def test_a_task_carried_over_stays_open_with_its_last_day() -> None:
    to = StreamId("dialogue/2023/2")
    carried = CarriedOver(on=SOON, to=to, reason="Còn một hộ")
    after = assigned(carried)

    after.when(task.carry_over, on=LATE, to=to, reason="Còn một hộ").then()
    after.when(task.carry_over, on=LATE, to=StreamId("dialogue/2023/3"), reason="").refused(
        "change-has-a-reason"
    )
    assert (True, DUE) == (after.state.is_open, after.state.due)


def test_a_task_without_a_dated_source_is_carried_to_any_session() -> None:
    origin = attrs.evolve(ITEM, kind="direction", source=StreamId("ward"))
    to = StreamId("dialogue/2023/1")

    given(task, attrs.evolve(ASSIGNED, origin=origin)).when(
        task.carry_over, on=SOON, to=to, reason="Theo dõi"
    ).then(CarriedOver(on=SOON, to=to, reason="Theo dõi"))


OVERDUE: dict[str, Any] = {"on": LATE, "obligation": "task-due", "due": DUE, "told": BOARD}


@pytest.mark.requirement("R42")
def test_those_above_are_told_once_of_each_overdue_last_day() -> None:
    system = SystemAct(rule="overdue-is-told-upwards")
    next_time = {**OVERDUE, "on": date(2023, 6, 1), "due": NEXT_DUE}

    assigned().by(system).when(task.escalate, **OVERDUE).then(TOLD)
    assigned(TOLD).by(system).when(task.escalate, **{**OVERDUE, "on": NEXT_DUE}).then()
    assigned(TOLD).by(system).when(task.escalate, **next_time).then(Escalated(**next_time))


def test_nobody_is_told_before_the_last_day_has_passed() -> None:
    assigned().when(task.escalate, **{**OVERDUE, "on": DUE}).refused(
        "escalated-after-the-last-day", due=DUE
    )


def test_somebody_is_told() -> None:
    assigned().when(task.escalate, **{**OVERDUE, "told": ()}).refused("somebody-is-told")
    assigned().when(task.escalate, **{**OVERDUE, "told": (BodyId("?"),)}).refused("body-is-known")


PROPOSAL = RenewalProposed(on=LATE, number=1, gist="Đề nghị chỉ đạo lại", due=NEXT_DUE)


@pytest.mark.requirement("R42")
def test_the_office_proposes_to_direct_again() -> None:
    asked = {"on": LATE, "gist": PROPOSAL.gist, "due": NEXT_DUE}
    office = assigned(TOLD, PROPOSAL).by("chanh-van-phong")

    assigned(TOLD).by("chanh-van-phong").when(task.propose_renewal, **asked).then(PROPOSAL)
    office.when(task.propose_renewal, **asked).then()
    office.when(task.propose_renewal, on=LATE, gist="Khác").then(
        RenewalProposed(on=LATE, number=2, gist="Khác")
    )
    office.when(task.propose_renewal, on=LATE, gist="").refused("report-says-something")


RENEWAL: dict[str, Any] = {
    "on": LATE,
    "direction": "Chi trả xong trong tháng 5",
    "due": NEXT_DUE,
    "proposal": 1,
}
RENEWED = Redirected(**RENEWAL)


@pytest.mark.requirement("R42")
def test_the_committee_directs_again_until_it_is_settled() -> None:
    late = assigned(TOLD, PROPOSAL)
    renewed = assigned(TOLD, PROPOSAL, RENEWED)
    once_more: dict[str, Any] = {
        "on": date(2023, 6, 5),
        "direction": "Chi trả ngay",
        "due": date(2023, 6, 15),
    }

    late.when(task.redirect, **RENEWAL).then(RENEWED)
    renewed.when(task.redirect, **RENEWAL).then()
    renewed.when(task.redirect, **once_more).then(Redirected(**once_more))
    assert ((PROPOSAL,), ()) == (late.state.open_proposals, renewed.state.open_proposals)
    assert (NEXT_DUE, (RENEWED,)) == (renewed.state.due, renewed.state.redirections)


def test_nobody_else_directs_again() -> None:
    by_the_office = assigned(PROPOSAL).by("chanh-van-phong").when(task.redirect, **RENEWAL)

    assert by_the_office.refused("committee-directs-again").unlawful
    assigned(PROPOSAL).by(BY_RULE).when(task.redirect, **RENEWAL).refused("committee-directs-again")


def test_a_renewed_direction_says_what_to_do_by_a_day_ahead() -> None:
    after = assigned(PROPOSAL)

    after.when(task.redirect, **{**RENEWAL, "direction": ""}).refused("report-says-something")
    after.when(task.redirect, **{**RENEWAL, "proposal": 2}).refused("proposal-was-made")
    assert after.when(task.redirect, **{**RENEWAL, "due": DUE}).refused("due-is-ahead").unlawful


def test_work_reported_done_is_open_again_when_it_is_directed_again() -> None:
    known = assigned(DONE, RENEWED).state

    assert (True, None) == (known.is_open, known.done_on)


REFERRAL: dict[str, Any] = {"on": LATE, "to": INSPECTORS, "signs": "Không chấp hành thông báo"}
REFERRED = ReferredToInspection(**REFERRAL)


@pytest.mark.requirement("R43")
@pytest.mark.parametrize(
    "before", [(), (DONE, REJECTED), (TOLD,)], ids=["overdue", "rejected", "told upwards"]
)
def test_what_failed_is_referred_to_the_inspectors(before: tuple[Any, ...]) -> None:
    assigned(*before).when(task.refer_to_inspection, **REFERRAL).then(REFERRED)


@pytest.mark.requirement("R43")
def test_a_referral_is_restricted_unless_somebody_says_otherwise() -> None:
    assert REFERRED.restricted


@pytest.mark.requirement("R43")
def test_only_the_inspection_committee_is_competent() -> None:
    elsewhere = assigned().when(task.refer_to_inspection, **{**REFERRAL, "to": OFFICE})

    assert elsewhere.refused("inspectors-are-competent", body="van-phong").unlawful


@pytest.mark.requirement("R43")
def test_what_is_in_time_is_not_referred() -> None:
    early = assigned().when(task.refer_to_inspection, **{**REFERRAL, "on": DUE})

    assert early.refused("referred-when-overdue-or-rejected", due=DUE).unlawful


def test_a_referral_names_the_signs_and_knows_whom_it_is_about() -> None:
    assigned().when(task.refer_to_inspection, **{**REFERRAL, "signs": ""}).refused(
        "referral-names-the-signs"
    )
    assigned().when(task.refer_to_inspection, **REFERRAL, against=BodyId("?")).refused(
        "body-is-known"
    )


def test_the_same_referral_waits_only_once() -> None:
    assigned(REFERRED).when(task.refer_to_inspection, **REFERRAL).then()


INSPECTION: dict[str, Any] = {"on": NEXT_DUE, "finding": "breach", "gist": "Chậm trễ kéo dài"}
INSPECTED = InspectionConcluded(**INSPECTION)


@pytest.mark.requirement("R43")
def test_the_inspectors_conclude_even_when_the_task_is_closed() -> None:
    referred = assigned(REFERRED, DONE, SEEN, CLOSED)
    by_the_office = referred.by("chanh-van-phong").when(task.conclude_inspection, **INSPECTION)

    referred.by("chu-nhiem").when(task.conclude_inspection, **INSPECTION).then(INSPECTED)
    assigned(REFERRED, INSPECTED).by("chu-nhiem").when(
        task.conclude_inspection, **INSPECTION
    ).then()
    assert by_the_office.refused("inspectors-conclude", to="kiem-tra").unlawful
    assert INSPECTED.restricted


def test_only_what_was_referred_is_concluded() -> None:
    inspectors = assigned().by("chu-nhiem")

    inspectors.when(task.conclude_inspection, **INSPECTION).refused("inspection-was-referred")
    assigned(REFERRED).by("chu-nhiem").when(
        task.conclude_inspection, **{**INSPECTION, "gist": ""}
    ).refused("report-says-something")


# -- What is then known ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), "unknown"),
        ((ASSIGNED,), "open"),
        ((ASSIGNED, DONE), "done"),
        ((ASSIGNED, DONE, SEEN), "verified"),
        ((ASSIGNED, DONE, SEEN, REJECTED), "open"),
        ((ASSIGNED, DONE, SEEN, CLOSED), "closed"),
        ((CLOSED, ASSIGNED, SEEN, DONE), "closed"),
    ],
)
def test_how_far_a_task_has_got_follows_from_its_facts(
    events: tuple[Any, ...], status: str
) -> None:
    known = given(task, *events).state

    assert status == known.status
    assert [status == "open", status == "done", status == "verified"] == [
        known.is_open,
        known.is_done,
        known.is_verified,
    ]
    assert (status in ("open", "done")) == known.is_unsettled


@pytest.mark.parametrize(
    ("events", "day", "overdue"),
    [
        ((), DUE, False),
        ((), date(2023, 4, 29), True),
        ((DONE,), LATE, False),
        ((DONE, SEEN, CLOSED), NEXT_DUE, False),
        ((DONE, REJECTED), LATE, True),
        ((attrs.evolve(DONE, on=LATE),), date(2023, 4, 29), True),
        ((attrs.evolve(DONE, on=LATE),), LATE, False),
        ((Closed(on=LATE, outcome="not_needed", reason="x"),), date(2023, 5, 1), True),
        ((Closed(on=LATE, outcome="not_needed", reason="x"),), LATE, False),
        ((RENEWED,), LATE, False),
    ],
)
def test_a_task_is_overdue_after_its_last_day_until_it_is_reported_done(
    events: tuple[Any, ...], day: date, overdue: bool
) -> None:
    assert overdue == assigned(*events).state.overdue_on(day)


def test_without_a_last_day_nothing_is_overdue() -> None:
    endless = given(task, attrs.evolve(ASSIGNED, due=None)).state

    assert (False, None, False) == (
        endless.overdue_on(date(2030, 1, 1)),
        endless.due,
        endless.was_late,
    )


def test_work_reported_done_after_the_last_day_was_late() -> None:
    late = assigned(attrs.evolve(DONE, on=LATE)).state

    assert (True, LATE) == (late.was_late, late.done_on)
    assert not assigned(DONE).state.was_late


def test_the_last_day_is_the_one_decided_last() -> None:
    extended = Extended(on=SOON, until=NEXT_DUE, was=DUE, reason="Chờ")
    shorter = Amended(on=LATE, text=TEXT, lead=UBND, reason="Gấp", due=LATE)

    assert DUE == assigned().state.due
    assert NEXT_DUE == assigned(extended).state.due
    assert LATE == assigned(extended, shorter).state.due


def test_a_task_reads_the_same_if_its_assignment_is_entered_late() -> None:
    extended = Extended(on=SOON, until=NEXT_DUE, was=DUE, reason="Chờ")
    changed = Amended(on=SOON, text="Khác", lead=OFFICE, reason="Giao lại", due=NEXT_DUE)

    assert assigned(extended, changed).state == given(task, extended, changed, ASSIGNED).state


def test_a_task_reads_as_it_was_amended_last() -> None:
    officer = OfficerId("can-bo-dan-van")
    changed = Amended(
        on=SOON, text="Khác", lead=BLOC, lead_officer=officer, supports=(UBND,), reason="x"
    )
    known = assigned(changed).state

    assert ("Khác", BLOC, officer, (UBND,), ITEM) == (
        known.text,
        known.lead,
        known.lead_officer,
        known.supports,
        known.origin,
    )


@hypothesis.given(st.lists(value(Event), max_size=8), days)
def test_any_sequence_of_facts_folds(events: list[Any], day: date) -> None:
    """The fold never refuses, and whatever is known can be read."""
    known = given(task, *events).state

    assert known.status in ("unknown", "open", "done", "verified", "closed")
    assert known.overdue_on(day) <= (known.due is not None and known.due < day)
    assert len(known.open_proposals) <= len(known.proposals)


def test_nothing_is_known_of_a_task_before_it_is_assigned() -> None:
    known = task.INITIAL

    assert ("", None, None, (), None, None) == (
        known.text,
        known.lead,
        known.lead_officer,
        known.supports,
        known.due,
        known.origin,
    )


@pytest.mark.parametrize(
    ("kind", "source", "stream"),
    [
        ("conclusion_item", "dialogue/2023/1", "task/dialogue/2023/1/item/3"),
        ("session_duty", "dialogue/2023/1", "task/dialogue/2023/1/duty/3"),
        ("plan_duty", "plan/2023", "task/plan/2023/duty/3"),
        ("direction", "reception/2023/1", "task/reception/2023/1/direction/3"),
    ],
)
def test_a_task_is_named_by_where_it_comes_from(kind: OriginKind, source: str, stream: str) -> None:
    assert stream == task.stream(Origin(kind=kind, source=StreamId(source), number=3))
