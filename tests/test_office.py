"""Load, decide, react, record: one call, one transaction."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pendulum
import pytest

from dialogue_cases import session, task, ward
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
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    OfficerId,
    Operator,
    Place,
    StreamId,
    SystemAct,
    When,
)
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 2, 20)
ITEM = Origin(kind="conclusion_item", source=StreamId("dialogue/2023/1"), number=1)
TASK = task.stream(ITEM)
COMMITTEE = act_of("bi-thu")
CHAIRMAN = act_of("chu-tich")


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
    office.acting(SystemAct(rule="set-up")).decide(
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
    office.acting(SystemAct(rule="set-up")).decide(
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
    desk = office.acting(SystemAct(rule="set-up"))

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
    party = office.new_party("dialogue/2023/1")
    sealed = office.seal(party, "speaker_name", "Nguyễn Thị A")
    assert "Nguyễn Thị A" == office.unseal(sealed)

    for _ in range(2):
        office.erase(party, act=COMMITTEE, on=DAY, reason="theo yêu cầu")

    with pytest.raises(KeyLost):
        office.unseal(sealed)
    assert 1 == sum(isinstance(fact.event, Erased) for fact in office.log.since())
    office.close()


def test_an_erasure_that_was_cut_short_is_completed_when_the_store_is_opened(
    tmp_path: Path,
) -> None:
    """The erasure is on record, the key still there: a killed process left it so."""
    path = tmp_path / "ward.db"
    office = an_office(path=path)
    party = office.new_party("dialogue/2023/1")
    sealed = office.seal(party, "speaker_name", "Nguyễn Thị A")
    office.acting(COMMITTEE).append(
        StreamId("dialogue/2023/1"), [Erased(on=DAY, party=party, reason="theo yêu cầu")]
    )
    assert office.vault.holds(party)
    office.close()

    again = Office.open(f"sqlite:///{path}", clock=Clock())

    with pytest.raises(KeyLost):
        again.unseal(sealed)
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

    for law in (packaged, changed, changed):
        Office.open(f"sqlite:///{path}", law=law, clock=Clock()).close()

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
