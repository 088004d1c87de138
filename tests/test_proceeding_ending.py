"""A proceeding at its end: resolved, sent, made public, carried out, gone on with, followed."""

from datetime import date
from typing import Any

import attrs
import hypothesis
import hypothesis.strategies as st
import pytest

from dialogue_cases import proceeding
from dialogue_cases.proceeding import (
    Accepted,
    ActedOn,
    AskedByCitizen,
    CarriedOut,
    Concluded,
    ContinuationReviewed,
    CourtActionLearned,
    CrimeSignsPassed,
    Decided,
    DecisionReceived,
    DenunciationContinued,
    DialogueHeld,
    Escalated,
    Event,
    FinalJudgmentLearned,
    ProtectionGiven,
    ProtectionRequested,
    Published,
    Received,
    Remedies,
    ReplyReceived,
    SecondInstanceOpened,
    Sent,
    Suspended,
    Urged,
    VerificationReported,
    Withdrawn,
)
from dialogue_cases.vocabulary import BodyId, Document, StreamId
from spec import Given, act_of, given
from strategies import value

DAY, NEXT, LATER = date(2023, 4, 3), date(2023, 4, 10), date(2023, 4, 20)
DONE, AFTER = date(2023, 5, 8), date(2023, 5, 15)
UBND, SUPERIOR, PARTY = BodyId("ubnd"), BodyId("thi-uy"), BodyId("dang-uy")
PAPER = Document(kind="Quyết định", number="12/QĐ-UBND", issued_on=NEXT)
END = Document(kind="Quyết định", number="20/QĐ-UBND", issued_on=DONE)
OTHER = StreamId("proceeding/2023/2")

COMPLAINT = Received(on=DAY, kind="complaint", body=UBND, gist="Giá bồi thường đất")
DENUNCIATION = Received(on=DAY, kind="denunciation", body=UBND, gist="Thu tiền trái quy định")
ACCEPTED = Accepted(on=NEXT, document=PAPER)
HELD = DialogueHeld(on=LATER, number=1, present=("complainant",))

DECIDING: dict[str, Any] = {
    "on": DONE,
    "outcome": "partly_founded",
    "gist": "Tính lại đơn giá",
    "remedies": Remedies(individuals=1, individuals_money=12_500_000, individuals_land=40),
    "document": END,
}
DECIDED = Decided(**DECIDING)
CONCLUDING: dict[str, Any] = {
    "on": DONE,
    "outcome": "founded",
    "gist": "Đã thu sai",
    "recommendations": ("Hoàn trả",),
    "document": END,
}
CONCLUDED = Concluded(**CONCLUDING)


def complaint(*events: Any) -> Given:
    """A complaint that was taken up, after these events; the chair acts."""
    return given(proceeding, COMPLAINT, ACCEPTED, *events).by("chu-tich")


def denunciation(*events: Any) -> Given:
    """A denunciation that was taken up, after these events; the chair acts."""
    return given(proceeding, DENUNCIATION, ACCEPTED, *events).by("chu-tich")


# -- Resolved -------------------------------------------------------------------------


def test_a_case_is_resolved_once() -> None:
    complaint().when(proceeding.decide, **DECIDING).then(DECIDED)
    complaint(DECIDED).when(proceeding.decide, **DECIDING).then()
    complaint(DECIDED).when(proceeding.decide, **{**DECIDING, "outcome": "founded"}).refused(
        "case-is-resolved-once"
    )
    denunciation().when(proceeding.conclude, **CONCLUDING).then(CONCLUDED)
    denunciation(CONCLUDED).when(proceeding.conclude, **CONCLUDING).then()
    denunciation(CONCLUDED).when(proceeding.conclude, **{**CONCLUDING, "gist": "x"}).refused(
        "case-is-resolved-once"
    )


def test_a_case_that_has_ended_is_not_taken_up() -> None:
    received = given(proceeding, COMPLAINT, DECIDED).by("chu-tich")

    for late in (
        received.when(proceeding.accept, on=AFTER, document=PAPER),
        received.when(proceeding.refuse, on=AFTER, ground="petition_unsigned", reason="x"),
        received.when(proceeding.forward, on=AFTER, to="Sở"),
    ):
        assert late.refused("case-has-not-ended", status="resolved").unlawful


def test_a_complaint_is_decided_and_a_denunciation_concluded() -> None:
    """Luật Khiếu nại 2011, Điều 31; Luật Tố cáo 2018, Điều 35."""
    denunciation().when(proceeding.decide, **DECIDING).refused("step-is-of-complaints")
    complaint().when(proceeding.conclude, **CONCLUDING).refused("step-is-of-denunciations")


def test_the_chair_resolves() -> None:
    """Luật Khiếu nại 2011, Điều 17: Chủ tịch Uỷ ban nhân dân cấp xã, not the Committee."""
    official = attrs.evolve(act_of("chu-tich"), office="official")
    deciding = complaint().by(official).when(proceeding.decide, **DECIDING)

    assert deciding.refused("chair-resolves", office="official").unlawful


@pytest.mark.parametrize(
    ("remedies", "right"),
    [
        (Remedies(state_money=-1), False),
        (Remedies(sanctioned=1, sanctioned_officials=2), False),
        (Remedies(sanctioned=2, sanctioned_officials=2), True),
    ],
)
def test_amounts_can_be_counted(remedies: Remedies, right: bool) -> None:
    deciding = complaint().when(proceeding.decide, **{**DECIDING, "remedies": remedies})

    if right:
        deciding.then(attrs.evolve(DECIDED, remedies=remedies))
    else:
        deciding.refused("amounts-can-be-counted")


def test_a_review_is_of_a_second_instance() -> None:
    complaint().when(proceeding.decide, **DECIDING, review="upheld").refused(
        "review-is-of-a-second-instance", instance="first"
    )


def test_a_second_complaint_has_a_dialogue() -> None:
    """Luật Khiếu nại 2011, Điều 39: the second time there is always a dialogue."""
    second = attrs.evolve(COMPLAINT, instance="second", body=SUPERIOR)
    deciding: dict[str, Any] = {**DECIDING, "review": "amended"}

    alone = given(proceeding, second, ACCEPTED).when(proceeding.decide, **deciding)
    assert alone.refused("second-complaint-has-a-dialogue").unlawful
    given(proceeding, second, ACCEPTED, HELD).when(proceeding.decide, **deciding).then(
        attrs.evolve(DECIDED, review="amended")
    )


def test_differing_views_have_a_dialogue() -> None:
    """Luật Khiếu nại 2011, Điều 30: the first time, if demand and findings differ."""
    differing = VerificationReported(on=LATER, gist="Giá đúng", differs=True)

    alone = complaint(differing).when(proceeding.decide, **DECIDING)
    assert alone.refused("differing-views-have-a-dialogue").unlawful
    complaint(differing, HELD).when(proceeding.decide, **DECIDING).then(DECIDED)


def test_a_suspended_case_is_resumed_first() -> None:
    waiting = Suspended(on=LATER, ground="waiting_for_expertise", reason="x", document=PAPER)
    concluding = denunciation(waiting).when(proceeding.conclude, **CONCLUDING)

    assert concluding.refused("case-is-resumed-first").unlawful


def test_a_withdrawn_case_is_terminated() -> None:
    """Luật Tố cáo 2018, Điều 33, 34: unless there are signs of violation, threat or abuse."""
    gone = Withdrawn(on=LATER, form="letter")

    concluding = denunciation(gone).when(proceeding.conclude, **CONCLUDING)
    assert concluding.refused("withdrawn-case-is-terminated").unlawful
    denunciation(attrs.evolve(gone, goes_on="signs_of_violation")).when(
        proceeding.conclude, **CONCLUDING
    ).then(CONCLUDED)


def test_a_false_denunciation_is_unfounded() -> None:
    denunciation().when(proceeding.conclude, **CONCLUDING, deliberately_false=True).refused(
        "false-denunciation-is-unfounded"
    )


# -- Sent and made public -------------------------------------------------------------


def test_all_who_must_have_it_are_sent_it() -> None:
    """Luật Tố cáo 2018, Điều 35 khoản 3: the denounced, the managing body, the denouncer."""
    some: dict[str, Any] = {"on": DONE, "paper": "conclusion", "to": ("denounced", "manager")}
    part = Sent(**some, complete=False)
    rest: dict[str, Any] = {"on": AFTER, "paper": "conclusion", "to": ("denouncer",)}

    denunciation(CONCLUDED).when(proceeding.send, **some).refused(
        "all-who-must-have-it-are-sent-it", missing=["denouncer"]
    )
    denunciation(CONCLUDED).when(proceeding.send, **some, complete=False).then(part)
    denunciation(CONCLUDED, part).when(proceeding.send, **some, complete=False).then()
    denunciation(CONCLUDED, part).when(proceeding.send, **rest).then(Sent(**rest))


@pytest.mark.parametrize(
    "paper",
    ["decision", "handling_decision", "extension", "suspension", "resumption", "termination"],
)
def test_a_paper_is_issued_first(paper: str) -> None:
    denunciation().when(proceeding.send, on=DONE, paper=paper, to=("other",)).refused(
        "paper-is-issued-first", paper=paper
    )
    denunciation().when(proceeding.publish, on=DONE, paper=paper, ways=("web",)).refused(
        "paper-is-issued-first", paper=paper
    )


def test_parties_are_named_when_something_is_sent() -> None:
    complaint(DECIDED).when(proceeding.send, on=DONE, paper="decision", to=()).refused(
        "parties-are-named"
    )


@pytest.mark.parametrize(
    ("until", "right"), [(date(2023, 5, 28), False), (date(2023, 5, 29), True), (None, False)]
)
def test_a_conclusion_stays_posted_fifteen_days(until: date | None, right: bool) -> None:
    """NĐ 31/2019 Điều 6: posted at least 15 days in a row: 15/05 to 29/05/2023."""
    publishing: dict[str, Any] = {
        "on": AFTER,
        "paper": "conclusion",
        "ways": ("posting",),
        "until": until,
    }
    posting = denunciation(CONCLUDED).when(proceeding.publish, **publishing)

    if right:
        posting.then(Published(**publishing))
        denunciation(CONCLUDED, Published(**publishing)).when(
            proceeding.publish, **publishing
        ).then()
    else:
        assert posting.refused("conclusion-stays-posted-fifteen-days").unlawful


def test_a_publication_has_a_way_and_ends_after_it_begins() -> None:
    publishing: dict[str, Any] = {"on": AFTER, "paper": "decision", "ways": ("posting",)}

    complaint(DECIDED).when(proceeding.publish, **{**publishing, "ways": ()}).refused(
        "publication-has-a-way"
    )
    complaint(DECIDED).when(proceeding.publish, **publishing, until=DONE).refused(
        "publication-ends-after-it-begins"
    )


def test_a_decision_is_received_once() -> None:
    """Luật Khiếu nại 2011, Điều 33 khoản 1: 30 days from receipt to complain again."""
    got = DecisionReceived(on=AFTER)

    complaint(DECIDED).when(proceeding.note_receipt, on=AFTER).then(got)
    complaint(DECIDED, got).when(proceeding.note_receipt, on=AFTER).then()
    complaint(DECIDED, got).when(proceeding.note_receipt, on=DONE).refused(
        "decision-is-received-once"
    )
    complaint().when(proceeding.note_receipt, on=AFTER).refused("paper-is-issued-first")


# -- Acted on, carried out, gone on with ----------------------------------------------


def test_a_conclusion_is_acted_on() -> None:
    """Luật Tố cáo 2018, Điều 36 khoản 1: on the conclusion, the resolver acts."""
    acting: dict[str, Any] = {"on": AFTER, "action": "handling_decision", "gist": "Hoàn trả"}

    denunciation(CONCLUDED).when(proceeding.act_on, **acting).then(ActedOn(**acting))
    denunciation(CONCLUDED, ActedOn(**acting)).when(proceeding.act_on, **acting).then()
    denunciation().when(proceeding.act_on, **acting).refused("paper-is-issued-first")


def test_a_case_is_resolved_before_it_is_carried_out() -> None:
    carrying: dict[str, Any] = {
        "on": AFTER,
        "complete": True,
        "gist": "Đã trả",
        "remedies": Remedies(individuals=1, individuals_money=12_500_000),
    }
    done = CarriedOut(**carrying)

    complaint(DECIDED).when(proceeding.carry_out, **carrying).then(done)
    complaint(DECIDED, done).when(proceeding.carry_out, **carrying).then()
    complaint().when(proceeding.carry_out, **carrying).refused("case-is-resolved-first")
    assert "carried_out" == complaint(DECIDED, done).state.status


def test_a_second_complaint_follows_a_first_and_is_filed_once() -> None:
    """Luật Khiếu nại 2011, Điều 33: after the decision, or when the term has passed."""
    filing: dict[str, Any] = {"on": AFTER, "to": SUPERIOR, "proceeding": OTHER}
    filed = SecondInstanceOpened(**filing)
    second = attrs.evolve(COMPLAINT, instance="second")

    complaint(DECIDED).when(proceeding.open_second_instance, **filing).then(filed)
    complaint(DECIDED, filed).when(proceeding.open_second_instance, **filing).then()
    complaint(DECIDED, filed).when(proceeding.open_second_instance, on=AFTER, to=SUPERIOR).refused(
        "second-complaint-is-filed-once"
    )
    given(proceeding, second, ACCEPTED).when(proceeding.open_second_instance, **filing).refused(
        "second-complaint-follows-a-first"
    )


def test_a_second_instance_is_another_body() -> None:
    filing = complaint(DECIDED).when(proceeding.open_second_instance, on=AFTER, to=UBND)

    assert filing.refused("second-instance-is-another-body").unlawful


def test_a_continued_denunciation_goes_up_after_its_conclusion() -> None:
    """Luật Tố cáo 2018, Điều 37: to the superior, against the conclusion or when overdue."""
    going: dict[str, Any] = {"on": AFTER, "to": SUPERIOR}
    gone = DenunciationContinued(**going)

    denunciation(CONCLUDED).when(proceeding.continue_denunciation, **going).then(gone)
    denunciation(CONCLUDED, gone).when(proceeding.continue_denunciation, **going).then()
    early = denunciation().when(proceeding.continue_denunciation, **going)
    assert early.refused("denunciation-continues-after-its-conclusion").unlawful
    denunciation().when(proceeding.continue_denunciation, **going, overdue=True).then(
        attrs.evolve(gone, overdue=True)
    )
    sideways = denunciation(CONCLUDED).when(proceeding.continue_denunciation, on=AFTER, to=UBND)
    assert sideways.refused("continued-denunciation-goes-up").unlawful


def test_a_denunciation_was_continued_before_that_is_reviewed() -> None:
    reviewing: dict[str, Any] = {"on": AFTER, "result": "not_resolved_again", "reason": "Đúng"}
    gone = DenunciationContinued(on=AFTER, to=SUPERIOR)
    reviewed = ContinuationReviewed(**reviewing)

    denunciation(CONCLUDED, gone).when(proceeding.review_continuation, **reviewing).then(reviewed)
    denunciation(CONCLUDED, gone, reviewed).when(proceeding.review_continuation, **reviewing).then()
    denunciation(CONCLUDED).when(proceeding.review_continuation, **reviewing).refused(
        "denunciation-was-continued"
    )


# -- Followed -------------------------------------------------------------------------

URGING: dict[str, Any] = {
    "on": AFTER,
    "by_whom": PARTY,
    "demand": "lateness_report",
    "gist": "Báo cáo lý do quá hạn",
}
URGED = Urged(**URGING, number=1)


def test_letters_of_urging_are_numbered_and_answered() -> None:
    """Luật Tố cáo 2018, Điều 38: the superior asks, the resolver reports."""
    reply = ReplyReceived(on=AFTER, gist="Đang giám định", number=1)

    denunciation().when(proceeding.urge, **URGING).then(URGED)
    denunciation(URGED).when(proceeding.urge, **URGING).then()
    denunciation(URGED).when(proceeding.urge, **{**URGING, "on": date(2023, 5, 22)}).then(
        attrs.evolve(URGED, on=date(2023, 5, 22), number=2)
    )
    denunciation(URGED).when(
        proceeding.receive_reply, on=AFTER, gist="Đang giám định", number=1
    ).then(reply)
    denunciation(URGED, reply).when(
        proceeding.receive_reply, on=AFTER, gist="Đang giám định", number=1
    ).then()
    assert (URGED,) == denunciation(URGED).state.open_urgings
    assert () == denunciation(URGED, reply).state.open_urgings


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"gist": ""}, "gist-is-given"),
        ({"due": DONE}, "answer-is-due-after-the-letter"),
        ({"by_whom": BodyId("?")}, "body-is-known"),
        ({"by_whom": UBND}, "urger-is-another-body"),
    ],
)
def test_a_letter_of_urging_is_whole(wrong: dict[str, Any], rule: str) -> None:
    denunciation().when(proceeding.urge, **{**URGING, **wrong}).refused(rule)


def test_a_letter_of_urging_was_sent_before_it_is_answered() -> None:
    answering = denunciation().when(proceeding.receive_reply, on=AFTER, gist="x", number=1)

    answering.refused("letter-of-urging-was-sent", number=1)


def test_a_question_is_a_note_and_repeats() -> None:
    asked = AskedByCitizen(on=AFTER, gist="Khi nào có kết quả?")

    denunciation(asked).when(proceeding.note_question, on=AFTER, gist=asked.gist).then(asked)


def test_what_is_overdue_is_told_once() -> None:
    telling: dict[str, Any] = {
        "on": AFTER,
        "obligation": "denunciation-conclusion",
        "due": DONE,
        "told": (BodyId("ban-thuong-vu"),),
    }

    denunciation().when(proceeding.escalate, **telling).then(Escalated(**telling))
    denunciation(Escalated(**telling)).when(proceeding.escalate, **telling).then()
    denunciation().when(proceeding.escalate, **{**telling, "on": DONE}).refused(
        "escalated-after-the-last-day"
    )
    denunciation().when(proceeding.escalate, **{**telling, "told": ()}).refused("somebody-is-told")


def test_crime_signs_are_passed_at_any_time() -> None:
    """Luật Tố cáo 2018, Điều 27: to the investigating body or the procuracy, at once."""
    passing: dict[str, Any] = {"on": AFTER, "to": "Công an tỉnh", "gist": "Tham ô", "people": 2}

    for case in (denunciation(), denunciation(CONCLUDED), complaint(DECIDED)):
        case.when(proceeding.pass_crime_signs, **passing).then(CrimeSignsPassed(**passing))
    denunciation(CrimeSignsPassed(**passing)).when(proceeding.pass_crime_signs, **passing).then()
    denunciation().when(proceeding.pass_crime_signs, **passing, officials=3).refused(
        "amounts-can-be-counted"
    )


def test_court_action_and_judgment_are_learned() -> None:
    action: dict[str, Any] = {"on": AFTER, "court": "Toà án nhân dân khu vực 2"}
    judged: dict[str, Any] = {**action, "gist": "Bác yêu cầu"}

    complaint().when(proceeding.learn_court_action, **action).then(CourtActionLearned(**action))
    complaint(CourtActionLearned(**action)).when(proceeding.learn_court_action, **action).then()
    denunciation().when(proceeding.learn_court_action, **action).refused("step-is-of-complaints")
    denunciation().when(proceeding.learn_judgment, **judged).then(FinalJudgmentLearned(**judged))
    denunciation(FinalJudgmentLearned(**judged)).when(proceeding.learn_judgment, **judged).then()
    for decision, told in (
        (proceeding.learn_court_action, action),
        (proceeding.learn_judgment, judged),
    ):
        complaint().when(decision, **{**told, "court": ""}).refused("addressee-is-named")


def test_protection_names_its_measures() -> None:
    """Luật Tố cáo 2018, Điều 47: denouncers and those near to them are protected."""
    asking: dict[str, Any] = {"on": AFTER, "measures": ("secrecy",)}
    giving: dict[str, Any] = {**asking, "by_whom": "Công an phường"}

    denunciation().when(proceeding.request_protection, **asking).then(ProtectionRequested(**asking))
    denunciation(ProtectionRequested(**asking)).when(proceeding.request_protection, **asking).then()
    denunciation().when(proceeding.give_protection, **giving).then(ProtectionGiven(**giving))
    denunciation(ProtectionGiven(**giving)).when(proceeding.give_protection, **giving).then()
    for decision, told in (
        (proceeding.request_protection, asking),
        (proceeding.give_protection, giving),
    ):
        denunciation().when(decision, **{**told, "measures": ()}).refused(
            "protection-names-its-measures"
        )
        complaint().when(decision, **told).refused("step-is-of-denunciations")
    denunciation().when(proceeding.give_protection, **{**giving, "by_whom": ""}).refused(
        "addressee-is-named"
    )


# -- The fold -------------------------------------------------------------------------


@hypothesis.given(st.lists(value(Event), max_size=12))
def test_the_fold_never_says_no(happened: list[Any]) -> None:
    """Whatever happened in whatever order, there is a state, and every question has an answer."""
    state = given(proceeding, *happened).state

    for name, member in vars(type(state)).items():
        if isinstance(member, property):
            getattr(state, name)
    assert (state.received is None) == (state.status == "unknown")
    assert state.is_open <= (state.resolution is None and state.terminated is None)
    assert len(state.open_urgings) <= len(state.urgings)
