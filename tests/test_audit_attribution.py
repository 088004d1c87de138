"""Of any recorded fact who decided it, in which office, and who entered it when."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from demo_year import demo_year
from dialogue_cases import Document, NotFound, Office, Operator, session, ward
from dialogue_cases.audit import Attribution, Attributions, attribution
from dialogue_cases.vocabulary import Act, Place, SystemAct, Topic, month
from offices import Clock, an_office
from spec import act_of

SECRETARY, CLERK = act_of("bi-thu"), act_of("chanh-van-phong")
DIALOGUE = "dialogue/2023/1"
ORDER = Document(kind="Công văn", number="12-CV/VP", issued_on=date(2023, 3, 1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    typist = Operator(id="chi.lan", channel="ward web form", authenticated="password")
    with an_office(clock, operator=typist) as made:
        fixed(made)
        yield made


def fixed(office: Office, **conditions: Any) -> None:
    """A dialogue is fixed for the end of March."""
    act = Act(officer=CLERK.officer, office="head", body=CLERK.body, authority=ORDER, why="quý I")
    office.acting(act, **conditions).decide(
        DIALOGUE,
        session.fix,
        on=date(2023, 3, 1),
        day=date(2023, 3, 31),
        place=Place(name="Hội trường UBND phường"),
        topics=(Topic(title="Giải phóng mặt bằng", code="land_clearance"),),
    )


def relieved(office: Office, on: date) -> None:
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD, ward.relieve, on=on, officer=CLERK.officer, office="head", body=CLERK.body
    )


# -- Who decided, and on what authority ------------------------------------------------------


def test_an_act_tells_officer_office_body_and_authority(office: Office) -> None:
    """Who, in which office of which body, as they were called that day, under which document."""
    told = attribution(office, f"{DIALOGUE}@1").decided_by

    assert told is not None
    assert ("chanh-van-phong", "head", "Chánh Văn phòng") == (told.officer, told.office, told.title)
    assert ("van-phong", "party_office") == (told.body, told.body_kind)
    assert "Văn phòng Đảng ủy - Kiểm tra - Tuyên giáo - Dân vận" == told.body_name
    assert (ORDER, "quý I") == (told.authority, told.why)
    assert (True, True) == (told.held_then, told.held)


def test_a_body_is_called_as_on_the_day_of_the_act(office: Office, clock: Clock) -> None:
    """A later name doesn't reach back; an act of the day of the new name has it."""
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD, ward.rename_body, on=date(2023, 3, 2), body=CLERK.body, name="Văn phòng mới"
    )
    clock.move(date(2023, 3, 2))
    office.acting(CLERK).decide(
        DIALOGUE, session.postpone, on=date(2023, 3, 2), to=date(2023, 4, 5), reason="mưa bão"
    )
    names = [attribution(office, f"{DIALOGUE}@{one}").decided_by for one in (1, 2)]

    assert [True, False] == [one.body_name.startswith("Văn phòng Đảng") for one in names if one]  # type: ignore[union-attr]


def test_a_system_act_tells_its_rule_and_what_set_it_off(office: Office) -> None:
    """What followed by rule was decided by no officer."""
    told = attribution(office, "ward@1")

    assert (None, SystemAct(rule="store-opened")) == (told.decided_by, told.by_rule)


# -- Whether they held the office ------------------------------------------------------------


def test_an_office_that_was_lost_later_was_held(office: Office) -> None:
    """The day of the act counts, and not what was decided since."""
    relieved(office, date(2023, 3, 2))
    told = attribution(office, f"{DIALOGUE}@1").decided_by

    assert told is not None
    assert (True, True) == (told.held_then, told.held)


def test_an_office_that_was_lost_before_but_not_on_record_was_held_as_then_known(
    office: Office,
) -> None:
    """What came on record after the act is told beside what was on record then."""
    before = office.log.position
    relieved(office, date(2023, 2, 15))
    then = attribution(office, f"{DIALOGUE}@1", known=before).decided_by
    now = attribution(office, f"{DIALOGUE}@1").decided_by

    assert then is not None
    assert now is not None
    assert (True, True) == (then.held_then, then.held)
    assert (True, False) == (now.held_then, now.held)
    assert now.title is None


def test_who_didnt_hold_the_office_is_told_with_the_rule_that_was_waived(office: Office) -> None:
    """The answer is that of the check that a decision is asked with."""
    relieved(office, date(2023, 2, 15))
    office.acting(CLERK, despite=[("office-is-held", "bàn giao chậm")]).decide(
        DIALOGUE, session.postpone, on=date(2023, 3, 1), to=date(2023, 4, 5), reason="mưa bão"
    )
    told = attribution(office, f"{DIALOGUE}@2")

    assert told.decided_by is not None
    assert (False, False) == (told.decided_by.held_then, told.decided_by.held)
    assert ["office-is-held"] == [one.rule for one in told.despite]


# -- When it was entered, and by whom --------------------------------------------------------


@pytest.mark.parametrize(("entered", "days"), [(1, 0), (2, 1), (15, 14)])
def test_days_to_entry_are_calendar_days(clock: Clock, entered: int, days: int) -> None:
    """From the day on which it took effect to the local day on which it was recorded."""
    clock.move(date(2023, 3, entered))
    with an_office(clock) as office:
        fixed(office)
        told = attribution(office, f"{DIALOGUE}@1")

    assert (date(2023, 3, entered), days) == (told.entered, told.days_to_entry)


def test_days_to_entry_of_a_period_run_from_its_last_day(office: Office, clock: Clock) -> None:
    """Nothing is late that may have happened on the last day of a period."""
    clock.move(date(2023, 3, 10))
    desk = office.by_rule(SystemAct(rule="ward-set-up"))
    desk.decide(ward.WARD, ward.rename_body, on=month(2023, 2), body=CLERK.body, name="Văn phòng")
    told = attribution(office, office.history(ward.WARD)[-1].ref)

    assert 10 == told.days_to_entry


def test_who_typed_it_is_told_apart_from_who_decided(office: Office) -> None:
    """With the channel, and how they were authenticated."""
    told = attribution(office, f"{DIALOGUE}@1").typed_by

    assert ("chi.lan", "ward web form", "password") == (told.id, told.channel, told.authenticated)


# -- What it stands in for -------------------------------------------------------------------


def test_a_correction_and_a_void_tell_which_entry(office: Office) -> None:
    """A correction stands in for an entry; a void takes it out."""
    fixed(office, corrects=1, because=[f"{DIALOGUE}@1"])
    desk = office.acting(SECRETARY)
    desk.void(DIALOGUE, version=1, on=date(2023, 3, 1), reason="nhập nhầm")
    first, correction, void = Attributions(office.history(ward.WARD)).facts(
        office.history(DIALOGUE)
    )

    assert (None, None) == (first.corrects, first.voids)
    assert (f"{DIALOGUE}@1", None) == (correction.corrects, correction.voids)
    assert (None, f"{DIALOGUE}@1") == (void.corrects, void.voids)


# -- Which fact ------------------------------------------------------------------------------


@pytest.mark.parametrize("ref", [f"{DIALOGUE}@9", "dialogue/2023/9@1", "dialogue", "ward@x"])
def test_a_fact_that_isnt_there_is_not_found(office: Office, ref: str) -> None:
    """Neither a life nor a version is guessed."""
    with pytest.raises(NotFound):
        attribution(office, ref)


def test_a_fact_that_wasnt_on_record_yet_is_not_found(office: Office) -> None:
    """Nobody could have asked about it then."""
    with pytest.raises(NotFound):
        attribution(office, f"{DIALOGUE}@1", known=date(2023, 2, 28))


# -- A whole year ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def year() -> Iterator[list[Attribution]]:
    with demo_year() as office:
        yield [*Attributions(office.history(ward.WARD)).facts(office.log.since())]


def test_of_a_year_whoever_decided_held_the_office_or_it_says_despite(
    year: list[Attribution],
) -> None:
    """What the decision was asked then and what an auditor is told are one check."""
    outside = {one.ref for one in year if one.decided_by and not one.decided_by.held_then}
    waived = {one.ref for one in year if "office-is-held" in {rule.rule for rule in one.despite}}

    assert waived == outside


def test_of_a_year_each_fact_is_one_of_an_officer_or_of_a_rule(year: list[Attribution]) -> None:
    """And it was entered on the day of its instant on the ward's clock."""
    assert all((one.decided_by is None) != (one.by_rule is None) for one in year)
    assert all(one.entered == (one.recorded_at + timedelta(hours=7)).date() for one in year)
