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
def office() -> Iterator[Office]:
    law = load_law(rules=LIMITS.encode(), names=codec.NAMES)
    with an_office(Clock(date(2023, 12, 20)), law=law) as made:
        made.by_rule(SystemAct(rule="set-up")).decide(
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
def test_a_petition_that_nobody_answered_in_time_is_told_upwards_once(office: Office) -> None:
    """Ten working days from 1 March 2023 end on the 15th; on the 16th those above are told."""
    stream = a_petition(office, MARCH_1)
    answered = a_petition(office, MARCH_1)
    decide(
        office, "chanh-van-phong", answered, petition.answer, MARCH_15, outcome="more_time",
        gist="Cần xác minh", until=APRIL_3,
    )  # fmt: skip

    assert [] == office.check_deadlines(MARCH_15)
    (one,) = office.check_deadlines(MARCH_16)

    assert [(stream, "Escalated")] == told([one])
    assert ("P2", MARCH_15, {"dang-uy", "ban-thuong-vu"}) == (
        one.event.obligation,
        one.event.due,
        set(one.event.told),
    )
    assert {"overdue-is-told-upwards"} == rules([one])
    assert f"{stream}@1" == getattr(one.act, "trigger", None)
    assert [] == office.check_deadlines(MARCH_16)
    assert (one.event,) == office.as_of(stream).escalations


def test_a_closed_petition_that_nobody_answered_is_still_told(office: Office) -> None:
    """Filing it away doesn't make the answer less late."""
    stream = a_petition(office, MARCH_1)
    decide(
        office, "chanh-van-phong", stream, petition.withdraw, APRIL_3, form="letter",
        document=Document(kind="Đơn rút"),
    )  # fmt: skip

    assert [(stream, "Escalated")] == told(office.check_deadlines(APRIL_3))


@pytest.mark.parametrize("body", ["ubnd", "ubnd-tinh"])
def test_a_proceeding_that_is_late_is_told_upwards_and_nobody_is_urged_by_rule(
    office: Office, body: str
) -> None:
    """Of the ward's own body or of another: that those above know proposes it, somebody decides."""
    case = accepted(office, body)

    assert [] == office.check_deadlines(date(2023, 3, 31))
    facts = office.check_deadlines(APRIL_3)

    assert [(case, Escalated, "C4", date(2023, 3, 31))] == [
        (one.stream, type(one.event), one.event.obligation, one.event.due) for one in facts
    ]
    assert () == office.as_of(case).urgings

    decide(
        office, "chanh-van-phong", case, proceeding.urge, APRIL_3, by_whom=BodyId("van-phong"),
        demand="lateness_report", gist="Đề nghị báo cáo lý do quá hạn",
    )  # fmt: skip

    assert 1 == len(office.as_of(case).urgings)
    assert [] == office.check_deadlines(APRIL_3)
