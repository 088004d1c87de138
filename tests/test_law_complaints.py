"""The clocks of complaints: a worked example of every rule and every amount.

Expected days are counted by hand on the official calendar: of 2023, 29/4–3/5 are off; of 2026,
30/4–3/5 and 29/8–2/9 are off and Saturday 22/8 is worked.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from dialogue_cases import proceeding
from dialogue_cases.deadlines import deadlines
from dialogue_cases.office import Office
from dialogue_cases.petition import Raised
from dialogue_cases.proceeding import (
    AcceptanceRefused,
    Accepted,
    ComplexityFound,
    ContestedActLearned,
    Decided,
    DecisionReceived,
    DialogueAnnounced,
    FilingHindered,
    ForwardedElsewhere,
    HindranceEnded,
    Instance,
    Kind,
    Paper,
    PartiesTold,
    Received,
    Resumed,
    SecondInstanceOpened,
    Sent,
    Suspended,
    Terminated,
    Withdrawn,
    grounds,
)
from dialogue_cases.vocabulary import Place, StreamId
from offices import Clock, an_office
from proceedings import LAW, PAPER, PROVINCE, UBND, case, day, owed, received, the
from spec import act_of
from strategies import example, recorded

HALL = Place(name="Trụ sở UBND phường")


def complaint(on: str = "2023-04-03", **more: Any) -> Received:
    return received("complaint", on, **more)


def accepted(on: str) -> Accepted:
    return Accepted(on=day(on), document=PAPER)


def found_complex(on: str) -> ComplexityFound:
    return ComplexityFound(on=day(on), degree="complex", criteria=("many_people",), document=PAPER)


def decided(on: str) -> Decided:
    return Decided(on=day(on), outcome="unfounded", gist="Giữ nguyên", document=PAPER)


def told(on: str, about: Any = "acceptance", *, complete: bool = True) -> PartiesTold:
    return PartiesTold(on=day(on), about=about, to=("complainant",), complete=complete)


def sent(on: str, paper: Paper = "decision", *, complete: bool = True) -> Sent:
    return Sent(on=day(on), paper=paper, to=("complainant",), complete=complete)


def suspended(on: str) -> Suspended:
    return Suspended(
        on=day(on), ground="waiting_for_related_result", reason="Chờ toà", document=PAPER
    )


def resumed(on: str) -> Resumed:
    return Resumed(on=day(on), reason="Đã có kết quả", document=PAPER)


def terminated(on: str) -> Terminated:
    return Terminated(on=day(on), ground="full_withdrawal", reason="Rút đơn", document=PAPER)


# -- C1: the time to complain -----------------------------------------------------------
# Luật Khiếu nại 2011, Điều 9: thời hiệu khiếu nại là 90 ngày, kể từ ngày nhận được hoặc biết
# được quyết định, hành vi; thời gian ốm đau, thiên tai, địch hoạ, đi công tác, học tập ở nơi xa
# hoặc trở ngại khách quan khác không tính. Điều 48: quyết định kỷ luật, 15 ngày.


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("kind", "learned", "last"),
    [
        ("complaint", "2023-03-06", "2023-06-05"),  # 4/6 is a Sunday
        ("complaint", "2023-03-07", "2023-06-05"),
        ("complaint", "2025-12-31", "2026-03-31"),
        ("disciplinary_complaint", "2023-03-06", "2023-03-21"),
        ("disciplinary_complaint", "2026-04-15", "2026-05-04"),  # 30/4–3/5 are off
    ],
)
def test_one_complains_within_ninety_days_or_fifteen(kind: Kind, learned: str, last: str) -> None:
    """Luật Khiếu nại 2011, Điều 9 (90 ngày), Điều 48 (15 ngày, quyết định kỷ luật)."""
    act = ContestedActLearned(on=day(learned))
    right = the("C1", case(act, received(kind, last)))

    assert (day(last), "complainant") == (right.due, right.owed_by.party)
    assert right.in_time


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("filed", "status"),
    [("2023-06-05", "met in time"), ("2023-06-06", "met late")],
)
def test_a_day_after_the_time_to_complain_is_too_late(filed: str, status: str) -> None:
    """Luật Khiếu nại 2011, Điều 9, Điều 11 khoản 6: hết thời hiệu mà không có lý do chính đáng."""
    right = the("C1", case(ContestedActLearned(on=day("2023-03-06")), complaint(filed)))

    assert status == right.status(day("2023-12-31"))


def test_a_right_that_nobody_used_has_expired_and_nobody_is_late() -> None:
    """A complainant owes nothing: between the last day and the late filing it had expired."""
    right = the("C1", case(ContestedActLearned(on=day("2023-03-06")), complaint("2023-06-20")))
    days = ("2023-03-05", "2023-03-06", "2023-06-05", "2023-06-06")

    assert ["not yet", "open", "due soon", "expired"] == [right.status(day(one)) for one in days]


def test_the_time_of_an_obstacle_is_not_counted() -> None:
    """Luật Khiếu nại 2011, Điều 9: ill from 20/03 to 02/04, fourteen days."""
    act = ContestedActLearned(on=day("2023-03-06"))
    ill = FilingHindered(on=day("2023-03-20"), reason="ốm, nằm viện")
    well = HindranceEnded(on=day("2023-04-03"))
    right = the("C1", case(act, ill, well, complaint("2023-06-19")))

    assert day("2023-06-19") == right.due  # 18/06 is a Sunday
    assert right.in_time
    assert "20/03/2023 – 02/04/2023: có trở ngại khách quan, không tính" in "\n".join(
        right.explain("vi")
    )


def test_the_time_to_complain_a_second_time_is_no_first_one() -> None:
    """Điều 9 is about the first complaint; a second one has its own time (C6)."""
    act = ContestedActLearned(on=day("2023-03-06"))

    assert [] == owed("C1", case(act, complaint(instance="second")))
    assert [] == owed("C1", case(act))  # what the complaint is about isn't known yet


# -- C2 (C3 since 01/07/2026): taken up, or refused -------------------------------------
# Luật Khiếu nại 2011, Điều 27, Điều 36, Điều 50: trong thời hạn 10 ngày, kể từ ngày nhận được
# khiếu nại, phải thụ lý, thông báo; không thụ lý thì nêu rõ lý do. Từ 01/07/2026: 07 ngày làm
# việc (Nghị định 124/2020/NĐ-CP, Điều 16 khoản 1, sửa đổi bởi Nghị định 155/2026/NĐ-CP, Điều 10).


@pytest.mark.requirement("R66")
@pytest.mark.parametrize("kind", ["complaint", "disciplinary_complaint"])
@pytest.mark.parametrize("instance", ["first", "second"])
@pytest.mark.parametrize(
    ("came", "due", "version"),
    [
        ("2023-04-03", "2023-04-13", "10 ngày"),
        ("2023-04-20", "2023-05-04", "10 ngày"),  # 30/4–3/5 are off
        ("2026-06-29", "2026-07-09", "10 ngày"),  # keeps its ten days
        ("2026-06-30", "2026-07-10", "10 ngày"),
        ("2026-07-01", "2026-07-10", "7 ngày làm việc"),
        ("2026-08-21", "2026-09-03", "7 ngày làm việc"),  # 22/8 is worked, 29/8–2/9 are off
    ],
)
def test_a_complaint_is_taken_up_in_ten_days_and_since_july_2026_in_seven_working_days(
    kind: Kind, instance: Instance, came: str, due: str, version: str
) -> None:
    """Luật Khiếu nại 2011, Điều 27, 36, 50; Nghị định 155/2026/NĐ-CP, Điều 10. In flight: keep."""
    duty = the("C2", case(received(kind, came, instance=instance)))

    assert (day(due), UBND) == (duty.due, duty.body)
    assert f"Thời hạn: {version} sau ngày đó" in duty.explain("vi")


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ([accepted("2023-04-10")], "overdue"),  # taken up, and nobody was told
        ([accepted("2023-04-10"), told("2023-04-11", complete=False)], "overdue"),
        ([accepted("2023-04-10"), told("2023-04-13")], "met in time"),
        ([accepted("2023-04-10"), told("2023-04-14")], "met late"),
        ([told("2023-04-12", "refusal")], "met in time"),
        ([told("2023-04-12", "progress")], "overdue"),
        ([terminated("2023-04-12")], "void"),
        ([Withdrawn(on=day("2023-04-12"), form="letter")], "overdue"),  # not terminated yet
    ],
)
def test_it_is_the_notice_that_answers_a_complaint(facts: list[Any], status: str) -> None:
    """Luật Khiếu nại 2011, Điều 27: thụ lý và thông báo bằng văn bản."""
    assert status == the("C2", case(complaint(), *facts)).status(day("2023-12-31"))


@pytest.mark.parametrize(("document", "status"), [(PAPER, "met in time"), (None, "overdue")])
def test_a_refusal_in_writing_is_the_notice(document: Any, status: str) -> None:
    """Luật Khiếu nại 2011, Điều 27: trường hợp không thụ lý thì nêu rõ lý do."""
    refusal = AcceptanceRefused(
        on=day("2023-04-12"),
        ground="petition_unsigned",
        article="Điều 11 khoản 5",
        reason="Đơn không có chữ ký",
        document=document,
    )

    assert status == the("C2", case(complaint(), refusal)).status(day("2023-12-31"))


def test_what_another_body_must_take_up_is_not_this_bodys_to_take_up() -> None:
    """A complaint outside of the body's competence: the complainant is guided."""
    guided = ForwardedElsewhere(on=day("2023-04-10"), manner="guided", to="UBND tỉnh")
    duty = the("C2", case(complaint(), guided))

    assert ("open", "void") == (duty.status(day("2023-04-09")), duty.status(day("2023-04-10")))


# -- C4, C7: decided --------------------------------------------------------------------
# Luật Khiếu nại 2011, Điều 28: lần đầu không quá 30 ngày, phức tạp 45 ngày; vùng sâu, vùng xa
# đi lại khó khăn 45 ngày, phức tạp 60 ngày, kể từ ngày thụ lý. Điều 37: lần hai 45, 60; 60, 70.
# Điều 50: quyết định kỷ luật 30 ngày, phức tạp 45 ngày.


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("rule", "kind", "instance", "remote", "complicated", "days"),
    [
        ("C4", "complaint", "first", False, False, 30),
        ("C4", "complaint", "first", False, True, 45),
        ("C4", "complaint", "first", True, False, 45),
        ("C4", "complaint", "first", True, True, 60),
        ("C4", "disciplinary_complaint", "first", False, False, 30),
        ("C4", "disciplinary_complaint", "first", True, False, 30),
        ("C4", "disciplinary_complaint", "first", False, True, 45),
        ("C7", "complaint", "second", False, False, 45),
        ("C7", "complaint", "second", False, True, 60),
        ("C7", "complaint", "second", True, False, 60),
        ("C7", "complaint", "second", True, True, 70),
        ("C7", "disciplinary_complaint", "second", False, False, 30),
        ("C7", "disciplinary_complaint", "second", False, True, 45),
    ],
)
@pytest.mark.parametrize(
    ("taken_up", "dues"),
    [
        # 1/5–3/5 are off, so sixty days end on 4/5
        ("2026-03-02", {30: "2026-04-01", 45: "2026-04-16", 60: "2026-05-04", 70: "2026-05-11"}),
        ("2026-07-06", {30: "2026-08-05", 45: "2026-08-20", 60: "2026-09-04", 70: "2026-09-14"}),
    ],
)
def test_a_complaint_is_decided_in_time_by_instance_place_and_complexity(
    taken_up: str,
    dues: dict[int, str],
    rule: str,
    kind: Kind,
    instance: Instance,
    remote: bool,
    complicated: bool,
    days: int,
) -> None:
    """Luật Khiếu nại 2011, Điều 28, Điều 37, Điều 50; before and after 01/07/2026."""
    facts: list[Any] = [received(kind, "2026-02-26", instance=instance, remote=remote)]
    facts += [found_complex("2026-02-27")] if complicated else []
    facts += [accepted(taken_up), decided(dues[days])]
    duty = the(rule, case(*facts))

    assert (days, day(dues[days]), True) == (duty.version.amount, duty.due, duty.in_time)
    assert [] == owed({"C4": "C7", "C7": "C4"}[rule], case(*facts))


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("found", "due", "finding"),
    [
        ("2026-03-02", "2026-04-16", []),
        ("2026-04-01", "2026-04-16", []),  # the last day of the thirty
        ("2026-04-02", "2026-04-01", ["found-after-the-term"]),
    ],
)
def test_a_case_is_found_complex_before_its_term_ends_or_too_late(
    found: str, due: str, finding: list[str]
) -> None:
    """Luật Khiếu nại 2011, Điều 28; our reading, as of extensions: a late finding heals nothing."""
    facts = (complaint("2026-02-26"), accepted("2026-03-02"), found_complex(found))
    duty = the("C4", case(*facts))

    assert day(due) == duty.due
    assert finding == [one.name for one in duty.findings]


def test_a_finding_entered_after_the_term_is_shown_to_the_auditor() -> None:
    """It is dated 20/03, and was typed in on 10/04 when the thirty days had passed."""
    late = (found_complex("2026-03-20"), day("2026-04-10"))
    duty = the("C4", case(complaint("2026-02-26"), accepted("2026-03-02"), late))

    assert day("2026-04-16") == duty.due
    assert ["found-entered-late"] == [one.name for one in duty.findings]
    assert "được nhập sau khi hết hạn 01/04/2026" in "\n".join(duty.explain("vi"))


@pytest.mark.parametrize(("rule", "instance"), [("C4", "first"), ("C7", "second")])
def test_a_terminated_complaint_needs_no_decision(rule: str, instance: Instance) -> None:
    """Withdrawn on 20/03; what ends the term is the decision to terminate of 25/03."""
    facts = (
        complaint("2026-02-26", instance=instance),
        accepted("2026-03-02"),
        Withdrawn(on=day("2026-03-20"), form="letter"),
        terminated("2026-03-25"),
    )
    duty = the(rule, case(*facts))

    assert ["open", "void"] == [duty.status(day(one)) for one in ("2026-03-24", "2026-03-25")]
    assert [] == owed("C6", case(*facts))


# -- Suspended: since 01/07/2026 --------------------------------------------------------
# Nghị định 124/2020/NĐ-CP, Điều 28a, 28b (Nghị định 155/2026/NĐ-CP, Điều 12): thời gian tạm
# đình chỉ không tính; thời hạn tính tiếp từ quyết định tiếp tục giải quyết. Điều 22 khoản 1:
# áp dụng cả với khiếu nại đã thụ lý trước 01/07/2026 mà chưa có quyết định giải quyết.


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("taken_up", "stops", "due", "version"),
    [
        ("2026-07-06", ("2026-07-20", "2026-08-03"), "2026-08-19", 7),  # fourteen days
        ("2026-06-10", (), "2026-07-10", 7),
        ("2026-06-10", ("2026-07-06", "2026-07-20"), "2026-07-24", 7),  # in flight
        ("2026-06-10", ("2026-06-15", "2026-06-25"), "2026-07-10", 7),  # no suspension then
        ("2026-05-25", ("2026-07-06", "2026-07-20"), "2026-06-24", 1),  # had ended before
    ],
)
def test_suspended_time_is_not_counted_since_july_2026_also_of_cases_in_flight(
    taken_up: str, stops: tuple[str, ...], due: str, version: int
) -> None:
    """Nghị định 155/2026/NĐ-CP, Điều 12, Điều 22 khoản 1."""
    facts: list[Any] = [complaint("2026-05-20"), accepted(taken_up)]
    facts += [suspended(stops[0]), resumed(stops[1])] if stops else []
    duty = the("C4", case(*facts))

    assert (day(due), version) == (duty.due, duty.version.number)


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("rule", "kind", "instance", "due", "put_off"),
    [
        ("C4", "complaint", "first", "2026-07-10", "2026-07-24"),
        ("C4", "disciplinary_complaint", "first", "2026-07-10", "2026-07-24"),
        ("C7", "complaint", "second", "2026-07-27", "2026-08-10"),  # 25/7, 8/8: Saturdays
        ("C7", "disciplinary_complaint", "second", "2026-07-10", "2026-07-24"),
    ],
)
def test_every_complaint_in_flight_may_be_suspended_since_the_decree(
    rule: str, kind: Kind, instance: Instance, due: str, put_off: str
) -> None:
    """Nghị định 155/2026/NĐ-CP, Điều 22 khoản 1: accepted on 10/06/2026, not decided on 01/07."""
    facts = (received(kind, "2026-06-01", instance=instance), accepted("2026-06-10"))
    stops = (suspended("2026-07-06"), resumed("2026-07-20"))

    assert day(due) == the(rule, case(*facts)).due
    assert day(put_off) == the(rule, case(*facts, *stops)).due


def test_while_it_is_suspended_a_complaint_is_not_overdue() -> None:
    """Nor has anything expired from which a second complaint could be counted."""
    facts = (complaint("2026-07-01"), accepted("2026-07-06"), suspended("2026-07-20"))
    duty = the("C4", case(*facts))

    assert (None, "suspended") == (duty.due, duty.status(day("2026-12-01")))
    assert [] == owed("C6", case(*facts))


def test_law_and_decisions_name_the_same_days() -> None:
    """`proceeding.grounds` says what may be decided, deadlines.toml how time then runs."""
    pausing = [one for one in LAW.rule("C4").versions if one.suspended_by]
    on_complaints = [one for one in grounds.SUSPENSIONS if "complaint" in one.kinds]
    since = {one.since for rule in ("C9", "C10") for one in LAW.rule(rule).versions}

    assert {grounds.COMPLAINT_LAW} == {
        LAW.rule(rule).versions[0].since for rule in ("C1", "C2", "C4", "C5", "C6", "C7", "C8")
    }
    assert {grounds.REFORM} == since | {one.since for one in pausing}
    assert {grounds.REFORM} == {one.since for one in on_complaints}
    assert (
        {"complaint", "disciplinary_complaint"}
        == {kind for one in on_complaints for kind in one.kinds}
        == {one.when["proceeding"] for one in pausing}
    )


# -- C5, C8: sent -----------------------------------------------------------------------


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("rule", "instance", "on", "due"),
    [
        ("C5", "first", "2026-04-28", "2026-05-05"),  # 3 working days, 30/4–3/5 are off
        ("C5", "first", "2026-03-02", "2026-03-05"),
        ("C8", "second", "2026-04-24", "2026-05-04"),  # 7 days end on 1/5
        ("C8", "second", "2026-03-02", "2026-03-09"),
    ],
)
def test_the_decision_is_sent(rule: str, instance: Instance, on: str, due: str) -> None:
    """Luật Khiếu nại 2011, Điều 32 (03 ngày làm việc), Điều 41 khoản 1 (07 ngày)."""
    facts = (complaint("2026-02-02", instance=instance), accepted("2026-02-09"), decided(on))
    partly = sent(on, complete=False)
    duty = the(rule, case(*facts, partly, sent(due)))

    assert (day(due), day(due), True) == (
        duty.due,
        duty.discharged and duty.discharged.day,
        duty.in_time,
    )


# -- C6: the second complaint -----------------------------------------------------------
# Luật Khiếu nại 2011, Điều 33 khoản 1: 30 ngày, vùng sâu, vùng xa 45 ngày, kể từ ngày hết thời
# hạn giải quyết lần đầu mà không được giải quyết, hoặc từ ngày nhận được quyết định.


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("kind", "remote", "last"),
    [
        ("complaint", False, "2026-04-01"),
        ("complaint", True, "2026-04-16"),
        ("disciplinary_complaint", False, "2026-03-12"),
    ],
)
def test_one_complains_again_after_the_decision_came(kind: Kind, remote: bool, last: str) -> None:
    """Luật Khiếu nại 2011, Điều 33 khoản 1 (30, 45 ngày), Điều 48 (10 ngày)."""
    facts = (
        received(kind, "2026-02-02", remote=remote),
        accepted("2026-02-09"),
        decided("2026-02-26"),
        DecisionReceived(on=day("2026-03-02")),
    )
    right = the("C6", case(*facts))
    used = the("C6", case(*facts, SecondInstanceOpened(on=day(last), to=PROVINCE)))

    assert (day(last), "expired") == (right.due, right.status(day("2026-12-31")))
    assert used.in_time


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("remote", "expires", "last"),
    [
        (False, "2026-04-01", "2026-05-04"),  # 1/5–3/5 are off
        (True, "2026-04-16", "2026-06-01"),  # 31/5 is a Sunday
    ],
)
def test_one_complains_again_when_the_first_term_passed_without_a_decision(
    remote: bool, expires: str, last: str
) -> None:
    """Luật Khiếu nại 2011, Điều 33 khoản 1: kể từ ngày hết thời hạn quy định tại Điều 28."""
    right = the("C6", case(complaint("2026-02-26", remote=remote), accepted("2026-03-02")))

    assert (day(expires), day(last)) == (right.anchor_day, right.due)
    assert right.expiry_of is LAW.rule("C4")
    assert "not yet" == right.status(day(expires) - timedelta(days=1))
    assert "open" == right.status(day(expires) + timedelta(days=1))


def test_a_decision_that_comes_late_begins_the_time_anew() -> None:
    """Our reading of Điều 33 khoản 1: from its receipt; what ran from the expiry ends there."""
    facts = (
        complaint("2026-02-26"),
        accepted("2026-03-02"),
        decided("2026-04-20"),
        DecisionReceived(on=day("2026-04-24")),
    )
    by_receipt, by_expiry = owed("C6", case(*facts))

    assert (day("2026-05-25"), "open") == (by_receipt.due, by_receipt.status(day("2026-05-01")))
    assert (day("2026-05-04"), "void") == (by_expiry.due, by_expiry.status(day("2026-05-01")))
    assert "open" == by_expiry.status(day("2026-04-23"))


def test_a_decision_in_time_leaves_no_expiry_to_count_from() -> None:
    """Until the complainant has it, no time to complain again runs."""
    assert [] == owed(
        "C6", case(complaint("2026-02-26"), accepted("2026-03-02"), decided("2026-04-01"))
    )


# -- C9: the dialogue of the case -------------------------------------------------------


def announced(on: str, held: str, number: int = 1) -> DialogueAnnounced:
    return DialogueAnnounced(
        on=day(on),
        number=number,
        day=day(held),
        place=HALL,
        gist="Giá bồi thường",
        to=("complainant", "respondent"),
        document=PAPER,
    )


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("on", "held", "due", "in_time"),
    [
        ("2026-09-03", "2026-09-08", "2026-09-03", True),
        ("2026-09-04", "2026-09-08", "2026-09-03", False),
        ("2026-06-30", "2026-07-03", "2026-07-01", True),  # before the decree nobody was late
        ("2026-07-02", "2026-07-03", "2026-07-01", False),
    ],
)
def test_the_parties_are_told_five_days_before_the_dialogue(
    on: str, held: str, due: str, in_time: bool
) -> None:
    """Nghị định 124/2020/NĐ-CP, Điều 28 (155/2026/NĐ-CP, Điều 11): trước ít nhất 05 ngày."""
    duty = the("C9", case(complaint("2026-06-01"), accepted("2026-06-08"), announced(on, held)))

    assert (day(due), in_time) == (duty.due, duty.in_time)


def test_a_dialogue_before_the_decree_needed_no_five_days() -> None:
    """Nghị định 155/2026/NĐ-CP is in force from 01/07/2026."""
    facts = (complaint("2026-06-01"), accepted("2026-06-08"), announced("2026-06-29", "2026-06-30"))

    assert [] == owed("C9", case(*facts))


def test_two_dialogues_stand_side_by_side_and_a_new_day_needs_a_new_notice() -> None:
    """The number tells them apart: the second one's notice isn't the first one's new day."""
    first, moved, second = owed(
        "C9",
        case(
            complaint("2026-08-03"),
            accepted("2026-08-10"),
            announced("2026-09-03", "2026-09-15"),
            announced("2026-09-04", "2026-09-08", number=2),
            announced("2026-09-14", "2026-09-17"),
        ),
    )[0:3]
    stood = {(one.anchor_day, one.in_time) for one in (first, moved, second)}

    assert {
        (day("2026-09-15"), True),
        (day("2026-09-08"), False),
        (day("2026-09-17"), False),
    } == stood


# -- C10: decisions to suspend, terminate, resume ---------------------------------------


@pytest.mark.requirement("R66")
@pytest.mark.parametrize("kind", ["complaint", "disciplinary_complaint"])
def test_decisions_to_suspend_and_to_resume_are_each_sent(kind: Kind) -> None:
    """Nghị định 124/2020/NĐ-CP, Điều 28a, 28b (155/2026/NĐ-CP, Điều 12): 03 ngày làm việc."""
    facts = (
        received(kind, "2026-06-01"),
        accepted("2026-06-08"),
        suspended("2026-08-28"),
        sent("2026-09-07", "suspension"),
        resumed("2026-10-05"),
        sent("2026-10-09", "resumption"),
    )
    stop, go = owed("C10", case(*facts))

    assert (day("2026-09-07"), True) == (stop.due, stop.in_time)  # 29/8–2/9 are off
    assert (day("2026-10-08"), False) == (go.due, go.in_time)


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("paper", "fulfils"), [("termination", True), ("suspension", False), ("decision", False)]
)
def test_only_the_paper_itself_answers_its_decision(paper: Paper, fulfils: bool) -> None:
    """A decision to terminate isn't sent by sending another one."""
    facts = (complaint("2026-07-01"), accepted("2026-07-06"), terminated("2026-07-20"))
    duty = the("C10", case(*facts, sent("2026-07-22", paper)))

    assert day("2026-07-23") == duty.due
    assert fulfils is (duty.discharged is not None)


def test_a_suspension_that_was_never_sent_is_not_made_good_by_later_papers() -> None:
    """The decisions to resume and to terminate were sent, each in time."""
    facts = (
        complaint("2026-07-01"),
        accepted("2026-07-06"),
        suspended("2026-07-20"),
        resumed("2026-08-03"),
        sent("2026-08-04", "resumption"),
        terminated("2026-08-10"),
        sent("2026-08-11", "termination"),
    )

    assert ["overdue", "met in time", "met in time"] == [
        duty.status(day("2026-12-31")) for duty in owed("C10", case(*facts))
    ]


def test_before_the_decree_no_time_to_send_them_was_set() -> None:
    """A termination of 30/06/2026 isn't late by a rule of 01/07/2026."""
    facts = (complaint("2026-06-01"), accepted("2026-06-08"), terminated("2026-06-30"))

    assert [] == owed("C10", case(*facts))


# -- Told -------------------------------------------------------------------------------


def test_the_decision_is_explained_with_every_article_and_pause() -> None:
    """A ward official reads it from top to bottom."""
    facts = (
        complaint("2026-06-01"),
        accepted("2026-06-10"),
        found_complex("2026-07-02"),
        suspended("2026-07-06"),
        resumed("2026-07-20"),
        decided("2026-08-11"),
    )
    duty = the("C4", case(*facts))
    vi, en = duty.explain("vi"), duty.explain("en")

    assert len(vi) == len(en)
    assert vi[0].endswith("Ra quyết định giải quyết khiếu nại lần đầu")
    assert "Tính từ 10/06/2026 (proceeding/1/1@2)" in vi
    assert "Thời hạn: 45 ngày sau ngày đó" in vi
    assert "Mức này áp dụng do nội dung xác định ngày 02/07/2026 (proceeding/1/1@3)" in vi
    assert "  ·  06/07/2026 – 19/07/2026: tạm đình chỉ, không tính" in vi
    assert "1–25  11/06/2026 – 05/07/2026: tính" in "\n".join(vi)
    assert "Hạn cuối: 10/08/2026" in vi  # 45 days and fourteen: 08/08 is a Saturday
    assert "Term: 45 calendar days after it" in en
    assert any(one.startswith("1–25  2026-06-11 – 2026-07-05: counted") for one in en)


def test_the_expiry_that_a_second_complaint_is_counted_from_is_named() -> None:
    """In the reader's language, and as a right."""
    right = the("C6", case(complaint("2026-02-26"), accepted("2026-03-02")))
    vi, en = right.explain("vi"), right.explain("en")

    assert "Bên có quyền: người khiếu nại" in vi
    assert (
        "Tính từ ngày hết thời hạn C4 (Ra quyết định giải quyết khiếu nại lần đầu), "
        "01/04/2026 (proceeding/1/1@2)" in vi
    )
    assert "Counted from the expiry of C4 (Decide the first complaint), 2026-04-01 " in "\n".join(
        en
    )


def test_a_notice_before_a_dialogue_is_explained_backwards() -> None:
    """From the day of the dialogue, and why nobody was late before the decree."""
    facts = (complaint("2026-06-01"), accepted("2026-06-08"), announced("2026-07-02", "2026-07-03"))
    duty = the("C9", case(*facts))
    vi, en = duty.explain("vi"), duty.explain("en")

    assert "Thời hạn: 5 ngày trước ngày đó" in vi
    assert "Quy định mới có hiệu lực: thời hạn không kết thúc trước 01/07/2026" in vi
    assert "A new version came into force: it can't end before 2026-07-01" in en
    assert vi[-1].startswith("Đã thực hiện 02/07/2026 (proceeding/1/1@3): quá hạn")


# -- Side by side -----------------------------------------------------------------------


@pytest.fixture
def office() -> tuple[Office, Clock]:
    """The ward, with a complaint received on 26/02/2026 and accepted on 02/03."""
    clock = Clock(date(2026, 2, 26))
    office = an_office(clock)
    desk = office.acting(act_of("chu-tich"))
    coming: dict[str, Any] = {"kind": "complaint", "body": UBND, "gist": "Giá bồi thường"}
    desk.decide(CASE, proceeding.receive, on=date(2026, 2, 26), **coming)
    clock.move(date(2026, 3, 2))
    desk.decide(CASE, proceeding.accept, on=date(2026, 3, 2), document=PAPER)
    return office, clock


CASE = StreamId("proceeding/2026/1")


@pytest.mark.requirement("R66")
def test_the_clock_of_the_state_stands_in_the_proceeding_and_nothing_is_merged(
    office: tuple[Office, Clock],
) -> None:
    """The Party's clock is the petition's; neither life shows what the other's body owes."""
    petition = StreamId("petition/2026/1")
    raised = recorded(example(Raised), 1, stream=petition)
    of_the_state = {rule.id for rule in LAW.rules if rule.id[0] in "CD"}

    assert ["C2", "C4", "C6"] == [one.rule.id for one in office[0].deadlines(CASE)]
    assert set() == of_the_state & {one.rule.id for one in deadlines([raised], LAW)}


def test_a_right_that_expired_is_told_to_nobody_as_a_delay(office: tuple[Office, Clock]) -> None:
    """What the body owes is told upwards when it is overdue; what a citizen may do isn't."""
    ward, clock = office
    clock.move(date(2026, 6, 1))
    told = ward.tell_upwards(date(2026, 6, 1))

    assert "expired" == ward.deadlines(CASE)[-1].status(date(2026, 6, 1))
    assert ["C2", "C4"] == [one.event.obligation for one in told]
