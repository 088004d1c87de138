"""Of one recorded fact all that an auditor asks: who, knowing what, under which law, what came."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from demo_year import demo_year
from dialogue_cases import NotFound, Office, documents, petition, session, ward
from dialogue_cases.audit import DecisionRecord, decided_by, decision_record, page
from dialogue_cases.audit.decision import edition_of, law_of_edition, told_of
from dialogue_cases.law import load_law
from dialogue_cases.record import known_then
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    Document,
    Place,
    StreamId,
    SystemAct,
    Topic,
    first_day,
    last_day,
)
from dialogue_cases.ward import Limit
from offices import Clock, an_office
from papers import text
from spec import act_of

SECRETARY, CLERK, CHAIR = act_of("bi-thu"), act_of("chanh-van-phong"), act_of("chu-tich-mttq")
SESSION, PETITION = StreamId("dialogue/2023/1"), StreamId("petition/2023/1")
HELD = date(2023, 4, 26)


class Audited:
    """A dialogue that ended on 26 April, as was entered that day."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 4, 3))
        self.office = an_office(self.clock)
        self.decides(
            CLERK, session.fix, date(2023, 4, 3), day=date(2023, 4, 25),
            place=Place(name="Nhà sinh hoạt"),
            topics=(Topic(title="Quản lý đất đai", code="land_management"),),
        )  # fmt: skip
        self.clock.move(HELD)
        self.decides(SECRETARY, session.open_session, date(2023, 4, 25))
        (self.ended,) = self.decides(SECRETARY, session.end_session, HELD)

    def decides(self, act: Act, decision: Any, on: date, **said: Any) -> Any:
        conditions = {name: said.pop(name) for name in ("corrects", "because") if name in said}
        despite = [("announced-long-enough-before", "ví dụ")]
        desk = self.office.acting(act, despite=despite, **conditions)
        return desk.decide(SESSION, decision, on=on, **said)

    def told(self, **asked: Any) -> DecisionRecord:
        return decision_record(self.office, self.ended.ref, **asked)


@pytest.fixture
def audited() -> Iterator[Audited]:
    made = Audited()
    yield made
    made.office.close()


def p4(told: DecisionRecord) -> Any:
    (found,) = (one for one in told.deadlines if one.obligation.rule.id == "P4")
    return found


# -- The state as then known -----------------------------------------------------------------


def test_a_decision_tells_the_state_before_it_and_what_it_changed(audited: Audited) -> None:
    """As was on record then, on the day of the act; what was entered since isn't seen."""
    audited.clock.move(date(2023, 5, 8))
    audited.decides(
        CLERK, session.voice_opinion, HELD, kind="report", gist="Ý kiến",
        subject="government_management",
    )  # fmt: skip
    told = audited.told()

    assert ("open", "ended") == (told.before.status, told.after.status)
    assert "ended" in {one.field for one in told.changes}
    assert () == told.after.opinions


def test_a_decision_tells_the_edition_and_the_wards_own_rules_in_force(audited: Audited) -> None:
    """The last edition that the log had kept before it; the house rules of the day."""
    told = audited.told()

    assert (audited.office.law.edition, True) == (told.edition, told.present)
    assert ["Nội quy"] == [one.text for one in told.regulations]


def test_an_edition_is_read_back_from_the_log_to_the_letter(audited: Audited) -> None:
    """What was kept once judges as it did, whatever the library judges by now."""
    whole = audited.office.history(ward.WARD)
    edition = edition_of(audited.ended, whole)
    other = load_law(calendar=load_law().calendar_text.encode() + b"\n# another\n")
    read = law_of_edition(edition, whole, other)

    assert edition == read.edition != other.edition
    assert read.rules == load_law().rules


def test_before_the_first_edition_was_kept_there_is_none(audited: Audited) -> None:
    """The opening of the store is decided under no edition that the log has."""
    told = decision_record(audited.office, "ward@1")

    assert (None, False) == (told.edition, told.present)


# -- What was due, as known then and now -----------------------------------------------------


def test_a_correction_that_moves_a_due_day_is_named(audited: Audited) -> None:
    """It turns out that it had ended a day earlier; what else was recorded makes no difference."""
    audited.clock.move(date(2023, 5, 2))
    audited.decides(
        CLERK, session.announce, date(2023, 5, 2), phase="after", channel="posting",
        text="Đã tổ chức", body=BodyId("van-phong"),
    )  # fmt: skip
    audited.clock.move(date(2023, 5, 8))
    (corrected,) = audited.decides(
        SECRETARY, session.end_session, date(2023, 4, 25), corrects=audited.ended.version
    )
    told = audited.told()

    assert (date(2023, 5, 10), date(2023, 5, 9)) == (p4(told).then.due, p4(told).now.due)
    assert ((corrected.ref,), ()) == (p4(told).facts, p4(told).reasons)
    assert corrected.ref == told.replaced_by


def test_what_was_recorded_since_and_makes_no_difference_isnt_named(audited: Audited) -> None:
    """An announcement after the session is no notice of its conclusion."""
    audited.clock.move(date(2023, 5, 2))
    audited.decides(
        CLERK, session.announce, date(2023, 5, 2), phase="after", channel="posting",
        text="Đã tổ chức", body=BodyId("van-phong"),
    )  # fmt: skip
    told = p4(audited.told())

    assert told_of(told.then) == told_of(told.now)
    assert (False, (), ()) == (told.differs, told.facts, told.reasons)


def test_a_limit_of_the_wards_own_is_named_with_the_fact_that_set_it(audited: Audited) -> None:
    """Entered later and dated back, it moves the due day: the fact, and what of the law."""
    audited.clock.move(date(2023, 5, 4))
    (adopted,) = audited.office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD, ward.adopt_regulation, on=date(2023, 4, 1), kind="regulation",
        document=Document(kind="Quy chế"), limits=(Limit(rule="P4", amount=5),),
    )  # fmt: skip
    told = p4(audited.told())

    assert (date(2023, 5, 10), date(2023, 5, 8)) == (told.then.due, told.now.due)
    assert (adopted.ref,) == told.facts
    assert ["own limit"] == [one.cause for one in told.reasons]


def test_another_edition_is_named_by_what_it_says_otherwise(audited: Audited) -> None:
    """As then known under the edition of the time, as known now under the present one."""
    law, rule = load_law(), 'slug = "conclusion-notice"'
    before, after = law.rules_text.split(rule)
    longer = load_law((before + rule + after.replace("amount = 7", "amount = 9", 1)).encode())
    office = audited.office
    present = Office(office.store, office.vault, longer, clock=audited.clock)
    told = p4(decision_record(present, audited.ended.ref))

    assert (date(2023, 5, 10), date(2023, 5, 12)) == (told.then.due, told.now.due)
    assert ((), ["version"]) == (told.facts, [one.cause for one in told.reasons])
    assert not decision_record(present, audited.ended.ref).present


def test_now_may_be_a_past_day(audited: Audited) -> None:
    """What was recorded after it makes no difference, and a fact isn't known before its entry."""
    before = audited.office.log.position
    audited.clock.move(date(2023, 5, 4))
    audited.office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD, ward.adopt_regulation, on=date(2023, 4, 1), kind="regulation",
        document=Document(kind="Quy chế"), limits=(Limit(rule="P4", amount=5),),
    )  # fmt: skip

    assert p4(audited.told()).differs
    assert not p4(audited.told(known=before)).differs
    assert not p4(audited.told(known=HELD)).differs
    with pytest.raises(NotFound):
        audited.told(known=date(2023, 4, 25))


# -- What followed, and what was opened before -----------------------------------------------


def test_what_followed_in_a_denunciation_is_told_only_to_who_may_open_it(
    audited: Audited,
) -> None:
    """As in a timeline."""
    office = audited.office
    (voiced,) = audited.decides(
        CLERK, session.voice_opinion, HELD, kind="report", gist="Ý kiến",
        subject="government_management",
    )  # fmt: skip
    office.acting(CLERK, because=[voiced.ref]).decide(
        PETITION, petition.raise_petition, on=HELD, channel="dialogue", gist="Ý kiến",
        session=SESSION, opinion=1, received_by=BodyId("van-phong"),
    )  # fmt: skip
    office.acting(SECRETARY).decide(
        PETITION, petition.classify, on=HELD, kind="anonymous_tip", area="land"
    )
    followed = [
        {one.attribution.stream for one in decision_record(office, voiced.ref, act=act).followers}
        for act in (None, CHAIR, SECRETARY)
    ]

    assert [set(), set(), {PETITION}] == followed


def test_what_was_opened_before_is_told_and_what_was_opened_later_isnt(audited: Audited) -> None:
    """Who knew a name when they decided."""
    office = audited.office
    office.acting(CLERK).decide(
        PETITION, petition.raise_petition, on=HELD, channel="written", gist="Kiến nghị",
        received_by=BodyId("van-phong"),
    )  # fmt: skip
    party = office.new_party(PETITION)
    sealed = office.seal(party, "petitioner_name", "Nguyễn Thị A")
    (named,) = office.acting(CLERK).decide(
        PETITION, petition.name_petitioner, on=HELD, party=party, petitioner_name=sealed
    )
    office.acting(SECRETARY).unseal(sealed, purpose="mời làm việc")
    (classified,) = office.acting(CLERK).decide(
        PETITION, petition.classify, on=HELD, kind="recommendation", area="land"
    )
    opened = [decision_record(office, one.ref).opened for one in (named, classified)]
    words = " ".join(
        line
        for part in page(
            decision_record(office, named.ref),
            Reading(Language("vi"), office.law_known), on=HELD,
        )
        for line in part.lines
    )  # fmt: skip

    assert [0, 1] == [len(one) for one in opened]
    assert "Nguyễn Thị A" not in words
    assert sealed.data not in words
    assert f"[niêm phong, {party}]" in words


def test_restricted_texts_are_withheld_in_the_event_and_in_the_states(audited: Audited) -> None:
    """Before, after and in what changed; not from who may read them."""
    (filed,) = audited.decides(
        CLERK, session.file_briefing, date(2023, 4, 3), kind="risk_forecast", restricted=True,
        body=BodyId("van-phong"), text="Có thể tập trung đông người",
    )  # fmt: skip
    told = [str(decision_record(audited.office, filed.ref, act=act)) for act in (None, SECRETARY)]

    assert ["đông người" in one for one in told] == [False, True]


# -- By officer, office and body -------------------------------------------------------------


def test_all_that_an_officer_decided_is_what_the_log_says_they_did() -> None:
    """Over all lives of the year, by office, body and period too; against the log by itself."""
    first, last = date(2023, 4, 1), date(2023, 6, 30)
    with demo_year() as year:
        log = [(one, one.act) for one in year.log.since() if isinstance(one.act, Act)]
        acts = {(act.officer, act.office, act.body) for _, act in log}
        for officer, office, body in sorted(acts):
            asked: dict[str, Any] = {"in_office": office, "body": body}
            told = decided_by(year, officer, **asked, first=first, last=last)
            naive = {
                one.ref
                for one, act in log
                if (act.officer, act.office, act.body) == (officer, office, body)
                and first <= last_day(one.on)
                and first_day(one.on) <= last
            }
            assert naive == {one.attribution.ref for one in told}
        known = [one.attribution.ref for one in decided_by(year, known=first)]

    assert {one.ref for one, _ in log if known_then(one, first)} == set(known)


# -- Commands and paper ----------------------------------------------------------------------


def test_the_commands_tell_a_decision_to_people_and_programs(run: Run, ward: Path) -> None:
    """One page in Vietnamese or English, and the same as data."""
    told = run("decision", "plan/2023@2")
    english = run("decision", "plan/2023@2", "--lang", "en")
    plain = json.loads(run("decision", "plan/2023@2", "--json").out)
    by = json.loads(run("decided-by", "bi-thu", "--body", "dang-uy", "--json").out)["rows"]

    assert "Quy định và lịch làm việc được áp dụng" in told.out
    assert "Rules and calendar in force" in english.out
    assert "plan/2023@2" == plain["ref"] == plain["attribution"]["ref"]
    assert [] == plain["deadlines"]
    assert ["plan/2023@1", "plan/2023@2"] == [one["attribution"]["ref"] for one in by]
    assert 2 == run("decision", "plan/2023@9").code


def test_a_decision_and_a_timeline_are_made_as_papers(audited: Audited) -> None:
    """The same words as on a terminal; a decision by its version, the last one if none is said."""
    office = audited.office
    paper = text(documents.write(office, "decision-record", SESSION, which=3).docx)
    last = text(documents.write(office, "decision-record", SESSION).docx)
    timeline = text(documents.write(office, "timeline", SESSION, known=audited.clock().date()).docx)

    assert f"quyết định ghi tại mục {SESSION}@3" in paper
    assert paper == last
    assert "P4: Ban hành thông báo kết luận" in paper
    assert f"dòng thời gian của hồ sơ {SESSION}" in timeline
    assert f"{SESSION}@1" in timeline


def test_any_paper_is_made_as_was_known_on_a_past_day(audited: Audited) -> None:
    """What was entered later isn't in it; before the life was on record there is none."""
    audited.clock.move(date(2023, 5, 8))
    audited.decides(
        CLERK, session.voice_opinion, HELD, kind="report", gist="Mương bị tắc",
        subject="government_management",
    )  # fmt: skip
    papers = [
        text(documents.write(audited.office, "minutes", SESSION, known=known).docx)
        for known in (HELD, None)
    ]

    assert ["Mương bị tắc" in one for one in papers] == [False, True]
    with pytest.raises(NotFound):
        documents.write(audited.office, "minutes", SESSION, known=date(2023, 4, 2))
