"""A petition is handled: assigned, directed, answered, urged, settled, opened again."""

import inspect
from datetime import date
from typing import Any, get_args

import attrs
import hypothesis
import hypothesis.strategies as st
import msgspec
import pytest

from dialogue_cases import petition
from dialogue_cases.petition import (
    AdmissionRefused,
    Admitted,
    Answered,
    Assigned,
    CarriedOver,
    Classified,
    Confirmed,
    Contested,
    ContinuedDespiteWithdrawal,
    Directed,
    Event,
    Forwarded,
    Guided,
    JoinedToMatter,
    Kind,
    PetitionerNamed,
    Raised,
    Reopened,
    ReplyReceived,
    Resolved,
    SeparatedFromMatter,
    Urged,
    Withdrawn,
    WithdrawnInPart,
)
from dialogue_cases.record import Escalated
from dialogue_cases.vocabulary import BodyId, Document, OfficerId, PartyId, StreamId, SystemAct
from spec import Given, given
from strategies import value

DAY, LATER, LATE = date(2023, 3, 15), date(2023, 3, 20), date(2023, 5, 4)
DUE = date(2023, 4, 28)
IN_JULY = date(2026, 7, 1)
OFFICE, UBND, BLOC = (BodyId(body) for body in ("van-phong", "ubnd", "dan-van"))
BOARD = (BodyId("ban-thuong-vu"),)
MATTER = StreamId("matter/2023/1")
LETTER = Document(kind="Công văn", number="112/UBND", issued_on=LATER)
RAISED = Raised(on=DAY, channel="written", gist="Mương thoát nước", received_by=OFFICE)
REPORT = Classified(on=DAY, kind="report", area="land")
ASSIGNED = Assigned(on=DAY, text="Sửa mương", lead=UBND, supports=(BLOC,), due=DUE)
RESULT = Answered(on=LATER, outcome="result", gist="Đã sửa", document=LETTER)
CONFIRMED = Confirmed(on=LATER, findings="Đủ hồ sơ")
RESOLVED = Resolved(on=LATER, outcome="granted", gist="Đã sửa", evidence=(LETTER,))
GONE = Withdrawn(on=LATER, form="letter", document=LETTER)
BY_RULE = SystemAct(rule="issued-conclusion-assigns-its-items")


def raised(*events: Any, **changed: Any) -> Given:
    """A petition that was raised, after these further events."""
    return given(petition, attrs.evolve(RAISED, **changed), *events)


def is_a(kind: Kind) -> Classified:
    return Classified(on=DAY, kind=kind, area="land")


# -- Assigned, directed ---------------------------------------------------------------

ASSIGNING: dict[str, Any] = {"text": "Sửa mương", "lead": UBND, "supports": (BLOC,), "due": DUE}


def test_the_committee_assigns_a_petition_to_one_body() -> None:
    raised(REPORT).when(petition.assign, on=DAY, **ASSIGNING).then(ASSIGNED)
    raised(REPORT, ASSIGNED).when(petition.assign, on=LATER, **ASSIGNING).then()
    by_the_lead = raised(REPORT).by("chu-tich").when(petition.assign, on=DAY, **ASSIGNING)
    assert by_the_lead.refused("committee-assigns-petitions", body="ubnd").unlawful
    raised(REPORT).by(BY_RULE).when(petition.assign, on=DAY, **ASSIGNING).then(ASSIGNED)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"text": ""}, "report-says-something"),
        ({"lead": BLOC}, "lead-is-not-its-own-support"),
        ({"lead": BodyId("?")}, "body-is-known"),
        ({"due": date(2023, 1, 1)}, "due-is-ahead"),
        ({"lead_officer": OfficerId("bi-thu")}, "lead-officer-is-of-the-lead"),
    ],
)
def test_an_assignment_fits_together(told: dict[str, Any], rule: str) -> None:
    raised(REPORT).when(petition.assign, on=DAY, **{**ASSIGNING, **told}).refused(rule)


def test_a_petition_is_assigned_anew_with_a_reason() -> None:
    anew = {**ASSIGNING, "lead": OFFICE}

    raised(ASSIGNED).when(petition.assign, on=LATER, **anew).refused("reason-is-given")
    raised(ASSIGNED).when(petition.assign, on=LATER, **anew, reason="Chuyển việc").then(
        Assigned(on=LATER, **anew, reason="Chuyển việc")
    )


def test_the_secretarys_directions_are_numbered() -> None:
    first = Directed(on=DAY, number=1, direction="Kiểm tra ngay", lead=UBND, due=DUE)
    told: dict[str, Any] = {"direction": "Kiểm tra ngay", "lead": UBND, "due": DUE}

    raised(REPORT).when(petition.direct, on=DAY, **told).then(first)
    raised(first).when(petition.direct, on=DAY, **told).then()
    raised(first).when(petition.direct, on=LATER, **told).then(
        attrs.evolve(first, on=LATER, number=2)
    )
    by_the_lead = raised().by("chu-tich").when(petition.direct, on=DAY, **told)
    assert by_the_lead.refused("committee-directs-petitions", body="ubnd").unlawful


# -- Answered -------------------------------------------------------------------------


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("outcome", "events"),
    [
        ("accepted", (Admitted(on=DAY),)),
        ("transferred", (Forwarded(on=DAY, system="procedural", to_name="Toà án"),)),
        ("refused", (AdmissionRefused(on=DAY, ground="disorder"),)),
        ("result", ()),
    ],
)
def test_the_citizen_is_told_what_was_done(outcome: Any, events: Any) -> None:
    """Luật Tiếp công dân 2013, Điều 28 khoản 1: accepted, more time, refused, transferred."""
    told: dict[str, Any] = {"outcome": outcome, "gist": "Thông báo", "document": LETTER}
    answered = Answered(on=LATER, **told)

    raised(REPORT, *events).when(petition.answer, on=LATER, **told).then(answered)
    raised(REPORT, *events, answered).when(petition.answer, on=LATER, **told).then()
    if events:
        undone = raised(REPORT).when(petition.answer, on=LATER, **told)
        assert undone.refused("answer-says-what-was-done", outcome=outcome).unlawful


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("day", "told", "rule"),
    [
        (LATER, {"contact": "Văn phòng"}, "more-time-has-a-day"),
        (IN_JULY, {"until": date(2026, 7, 20)}, "more-time-has-a-contact"),
        (LATER, {"until": DAY, "contact": "Văn phòng"}, "due-is-ahead"),
        (LATER, {"until": DUE}, None),
        (IN_JULY, {"until": date(2026, 7, 20), "contact": "Văn phòng"}, None),
    ],
)
def test_more_time_is_told_with_a_day_and_since_2026_a_contact(
    day: date, told: dict[str, Any], rule: str | None
) -> None:
    """Luật Tiếp công dân, Điều 18 khoản 4; Nghị định 154/2026/NĐ-CP, Điều 25 khoản 3."""
    asked = {"outcome": "more_time", "gist": "Cần xác minh", **told}
    answering = raised(REPORT).when(petition.answer, on=day, **asked)

    if rule is None:
        answering.then(Answered(on=day, **asked))
    else:
        assert answering.refused(rule).unlawful


def test_a_refusal_that_the_law_wants_written_is_written() -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 4 khoản 3."""
    refused = AdmissionRefused(on=IN_JULY, ground="suggestion_already_answered")
    told: dict[str, Any] = {"outcome": "refused", "gist": "Đã trả lời", "means": "in_person"}

    spoken = raised(REPORT, refused).when(petition.answer, on=IN_JULY, **told)

    assert spoken.refused("refusal-is-told-in-writing", ground=refused.ground).unlawful
    disorder = AdmissionRefused(on=IN_JULY, ground="disorder")
    raised(REPORT, disorder).when(petition.answer, on=IN_JULY, **told).then(
        Answered(on=IN_JULY, **told)
    )


def test_who_passed_it_on_is_told_too() -> None:
    """Luật Tố cáo 2018, Điều 26 khoản 2: the press or agency gets the result in writing."""
    told: dict[str, Any] = {"outcome": "result", "gist": "Đã xử lý", "to": "sender"}

    raised(channel="press", forwarded_by="Báo A").when(petition.answer, on=LATER, **told).then(
        Answered(on=LATER, **told)
    )
    raised().when(petition.answer, on=LATER, **told).refused("sender-is-known")
    assert raised(Answered(on=LATER, **told)).state.is_unanswered


@pytest.mark.requirement("R68")
def test_a_spoken_denunciation_gets_no_result_at_the_dialogue() -> None:
    session = StreamId("dialogue/2023/1")
    spoken: dict[str, Any] = {"channel": "dialogue", "session": session, "opinion": 2}
    told: dict[str, Any] = {"outcome": "result", "gist": "Đã xử lý"}

    unguided = raised(is_a("denunciation"), **spoken).when(petition.answer, on=LATER, **told)

    assert unguided.refused("leaves-the-dialogue-with-guidance").unlawful
    raised(is_a("denunciation"), Guided(on=DAY, gist="Đến UBKT"), **spoken).when(
        petition.answer, on=LATER, **told
    ).then(Answered(on=LATER, **told))


# -- Urged, replied, escalated, carried over ------------------------------------------


def test_who_has_it_is_urged() -> None:
    told: dict[str, Any] = {"gist": "Báo cáo tiến độ", "to": UBND, "due": DUE}
    urged = Urged(on=LATER, **told)

    raised(ASSIGNED).when(petition.urge, on=LATER, **told).then(urged)
    raised(ASSIGNED, urged).when(petition.urge, on=LATER, **told).then()
    raised().when(petition.urge, on=LATER, **told).refused("urged-when-somebody-has-it")
    raised(ASSIGNED).when(petition.urge, on=LATER, gist="x").refused("recipient-is-named")


def test_a_reply_is_kept() -> None:
    told: dict[str, Any] = {"gist": "Đã giải quyết", "settled": True, "by_name": "Toà án"}
    reply = ReplyReceived(on=LATER, **told)

    raised().when(petition.receive_reply, on=LATER, **told).then(reply)
    raised(reply).when(petition.receive_reply, on=LATE, **told).then()
    raised().when(petition.receive_reply, on=LATER, gist="x", settled=False).refused(
        "recipient-is-named"
    )


def test_what_is_overdue_is_told_upwards_once() -> None:
    told: dict[str, Any] = {"obligation": "P2", "due": DUE, "told": BOARD}
    escalated = Escalated(on=LATE, **told)

    raised().when(petition.escalate, on=LATE, **told).then(escalated)
    raised(escalated).when(petition.escalate, on=LATE, **told).then()
    raised().when(petition.escalate, on=DUE, **told).refused("escalated-after-the-last-day")
    raised().when(petition.escalate, on=LATE, **{**told, "told": ()}).refused("somebody-is-told")


def test_what_is_unsettled_is_on_the_list_of_a_later_session() -> None:
    to = StreamId("dialogue/2023/2")
    carried = CarriedOver(on=LATER, to=to, reason="Chưa xong")

    raised(REPORT).when(petition.carry_over, on=LATER, to=to, reason="Chưa xong").then(carried)
    raised(REPORT, carried).when(petition.carry_over, on=LATE, to=to, reason="x").then()
    raised(REPORT).when(
        petition.carry_over, on=LATER, to=StreamId("task/x/item/1"), reason="x"
    ).refused("carried-to-a-session")
    raised(REPORT).when(petition.carry_over, on=LATER, to=to, reason="").refused("reason-is-given")


@pytest.mark.parametrize("kind", ["denunciation", "anonymous_tip"])
def test_a_secret_petition_stays_off_the_list_of_a_session(kind: Kind) -> None:
    """Luật Tố cáo 2018, Điều 8 khoản 3 và Điều 56."""
    to = StreamId("dialogue/2023/2")

    raised(is_a(kind)).when(petition.carry_over, on=LATER, to=to, reason="x").refused(
        "secret-petition-stays-off-the-list", kind=kind
    )


# -- Settled --------------------------------------------------------------------------

SETTLING: dict[str, Any] = {"outcome": "granted", "gist": "Đã sửa", "evidence": (LETTER,)}


@pytest.mark.requirement("R71")
def test_a_petition_is_settled_with_evidence_answer_and_confirmation() -> None:
    ready = raised(REPORT, ASSIGNED, RESULT, CONFIRMED)

    ready.when(petition.resolve, on=LATER, **SETTLING).then(RESOLVED)
    settled = raised(REPORT, ASSIGNED, RESULT, CONFIRMED, RESOLVED)
    settled.when(petition.resolve, on=LATE, **SETTLING).then()
    assert settled.state.is_resolved
    assert LATER == settled.state.closed_on


@pytest.mark.requirement("R71")
@pytest.mark.parametrize(
    ("events", "told", "rule"),
    [
        ((RESULT, CONFIRMED), {"evidence": ()}, "settlement-has-evidence"),
        ((CONFIRMED,), {}, "settlement-was-answered"),
        ((attrs.evolve(RESULT, outcome="accepted"), CONFIRMED), {}, "settlement-was-answered"),
        ((RESULT,), {}, "settlement-is-confirmed"),
    ],
)
def test_without_one_of_the_three_nothing_is_settled(
    events: Any, told: dict[str, Any], rule: str
) -> None:
    lacking = raised(REPORT, *events).when(petition.resolve, on=LATER, **{**SETTLING, **told})

    assert lacking.refused(rule).unlawful


@pytest.mark.parametrize("kind", ["complaint", "denunciation"])
def test_a_complaint_or_denunciation_is_settled_by_its_own_law(kind: Kind) -> None:
    """Luật Khiếu nại 2011, Điều 17; Luật Tố cáo 2018, Điều 13 (our reading)."""
    here = (is_a(kind), RESULT, CONFIRMED)
    reply = ReplyReceived(on=DAY, gist="Đã có quyết định", settled=True, by=UBND)
    proceeding = StreamId("proceeding/2023/1")

    alone = raised(*here).when(petition.resolve, on=LATER, **SETTLING)

    assert alone.refused("complaint-is-settled-by-its-own-law", kind=kind).unlawful
    raised(*here, reply).when(petition.resolve, on=LATER, **SETTLING).then(RESOLVED)
    raised(*here).when(petition.resolve, on=LATER, **SETTLING, proceeding=proceeding).then(
        attrs.evolve(RESOLVED, proceeding=proceeding)
    )


@pytest.mark.requirement("R71")
def test_the_office_confirms_the_settlement() -> None:
    told: dict[str, Any] = {"findings": "Đủ hồ sơ"}
    office = raised(ASSIGNED).by("chanh-van-phong")

    office.when(petition.confirm, on=LATER, **told).then(CONFIRMED)
    raised(CONFIRMED).when(petition.confirm, on=LATE, **told).then()
    other = raised(ASSIGNED).by("bi-thu").when(petition.confirm, on=LATER, **told)
    assert other.refused("office-confirms-the-settlement", body="dang-uy").unlawful
    itself = raised(attrs.evolve(ASSIGNED, lead=OFFICE)).by("chanh-van-phong")
    own_work = itself.when(petition.confirm, on=LATER, **told)
    assert own_work.refused("confirmed-by-another-than-the-lead", lead=OFFICE).unlawful


def test_a_result_that_is_not_accepted_is_contested() -> None:
    contested = Contested(on=LATE, gist="Mương vẫn ngập")
    told: dict[str, Any] = {"gist": "Mương vẫn ngập"}

    raised(RESULT).when(petition.contest, on=LATE, **told).then(contested)
    raised(RESULT, contested).when(petition.contest, on=LATE, **told).then()
    raised().when(petition.contest, on=LATE, **told).refused("result-is-contested")
    after = raised(RESULT, CONFIRMED, RESOLVED, contested).state
    assert after.is_contested
    assert after.is_resolved


@pytest.mark.requirement("R71")
def test_what_was_settled_is_opened_when_raised_again_and_needs_all_three_anew() -> None:
    again: dict[str, Any] = {"session": StreamId("dialogue/2023/2"), "opinion": 3}
    reopened = Reopened(on=LATE, reason="Nêu lại", **again)
    settled = (REPORT, RESULT, CONFIRMED, RESOLVED)

    raised(*settled).when(petition.reopen, on=LATE, reason="Nêu lại", **again).then(reopened)
    after = raised(*settled, reopened)
    after.when(petition.reopen, on=LATE, reason="Nêu lại", **again).then()
    after.when(petition.resolve, on=LATE, **SETTLING).refused("settlement-was-answered")
    assert ("classified", 1) == (after.state.status, after.state.times_reopened)
    raised(REPORT).when(petition.reopen, on=LATE, reason="x").refused(
        "only-what-is-closed-is-reopened"
    )
    raised(*settled).when(petition.reopen, on=LATE, reason="x", opinion=1).refused(
        "opinion-has-its-session"
    )


# -- Withdrawn ------------------------------------------------------------------------


def test_a_petition_is_withdrawn_on_paper() -> None:
    raised().when(petition.withdraw, on=LATER, form="letter", document=LETTER).then(GONE)
    raised(GONE).when(petition.withdraw, on=LATE, form="letter").then()
    spoken = raised().when(petition.withdraw, on=LATER, form="minutes")
    assert spoken.refused("withdrawal-is-on-paper").unlawful


def test_some_withdraw_and_the_others_go_on() -> None:
    """Nghị định 124/2020/NĐ-CP, Điều 7a: those who withdraw drop out, the rest go on."""
    anna, binh = (PartyId(f"petition/2023/1#{number}") for number in (1, 2))
    both = tuple(PetitionerNamed(on=DAY, party=party) for party in (anna, binh))
    told: dict[str, Any] = {"gist": "Rút phần đất", "form": "letter", "document": LETTER}
    part = WithdrawnInPart(on=LATER, parties=(anna,), **told)

    raised(*both).when(petition.withdraw_in_part, on=LATER, parties=(anna,), **told).then(part)
    raised(*both, part).when(petition.withdraw_in_part, on=LATE, parties=(anna,), **told).then()
    raised(*both, part).when(petition.withdraw_in_part, on=LATE, parties=(binh,), **told).refused(
        "somebody-goes-on"
    )
    raised().when(petition.withdraw_in_part, on=LATER, parties=(binh,), **told).refused(
        "who-withdraws-is-a-petitioner"
    )
    assert raised(*both, part).state.is_open


def test_a_withdrawn_complaint_is_not_taken_up_again_unless_coerced() -> None:
    """Luật Khiếu nại, Điều 10 (sửa đổi): unless threatened or coerced."""
    told: dict[str, Any] = {"on": IN_JULY, "reason": "Khiếu nại lại"}
    withdrawn = raised(is_a("complaint"), GONE)

    freely = withdrawn.when(petition.reopen, **told)

    assert freely.refused("withdrawn-complaint-stays-withdrawn", withdrawn=LATER).unlawful
    withdrawn.when(petition.reopen, **told, coerced=True).then(Reopened(**told, coerced=True))
    withdrawn.when(petition.reopen, **{**told, "on": LATE}).then(Reopened(**{**told, "on": LATE}))


def test_a_withdrawn_denunciation_goes_on_for_signs_of_violation() -> None:
    """Luật Tố cáo 2018, Điều 33."""
    on = ContinuedDespiteWithdrawal(on=LATE, ground="signs_of_violation")
    told: dict[str, Any] = {"ground": "signs_of_violation"}
    go_on = petition.continue_despite_withdrawal

    raised(is_a("denunciation"), GONE).when(go_on, on=LATE, **told).then(on)
    after = raised(is_a("denunciation"), GONE, on)
    after.when(go_on, on=LATE, **told).then()
    assert after.state.is_open
    raised(is_a("complaint"), GONE).when(go_on, on=LATE, **told).refused("denunciation-continues")
    raised().when(go_on, on=LATE, **told).refused("only-what-is-withdrawn-continues")


# -- The grievance that it belongs to ----------------------------------------------------


def test_a_petition_belongs_to_one_matter_at_a_time() -> None:
    joined = JoinedToMatter(on=LATER, matter=MATTER)
    left = SeparatedFromMatter(on=LATE, matter=MATTER, reason="Việc khác")

    raised().when(petition.join_matter, on=LATER, matter=MATTER).then(joined)
    raised(joined).when(petition.join_matter, on=LATE, matter=MATTER).then()
    raised(joined).when(petition.join_matter, on=LATE, matter=StreamId("matter/2023/2")).refused(
        "petition-is-of-one-matter"
    )
    raised().when(petition.join_matter, on=LATE, matter=StreamId("ward")).refused("matter-is-named")
    raised(joined).when(petition.leave_matter, on=LATE, reason="Việc khác").then(left)
    raised(joined, left).when(petition.leave_matter, on=LATE, reason="Việc khác").then()
    raised().when(petition.leave_matter, on=LATE, reason="x").refused("petition-is-joined")
    raised(joined).when(petition.leave_matter, on=LATE, reason="").refused("reason-is-given")
    assert raised(joined, left).state.matter is None


# -- Always ---------------------------------------------------------------------------

EVENTS = get_args(Event)


@hypothesis.given(st.lists(st.sampled_from(EVENTS).flatmap(value), max_size=8))
def test_folding_any_sequence_never_raises_and_answers(events: list[Any]) -> None:
    state = petition.INITIAL
    for event in events:
        state = petition.evolve(state, event)

    for name, _ in inspect.getmembers(type(state), lambda one: isinstance(one, property)):
        getattr(state, name)


@pytest.mark.parametrize("shape", EVENTS)
@hypothesis.given(data=st.data())
@hypothesis.settings(max_examples=10)
def test_every_fact_reads_back_as_it_was_written(shape: Any, data: st.DataObject) -> None:
    event = data.draw(value(shape))

    assert event == msgspec.json.decode(msgspec.json.encode(event), type=shape)
