"""A proceeding while it is resolved: complex, verified, talked over, extended, halted."""

from datetime import date
from typing import Any, get_args

import attrs
import pytest

from dialogue_cases import proceeding
from dialogue_cases.proceeding import (
    Accepted,
    ComplexityFound,
    DialogueAnnounced,
    DialogueHeld,
    Extended,
    GoesOn,
    Received,
    Resumed,
    Suspended,
    SuspensionGround,
    Terminated,
    TerminationGround,
    VerificationAssigned,
    VerificationReported,
    Withdrawn,
    WithdrawnInPart,
    grounds,
)
from dialogue_cases.vocabulary import BodyId, Document, PartyId, Place
from spec import Given, given

DAY, NEXT, LATER = date(2023, 4, 3), date(2023, 4, 10), date(2023, 4, 20)
BEFORE, REFORM = date(2026, 6, 30), date(2026, 7, 1)
DUE = date(2023, 5, 10)
UBND = BodyId("ubnd")
PAPER = Document(kind="Quyết định", number="12/QĐ-UBND", issued_on=NEXT)
NOTE = Document(kind="Thông báo", number="13/TB-UBND", issued_on=LATER)
HALL = Place(name="Trụ sở UBND phường")

COMPLAINT = Received(on=DAY, kind="complaint", body=UBND, gist="Giá bồi thường đất", people=3)
DENUNCIATION = Received(on=DAY, kind="denunciation", body=UBND, gist="Thu tiền trái quy định")
ACCEPTED = Accepted(on=NEXT, document=PAPER)
COMPLEX = ComplexityFound(on=LATER, degree="complex", criteria=("several_places",), document=NOTE)
SPECIAL = ComplexityFound(
    on=LATER,
    degree="specially_complex",
    criteria=("several_places", "many_people"),
    document=NOTE,
)


def complaint(*events: Any) -> Given:
    """A complaint that was taken up, after these events; the chair acts."""
    return given(proceeding, COMPLAINT, ACCEPTED, *events).by("chu-tich")


def denunciation(*events: Any) -> Given:
    """A denunciation that was taken up, after these events; the chair acts."""
    return given(proceeding, DENUNCIATION, ACCEPTED, *events).by("chu-tich")


# -- Complexity and verification ------------------------------------------------------


@pytest.mark.parametrize(
    ("degree", "criteria", "right"),
    [
        ("complex", (), False),
        ("complex", ("many_people",), True),
        ("specially_complex", ("many_people",), False),
        ("specially_complex", ("many_people", "many_people"), False),
        ("specially_complex", ("many_people", "foreign_element"), True),
    ],
)
def test_complexity_meets_the_criteria(degree: Any, criteria: Any, right: bool) -> None:
    """NĐ 31/2019 Điều 3: complex, any of seven criteria; specially complex, two or more."""
    finding = denunciation().when(
        proceeding.find_complex, on=LATER, degree=degree, criteria=criteria, document=NOTE
    )
    event = ComplexityFound(on=LATER, degree=degree, criteria=criteria, document=NOTE)

    if right:
        finding.then(event)
    else:
        assert finding.refused("complexity-meets-the-criteria").unlawful
    again = denunciation(event).when(
        proceeding.find_complex, on=LATER, degree=degree, criteria=criteria, document=NOTE
    )
    again.then()


def test_specially_complex_is_of_denunciations() -> None:
    """Luật Khiếu nại 2011, Điều 28 knows complex cases only."""
    finding = complaint().when(
        proceeding.find_complex, on=LATER, degree="specially_complex", criteria=SPECIAL.criteria
    )

    finding.refused("specially-complex-is-of-denunciations")


@pytest.mark.parametrize(("on", "refused"), [(BEFORE, False), (REFORM, True)])
def test_complexity_is_found_in_writing_since_july_2026(on: date, refused: bool) -> None:
    """NĐ 124/2020 Điều 3a (NĐ 155/2026 Điều 2): the finding is in writing, in the file."""
    finding = complaint().when(
        proceeding.find_complex, on=on, degree="complex", criteria=("many_people",)
    )

    if refused:
        assert finding.refused("complexity-is-found-in-writing").unlawful
    else:
        finding.then(ComplexityFound(on=on, degree="complex", criteria=("many_people",)))


def test_the_denouncers_identity_is_taken_out_first() -> None:
    """Luật Tố cáo 2018, Điều 56 khoản 2: before anything is handed to those who verify."""
    assigning: dict[str, Any] = {"on": LATER, "to": "Tổ xác minh"}
    stripped = VerificationAssigned(**assigning, stripped=True)

    whole = denunciation().when(proceeding.assign_verification, **assigning)
    assert whole.refused("identity-is-taken-out-first").unlawful
    denunciation().when(proceeding.assign_verification, **assigning, stripped=True).then(stripped)
    denunciation(stripped).when(proceeding.assign_verification, **assigning, stripped=True).then()
    complaint().when(proceeding.assign_verification, **assigning).then(
        VerificationAssigned(**assigning)
    )
    complaint().when(proceeding.assign_verification, on=LATER, to="").refused("addressee-is-named")


def test_what_was_found_is_reported() -> None:
    reporting: dict[str, Any] = {"on": LATER, "gist": "Giá đúng quy định", "differs": True}

    complaint().when(proceeding.report_verification, **reporting).then(
        VerificationReported(**reporting)
    )
    complaint(VerificationReported(**reporting)).when(
        proceeding.report_verification, **reporting
    ).then()
    complaint().when(proceeding.report_verification, **{**reporting, "gist": " "}).refused(
        "gist-is-given"
    )


@pytest.mark.parametrize(
    ("decision", "arguments"),
    [
        (proceeding.assign_verification, {"to": "Tổ xác minh"}),
        (proceeding.report_verification, {"gist": "x"}),
        (proceeding.suspend, {"ground": "waiting_for_expertise", "reason": "x"}),
        (proceeding.conclude, {"outcome": "founded", "gist": "x"}),
        (proceeding.extend, {"until": LATER, "was": NEXT, "reason": "x"}),
    ],
)
def test_a_case_is_taken_up_first(decision: Any, arguments: dict[str, Any]) -> None:
    early = given(proceeding, DENUNCIATION).by("chu-tich").when(decision, on=NEXT, **arguments)

    assert early.refused("case-is-taken-up-first").unlawful


@pytest.mark.parametrize(
    ("decision", "arguments"),
    [
        (proceeding.find_complex, {"degree": "complex", "criteria": ("many_people",)}),
        (proceeding.report_verification, {"gist": "x"}),
        (proceeding.resume, {"reason": "x"}),
        (proceeding.verify, {"identified": True, "eligible": True, "gist": "x"}),
        (proceeding.decide, {"outcome": "founded", "gist": "x"}),
    ],
)
def test_a_case_is_still_open(decision: Any, arguments: dict[str, Any]) -> None:
    ended = Terminated(on=LATER, ground="other", reason="x", document=NOTE)
    late = complaint(ended).when(decision, on=LATER, **arguments)

    assert late.refused("case-is-still-open", status="terminated").unlawful


# -- Dialogue -------------------------------------------------------------------------

CALLING: dict[str, Any] = {"on": LATER, "day": date(2023, 4, 27), "place": HALL, "gist": "Giá đất"}
CALLED = DialogueAnnounced(**CALLING, number=1, to=("complainant", "respondent"))
HOLDING: dict[str, Any] = {
    "on": date(2023, 4, 27),
    "present": ("respondent",),
    "absent_without_reason": ("complainant",),
    "agreed": ("Diện tích",),
    "differing": ("Đơn giá",),
    "document": NOTE,
}
HELD = DialogueHeld(**HOLDING, number=1)


def test_a_dialogue_is_announced_and_held_though_somebody_stays_away() -> None:
    """NĐ 124/2020 Điều 28 (NĐ 155/2026 Điều 11): absent without good reason: go on."""
    complaint().when(proceeding.announce_dialogue, **CALLING).then(CALLED)
    complaint(CALLED).when(proceeding.announce_dialogue, **CALLING).then()
    complaint(CALLED).when(proceeding.hold_dialogue, **HOLDING).then(HELD)
    complaint(CALLED, HELD).when(proceeding.hold_dialogue, **HOLDING).then()


def test_a_new_day_keeps_the_number_and_a_new_dialogue_gets_the_next() -> None:
    other = {**CALLING, "day": date(2023, 4, 28)}

    complaint(CALLED).when(proceeding.announce_dialogue, **other, number=1).then(
        attrs.evolve(CALLED, day=date(2023, 4, 28))
    )
    complaint(CALLED, HELD).when(proceeding.announce_dialogue, **other).then(
        attrs.evolve(CALLED, day=date(2023, 4, 28), number=2)
    )


def test_a_dialogue_was_announced_before_its_day_moves() -> None:
    moving = complaint(CALLED, HELD).when(
        proceeding.announce_dialogue, **{**CALLING, "gist": "Khác"}, number=1
    )

    moving.refused("dialogue-was-announced", number=1)


def test_dialogues_are_of_complaints() -> None:
    """Luật Khiếu nại 2011, Điều 30: nothing of the kind stands in Luật Tố cáo."""
    denunciation().when(proceeding.announce_dialogue, **CALLING).refused("step-is-of-complaints")
    denunciation().when(proceeding.hold_dialogue, **HOLDING).refused("step-is-of-complaints")


def test_a_dialogue_day_lies_ahead() -> None:
    past = complaint().when(proceeding.announce_dialogue, **{**CALLING, "day": DAY})

    assert past.refused("dialogue-day-lies-ahead").unlawful


@pytest.mark.parametrize(("on", "refused"), [(BEFORE, False), (REFORM, True)])
def test_a_dialogue_notice_goes_to_all_parties_since_july_2026(on: date, refused: bool) -> None:
    """NĐ 124/2020 Điều 28 as amended: to all parties; Điều 22: also of cases accepted before."""
    calling = {**CALLING, "on": on, "day": date(2026, 7, 15), "to": ("complainant",)}
    announcing = complaint().when(proceeding.announce_dialogue, **calling)

    if refused:
        assert announcing.refused(
            "dialogue-notice-goes-to-all-parties", missing=["respondent"]
        ).unlawful
    else:
        announcing.then(DialogueAnnounced(**calling, number=1))


@pytest.mark.parametrize(("on", "refused"), [(BEFORE, False), (REFORM, True)])
def test_a_dialogue_is_kept_in_minutes_since_july_2026(on: date, refused: bool) -> None:
    """NĐ 124/2020 Điều 28 as amended, Mẫu 14; NĐ 155/2026 Điều 22: of cases accepted before."""
    holding = {**HOLDING, "on": on, "document": None}
    being_held = complaint(CALLED).when(proceeding.hold_dialogue, **holding)

    if refused:
        assert being_held.refused("dialogue-is-kept-in-minutes").unlawful
    else:
        being_held.then(DialogueHeld(**holding, number=1))


def test_a_dialogue_is_announced_first() -> None:
    surprise = complaint().when(proceeding.hold_dialogue, **HOLDING)

    assert surprise.refused("dialogue-is-announced-first", number=1).unlawful


def test_a_dialogue_is_held_once() -> None:
    again = complaint(CALLED, HELD).when(
        proceeding.hold_dialogue, **{**HOLDING, "agreed": ()}, number=1
    )

    again.refused("dialogue-is-held-once", number=1)


@pytest.mark.parametrize("present", [(), ("complainant",)])
def test_each_party_is_there_or_not(present: tuple[str, ...]) -> None:
    holding = complaint(CALLED).when(proceeding.hold_dialogue, **{**HOLDING, "present": present})

    holding.refused("each-party-is-there-or-not")


# -- Extension ------------------------------------------------------------------------

EXTENDING: dict[str, Any] = {
    "on": LATER,
    "until": date(2023, 6, 9),
    "was": DUE,
    "reason": "Phải trưng cầu giám định",
    "document": NOTE,
}
EXTENDED = Extended(**EXTENDING)
AGAIN: dict[str, Any] = {**EXTENDING, "was": date(2023, 6, 9), "until": date(2023, 7, 9)}


def test_a_complex_denunciation_is_extended_once_and_a_specially_complex_one_twice() -> None:
    """Luật Tố cáo 2018, Điều 30: phức tạp một lần; đặc biệt phức tạp hai lần, mỗi lần 30 ngày."""
    denunciation(COMPLEX).when(proceeding.extend, **EXTENDING).then(EXTENDED)
    denunciation(COMPLEX, EXTENDED).when(proceeding.extend, **EXTENDING).then()
    second = denunciation(COMPLEX, EXTENDED).when(proceeding.extend, **AGAIN)
    assert second.refused("extensions-are-within-their-number", times=1).unlawful
    denunciation(SPECIAL, EXTENDED).when(proceeding.extend, **AGAIN).then(Extended(**AGAIN))
    third = denunciation(SPECIAL, EXTENDED, Extended(**AGAIN)).when(
        proceeding.extend, **{**AGAIN, "reason": "Lại"}
    )
    assert third.refused("extensions-are-within-their-number", times=2).unlawful


def test_an_extended_case_is_complex() -> None:
    plain = denunciation().when(proceeding.extend, **EXTENDING)

    assert plain.refused("extended-case-is-complex").unlawful
    denunciation().despite("extended-case-is-complex").when(proceeding.extend, **EXTENDING).then(
        EXTENDED
    )


@pytest.mark.parametrize(
    ("until", "right"),
    [
        (date(2023, 5, 11), True),
        (date(2023, 6, 9), True),
        (date(2023, 6, 10), False),
    ],
)
def test_an_extension_is_within_its_days(until: date, right: bool) -> None:
    """Luật Tố cáo 2018, Điều 30 khoản 2: không quá 30 ngày; 10/05 and 30 days is 09/06/2023."""
    extending = denunciation(COMPLEX).when(proceeding.extend, **{**EXTENDING, "until": until})

    if right:
        extending.then(attrs.evolve(EXTENDED, until=until))
    else:
        assert extending.refused("extension-is-within-its-days", days=30).unlawful


@pytest.mark.parametrize(("on", "right"), [(DUE, True), (date(2023, 5, 11), False)])
def test_a_case_is_extended_before_the_term_ends(on: date, right: bool) -> None:
    extending = denunciation(COMPLEX).when(proceeding.extend, **{**EXTENDING, "on": on})

    if right:
        extending.then(attrs.evolve(EXTENDED, on=on))
    else:
        assert extending.refused("extended-before-the-term-ends", due=DUE).unlawful


def test_a_complaint_has_no_extension() -> None:
    """Luật Khiếu nại 2011, Điều 28: longer terms for complex cases, and nothing else."""
    extending = complaint(COMPLEX).when(proceeding.extend, **EXTENDING)

    assert extending.refused("complaint-has-no-extension").unlawful


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"until": DUE}, "extension-is-later"),
        ({"reason": ""}, "reason-is-given"),
        ({"document": None}, "decision-is-in-writing"),
    ],
)
def test_an_extension_is_a_later_day_with_a_reason_in_writing(
    wrong: dict[str, Any], rule: str
) -> None:
    denunciation(COMPLEX).when(proceeding.extend, **{**EXTENDING, **wrong}).refused(rule)


# -- Suspended, resumed, terminated ---------------------------------------------------

SUSPENDING: dict[str, Any] = {
    "on": LATER,
    "ground": "waiting_for_expertise",
    "reason": "Đợi giám định",
    "document": NOTE,
}
SUSPENDED = Suspended(**SUSPENDING)
RESUMING: dict[str, Any] = {"on": DUE, "reason": "Đã có kết quả", "document": PAPER}
RESUMED = Resumed(**RESUMING)


def test_a_denunciation_is_suspended_and_resumed() -> None:
    """Luật Tố cáo 2018, Điều 34: while the result of an expertise is waited for."""
    denunciation().when(proceeding.suspend, **SUSPENDING).then(SUSPENDED)
    denunciation(SUSPENDED).when(proceeding.suspend, **SUSPENDING).then()
    denunciation(SUSPENDED).when(proceeding.resume, **RESUMING).then(RESUMED)
    denunciation(SUSPENDED, RESUMED).when(proceeding.resume, **RESUMING).then()
    assert "suspended" == denunciation(SUSPENDED).state.status
    assert "accepted" == denunciation(SUSPENDED, RESUMED).state.status


def test_a_suspended_case_is_not_suspended_again() -> None:
    again = denunciation(SUSPENDED).when(proceeding.suspend, **{**SUSPENDING, "reason": "Khác"})

    again.refused("case-is-not-suspended", on=LATER)


def test_only_a_suspended_case_is_resumed() -> None:
    denunciation().when(proceeding.resume, **RESUMING).refused("case-is-suspended")


def test_halting_has_a_reason_in_writing() -> None:
    for wrong, rule in (
        ({"reason": " "}, "reason-is-given"),
        ({"document": None}, "decision-is-in-writing"),
    ):
        denunciation().when(proceeding.suspend, **{**SUSPENDING, **wrong}).refused(rule)
        denunciation(SUSPENDED).when(proceeding.resume, **{**RESUMING, **wrong}).refused(rule)
        denunciation().when(proceeding.terminate, **{**ENDING, **wrong}).refused(rule)


@pytest.mark.parametrize(("on", "right"), [(BEFORE, False), (REFORM, True)])
@pytest.mark.parametrize("ground", ["force_majeure", "objective_obstacle"])
def test_a_suspension_ground_is_in_force(on: date, right: bool, ground: str) -> None:
    """NĐ 155/2026 Điều 22 khoản 1: suspension, also of complaints accepted before 01/07/2026."""
    suspending = complaint().when(
        proceeding.suspend, on=on, ground=ground, reason="Lũ lụt", document=NOTE
    )

    if right:
        suspending.then(Suspended(on=on, ground=ground, reason="Lũ lụt", document=NOTE))  # type: ignore[arg-type]
    else:
        assert suspending.refused("suspension-ground-is-in-force", ground=ground).unlawful
    other = denunciation().when(proceeding.suspend, **{**SUSPENDING, "ground": ground})
    assert other.refused("suspension-ground-is-in-force").unlawful


ENDING: dict[str, Any] = {
    "on": DUE,
    "ground": "death_of_the_denounced",
    "reason": "Trách nhiệm cá nhân",
    "document": NOTE,
}


def test_a_case_is_terminated_once() -> None:
    ended = Terminated(**ENDING)

    denunciation().when(proceeding.terminate, **ENDING).then(ended)
    denunciation(ended).when(proceeding.terminate, **ENDING).then()
    denunciation(ended).when(proceeding.terminate, **{**ENDING, "reason": "Khác"}).refused(
        "case-is-terminated-once"
    )


@pytest.mark.parametrize(("on", "right"), [(BEFORE, False), (REFORM, True)])
def test_a_termination_ground_is_in_force(on: date, right: bool) -> None:
    """NĐ 155/2026 Điều 12 and 22: death without successor, also of complaints accepted before."""
    arguments = {**ENDING, "on": on, "ground": "death_without_successor"}
    ending = complaint().when(proceeding.terminate, **arguments)

    if right:
        ending.then(Terminated(**arguments))
    else:
        assert ending.refused("termination-ground-is-in-force").unlawful
    other = denunciation().when(proceeding.terminate, **{**ENDING, "ground": "other"})
    assert other.refused("termination-ground-is-in-force").unlawful


def test_every_ground_has_an_article() -> None:
    assert {*get_args(SuspensionGround)} == {one.code for one in grounds.SUSPENSIONS}
    assert {*get_args(TerminationGround)} - {"other"} == {o.code for o in grounds.TERMINATIONS}
    assert {*get_args(GoesOn)} == {one.code for one in grounds.GOING_ON}


# -- Withdrawn ------------------------------------------------------------------------

LETTER = Withdrawn(on=LATER, form="letter")
COERCED = Withdrawn(on=LATER, form="letter", goes_on="threat_or_coercion")


def test_a_case_is_withdrawn_once() -> None:
    denunciation().when(proceeding.withdraw, on=LATER, form="letter").then(LETTER)
    denunciation(LETTER).when(proceeding.withdraw, on=LATER, form="letter").then()
    denunciation(LETTER).when(
        proceeding.withdraw, on=LATER, form="letter", goes_on="bribery"
    ).refused("case-is-withdrawn-once")


def test_termination_follows_the_withdrawal() -> None:
    """Luật Tố cáo 2018, Điều 34: termination where all of it is withdrawn."""
    arguments = {**ENDING, "ground": "full_withdrawal"}

    early = denunciation().when(proceeding.terminate, **arguments)
    assert early.refused("termination-follows-the-withdrawal").unlawful
    denunciation(LETTER).when(proceeding.terminate, **arguments).then(Terminated(**arguments))


def test_a_case_that_goes_on_is_not_terminated() -> None:
    """Luật Tố cáo 2018, Điều 33: withdrawn under threat, it is resolved all the same."""
    ending = denunciation(COERCED).when(
        proceeding.terminate, **{**ENDING, "ground": "full_withdrawal"}
    )

    assert ending.refused("case-that-goes-on-is-not-terminated").unlawful


@pytest.mark.parametrize(("on", "right"), [(BEFORE, False), (REFORM, True)])
@pytest.mark.parametrize("case", [complaint, denunciation])
def test_a_withdrawal_form_is_in_force(case: Any, on: date, right: bool) -> None:
    """NĐ 31/2019 Điều 4, Mẫu 03 (NĐ 156/2026 Điều 1 and 10): minutes, of open cases too."""
    withdrawing = case().when(proceeding.withdraw, on=on, form="minutes")

    if right:
        withdrawing.then(Withdrawn(on=on, form="minutes"))
    else:
        assert withdrawing.refused("withdrawal-form-is-in-force", form="minutes").unlawful


@pytest.mark.parametrize(("on", "right"), [(BEFORE, False), (REFORM, True)])
def test_a_withdrawal_in_part_is_in_force(on: date, right: bool) -> None:
    """Luật Khiếu nại, Điều 10 as amended: whole or part; NĐ 155/2026 Điều 22: of open cases."""
    arguments: dict[str, Any] = {"on": on, "form": "letter", "contents": ("Giá đất",)}
    dropping = complaint().when(proceeding.withdraw_in_part, **arguments)

    if right:
        dropping.then(WithdrawnInPart(**arguments))
        complaint(WithdrawnInPart(**arguments)).when(
            proceeding.withdraw_in_part, **arguments
        ).then()
    else:
        assert dropping.refused("withdrawal-in-part-is-in-force").unlawful


def test_somebody_stays_behind_it() -> None:
    """NĐ 124/2020 Điều 7a: those who withdraw drop out, the rest go on."""
    one, two = PartyId("petition/2023/1#1"), PartyId("petition/2023/1#2")
    dropped = WithdrawnInPart(on=LATER, form="letter", parties=(one,), people=1)

    complaint().when(proceeding.withdraw_in_part, on=LATER, form="letter", parties=(one,)).then(
        dropped
    )
    assert 2 == complaint(dropped).state.people_left
    complaint(dropped).when(
        proceeding.withdraw_in_part, on=LATER, form="letter", parties=(two,), people=2
    ).refused("somebody-stays-behind-it", left=2)


def test_a_withdrawal_names_what_drops_out() -> None:
    complaint().when(proceeding.withdraw_in_part, on=LATER, form="letter").refused(
        "withdrawal-names-what-drops-out"
    )


def test_a_reason_to_go_on_is_in_force() -> None:
    """Luật Khiếu nại, Điều 10 as amended knows threat and coercion only."""
    going = complaint().when(proceeding.withdraw, on=REFORM, form="letter", goes_on="bribery")

    assert going.refused("reason-to-go-on-is-in-force").unlawful
    complaint().when(
        proceeding.withdraw, on=REFORM, form="letter", goes_on="threat_or_coercion"
    ).then(attrs.evolve(COERCED, on=REFORM))


def test_a_case_is_withdrawn_before_the_outcome() -> None:
    """Luật Tố cáo 2018, Điều 33: before the conclusion."""
    ended = Terminated(**ENDING)
    late = denunciation(ended).when(proceeding.withdraw, on=DUE, form="letter")

    assert late.refused("withdrawn-before-the-outcome").unlawful
