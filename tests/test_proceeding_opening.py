"""A proceeding until it is taken up: received, checked, accepted, refused, passed on, told."""

from datetime import date
from typing import Any, get_args

import attrs
import pytest

from dialogue_cases import proceeding
from dialogue_cases.proceeding import (
    AcceptanceRefused,
    Accepted,
    ContestedActLearned,
    Event,
    FilingHindered,
    ForwardedElsewhere,
    Hindrance,
    HindranceEnded,
    IdentityCheckWidened,
    PartiesTold,
    Person,
    Received,
    RefusalGround,
    SenderAnswered,
    TakenOver,
    Verified,
    grounds,
)
from dialogue_cases.vocabulary import BodyId, Document, PartyId, Sealed, StreamId
from spec import Given, given

DAY = date(2023, 4, 3)
NEXT = date(2023, 4, 10)
LATER = date(2023, 4, 20)
UBND, SUPERIOR, PARTY = BodyId("ubnd"), BodyId("thi-uy"), BodyId("dang-uy")
CASE = StreamId("proceeding/2023/1")
PAPER = Document(kind="Quyết định", number="12/QĐ-UBND", issued_on=NEXT)
NOTICE = Document(kind="Thông báo", number="13/TB-UBND", issued_on=LATER)

COMPLAINT = Received(on=DAY, kind="complaint", body=UBND, gist="Giá bồi thường đất")
DENUNCIATION = Received(on=DAY, kind="denunciation", body=UBND, gist="Thu tiền trái quy định")
RECEIVING: dict[str, Any] = {
    "on": DAY,
    "kind": "complaint",
    "body": UBND,
    "gist": "Giá bồi thường đất",
}
ACCEPTED = Accepted(on=NEXT, document=PAPER)


def the_chair(*events: Any) -> Given:
    """A proceeding after these events, with the chair of the People's Committee acting."""
    return given(proceeding, *events).by("chu-tich")


# -- Received -------------------------------------------------------------------------


def test_a_complaint_is_received() -> None:
    the_chair().when(proceeding.receive, **RECEIVING).then(COMPLAINT)


def test_the_time_to_complain_runs_from_learning_of_the_act_without_the_hindrance() -> None:
    """Luật Khiếu nại 2011, Điều 9: 90 days from receiving or knowing; obstacles not counted."""
    ill = Hindrance(since=date(2023, 2, 1), until=date(2023, 2, 20), reason="Ốm nằm viện")
    act = Document(kind="Quyết định", number="5/QĐ-UBND")

    the_chair().when(
        proceeding.receive,
        **RECEIVING,
        contested=act,
        learned_on=date(2023, 1, 9),
        hindrances=(ill,),
    ).then(
        ContestedActLearned(on=date(2023, 1, 9), act=act),
        FilingHindered(on=date(2023, 2, 1), reason="Ốm nằm viện"),
        HindranceEnded(on=date(2023, 2, 20)),
        attrs.evolve(COMPLAINT, contested=act),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"learned_on": date(2023, 4, 4)},
        {"learned_on": date(2023, 1, 9), "kind": "denunciation"},
        {"hindrances": (Hindrance(since=DAY, until=DAY, reason="Thiên tai"),)},
    ],
)
def test_the_time_to_complain_is_in_order(wrong: dict[str, Any]) -> None:
    receiving = the_chair().when(proceeding.receive, **{**RECEIVING, **wrong})

    receiving.refused("time-to-complain-is-in-order")


def test_a_hindrance_has_a_reason() -> None:
    none = Hindrance(since=date(2023, 2, 1), until=date(2023, 2, 20), reason=" ")
    receiving = the_chair().when(
        proceeding.receive, **RECEIVING, learned_on=date(2023, 1, 9), hindrances=(none,)
    )

    receiving.refused("reason-is-given")


def test_the_same_receipt_twice_adds_nothing_and_another_is_refused() -> None:
    the_chair(COMPLAINT).when(proceeding.receive, **{**RECEIVING, "on": NEXT}).then()
    again = the_chair(COMPLAINT).when(proceeding.receive, **{**RECEIVING, "gist": "Khác"})

    again.refused("case-is-received-once", on=DAY)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"gist": " "}, "gist-is-given"),
        ({"instance": "continued"}, "instance-fits-the-kind"),
        ({"kind": "denunciation", "instance": "second"}, "instance-fits-the-kind"),
        ({"people": 0}, "all-who-raise-it-are-counted"),
        ({"source": "press"}, "sender-is-named"),
        ({"petition": StreamId("dialogue/2023/1")}, "link-names-the-right-life"),
        ({"previous": StreamId("petition/2023/1")}, "link-names-the-right-life"),
        ({"body": BodyId("?")}, "body-is-known"),
        ({"against_body": BodyId("?")}, "body-is-known"),
    ],
)
def test_what_is_received_is_told_whole(wrong: dict[str, Any], rule: str) -> None:
    the_chair().when(proceeding.receive, **{**RECEIVING, **wrong}).refused(rule)


def test_everyone_is_sealed_under_their_own_key() -> None:
    """Luật Tố cáo 2018, Điều 8 khoản 3: name, address, handwriting and the rest are secret."""
    one, other = PartyId("petition/2023/1#1"), PartyId("petition/2023/1#2")
    name = Sealed(key=one, field="name", data="x")
    receiving = {**RECEIVING, "kind": "denunciation"}

    the_chair().when(
        proceeding.receive, **receiving, raised_by=(Person(party=one, name=name),)
    ).then(
        attrs.evolve(
            DENUNCIATION,
            gist=COMPLAINT.gist,
            raised_by=(Person(party=one, name=name),),
        )
    )
    for role in ("raised_by", "against"):
        wrong = the_chair().when(
            proceeding.receive, **receiving, **{role: (Person(party=other, name=name),)}
        )
        wrong.refused("person-is-sealed-under-their-key", party=other)


def test_no_event_has_a_person_in_clear() -> None:
    """Luật Tố cáo 2018, Điều 56: who denounced is known by party and sealed only."""
    plain = {
        name
        for shape in get_args(Event)
        for name in attrs.fields_dict(shape)
        if any(word in name for word in ("name", "address", "contact", "phone", "identity"))
    }

    assert set() == plain
    assert {"party", "name", "address", "contact"} == {*attrs.fields_dict(Person)}
    assert all(Sealed | None == one.type for one in attrs.fields(Person) if one.name != "party")


def test_content_is_sealed_under_the_case() -> None:
    setting = the_chair().when(
        proceeding.receive, **RECEIVING, content=Sealed(key=PartyId("x#1"), field="c", data="x")
    )
    setting.then(
        attrs.evolve(COMPLAINT, content=Sealed(key=PartyId("x#1"), field="c", data="x"))
    )  # tried out by itself, it has no case

    from dialogue_cases.errors import Refused
    from dialogue_cases.law import load_law
    from dialogue_cases.ward import Setting
    from spec import a_ward, act_of

    here = Setting(act=act_of("chu-tich"), ward=a_ward(), law=load_law(), stream=CASE)
    with pytest.raises(Refused) as caught:
        proceeding.receive(
            proceeding.INITIAL,
            here,
            **RECEIVING,
            content=Sealed(key=PartyId("x#1"), field="c", data="x"),
        )
    assert "content-is-sealed-under-the-case" == caught.value.rule


def test_a_state_body_resolves() -> None:
    """Luật Khiếu nại 2011, Điều 17; Luật Tố cáo 2018, Điều 13: chairs and heads are competent."""
    receiving = the_chair().when(proceeding.receive, **{**RECEIVING, "body": PARTY})

    assert receiving.refused("state-body-resolves", body=PARTY).unlawful
    taking = the_chair(COMPLAINT).when(proceeding.take_over, on=NEXT, body=PARTY, reason="x")
    assert taking.refused("state-body-resolves").unlawful


def test_a_second_instance_is_above_the_commune() -> None:
    """NĐ 155/2026 Điều 14: since the district is gone, the second time is the province's."""
    second = {**RECEIVING, "instance": "second"}

    at_home = the_chair().when(proceeding.receive, **second)
    assert at_home.refused("second-instance-is-above-the-commune").unlawful
    above = attrs.evolve(COMPLAINT, instance="second", body=SUPERIOR)
    the_chair().despite("state-body-resolves").when(
        proceeding.receive, **{**second, "body": SUPERIOR}
    ).then(above)


def test_another_body_takes_over_once() -> None:
    taking: dict[str, Any] = {"on": NEXT, "body": BodyId("hdnd"), "reason": "Sáp nhập"}
    taken = TakenOver(**taking)

    the_chair(COMPLAINT).when(proceeding.take_over, **taking).then(taken)
    the_chair(COMPLAINT, taken).when(proceeding.take_over, **taking).then()
    the_chair(COMPLAINT).when(proceeding.take_over, **{**taking, "reason": ""}).refused(
        "reason-is-given"
    )
    assert taken.body == the_chair(COMPLAINT, taken).state.body


def test_the_contested_act_is_learned_once() -> None:
    learned = ContestedActLearned(on=DAY)

    the_chair().when(proceeding.learn_contested_act, on=DAY).then(learned)
    the_chair(learned).when(proceeding.learn_contested_act, on=DAY).then()
    again = the_chair(learned).when(proceeding.learn_contested_act, on=NEXT)
    again.refused("contested-act-is-learned-once")


def test_filing_was_hindered_before_that_ends() -> None:
    hindered = FilingHindered(on=DAY, reason="Bão lụt")
    ended = HindranceEnded(on=NEXT)

    the_chair().when(proceeding.hinder_filing, on=DAY, reason="Bão lụt").then(hindered)
    the_chair(hindered).when(proceeding.hinder_filing, on=NEXT, reason="Bão lụt").then()
    the_chair().when(proceeding.end_hindrance, on=NEXT).refused("filing-was-hindered")
    the_chair(hindered).when(proceeding.end_hindrance, on=NEXT).then(ended)
    the_chair(hindered, ended).when(proceeding.end_hindrance, on=NEXT).then()


# -- Checked and taken up -------------------------------------------------------------


def test_a_check_may_take_longer_at_several_places() -> None:
    """Luật Tố cáo 2018, Điều 24 khoản 1: at most 10 working days then."""
    widening: dict[str, Any] = {"on": NEXT, "manner": "several_places"}
    widened = IdentityCheckWidened(**widening)

    the_chair(DENUNCIATION).when(proceeding.widen_identity_check, **widening).then(widened)
    the_chair(DENUNCIATION, widened).when(proceeding.widen_identity_check, **widening).then()


def test_who_it_is_from_is_verified() -> None:
    checking: dict[str, Any] = {"on": NEXT, "identified": True, "eligible": True, "gist": "Đủ"}

    the_chair(DENUNCIATION).when(proceeding.verify, **checking).then(Verified(**checking))
    the_chair(DENUNCIATION, Verified(**checking)).when(proceeding.verify, **checking).then()
    the_chair(DENUNCIATION).when(proceeding.verify, **{**checking, "gist": ""}).refused(
        "gist-is-given"
    )


@pytest.mark.parametrize(
    ("decision", "arguments"),
    [
        (proceeding.accept, {}),
        (proceeding.verify, {"identified": True, "eligible": True, "gist": "x"}),
        (proceeding.forward, {"to": "x"}),
        (proceeding.tell_parties, {"about": "progress", "to": ("complainant",)}),
        (proceeding.urge, {"by_whom": PARTY, "demand": "settlement", "gist": "x"}),
        (proceeding.withdraw, {"form": "letter"}),
        (proceeding.decide, {"outcome": "founded", "gist": "x"}),
    ],
)
def test_a_case_is_received_first(decision: Any, arguments: dict[str, Any]) -> None:
    the_chair().when(decision, on=NEXT, **arguments).refused("case-is-received-first")


def test_a_case_is_taken_up_once() -> None:
    the_chair(COMPLAINT).when(proceeding.accept, on=NEXT, document=PAPER).then(ACCEPTED)
    the_chair(COMPLAINT, ACCEPTED).when(proceeding.accept, on=LATER, document=PAPER).then()
    again = the_chair(COMPLAINT, ACCEPTED).when(proceeding.accept, on=LATER, document=NOTICE)

    again.refused("case-is-taken-up-once", on=NEXT)


def test_the_competent_body_decides_if_it_is_the_wards_own() -> None:
    """Luật Khiếu nại 2011, Điều 17: the chair of the commune for what is done under him."""
    secretary = given(proceeding, COMPLAINT).when(proceeding.accept, on=NEXT, document=PAPER)

    assert secretary.refused("competent-body-decides", competent=UBND, body=PARTY).unlawful
    elsewhere = attrs.evolve(COMPLAINT, body=SUPERIOR)
    given(proceeding, elsewhere).when(proceeding.accept, on=NEXT, document=PAPER).then(ACCEPTED)


def test_a_decision_is_in_writing() -> None:
    accepting = the_chair(COMPLAINT).when(proceeding.accept, on=NEXT)

    assert accepting.refused("decision-is-in-writing").unlawful


def test_a_denouncer_is_identified() -> None:
    """Luật Tố cáo 2018, Điều 25: anonymous denunciations aren't handled under this law."""
    unknown = Verified(on=DAY, identified=False, eligible=True, gist="Không rõ người gửi")
    accepting = the_chair(DENUNCIATION, unknown).when(proceeding.accept, on=NEXT, document=PAPER)

    assert accepting.refused("denouncer-is-identified").unlawful
    the_chair(COMPLAINT, unknown).when(proceeding.accept, on=NEXT, document=PAPER).then(ACCEPTED)


def test_a_case_taken_up_is_eligible() -> None:
    """Luật Tố cáo 2018, Điều 29 khoản 1: the conditions of acceptance."""
    lacking = Verified(on=DAY, identified=True, eligible=False, gist="Không có cơ sở")
    accepting = the_chair(DENUNCIATION, lacking).when(proceeding.accept, on=NEXT, document=PAPER)

    assert accepting.refused("case-taken-up-is-eligible").unlawful


REFUSING: dict[str, Any] = {
    "on": NEXT,
    "ground": "time_limit_passed",
    "reason": "Quá thời hiệu",
}
REFUSED = AcceptanceRefused(**REFUSING, article="Luật Khiếu nại 2011, Điều 11 khoản 6")


def test_a_refusal_names_its_article() -> None:
    the_chair(COMPLAINT).when(proceeding.refuse, **REFUSING).then(REFUSED)
    the_chair(COMPLAINT, REFUSED).when(proceeding.refuse, **REFUSING).then()
    the_chair(COMPLAINT).when(proceeding.refuse, **{**REFUSING, "reason": ""}).refused(
        "reason-is-given"
    )


def test_a_refused_case_may_be_taken_up_later() -> None:
    taken = the_chair(COMPLAINT, REFUSED, attrs.evolve(ACCEPTED, on=LATER))

    assert "refused" == the_chair(COMPLAINT, REFUSED).state.status
    assert "accepted" == taken.state.status


@pytest.mark.parametrize("ground", get_args(RefusalGround))
def test_a_refusal_ground_is_in_force(ground: str) -> None:
    """Luật Khiếu nại 2011, Điều 11: nine grounds; Luật Tố cáo 2018, Điều 24, 25, 29."""
    allowed = []
    for case in (COMPLAINT, DENUNCIATION):
        refusing = the_chair(case).when(proceeding.refuse, **{**REFUSING, "ground": ground})
        try:
            refusing.run()
            allowed.append(case.kind)
        except Exception:
            assert refusing.refused("refusal-ground-is-in-force", ground=ground).unlawful

    assert 1 == len(allowed)


def test_complaints_have_nine_grounds_of_refusal() -> None:
    nine = [one for one in grounds.REFUSALS if "complaint" in one.kinds]

    assert 9 == len(nine)
    assert {one.code for one in grounds.REFUSALS} == {*get_args(RefusalGround)}


def test_a_ground_is_not_in_force_before_its_law() -> None:
    before = date(2018, 12, 31)
    refusing = the_chair(attrs.evolve(DENUNCIATION, on=before)).when(
        proceeding.refuse, on=before, ground="no_basis_to_identify", reason="x"
    )

    assert refusing.refused("refusal-ground-is-in-force").unlawful


def test_a_case_taken_up_is_not_refused() -> None:
    refusing = the_chair(COMPLAINT, ACCEPTED).when(proceeding.refuse, **REFUSING)
    forwarding = the_chair(COMPLAINT, ACCEPTED).when(proceeding.forward, on=LATER, to="Sở")

    assert refusing.refused("case-taken-up-is-not-refused").unlawful
    assert forwarding.refused("case-taken-up-is-not-refused").unlawful


def test_a_denunciation_is_transferred_once() -> None:
    """TT 05/2021 Điều 14 khoản 1: transferred only once for the same content."""
    sent = ForwardedElsewhere(on=NEXT, manner="transferred", to="Công an tỉnh")

    the_chair(DENUNCIATION).when(proceeding.forward, on=NEXT, to="Công an tỉnh").then(sent)
    the_chair(DENUNCIATION, sent).when(proceeding.forward, on=LATER, to="Công an tỉnh").then()
    again = the_chair(DENUNCIATION, sent).when(proceeding.forward, on=LATER, to="Sở")
    assert again.refused("denunciation-is-transferred-once").unlawful
    the_chair(DENUNCIATION).when(proceeding.forward, on=NEXT, to=" ").refused("addressee-is-named")


def test_a_complaint_is_guided() -> None:
    the_chair(COMPLAINT).when(proceeding.forward, on=NEXT, to="Sở").then(
        ForwardedElsewhere(on=NEXT, manner="guided", to="Sở")
    )


# -- Told -----------------------------------------------------------------------------


def test_all_who_must_be_told_are_told() -> None:
    """Luật Tố cáo 2018, Điều 29 khoản 3: the denouncer, and the denounced of the content."""
    told = PartiesTold(on=LATER, about="acceptance", to=("denouncer",), complete=False)
    telling: dict[str, Any] = {"on": LATER, "about": "acceptance", "to": ("denouncer",)}
    taken = (DENUNCIATION, ACCEPTED)

    the_chair(*taken).when(proceeding.tell_parties, **telling).refused(
        "all-who-must-be-told-are-told", missing=["denounced"]
    )
    the_chair(*taken).when(proceeding.tell_parties, **telling, complete=False).then(told)
    the_chair(*taken, told).when(proceeding.tell_parties, **telling, complete=False).then()
    rest: dict[str, Any] = {**telling, "to": ("denounced",)}
    the_chair(*taken, told).when(proceeding.tell_parties, **rest).then(PartiesTold(**rest))


def test_parties_are_named_and_there_is_something_to_tell() -> None:
    telling: dict[str, Any] = {"on": LATER, "about": "acceptance", "to": ("complainant",)}

    the_chair(COMPLAINT).when(proceeding.tell_parties, **{**telling, "to": ()}).refused(
        "parties-are-named"
    )
    for about in ("acceptance", "refusal", "forwarding", "withdrawal"):
        the_chair(COMPLAINT).when(proceeding.tell_parties, **{**telling, "about": about}).refused(
            "there-is-something-to-tell", about=about
        )


def test_who_sent_it_is_answered() -> None:
    """Luật Tố cáo 2018, Điều 26 khoản 2: the press or agency gets the result in writing."""
    by_press = attrs.evolve(DENUNCIATION, source="press", sender="Báo Quảng Ngãi")
    answering: dict[str, Any] = {"on": LATER, "gist": "Đã thụ lý"}

    the_chair(by_press).when(proceeding.answer_sender, **answering).then(
        SenderAnswered(**answering)
    )
    the_chair(by_press, SenderAnswered(**answering)).when(
        proceeding.answer_sender, **answering
    ).then()
    the_chair(COMPLAINT).when(proceeding.answer_sender, **answering).refused("somebody-sent-it")
