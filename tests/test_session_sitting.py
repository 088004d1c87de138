"""At a session: opened, explained, voiced, answered, taken away, ended, written down."""

from datetime import date, time
from typing import Any

import attrs
import pytest

from dialogue_cases import session
from dialogue_cases.session import (
    Cancelled,
    ChairDelegated,
    ChairShared,
    CompetenceFound,
    Ended,
    Event,
    ExplanationGiven,
    Fixed,
    JointChairArranged,
    MinutesKept,
    Opened,
    OpinionAnswered,
    OpinionRegistered,
    OpinionTaken,
    OpinionVoiced,
    PendingDecision,
    Postponed,
    Session,
)
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    OfficerId,
    On,
    OpinionKind,
    PartyId,
    Place,
    Sealed,
    StreamId,
    SubjectGroup,
    SystemAct,
    Topic,
    When,
    month,
)
from spec import act_of, given

NHO_LAM = GroupId("nho-lam")
DANG_UY, GOVERNMENT, CELL = BodyId("dang-uy"), BodyId("ubnd"), BodyId("chi-bo-nho-lam")
FRONT = BodyId("mttq")
SECRETARY, DEPUTY = OfficerId("bi-thu"), OfficerId("pho-bi-thu")
CLERK = OfficerId("chanh-van-phong")
LAND = Topic(title="Công tác quản lý đất đai", code="land_management")

DAY = date(2023, 3, 15)
FIXED = Fixed(
    on=date(2023, 3, 1),
    day=DAY,
    at=time(8),
    place=Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm", group=NHO_LAM),
    groups=(NHO_LAM,),
    topics=(LAND,),
    legal_basis="party_secretary_dialogue",
)
OPENED = Opened(
    on=When(day=DAY, at=time(8)), chair=SECRETARY, office="party_secretary", body=DANG_UY
)
ENDED = Ended(on=When(day=DAY, at=time(11, 30)), people=86)
POSTPONED = Postponed(on=date(2023, 3, 10), reason="Bão số 1", day=DAY)
DELEGATED = ChairDelegated(
    on=FIXED.on, officer=DEPUTY, office="deputy_party_secretary", body=DANG_UY
)

PARTY, CASE = PartyId("dialogue/2023/1#1"), PartyId("dialogue/2023/1#0")
NAME = Sealed(key=PARTY, field="speaker_name", data="AAAA")
WORDS: dict[str, Any] = {
    "kind": "recommendation",
    "subject": "government_management",
    "gist": "Đề nghị công khai quy hoạch",
    "topic": LAND,
    "group": NHO_LAM,
    "content": Sealed(key=CASE, field="content", data="AAAA"),
    "party": PARTY,
    "speaker_name": NAME,
    "speaker_address": Sealed(key=PARTY, field="speaker_address", data="AAAA"),
}
REGISTERED = OpinionRegistered(on=date(2023, 3, 8), number=1, **WORDS)
VOICED = OpinionVoiced(on=DAY, number=1, **WORDS)


def state(*events: Event) -> Session:
    known: Session = given(session, *events).state
    return known


# -- Opened ---------------------------------------------------------------------------


@pytest.mark.requirement("R23")
def test_the_secretary_opens_the_session_and_holds_it() -> None:
    given(session, FIXED).when(session.open_session, on=OPENED.on).then(OPENED)


def test_opened_twice_adds_nothing() -> None:
    given(session, FIXED, OPENED).when(session.open_session, on=OPENED.on).then()


@pytest.mark.requirement("R23")
def test_the_delegate_holds_the_session_in_the_secretarys_stead() -> None:
    opened = attrs.evolve(OPENED, chair=DEPUTY, office="deputy_party_secretary")

    given(session, FIXED, DELEGATED).by("pho-bi-thu").when(session.open_session, on=OPENED.on).then(
        opened
    )


@pytest.mark.requirement("R23", "R65")
@pytest.mark.parametrize("officer", ["pho-bi-thu", "chu-tich"])
def test_nobody_else_holds_it(officer: str) -> None:
    asked = given(session, FIXED).by(officer).when(session.open_session, on=DAY)

    refusal = asked.refused("chair-is-secretary-or-delegate", head="party_secretary")
    assert refusal.unlawful
    assert "S" == refusal.citation.certainty


def test_a_dialogue_of_the_government_is_held_by_its_chairman() -> None:
    conference = attrs.evolve(FIXED, legal_basis="government_dialogue")

    assert given(session, conference).by("chu-tich").when(session.open_session, on=DAY).run()
    given(session, conference).when(session.open_session, on=DAY).refused(
        "chair-is-secretary-or-delegate", head="people_committee_chair"
    )


def test_an_officer_opens_it_not_a_rule() -> None:
    given(session, FIXED).by(SystemAct(rule="session-due")).when(
        session.open_session, on=DAY
    ).refused("an-officer-decides")


@pytest.mark.parametrize(
    ("on", "its_day"),
    [
        (date(2023, 3, 14), False),
        (When(day=DAY, at=time(7, 45)), True),
        (DAY, True),
        (month(2023, 3), True),
        (date(2023, 3, 16), False),
    ],
)
def test_a_session_opens_on_its_day(on: On, its_day: bool) -> None:
    asked = given(session, FIXED).when(session.open_session, on=on)

    if its_day:
        assert asked.run()
    else:
        assert asked.refused("opened-on-its-day", day=DAY).unlawful


def test_only_what_is_fixed_opens() -> None:
    given(session).when(session.open_session, on=DAY).refused("session-is-fixed")


# -- Explained, voiced ----------------------------------------------------------------


@pytest.mark.requirement("R5")
def test_an_explanation_is_no_answer() -> None:
    asked = {"on": DAY, "body": GOVERNMENT, "gist": "Quy trình thu hồi đất", "topic": LAND}
    explained = ExplanationGiven(**asked)  # type: ignore[arg-type]

    given(session, OPENED).when(session.explain, **asked).then(explained)
    given(session, OPENED, explained).when(session.explain, **asked).then()
    given(session).when(session.explain, **asked).refused("session-is-open")
    assert () == state(OPENED, explained).answers


@pytest.mark.requirement("R67")
def test_opinions_are_numbered_as_they_are_voiced() -> None:
    given(session, OPENED).when(session.voice_opinion, on=DAY, **WORDS).then(VOICED)
    given(session, OPENED, VOICED).when(session.voice_opinion, on=DAY, **WORDS).then(
        attrs.evolve(VOICED, number=2)
    )


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("kind", ["wish", "recommendation", "report", "supervision_remark"])
def test_an_opinion_is_of_a_kind_that_the_plan_names(kind: OpinionKind) -> None:
    given(session, OPENED).when(session.voice_opinion, on=DAY, **{**WORDS, "kind": kind}).then(
        attrs.evolve(VOICED, kind=kind)
    )


@pytest.mark.requirement("R8", "R10", "R11")
@pytest.mark.parametrize(
    "subject", ["government_management", "front_and_organisations", "official_conduct"]
)
def test_an_opinion_is_about_a_subject_that_the_plan_names(subject: SubjectGroup) -> None:
    asked = {**WORDS, "subject": subject}

    given(session, OPENED).when(session.voice_opinion, on=DAY, **asked).then(
        attrs.evolve(VOICED, subject=subject)
    )


@pytest.mark.requirement("R9")
def test_an_opinion_is_heard_before_the_decision_that_it_is_about() -> None:
    pending = PendingDecision(title="Bảng giá đất", body=GOVERNMENT, expected=month(2023, 12))
    asked = {**WORDS, "subject": "policy_before_decision", "pending_decision": pending}

    given(session, OPENED).when(session.voice_opinion, on=DAY, **asked).then(
        attrs.evolve(VOICED, subject="policy_before_decision", pending_decision=pending)
    )


@pytest.mark.requirement("R35")
def test_a_registered_opinion_is_voiced_once() -> None:
    asked = {"on": DAY, "registered": 1, **WORDS}
    voiced = attrs.evolve(VOICED, registered=1)

    given(session, REGISTERED, OPENED).when(session.voice_opinion, **asked).then(voiced)
    given(session, REGISTERED, OPENED, voiced).when(session.voice_opinion, **asked).refused(
        "voiced-once", number=1
    )
    given(session, OPENED).when(session.voice_opinion, **asked).refused("opinion-is-registered")


@pytest.mark.requirement("R67")
def test_a_speaker_may_stay_unnamed() -> None:
    unnamed = {**WORDS, "party": None, "speaker_name": None, "speaker_address": None}

    assert given(session, OPENED).when(session.voice_opinion, on=DAY, **unnamed).run()


@pytest.mark.requirement("R67")
def test_what_is_known_of_a_speaker_is_sealed_under_the_speakers_key() -> None:
    wrong = {**WORDS, "speaker_contact": Sealed(key=CASE, field="speaker_contact", data="AAAA")}

    given(session, OPENED).when(session.voice_opinion, on=DAY, **wrong).refused(
        "sealed-under-the-party", field="speaker_contact"
    )


def test_an_opinion_names_known_groups_and_bodies() -> None:
    elsewhere = {**WORDS, "group": GroupId("khong-co")}
    nobody = {**WORDS, "pending_decision": PendingDecision(title="…", body=BodyId("khong-co"))}

    given(session, OPENED).when(session.voice_opinion, on=DAY, **elsewhere).refused(
        "group-is-known"
    )
    given(session, OPENED).when(session.voice_opinion, on=DAY, **nobody).refused("body-is-known")


def test_a_number_from_the_minutes_is_kept_and_used_once() -> None:
    given(session, OPENED).when(session.voice_opinion, on=DAY, number=4, **WORDS).then(
        attrs.evolve(VOICED, number=4)
    )
    given(session, OPENED, VOICED).when(session.voice_opinion, on=DAY, number=1, **WORDS).refused(
        "number-is-free"
    )


@pytest.mark.parametrize(
    ("on", "at_it"),
    [
        (DAY, True),
        (When(day=DAY, at=time(11, 30)), True),
        (When(day=DAY, at=time(11, 31)), False),
        (date(2023, 3, 16), False),
    ],
)
@pytest.mark.parametrize("decision", [session.voice_opinion, session.answer_opinion])
def test_what_is_said_is_said_at_the_session(decision: Any, on: On, at_it: bool) -> None:
    """What is entered later, for the day of the session, is in time."""
    arguments = (
        WORDS
        if decision is session.voice_opinion
        else {"number": 1, "body": GOVERNMENT, "gist": "Sẽ niêm yết"}
    )
    asked = given(session, OPENED, VOICED, ENDED).when(decision, on=on, **arguments)

    if at_it:
        assert asked.run()
    else:
        asked.refused("session-is-open")


def test_nothing_is_said_at_a_session_that_never_opened() -> None:
    given(session, FIXED).when(session.voice_opinion, on=DAY, **WORDS).refused("session-is-open")


# -- Answered, taken away -------------------------------------------------------------

ANSWERED = OpinionAnswered(on=DAY, number=1, body=GOVERNMENT, gist="Niêm yết trong tháng 3")


@pytest.mark.requirement("R47", "R67")
def test_an_opinion_is_answered_on_the_spot() -> None:
    asked = {"on": DAY, "number": 1, "body": GOVERNMENT, "gist": ANSWERED.gist}

    given(session, OPENED, VOICED).when(session.answer_opinion, **asked).then(ANSWERED)
    given(session, OPENED, VOICED, ANSWERED).when(session.answer_opinion, **asked).then()
    given(session, OPENED).when(session.answer_opinion, **asked).refused("opinion-is-voiced")
    given(session, OPENED, VOICED).when(
        session.answer_opinion, **{**asked, "body": BodyId("khong-co")}
    ).refused("body-is-known")


def test_two_bodies_may_answer_one_opinion() -> None:
    assert (
        given(session, OPENED, VOICED, ANSWERED)
        .when(session.answer_opinion, on=DAY, number=1, body=DANG_UY, gist="Đảng uỷ sẽ giám sát")
        .run()
    )


TAKEN = OpinionTaken(on=DAY, number=1, destination="conclusion")


def test_an_opinion_is_taken_away_to_be_handled_later() -> None:
    asked = {"on": DAY, "number": 1, "destination": "conclusion"}

    given(session, OPENED, VOICED).when(session.take_opinion, **asked).then(TAKEN)
    given(session, OPENED, VOICED, TAKEN).when(session.take_opinion, **asked).then()
    given(session, OPENED).when(session.take_opinion, **asked).refused("opinion-is-voiced")


def test_an_opinion_that_turns_out_to_be_a_petition_keeps_the_link() -> None:
    petition = StreamId("petition/2023/8")
    asked = {"on": date(2023, 3, 20), "number": 1, "petition": petition}

    given(session, OPENED, VOICED, TAKEN, ENDED).when(
        session.take_opinion, destination="petition", **asked
    ).then(OpinionTaken(destination="petition", **asked))  # type: ignore[arg-type]
    given(session, OPENED, VOICED).when(
        session.take_opinion, destination="conclusion", **asked
    ).refused("taken-as-a-petition")


def test_an_answer_counts_whatever_was_read_first() -> None:
    assert (VOICED,) == state(OPENED, VOICED).open_opinions
    assert () == state(ANSWERED, VOICED, OPENED).open_opinions
    assert () == state(VOICED, TAKEN).open_opinions


# -- Ended, written down --------------------------------------------------------------


@pytest.mark.requirement("R38", "R67")
def test_a_session_ends_and_people_are_counted() -> None:
    """The time for the conclusion notice runs from here."""
    given(session, FIXED, OPENED).when(session.end_session, on=ENDED.on, people=86).then(ENDED)
    given(session, FIXED, OPENED, ENDED).when(session.end_session, on=DAY).then()


def test_only_what_was_opened_ends() -> None:
    given(session, FIXED).when(session.end_session, on=DAY).refused("session-is-open")


@pytest.mark.parametrize(("people", "counted"), [(-1, False), (0, True), (None, True)])
def test_people_are_counted_from_none(people: int | None, counted: bool) -> None:
    for decision, said in (
        (session.end_session, {}),
        (session.keep_minutes, {"keeper": CLERK}),
    ):
        asked = given(session, OPENED).when(decision, on=DAY, people=people, **said)

        if counted:
            assert asked.run()
        else:
            asked.refused("people-are-counted", people=-1)


MINUTES: dict[str, Any] = {
    "keeper": CLERK,
    "present": (GOVERNMENT, CELL),
    "absent": (FRONT,),
    "people": 90,
    "agreed": ("Công khai quy hoạch",),
    "differing": ("Đơn giá bồi thường",),
    "signed_by": (SECRETARY, CLERK),
    "content": Sealed(key=CASE, field="minutes", data="AAAA"),
}
KEPT = MinutesKept(on=DAY, version=1, **MINUTES)


@pytest.mark.requirement("R67")
def test_minutes_say_who_was_there_and_what_was_agreed() -> None:
    given(session, OPENED, ENDED).when(session.keep_minutes, on=DAY, **MINUTES).then(KEPT)
    given(session, OPENED, ENDED, KEPT).when(
        session.keep_minutes, on=date(2023, 3, 16), **MINUTES
    ).then()


@pytest.mark.requirement("R67")
def test_minutes_are_amended_by_a_new_version_for_a_reason() -> None:
    asked = {**MINUTES, "people": 92}

    given(session, OPENED, KEPT).when(session.keep_minutes, on=DAY, reason="Đếm lại", **asked).then(
        MinutesKept(on=DAY, version=2, reason="Đếm lại", **asked)
    )
    given(session, OPENED, KEPT).when(session.keep_minutes, on=DAY, **asked).refused(
        "reason-is-given"
    )


def test_minutes_are_kept_of_a_session_that_opened() -> None:
    given(session, FIXED).when(session.keep_minutes, on=DAY, **MINUTES).refused("session-is-open")


def test_a_body_was_present_or_absent() -> None:
    given(session, OPENED).when(
        session.keep_minutes, on=DAY, **{**MINUTES, "absent": (CELL,)}
    ).refused("present-or-absent", body=CELL)


def test_minutes_name_known_bodies() -> None:
    given(session, OPENED).when(
        session.keep_minutes, on=DAY, keeper=CLERK, present=(BodyId("khong-co"),)
    ).refused("body-is-known")


@pytest.mark.requirement("R67")
def test_the_minutes_count_before_what_was_said_at_the_end() -> None:
    assert [None, 86, 90, 86] == [
        state(OPENED).people,
        state(OPENED, ENDED).people,
        state(OPENED, ENDED, KEPT).people,
        state(OPENED, ENDED, attrs.evolve(KEPT, people=None)).people,
    ]


def test_a_reception_lives_the_same_life() -> None:
    """Fixed without topics, opened by the secretary, one opinion, ended: `reception/2023/1`."""
    day = attrs.evolve(FIXED, groups=(), topics=(), legal_basis="citizen_reception")

    given(session, day).when(session.open_session, on=OPENED.on).then(OPENED)
    given(session, day).by(act_of("pho-bi-thu")).when(session.open_session, on=DAY).refused(
        "chair-is-secretary-or-delegate"
    )
    given(session, day, OPENED).when(session.voice_opinion, on=DAY, **WORDS).then(VOICED)
    given(session, day, OPENED, VOICED).when(session.end_session, on=ENDED.on, people=86).then(
        ENDED
    )


def test_the_chairman_receives_the_people_too_and_it_is_his_reception_then() -> None:
    """Luật Tiếp công dân 2013, Điều 15: the chairman's receptions live the same life.

    He holds them himself: only the secretary, who isn't bound by that, can name a delegate.
    """
    day = attrs.evolve(FIXED, groups=(), topics=(), legal_basis="citizen_reception")
    opened = attrs.evolve(
        OPENED, chair=OfficerId("chu-tich"), office="people_committee_chair", body=BodyId("ubnd")
    )

    given(session, day).by("chu-tich").when(session.open_session, on=OPENED.on).then(opened)
    assert "people_committee_chair" == state(day, opened).head
    assert "party_secretary" == state(day, OPENED).head
    given(session, day).by("chu-tich").when(
        session.delegate_chair, on=DAY, officer=OfficerId("chu-tich-mttq"), office="head",
        body=BodyId("mttq"),
    ).refused("only-the-head-delegates")  # fmt: skip


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), "unknown"),
        ((FIXED,), "fixed"),
        ((FIXED, POSTPONED), "postponed"),
        ((POSTPONED, attrs.evolve(FIXED, day=date(2023, 4, 12))), "fixed"),
        ((FIXED, Cancelled(on=DAY, reason="Bão")), "cancelled"),
        ((FIXED, OPENED), "open"),
        ((FIXED, OPENED, ENDED), "ended"),
        ((ENDED, OPENED, FIXED), "ended"),
    ],
)
def test_how_far_a_session_has_got_is_told_from_its_facts(
    events: tuple[Event, ...], status: str
) -> None:
    assert status == state(*events).status


# -- Two in the chair -----------------------------------------------------------------

SHARED = ChairShared(
    on=OPENED.on,
    chair=OfficerId("chu-tich"),
    office="people_committee_chair",
    body=GOVERNMENT,
)


def test_the_chairman_shares_the_chair_of_the_secretary() -> None:
    asked = given(session, FIXED, OPENED).by("chu-tich").when(session.open_session, on=OPENED.on)

    asked.then(SHARED)
    given(session, FIXED, OPENED, SHARED).by("chu-tich").when(
        session.open_session, on=OPENED.on
    ).then()
    known = state(FIXED, OPENED, SHARED)
    assert (OPENED, SHARED) == known.chairs
    assert known.of_the_party


def test_whoever_may_not_share_the_chair_is_told_who_has_it() -> None:
    asked = given(session, FIXED, OPENED).by("chu-tich-mttq")

    refusal = asked.when(session.open_session, on=OPENED.on).refused(
        "chair-is-taken", chair=SECRETARY, held="party_secretary", office="head"
    )
    assert refusal.unlawful


@pytest.mark.parametrize("on", [date(2023, 3, 14), date(2023, 3, 16)])
def test_the_chair_is_shared_on_the_day_of_the_session(on: date) -> None:
    given(session, FIXED, OPENED).by("chu-tich").when(session.open_session, on=on).refused(
        "opened-on-its-day", day=DAY
    )


def test_nobody_takes_a_chair_of_what_is_over() -> None:
    over = Ended(on=When(day=DAY, at=time(11)))
    asked = given(session, FIXED, OPENED, over).by("chu-tich")

    asked.when(session.open_session, on=When(day=DAY, at=time(12))).refused("session-is-open")


@pytest.mark.parametrize("first", ["bi-thu", "chu-tich"])
def test_a_joint_reception_is_the_secretarys_whoever_opened_it(first: str) -> None:
    """The chairman's part is counted for the chairman all the same: G2."""
    reception = attrs.evolve(FIXED, legal_basis="citizen_reception", topics=())
    second = "chu-tich" if first == "bi-thu" else "bi-thu"
    opened = given(session, reception).by(first).when(session.open_session, on=DAY).run()
    shared = given(session, reception, *opened).by(second).when(session.open_session, on=DAY).run()
    known = state(reception, *opened, *shared)

    assert "party_secretary" == known.head
    assert known.held_by_a_head
    alone = state(reception, *opened)
    assert first != "chu-tich" or ("people_committee_chair", False) == (
        alone.head,
        alone.of_the_party,
    )


def test_a_session_is_planned_as_a_joint_one_and_either_head_opens_it() -> None:
    joint = JointChairArranged(on=FIXED.on, offices=("people_committee_chair",))
    asked = {"on": joint.on, "offices": joint.offices}

    given(session, FIXED).when(session.arrange_joint_chair, **asked).then(joint)
    given(session, FIXED, joint).when(session.arrange_joint_chair, **asked).then()
    assert given(session, FIXED, joint).by("chu-tich").when(session.open_session, on=DAY).run()
    given(session, FIXED).when(session.arrange_joint_chair, on=FIXED.on, offices=("head",)).refused(
        "chair-is-shared-by-heads", office="head"
    )
    given(session, FIXED, OPENED).when(session.arrange_joint_chair, **asked).refused(
        "session-has-not-opened"
    )


# -- Turns to speak, opinions in writing, whose they are to settle ---------------------


def test_one_turn_to_speak_may_raise_several_opinions() -> None:
    first, second = (attrs.evolve(VOICED, number=number, turn=1) for number in (1, 2))
    other = attrs.evolve(VOICED, number=3, turn=2)
    handed_in = attrs.evolve(VOICED, number=4, written=True)
    known = state(FIXED, OPENED, first, second, other, handed_in)

    assert (2, 4) == (known.turns, len(known.opinions))
    assert 12 == state(FIXED, OPENED, first, Ended(on=DAY, turns=12)).turns
    assert state(FIXED, OPENED, VOICED).turns is None


def test_an_opinion_that_is_handed_in_in_writing_takes_no_turn() -> None:
    given(session, OPENED).when(session.voice_opinion, on=DAY, **WORDS, written=True).then(
        attrs.evolve(VOICED, written=True)
    )
    given(session, OPENED).when(
        session.voice_opinion, on=DAY, **WORDS, written=True, turn=1
    ).refused("written-takes-no-turn", turn=1)


def test_an_opinion_that_others_are_to_settle_names_where_it_goes() -> None:
    found = CompetenceFound(on=DAY, number=1, competence="other", to=BodyId("thi-uy"))
    asked = {"on": DAY, "number": 1, "competence": "other"}
    held = given(session, OPENED, VOICED)

    held.when(session.find_competence, **asked, to=BodyId("thi-uy")).then(found)
    held.when(session.find_competence, **asked).refused("passed-on-to-somebody", number=1)
    held.when(session.find_competence, **{**asked, "competence": "own"}, to=GOVERNMENT).refused(
        "passed-on-to-somebody"
    )
    held.when(session.find_competence, **{**asked, "number": 9}, to=GOVERNMENT).refused(
        "opinion-is-voiced"
    )
    given(session, OPENED, VOICED, found).when(
        session.find_competence, **asked, to=BodyId("thi-uy")
    ).then()
    assert () == state(OPENED, VOICED, found, Ended(on=DAY)).open_opinions
    own = attrs.evolve(found, competence="own", to=None)
    assert 1 == len(state(OPENED, VOICED, own, Ended(on=DAY)).open_opinions)
