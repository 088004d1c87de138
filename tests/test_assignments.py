"""A body that was told to do something takes it on, or declines it, and that is decided about."""

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from dialogue_cases import petition, task
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.record import AssignmentAccepted, AssignmentDeclined, AssignmentUpheld
from dialogue_cases.task import Origin
from dialogue_cases.views import board, ledger
from dialogue_cases.vocabulary import BodyId, StreamId
from dialogue_cases.ward import BodiesMerged
from dialogue_cases.ward import evolve as in_the_ward
from following import GOVERNMENT, OFFICE, a_petition, concluded, decide, held, item
from offices import Clock, an_office
from spec import Given, a_ward, act_of, given

DAY, LATER, LATEST = date(2023, 4, 3), date(2023, 4, 5), date(2023, 4, 7)
FRONT = BodyId("mttq")
ORIGIN = Origin(kind="conclusion_item", source=StreamId("dialogue/2023/1"), number=1)
A_TASK = task.Assigned(on=DAY, origin=ORIGIN, text="Sửa mương", lead=GOVERNMENT)
A_PETITION = (
    petition.Raised(on=DAY, channel="written", gist="Mương tắc", received_by=OFFICE),
    petition.Assigned(on=DAY, text="Sửa mương", lead=GOVERNMENT),
)
REASON = "Không thuộc thẩm quyền"
ACCEPTED = AssignmentAccepted(on=LATER)
DECLINED = AssignmentDeclined(on=LATER, reason=REASON, instead=FRONT)
UPHELD = AssignmentUpheld(on=LATEST, reason="Đúng thẩm quyền theo quy chế làm việc")

BOTH = pytest.mark.parametrize(
    ("life", "before"),
    [(task, (A_TASK,)), (petition, A_PETITION)],
    ids=["task", "petition"],
)


def told(life: ModuleType, before: tuple[Any, ...], *more: Any) -> Given:
    """The People's Committee was told to lead; what then happened."""
    return given(life, *before, *more).by("chu-tich")


@BOTH
def test_the_lead_takes_on_what_it_was_told_to_do(
    life: ModuleType, before: tuple[Any, ...]
) -> None:
    case = told(life, before)

    case.when(life.accept_assignment, on=LATER).then(ACCEPTED)

    assert case.state.acceptance == "awaits acceptance"
    assert told(life, before, ACCEPTED).state.acceptance == "taken on"
    told(life, before, ACCEPTED).when(life.accept_assignment, on=LATEST).then()


@BOTH
def test_the_lead_declines_with_a_reason_and_may_name_another(
    life: ModuleType, before: tuple[Any, ...]
) -> None:
    case = told(life, before)
    said: dict[str, Any] = {"on": LATER, "reason": REASON, "instead": FRONT}

    case.when(life.decline_assignment, **said).then(DECLINED)
    case.when(life.decline_assignment, **{**said, "reason": " "}).refused("reason-is-given")
    case.when(life.decline_assignment, **{**said, "instead": "?"}).refused("body-is-known")
    itself = case.when(life.decline_assignment, **{**said, "instead": GOVERNMENT})
    itself.refused("another-is-proposed-to-lead", body="ubnd")

    declined = told(life, before, DECLINED)
    assert ("declined", GOVERNMENT) == (declined.state.acceptance, declined.state.lead)
    declined.when(life.decline_assignment, **{**said, "on": LATEST}).then()


@BOTH
def test_only_the_lead_answers_or_who_carries_on_for_it(
    life: ModuleType, before: tuple[Any, ...]
) -> None:
    case = told(life, before).by("chu-tich-mttq")

    accepting = case.when(life.accept_assignment, on=LATER)
    declining = case.when(life.decline_assignment, on=LATER, reason=REASON)

    assert accepting.refused("lead-answers-its-assignment", lead="ubnd", body="mttq").unlawful
    assert declining.refused("lead-answers-its-assignment").unlawful
    ward = in_the_ward(a_ward(), BodiesMerged(on=DAY, bodies=(GOVERNMENT,), into=FRONT))
    case.within(ward).when(life.accept_assignment, on=LATER).then(ACCEPTED)


@BOTH
def test_the_committee_upholds_what_was_declined(life: ModuleType, before: tuple[Any, ...]) -> None:
    said: dict[str, Any] = {"on": LATEST, "reason": UPHELD.reason}
    declined = told(life, before, DECLINED)

    declined.by("bi-thu").when(life.uphold_assignment, **said).then(UPHELD)
    by_the_lead = declined.when(life.uphold_assignment, **said)
    unheard = told(life, before).by("bi-thu").when(life.uphold_assignment, **said)

    assert by_the_lead.refused("committee-upholds-assignments").unlawful
    unheard.refused("only-what-is-declined-is-upheld", lead="ubnd")
    upheld = told(life, before, DECLINED, UPHELD).by("bi-thu")
    assert upheld.state.acceptance == "insisted on"
    upheld.when(life.uphold_assignment, **said).then()


def test_whoever_is_told_anew_has_not_spoken_yet() -> None:
    """Another lead, or the same one that is directed again after it declined."""
    again = petition.Assigned(on=LATEST, text="Sửa mương", lead=GOVERNMENT, reason="Đã bàn")
    directed = task.Redirected(on=LATEST, direction="Vẫn làm", due=date(2023, 5, 4))
    another = task.Amended(on=LATEST, text="Sửa mương", lead=FRONT, reason="Giao lại")

    after = [
        told(petition, A_PETITION, DECLINED, again),
        told(task, (A_TASK,), DECLINED, directed),
        told(task, (A_TASK,), ACCEPTED, another),
        told(task, (A_TASK,), ACCEPTED, directed),
    ]

    assert [
        "awaits acceptance",
        "awaits acceptance",
        "awaits acceptance",
        "taken on",
    ] == [one.state.acceptance for one in after]


def test_there_is_nothing_to_decline_where_nobody_leads_or_the_work_is_done() -> None:
    said = {"on": LATEST, "reason": REASON}
    done = task.ReportedDone(on=LATER, gist="Đã sửa")

    unled = told(petition, A_PETITION[:1]).when(petition.decline_assignment, **said)
    finished = told(task, (A_TASK,), done).when(task.decline_assignment, **said)

    unled.refused("somebody-is-to-lead")
    finished.refused("somebody-is-to-lead")


def test_who_reports_on_the_work_is_no_longer_asked_whether_it_takes_it_on() -> None:
    working = told(task, (A_TASK,), task.ProgressReported(on=LATER, gist="Đã khảo sát"))

    assert working.state.acceptance is None


# -- On the board and in the ledger -------------------------------------------------------


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 4, 3))) as made:
        yield made


def promised(office: Office) -> StreamId:
    """An item of a notice, led by the People's Committee."""
    dialogue = held(office, date(2023, 3, 15), {})
    concluded(office, dialogue, date(2023, 3, 20), item(due=date(2023, 4, 28)))
    return StreamId(f"task/{dialogue}/item/1")


def test_board_and_ledger_say_who_awaits_acceptance_and_who_declined(office: Office) -> None:
    work = promised(office)
    with Views.of(office) as views:
        waiting = board.BoardWanted(acceptance="awaits acceptance", body=GOVERNMENT)
        (before,) = ledger.promises(views, LATEST).rows
        assert ("awaits acceptance", None) == (before.acceptance, before.declined)
        assert work in {one.stream for one in board.lines(views, LATEST, waiting).rows}

        decide(office, "chu-tich", work, task.decline_assignment, DAY, reason=REASON)

        declined = board.BoardWanted(acceptance="declined")
        of_the_ledger = ledger.LedgerWanted(acceptance="declined")
        (promise,) = ledger.promises(views, LATEST, of_the_ledger).rows
        assert ("declined", REASON) == (promise.acceptance, promise.declined)
        assert {(work, REASON)} == {
            (one.stream, one.declined) for one in board.lines(views, LATEST, declined).rows
        }

        decide(office, "bi-thu", work, task.uphold_assignment, DAY, reason=UPHELD.reason)

        (after,) = ledger.promises(views, LATEST).rows
        assert ("insisted on", None) == (after.acceptance, after.declined)
        assert () == board.lines(views, LATEST, declined).rows


def test_why_a_nameless_tip_was_declined_is_told_to_nobody_on_the_board(office: Office) -> None:
    stream = a_petition(office, DAY)
    decide(
        office, "chanh-van-phong", stream, petition.classify, DAY, kind="anonymous_tip",
        area="land",
    )  # fmt: skip
    decide(
        office, "bi-thu", stream, petition.assign, DAY, text="Xem xét", lead=GOVERNMENT,
        due=date(2023, 4, 28),
    )  # fmt: skip
    decide(office, "chu-tich", stream, petition.decline_assignment, DAY, reason=REASON)

    with Views.of(office) as views:
        found = board.lines(views, LATEST, board.BoardWanted(acceptance="declined")).rows

    assert {(stream, None)} == {(one.stream, one.declined) for one in found}


def test_the_board_says_of_a_petition_that_its_lead_declined(office: Office) -> None:
    """Whoever owes what is due in it: the Office its answer, for one."""
    stream = a_petition(office, DAY)
    decide(office, "bi-thu", stream, petition.assign, DAY, text="Sửa mương", lead=GOVERNMENT)
    decide(office, "chu-tich", stream, petition.decline_assignment, DAY, reason=REASON)

    with Views.of(office) as views:
        found = board.lines(views, LATEST, board.BoardWanted(acceptance="declined")).rows

    assert {(stream, REASON)} == {(one.stream, one.declined) for one in found}


def test_whoever_a_petition_is_assigned_to_may_decline_it(office: Office) -> None:
    """A body that decides nothing else about petitions says whether it takes this one on."""
    stream, cell = a_petition(office, DAY), BodyId("chi-bo-nho-lam")
    decide(office, "bi-thu", stream, petition.assign, DAY, text="Vận động", lead=cell)

    (declined,) = office.acting(act_of("bi-thu-nho-lam")).decide(
        stream, petition.decline_assignment, on=DAY, reason=REASON
    )

    assert AssignmentDeclined(on=DAY, reason=REASON) == declined.event
