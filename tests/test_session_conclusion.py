"""After a session: the conclusion is drafted, submitted, issued and, if need be, replaced."""

from datetime import date, time
from typing import Any

import attrs
import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

import spec
from dialogue_cases import session
from dialogue_cases.session import (
    Cancelled,
    ChairDelegated,
    ConclusionDrafted,
    ConclusionIssued,
    ConclusionReplaced,
    ConclusionReturned,
    ConclusionSubmitted,
    Contents,
    DraftCommented,
    Ended,
    Event,
    Fixed,
    Item,
    Opened,
    OpinionVoiced,
    Session,
    evolve,
    warnings,
)
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    DocumentNumber,
    GroupId,
    OfficerId,
    Place,
    Recipient,
    Reporting,
    SystemAct,
    Topic,
    When,
    month,
)
from spec import Given, act_of, given

BLOC, OFFICE, PARTY_COMMITTEE = BodyId("dan-van"), BodyId("van-phong"), BodyId("dang-uy")
GOVERNMENT, FRONT, NOBODY = BodyId("ubnd"), BodyId("mttq"), BodyId("khong-co")
DRAFTER, CLERK, SECRETARY = (
    OfficerId("truong-khoi"),
    OfficerId("chanh-van-phong"),
    OfficerId("bi-thu"),
)

DAY = date(2023, 3, 15)
LAND = Topic(title="Công tác quản lý đất đai", code="land_management")
FIXED = Fixed(
    on=date(2023, 3, 1),
    day=DAY,
    at=time(8),
    place=Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm"),
    topics=(LAND,),
    legal_basis="party_secretary_dialogue",
)
OPENED = Opened(on=DAY, chair=SECRETARY, office="party_secretary", body=PARTY_COMMITTEE)
VOICED = OpinionVoiced(
    on=DAY,
    number=1,
    kind="recommendation",
    subject="government_management",
    gist="Đề nghị công khai quy hoạch",
    topic=LAND,
)
ENDED = Ended(on=DAY)
HELD: tuple[Event, ...] = (FIXED, OPENED, VOICED, ENDED)

ITEM = Item(
    number=1,
    decision="Niêm yết quy hoạch tại nhà sinh hoạt cộng đồng",
    view="Kiến nghị là chính đáng",
    opinions=(1,),
    lead=GOVERNMENT,
    lead_officer=OfficerId("chu-tich"),
    supports=(FRONT,),
    due=date(2023, 4, 30),
    answered_by=GOVERNMENT,
)
CONTENTS = Contents(
    items=(ITEM,),
    summary="01 ý kiến về đất đai",
    directions=("UBND phường báo cáo kết quả hằng tháng",),
    recipients=(
        Recipient(text="Thường trực HĐND-UBND phường", bodies=(GOVERNMENT,)),
        Recipient(text="Lưu Văn phòng Đảng ủy", bodies=(OFFICE,), filed=True),
    ),
    follow_up=OFFICE,
    report_due=date(2023, 5, 15),
)
DRAFTED = ConclusionDrafted(
    on=date(2023, 3, 17),
    draft=1,
    body=BLOC,
    officer=DRAFTER,
    contents=CONTENTS,
    supports=(GOVERNMENT,),
)
SUBMITTED = ConclusionSubmitted(on=date(2023, 3, 21), draft=1, body=OFFICE, officer=CLERK)
RETURNED = ConclusionReturned(on=date(2023, 3, 22), draft=1, reason="Chưa rõ thời hạn")
ISSUE_DAY = date(2023, 3, 24)
NUMBER = DocumentNumber(number=5, symbol="TB/ĐU")
ISSUED = ConclusionIssued(
    on=ISSUE_DAY,
    number=NUMBER,
    body=PARTY_COMMITTEE,
    officer=SECRETARY,
    office="party_secretary",
    draft=1,
    contents=CONTENTS,
)

BY_THE_SECRETARY = act_of("bi-thu")


def after(*events: Event) -> Given:
    """A session that was held, after these events."""
    return given(session, *HELD, *events)


def state(*events: Event) -> Session:
    known: Session = given(session, *events).state
    return known


# -- Drafted --------------------------------------------------------------------------


@pytest.mark.requirement("R31", "R55", "R65")
def test_the_bloc_drafts_the_conclusion_with_the_bodies_concerned() -> None:
    asked = {"on": DRAFTED.on, "contents": CONTENTS, "supports": (GOVERNMENT,)}

    after().by("truong-khoi").when(session.draft_conclusion, **asked).then(DRAFTED)
    after(DRAFTED).by("truong-khoi").when(session.draft_conclusion, **asked).then()


@pytest.mark.requirement("R31")
def test_every_change_is_a_new_draft_and_the_old_one_stays() -> None:
    better = attrs.evolve(CONTENTS, summary="Tổng hợp 01 ý kiến")
    second = attrs.evolve(DRAFTED, draft=2, contents=better)

    after(DRAFTED).by("truong-khoi").when(
        session.draft_conclusion, on=DRAFTED.on, contents=better, supports=(GOVERNMENT,)
    ).then(second)
    assert (DRAFTED, second) == state(DRAFTED, second).drafts


@pytest.mark.requirement("R25", "R31")
def test_the_officer_in_charge_of_mass_mobilisation_may_draft_in_any_body() -> None:
    """The plan says "hoặc cán bộ phụ trách dân vận"."""
    officer = Act(officer=OfficerId("x"), office="mass_mobilisation_officer", body=OFFICE)

    assert after().by(officer).when(session.draft_conclusion, on=DAY, contents=CONTENTS).run()


@pytest.mark.requirement("R31", "R65")
def test_nobody_else_drafts() -> None:
    asked = after().by("chu-tich").when(session.draft_conclusion, on=DAY, contents=CONTENTS)

    refusal = asked.refused("mass-mobilisation-drafts", body=GOVERNMENT)
    assert refusal.unlawful
    assert "S" == refusal.citation.certainty


def test_the_government_drafts_the_conclusion_of_its_own_dialogue() -> None:
    conference = attrs.evolve(FIXED, legal_basis="government_dialogue")

    assert (
        given(session, conference, VOICED)
        .by("chu-tich")
        .when(session.draft_conclusion, on=DAY, contents=CONTENTS)
        .run()
    )


@pytest.mark.requirement("R31", "R55")
def test_bodies_that_help_comment_on_a_draft() -> None:
    comment = DraftCommented(
        on=DAY, draft=1, body=GOVERNMENT, officer=OfficerId("chu-tich"), text="Đồng ý"
    )
    commenting = after(DRAFTED).by("chu-tich")

    commenting.when(session.comment_draft, on=DAY, text="Đồng ý").then(comment)
    after(DRAFTED, comment).by("chu-tich").when(session.comment_draft, on=DAY, text="Đồng ý").then()
    after().when(session.comment_draft, on=DAY, text="…").refused("conclusion-is-drafted")
    commenting.when(session.comment_draft, on=DAY, text="…", draft=2).refused(
        "conclusion-is-drafted", draft=2
    )


# -- What an item holds ---------------------------------------------------------------


@pytest.mark.requirement("R12", "R39")
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"supports": (GOVERNMENT,)}, "lead-is-not-its-own-support"),
        ({"opinions": (1, 2)}, "opinion-is-voiced"),
        ({"lead": NOBODY, "lead_officer": None}, "body-is-known"),
        ({"supports": (NOBODY,)}, "body-is-known"),
        ({"answered_by": NOBODY}, "body-is-known"),
        ({"number": 0}, "items-are-numbered-once"),
        ({"lead_officer": OfficerId("bi-thu")}, "lead-officer-is-of-the-lead-body"),
    ],
)
@pytest.mark.parametrize("step", ["drafted", "issued"])
def test_an_item_has_one_head_and_known_bodies_and_answers_what_was_voiced(
    step: str, change: dict[str, Any], rule: str
) -> None:
    contents = attrs.evolve(CONTENTS, items=(attrs.evolve(ITEM, **change),))

    if step == "drafted":
        asked = after().by("truong-khoi").when(session.draft_conclusion, on=DAY, contents=contents)
    else:
        asked = after(DRAFTED, SUBMITTED).when(
            session.issue_conclusion, on=ISSUE_DAY, number=NUMBER, contents=contents
        )

    asked.refused(rule)


def test_items_are_numbered_once() -> None:
    twice = attrs.evolve(CONTENTS, items=(ITEM, ITEM))

    after().by("truong-khoi").when(session.draft_conclusion, on=DAY, contents=twice).refused(
        "items-are-numbered-once", item=1
    )


@pytest.mark.parametrize(
    ("due", "ahead"),
    [(date(2023, 3, 23), False), (ISSUE_DAY, True), (date(2023, 3, 25), True), (None, True)],
)
@pytest.mark.parametrize("what", ["item", "report"])
def test_nothing_is_due_before_the_notice_is_issued(
    what: str, due: date | None, ahead: bool
) -> None:
    contents = (
        attrs.evolve(CONTENTS, items=(attrs.evolve(ITEM, due=due),))
        if what == "item"
        else attrs.evolve(CONTENTS, report_due=due)
    )
    asked = after(DRAFTED, SUBMITTED).when(
        session.issue_conclusion, on=ISSUE_DAY, number=NUMBER, contents=contents
    )

    if ahead:
        assert asked.run()
    else:
        asked.refused("due-is-ahead", due=due)


# -- Deadlines in words ---------------------------------------------------------------


def drafted(**item: Any) -> spec.When:
    contents = attrs.evolve(CONTENTS, items=(attrs.evolve(ITEM, due=None, **item),))
    return (
        after().by("truong-khoi").when(session.draft_conclusion, on=DRAFTED.on, contents=contents)
    )


@pytest.mark.requirement("R49")
@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước ngày 30/6", date(2023, 6, 29)),
        ("trong quý III/2023", date(2023, 9, 30)),
        ("tháng 9", date(2023, 9, 30)),
        ("cuối năm", date(2023, 12, 31)),
    ],
)
def test_a_deadline_in_words_is_kept_beside_the_day_that_is_counted(words: str, due: date) -> None:
    """A year that isn't said is that of the draft."""
    ((item,),) = (one.contents.items for one in drafted(due_text=words).run())

    assert (words, due, False) == (item.due_text, item.due, item.standing)


def test_standing_work_has_no_last_day_and_says_how_often_it_is_reported_on() -> None:
    words = "Thường xuyên; báo cáo trước ngày 25 hằng tháng"
    ((item,),) = (one.contents.items for one in drafted(due_text=words).run())

    assert (None, True) == (item.due, item.standing)
    assert Reporting(every="month", until_day=24) == item.report
    ((alone,),) = (one.contents.items for one in drafted(report=item.report).run())
    assert alone.standing


def test_words_that_can_be_read_in_two_ways_need_the_day_too() -> None:
    assert drafted(due_text="giữa năm").refused("due-can-be-read", due_text="giữa năm").unlawful


def test_the_day_is_that_of_its_words() -> None:
    wrong = attrs.evolve(ITEM, due=date(2023, 6, 30), due_text="trước ngày 30/6/2023")
    contents = attrs.evolve(CONTENTS, items=(wrong,))
    asked = after().by("truong-khoi")

    asked.when(session.draft_conclusion, on=DRAFTED.on, contents=contents).refused(
        "due-is-as-its-words-say", read=date(2023, 6, 29), due=date(2023, 6, 30)
    )
    both = attrs.evolve(ITEM, standing=True)
    asked.when(
        session.draft_conclusion, on=DRAFTED.on, contents=attrs.evolve(CONTENTS, items=(both,))
    ).refused("standing-has-no-last-day")


def test_an_item_that_a_later_notice_keeps_keeps_the_year_of_its_words() -> None:
    words = attrs.evolve(ITEM, due=date(2023, 6, 29), due_text="trước ngày 30/6")
    kept = attrs.evolve(CONTENTS, items=(words,), report_due=None)
    issued = attrs.evolve(ISSUED, contents=kept)
    later = after(DRAFTED, SUBMITTED, issued).by("truong-khoi")

    (again,) = later.when(session.draft_conclusion, on=date(2024, 1, 5), contents=kept).run()

    assert kept == again.contents


# -- Submitted, returned --------------------------------------------------------------


@pytest.mark.requirement("R37", "R65")
def test_the_office_submits_what_the_bloc_drafted() -> None:
    after(DRAFTED).by("chanh-van-phong").when(session.submit_conclusion, on=SUBMITTED.on).then(
        SUBMITTED
    )
    after(DRAFTED, SUBMITTED).by("chanh-van-phong").when(
        session.submit_conclusion, on=SUBMITTED.on
    ).then()
    after().by("chanh-van-phong").when(session.submit_conclusion, on=DAY).refused(
        "conclusion-is-drafted"
    )


@pytest.mark.requirement("R37", "R65")
@pytest.mark.parametrize(("body", "officer"), [(OFFICE, DRAFTER), (BLOC, CLERK), (OFFICE, CLERK)])
def test_who_drafted_does_not_submit(body: BodyId, officer: OfficerId) -> None:
    """Neither the same body nor the same person, in whatever other office."""
    drafted = attrs.evolve(DRAFTED, body=body, officer=officer)
    asked = after(drafted).by("chanh-van-phong").when(session.submit_conclusion, on=SUBMITTED.on)

    refusal = asked.refused("drafter-is-not-submitter", body=OFFICE, officer=CLERK)
    assert refusal.unlawful


@pytest.mark.requirement("R37", "R65")
def test_nobody_but_the_office_submits() -> None:
    asked = after(DRAFTED).by("chu-tich").when(session.submit_conclusion, on=DAY)

    assert asked.refused("office-submits", body=GOVERNMENT).unlawful


@pytest.mark.requirement("R37")
def test_a_conclusion_is_submitted_once_the_session_has_ended() -> None:
    held = given(session, FIXED, OPENED, VOICED, DRAFTED)

    assert (
        held.by("chanh-van-phong")
        .when(session.submit_conclusion, on=DAY)
        .refused("session-has-ended")
        .unlawful
    )


@pytest.mark.requirement("R37")
def test_the_secretary_returns_a_draft_for_a_reason() -> None:
    before = after(DRAFTED, SUBMITTED)
    asked = {"on": RETURNED.on, "reason": RETURNED.reason}

    before.when(session.return_conclusion, **asked).then(RETURNED)
    after(DRAFTED, SUBMITTED, RETURNED).when(session.return_conclusion, **asked).then()
    before.when(session.return_conclusion, on=RETURNED.on, reason="").refused("reason-is-given")
    for stranger in ("chanh-van-phong", SystemAct(rule="conclusion-due")):
        before.by(stranger).when(session.return_conclusion, **asked).refused("head-returns")


def test_only_what_lies_before_the_secretary_is_returned() -> None:
    asked = {"on": RETURNED.on, "reason": RETURNED.reason}

    after(DRAFTED).when(session.return_conclusion, **asked).refused("draft-is-submitted")
    after(DRAFTED, SUBMITTED, ISSUED).when(session.return_conclusion, **asked).refused(
        "draft-is-not-issued"
    )


def test_a_returned_draft_is_drafted_again() -> None:
    after(DRAFTED, SUBMITTED, RETURNED).by("chanh-van-phong").when(
        session.submit_conclusion, on=RETURNED.on
    ).refused("returned-draft-is-drafted-again", draft=1)


AGAIN = attrs.evolve(SUBMITTED, on=date(2023, 3, 23))


def test_a_returned_draft_that_is_named_is_submitted_again_as_it_is() -> None:
    returned = after(DRAFTED, SUBMITTED, RETURNED).by("chanh-van-phong")
    asked = {"on": AGAIN.on, "draft": 1}

    returned.when(session.submit_conclusion, **asked).then(AGAIN)
    again = after(DRAFTED, SUBMITTED, RETURNED, AGAIN)
    again.by("chanh-van-phong").when(session.submit_conclusion, **asked).then()
    again.when(session.issue_conclusion, on=ISSUE_DAY, number=NUMBER).then(ISSUED)


def test_what_was_submitted_again_can_be_returned_again() -> None:
    again = after(DRAFTED, SUBMITTED, RETURNED, AGAIN)
    twice = attrs.evolve(RETURNED, on=ISSUE_DAY)

    again.when(session.return_conclusion, on=ISSUE_DAY, reason=RETURNED.reason).then(twice)
    after(DRAFTED, SUBMITTED, RETURNED, AGAIN, twice).when(
        session.issue_conclusion, on=ISSUE_DAY, number=NUMBER, draft=1
    ).refused("issued-from-a-submitted-draft")


def test_a_returned_text_that_is_drafted_anew_is_a_new_draft() -> None:
    asked = {"on": AGAIN.on, "contents": CONTENTS, "supports": (GOVERNMENT,)}

    after(DRAFTED, SUBMITTED, RETURNED).by("truong-khoi").when(
        session.draft_conclusion, **asked
    ).then(attrs.evolve(DRAFTED, on=AGAIN.on, draft=2))


# -- Issued ---------------------------------------------------------------------------


@pytest.mark.requirement("R37", "R38", "R39", "R62", "R65")
def test_the_secretary_issues_what_was_submitted_under_a_number() -> None:
    asked = {"on": ISSUE_DAY, "number": NUMBER}

    after(DRAFTED, SUBMITTED).when(session.issue_conclusion, **asked).then(ISSUED)
    after(DRAFTED, SUBMITTED, ISSUED).when(session.issue_conclusion, **asked).then()


@pytest.mark.requirement("R62")
def test_a_draft_has_no_number_and_a_notice_has() -> None:
    assert not hasattr(DRAFTED, "number")
    with pytest.raises(TypeError, match="number"):
        session.issue_conclusion(state(), None, on=ISSUE_DAY)  # type: ignore[call-arg, arg-type]


def test_the_secretary_may_decide_otherwise_than_drafted() -> None:
    stricter = attrs.evolve(CONTENTS, items=(attrs.evolve(ITEM, due=date(2023, 4, 15)),))

    after(DRAFTED, SUBMITTED).when(
        session.issue_conclusion, on=ISSUE_DAY, number=NUMBER, contents=stricter
    ).then(attrs.evolve(ISSUED, contents=stricter))


@pytest.mark.requirement("R23", "R65")
def test_the_delegate_may_issue_it() -> None:
    delegated = ChairDelegated(
        on=FIXED.on,
        officer=OfficerId("pho-bi-thu"),
        office="deputy_party_secretary",
        body=PARTY_COMMITTEE,
    )

    assert (
        after(delegated, DRAFTED, SUBMITTED)
        .by("pho-bi-thu")
        .when(session.issue_conclusion, on=ISSUE_DAY, number=NUMBER)
        .run()
    )


@pytest.mark.requirement("R65")
@pytest.mark.parametrize(
    ("act", "rule"),
    [
        ("pho-bi-thu", "issuer-is-secretary-or-delegate"),
        ("chu-tich", "issuer-is-secretary-or-delegate"),
        ("truong-khoi", "drafter-is-not-issuer"),
        ("chanh-van-phong", "submitter-is-not-issuer"),
        (attrs.evolve(BY_THE_SECRETARY, body=OFFICE), "submitter-is-not-issuer"),
        (attrs.evolve(BY_THE_SECRETARY, officer=DRAFTER), "drafter-is-not-issuer"),
    ],
)
def test_one_drafts_another_submits_and_the_secretary_issues(act: Act | str, rule: str) -> None:
    asked = after(DRAFTED, SUBMITTED).by(act).when(
        session.issue_conclusion, on=ISSUE_DAY, number=NUMBER
    )  # fmt: skip

    refusal = asked.refused(rule)
    assert refusal.unlawful
    assert refusal.citation.certainty in ("S", "I")


@pytest.mark.requirement("R37", "R38")
def test_a_notice_is_issued_once_the_session_has_ended() -> None:
    asked = given(session, FIXED, OPENED, VOICED, DRAFTED, SUBMITTED).when(
        session.issue_conclusion, on=DAY, number=NUMBER
    )

    assert asked.refused("session-has-ended").unlawful


@pytest.mark.requirement("R37")
@pytest.mark.parametrize("events", [(DRAFTED,), (DRAFTED, SUBMITTED, RETURNED)])
def test_a_notice_is_issued_from_a_submitted_draft(events: tuple[Event, ...]) -> None:
    asked = after(*events).when(session.issue_conclusion, on=ISSUE_DAY, number=NUMBER)

    assert asked.refused("issued-from-a-submitted-draft", draft=1).unlawful


def test_a_notice_without_draft_or_contents_says_nothing() -> None:
    after().when(session.issue_conclusion, on=ISSUE_DAY, number=NUMBER).refused(
        "conclusion-is-drafted"
    )


def test_a_notice_that_was_issued_without_any_draft_can_be_recorded() -> None:
    """A ward must be able to record what took place."""
    after().despite("issued-from-a-submitted-draft").when(
        session.issue_conclusion, on=ISSUE_DAY, number=NUMBER, contents=CONTENTS
    ).then(attrs.evolve(ISSUED, draft=None))


@pytest.mark.requirement("R39")
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"recipients": ()}, "notice-has-a-recipient"),
        ({"follow_up": None}, "notice-names-who-follows-up"),
        ({"follow_up": NOBODY}, "body-is-known"),
        ({"recipients": (Recipient(text="…", bodies=(NOBODY,)),)}, "body-is-known"),
    ],
)
def test_a_notice_has_recipients_and_somebody_who_follows_up(
    change: dict[str, Any], rule: str
) -> None:
    after(DRAFTED, SUBMITTED).when(
        session.issue_conclusion,
        on=ISSUE_DAY,
        number=NUMBER,
        contents=attrs.evolve(CONTENTS, **change),
    ).refused(rule)


def test_a_notice_is_issued_once() -> None:
    other = DocumentNumber(number=6, symbol="TB/ĐU")

    after(DRAFTED, SUBMITTED, ISSUED).when(
        session.issue_conclusion, on=ISSUE_DAY, number=other
    ).refused("issued-once", issued=NUMBER)


@pytest.mark.parametrize(
    ("decision", "arguments"),
    [
        (session.draft_conclusion, {"contents": CONTENTS}),
        (session.comment_draft, {"text": "…"}),
        (session.submit_conclusion, {}),
        (session.return_conclusion, {"reason": "…"}),
        (session.issue_conclusion, {"number": NUMBER}),
    ],
)
def test_a_cancelled_session_has_no_conclusion(decision: Any, arguments: dict[str, Any]) -> None:
    cancelled = Cancelled(on=FIXED.on, reason="Bão")

    given(session, FIXED, cancelled, DRAFTED, SUBMITTED).when(
        decision, on=DAY, **arguments
    ).refused("session-is-not-cancelled")


@pytest.mark.parametrize(
    ("decision", "arguments"),
    [
        (session.draft_conclusion, {"contents": CONTENTS}),
        (session.comment_draft, {"text": "…"}),
        (session.submit_conclusion, {}),
        (session.issue_conclusion, {"number": NUMBER}),
    ],
)
def test_officers_decide_not_rules(decision: Any, arguments: dict[str, Any]) -> None:
    after(DRAFTED).by(SystemAct(rule="conclusion-due")).when(decision, on=DAY, **arguments).refused(
        "an-officer-decides"
    )


# -- Replaced -------------------------------------------------------------------------

LATER = date(2023, 5, 4)
NEW = DocumentNumber(number=9, symbol="TB/ĐU")
LONGER = attrs.evolve(CONTENTS, items=(attrs.evolve(ITEM, due=date(2023, 6, 30)),), report_due=None)
DRAFTED_ANEW = attrs.evolve(DRAFTED, on=LATER, draft=2, contents=LONGER)
SUBMITTED_ANEW = attrs.evolve(SUBMITTED, on=LATER, draft=2)
REPLACED = ConclusionReplaced(
    on=LATER,
    replaces=NUMBER,
    reason="Gia hạn",
    number=NEW,
    body=PARTY_COMMITTEE,
    officer=SECRETARY,
    office="party_secretary",
    draft=2,
    contents=LONGER,
)
DONE: tuple[Event, ...] = (DRAFTED, SUBMITTED, ISSUED)
REPLACE: dict[str, Any] = {"on": LATER, "reason": "Gia hạn", "number": NEW}


def test_a_notice_is_replaced_under_its_own_number_and_the_old_one_stays_visible() -> None:
    after(*DONE, DRAFTED_ANEW, SUBMITTED_ANEW).when(session.replace_conclusion, **REPLACE).then(
        REPLACED
    )
    replaced = after(*DONE, DRAFTED_ANEW, SUBMITTED_ANEW, REPLACED)
    replaced.when(session.replace_conclusion, **REPLACE).then()
    assert (ISSUED, REPLACED) == replaced.state.notices
    assert REPLACED == replaced.state.notice == state(REPLACED, ISSUED).notice


def test_a_replacement_names_its_reason_and_a_number_of_its_own() -> None:
    ready = after(*DONE, DRAFTED_ANEW, SUBMITTED_ANEW)

    ready.when(session.replace_conclusion, **{**REPLACE, "reason": " "}).refused("reason-is-given")
    ready.when(session.replace_conclusion, **{**REPLACE, "number": NUMBER}).refused(
        "replacement-has-its-own-number"
    )
    after(DRAFTED, SUBMITTED).when(session.replace_conclusion, **REPLACE).refused(
        "conclusion-is-issued"
    )


@pytest.mark.requirement("R65")
def test_a_replacement_goes_the_same_way_as_the_first_notice() -> None:
    after(*DONE, DRAFTED_ANEW).when(session.replace_conclusion, **REPLACE).refused(
        "issued-from-a-submitted-draft", draft=2
    )
    after(*DONE).when(
        session.replace_conclusion, draft=1, contents=LONGER, **REPLACE
    ).refused("issued-from-a-submitted-draft", draft=1)  # fmt: skip
    after(*DONE, DRAFTED_ANEW, SUBMITTED_ANEW).by("chu-tich").when(
        session.replace_conclusion, **REPLACE
    ).refused("issuer-is-secretary-or-delegate")


def test_an_overdue_item_may_stay_in_the_notice_that_replaces_another() -> None:
    """Only a due day that is set anew must lie ahead."""
    kept = attrs.evolve(LONGER, items=(ITEM,))
    moved = attrs.evolve(LONGER, items=(attrs.evolve(ITEM, due=date(2023, 5, 3)),))
    ready = after(*DONE, DRAFTED_ANEW, SUBMITTED_ANEW)

    assert ready.when(session.replace_conclusion, contents=kept, **REPLACE).run()
    ready.when(session.replace_conclusion, contents=moved, **REPLACE).refused("due-is-ahead")


# -- What it still lacks --------------------------------------------------------------


@pytest.mark.requirement("R49")
def test_an_item_without_due_date_is_allowed_and_told() -> None:
    vague = attrs.evolve(CONTENTS, items=(attrs.evolve(ITEM, due=None),))
    [issued] = after(DRAFTED, SUBMITTED).when(
        session.issue_conclusion, on=ISSUE_DAY, number=NUMBER, contents=vague
    ).run()  # fmt: skip

    [warning] = warnings(state(*HELD, issued))

    assert ("item-has-a-due-date", 1) == (warning.rule, warning.number)
    assert () == warnings(state(*HELD, ISSUED))


@pytest.mark.requirement("R39")
def test_an_opinion_left_open_when_the_session_ended_is_told() -> None:
    assert () == warnings(state(FIXED, OPENED, VOICED))
    assert [("opinion-is-answered-or-taken", 1)] == [
        (one.rule, one.number) for one in warnings(state(*HELD))
    ]
    assert () == warnings(state(*HELD, ISSUED))


def test_a_head_whom_the_notice_does_not_reach_is_told() -> None:
    unaware = attrs.evolve(CONTENTS, recipients=CONTENTS.recipients[1:])

    [warning] = warnings(state(*HELD, attrs.evolve(ISSUED, contents=unaware)))

    assert ("lead-is-a-recipient", GOVERNMENT) == (warning.rule, warning.body)


def test_two_opinions_under_one_number_are_told() -> None:
    """Two late entries may have got one number; nothing is lost, and somebody is told."""
    both = state(OPENED, VOICED, attrs.evolve(VOICED, gist="Ý kiến khác"))

    assert 2 == len(both.opinions)
    assert ["number-is-used-once"] == [one.rule for one in warnings(both)]


# -- The fold -------------------------------------------------------------------------

FACTS: tuple[Event, ...] = (*HELD, DRAFTED, SUBMITTED, ISSUED)


@any_of(st.permutations(FACTS))
def test_facts_may_be_read_in_any_order(order: list[Event]) -> None:
    """Whatever comes first, the session was held and its conclusion issued."""
    known = state(*order)

    assert ("concluded", ISSUED, ()) == (known.status, known.notice, known.open_opinions)
    assert (FIXED, None) == (known.fixed, known.before_the_head)


@any_of(st.lists(st.sampled_from([*FACTS, RETURNED, REPLACED, Cancelled(on=DAY, reason="Bão")])))
def test_folding_never_fails(events: list[Event]) -> None:
    known = session.INITIAL
    for event in events:
        known = evolve(known, event)
        assert warnings(known) is not None
        assert known.status


# -- One whole life -------------------------------------------------------------------


@pytest.mark.requirement("R15", "R23", "R31", "R37", "R38", "R39", "R65")
def test_a_dialogue_from_the_plan_to_its_conclusion_notice() -> None:
    """The first dialogue of 2023, as the ward could tell it."""
    told: list[Event] = []

    def by(officer: str, decision: Any, **arguments: Any) -> None:
        happened = given(session, *told).by(officer).despite("house-rules-in-force")
        told.extend(happened.when(decision, **arguments).run())

    # The plan foresees a dialogue in March at Nho Lâm, about land.
    nho_lam = GroupId("nho-lam")
    house = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm", group=nho_lam)
    by("bi-thu", session.foresee, on=date(2023, 1, 16), plan="plan/2023", quarter=1,
       groups=(nho_lam,), topics=(LAND,), place=house, period=month(2023, 3))  # fmt: skip
    assert "foreseen" == state(*told).status

    # The secretary fixes the day; the station and the cell make it known.
    by("bi-thu", session.fix, on=date(2023, 3, 1), day=DAY, at=time(8))
    for channel, body in (
        ("public_address", "dai-truyen-thanh"),
        ("cell_meeting", "chi-bo-nho-lam"),
    ):
        by("chanh-van-phong", session.announce, on=date(2023, 3, 2), phase="before",
           channel=channel, body=body, day=DAY, at=time(8), place=house,
           topics=(LAND,))  # fmt: skip
    assert date(2023, 3, 2) == state(*told).announced_since

    # It is held: one opinion is answered, another is taken into the conclusion.
    by("bi-thu", session.open_session, on=When(day=DAY, at=time(8)))
    for gist in ("Đề nghị công khai quy hoạch", "Đề nghị thu gom rác đúng giờ"):
        by("chanh-van-phong", session.voice_opinion, on=DAY, kind="recommendation",
           subject="government_management", gist=gist, topic=LAND)  # fmt: skip
    by("chu-tich", session.answer_opinion, on=DAY, number=2, body=GOVERNMENT, gist="Từ 01/4")
    by("chanh-van-phong", session.take_opinion, on=DAY, number=1, destination="conclusion")
    by("bi-thu", session.end_session, on=When(day=DAY, at=time(11)), people=86)
    by("chanh-van-phong", session.keep_minutes, on=DAY, keeper=CLERK, people=86)
    assert ("ended", ()) == (state(*told).status, state(*told).open_opinions)

    # The bloc drafts, the Office submits, the secretary returns it once and then issues it.
    vague = attrs.evolve(CONTENTS, items=(attrs.evolve(ITEM, due=None),))
    by("truong-khoi", session.draft_conclusion, on=date(2023, 3, 16), contents=vague)
    by("chanh-van-phong", session.submit_conclusion, on=date(2023, 3, 17))
    by("bi-thu", session.return_conclusion, on=date(2023, 3, 20), reason="Chưa rõ thời hạn")
    by("truong-khoi", session.draft_conclusion, on=date(2023, 3, 21), contents=CONTENTS)
    by("chanh-van-phong", session.submit_conclusion, on=date(2023, 3, 22))
    assert 2 == state(*told).before_the_head.draft  # type: ignore[union-attr]
    by("bi-thu", session.issue_conclusion, on=ISSUE_DAY, number=NUMBER)

    known = state(*told)
    assert ("concluded", ()) == (known.status, warnings(known))
    assert attrs.evolve(ISSUED, draft=2) == known.notice
