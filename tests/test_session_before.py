"""Before a session: foreseen, fixed, postponed, prepared, and the people called."""

from datetime import date, time
from typing import Any

import attrs
import pytest

from dialogue_cases import session
from dialogue_cases import ward as ward_life
from dialogue_cases.session import (
    Announced,
    AnnouncementAcknowledged,
    AnswerPrepared,
    BriefingFiled,
    BriefingKind,
    Cancelled,
    ChairDelegated,
    Ended,
    Event,
    Fixed,
    Foreseen,
    InvitationIssued,
    Invitee,
    InviteesApproved,
    InviteesProposed,
    Opened,
    OpinionRegistered,
    PendingDecision,
    Postponed,
    PreparationDone,
    PreparationListed,
    QuestionExpected,
    Session,
    warnings,
)
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    OfficerId,
    PartyId,
    Place,
    Sealed,
    StreamId,
    SubjectGroup,
    Topic,
    When,
    month,
)
from dialogue_cases.ward import RegulationAdopted
from spec import Given, a_ward, given

PLAN = StreamId("plan/2023")
NHO_LAM, AN_THUONG = GroupId("nho-lam"), GroupId("an-thuong")
DANG_UY, OFFICE, CELL = BodyId("dang-uy"), BodyId("van-phong"), BodyId("chi-bo-nho-lam")
STATION, GOVERNMENT = BodyId("dai-truyen-thanh"), BodyId("ubnd")

CLEARANCE = Topic(
    title="Thực hiện công tác giải phóng mặt bằng",
    code="land_clearance",
    project="Cao tốc Bắc – Nam",
)
LAND = Topic(title="Công tác quản lý đất đai", code="land_management")
HOUSE = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm", group=NHO_LAM)
HOUSE_RULES = Document(kind="Nội quy", number="02-QĐ/ĐU", issued_on=date(2022, 1, 10))
WARD = ward_life.evolve(
    a_ward(),
    RegulationAdopted(on=date(2022, 1, 10), kind="house_rules", document=HOUSE_RULES),
)

ADOPTED, TODAY, DAY, EIGHT = date(2023, 1, 16), date(2023, 3, 1), date(2023, 3, 15), time(8)
FORESEEN = Foreseen(
    on=ADOPTED,
    plan=PLAN,
    quarter=1,
    groups=(NHO_LAM,),
    topics=(CLEARANCE,),
    place=HOUSE,
    period=month(2023, 3),
)
FIXED = Fixed(
    on=TODAY,
    day=DAY,
    at=EIGHT,
    place=HOUSE,
    groups=(NHO_LAM,),
    topics=(CLEARANCE,),
    legal_basis="party_secretary_dialogue",
    house_rules=HOUSE_RULES,
)
POSTPONED = Postponed(on=date(2023, 3, 10), reason="Bão số 1", day=DAY, to=month(2023, 4))
CANCELLED = Cancelled(on=date(2023, 3, 10), reason="Đã giải quyết xong")
OPENED = Opened(
    on=When(day=DAY, at=EIGHT), chair=OfficerId("bi-thu"), office="party_secretary", body=DANG_UY
)
ENDED = Ended(on=When(day=DAY, at=time(11, 30)))


def after(*events: Event) -> Given:
    """A session after these events, in a ward that has house rules."""
    return given(session, *events).within(WARD)


def state(*events: Event) -> Session:
    known: Session = given(session, *events).state
    return known


# -- Foreseen -------------------------------------------------------------------------

PLANNED: dict[str, Any] = {
    "plan": PLAN,
    "quarter": 1,
    "groups": (NHO_LAM,),
    "topics": (CLEARANCE,),
    "place": HOUSE,
    "period": month(2023, 3),
}


@pytest.mark.requirement("R15", "R16", "R17")
def test_a_plan_foresees_a_session_with_group_topic_place_and_month() -> None:
    after().when(session.foresee, on=ADOPTED, **PLANNED).then(FORESEEN)


def test_foreseen_twice_adds_nothing() -> None:
    after(FORESEEN).when(session.foresee, on=TODAY, **PLANNED).then()


def test_an_amended_plan_foresees_it_anew() -> None:
    amended = {**PLANNED, "period": month(2023, 2)}

    after(FORESEEN).when(session.foresee, on=TODAY, **amended).then(
        attrs.evolve(FORESEEN, on=TODAY, period=month(2023, 2))
    )


@pytest.mark.requirement("R16")
@pytest.mark.parametrize(
    ("quarter", "period", "lies_in_it"),
    [
        (1, month(2023, 3), True),
        (1, month(2023, 4), False),
        (2, month(2023, 4), True),
        (2, month(2023, 6), True),
        (2, month(2023, 7), False),
        (4, month(2023, 12), True),
        (1, When(day=date(2023, 3, 20), through=date(2023, 4, 5)), False),
        (1, When(day=date(2023, 3, 20), through=date(2024, 3, 5)), False),
        (None, month(2023, 4), True),
    ],
)
def test_the_month_lies_in_its_quarter(quarter: int | None, period: When, lies_in_it: bool) -> None:
    planned = {**PLANNED, "quarter": quarter, "period": period}
    asked = after().when(session.foresee, on=ADOPTED, **planned)

    if lies_in_it:
        assert asked.run()
    else:
        asked.refused("month-in-its-quarter", quarter=quarter)


@pytest.mark.requirement("R15")
def test_a_dialogue_has_a_topic_when_it_is_fixed() -> None:
    untold = {**PLANNED, "topics": ()}

    after().when(session.foresee, on=ADOPTED, **untold).then(Foreseen(on=ADOPTED, **untold))
    after().when(session.fix, on=TODAY, day=DAY, place=HOUSE).refused("session-has-a-topic")


def test_a_reception_day_needs_no_topic_and_no_group() -> None:
    day = When(day=date(2023, 3, 6))

    after().when(
        session.foresee, on=ADOPTED, plan=PLAN, period=day, legal_basis="citizen_reception"
    ).then(Foreseen(on=ADOPTED, plan=PLAN, period=day, legal_basis="citizen_reception"))


RECEPTION = StreamId("reception/2023/1")


def test_in_the_series_of_receptions_a_session_is_a_reception_unless_something_else_is_said() -> (
    None
):
    """It needs no topic then, and none makes a dialogue of it."""
    asked = {"on": TODAY, "day": DAY, "place": HOUSE}
    (fixed,) = after().in_life(RECEPTION).when(session.fix, **asked).run()
    assert "citizen_reception" == fixed.legal_basis
    (about,) = after().in_life(RECEPTION).when(session.fix, **asked, topics=(CLEARANCE,)).run()
    assert "citizen_reception" == about.legal_basis
    (moved,) = after(fixed).in_life(RECEPTION).when(session.fix, **asked, at=time(9)).run()
    assert "citizen_reception" == moved.legal_basis
    (foreseen,) = (
        after()
        .in_life(RECEPTION)
        .when(session.foresee, on=ADOPTED, plan=PLAN, period=month(2023, 3))
        .run()
    )
    assert "citizen_reception" == foreseen.legal_basis
    (other,) = (
        after()
        .in_life(RECEPTION)
        .when(session.fix, **asked, legal_basis="government_dialogue", topics=(CLEARANCE,))
        .run()
    )
    assert "government_dialogue" == other.legal_basis


@pytest.mark.requirement("R17")
def test_the_groups_of_a_session_and_of_its_place_are_known() -> None:
    nowhere = GroupId("khong-co")

    for wrong in ({"groups": (nowhere,)}, {"place": attrs.evolve(HOUSE, group=nowhere)}):
        after().when(session.foresee, on=ADOPTED, **{**PLANNED, **wrong}).refused(
            "group-is-known", group=nowhere
        )


@pytest.mark.requirement("R22")
def test_one_topic_is_the_same_topic_in_several_groups() -> None:
    """The code and the project bring sessions together, whatever the plan's words."""
    first, second = (
        state(attrs.evolve(FORESEEN, groups=(group,))) for group in (NHO_LAM, AN_THUONG)
    )

    assert first.topics == second.topics
    assert ("land_clearance", "Cao tốc Bắc – Nam") == (
        first.topics[0].code,
        first.topics[0].project,
    )


# -- Fixed ----------------------------------------------------------------------------


@pytest.mark.requirement("R13", "R15", "R16")
def test_day_and_time_are_fixed_with_what_the_plan_says_and_the_house_rules_in_force() -> None:
    after(FORESEEN).when(session.fix, on=TODAY, day=DAY, at=EIGHT).then(FIXED)


def test_fixed_twice_adds_nothing() -> None:
    after(FORESEEN, FIXED).when(session.fix, on=date(2023, 3, 2), day=DAY, at=EIGHT).then()
    after(FORESEEN, FIXED).when(session.fix, on=date(2023, 3, 2), day=DAY).then()


def test_what_is_fixed_anew_after_a_postponement_keeps_its_hour_and_place() -> None:
    put_off = after(FORESEEN, FIXED, POSTPONED)
    day = date(2023, 4, 12)

    put_off.when(session.fix, on=POSTPONED.on, day=day).then(
        attrs.evolve(FIXED, on=POSTPONED.on, day=day)
    )
    put_off.when(session.fix, on=POSTPONED.on, day=day, at=time(14)).then(
        attrs.evolve(FIXED, on=POSTPONED.on, day=day, at=time(14))
    )


def test_a_session_is_fixed_for_the_hour_that_it_was_put_off_to() -> None:
    at_two = When(day=date(2023, 4, 12), at=time(14))

    after(FORESEEN, FIXED, attrs.evolve(POSTPONED, to=at_two)).when(
        session.fix, on=POSTPONED.on, day=at_two.day
    ).then(attrs.evolve(FIXED, on=POSTPONED.on, day=at_two.day, at=time(14)))


def test_another_place_on_the_same_day_is_fixed_anew() -> None:
    yard = Place(name="Sân đình")

    after(FORESEEN, FIXED).when(session.fix, on=TODAY, day=DAY, place=yard).then(
        attrs.evolve(FIXED, place=yard)
    )


def test_a_session_that_no_plan_foresees_can_be_fixed() -> None:
    after().when(
        session.fix,
        on=TODAY,
        day=DAY,
        at=EIGHT,
        place=HOUSE,
        groups=(NHO_LAM,),
        topics=(CLEARANCE,),
    ).then(FIXED)


@pytest.mark.requirement("R13")
def test_a_session_is_fixed_under_house_rules() -> None:
    bare = given(session, FORESEEN)

    refusal = bare.when(session.fix, on=TODAY, day=DAY).refused("house-rules-in-force")
    assert refusal.unlawful
    assert "S" == refusal.citation.certainty
    bare.despite("house-rules-in-force").when(session.fix, on=TODAY, day=DAY, at=EIGHT).then(
        attrs.evolve(FIXED, house_rules=None)
    )


def test_a_session_has_a_place() -> None:
    after().when(session.fix, on=TODAY, day=DAY, topics=(LAND,)).refused("session-has-a-place")


@pytest.mark.requirement("R16")
@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2023, 2, 28), False),
        (date(2023, 3, 1), True),
        (date(2023, 3, 31), True),
        (date(2023, 4, 1), False),
    ],
)
def test_the_fixed_day_lies_in_the_foreseen_month(day: date, inside: bool) -> None:
    asked = after(FORESEEN).when(session.fix, on=date(2023, 2, 1), day=day)

    if inside:
        assert asked.run()
    else:
        assert asked.refused("fixed-in-its-period", day=day).unlawful


def test_a_day_is_fixed_ahead_of_it() -> None:
    """A session can be fixed on its own day, not after it."""
    assert after(FORESEEN).when(session.fix, on=DAY, day=DAY).run()
    late = after(FORESEEN).when(session.fix, on=date(2023, 3, 16), day=DAY)
    assert late.refused("fixed-ahead").unlawful


# -- Postponed, cancelled -------------------------------------------------------------


@pytest.mark.requirement("R69")
def test_a_session_is_postponed_for_a_reason_to_another_month() -> None:
    after(FORESEEN, FIXED).when(
        session.postpone, on=POSTPONED.on, reason="Bão số 1", to=month(2023, 4)
    ).then(POSTPONED)


def test_postponed_twice_adds_nothing() -> None:
    after(FIXED, POSTPONED).when(
        session.postpone, on=date(2023, 3, 11), reason="Bão số 1", to=month(2023, 4)
    ).then()


@pytest.mark.requirement("R69")
def test_another_day_is_reached_by_postponing_only() -> None:
    moved = after(FORESEEN, FIXED).when(session.fix, on=TODAY, day=date(2023, 3, 16))

    assert moved.refused("moved-by-postponement", fixed=DAY).unlawful


@pytest.mark.requirement("R69")
def test_after_a_postponement_the_new_day_lies_in_the_new_period() -> None:
    put_off = after(FORESEEN, FIXED, POSTPONED)

    put_off.when(session.fix, on=POSTPONED.on, day=date(2023, 4, 12)).then(
        attrs.evolve(FIXED, on=POSTPONED.on, day=date(2023, 4, 12))
    )
    put_off.when(session.fix, on=POSTPONED.on, day=date(2023, 3, 30)).refused("fixed-in-its-period")


def test_while_nobody_said_until_when_any_day_will_do() -> None:
    open_end = attrs.evolve(POSTPONED, to=None)

    assert after(FORESEEN, FIXED, open_end).when(session.fix, on=TODAY, day=date(2023, 9, 1)).run()


def test_only_what_is_foreseen_or_fixed_is_postponed() -> None:
    after().when(session.postpone, on=TODAY, reason="Bão").refused("session-is-foreseen-or-fixed")


@pytest.mark.requirement("R69")
@pytest.mark.parametrize("decision", [session.postpone, session.cancel])
def test_a_reason_is_given(decision: Any) -> None:
    after(FIXED).when(decision, on=TODAY, reason=" ").refused("reason-is-given")


@pytest.mark.parametrize("decision", [session.postpone, session.cancel])
def test_what_has_opened_is_neither_postponed_nor_cancelled(decision: Any) -> None:
    after(FIXED, OPENED).when(decision, on=DAY, reason="Bão").refused("session-has-not-opened")


@pytest.mark.requirement("R69")
def test_facts_of_one_day_say_the_same_in_any_order() -> None:
    """The postponement takes away the day that it names, not the one fixed instead."""
    again = attrs.evolve(FIXED, on=POSTPONED.on, day=date(2023, 4, 12))

    assert state(FIXED, POSTPONED, again).fixed == again == state(FIXED, again, POSTPONED).fixed


def test_a_session_is_cancelled_once() -> None:
    after(FIXED).when(session.cancel, on=CANCELLED.on, reason=CANCELLED.reason).then(CANCELLED)
    after(FIXED, CANCELLED).when(session.cancel, on=DAY, reason="Lý do khác").then()


HOUSEHOLDS = Invitee(name="Đại diện các hộ dân bị thu hồi đất", group=NHO_LAM)
QUESTION = QuestionExpected(on=TODAY, number=1, question="Bao giờ chi trả bồi thường?")
CHECK = PreparationListed(on=TODAY, number=1, kind="venue", what="Hội trường", body=CELL)


@pytest.mark.parametrize(
    ("decision", "arguments"),
    [
        (session.foresee, {**PLANNED, "period": month(2023, 2)}),
        (session.fix, {"day": DAY, "at": time(14)}),
        (session.postpone, {"reason": "Bão"}),
        (
            session.delegate_chair,
            {"officer": "pho-bi-thu", "office": "deputy_party_secretary", "body": DANG_UY},
        ),
        (
            session.register_opinion,
            {"kind": "wish", "subject": "party_leadership", "gist": "Mong được nghe"},
        ),
        (session.expect_question, {"question": "Vì sao?"}),
        (session.prepare_answer, {"question": 1, "body": GOVERNMENT, "answer": "Trong quý II"}),
        (session.list_preparation, {"kind": "order", "what": "An ninh", "body": CELL}),
        (session.finish_preparation, {"number": 1}),
        (session.propose_invitees, {"invitees": (HOUSEHOLDS,)}),
        (session.approve_invitees, {"invitees": (HOUSEHOLDS,)}),
        (
            session.issue_invitation,
            {"number": DocumentNumber(number=1, symbol="GM/ĐU"), "invitee": HOUSEHOLDS},
        ),
        (session.acknowledge_announcement, {"group": NHO_LAM, "body": CELL}),
        (session.open_session, {}),
    ],
)
def test_nothing_is_decided_about_a_cancelled_session(
    decision: Any, arguments: dict[str, Any]
) -> None:
    after(FORESEEN, FIXED, QUESTION, CHECK, CANCELLED).when(decision, on=DAY, **arguments).refused(
        "session-is-not-cancelled"
    )


def test_what_was_reported_or_announced_is_recorded_of_a_cancelled_session_too() -> None:
    cancelled = after(FIXED, CANCELLED)

    assert cancelled.when(
        session.file_briefing, on=DAY, kind="public_mood", body=CELL, text="Yên"
    ).run()
    assert cancelled.when(
        session.announce, on=DAY, phase="before", channel="posting", body=OFFICE, text="Huỷ buổi"
    ).run()


# -- Who holds it ---------------------------------------------------------------------

TO_THE_DEPUTY: dict[str, Any] = {
    "officer": OfficerId("pho-bi-thu"),
    "office": "deputy_party_secretary",
    "body": DANG_UY,
}
DELEGATED = ChairDelegated(on=TODAY, reason="Bí thư đi họp", **TO_THE_DEPUTY)


@pytest.mark.requirement("R23")
def test_the_secretary_delegates_the_chair_explicitly() -> None:
    asked = {"on": TODAY, "reason": "Bí thư đi họp", **TO_THE_DEPUTY}

    after(FIXED).when(session.delegate_chair, **asked).then(DELEGATED)
    after(FIXED, DELEGATED).when(session.delegate_chair, **asked).then()


@pytest.mark.requirement("R23")
def test_only_the_secretary_delegates() -> None:
    asked = (
        after(FIXED).by("chanh-van-phong").when(session.delegate_chair, on=TODAY, **TO_THE_DEPUTY)
    )

    assert asked.refused("only-the-head-delegates", head="party_secretary").unlawful


def test_the_delegate_holds_the_office_in_which_he_is_named() -> None:
    stranger = {**TO_THE_DEPUTY, "officer": OfficerId("chu-tich")}
    unknown = {**TO_THE_DEPUTY, "body": BodyId("khong-co")}

    after(FIXED).when(session.delegate_chair, on=TODAY, **stranger).refused(
        "delegate-holds-the-office"
    )
    after(FIXED).when(session.delegate_chair, on=TODAY, **unknown).refused("body-is-known")


def test_the_delegate_is_a_deputy_or_a_member_of_the_standing_board() -> None:
    clerk = {"officer": OfficerId("chanh-van-phong"), "office": "head", "body": OFFICE}

    after(FIXED).when(session.delegate_chair, on=TODAY, **clerk).refused(
        "delegate-is-deputy-or-board-member"
    )


# -- Briefings ------------------------------------------------------------------------


@pytest.mark.requirement("R26", "R50", "R55")
def test_the_bloc_reports_the_situation_with_the_help_of_others() -> None:
    asked = {
        "on": TODAY,
        "kind": "situation_report",
        "body": BodyId("dan-van"),
        "supports": (CELL, BodyId("mttq")),
        "groups": (NHO_LAM,),
        "topics": (CLEARANCE,),
        "text": "Còn 12 hộ chưa đồng ý phương án",
    }
    filed = BriefingFiled(restricted=False, **asked)  # type: ignore[arg-type]

    after(FIXED).when(session.file_briefing, **asked).then(filed)
    after(FIXED, filed).when(session.file_briefing, **asked).then()


@pytest.mark.requirement("R26", "R27")
@pytest.mark.parametrize(
    ("kind", "body", "restricted"),
    [
        ("situation_report", "dan-van", False),
        ("public_mood", "dan-van", False),
        ("risk_forecast", "dan-van", True),
        ("pressing_matters", "dan-van", False),
        ("government_review", "ubnd", False),
        ("government_review", "hdnd", False),
        ("cell_report", "chi-bo-nho-lam", False),
        ("front_report", "mttq", False),
    ],
)
def test_only_a_forecast_of_risks_is_restricted_unless_somebody_says_so(
    kind: BriefingKind, body: str, restricted: bool
) -> None:
    def filed(**said: Any) -> bool:
        asked = {"on": TODAY, "kind": kind, "body": BodyId(body), "text": "…", **said}
        [event] = after(FIXED).when(session.file_briefing, **asked).run()
        return bool(event.restricted)

    assert restricted == filed()
    assert restricted is not filed(restricted=not restricted)


@pytest.mark.requirement("R28", "R29", "R30", "R45", "R46")
def test_a_report_names_matters_and_how_they_are_to_be_settled() -> None:
    """Those raised many times, what became of earlier conclusions, and what is planned."""
    about = (StreamId("matter/2022/4"), StreamId("task/dialogue/2022/4/item/2"))
    planned = {"proposed_solution": "Đối chiếu bản đồ", "planned_measures": "Họp dân từng tổ"}

    [event] = after(FIXED).when(
        session.file_briefing,
        on=TODAY,
        kind="pressing_matters",
        body=BodyId("dan-van"),
        text="02 vấn đề nêu nhiều lần",
        about=about,
        **planned,
    ).run()  # fmt: skip

    assert about == event.about
    assert ("Đối chiếu bản đồ", "Họp dân từng tổ") == (
        event.proposed_solution,
        event.planned_measures,
    )


@pytest.mark.requirement("R27")
def test_a_forecast_says_how_a_situation_is_met() -> None:
    [event] = after(FIXED).when(
        session.file_briefing,
        on=TODAY,
        kind="risk_forecast",
        body=BodyId("dan-van"),
        text="Có thể có đoàn đông người",
        planned_measures="Mời đại diện vào trước",
    ).run()  # fmt: skip

    assert event.restricted
    assert "Mời đại diện vào trước" == event.planned_measures


def test_a_briefing_has_no_field_for_a_person() -> None:
    """So that no file on people grows out of it."""
    assert {"body", "supports", "topics", "groups", "places", "about"} <= set(
        BriefingFiled.__annotations__
    )
    assert not {"party", "speaker_name", "officer", "content"} & set(BriefingFiled.__annotations__)


@pytest.mark.requirement("R44", "R50", "R52")
@pytest.mark.parametrize("kind", ["government_review", "cell_report", "front_report"])
def test_a_report_comes_from_the_body_that_its_name_says(kind: BriefingKind) -> None:
    asked = after(FIXED).when(session.file_briefing, on=TODAY, kind=kind, body=OFFICE, text="…")

    refusal = asked.refused("report-comes-from-its-body", kind=kind)
    assert refusal.unlawful
    assert "S" == refusal.citation.certainty


def test_a_briefing_is_of_known_bodies_and_groups() -> None:
    briefing: dict[str, Any] = {"on": TODAY, "kind": "public_mood", "text": "…"}

    after().when(session.file_briefing, body=BodyId("khong-co"), **briefing).refused(
        "body-is-known"
    )
    after().when(
        session.file_briefing, body=CELL, groups=(GroupId("khong-co"),), **briefing
    ).refused("group-is-known")


# -- Opinions registered before -------------------------------------------------------

PARTY = PartyId("dialogue/2023/1#1")
NAME = Sealed(key=PARTY, field="speaker_name", data="AAAA")
WORDS: dict[str, Any] = {
    "kind": "recommendation",
    "subject": "government_management",
    "gist": "Đề nghị công khai đơn giá bồi thường",
    "topic": CLEARANCE,
    "group": NHO_LAM,
    "party": PARTY,
    "speaker_name": NAME,
}
REGISTERED = OpinionRegistered(on=TODAY, number=1, **WORDS)


@pytest.mark.requirement("R35")
def test_opinions_are_registered_before_the_session_and_numbered() -> None:
    after(FIXED).when(session.register_opinion, on=TODAY, **WORDS).then(REGISTERED)
    after(FIXED, REGISTERED).when(session.register_opinion, on=TODAY, **WORDS).then(
        attrs.evolve(REGISTERED, number=2)
    )


@pytest.mark.requirement("R9")
def test_an_opinion_names_the_decision_that_it_wants_to_be_heard_before() -> None:
    pending = PendingDecision(title="Bảng giá đất 2024", body=GOVERNMENT, expected=month(2023, 12))
    asked = {**WORDS, "subject": "policy_before_decision", "pending_decision": pending}

    after(FIXED).when(session.register_opinion, on=TODAY, **asked).then(
        attrs.evolve(REGISTERED, subject="policy_before_decision", pending_decision=pending)
    )
    nobody = attrs.evolve(pending, body=BodyId("khong-co"))
    after(FIXED).when(
        session.register_opinion, on=TODAY, **{**asked, "pending_decision": nobody}
    ).refused("body-is-known")


@pytest.mark.requirement("R8", "R10", "R11")
@pytest.mark.parametrize(
    "subject",
    [
        "party_leadership",
        "government_management",
        "policy_before_decision",
        "front_and_organisations",
        "official_conduct",
    ],
)
def test_an_opinion_may_be_about_each_subject_of_the_plan(subject: SubjectGroup) -> None:
    [event] = after(FIXED).when(
        session.register_opinion, on=TODAY, **{**WORDS, "subject": subject}
    ).run()  # fmt: skip

    assert subject == event.subject


def test_a_late_entry_keeps_the_number_of_the_register() -> None:
    """What is entered for an earlier day can't see the numbers given on later ones."""
    asked = after(FIXED).when(session.register_opinion, on=TODAY, number=7, **WORDS)
    taken = after(FIXED, REGISTERED).when(session.register_opinion, on=TODAY, number=1, **WORDS)

    asked.then(attrs.evolve(REGISTERED, number=7))
    taken.refused("number-is-free", number=1)
    after().when(session.register_opinion, on=TODAY, number=0, **WORDS).refused("number-is-free")


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (DAY, True),
        (When(day=DAY, at=EIGHT), True),
        (When(day=DAY, at=time(8, 1)), False),
        (date(2023, 3, 16), False),
    ],
)
def test_an_opinion_is_registered_before_the_session(on: date | When, before: bool) -> None:
    asked = after(FIXED, OPENED, ENDED).when(session.register_opinion, on=on, **WORDS)

    if before:
        assert asked.run()
    else:
        asked.refused("registered-before-the-session")


def test_a_speakers_data_are_sealed_under_the_speakers_key() -> None:
    other = attrs.evolve(NAME, key=PartyId("dialogue/2023/1#0"))

    for wrong in ({"speaker_name": other}, {"party": None}):
        after(FIXED).when(session.register_opinion, on=TODAY, **{**WORDS, **wrong}).refused(
            "sealed-under-the-party"
        )


def test_the_group_of_a_speaker_is_known() -> None:
    after(FIXED).when(
        session.register_opinion, on=TODAY, **{**WORDS, "group": GroupId("khong-co")}
    ).refused("group-is-known")


# -- Questions, answers, the checklist ------------------------------------------------


@pytest.mark.requirement("R47")
def test_answers_are_prepared_to_expected_questions() -> None:
    asked = {"on": TODAY, "question": 1, "body": GOVERNMENT, "answer": "Trong quý II"}
    answer = AnswerPrepared(**asked)  # type: ignore[arg-type]

    after(FIXED).when(session.expect_question, on=TODAY, question=QUESTION.question).then(QUESTION)
    after(FIXED, QUESTION).when(
        session.expect_question, on=TODAY, question=QUESTION.question
    ).then()
    after(FIXED, QUESTION).when(session.prepare_answer, **asked).then(answer)
    after(FIXED, QUESTION, answer).when(session.prepare_answer, **asked).then()
    after(FIXED).when(session.prepare_answer, **asked).refused("question-is-expected", question=1)


@pytest.mark.requirement("R47")
def test_no_session_needs_a_prepared_answer() -> None:
    """The plan says "nếu có"."""
    assert () == warnings(state(FORESEEN, FIXED, QUESTION, OPENED, ENDED))


@pytest.mark.requirement("R36", "R53")
def test_what_is_to_be_prepared_is_listed_and_done() -> None:
    """The venue is the cell's to prepare."""
    asked = {"on": TODAY, "kind": "venue", "what": "Hội trường", "body": CELL}
    done = PreparationDone(on=DAY, number=1, note="đủ 120 ghế")

    after(FIXED).when(session.list_preparation, **asked).then(CHECK)
    after(FIXED, CHECK).when(session.list_preparation, **asked).then()
    after(FIXED, CHECK).when(session.finish_preparation, on=DAY, number=1, note="đủ 120 ghế").then(
        done
    )
    after(FIXED, CHECK, done).when(session.finish_preparation, on=DAY, number=1).then()
    assert ((CHECK,), ()) == (state(CHECK).unprepared, state(done, CHECK).unprepared)


def test_what_is_done_was_listed() -> None:
    after(FIXED).when(session.finish_preparation, on=DAY, number=1).refused("preparation-is-listed")


@pytest.mark.parametrize(("due", "ahead"), [(date(2023, 2, 28), False), (TODAY, True)])
def test_a_preparation_is_due_on_a_day_to_come(due: date, ahead: bool) -> None:
    asked = after(FIXED).when(
        session.list_preparation, on=TODAY, kind="venue", what="Loa", body=CELL, due=due
    )

    if ahead:
        assert asked.run()
    else:
        asked.refused("due-is-ahead", due=due)


# -- Invitees and invitations ---------------------------------------------------------

CHAIRMAN = Invitee(name="Đ/c Chủ tịch UBND phường", body=GOVERNMENT, officer=OfficerId("chu-tich"))
PROPOSED = InviteesProposed(on=TODAY, invitees=(CHAIRMAN, HOUSEHOLDS))
APPROVED = InviteesApproved(on=TODAY, invitees=(CHAIRMAN, HOUSEHOLDS))
NUMBER = DocumentNumber(number=3, symbol="GM/ĐU")
INVITED = InvitationIssued(
    on=TODAY, number=NUMBER, invitee=CHAIRMAN, day=DAY, at=EIGHT, place=HOUSE, sent_on=TODAY
)


@pytest.mark.requirement("R32")
def test_the_office_proposes_whom_to_invite() -> None:
    office = after(FIXED).by("chanh-van-phong")

    office.when(session.propose_invitees, on=TODAY, invitees=PROPOSED.invitees).then(PROPOSED)
    after(FIXED, PROPOSED).by("chanh-van-phong").when(
        session.propose_invitees, on=TODAY, invitees=PROPOSED.invitees
    ).then()
    office.when(
        session.propose_invitees, on=TODAY, invitees=(Invitee(name="?", body=BodyId("khong-co")),)
    ).refused("body-is-known")


@pytest.mark.requirement("R32", "R65")
def test_nobody_but_the_office_proposes_whom_to_invite() -> None:
    asked = after(FIXED).when(session.propose_invitees, on=TODAY, invitees=(CHAIRMAN,))

    assert asked.refused("office-proposes-invitees", body=DANG_UY).unlawful


@pytest.mark.requirement("R32")
def test_the_secretary_approves_whom_to_invite() -> None:
    after(FIXED, PROPOSED).when(session.approve_invitees, on=TODAY).then(APPROVED)
    after(FIXED, PROPOSED).when(session.approve_invitees, on=TODAY, invitees=(CHAIRMAN,)).then(
        InviteesApproved(on=TODAY, invitees=(CHAIRMAN,))
    )
    after(FIXED, PROPOSED, APPROVED).when(session.approve_invitees, on=TODAY).then()


@pytest.mark.requirement("R32", "R65")
def test_nobody_but_the_secretary_approves_whom_to_invite() -> None:
    asked = after(FIXED, PROPOSED).by("chanh-van-phong").when(session.approve_invitees, on=TODAY)

    assert asked.refused("head-approves-invitees").unlawful


def test_who_is_approved_was_proposed() -> None:
    assert (
        not after(FIXED)
        .when(session.approve_invitees, on=TODAY)
        .refused("invitees-are-proposed")
        .unlawful
    )
    assert (
        after(FIXED)
        .when(session.approve_invitees, on=TODAY, invitees=(CHAIRMAN,))
        .refused("invitees-are-proposed")
        .unlawful
    )


@pytest.mark.requirement("R33", "R62")
def test_an_approved_invitee_gets_a_numbered_invitation() -> None:
    asked = {"on": TODAY, "number": NUMBER, "invitee": CHAIRMAN, "sent_on": TODAY}

    after(FIXED, APPROVED).when(session.issue_invitation, **asked).then(INVITED)
    after(FIXED, APPROVED, INVITED).when(session.issue_invitation, **asked).then()


@pytest.mark.requirement("R33", "R69")
def test_an_invitee_is_invited_anew_to_a_new_day() -> None:
    again = attrs.evolve(FIXED, on=POSTPONED.on, day=date(2023, 4, 12))

    assert (
        after(FIXED, APPROVED, INVITED, POSTPONED, again)
        .when(session.issue_invitation, on=POSTPONED.on, number=NUMBER, invitee=CHAIRMAN)
        .run()
    )


@pytest.mark.requirement("R33")
def test_only_approved_invitees_are_invited() -> None:
    asked = after(FIXED, PROPOSED).when(
        session.issue_invitation, on=TODAY, number=NUMBER, invitee=CHAIRMAN
    )

    assert asked.refused("only-approved-are-invited").unlawful


def test_an_invitation_names_a_day_that_is_fixed() -> None:
    after(FORESEEN, APPROVED).when(
        session.issue_invitation, on=TODAY, number=NUMBER, invitee=CHAIRMAN
    ).refused("session-is-fixed")


def test_an_invitation_is_sent_when_it_is_issued_or_later() -> None:
    after(FIXED, APPROVED).when(
        session.issue_invitation,
        on=TODAY,
        number=NUMBER,
        invitee=CHAIRMAN,
        sent_on=date(2023, 2, 28),
    ).refused("sent-after-issue")


# -- Announcements --------------------------------------------------------------------

SAID: dict[str, Any] = {"day": DAY, "at": EIGHT, "place": HOUSE, "topics": (CLEARANCE,)}
ON_AIR: dict[str, Any] = {
    "on": TODAY,
    "phase": "before",
    "channel": "public_address",
    "body": STATION,
}
ANNOUNCED = Announced(**ON_AIR, **SAID)


@pytest.mark.requirement("R34", "R35", "R54")
@pytest.mark.parametrize(
    ("channel", "body"), [("public_address", STATION), ("cell_meeting", CELL), ("posting", OFFICE)]
)
def test_a_session_is_announced_on_the_air_and_by_the_cell(channel: Any, body: BodyId) -> None:
    asked = {**ON_AIR, **SAID, "channel": channel, "body": body}
    announced = attrs.evolve(ANNOUNCED, channel=channel, body=body)

    after(FIXED).when(session.announce, **asked).then(announced)
    after(FIXED, announced).when(session.announce, **asked).then(announced)


@pytest.mark.requirement("R34", "R54")
@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ({}, ()),
        ({"day": None}, ("day",)),
        ({"at": None}, ("time",)),
        ({"place": None}, ("place",)),
        ({"topics": ()}, ("topics",)),
        ({"at": time(14), "topics": (LAND,)}, ("time", "topics")),
        ({"place": Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm")}, ()),
        ({"topics": (LAND, CLEARANCE)}, ()),
    ],
)
def test_an_announcement_says_day_time_place_and_topics(
    left_out: dict[str, Any], missing: tuple[str, ...]
) -> None:
    """One that leaves something out is recorded, and told."""
    said = attrs.evolve(ANNOUNCED, **left_out)
    known = state(FIXED, said)

    assert missing == known.missing(said)
    assert bool(known.announced) == (not missing)
    assert [(warning.rule, warning.parts) for warning in warnings(known)] == (
        [("announcement-says-all", missing)] if missing else []
    )


@pytest.mark.requirement("R69")
def test_what_was_announced_before_a_postponement_does_not_count_for_the_new_day() -> None:
    again = attrs.evolve(FIXED, on=POSTPONED.on, day=date(2023, 4, 12))
    anew = attrs.evolve(ANNOUNCED, on=date(2023, 3, 28), day=date(2023, 4, 12))

    assert TODAY == state(FIXED, ANNOUNCED).announced_since
    assert state(FIXED, ANNOUNCED, POSTPONED).announced_since is None
    assert state(FIXED, ANNOUNCED, POSTPONED, again).announced_since is None
    assert date(2023, 3, 28) == state(FIXED, ANNOUNCED, POSTPONED, again, anew).announced_since


@pytest.mark.requirement("R48")
@pytest.mark.parametrize(
    ("phase", "events", "fits"),
    [
        ("before", (FIXED,), True),
        ("before", (FIXED, OPENED), False),
        ("during", (FIXED,), False),
        ("during", (FIXED, OPENED), True),
        ("during", (FIXED, OPENED, ENDED), False),
        ("after", (FIXED, OPENED), False),
        ("after", (FIXED, OPENED, ENDED), True),
    ],
)
def test_the_station_covers_a_session_before_during_and_after_it(
    phase: Any, events: tuple[Event, ...], fits: bool
) -> None:
    at_noon = {**ON_AIR, "on": When(day=DAY, at=time(12)), "phase": phase}
    asked = after(*events).when(session.announce, **at_noon)

    if fits:
        assert asked.run()
    else:
        asked.refused("announced-in-its-phase", phase=phase)


def test_an_announcement_is_of_known_bodies_and_groups() -> None:
    after(FIXED).when(session.announce, **{**ON_AIR, "body": BodyId("khong-co")}).refused(
        "body-is-known"
    )
    after(FIXED).when(session.announce, groups=(GroupId("khong-co"),), **ON_AIR).refused(
        "group-is-known"
    )


@pytest.mark.requirement("R54")
def test_each_group_acknowledges_the_day_that_is_fixed() -> None:
    aware = AnnouncementAcknowledged(on=TODAY, group=NHO_LAM, body=CELL, day=DAY)
    asked = {"on": TODAY, "group": NHO_LAM, "body": CELL}

    after(FIXED).when(session.acknowledge_announcement, **asked).then(aware)
    after(FIXED, aware).when(session.acknowledge_announcement, **asked).then()
    assert ((NHO_LAM,), ()) == (state(FIXED).unaware, state(FIXED, aware).unaware)
    again = attrs.evolve(FIXED, on=POSTPONED.on, day=date(2023, 4, 12))
    assert (NHO_LAM,) == state(FIXED, aware, POSTPONED, again).unaware


def test_what_is_acknowledged_is_a_fixed_day_by_a_known_group() -> None:
    after(FORESEEN).when(
        session.acknowledge_announcement, on=TODAY, group=NHO_LAM, body=CELL
    ).refused("session-is-fixed")
    after(FIXED).when(
        session.acknowledge_announcement, on=TODAY, group=GroupId("khong-co"), body=CELL
    ).refused("group-is-known")
