"""A body becomes several: one carries on, and what is named goes to another."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import petition, task, ward
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.vocabulary import BodyId, StreamId
from dialogue_cases.ward import BodySplit, HandedOver
from following import a_petition, decide, directed, rules, told
from offices import Clock, an_office
from spec import established, given

DAY, SPLIT, AFTER = date(2023, 3, 15), date(2023, 4, 3), date(2023, 4, 4)
OFFICE, CABINET, ADVICE = BodyId("van-phong"), BodyId("van-phong-moi"), BodyId("ban-dang")


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(AFTER)) as made:
        for body, name in ((CABINET, "Văn phòng Đảng uỷ"), (ADVICE, "Ban Xây dựng Đảng")):
            decide(
                made, "bi-thu", ward.WARD, ward.establish_body, SPLIT, body=body,
                kind="party_office", name=name,
            )  # fmt: skip
        yield made


def assigned(office: Office, number: int, due: date | None = None) -> StreamId:
    """A task that the Office leads with the Front."""
    return directed(office, DAY, number, lead=OFFICE, supports=(BodyId("mttq"),), due=due)


def splits(office: Office, *handed_over: HandedOver, **more: Any) -> list[Any]:
    arguments = {"into": (CABINET, ADVICE), "carries_on": CABINET, **more}
    return decide(
        office, "bi-thu", ward.WARD, ward.split_body, SPLIT, body=OFFICE,
        handed_over=handed_over, **arguments,
    )  # fmt: skip


def test_one_carries_on_and_what_is_named_goes_to_another(office: Office) -> None:
    rest, named = assigned(office, 1), assigned(office, 2, date(2023, 3, 28))
    paper = a_petition(office, DAY)
    decide(
        office, "bi-thu", paper, petition.assign, DAY, text="Xem xét", lead=OFFICE,
        due=date(2023, 3, 28),
    )  # fmt: skip

    facts = splits(office, HandedOver(life=named, body=ADVICE), HandedOver(life=paper, body=ADVICE))

    assert [("ward", "BodySplit"), (named, "Amended"), (paper, "Assigned")] == told(facts)
    assert {"split-hands-over-named-lives"} == rules(facts)
    now = office.ward(effective=AFTER)
    assert (False, CABINET) == (now.exists(OFFICE), now.successor(OFFICE))
    assert (OFFICE, ADVICE, ADVICE) == tuple(
        office.as_of(stream).lead for stream in (rest, named, paper)
    )
    kept = office.as_of(named, task.LIFE)
    assert ("Việc 2", date(2023, 3, 28), (BodyId("mttq"),)) == (kept.text, kept.due, kept.supports)
    assert [] == splits(
        office, HandedOver(life=named, body=ADVICE), HandedOver(life=paper, body=ADVICE)
    )


def test_a_body_that_parts_with_something_may_stay(office: Office) -> None:
    named = assigned(office, 1)

    splits(office, HandedOver(life=named, body=ADVICE), into=(OFFICE, ADVICE), carries_on=OFFICE)

    now = office.ward(effective=AFTER)
    assert (True, OFFICE) == (now.exists(OFFICE), now.successor(OFFICE))
    assert ADVICE == office.as_of(named).lead


def test_what_another_body_leads_or_what_is_done_isnt_handed_over(office: Office) -> None:
    """Nothing of the split is recorded then."""
    named = assigned(office, 1)
    decide(
        office, "bi-thu", named, task.amend, DAY, text="Việc 1", lead=BodyId("ubnd"),
        reason="Giao lại",
    )  # fmt: skip
    before = office.log.position

    with pytest.raises(Refused) as refused:
        splits(office, HandedOver(life=named, body=ADVICE))

    assert "split-hands-over-what-it-leads" == refused.value.rule
    assert before == office.log.position


def test_only_a_task_or_a_petition_on_record_is_handed_over(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        splits(office, HandedOver(life=StreamId("plan/2023"), body=ADVICE))

    assert "reference-names-the-right-life" == refused.value.rule


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"into": ("ubnd",), "carries_on": "ubnd"}, "split-into-several"),
        ({"into": ("ubnd", "ubnd"), "carries_on": "ubnd"}, "split-into-several"),
        ({"into": ("ubnd", "mttq"), "carries_on": "hdnd"}, "split-names-who-carries-on"),
        (
            {
                "into": ("ubnd", "mttq"),
                "carries_on": "ubnd",
                "handed_over": (HandedOver(life=StreamId("petition/2023/1"), body=ADVICE),),
            },
            "split-names-who-carries-on",
        ),
        ({"into": ("van-phong", "mttq"), "carries_on": "mttq"}, "who-stays-carries-on"),
        ({"into": ("ubnd", "?"), "carries_on": "ubnd"}, "body-is-known"),
    ],
)
def test_a_split_fits_together(said: dict[str, Any], rule: str) -> None:
    deciding = given(ward, *established())

    deciding.when(ward.split_body, on=SPLIT, body=OFFICE, **said).refused(rule)


def test_a_split_is_recorded_as_it_was_said() -> None:
    said: dict[str, Any] = {"on": SPLIT, "body": OFFICE, "into": ("ubnd", "mttq")}
    fact = BodySplit(**said, carries_on=BodyId("ubnd"))

    given(ward, *established()).when(ward.split_body, **said, carries_on="ubnd").then(fact)
    given(ward, *established(), fact).when(ward.split_body, **said, carries_on="ubnd").then()
