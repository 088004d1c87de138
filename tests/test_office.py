"""Load, decide, react, record: one call, one transaction."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest

from dialogue_cases import petition, proceeding, session, task, ward
from dialogue_cases.errors import (
    Conflict,
    Invalid,
    KeyLost,
    KeyReused,
    NotFound,
    Refused,
    SealError,
    StoreError,
    WrongKey,
)
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.record import Erased
from dialogue_cases.store import Store
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficerId,
    Operator,
    PartyId,
    Place,
    Sealed,
    StreamId,
    SystemAct,
    Topic,
    When,
)
from dialogue_cases.ward.in_any_life import erase, void
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 2, 20)
ITEM = Origin(kind="conclusion_item", source=StreamId("dialogue/2023/1"), number=1)
TASK = task.stream(ITEM)
COMMITTEE = act_of("bi-thu")
CHAIRMAN = act_of("chu-tich")
PETITION: Any = {
    "on": DAY,
    "channel": "oral",
    "gist": "Phản ánh rác thải ở chợ",
    "received_by": BodyId("van-phong"),
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    with an_office(clock) as made:
        yield made


def assign(office: Office, *, on: date = DAY, **conditions: object) -> list[object]:
    return list(
        office.acting(COMMITTEE, **conditions).decide(  # type: ignore[arg-type]
            TASK, task.assign, on=on, origin=ITEM, text="Khơi thông mương", lead=BodyId("ubnd")
        )
    )


def begin_session(office: Office, number: int = 1) -> None:
    office.acting(COMMITTEE).decide(
        f"dialogue/2023/{number}", session.fix, on=DAY, day=date(2023, 3, 6),
        place=Place(name="Trụ sở"), topics=(Topic(title="Đất đai", code="land_management"),),
    )  # fmt: skip


# -- Deciding -------------------------------------------------------------------------


def test_a_decision_records_who_decided_and_who_typed(office: Office, clock: Clock) -> None:
    """The act says in which office; the operator is somebody else."""
    office.operator = Operator(id="van-thu", channel="máy bàn", authenticated="mật khẩu")

    (fact,) = office.acting(COMMITTEE).decide(
        TASK, task.assign, on=DAY, origin=ITEM, text="Khơi thông mương", lead=BodyId("ubnd")
    )

    assert (TASK, 1, COMMITTEE) == (fact.stream, fact.version, fact.act)
    assert ("van-thu", clock.now) == (fact.recorded_by.id, fact.recorded_at)
    assert f"{TASK}@1" == fact.ref
    assert [fact] == office.history(TASK)


def test_asked_twice_adds_nothing(office: Office) -> None:
    """A transition that has happened already isn't recorded again."""
    assert 1 == len(assign(office))
    assert [] == assign(office)


def test_a_refused_decision_leaves_nothing(office: Office) -> None:
    """A refusal says the rule, its data and where it stands; nothing is recorded."""
    position = office.log.position

    with pytest.raises(Refused) as refused:
        office.acting(COMMITTEE).decide(
            TASK, task.assign, on=DAY, origin=ITEM, text="…", lead=BodyId("ma")
        )

    assert "body-is-known" == refused.value.rule
    assert position == office.log.position


def test_an_act_by_someone_not_in_office_is_refused_unless_it_happened(office: Office) -> None:
    """Impossible is refused; unlawful is refused unless it happened, and then it is a finding."""
    former = act_of("chu-tich")
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD,
        ward.relieve,
        on=date(2023, 1, 31),
        officer=former.officer,
        office=former.office,
        body=former.body,
    )
    assign(office)

    with pytest.raises(Refused) as refused:
        office.acting(former).decide(TASK, task.report_progress, on=DAY, gist="đang làm")
    assert ("office-is-held", True) == (refused.value.rule, refused.value.unlawful)

    desk = office.acting(
        former,
        despite=[
            ("office-is-held", "bàn giao chậm"),
            ("those-charged-report", "chưa phân công lại"),
            ("never-broken", "thừa"),
        ],
    )
    (fact,) = desk.decide(TASK, task.report_progress, on=DAY, gist="đang làm")
    assert ["office-is-held"] == [one.rule for one in fact.despite]
    assert ["bàn giao chậm"] == [one.reason for one in fact.despite]


def test_office_is_judged_on_the_day_of_the_act(office: Office) -> None:
    """Who held the office then could act then, whatever was decided since."""
    former = act_of("chu-tich")
    assign(office, on=date(2023, 1, 10))
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD,
        ward.relieve,
        on=date(2023, 1, 31),
        officer=former.officer,
        office=former.office,
        body=former.body,
    )

    late = office.acting(former).decide(
        TASK, task.report_progress, on=date(2023, 1, 20), gist="ghi bổ sung"
    )

    assert () == late[0].despite


def test_what_has_not_happened_yet_is_not_recorded(office: Office, clock: Clock) -> None:
    """The record takes facts, not intentions; today is the ward's own day."""
    clock.now = datetime(2023, 3, 1, 17, 30, tzinfo=UTC)  # already 2 March on the ward's clock

    with pytest.raises(Refused) as refused:
        assign(office, on=date(2023, 3, 3))
    assert "not-in-the-future" == refused.value.rule

    assert 1 == len(assign(office, on=date(2023, 3, 2)))


def test_a_regulation_may_take_effect_later(office: Office) -> None:
    """The ward's own stream may hold what is in force from a coming day."""
    desk = office.by_rule(SystemAct(rule="ward-set-up"))

    assert desk.decide(
        ward.WARD, ward.begin_term, on=date(2025, 7, 1), body=BodyId("dang-uy"), term="2025–2030"
    )


def test_nothing_of_a_life_happens_before_it_begins(office: Office) -> None:
    """A late entry from before the first fact would begin the life a second time."""
    assign(office, on=DAY)

    with pytest.raises(Refused) as refused:
        assign(office, on=date(2023, 2, 1))

    assert "life-has-begun" == refused.value.rule


def test_a_decision_of_another_life_is_told(office: Office) -> None:
    """A session's decision on a task's stream is a mistake of the caller."""
    with pytest.raises(Invalid, match="cancel is a decision of session"):
        office.acting(COMMITTEE).decide(TASK, session.cancel, on=DAY, reason="mưa bão")
    with pytest.raises(Invalid, match="no life is called 'case'"):
        office.acting(COMMITTEE).decide("case/1", session.cancel, on=DAY, reason="mưa bão")


def test_days_of_pendulum_and_instants_are_taken_as_local(office: Office) -> None:
    """An aware instant becomes the local day and time; a naive one is refused."""
    desk = office.acting(COMMITTEE)

    def assigned(number: int, on: Any) -> object:
        origin = Origin(kind="direction", source=StreamId("dialogue/2023/1"), number=number)
        (fact,) = desk.decide(
            task.stream(origin),
            task.assign,
            on=on,
            origin=origin,
            text="…",
            lead=BodyId("ubnd"),
        )
        return fact.event.on

    assert date(2023, 2, 20) == assigned(1, pendulum.date(2023, 2, 20))
    assert When(day=date(2023, 2, 21), at=time(1, 30)) == assigned(
        2, pendulum.datetime(2023, 2, 20, 18, 30, tz="UTC")
    )
    with pytest.raises(Invalid, match="has no zone"):
        assigned(3, datetime(2023, 2, 20, 18, 30))  # noqa: DTZ001
    with pytest.raises(Invalid, match="is no day"):
        assigned(3, "2023-02-20")


def test_a_new_life_gets_the_next_number(office: Office) -> None:
    """Numbers of a series have no gaps, and a refused beginning leaves none."""
    desk = office.acting(COMMITTEE)
    place = Place(name="Trụ sở")

    def reception() -> str:
        (fact,) = desk.begin(
            "reception/2023", session.fix, on=DAY, day=date(2023, 3, 6), place=place,
            legal_basis="citizen_reception",
        )  # fmt: skip
        return fact.stream

    with pytest.raises(Refused):
        desk.begin(
            "reception/2023", session.fix, on=DAY, day=date(2023, 3, 6), place=place,
            groups=(GroupId("không có"),), legal_basis="citizen_reception",
        )  # fmt: skip

    assert ["reception/2023/1", "reception/2023/2"] == [reception(), reception()]


def test_a_number_is_looked_for_once_and_a_cause_just_recorded_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new life asks for its number; what follows by rule names what was recorded before it."""
    from dialogue_cases.store import Writing

    asked: list[str] = []
    looked: list[tuple[str, int]] = []
    number, holds = Writing.next_number, Writing.holds

    def counted(writing: Writing, series: str) -> int:
        asked.append(series)
        return number(writing, series)

    def noted(writing: Writing, stream: StreamId, version: int = 1) -> bool:
        looked.append((stream, version))
        return holds(writing, stream, version)

    monkeypatch.setattr(Writing, "next_number", counted)
    monkeypatch.setattr(Writing, "holds", noted)
    desk = office.acting(COMMITTEE)
    (raised,) = desk.begin(
        "petition/2023", petition.raise_petition, on=DAY, channel="written", gist="Mương",
        received_by=BodyId("dang-uy"),
    )  # fmt: skip
    looked.clear()
    _, assigned = desk.decide(
        raised.stream, petition.direct, on=DAY, direction="Khơi mương", lead=BodyId("ubnd")
    )

    assert (["petition/2023"], []) == (asked, looked)

    office.acting(COMMITTEE, because=[raised.ref]).decide(
        assigned.stream, task.carry_over, on=DAY, to=StreamId("dialogue/2023/1"), reason="Chưa xong"
    )

    assert [(raised.stream, 1)] == looked


def test_expected_names_the_version_that_the_caller_has_seen(office: Office) -> None:
    """A mismatch is a conflict, never a retry."""
    assign(office)

    with pytest.raises(Conflict) as conflict:
        office.acting(CHAIRMAN, expected=0).decide(
            TASK, task.report_progress, on=DAY, gist="đang làm"
        )

    assert (TASK, 0, 1) == (
        conflict.value.stream,
        conflict.value.expected,
        conflict.value.actual,
    )
    assert office.acting(CHAIRMAN, expected=1).decide(
        TASK, task.report_progress, on=DAY, gist="đang làm"
    )


def test_a_key_makes_a_repeated_call_one_call(office: Office) -> None:
    """Notes repeat, unless a key says that it is the same call."""
    desk = office.acting(CHAIRMAN, key="máy-1/17")
    assign(office)

    first = desk.decide(TASK, task.report_progress, on=DAY, gist="đang làm")
    again = desk.decide(TASK, task.report_progress, on=DAY, gist="đang làm")

    assert first == again
    assert "máy-1/17" == first[0].key
    assert 2 == len(office.history(TASK))
    with pytest.raises(KeyReused):
        desk.decide(TASK, task.report_progress, on=DAY, gist="việc khác")


# -- Correcting -------------------------------------------------------------------------


def test_a_correction_stands_in_the_place_of_the_entry(office: Office, clock: Clock) -> None:
    """From then on as known; the record keeps both, and nothing follows from it by rule."""
    assign(office)
    office.acting(CHAIRMAN).decide(TASK, task.report_progress, on=DAY, gist="xong 12 hộ")
    before = office.log.position
    clock.tick(days=1)

    office.acting(CHAIRMAN, corrects=2).decide(
        TASK, task.report_progress, on=DAY, gist="xong 21 hộ"
    )

    assert ["xong 21 hộ"] == [one.gist for one in office.as_of(TASK).progress]
    assert ["xong 12 hộ"] == [one.gist for one in office.as_of(TASK, known=before).progress]
    assert 3 == len(office.history(TASK))


@pytest.mark.parametrize("root", [7, 3])
def test_a_correction_names_the_first_entry(office: Office, root: int) -> None:
    """A chain of corrections points to its root, so it can't branch."""
    assign(office)
    desk = office.acting(CHAIRMAN)
    desk.decide(TASK, task.report_progress, on=DAY, gist="xong 12 hộ")
    office.acting(CHAIRMAN, corrects=2).decide(TASK, task.report_progress, on=DAY, gist="21 hộ")

    with pytest.raises(Refused) as refused:
        office.acting(CHAIRMAN, corrects=root).decide(
            TASK, task.report_progress, on=DAY, gist="22 hộ"
        )

    assert "entry-exists" == refused.value.rule


def test_a_correction_is_of_the_same_kind(office: Office) -> None:
    """Something else that happened is another entry."""
    assign(office)
    office.acting(CHAIRMAN).decide(TASK, task.report_progress, on=DAY, gist="xong 12 hộ")

    with pytest.raises(Refused) as refused:
        office.acting(CHAIRMAN, corrects=2).decide(
            TASK, task.report_obstacle, on=DAY, gist="thiếu kinh phí"
        )

    assert "correction-is-of-the-same-kind" == refused.value.rule


def test_a_void_takes_an_entry_out_once(office: Office) -> None:
    """Entered twice: the second entry goes, its version stays used, asked twice adds nothing."""
    assign(office)
    desk = office.acting(CHAIRMAN)
    for _ in range(2):
        desk.decide(TASK, task.report_progress, on=DAY, gist="xong 12 hộ")

    assert 1 == len(desk.void(TASK, version=3, on=DAY, reason="nhập hai lần"))
    assert [] == desk.void(TASK, version=3, on=DAY, reason="nhập hai lần")

    assert 1 == len(office.as_of(TASK).progress)
    with pytest.raises(Refused):
        desk.void(TASK, version=9, on=DAY, reason="không có")


# -- Two axes of time -----------------------------------------------------------------


def test_a_state_is_asked_for_a_day_as_known_on_another(office: Office, clock: Clock) -> None:
    """What was true on a day, and what was on record of it."""
    assign(office)
    clock.move(date(2023, 3, 10))
    office.acting(CHAIRMAN).decide(
        TASK, task.report_progress, on=date(2023, 2, 25), gist="ghi bổ sung"
    )

    assert 1 == len(office.as_of(TASK, effective=date(2023, 2, 25)).progress)
    assert 0 == len(office.as_of(TASK, effective=date(2023, 2, 24)).progress)
    assert 0 == len(office.as_of(TASK, known=date(2023, 3, 9)).progress)
    assert 1 == len(office.as_of(TASK, known=date(2023, 3, 10)).progress)
    with pytest.raises(NotFound):
        office.as_of(TASK, known=date(2023, 2, 1))
    with pytest.raises(NotFound):
        office.history("task/dialogue/2023/9/item/1")


# -- Personal data ------------------------------------------------------------------------


def test_an_erased_party_stays_erased(tmp_path: Path) -> None:
    """Recorded, then destroyed; asked twice adds nothing; history still reads."""
    path = tmp_path / "ward.db"
    office = an_office(path=path)
    begin_session(office)
    party = office.new_party("dialogue/2023/1")
    sealed = office.seal(party, "speaker_name", "Nguyễn Thị A")
    desk = office.acting(act_of("chanh-van-phong"))
    assert "Nguyễn Thị A" == desk.unseal(sealed, purpose="trả lời người phát biểu")

    for _ in range(2):
        office.erase(party, act=COMMITTEE, on=DAY, reason="theo yêu cầu")

    with pytest.raises(KeyLost):
        desk.unseal(sealed, purpose="trả lời người phát biểu")
    assert 1 == sum(isinstance(fact.event, Erased) for fact in office.log.since())
    office.close()


def test_an_erasure_that_was_cut_short_is_completed_by_the_next_decision(
    tmp_path: Path,
) -> None:
    """The erasure is on record, the key still there: a killed process left it so."""
    path = tmp_path / "ward.db"
    office = an_office(path=path)
    begin_session(office)
    party = office.new_party("dialogue/2023/1")
    sealed = office.seal(party, "speaker_name", "Nguyễn Thị A")
    erased = Erased(on=DAY, party=party, reason="theo yêu cầu")
    office.acting(COMMITTEE).decide("dialogue/2023/1", erase, erased)
    assert office.vault.holds(party)
    office.close()

    again = Office.open(f"sqlite:///{path}", clock=Clock())

    with pytest.raises(KeyLost):
        again.acting(act_of("chanh-van-phong")).unseal(sealed, purpose="trả lời")
    assign(again)
    assert not again.vault.holds(party)
    again.close()


# -- Opening ------------------------------------------------------------------------------


def test_a_store_is_opened_with_its_key_file(tmp_path: Path) -> None:
    """A lost or wrong key is told at once, and nothing is changed."""
    path = tmp_path / "ward.db"
    an_office(path=path).close()
    key = tmp_path / "ward.db.key"
    assert 0o600 == key.stat().st_mode & 0o777
    kept = key.read_text(encoding="ascii")

    key.unlink()
    with pytest.raises(SealError, match="no key file"):
        Office.open(f"sqlite:///{path}")
    key.write_text("00" * 32, encoding="ascii")
    key.chmod(0o600)
    with pytest.raises(WrongKey, match="isn't the one"):
        Office.open(f"sqlite:///{path}")

    key.write_text(kept, encoding="ascii")
    Office.open(f"sqlite:///{path}", clock=Clock()).close()


def test_an_embedder_may_bring_the_wrapping_key(tmp_path: Path) -> None:
    """Then no key file is made."""
    path = tmp_path / "ward.db"
    an_office(path=path, wrapping_key=bytes(range(32))).close()

    assert not (tmp_path / "ward.db.key").exists()
    Office.open(f"sqlite:///{path}", wrapping_key=bytes(range(32)), clock=Clock()).close()


def test_a_store_is_made_once(tmp_path: Path) -> None:
    """Making it again over the old one is refused; nothing of the old one changes."""
    path = tmp_path / "ward.db"
    an_office(path=path).close()
    files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    with pytest.raises(StoreError, match="there already"):
        Office.create(f"sqlite:///{path}", code="1", name="Phường khác")

    assert files == {file.name: file.read_bytes() for file in tmp_path.iterdir()}


def test_each_edition_of_the_law_is_kept_once(tmp_path: Path) -> None:
    """The texts of rules and calendar can be read back years later, to the letter."""
    path = tmp_path / "ward.db"
    an_office(path=path).close()
    packaged = load_law()
    changed = load_law(packaged.rules_text.encode() + b"\n# new edition\n")

    for number, law in enumerate((packaged, changed, changed)):
        with Office.open(f"sqlite:///{path}", law=law, clock=Clock()) as office:
            before = office.log.position
            office.deadlines("ward")
            assert before == office.log.position, "a question keeps nothing"
            begin_session(office, number + 1)

    with Office.open(f"sqlite:///{path}", law=changed, clock=Clock()) as office:
        kept = [
            fact.event
            for fact in office.history(ward.WARD)
            if type(fact.event).__name__ == "LawLoaded"
        ]
        assert [packaged.edition, changed.edition] == [one.edition for one in kept]
        assert [packaged.rules_text, packaged.calendar_text] == [kept[0].rules, kept[0].calendar]
        assert packaged == load_law(kept[0].rules.encode(), kept[0].calendar.encode())


def test_the_ward_is_named_from_the_beginning(office: Office) -> None:
    """A ward is older than its store: its name holds for every day that may be entered."""
    assert "Phường thử" == office.ward(effective=date(2019, 1, 1)).name
    assert office.ward().holds(OfficerId("bi-thu"), "party_secretary", BodyId("dang-uy"))


# -- What could never be repaired once stored ----------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        "bi-thu",
        None,
        attrs.evolve(COMMITTEE, why=5),  # type: ignore[arg-type]
        attrs.evolve(COMMITTEE, authority=Document(kind="QĐ", issued_on=datetime(2023, 1, 1))),  # noqa: DTZ001
    ],
)
def test_a_badly_typed_act_is_refused_before_it_is_stored(office: Office, act: Any) -> None:
    """Else nothing after it could be read any more."""
    with pytest.raises(Invalid, match=r"can't be stored|is no act"):
        office.acting(act).decide(
            TASK, task.assign, on=DAY, origin=ITEM, text="Khơi thông mương", lead=BodyId("ubnd")
        )

    office.log.check()


def test_a_badly_typed_operator_is_refused_before_it_is_stored(office: Office) -> None:
    """Who typed it in is part of every fact."""
    office.operator = Operator(id=None)  # type: ignore[arg-type]

    with pytest.raises(Invalid, match="can't be stored"):
        assign(office)


def test_an_act_is_no_operator(office: Office) -> None:
    """Who decides and who types are of different kinds: what can't be read back isn't stored."""
    office.operator = CHAIRMAN  # type: ignore[assignment]
    before = office.log.position
    with pytest.raises(Invalid, match="no Operator"):
        assign(office)
    assert before == office.log.position
    office.log.check()


def test_an_unknown_durability_is_told(tmp_path: Path) -> None:
    """With a slip of the pen it isn't the weaker one."""
    with pytest.raises(Invalid, match="expected one of power-loss, process-crash"):
        Store.create(f"sqlite:///{tmp_path}/ward.db", durability="power_loss")  # type: ignore[arg-type]
    assert [] == list(tmp_path.iterdir())


def test_what_is_decided_about_the_record_of_a_life_begins_none(office: Office) -> None:
    with pytest.raises(NotFound):
        office.acting(CHAIRMAN).decide(
            "petition/2023/1", erase, on=DAY, party=PartyId("petition/2023/1#1"), reason="thử"
        )
    with pytest.raises(Invalid, match=r"isn't said"):
        office.acting(CHAIRMAN).decide("ward", void, on=DAY, reason="thử")
    assert [] == office.log.streams("petition")


def test_a_key_is_one_key_however_its_letters_are_composed(office: Office) -> None:
    """A key typed on another system is the same, and stands in the fact as in the table."""
    composed, taken_apart = "đơn số ế", "đơn số e\u0302\u0301"
    first = assign(office, key=taken_apart)

    assert first == assign(office, key=composed) == assign(office, key=taken_apart)
    office.log.check()
    with office.store.writing() as writing:  # as the first version kept it
        writing.cursor.execute("UPDATE keys SET key = ? WHERE key = ?", (taken_apart, composed))
    assert first == assign(office, key=taken_apart)


@pytest.mark.parametrize(
    "stream",
    [
        "dialogue", "dialogue/2023/01", "dialogue/2023/x", "dialogue/2023/0", "dialogue/2023/7",
        "dialogue/2023/1/2", "dialogue/2023/1#2", "dialogue/2023/1@2", "dialogue/2023/1\n",
        "dialogue/2023/１", "dialogue/99999/1", "reception//1",
    ],
)  # fmt: skip
def test_a_life_begins_under_its_own_name_or_the_next_number(office: Office, stream: str) -> None:
    """`#` and `@` belong to parties and facts; numbers have no gaps."""
    with pytest.raises(Invalid, match=r"names no life|isn't the next"):
        office.acting(COMMITTEE).decide(
            stream, session.fix, on=DAY, day=date(2023, 3, 6), place=Place(name="Trụ sở"),
            legal_basis="citizen_reception",
        )  # fmt: skip
    with pytest.raises(Invalid, match="is no series"):
        office.acting(COMMITTEE).begin(
            "dialogue", session.fix, on=DAY, day=date(2023, 3, 6), place=Place(name="Trụ sở")
        )


def test_a_local_time_has_no_zone(office: Office) -> None:
    """Times with and without a zone can't be put in one order."""
    with pytest.raises(Invalid):
        assign(office, on=When(day=DAY, at=time(8, tzinfo=UTC)))  # type: ignore[arg-type]


def test_a_clock_that_was_wrong_does_not_hide_what_it_said(office: Office, clock: Clock) -> None:
    """Time never runs backwards in the log, but the fact says what the clock said."""
    clock.move(date(2099, 1, 1))
    assign(office)
    clock.move(date(2023, 3, 2))

    (fact,) = office.acting(CHAIRMAN).decide(TASK, task.report_progress, on=DAY, gist="đang làm")

    assert (2099, clock.now) == (fact.recorded_at.year, fact.clock)
    with pytest.raises(Refused, match="not-in-the-future"):
        office.acting(CHAIRMAN).decide(
            TASK, task.report_progress, on=date(2050, 1, 1), gist="đang làm"
        )
    office.clock = lambda: datetime(2023, 3, 2)  # noqa: DTZ001
    with pytest.raises(Invalid, match="without zone"):
        assign(office)


def test_what_is_to_be_sealed_is_sealed_here(office: Office) -> None:
    """Clear text, another case's key or an erased party's are refused."""
    begin_session(office)
    desk = office.acting(COMMITTEE)
    party = office.new_party("dialogue/2023/1")
    other = office.new_party("dialogue/2023/2")

    def register(name: Sealed, who: PartyId = party) -> None:
        desk.decide(
            "dialogue/2023/1", session.register_opinion, on=DAY, kind="wish",
            subject="party_leadership", gist="…", party=who, speaker_name=name,
        )  # fmt: skip

    for wrong in (
        Sealed(key=party, field="speaker_name", data="Nguyễn Thị A"),
        attrs.evolve(office.seal(party, "speaker_name", "A"), data="1.QUFB"),
    ):
        with pytest.raises(Invalid, match="isn't sealed"):
            register(wrong)
    with pytest.raises(Invalid, match="sealed under"):
        register(office.seal(other, "speaker_name", "A"), other)
    with pytest.raises(Invalid, match="sealed as content"):  # whose readers would open a name
        register(office.seal(party, "content", "A"))
    sealed = office.seal(party, "speaker_name", "A")
    office.erase(party, act=COMMITTEE, on=DAY, reason="theo yêu cầu")
    with pytest.raises(Invalid, match="sealed under"):
        register(sealed)


def test_a_vault_put_back_from_a_copy_gives_no_number_again(tmp_path: Path) -> None:
    """The log knows the party that the copy doesn't; its erasure holds for good."""
    path = tmp_path / "ward.db"
    office = an_office(path=path)
    begin_session(office)
    copy = (tmp_path / "ward.db.vault").read_bytes()
    party = office.new_party("dialogue/2023/1")
    office.erase(party, act=COMMITTEE, on=DAY, reason="theo yêu cầu")
    office.close()
    (tmp_path / "ward.db.vault").write_bytes(copy)

    with Office.open(f"sqlite:///{path}", clock=Clock()) as again:
        assert "dialogue/2023/1#2" == again.new_party("dialogue/2023/1")
        assert not again.vault.holds(party)


def test_a_missing_vault_or_another_stores_is_told(tmp_path: Path) -> None:
    """A new one in its place would give the same numbers to other people."""
    first, second = tmp_path / "a.db", tmp_path / "b.db"
    for path in (first, second):
        an_office(path=path, wrapping_key=bytes(range(32))).close()
    (tmp_path / "a.db.vault").write_bytes((tmp_path / "b.db.vault").read_bytes())

    with pytest.raises(WrongKey, match="another store's"):
        Office.open(f"sqlite:///{first}", wrapping_key=bytes(range(32)), clock=Clock())
    (tmp_path / "a.db.vault").unlink()
    with pytest.raises(SealError, match="is missing"):
        Office.open(f"sqlite:///{first}", wrapping_key=bytes(range(32)), clock=Clock())
    assert not (tmp_path / "a.db.vault").exists()


def test_a_decision_answers_with_facts_of_its_own_life_and_day(office: Office) -> None:
    """A function of an embedder's own can't put anything else on record."""
    assign(office)
    elsewhere = ward.Relieved(
        on=DAY, officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy")
    )
    tomorrow = task.ProgressReported(on=date(2050, 1, 1), gist="…")

    for event in (elsewhere, tomorrow):

        def own(_: task.Task, __: ward.Setting, *, on: date, event: Any = event) -> list[Any]:
            return [event]

        with pytest.raises(Invalid, match="the decision answers with"):
            office.acting(CHAIRMAN).decide(TASK, own, on=DAY)


def test_what_the_record_stands_on_is_never_taken_out(office: Office) -> None:
    """The opening and the editions of the law can't be voided or corrected."""
    for version in (1, 2):
        with pytest.raises(Refused, match="entry-stands"):
            office.acting(COMMITTEE).void("ward", version=version, on=DAY, reason="nhầm")
    assign(office)
    with pytest.raises(Refused, match="reason-is-given"):
        office.acting(COMMITTEE).void(TASK, version=1, on=DAY, reason=" ")


def test_a_key_names_the_whole_call(office: Office) -> None:
    """Another entry to void, another officer, another correction: another call."""
    assign(office)
    for gist in ("một", "hai"):
        office.acting(CHAIRMAN).decide(TASK, task.report_progress, on=DAY, gist=gist)
    desk = office.acting(CHAIRMAN, key="k")
    desk.void(TASK, version=2, on=DAY, reason="nhập hai lần")

    with pytest.raises(KeyReused):
        desk.void(TASK, version=3, on=DAY, reason="nhập hai lần")
    with pytest.raises(KeyReused):
        office.acting(COMMITTEE, key="k").void(TASK, version=2, on=DAY, reason="nhập hai lần")


def test_what_a_fact_follows_from_is_on_record(office: Office) -> None:
    """A reference to nothing explains nothing."""
    with pytest.raises(NotFound):
        assign(office, because=("dialogue/9999/9@42",))
    for nothing in ("garbage", "ward@01", f"ward@{'9' * 50}", 5):
        with pytest.raises(NotFound):
            assign(office, because=(nothing,))
    assert assign(office, because="ward@1")


def test_despite_is_given_as_pairs(office: Office) -> None:
    """A pair by itself would be read letter by letter."""
    with pytest.raises(Invalid, match="despite"):
        office.acting(COMMITTEE, despite=("office-is-held", "bàn giao chậm"))  # type: ignore[arg-type]


def test_a_wrong_type_is_told_without_what_was_in_it(office: Office) -> None:
    """Personal data put in the wrong place doesn't end up in a log of errors."""
    begin_session(office)

    with pytest.raises(Invalid) as wrong:
        office.acting(COMMITTEE).decide(  # type: ignore[call-overload]
            "dialogue/2023/1", session.register_opinion,
            on=DAY, kind="wish",
            subject="party_leadership", gist="…", content="Nguyễn Thị A",
        )  # fmt: skip

    assert "Nguyễn" not in str(wrong.value)


def test_what_was_undone_is_forgotten_before_anybody_else_may_write(office: Office) -> None:
    """A fact that was rolled back is never decided upon, by whichever thread comes next."""
    assign(office)
    forgotten: list[bool] = []
    forget = office.seen.forget

    def watched() -> None:
        free = office.store.recorder.datastore.pool._writer_lock.acquire(blocking=False)
        forgotten.append(not free)
        forget()

    office.seen.forget = watched  # type: ignore[method-assign]
    with pytest.raises(Refused):
        office.acting(CHAIRMAN).decide(TASK, task.report_progress, on=DAY, gist=" ")

    assert [True] == forgotten


def test_another_edition_of_the_law_is_named_by_the_fact(tmp_path: Path) -> None:
    """Two versions of the library on one file can be told apart afterwards."""
    path = tmp_path / "ward.db"
    packaged = load_law()
    changed = load_law(packaged.rules_text.encode() + b"\n# new edition\n")
    old = an_office(path=path)
    new = Office.open(f"sqlite:///{path}", law=changed, clock=Clock())

    (first,) = assign(old)
    (second,) = new.acting(CHAIRMAN).decide(TASK, task.report_progress, on=DAY, gist="…")
    (third,) = old.acting(CHAIRMAN).decide(TASK, task.report_progress, on=DAY, gist="……")

    assert (None, None, packaged.edition) == (
        getattr(first, "edition", ""),
        second.edition,
        third.edition,
    )
    old.close()
    new.close()


def test_a_closed_office_says_so(tmp_path: Path) -> None:
    """Not in the words of the engine."""
    office = an_office(path=tmp_path / "ward.db")
    office.close()

    with pytest.raises(StoreError, match="closed"):
        office.history("ward")


@pytest.mark.parametrize(("durability", "level"), [("power-loss", 2), ("process-crash", 1)])
def test_durability_is_what_was_asked_for(tmp_path: Path, durability: Any, level: int) -> None:
    """Safe against power loss means FULL (2), against the death of the process NORMAL (1)."""
    office = an_office(path=tmp_path / "ward.db", durability=durability)

    for borrowed in (office.store.reading(), office.store.writing()):
        with borrowed as asked:
            assert (level,) == asked.cursor.execute("PRAGMA synchronous").fetchone()
    office.close()


# -- Several decisions as one ----------------------------------------------------------


def test_several_decisions_are_recorded_together_or_not_at_all(office: Office) -> None:
    """What was decided before a failure is gone with it, and its number is free again."""
    desk = office.acting(COMMITTEE)

    def cut_short() -> None:
        with office.together():
            begun = desk.begin("petition/2023", petition.raise_petition, **PETITION)
            desk.decide(begun[0].stream, petition.classify, on=DAY, kind="report", area="land")
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        cut_short()
    with pytest.raises(NotFound):
        office.history("petition/2023/1")
    assert "petition/2023/1" == desk.begin(
        "petition/2023", petition.raise_petition, **PETITION
    )[0].stream  # fmt: skip


def test_what_was_refused_leaves_nothing_and_the_others_go_on(office: Office) -> None:
    """Whoever catches a refusal may go on with the rest."""
    desk = office.acting(COMMITTEE)

    def classified_but_not_completed(stream: StreamId) -> None:
        with office.together():
            desk.decide(stream, petition.classify, on=DAY, kind="report", area="land")
            desk.decide(stream, petition.ask_completion, on=DAY, gist=" ")

    with office.together():
        stream = desk.begin("petition/2023", petition.raise_petition, **PETITION)[0].stream
        with pytest.raises(Refused):
            classified_but_not_completed(stream)
        desk.decide(stream, petition.classify, on=DAY, kind="complaint", area="land")

    assert "complaint" == office.as_of(stream, effective=DAY).kind
    assert 2 == len(office.history(stream))


def test_a_new_life_is_begun_with_what_is_sealed_in_it(office: Office) -> None:
    """A number that was only just taken can name the party whose data is sealed."""
    with office.together():
        desk = office.acting(COMMITTEE)
        stream = desk.begin("petition/2023", petition.raise_petition, **PETITION)[0].stream
        party = office.new_party(stream)
        sealed = office.seal(party, "petitioner_name", "Nguyễn Thị A")
        desk.decide(stream, petition.name_petitioner, on=DAY, party=party, petitioner_name=sealed)

    known = office.as_of(stream)
    assert "petition/2023/1#1" == known.petitioners[0].party
    named = known.petitioners[0].petitioner_name
    assert "Nguyễn Thị A" == office.acting(act_of("chanh-van-phong")).unseal(
        named, purpose="phân loại đơn"
    )


def test_others_wait_until_it_is_all_recorded(tmp_path: Path) -> None:
    """A second thread that decides meanwhile comes after, and sees it all."""
    seen: list[Any] = []
    with an_office(path=tmp_path / "ward.db") as made:

        def other() -> None:
            asked = {**PETITION, "gist": "Xin sửa đèn đường"}
            seen.extend(
                made.acting(COMMITTEE).begin("petition/2023", petition.raise_petition, **asked)
            )

        with made.together():
            made.acting(COMMITTEE).begin("petition/2023", petition.raise_petition, **PETITION)
            waiting = threading.Thread(target=other)
            waiting.start()
            waiting.join(timeout=0.2)
            assert waiting.is_alive()
        waiting.join()

    assert ["petition/2023/2"] == [one.stream for one in seen]


def test_what_a_decision_tells_of_an_earlier_day_is_on_record_on_that_day(office: Office) -> None:
    """A complaint comes in with the day on which the contested decision became known."""
    earlier = date(2023, 1, 9)
    facts = office.acting(CHAIRMAN).begin(
        "proceeding/2023",
        proceeding.receive,
        on=DAY,
        kind="complaint",
        body=BodyId("ubnd"),
        gist="Giá bồi thường",
        learned_on=earlier,
    )

    assert [earlier, DAY] == [fact.on for fact in facts]
    (owed,) = [one for one in office.deadlines(facts[0].stream) if one.rule.id == "C1"]
    assert (earlier, "met in time") == (owed.anchor_day, owed.status(DAY))
