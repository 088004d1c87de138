"""While an inspection goes on, whom a body reads isn't told to them: held back, and released."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from dialogue_cases import documents, petition
from dialogue_cases.audit import decided_by, decision_record, openings, timeline
from dialogue_cases.errors import NotFound, Refused
from dialogue_cases.office import Office
from dialogue_cases.record import OpeningsHeldBack, OpeningsReleased, SealOpened
from dialogue_cases.vocabulary import BodyId, Document, PartyId, StreamId
from dialogue_cases.ward.in_any_life import hold_back_openings, release_openings
from offices import Clock, an_office
from papers import text
from spec import act_of

DAY, LATER, LAST = date(2023, 3, 1), date(2023, 3, 8), date(2023, 4, 3)
CASE = StreamId("petition/2023/1")
PARTY = PartyId(f"{CASE}#1")
NAME, WHY = "Zquyễn Thị A", "xác minh theo Quyết định số 7"
CLERK, SECRETARY, INSPECTOR = act_of("chanh-van-phong"), act_of("bi-thu"), act_of("chu-nhiem")
INSPECTORS = BodyId("kiem-tra")
BASIS = Document(kind="Quyết định", number="7-QĐ/UBKT")
HELD = OpeningsHeldBack(
    on=LATER, body=INSPECTORS, since=DAY, basis=BASIS, reason="Đang kiểm tra việc cấp đất"
)
RELEASED = OpeningsReleased(on=LAST, body=INSPECTORS, reason="Đã kết luận")


@pytest.fixture
def clock() -> Clock:
    return Clock(DAY)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """The inspectors read a petitioner's name on the first day, the secretary on the next."""
    with an_office(clock, path=tmp_path / "ward.db") as made:
        desk = made.acting(CLERK)
        desk.decide(
            CASE, petition.raise_petition, on=DAY, channel="written", gist="Cấp đất sai",
            received_by=BodyId("van-phong"),
        )  # fmt: skip
        party = made.new_party(CASE)
        (named,) = desk.decide(
            CASE, petition.name_petitioner, on=DAY, party=party,
            petitioner_name=made.seal(party, "petitioner_name", NAME),
        )  # fmt: skip
        made.acting(INSPECTOR).unseal(named.event.petitioner_name, purpose=WHY)
        clock.move(LATER)
        made.acting(SECRETARY).unseal(named.event.petitioner_name, purpose="trả lời đơn")
        yield made


def held(office: Office) -> None:
    office.acting(INSPECTOR).decide(CASE, hold_back_openings, HELD)


def released(office: Office, clock: Clock) -> None:
    clock.move(LAST)
    office.acting(INSPECTOR).decide(CASE, release_openings, RELEASED)


def told(office: Office, **asked: Any) -> list[tuple[str, bool]]:
    return [(one.purpose, one.held_back) for one in openings(office, PARTY, **asked)]


def paper(office: Office, **said: Any) -> str:
    return text(documents.write(office, "openings", CASE, which=1, **said).docx)


# -- What is told ------------------------------------------------------------------------------


def test_what_is_held_back_is_left_out_and_the_rest_is_told(office: Office) -> None:
    held(office)

    assert [("trả lời đơn", False)] == told(office)


def test_who_may_hold_back_is_told_all_and_what_is_held(office: Office) -> None:
    """The secretary may; the clerk, who holds no such role, is told what the party is told."""
    held(office)

    assert [(WHY, True), ("trả lời đơn", False)] == told(office, act=SECRETARY)
    assert told(office) == told(office, act=CLERK)


def test_nothing_is_got_around_by_asking_of_a_past_day(office: Office) -> None:
    """It was on record before it was held back; it is held back today."""
    before = office.log.position
    held(office)

    for known in (DAY, LATER, before):
        assert WHY not in str(told(office, known=known))


def test_after_the_release_everything_is_told(office: Office, clock: Clock) -> None:
    held(office)
    released(office, clock)

    assert [(WHY, False), ("trả lời đơn", False)] == told(office)


def test_what_was_read_before_the_day_that_is_said_is_told(office: Office) -> None:
    office.acting(INSPECTOR).decide(
        CASE, hold_back_openings, on=LATER, body=INSPECTORS, since=LATER, basis=BASIS, reason="…"
    )

    assert [WHY, "trả lời đơn"] == [purpose for purpose, _ in told(office)]


def test_what_the_body_reads_while_it_holds_is_held_back_too(office: Office) -> None:
    held(office)
    (sealed,) = (one.petitioner_name for one in office.as_of(CASE).petitioners)
    office.acting(INSPECTOR).unseal(sealed, purpose="đối chiếu")

    assert ["trả lời đơn"] == [purpose for purpose, _ in told(office)]


def test_the_paper_reads_the_same_whether_something_is_held_back_or_not(office: Office) -> None:
    """But for the lines themselves: it says of every paper that such are left out, if any."""
    whole = paper(office)
    held(office)
    short = paper(office)

    assert WHY in whole
    assert WHY not in short
    for made in (whole, short):
        assert "trừ những lần được tạm giữ thông tin trong khi kiểm tra, nếu có" in made
        assert "trả lời đơn" in made


def test_the_paper_never_says_that_nobody_has_read(office: Office) -> None:
    """Of a party whose every opening is held back that would be a lie."""
    held(office)
    office.acting(SECRETARY).decide(
        CASE, hold_back_openings, on=LATER, body=BodyId("dang-uy"), since=DAY, basis=BASIS,
        reason="như trên",
    )  # fmt: skip

    assert () == openings(office, PARTY)
    assert "Không có lần mở nào để thông báo" in paper(office)


def test_the_record_tells_it_to_nobody_else_on_the_way(office: Office) -> None:
    """Timelines, decisions of an officer, the page of a fact: neither the hold nor the opening."""
    held(office)
    for act in (None, CLERK):
        for entries in (timeline(office, CASE, act=act), decided_by(office, "chu-nhiem", act=act)):
            assert [] == [
                one
                for one in entries
                if one.attribution.decided_by.body == INSPECTORS  # type: ignore[union-attr]
            ]
        for one in office.history(CASE):
            if isinstance(one.event, SealOpened | OpeningsHeldBack) and one.act.body == INSPECTORS:  # type: ignore[union-attr]
                with pytest.raises(NotFound):
                    decision_record(office, one.ref, act=act)

    assert 2 == len(decided_by(office, "chu-nhiem", act=SECRETARY))


def test_no_command_tells_it_to_somebody_who_has_not_said_who_asks(
    office: Office, run: Run
) -> None:
    held(office)
    asked: list[tuple[str, ...]] = [
        ("openings", PARTY),
        ("history", CASE),
        ("timeline", CASE),
        ("log",),
        ("decided-by", "chu-nhiem"),
        ("show", CASE),
    ]
    for one in asked:
        for form in ((), ("--json",)):
            said = run(*one, *form, "--store", "ward.db")
            assert 0 == said.code
            for text_of in (WHY, HELD.reason, "7-QĐ/UBKT"):
                assert text_of not in said.out
    reader = ("--as", "chu-nhiem", "--store", "ward.db")
    assert HELD.reason in run("history", CASE, *reader).out
    assert WHY in run("openings", PARTY, "--json", *reader).out


# -- What is decided ----------------------------------------------------------------------------


def test_asked_twice_adds_nothing(office: Office, clock: Clock) -> None:
    held(office)
    assert [] == office.acting(INSPECTOR).decide(CASE, hold_back_openings, HELD)
    released(office, clock)
    assert [] == office.acting(INSPECTOR).decide(CASE, release_openings, RELEASED)


def test_openings_are_held_back_once(office: Office) -> None:
    held(office)
    with pytest.raises(Refused) as refused:
        office.acting(INSPECTOR).decide(
            CASE, hold_back_openings, on=LATER, body=INSPECTORS, since=LATER, basis=BASIS,
            reason="lần nữa",
        )  # fmt: skip

    assert "openings-are-held-back-once" == refused.value.rule


def test_openings_are_held_back(office: Office) -> None:
    """There is nothing to release."""
    with pytest.raises(Refused) as refused:
        office.acting(INSPECTOR).decide(
            CASE, release_openings, on=LATER, body=INSPECTORS, reason="xong"
        )

    assert "openings-are-held-back" == refused.value.rule


@pytest.mark.parametrize("decision", [hold_back_openings, release_openings])
def test_reason_is_given(office: Office, decision: Any) -> None:
    held(office)
    said = {"since": DAY, "basis": BASIS} if decision is hold_back_openings else {}
    with pytest.raises(Refused) as refused:
        office.acting(INSPECTOR).decide(
            CASE, decision, on=LATER, body=INSPECTORS, reason=" ", **said
        )

    assert "reason-is-given" == refused.value.rule


def test_role_may_decide(office: Office) -> None:
    """Who keeps the record doesn't decide what people are told of it."""
    with pytest.raises(Refused) as refused:
        office.acting(CLERK).decide(CASE, hold_back_openings, HELD)

    assert "role-may-decide" == refused.value.rule


def test_a_hold_is_neither_corrected_nor_voided(office: Office) -> None:
    """It ends by a release, which stays on record with it."""
    held(office)
    version = office.history(CASE)[-1].version
    with pytest.raises(Refused) as refused:
        office.acting(INSPECTOR).void(CASE, version=version, on=LATER, reason="nhầm")

    assert "entry-stands" == refused.value.rule


def test_a_clerk_types_it(office: Office, run: Run) -> None:
    as_inspector = ("--as", "chu-nhiem", "--on", "2023-03-08", "--body", "kiem-tra")
    why = ("--reason", "Đang kiểm tra", "--store", "ward.db")
    basis = '{"kind": "Quyết định", "number": "7-QĐ/UBKT"}'
    said = run(
        "hold-back-openings", CASE, *as_inspector, "--since", "2023-03-01", "--basis", basis, *why
    )
    assert 0 == said.code, said.err
    assert ["trả lời đơn"] == [purpose for purpose, _ in told(office)]

    assert 0 == run("release-openings", CASE, *as_inspector, *why).code
    assert 2 == len(openings(office, PARTY))
