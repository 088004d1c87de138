"""The clocks of denunciations: a worked example of every rule and every amount.

Expected days are counted by hand on the official calendar: of 2023, 29/4–3/5 are off; of 2026,
30/4–3/5 are off.
"""

from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases.deadlines import deadlines
from dialogue_cases.law import Law, load_law
from dialogue_cases.proceeding import (
    AcceptanceRefused,
    Accepted,
    ActedOn,
    Concluded,
    ContinuationReviewed,
    DenunciationContinued,
    Extended,
    ForwardedElsewhere,
    IdentityCheckWidened,
    Notice,
    Paper,
    PartiesTold,
    Published,
    Received,
    ReplyReceived,
    Resumed,
    SenderAnswered,
    Sent,
    Source,
    Suspended,
    Terminated,
    Urged,
    Verified,
    grounds,
)
from dialogue_cases.proceeding.limits import EXTENSIONS
from dialogue_cases.vocabulary import Document
from dialogue_cases.workdays import add
from proceedings import LAW, PAPER, PROVINCE, UBND, case, day, owed, received, the


def denunciation(on: str = "2023-04-26", **more: Any) -> Received:
    return received("denunciation", on, **more)


def accepted(on: str) -> Accepted:
    return Accepted(on=day(on), document=PAPER)


def told(on: str, about: Notice, *, complete: bool = True) -> PartiesTold:
    return PartiesTold(on=day(on), about=about, to=("denouncer", "denounced"), complete=complete)


def sent(on: str, paper: Paper, *, complete: bool = True) -> Sent:
    return Sent(on=day(on), paper=paper, to=("denounced",), complete=complete)


def suspended(on: str) -> Suspended:
    return Suspended(
        on=day(on), ground="waiting_for_expertise", reason="Chờ giám định", document=PAPER
    )


def resumed(on: str) -> Resumed:
    return Resumed(on=day(on), reason="Đã có kết quả", document=PAPER)


def extended(on: str, until: str, was: str, document: Document | None = PAPER) -> Extended:
    return Extended(
        on=day(on), until=day(until), was=day(was), reason="Vụ việc phức tạp", document=document
    )


def concluded(on: str) -> Concluded:
    return Concluded(on=day(on), outcome="unfounded", gist="Tố cáo sai", document=PAPER)


TERMINATED = Terminated(
    on=day("2023-05-04"), ground="full_withdrawal", reason="Rút tố cáo", document=PAPER
)


# -- D1, D2: checked, taken up, refused or passed on ------------------------------------
# Luật Tố cáo 2018, Điều 24 khoản 1: trong thời hạn 07 ngày làm việc kể từ ngày nhận được tố cáo;
# phải kiểm tra, xác minh tại nhiều địa điểm hoặc uỷ quyền xác minh thì không quá 10 ngày làm
# việc. Khoản 2: không thuộc thẩm quyền thì chuyển và thông báo trong 05 ngày làm việc.


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("widened", "manner", "due", "findings"),
    [
        (None, None, "2023-05-10", []),
        ("2023-04-27", "several_places", "2023-05-15", []),
        ("2023-04-27", "delegated", "2023-05-15", []),
        ("2023-05-10", "delegated", "2023-05-15", []),  # the last of the seven days
        ("2023-05-11", "delegated", "2023-05-10", ["found-after-the-term"]),
    ],
)
def test_a_denunciation_is_checked_in_seven_working_days_or_ten(
    widened: str | None, manner: Any, due: str, findings: list[str]
) -> None:
    """Luật Tố cáo 2018, Điều 24 khoản 1; received on 26/04/2023, 29/4–3/5 are off."""
    facts: list[Any] = [denunciation()]
    facts += [IdentityCheckWidened(on=day(widened), manner=manner)] if widened else []
    duty = the("D1", case(*facts))

    assert (day(due), UBND) == (duty.due, duty.body)
    assert findings == [one.name for one in duty.findings]


def test_a_check_that_is_widened_twice_takes_no_longer() -> None:
    """At most ten working days, however often: the second reason changes nothing."""
    first = IdentityCheckWidened(on=day("2023-04-27"), manner="several_places")
    second = IdentityCheckWidened(on=day("2023-05-25"), manner="delegated")
    duty = the("D1", case(denunciation(), first, second))

    assert (day("2023-05-15"), ()) == (duty.due, duty.findings)


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("fact", "status"),
    [
        (Verified(on=day("2023-05-10"), identified=True, eligible=True, gist="Đủ"), "met in time"),
        (Verified(on=day("2023-05-11"), identified=True, eligible=True, gist="Đủ"), "met late"),
        (accepted("2023-05-10"), "met in time"),
        (
            AcceptanceRefused(
                on=day("2023-05-10"), ground="form_not_met", article="Điều 23", reason="Thiếu"
            ),
            "met in time",
        ),
        (ForwardedElsewhere(on=day("2023-05-04"), manner="transferred", to="UBND tỉnh"), "void"),
        (TERMINATED, "void"),
    ],
)
def test_what_answers_or_ends_the_check(fact: Any, status: str) -> None:
    """Luật Tố cáo 2018, Điều 24 khoản 1: verified, taken up or refused; else not this body's."""
    assert status == the("D1", case(denunciation(), fact)).status(day("2023-12-31"))


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("on", "status"), [("2023-05-08", "met in time"), ("2023-05-09", "met late")]
)
def test_the_denouncer_is_told_that_it_was_passed_on(on: str, status: str) -> None:
    """Luật Tố cáo 2018, Điều 24 khoản 2: 05 ngày làm việc kể từ ngày nhận được tố cáo."""
    passed = ForwardedElsewhere(on=day("2023-05-04"), manner="transferred", to="UBND tỉnh")
    duty = the("D2", case(denunciation(), passed, told(on, "forwarding")))

    assert (day("2023-05-08"), status) == (duty.due, duty.status(day("2023-12-31")))
    assert "overdue" == the("D2", case(denunciation(), passed)).status(day("2023-05-09"))


def test_a_denunciation_that_is_taken_up_is_not_passed_on() -> None:
    """And one that is continued with the superior body is reviewed (D8), not checked anew."""
    assert [] == owed("D2", case(denunciation(), accepted("2023-05-04")))
    assert [] == owed("D1", case(denunciation(instance="continued")))


# -- D3: the parties are told -----------------------------------------------------------


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ([told("2023-05-08", "acceptance")], "met in time"),
        ([told("2023-05-09", "acceptance")], "met late"),
        ([told("2023-05-08", "acceptance", complete=False)], "overdue"),
        ([TERMINATED], "void"),
    ],
)
def test_the_parties_are_told_of_the_acceptance(facts: list[Any], status: str) -> None:
    """Luật Tố cáo 2018, Điều 29 khoản 3: trong thời hạn 05 ngày làm việc."""
    duty = the("D3", case(denunciation("2023-04-20"), accepted("2023-04-26"), *facts))

    assert (day("2023-05-08"), status) == (duty.due, duty.status(day("2023-12-31")))


# -- D4: resolved -----------------------------------------------------------------------
# Luật Tố cáo 2018, Điều 30: không quá 30 ngày kể từ ngày thụ lý; phức tạp gia hạn một lần, đặc
# biệt phức tạp hai lần, mỗi lần không quá 30 ngày; quyết định gia hạn bằng văn bản.
# Điều 34: thời gian tạm đình chỉ không tính vào thời hạn giải quyết.

START = (denunciation("2026-02-23"), accepted("2026-03-02"))


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("facts", "due", "findings"),
    [
        ([], "2026-04-01", []),
        ([extended("2026-04-01", "2026-04-29", "2026-04-01")], "2026-04-29", []),  # as decided
        ([extended("2026-04-01", "2026-05-01", "2026-04-01")], "2026-05-04", []),  # a day off
        (
            [extended("2026-04-02", "2026-05-01", "2026-04-01")],
            "2026-04-01",
            ["extended-after-the-term"],
        ),
        (
            [
                extended("2026-03-30", "2026-05-01", "2026-04-01"),
                extended("2026-04-29", "2026-05-31", "2026-05-01"),
            ],
            "2026-06-01",  # a Sunday rolls on
            [],
        ),
        ([extended("2026-03-30", "2026-05-01", "2026-04-01", None)], "2026-04-01", []),  # no paper
        ([suspended("2026-03-16"), resumed("2026-03-30")], "2026-04-15", []),  # fourteen days
        ([suspended("2026-04-02"), resumed("2026-04-20")], "2026-04-01", []),  # had ended
        (
            [
                extended("2026-03-30", "2026-05-01", "2026-04-01"),
                suspended("2026-04-06"),
                resumed("2026-04-20"),
            ],
            "2026-05-15",  # 01/05 and fourteen days
            [],
        ),
        (
            [
                suspended("2026-03-16"),
                resumed("2026-03-30"),
                extended("2026-04-15", "2026-05-15", "2026-04-15"),
            ],
            "2026-05-15",  # decided with the suspension in sight
            [],
        ),
    ],
)
def test_a_denunciation_is_resolved_in_thirty_days_extended_in_time_and_suspended(
    facts: list[Any], due: str, findings: list[str]
) -> None:
    """Luật Tố cáo 2018, Điều 30, Điều 34; accepted on 02/03/2026."""
    duty = the("D4", case(*START, *facts))

    assert (day(due), findings) == (duty.due, [one.name for one in duty.findings])


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("on", "status"), [("2026-04-01", "met in time"), ("2026-04-02", "met late")]
)
def test_the_conclusion_resolves_it(on: str, status: str) -> None:
    """Luật Tố cáo 2018, Điều 30 khoản 1."""
    assert status == the("D4", case(*START, concluded(on))).status(day("2026-12-31"))


def test_an_extended_case_that_is_suspended_is_not_overdue() -> None:
    """Suspended after the extension, and not resumed: no last day, whatever was decided."""
    facts = (extended("2026-03-30", "2026-05-01", "2026-04-01"), suspended("2026-04-06"))
    duty = the("D4", case(*START, *facts))

    assert (None, "suspended") == (duty.due, duty.status(day("2026-06-01")))
    assert "Hạn cuối: đang tạm đình chỉ" in duty.explain("vi")


def test_a_terminated_denunciation_needs_no_conclusion() -> None:
    """Luật Tố cáo 2018, Điều 34."""
    ended = attrs.evolve(TERMINATED, on=day("2026-03-20"))

    assert "void" == the("D4", case(*START, ended)).status(day("2026-03-20"))


@pytest.mark.requirement("R66")
def test_the_decree_of_2026_leaves_the_terms_of_open_cases_as_they_were() -> None:
    """Nghị định 156/2026/NĐ-CP, Điều 10 khoản 1: it holds for them, and changes no limit here."""
    before, after = (
        the("D4", case(denunciation("2026-06-01"), accepted(on), *stop))
        for on, *stop in (
            ("2026-06-10", suspended("2026-06-15"), resumed("2026-06-25")),
            ("2026-07-06", suspended("2026-07-15"), resumed("2026-07-25")),
        )
    )

    assert (day("2026-07-20"), day("2026-08-17")) == (before.due, after.due)  # 15/08: a Saturday
    assert [1, 1] == [before.version.number, after.version.number]
    assert all(len(rule.versions) == 1 or rule.id in ("D1", "D10") for rule in LAW.rules
               if rule.id.startswith("D"))  # fmt: skip


def test_law_and_decisions_name_the_same_days() -> None:
    """An extension of the most that is allowed is as long as the term that the law gives first."""
    (version,) = LAW.rule("D4").versions

    assert {grounds.DENUNCIATION_LAW} == {
        one.since for rule in LAW.rules if rule.id.startswith("D") for one in rule.versions
    }
    assert {(version.amount, version.since)} == {(one.days, one.since) for one in EXTENSIONS}
    assert [("complex", 1), ("specially_complex", 2)] == [
        (one.degree, one.times) for one in EXTENSIONS
    ]
    for allowed in EXTENSIONS:
        furthest = add(LAW.calendar, day("2026-04-01"), allowed.days, "calendar_days").due
        moved = extended("2026-03-30", str(furthest), "2026-04-01")
        assert furthest == the("D4", case(*START, moved)).due


# -- D5, D6: sent -----------------------------------------------------------------------


@pytest.mark.requirement("R66")
def test_a_decision_to_suspend_or_to_terminate_is_sent() -> None:
    """Luật Tố cáo 2018, Điều 34 khoản 4: 05 ngày làm việc; to resume, no number of days."""
    stop, end = owed(
        "D5",
        case(
            denunciation("2023-03-01"),
            accepted("2023-03-06"),
            suspended("2023-03-13"),
            sent("2023-03-20", "suspension"),
            resumed("2023-04-03"),
            attrs.evolve(TERMINATED, on=day("2023-04-26")),
            sent("2023-05-04", "suspension"),
            sent("2023-05-09", "termination"),
        ),
    )

    assert (day("2023-03-20"), True) == (stop.due, stop.in_time)
    assert (day("2023-05-08"), False) == (end.due, end.in_time)


def test_one_paper_never_answers_for_another() -> None:
    """The termination was sent and the handling decision published; the rest never was."""
    facts = (
        denunciation("2023-03-01"),
        accepted("2023-03-06"),
        suspended("2023-03-13"),
        concluded("2023-04-03"),
        acted("2023-04-04"),
        published("2023-04-05", "handling_decision"),
        attrs.evolve(TERMINATED, on=day("2023-04-10")),
        sent("2023-04-11", "termination"),
    )
    standing = {rule: [duty.status(day("2023-12-31")) for duty in owed(rule, case(*facts))]
                for rule in ("D5", "D7b")}  # fmt: skip

    assert {
        "D5": ["overdue", "met in time"],
        "D7b": ["overdue", "met in time"],
    } == standing


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("fact", "status"),
    [
        (sent("2023-05-08", "conclusion"), "met in time"),
        (sent("2023-05-09", "conclusion"), "met late"),
        (sent("2023-05-08", "conclusion", complete=False), "overdue"),
        (sent("2023-05-08", "handling_decision"), "overdue"),
    ],
)
def test_the_conclusion_is_sent(fact: Sent, status: str) -> None:
    """Luật Tố cáo 2018, Điều 35 khoản 3: 05 ngày làm việc kể từ ngày ban hành kết luận."""
    duty = the("D6", case(denunciation("2023-03-01"), accepted("2023-03-28"),
                          concluded("2023-04-26"), fact))  # fmt: skip

    assert (day("2023-05-08"), status) == (duty.due, duty.status(day("2023-12-31")))


# -- D7: acted on, and made public ------------------------------------------------------

RESOLVED = (denunciation("2023-03-01"), accepted("2023-03-28"), concluded("2023-04-26"))


def acted(on: str, action: Any = "handling_decision") -> ActedOn:
    return ActedOn(on=day(on), action=action, gist="Xử lý", document=PAPER)


def published(on: str, paper: Paper) -> Published:
    return Published(on=day(on), paper=paper, ways=("meeting",))


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("on", "status"), [("2023-05-10", "met in time"), ("2023-05-11", "met late")]
)
def test_the_conclusion_is_acted_on(on: str, status: str) -> None:
    """Luật Tố cáo 2018, Điều 36 khoản 1: chậm nhất 07 ngày làm việc."""
    duty = the("D7a", case(*RESOLVED, acted(on, "correction")))

    assert (day("2023-05-10"), status) == (duty.due, duty.status(day("2023-12-31")))


@pytest.mark.requirement("R66")
def test_the_conclusion_and_the_handling_decision_are_each_made_public() -> None:
    """Luật Tố cáo 2018, Điều 40 khoản 1: chậm nhất 07 ngày làm việc, mỗi văn bản."""
    facts = (
        *RESOLVED,
        acted("2023-05-09"),
        published("2023-05-10", "conclusion"),
        published("2023-05-19", "handling_decision"),
    )
    conclusion, handling = owed("D7b", case(*facts))

    assert (day("2023-05-10"), True) == (conclusion.due, conclusion.in_time)
    assert (day("2023-05-18"), False) == (handling.due, handling.in_time)
    assert 1 == len(owed("D7b", case(*RESOLVED, acted("2023-05-09", "correction"))))


# -- D8, D9: continued ------------------------------------------------------------------


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("on", "status"), [("2026-05-04", "met in time"), ("2026-05-05", "met late")]
)
def test_a_continued_denunciation_is_reviewed_in_twenty_days(on: str, status: str) -> None:
    """Luật Tố cáo 2018, Điều 37 khoản 2: 20 ngày. The superior body owes it."""
    facts = (
        *START,
        concluded("2026-03-30"),
        DenunciationContinued(on=day("2026-04-14"), to=PROVINCE),
        ContinuationReviewed(on=day(on), result="not_resolved_again", reason="Đúng pháp luật"),
    )
    duty = the("D8", case(*facts))

    assert (day("2026-05-04"), status) == (duty.due, duty.status(day("2026-12-31")))
    assert "superior_authority" == duty.owed_by.body
    assert [] == owed("D9a", case(*facts))


def urged(on: str, number: int = 1, demand: Any = "lateness_report") -> Urged:
    return Urged(on=day(on), number=number, by_whom=PROVINCE, demand=demand, gist="Báo cáo lý do")


OVERDUE = (
    denunciation("2023-03-01"),
    accepted("2023-03-06"),
    DenunciationContinued(on=day("2023-04-26"), to=PROVINCE, overdue=True),
)


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("fact", "status"),
    [
        (urged("2023-05-08"), "met in time"),
        (urged("2023-05-09"), "met late"),
        (urged("2023-05-08", demand="settlement"), "overdue"),
    ],
)
def test_the_superior_asks_why_it_is_overdue(fact: Urged, status: str) -> None:
    """Luật Tố cáo 2018, Điều 38 khoản 2: 05 ngày làm việc."""
    duty = the("D9a", case(*OVERDUE, fact))

    assert (day("2023-05-08"), status) == (duty.due, duty.status(day("2023-12-31")))
    assert [] == owed("D8", case(*OVERDUE))


@pytest.mark.requirement("R66")
def test_the_resolver_answers_the_very_letter_that_asks() -> None:
    """Luật Tố cáo 2018, Điều 38 khoản 3: 05 ngày làm việc; the reply to letter 2 isn't one to 1."""
    first, second = owed(
        "D9b",
        case(
            *OVERDUE,
            urged("2023-05-08"),
            urged("2023-05-10", number=2),
            ReplyReceived(on=day("2023-05-15"), number=2, gist="Báo cáo"),
            ReplyReceived(on=day("2023-05-16"), number=1, gist="Báo cáo"),
        ),
    )

    assert (day("2023-05-15"), False) == (first.due, first.in_time)
    assert (day("2023-05-17"), True) == (second.due, second.in_time)


def test_a_letter_of_the_party_starts_no_clock_of_the_state() -> None:
    """The secretary follows up; Điều 38 is about the superior of the resolver."""
    assert [] == owed("D9b", case(*OVERDUE[:2], urged("2023-04-10")))


# -- D10: who sent it -------------------------------------------------------------------


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("press", ["2023-05-04"]),
        ("agency", ["2023-05-04"]),
        ("person", []),
        ("elected_body", []),
        ("reception_board", []),
    ],
)
def test_press_and_agencies_are_told_the_result(source: Source, due: list[str]) -> None:
    """Luật Tố cáo 2018, Điều 26 khoản 2: 20 ngày."""
    came = denunciation("2023-04-14", source=source)
    answered = SenderAnswered(on=day("2023-05-04"), gist="Đã thụ lý")
    duties = owed("D10", case(came, answered))

    assert due == [str(one.due) for one in duties]
    assert all(one.in_time for one in duties)


# -- Laws that hold for all -------------------------------------------------------------


@given(st.integers(1, 29), st.integers(0, 90))
def test_a_term_is_put_off_by_exactly_the_days_for_which_it_was_suspended(
    after: int, days: int
) -> None:
    """Luật Tố cáo 2018, Điều 34: thời gian tạm đình chỉ không tính vào thời hạn giải quyết."""
    stop = day("2026-03-02") + timedelta(days=after)
    stops = (suspended(str(stop)), resumed(str(stop + timedelta(days=days))))

    assert the("D4", case(*START, *stops)).raw == day("2026-04-01") + timedelta(days=days)


@given(st.integers(0, 31), st.integers(1, 90))
def test_an_extended_term_is_put_off_by_what_is_suspended_after_the_extension(
    after: int, days: int
) -> None:
    """It never ends before the decided day, nor before the suspended days have been added."""
    stop = day("2026-03-31") + timedelta(days=after)
    moved = extended("2026-03-30", "2026-05-01", "2026-04-01")
    stops = (suspended(str(stop)), resumed(str(stop + timedelta(days=days))))
    due = the("D4", case(*START, moved, *stops)).due

    assert LAW.calendar.ends_later(day("2026-05-01") + timedelta(days=days)) or (
        due == day("2026-05-01") + timedelta(days=days)
    )
    assert due is not None
    assert due >= day("2026-05-01") + timedelta(days=days)


TALE = (
    *START,
    IdentityCheckWidened(on=day("2026-02-24"), manner="delegated"),
    told("2026-03-05", "acceptance"),
    suspended("2026-03-16"),
    sent("2026-03-18", "suspension"),
    resumed("2026-03-30"),
    extended("2026-04-10", "2026-05-15", "2026-04-15"),
    concluded("2026-05-15"),
    published("2026-05-20", "conclusion"),
)


@given(st.permutations(TALE))
def test_the_order_in_which_facts_are_entered_changes_no_clock(shuffled: list[Any]) -> None:
    """All put on record on one day, in whatever order: the day of effect orders them."""
    entered = day("2026-06-01")
    straight, mixed = (
        sorted(
            (one.rule.id, one.anchor_day, str(one.due), one.status(day("2026-12-31")))
            for one in deadlines(case(*((fact, entered) for fact in facts)), LAW)
        )
        for facts in (TALE, shuffled)
    )

    assert straight == mixed


# -- Told -------------------------------------------------------------------------------


def test_an_extended_and_suspended_term_is_explained() -> None:
    """A ward official reads it from top to bottom."""
    facts = (
        extended("2026-03-30", "2026-05-01", "2026-04-01"),
        suspended("2026-04-06"),
        resumed("2026-04-20"),
        concluded("2026-05-15"),
    )
    duty = the("D4", case(*START, *facts))
    vi, en = duty.explain("vi"), duty.explain("en")

    assert len(vi) == len(en)
    assert (
        "Gia hạn đến 01/05/2026 (proceeding/1/1@3, quyết định ngày 30/03/2026); "
        "tạm đình chỉ sau đó, hạn lùi đến 15/05/2026" in vi
    )
    assert "Hạn cuối: 15/05/2026" in vi
    assert "Due: 2026-05-15" in en
    assert vi[-1].endswith("đúng hạn theo hiểu biết lúc đó; đúng hạn theo hiểu biết hiện nay")


def test_a_wider_check_is_explained() -> None:
    """Which fact gave it another term, and when."""
    widened = IdentityCheckWidened(on=day("2023-04-27"), manner="delegated")
    duty = the("D1", case(denunciation(), widened))

    assert "Thời hạn: 10 ngày làm việc sau ngày đó" in duty.explain("vi")
    assert any("(proceeding/1/1@2)" in one for one in duty.explain("en"))


# -- A limit in four versions -----------------------------------------------------------
# An invented edition: 60 days, from 01/02/2023 45, from 15/02 30, from 01/03 21.

FOUR = """
[[rule]]
id = "Z1"
slug = "invented"
vi = "Giải quyết"
en = "Resolve"
shape = "after"
anchor = ["proceeding.accepted"]
discharged_by = ["proceeding.concluded"]
unit = "calendar_days"
owed_by = { field = "body" }
transition = "POLICY"
[[rule.version]]
from = 2023-01-01
to = 2023-01-31
amount = 60
citation = { text = "Luật thử, Điều 1", certainty = "A" }
[[rule.version]]
from = 2023-02-01
to = 2023-02-14
amount = 45
citation = { text = "Luật thử, Điều 2", certainty = "A" }
[[rule.version]]
from = 2023-02-15
to = 2023-02-28
amount = 30
citation = { text = "Luật thử, Điều 3", certainty = "A" }
[[rule.version]]
from = 2023-03-01
amount = 21
citation = { text = "Luật thử, Điều 4", certainty = "A" }
"""


def four(policy: str) -> Law:
    return load_law(FOUR.replace("POLICY", policy).encode())


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("policy", "on", "due", "version"),
    [
        ("keep", "2023-01-16", "2023-03-17", 1),
        ("keep", "2023-01-31", "2023-04-03", 1),  # 1/4 is a Saturday
        ("keep", "2023-02-01", "2023-03-20", 2),  # 18/3 is a Saturday
        ("keep", "2023-02-14", "2023-03-31", 2),
        ("keep", "2023-02-15", "2023-03-17", 3),
        ("keep", "2023-03-01", "2023-03-22", 4),
        # from the anchor: 17/3, 2/3, 15/2; on 1/3 it had ended
        ("rederive", "2023-01-16", "2023-02-15", 3),
        # from the anchor: 20/3, 6/3, 24/2, which is never before 1/3
        ("rederive", "2023-02-03", "2023-03-01", 4),
        # from the anchor: 27/3, 13/3, 3/3
        ("rederive", "2023-02-10", "2023-03-03", 4),
        ("rederive", "2023-03-01", "2023-03-22", 4),
        # 17/3; 45 days from 1/2; 30 from 15/2; 21 from 1/3
        ("restart", "2023-01-16", "2023-03-22", 4),
        ("restart", "2023-02-10", "2023-03-22", 4),
        ("restart", "2023-03-02", "2023-03-23", 4),
    ],
)
def test_a_limit_in_four_versions_treats_what_is_in_flight_as_each_says(
    policy: str, on: str, due: str, version: int
) -> None:
    """Which version holds is decided by the acceptance; then keep, rederive or restart."""
    duty = the("Z1", case(denunciation("2023-01-02"), accepted(on)), four(policy))

    assert (day(due), version) == (duty.due, duty.version.number)


@pytest.mark.parametrize("policy", ["keep", "rederive", "restart"])
def test_what_was_resolved_before_a_change_is_judged_by_what_held_then(policy: str) -> None:
    """Concluded on 31/01/2023, the day before the first change."""
    facts = (denunciation("2023-01-02"), accepted("2023-01-16"), concluded("2023-01-31"))
    duty = the("Z1", case(*facts), four(policy))

    assert (1, day("2023-03-17"), True) == (duty.version.number, duty.due, duty.in_time)


@pytest.mark.parametrize("policy", ["keep", "rederive", "restart"])
def test_the_day_before_a_change_it_is_the_old_limit_that_runs(policy: str) -> None:
    """Accepted on the last day of thirty days, with 21 days from the next day on."""
    duty = the("Z1", case(denunciation("2023-01-02"), accepted("2023-02-28")), four(policy))
    kept = day("2023-03-30")

    expected = {"keep": kept, "rederive": day("2023-03-21"), "restart": day("2023-03-22")}
    assert expected[policy] == duty.due
    assert kept - timedelta(days=30) == duty.anchor_day
