""" "Nothing to do" is answered only when all that was said is on record."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from dialogue_cases import petition, session, ward
from dialogue_cases.errors import CaseError, Refused
from dialogue_cases.office import Office, life_of
from dialogue_cases.proposal import fields_of
from dialogue_cases.session import Invitee
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    Place,
    StreamId,
)
from offices import Clock, an_office
from spec import act_of
from test_lives import ADD_AGAIN, RULES, arguments, likely

DAY = date(2023, 3, 15)
SECRETARY, OFFICE = act_of("bi-thu"), act_of("chanh-van-phong")
EVERY = [(rule, "đã xảy ra") for rule in sorted(RULES)]


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 6, 1))) as office:
        yield office


def a_petition(office: Office) -> StreamId:
    facts = office.acting(OFFICE).begin(
        "petition/2023", petition.raise_petition, on=DAY, channel="written",
        gist="Mương thoát nước", received_by=BodyId("van-phong"),
    )  # fmt: skip
    return facts[0].stream


def a_session(office: Office) -> StreamId:
    desk = office.acting(SECRETARY, despite=EVERY)
    facts = desk.begin(
        "reception/2023", session.fix, on=DAY, day=DAY, legal_basis="citizen_reception",
        place=Place(name="Trụ sở"),
    )  # fmt: skip
    desk.decide(facts[0].stream, session.open_session, on=DAY)
    return facts[0].stream


def test_a_second_chair_is_refused_with_what_stands(office: Office) -> None:
    """Who chaired is on record; that somebody else did isn't answered with "nothing to do"."""
    stream = a_session(office)
    first, second = (office.acting(act_of(who)) for who in ("bi-thu", "pho-bi-thu"))

    assert [] == first.decide(stream, session.open_session, on=DAY)
    with pytest.raises(Refused) as refused:
        second.decide(stream, session.open_session, on=DAY)

    assert "chair-is-taken" == refused.value.rule
    assert ("bi-thu", "pho-bi-thu") == (refused.value.data["chair"], refused.value.data["officer"])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"document": Document(kind="Đơn", number="2")}, "document"),
        ({"form": "minutes"}, "form"),
        ({"on": date(2023, 3, 17)}, "on"),
        ({"act": act_of("bi-thu")}, "officer"),
        ({"why": "lý do khác"}, "why"),
    ],
)
def test_what_is_said_anew_is_told_to_stand_otherwise(
    office: Office, said: dict[str, Any], field: str
) -> None:
    """Another document, form, day, officer or reason."""
    stream = a_petition(office)
    first = {"on": date(2023, 3, 16), "form": "letter", "document": Document(kind="Đơn")}
    office.acting(OFFICE).decide(stream, petition.withdraw, **first)  # type: ignore[call-overload]
    act = said.pop("act", OFFICE)
    if "why" in said:
        import attrs

        act = attrs.evolve(act, why=said.pop("why"))

    with pytest.raises(Refused) as refused:
        office.acting(act).decide(stream, petition.withdraw, **{**first, **said})

    assert ("record-says-otherwise", field) == (refused.value.rule, refused.value.data["field"])


def test_what_is_not_said_is_as_it_stands(office: Office) -> None:
    """Less may be said than is on record: nothing of it is missing there."""
    stream = a_petition(office)
    desk = office.acting(OFFICE, despite=EVERY)
    on = date(2023, 3, 16)
    desk.decide(stream, petition.withdraw, on=on, form="letter", document=Document(kind="Đơn"))

    assert [] == desk.decide(stream, petition.withdraw, on=on, form="letter")


def test_a_void_for_another_reason_is_refused(office: Office) -> None:
    """The entry is out already, for the reason that stands."""
    stream = a_petition(office)
    desk = office.acting(OFFICE)
    desk.void(stream, version=1, on=DAY, reason="nhập hai lần")

    assert [] == desk.void(stream, version=1, on=DAY, reason="nhập hai lần")
    with pytest.raises(Refused, match="record-says-otherwise"):
        desk.void(stream, version=1, on=DAY, reason="nhầm vụ việc")


def test_those_already_proposed_add_nothing_on_any_day(office: Office) -> None:
    """A list adds up: who is proposed twice was proposed the first time."""
    stream = a_session(office)
    desk = office.acting(OFFICE)
    both = tuple(Invitee(name=name) for name in ("Tổ 1", "Tổ 2"))
    desk.decide(stream, session.propose_invitees, on=DAY, invitees=both[:1])
    desk.decide(stream, session.propose_invitees, on=DAY, invitees=both[1:])

    assert [] == desk.decide(stream, session.propose_invitees, on=date(2023, 3, 20), invitees=both)


ADD_UP = {"propose_invitees", "approve_invitees"}
"""Lists that add up: see the test above."""

STREAMS = ("petition/2023/1", "reception/2023/1", "matter/2023/1", "proceeding/2023/1")


@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(data=st.data())
def test_changing_one_argument_never_answers_nothing_to_do(data: st.DataObject) -> None:
    """Whatever is decided twice, the second time in one word otherwise."""
    said_otherwise(data)


class _Undone(Exception):
    """Leaves nothing of an example behind, so that the ward is set up once."""


@cache
def _a_year() -> Office:
    office = an_office(lambda: datetime(2023, 6, 1, tzinfo=UTC))
    a_petition(office)
    a_session(office)
    return office


def said_otherwise(data: st.DataObject) -> None:
    """Draw a decision, decide it, and change one word of it."""
    with suppress(_Undone), _a_year().together():
        _say_otherwise(data, _a_year())
        raise _Undone


def _say_otherwise(data: st.DataObject, office: Office) -> None:
    stream = StreamId(data.draw(st.sampled_from(STREAMS)))
    decision = data.draw(st.sampled_from(list(life_of(stream).decisions.values())))
    assume(decision.__name__ not in ADD_AGAIN | ADD_UP)
    asked = data.draw(arguments(decision))
    desk = office.acting(data.draw(st.sampled_from([SECRETARY, OFFICE])), despite=EVERY)
    try:
        first = desk.decide(stream, decision, on=DAY, **asked)
    except CaseError:
        first = []
    assume(first)
    field = data.draw(st.sampled_from(fields_of(decision)))
    name, default = field.name, None if field.required else field.default
    other = date(2023, 3, 20) if name == "on" else data.draw(likely(field.hint))
    said = {"on": DAY, **asked}
    assume(_says_more(said.get(name, default), other))
    try:
        again = desk.decide(stream, decision, **{**said, name: other})
    except CaseError:
        return

    assert again, f"{decision.__name__}: {name} was {said.get(name)!r}, is {other!r}"


def _says_more(before: Any, now: Any) -> bool:
    if isinstance(before, tuple) and isinstance(now, tuple):
        return not set(now) <= set(before)
    return now is not None and now != before


def test_a_body_that_was_renamed_is_not_renamed_again(office: Office) -> None:
    """It is asked as of before the body was there, too: that is no fault of whoever asks."""
    desk = office.acting(act_of("bi-thu"), despite=[("body-is-known", "…")])
    what: Any = {"on": date(2023, 3, 1), "body": BodyId("kiem-tra"), "name": "Uỷ ban Kiểm tra"}
    desk.decide("ward", ward.rename_body, **what)

    assert [] == desk.decide("ward", ward.rename_body, **what)
