"""Open cases of a merged ward are carried on in the record of the ward that took it over."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from dialogue_cases import petition, ward
from dialogue_cases.attachments import attach, attached, opened
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.office import Office
from dialogue_cases.petition import Kind
from dialogue_cases.record import CarriedElsewhere, Erased
from dialogue_cases.register_file import TakeOver, take_over_ward, takeover
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    OfficerId,
    On,
    PartyId,
    StreamId,
    SystemAct,
    month,
)
from dialogue_cases.ward.in_any_life import erase
from offices import Clock, an_office
from spec import SECRETARY, act_of

OFFICE = act_of("chanh-van-phong")
MERGED = date(2023, 7, 1)
BASIS = Document(kind="Nghị quyết", number="1685/NQ-UBTVQH15")
NAME = "Nguyễn Thị A"
UBND = BodyId("ubnd")


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Office]:
    """A ward with an open denunciation, an open recommendation of May, and a closed one."""
    with an_office(Clock(date(2023, 6, 20)), tmp_path / "old.db") as old:
        # The session of May is in the paper book only.
        desk = old.acting(OFFICE, despite=[("reference-is-recorded", "Buổi đó chưa vào sổ")])
        brought: tuple[tuple[On, Kind, StreamId | None], ...] = (
            (date(2023, 3, 6), "denunciation", None),
            (month(2023, 5), "recommendation", StreamId("dialogue/2023/1")),
            (date(2023, 6, 1), "report", None),
        )
        for on, kind, session in brought:
            (raised,) = desk.begin(
                "petition/2023",
                petition.raise_petition,
                on=on,
                channel="dialogue" if session else "written",
                session=session,
                gist=f"Nội dung {kind}",
                received_by=UBND,
            )
            party = old.new_party(raised.stream)
            desk.decide(
                raised.stream,
                petition.name_petitioner,
                on=on,
                party=party,
                petitioner_name=old.seal(party, "petitioner_name", NAME),
            )
            desk.decide(raised.stream, petition.classify, on=on, kind=kind, area="land")
        desk.decide(
            "petition/2023/1",
            petition.find_competence,
            on=date(2023, 3, 8),
            own=False,
            system="administrative",
            body=UBND,
        )
        desk.decide(
            "petition/2023/3",
            petition.withdraw,
            on=date(2023, 6, 10),
            form="letter",
            document=Document(kind="Đơn"),
        )
        yield old


@pytest.fixture
def office() -> Iterator[Office]:
    """The ward that takes it over: it has a body of the same id and name, and of its own."""
    with an_office(Clock(date(2023, 7, 3))) as office:
        yield office


def taken(office: Office, old: Office, **options: Any) -> TakeOver:
    asked = {"act": SECRETARY, "on": MERGED, "basis": BASIS, "into": UBND}
    return take_over_ward(office, old.store, **{"vault": old.vault, **asked, **options})


def test_open_petitions_are_carried_on_and_closed_ones_stay(office: Office, old: Office) -> None:
    """Under new numbers of this ward, with the name that they have in the old record."""
    told = taken(office, old)

    assert [
        ("21000/petition/2023/1", "petition/2023/1", True),
        ("21000/petition/2023/2", "petition/2023/2", True),
    ] == [(one.origin, one.stream, one.unsealed) for one in told.carried]
    assert 1 == told.closed
    state: petition.Petition = office.as_of("petition/2023/1")
    assert state.raised is not None
    assert "21000/petition/2023/1" == state.raised.book_entry


def test_a_case_keeps_its_day_and_what_it_was_found_to_be(office: Office, old: Office) -> None:
    """Deadlines go on from the day on which the predecessor received it."""
    taken(office, old)

    first, second = (office.as_of(f"petition/2023/{n}") for n in (1, 2))
    assert (date(2023, 3, 6), "denunciation", False) == (
        first.received_on,
        first.kind,
        first.is_own,
    )
    assert month(2023, 5) == second.raised.on
    assert "dialogue/2023/1" == second.raised.earlier_handling
    assert second.raised.session is None


def test_personal_data_are_sealed_anew(office: Office, old: Office) -> None:
    """Under a key of this record; erasing the old one doesn't touch it."""
    taken(office, old)

    (named,) = office.as_of("petition/2023/1").petitioners
    assert NAME == office.vault.unseal(named.petitioner_name)
    (before,) = old.as_of("petition/2023/1").petitioners
    assert before.petitioner_name != named.petitioner_name


def test_without_the_keys_personal_data_stay_behind(office: Office, old: Office) -> None:
    """It is said of each case; what needs its author to be classified isn't classified."""
    told = taken(office, old, vault=None)

    assert [False, False] == [one.unsealed for one in told.carried]
    first, second = (office.as_of(f"petition/2023/{n}") for n in (1, 2))
    assert ((), None, "recommendation") == (first.petitioners, first.kind, second.kind)


def test_what_was_erased_is_not_taken_along(office: Office, old: Office) -> None:
    (named,) = old.as_of("petition/2023/2").petitioners
    old.erase(named.party, act=OFFICE, on=date(2023, 6, 15), reason="theo yêu cầu")

    told = taken(office, old)

    assert [True, False] == [one.unsealed for one in told.carried]
    assert () == office.as_of("petition/2023/2").petitioners


def test_its_bodies_are_merged_into_one_of_this_ward(office: Office, old: Office) -> None:
    """A body of the same name is another body: each ward has its own."""
    taken(office, old)

    receiver = office.as_of("petition/2023/1").raised.received_by
    assert "21000-ubnd" == receiver
    assert office.ward(effective=date(2023, 6, 30)).exists(receiver)
    assert "ubnd" == office.ward(effective=MERGED).successor(receiver)


def test_every_fact_follows_from_the_taking_over(office: Office, old: Office) -> None:
    taken(office, old)

    source = next(one for one in office.history("ward") if one.event.on == MERGED)
    assert (old.ward().store, SECRETARY) == (source.event.store, source.act)
    assert {(source.ref,)} == {one.because for one in office.history("petition/2023/2")}


def test_taken_over_twice_adds_nothing(office: Office, old: Office) -> None:
    taken(office, old)
    position = office.log.position

    again = taken(office, old)

    assert ((), 2, position) == (again.carried, len(again.known), office.log.position)


def test_what_was_raised_there_since_is_carried_on_later(office: Office, old: Office) -> None:
    """The old record may have been kept a few days longer."""
    taken(office, old)
    old.acting(OFFICE).begin(
        "petition/2023",
        petition.raise_petition,
        on=date(2023, 6, 19),
        channel="written",
        gist="Nội dung mới",
        received_by=BodyId("mttq"),
    )

    again = taken(office, old)

    assert ["21000/petition/2023/4"] == [one.origin for one in again.carried]


def test_the_keys_are_those_of_the_predecessor(office: Office, old: Office) -> None:
    """Else every person would seem to have been erased there."""
    with pytest.raises(Invalid, match="the vault is another store's"):
        taken(office, old, vault=office.vault)


def test_the_own_store_is_no_predecessor(office: Office) -> None:
    with pytest.raises(Invalid, match="isn't the store of another ward"):
        take_over_ward(office, office.store, act=SECRETARY, on=MERGED, basis=BASIS, into=UBND)


def test_nothing_is_carried_on_where_nothing_could_be(office: Office, old: Office) -> None:
    """The body that they would go to isn't there, or the officer isn't."""
    position = office.log.position

    with pytest.raises(Refused, match="body-is-known"):
        taken(office, old, into=BodyId("khong-co"))
    with pytest.raises(Refused, match="office-is-held"):
        taken(office, old, act=attrs.evolve(SECRETARY, officer=OfficerId("ai-do")))

    assert position == office.log.position


def test_how_it_was_admitted_is_carried_on(office: Office, old: Office) -> None:
    """What was admitted there is admitted here, on the day on which it was."""
    desk = old.acting(OFFICE)
    stream, on = "petition/2023/2", date(2023, 6, 2)
    desk.decide(stream, petition.find_eligibility, on=on, eligible=True)
    desk.decide(stream, petition.find_competence, on=on, own=True, system="administrative")
    desk.decide(stream, petition.admit, on=on)

    taken(office, old, vault=None)

    state = office.as_of(stream)
    assert (True, on) == (state.is_own, state.admitted.on)
    assert {"eligible-petition-has-an-author"} == {
        one.rule for fact in office.history(stream) for one in fact.despite
    }


def test_who_settles_it_and_what_was_told_and_its_papers_come_along(
    office: Office, old: Office
) -> None:
    """What else there is stays in its record, and is named."""
    desk, stream, on = old.acting(SECRETARY), "petition/2023/2", date(2023, 6, 2)
    desk.decide(stream, petition.find_eligibility, on=on, eligible=True)
    desk.decide(stream, petition.find_competence, on=on, own=True, system="administrative")
    desk.decide(stream, petition.admit, on=on)
    due = date(2023, 8, 1)
    desk.decide(stream, petition.assign, on=on, text="Giải quyết", lead=UBND, due=due)
    desk.decide(stream, petition.receive_attachment, on=on, what="Bản vẽ", original=True)
    desk.decide(stream, petition.answer, on=on, outcome="accepted", gist="Đã tiếp nhận")
    desk.decide(stream, petition.supplement, on=on, gist="Bổ sung ảnh")

    told = taken(office, old)

    state = office.as_of(told.carried[1].stream)
    assert [("21000-ubnd", due)] == [(one.lead, one.due) for one in state.assignments]
    assert ["Bản vẽ"] == [one.what for one in state.attachments]
    assert ["Đã tiếp nhận"] == [one.gist for one in state.answers]
    assert ("supplements",) == told.carried[1].left


def test_its_files_come_along_sealed_anew(tmp_path: Path, old: Office) -> None:
    """Under a key of this record; without the other's keys it is told how many are left."""
    attach(old.acting(OFFICE), "petition/2023/1", b"scan", on=date(2023, 6, 2), what="đơn")
    with an_office(Clock(date(2023, 7, 3)), tmp_path / "new.db") as new:
        told = taken(new, old)
        (file,) = attached(new.history(told.carried[0].stream))

        assert ("đơn", date(2023, 6, 2)) == (file.what, file.on)
        assert b"scan" == opened(new, told.carried[0].stream, 1, new.vault.unseal)
        assert 0 == told.carried[0].files_left
    with an_office(Clock(date(2023, 7, 3)), tmp_path / "third.db") as third:
        assert 1 == taken(third, old, vault=None).carried[0].files_left


def test_one_case_that_can_not_be_carried_on_holds_up_no_other(
    office: Office, old: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named with the reason, and tried again by the next call."""
    carried = takeover._Taking._raised

    def broken(self: Any, origin: str, raised: Any) -> Any:
        told = carried(self, origin, raised)
        return told | {"people": 0} if origin.endswith("/1") else told

    with monkeypatch.context() as patched:
        patched.setattr(takeover._Taking, "_raised", broken)
        told = taken(office, old)
    assert ["21000/petition/2023/2"] == [one.origin for one in told.carried]
    assert [("21000/petition/2023/1", "petition-has-a-person")] == [
        (one.origin, one.error.rule) for one in told.left if isinstance(one.error, Refused)
    ]

    again = taken(office, old)

    assert ["21000/petition/2023/1"] == [one.origin for one in again.carried]


def test_what_came_in_after_the_taking_over_is_carried_on(office: Office, old: Office) -> None:
    """As its own ward received it: late entries of a merged ward aren't refused."""
    taken(office, old)
    old.clock = Clock(date(2023, 7, 3))
    twice = [("looks-entered-already", "hai hộ, hai đơn")]
    for on in (date(2023, 7, 2), date(2023, 6, 30)):
        old.acting(OFFICE, despite=twice).begin(
            "petition/2023",
            petition.raise_petition,
            on=on,
            channel="written",
            gist="Nội dung mới",
            received_by=UBND,
        )

    again = taken(office, old, on=date(2023, 7, 3))

    assert [date(2023, 7, 2), date(2023, 6, 30)] == [
        office.as_of(one.stream).received_on for one in again.carried
    ]


def test_the_old_case_says_where_a_copy_lies(office: Office, old: Office) -> None:
    """And the new one where it came from, so that an erasure is done in both."""
    for _ in range(2):
        taken(office, old)

    last = old.history("petition/2023/1")[-1].event
    assert (
        CarriedElsewhere(
            on=MERGED + timedelta(days=2),
            store=office.ward().store,
            code="21000",
            name="Phường thử",
            case=StreamId("petition/2023/1"),
            parties=(PartyId("petition/2023/1#1"),),
        )
        == last
    )
    assert 1 == sum(
        isinstance(one.event, CarriedElsewhere) for one in old.history("petition/2023/1")
    )
    assert ("Phường thử, petition/2023/2",) == old.copies("petition/2023/2")
    assert ("Phường thử, petition/2023/2",) == office.copies("petition/2023/2")
    assert () == old.copies("petition/2023/3")


def test_without_its_keys_the_old_record_is_only_read(office: Office, old: Office) -> None:
    position = old.log.position

    taken(office, old, vault=None)

    assert position == old.log.position


def test_who_is_erased_on_record_is_not_taken_along(office: Office, old: Office) -> None:
    """Also where the key is there still: the vault is a copy that was put back."""
    (named,) = old.as_of("petition/2023/2").petitioners
    erased = Erased(on=date(2023, 6, 15), party=named.party, reason="theo yêu cầu")
    old.acting(OFFICE).decide("petition/2023/2", erase, erased)
    assert old.vault.holds(named.party)

    told = taken(office, old)

    assert [True, False] == [one.unsealed for one in told.carried]
    assert () == office.as_of("petition/2023/2").petitioners


def test_a_case_is_as_secret_here_as_it_ever_was_there(office: Office, old: Office) -> None:
    """What it was taken for before, and secrecy that was asked, come along."""
    desk = old.acting(act_of("pho-bi-thu"))
    desk.decide(
        "petition/2023/1",
        petition.classify,
        on=date(2023, 6, 1),
        kind="report",
        area="land",
        reason="xem lại",
    )
    taken(office, old)

    (named,) = office.as_of("petition/2023/1").petitioners
    assert "report" == office.as_of("petition/2023/1").kind
    with pytest.raises(Refused, match="named-office-opens-the-seal"):
        office.acting(act_of("pho-bi-thu")).unseal(named.petitioner_name, purpose="xem")


def test_a_ward_says_whom_it_took_over(office: Office, old: Office) -> None:
    taken(office, old)

    assert (old.ward().store,) == office.ward().predecessors
    assert [] == office.by_rule(SystemAct(rule="again")).decide(
        ward.WARD,
        ward.take_over,
        on=MERGED,
        store=old.ward().store,
        code="21000",
        name="Phường thử",
        basis=BASIS,
    )
