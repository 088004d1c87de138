"""What is overdue is told upwards, whatever the life; to urge a body is decided by somebody."""

from collections.abc import Iterator
from datetime import date

import pytest

from dialogue_cases import codec, petition, proceeding, ward
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.record import Escalated
from dialogue_cases.vocabulary import BodyId, Document, StreamId, SystemAct
from following import DITCH, a_petition, begin, decide, rules, told
from offices import Clock, an_office
from spec import act_of

# Two limits as the law has them, by themselves, so that no other one is overdue beside them.
LIMITS = """
[facts]
legal_basis = ["session.fixed.legal_basis"]

[[rule]]
id = "P2"
slug = "petition-answer"
vi = "Trả lời người nộp đơn"
en = "Answer the petitioner"
shape = "after"
anchor = ["petition.raised"]
discharged_by = ["petition.answered"]
owed_by = { body = "party_office" }

[[rule.version]]
from = 2019-02-18
amount = 10
unit = "working_days"
transition = "keep"
[rule.version.citation]
text = "Quy định số 11-QĐi/TW, Điều 6"
certainty = "B"

[[rule]]
id = "C4"
slug = "complaint-decision"
vi = "Giải quyết khiếu nại lần đầu"
en = "Decide the complaint in the first instance"
shape = "after"
anchor = ["proceeding.accepted"]
discharged_by = ["proceeding.decided"]
owed_by = { body = "people_committee" }

[[rule.version]]
from = 2012-07-01
amount = 30
unit = "calendar_days"
transition = "keep"
[rule.version.citation]
text = "Luật Khiếu nại 2011, Điều 28"
certainty = "A"
"""

MARCH_1, MARCH_15, MARCH_16, APRIL_3 = (
    date(2023, 3, 1), date(2023, 3, 15), date(2023, 3, 16), date(2023, 4, 3),
)  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    return Clock(MARCH_1)


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    law = load_law(rules=LIMITS.encode(), names=codec.NAMES)
    with an_office(clock, law=law) as made:
        made.by_rule(SystemAct(rule="ward-set-up")).decide(
            ward.WARD, ward.establish_body, on=date(2020, 7, 1), body=BodyId("ubnd-tinh"),
            kind="superior_authority", name="UBND tỉnh", superior=True,
        )  # fmt: skip
        yield made


def accepted(office: Office, body: str) -> StreamId:
    """A complaint that a body took up on 1 March, as the Office learned or its chair decided."""
    case = begin(
        office, "chanh-van-phong", "proceeding/2023", proceeding.receive, MARCH_1,
        kind="complaint", body=BodyId(body), gist=DITCH,
    )  # fmt: skip
    who = "chu-tich" if body == "ubnd" else "chanh-van-phong"
    paper = Document(kind="Thông báo", number="3/TB")
    decide(office, who, case, proceeding.accept, MARCH_1, document=paper)
    return case


@pytest.mark.requirement("R42", "R66")
def test_a_petition_that_nobody_answered_in_time_is_told_upwards_once(
    office: Office, clock: Clock
) -> None:
    """Ten working days from 1 March 2023 end on the 15th; on the 16th those above are told."""
    stream = a_petition(office, MARCH_1)
    answered = a_petition(office, MARCH_1)
    clock.move(MARCH_16)
    decide(
        office, "chanh-van-phong", answered, petition.answer, MARCH_15, outcome="more_time",
        gist="Cần xác minh", until=APRIL_3,
    )  # fmt: skip

    assert [] == office.tell_upwards(MARCH_15)
    (one,) = office.tell_upwards(MARCH_16)

    assert [(stream, "Escalated")] == told([one])
    assert ("P2", MARCH_15, {"dang-uy", "ban-thuong-vu"}) == (
        one.event.obligation,
        one.event.due,
        set(one.event.told),
    )
    assert {"overdue-is-told-upwards"} == rules([one])
    assert f"{stream}@1" == getattr(one.act, "trigger", None)
    assert [] == office.tell_upwards(MARCH_16)
    assert (one.event,) == office.as_of(stream).escalations


def test_a_closed_petition_that_nobody_answered_is_still_told(office: Office, clock: Clock) -> None:
    """Filing it away doesn't make the answer less late."""
    stream = a_petition(office, MARCH_1)
    clock.move(APRIL_3)
    decide(
        office, "chanh-van-phong", stream, petition.withdraw, APRIL_3, form="letter",
        document=Document(kind="Đơn rút"),
    )  # fmt: skip

    assert [(stream, "Escalated")] == told(office.tell_upwards(APRIL_3))


@pytest.mark.parametrize("body", ["ubnd", "ubnd-tinh"])
def test_a_proceeding_that_is_late_is_told_upwards_and_nobody_is_urged_by_rule(
    office: Office, clock: Clock, body: str
) -> None:
    """Of the ward's own body or of another: that those above know proposes it, somebody decides."""
    case = accepted(office, body)
    clock.move(APRIL_3)

    assert [] == office.tell_upwards(date(2023, 3, 31))
    facts = office.tell_upwards(APRIL_3)

    assert [(case, Escalated, "C4", date(2023, 3, 31))] == [
        (one.stream, type(one.event), one.event.obligation, one.event.due) for one in facts
    ]
    assert () == office.as_of(case).urgings

    decide(
        office, "chanh-van-phong", case, proceeding.urge, APRIL_3, by_whom=BodyId("van-phong"),
        demand="lateness_report", gist="Đề nghị báo cáo lý do quá hạn",
    )  # fmt: skip

    assert 1 == len(office.as_of(case).urgings)
    assert [] == office.tell_upwards(APRIL_3)


# -- Asking decides nothing ---------------------------------------------------------------------


def test_asking_what_is_overdue_records_nothing(office: Office, clock: Clock) -> None:
    """The list shows what would be told; it is told when somebody says so."""
    stream = a_petition(office, MARCH_1)
    clock.move(MARCH_16)
    before = office.log.position
    listed = office.check_deadlines(MARCH_16)

    assert [(stream, "P2", MARCH_15)] == [(one.stream, one.rule.id, one.due) for one in listed]
    assert before == office.log.position
    assert () == office.as_of(stream).escalations


def test_what_is_due_soon_is_listed_and_not_told(office: Office) -> None:
    a_petition(office, MARCH_1)

    assert ["due soon"] == [
        one.status(date(2023, 3, 14)) for one in office.check_deadlines(date(2023, 3, 14))
    ]
    assert [] == office.tell_upwards(date(2023, 3, 14))


@pytest.mark.parametrize(
    ("entered", "is_news"), [(MARCH_1, True), (MARCH_15, True), (MARCH_16, False)]
)
def test_what_was_overdue_when_it_was_entered_is_told_only_if_somebody_says_so(
    office: Office, clock: Clock, entered: date, is_news: bool
) -> None:
    """An old book that was taken over, or what the office typed in late, is a backlog."""
    clock.move(entered)
    stream = a_petition(office, MARCH_1)
    clock.move(APRIL_3)
    (listed,) = office.check_deadlines(APRIL_3)

    assert is_news is not office.is_backlog(listed)
    assert [listed] == office.untold([listed], APRIL_3)
    assert ([(stream, "Escalated")] if is_news else []) == told(office.tell_upwards(APRIL_3))
    assert ([] if is_news else [(stream, "Escalated")]) == told(
        office.tell_upwards(APRIL_3, backlog=True)
    )
    assert [] == office.tell_upwards(APRIL_3, backlog=True)
    assert [] == office.untold([listed], APRIL_3)
    assert [listed] == office.untold([listed], APRIL_3, known=entered)


def test_a_corrected_entry_came_on_record_when_it_was_first_entered(
    office: Office, clock: Clock
) -> None:
    """Mending a word of it in April doesn't make a backlog of what was there in March."""
    stream = a_petition(office, MARCH_1)
    clock.move(APRIL_3)
    office.acting(act_of("chanh-van-phong"), corrects=1).decide(
        stream, petition.raise_petition, on=MARCH_1, channel="written", gist="Mương bị lấp",
        received_by=BodyId("van-phong"),
    )  # fmt: skip

    assert [(stream, "Escalated")] == told(office.tell_upwards(APRIL_3))


def test_the_record_knows_since_when_it_is_kept(office: Office, clock: Clock) -> None:
    clock.move(APRIL_3)

    assert MARCH_1 == office.kept_since
