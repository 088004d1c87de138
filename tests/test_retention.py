"""How long a case is kept is the ward's own regulation; what is over is destroyed by decision."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dialogue_cases import petition, proceeding, session, ward
from dialogue_cases.errors import (
    CorruptLog,
    Invalid,
    KeyDestroyed,
    NotFound,
    Refused,
    RemovalStopped,
)
from dialogue_cases.office import Office
from dialogue_cases.office.hiding import HIDDEN
from dialogue_cases.office.retention import RetainedCase
from dialogue_cases.projection import Views
from dialogue_cases.proofs import Proofs, signing_key, verify
from dialogue_cases.record import Destroyed, Erased, Redacted, RemovalRefused
from dialogue_cases.views import register
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    LegalBasis,
    PartyId,
    Place,
    StreamId,
    Topic,
    event_ref,
)
from dialogue_cases.ward import WARD, RetentionPeriod
from dialogue_cases.ward.in_any_life import destroy, lift_hold, place_hold
from offices import Clock, an_office
from spec import SECRETARY, act_of

RECEIVED, CLOSED = date(2023, 3, 1), date(2023, 3, 15)
LAST, DUE = date(2028, 3, 15), date(2028, 3, 16)
CLERK = act_of("chanh-van-phong")
CASE = StreamId("petition/2023/1")
PARTY = PartyId(f"{CASE}#1")
REGULATION = Document(kind="Quy chế", number="05-QC/ĐU", title="Quy chế lưu trữ hồ sơ")
DESTROYING: dict[str, Any] = {"act": SECRETARY, "on": DUE, "reason": "hết thời hạn lưu giữ"}


@pytest.fixture
def clock() -> Clock:
    return Clock(CLOSED)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A report of March 2023, settled on the 15th, with a petitioner and its content."""
    with an_office(clock, tmp_path / "ward.db") as office:
        desk = office.acting(CLERK)
        desk.begin(
            "petition/2023",
            petition.raise_petition,
            on=RECEIVED,
            channel="written",
            gist="Mương bị lấp",
            received_by=BodyId("van-phong"),
        )
        party = office.new_party(CASE)
        name = office.seal(party, "petitioner_name", "Nguyễn Thị A")
        desk.decide(CASE, petition.name_petitioner, on=RECEIVED, party=party, petitioner_name=name)
        content = office.seal_content(CASE, "content", "Nội dung đơn")
        desk.decide(CASE, petition.keep_content, on=RECEIVED, content=content)
        desk.decide(CASE, petition.classify, on=RECEIVED, kind="report", area="land")
        desk.decide(
            CASE, petition.withdraw, on=CLOSED, form="letter", document=Document(kind="Đơn")
        )
        yield office


def adopt(office: Office, *periods: RetentionPeriod, on: date = CLOSED) -> None:
    said = periods or (RetentionPeriod(kind="report", years_kept=5),)
    office.acting(SECRETARY).decide(
        WARD, ward.adopt_retention, on=on, document=REGULATION, periods=said
    )


def the_case(office: Office, on: date, **asked: Any) -> RetainedCase:
    (one,) = office.retention(on, **asked)
    return one


# -- How long -------------------------------------------------------------------------------


def test_nothing_is_due_before_the_ward_has_said_how_long(office: Office) -> None:
    """The law's present retention time isn't known here, so there is no default."""
    one = the_case(office, date(2099, 1, 5))

    assert ("no_period", None, None) == (one.status, one.kept_until, one.basis)
    with pytest.raises(RemovalStopped, match="case-has-a-period"):
        office.destroy(CASE, **{**DESTROYING, "on": CLOSED})


def test_a_period_is_counted_from_the_day_on_which_the_case_was_closed(office: Office) -> None:
    """In years, by the regulation in force; due from the day after its last day."""
    adopt(office)

    assert [("retained", LAST), ("due_for_destruction", LAST)] == [
        (one.status, one.kept_until) for one in (the_case(office, on) for on in (LAST, DUE))
    ]
    one = the_case(office, DUE)
    assert (CLOSED, 5, "report") == (one.closed_on, one.years, one.kind)
    assert "05-QC/ĐU" in str(one.basis)
    assert one.adopted == office.history(WARD)[-1].ref


@pytest.mark.parametrize(
    ("periods", "on", "years"),
    [
        ((), date(2028, 1, 3), 5),
        ((RetentionPeriod(kind="report", years_kept=10),), date(2028, 1, 3), 10),
        ((RetentionPeriod(kind="report", years_kept=10),), CLOSED, 5),  # not in force yet
        ((RetentionPeriod(kind="complaint", years_kept=10),), date(2028, 1, 3), None),
    ],
)
def test_the_last_regulation_in_force_holds_as_a_whole(
    office: Office, periods: tuple[RetentionPeriod, ...], on: date, years: int | None
) -> None:
    adopt(office)
    if periods:
        adopt(office, *periods, on=date(2028, 1, 1))

    assert years == the_case(office, on).years


def test_a_kind_has_one_period(office: Office) -> None:
    with pytest.raises(Refused, match="retention-says-a-kind-once"):
        adopt(office, *(RetentionPeriod(kind="report", years_kept=n) for n in (5, 10)))


def test_what_was_known_then_is_told_as_known_then(office: Office, clock: Clock) -> None:
    """A regulation that was entered since wasn't known."""
    clock.move(date(2023, 4, 3))
    adopt(office)

    assert "no_period" == the_case(office, DUE, known=CLOSED).status
    assert "due_for_destruction" == the_case(office, DUE).status


def test_an_open_case_is_not_listed_and_one_that_is_opened_again_is_not_over(
    office: Office, clock: Clock
) -> None:
    adopt(office)
    clock.move(date(2023, 5, 4))
    office.acting(SECRETARY).decide(
        CASE, petition.reopen, on=date(2023, 5, 4), reason="bị ép rút đơn", coerced=True
    )

    assert () == office.retention(DUE)
    assert "not_closed" == office.retained(CASE, DUE).status


def test_a_proceeding_that_is_open_keeps_its_petition(office: Office) -> None:
    """What names the case goes on, so the case isn't over."""
    adopt(office)
    office.acting(CLERK).begin(
        "proceeding/2023",
        proceeding.receive,
        on=CLOSED,
        kind="complaint",
        body=BodyId("ubnd"),
        gist="Khiếu nại việc lấp mương",
        petition=CASE,
    )

    assert ("goes_on", ("proceeding/2023/1",)) == (
        office.retained(CASE, DUE).status,
        office.retained(CASE, DUE).goes_on,
    )


@pytest.mark.parametrize(
    ("series", "closed"), [("reception", date(2023, 3, 10)), ("dialogue", None)]
)
def test_a_reception_is_closed_by_its_end_and_a_dialogue_by_its_notice(
    office: Office, series: str, closed: date | None
) -> None:
    day = date(2023, 3, 10)
    desk = office.acting(CLERK)
    stream = f"{series}/2023/1"
    basis: LegalBasis = "citizen_reception" if series == "reception" else "party_secretary_dialogue"
    desk.begin(
        f"{series}/2023", session.fix, on=RECEIVED, day=day, place=Place(name="Trụ sở"),
        topics=(Topic(title="Đất đai", code="land_management"),), legal_basis=basis,
    )  # fmt: skip
    secretary = office.acting(
        SECRETARY, despite=[(rule, "…") for rule in ("announced-before", "house-rules-in-force")]
    )
    secretary.decide(stream, session.open_session, on=day)
    secretary.decide(stream, session.end_session, on=day, people=3)

    assert closed == office.retained(stream, DUE).closed_on


def test_only_cases_of_people_have_a_period(office: Office) -> None:
    with pytest.raises(Invalid, match="no period is counted"):
        office.retained(WARD, DUE)
    with pytest.raises(NotFound):
        office.retained("petition/2023/9", DUE)
    with pytest.raises(NotFound):
        office.retained(CASE, DUE, known=date(2023, 3, 1))


# -- Destroying -----------------------------------------------------------------------------


@pytest.fixture
def due(office: Office, clock: Clock) -> Office:
    """The same on the day on which it is due."""
    adopt(office)
    clock.move(DUE)
    return office


def test_what_is_over_is_destroyed_by_decision_with_every_key_and_text(due: Office) -> None:
    """One fact of the case says why it could be; from it the erasure of each key follows, and that
    each text is hidden."""
    before = due.log.position
    receipt = due.destroy(CASE, **DESTROYING)

    content = PartyId(f"{CASE}#0")
    destroyed, *following = [one for one in due.history(CASE) if one.position > before]
    hidden = [one for one in following if isinstance(one.event, Redacted)]
    erased = [one for one in following if isinstance(one.event, Erased)]
    assert len(following) == len(hidden) + len(erased)
    assert {(destroyed.ref,)} == {one.because for one in hidden}
    assert HIDDEN == due.as_of(CASE).raised.gist
    assert all(due.log.is_beside(event_ref(CASE, one.event.entry), one.event.which_text)
               for one in hidden)  # fmt: skip
    due.store.check()
    assert destroyed.event == Destroyed(
        on=DUE, reason="hết thời hạn lưu giữ", closed_on=CLOSED, years_kept=5, keys=(content, PARTY)
    )
    assert (due.history(WARD)[-1].ref,) == destroyed.because
    assert [(Erased, content), (Erased, PARTY)] == [
        (type(one.event), one.event.party) for one in erased
    ]
    assert {(destroyed.ref,)} == {one.because for one in erased}
    assert (1 + len(following), (content, PARTY)) == (receipt.recorded, receipt.erased)
    for key in (content, PARTY):
        assert isinstance(due.vault.lost(key), KeyDestroyed)
    assert () == due.retention(DUE)


def test_a_case_is_destroyed_once(due: Office) -> None:
    due.destroy(CASE, **DESTROYING)
    position = due.log.position

    assert 0 == due.destroy(CASE, **DESTROYING).recorded
    assert position == due.log.position


def test_a_case_that_was_opened_again_has_another_time(due: Office, clock: Clock) -> None:
    """What is named in it then is kept again, from the day on which it is closed anew."""
    due.destroy(CASE, **DESTROYING)
    desk = due.acting(SECRETARY)
    desk.decide(CASE, petition.reopen, on=DUE, reason="bị ép rút đơn", coerced=True)
    party = due.new_party(CASE)
    name = due.seal(party, "petitioner_name", "Trần Văn B")
    desk.decide(CASE, petition.name_petitioner, on=DUE, party=party, petitioner_name=name)
    with pytest.raises(RemovalStopped, match="case-is-closed"):
        due.destroy(CASE, **DESTROYING)
    desk.decide(
        CASE, petition.withdraw, on=DUE, form="letter", document=Document(kind="Đơn rút lần hai")
    )
    with pytest.raises(RemovalStopped, match="period-is-over"):
        due.destroy(CASE, **DESTROYING)

    clock.move(date(2033, 3, 17))
    assert (party,) == due.destroy(CASE, **{**DESTROYING, "on": date(2033, 3, 17)}).erased


def test_a_case_without_sealed_data_is_destroyed_too(due: Office) -> None:
    """What was erased before needs no key any more; that its time was over is on record."""
    for key in (PARTY, PartyId(f"{CASE}#0")):
        due.erase(key, act=CLERK, on=DUE, reason="theo yêu cầu")

    due.destroy(CASE, **DESTROYING)

    (destroyed,) = [one for one in due.history(CASE) if isinstance(one.event, Destroyed)]
    assert () == destroyed.event.keys


@pytest.mark.parametrize(
    ("on", "rule"), [(LAST, "period-is-over"), (date(2024, 1, 2), "period-is-over")]
)
def test_a_case_is_not_destroyed_before_its_period_is_over(
    due: Office, on: date, rule: str
) -> None:
    """Also not as of a day before that; that it was refused is on record."""
    with pytest.raises(RemovalStopped, match=rule):
        due.destroy(CASE, **{**DESTROYING, "on": on})

    (fact,) = due.history(CASE)[-1:]
    assert fact.event == RemovalRefused(on=on, removal="destroy", rule=rule)
    assert due.vault.holds(PARTY)


def test_a_held_case_is_listed_as_held_and_not_destroyed(due: Office) -> None:
    desk = due.acting(CLERK)
    desk.decide(CASE, place_hold, on=DUE, reason="Toà xét xử", asked_by="Toà án")
    (placed,) = due.history(CASE)[-1:]

    one = the_case(due, DUE)
    assert ("on_hold", (placed.ref,)) == (one.status, one.holds)
    with pytest.raises(RemovalStopped, match="case-is-held"):
        due.destroy(CASE, **DESTROYING)
    desk.decide(CASE, lift_hold, on=DUE, number=1, reason="đã xử xong")
    assert due.destroy(CASE, **DESTROYING).erased


def test_an_open_case_is_listed_where_it_is_held_itself(due: Office) -> None:
    """Whoever lifts holds sees all of them; a hold on the whole record lists no open case."""
    desk = due.acting(SECRETARY)
    desk.decide(WARD, place_hold, on=DUE, reason="Thanh tra", asked_by="Thanh tra tỉnh")
    desk.decide(CASE, petition.reopen, on=DUE, reason="bị ép rút đơn", coerced=True)
    assert () == due.retention(DUE)

    desk.decide(CASE, place_hold, on=DUE, reason="Toà xét xử", asked_by="Toà án")

    one = the_case(due, DUE)
    assert ("not_closed", True, 2) == (one.status, one.has_a_hold, len(one.holds))


def numbers(line: register.RegisterLine) -> dict[str, Any]:
    """All that a line tells but for what it says in words."""
    told = msgspec.structs.asdict(line)
    return {name: one for name, one in told.items() if name not in ("gist", "folded")}


def test_numbers_and_proofs_are_what_they_were(due: Office) -> None:
    """A destruction changes no fact: a checkpoint from before proves what it proved."""
    with Proofs.of(due.log) as proofs, Views.of(due) as views:
        key = signing_key(due.log, proofs.origin)
        note = proofs.take(due.log, key).note
        before = register.cases(views).rows

        due.destroy(CASE, **DESTROYING)

        after = register.cases(views).rows
        assert ["[…]"] == [one.gist for one in after]
        assert [numbers(one) for one in before] == [numbers(one) for one in after]
        assert not verify(due.log, [note], [key.verifier], proofs=proofs).faults


def test_a_destruction_says_how_long_the_case_was_kept(due: Office) -> None:
    """It can't be recorded with another day or another period than those on record."""
    for closed, years in ((RECEIVED, 5), (CLOSED, 4)):
        fact = Destroyed(on=DUE, reason="x", closed_on=closed, years_kept=years)
        with pytest.raises(Refused, match="destruction-says-how-long-it-was-kept"):
            due.acting(SECRETARY).decide(CASE, destroy, fact)


def test_what_a_killed_process_has_left_is_completed_by_the_next_decision(
    due: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys of a destroyed case go as those of any erasure."""
    with monkeypatch.context() as patch:
        patch.setattr(due.vault, "destroy", lambda _: False)
        due.destroy(CASE, **DESTROYING)
    assert due.vault.holds(PARTY)

    due.acting(CLERK).decide(CASE, place_hold, on=DUE, reason="x", asked_by="Toà án")

    assert not due.vault.holds(PARTY)
    assert not due.vault.holds(PartyId(f"{CASE}#0"))


def test_what_can_not_be_read_is_not_destroyed(
    due: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outcome that isn't known refuses: a proceeding that can't be read may be open."""
    read = due._facts

    def broken(stream: StreamId) -> Any:
        if stream.startswith("proceeding/"):
            raise CorruptLog("memory:", 1, "it isn't JSON")
        return read(stream)

    due.acting(CLERK).begin(
        "proceeding/2028", proceeding.receive, on=DUE, kind="complaint", body=BodyId("ubnd"),
        gist="Khiếu nại", petition=CASE,
    )  # fmt: skip
    monkeypatch.setattr(due, "_facts", broken)
    with pytest.raises(CorruptLog):
        due.destroy(CASE, **DESTROYING)

    monkeypatch.undo()
    assert due.vault.holds(PARTY)
