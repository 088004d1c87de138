"""What whoever checks the record is told to look at, kind by kind."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, get_args

import attrs
import msgspec
import pytest

from agreement import Year, a_history
from dialogue_cases import Document, Invalid, Office, load_law, petition, session, task, ward
from dialogue_cases.audit.findings import (
    KINDS,
    AuditFinding,
    FindingKind,
    FindingsWanted,
    findings,
)
from dialogue_cases.audit.findings.forbidden import KIND_OF
from dialogue_cases.audit.findings.said import titles, told
from dialogue_cases.sentences import CODES, Language
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    OfficerId,
    StreamId,
    SystemAct,
)
from dialogue_cases.ward.in_any_life import RECORD
from following import GOVERNMENT, LAND, OFFICE, PLACE, begin, concluded, decide, held, item
from offices import Clock, an_office
from papers import text
from spec import act_of
from test_audit_asked_again import SHOWN, let_in
from test_lives import RULES

DAY, DUE, YEAR_END = date(2023, 3, 1), date(2023, 3, 20), date(2023, 12, 29)
WORK = "task/petition/2023/1/direction/1"


@pytest.fixture
def clock() -> Clock:
    return Clock(DAY)


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    """A petition, and a direction of the secretary that the government is to carry out."""
    with an_office(clock) as made:
        case = begin(
            made, "chanh-van-phong", "petition/2023", petition.raise_petition, DAY,
            channel="written", gist="Mương bị chặn", received_by=OFFICE,
        )  # fmt: skip
        decide(
            made, "bi-thu", case, petition.direct, DAY, direction="Khơi thông", lead=GOVERNMENT,
            due=DUE,
        )  # fmt: skip
        yield made


def found(office: Office, kind: FindingKind, **asked: Any) -> list[AuditFinding]:
    """The findings of a kind."""
    on, known = asked.pop("on", None), asked.pop("known", None)
    return list(findings(office, on, FindingsWanted(kinds=(kind,), **asked), known=known))


def reported(office: Office, clock: Clock, on: date, **how: Any) -> None:
    """The government reports the work done."""
    clock.move(on)
    decide(office, "chu-tich", WORK, task.report_done, on, gist="Đã khơi thông", **how)


# -- What a rule forbids ----------------------------------------------------------------------


def test_who_found_their_own_work_done_is_told_as_four_eyes(office: Office, clock: Clock) -> None:
    """With the reason why it was let in, the rule and its source."""
    reported(office, clock, DUE, evidence=SHOWN)
    despite = [("verifier-is-another-body", "vắng người")]
    office.acting(act_of("chu-tich"), despite=[*despite, ("role-may-decide", "vắng")]).decide(
        WORK, task.verify, on=DUE, findings="Đã xem"
    )

    (one,) = found(office, "four-eyes")

    assert (f"{WORK}@3", "verifier-is-another-body") == (one.where, one.rule)
    assert ("chu-tich", "ubnd", "vắng người") == (one.officer, one.body, one.data["reason"])
    assert one.citation.text


def test_a_promise_called_done_that_nothing_shows_is_told(office: Office, clock: Clock) -> None:
    """Nobody said why it is on record: it came there by another way than a decision."""
    clock.move(DUE)
    let_in(office, WORK, task.ReportedDone(on=DUE, gist="Đã khơi thông"), "chu-tich")

    (one,) = found(office, "without-evidence")

    assert ("promise-is-shown-kept", None) == (one.rule, one.data["reason"])


def test_who_decides_what_isnt_theirs_is_told_as_outside_competence(office: Office) -> None:
    """A direction is the Committee's."""
    rule = "committee-directs-petitions"
    office.acting(act_of("chu-tich-mttq"), despite=[(rule, "nhầm")]).decide(
        "petition/2023/1", petition.direct, on=DAY, direction="Làm lại", lead=GOVERNMENT
    )

    assert {rule} == {one.rule for one in found(office, "outside-competence") if one.body == "mttq"}


def test_who_had_left_an_office_by_what_came_on_record_later_is_told(office: Office) -> None:
    """On the day of the act nobody could know; by all that is known the office wasn't held."""
    before = office.log.position
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD, ward.relieve, on=date(2023, 2, 1), officer=OfficerId("bi-thu"),
        office="party_secretary", body=BodyId("dang-uy"),
    )  # fmt: skip

    assert [] == found(office, "outside-office", known=before)
    assert ["petition/2023/1@2"] == [one.where for one in found(office, "outside-office")]


def test_what_can_not_be_is_told_as_impossible(office: Office) -> None:
    """The log is sound, and no decision could have recorded it."""
    let_in(office, WORK, task.Verified(on=DAY, findings="Đã xem"), "chanh-van-phong")

    assert ["work-is-reported-done"] == [one.rule for one in found(office, "impossible")]


def test_every_rule_that_has_a_kind_of_its_own_is_one_that_a_decision_asks() -> None:
    """A rule that is renamed is renamed here, too."""
    assert set() == set(KIND_OF) - RULES


# -- Terms ------------------------------------------------------------------------------------


def test_done_in_time_and_entered_after_the_term_is_told_as_a_term_to_be_looked_at(
    office: Office, clock: Clock
) -> None:
    """What the term says of itself is a finding, under its rule."""
    clock.move(date(2023, 4, 3))
    decide(office, "chu-tich", WORK, task.report_done, DUE, gist="Đã xong", evidence=SHOWN)

    (one,) = found(office, "doubtful-term")

    assert ("T1", "done-entered-late", DUE) == (one.rule, one.data["what"], one.data["due"])


def test_an_extension_after_the_term_is_told_by_the_rule_and_by_the_term(
    office: Office, clock: Clock
) -> None:
    """It was refused and let in, and it moved nothing."""
    late = date(2023, 3, 28)
    clock.move(late)
    office.acting(act_of("bi-thu"), despite=[("extended-before-it-is-overdue", "chậm")]).decide(
        WORK, task.extend, on=late, until=date(2023, 4, 20), reason="mưa"
    )

    assert {"extended-before-it-is-overdue", "T1"} == {
        one.rule for one in found(office, "extended-late")
    }


def test_whose_term_it_was_is_told_by_body_and_officer(office: Office, clock: Clock) -> None:
    """The body that leads; where nobody was named, no officer is."""
    clock.move(YEAR_END)

    (late,) = found(office, "overdue", rule="T1")

    assert ("ubnd", None, DUE) == (late.body, late.officer, late.data["due"])
    assert late.data["days"] == office.law_known().calendar_on(DUE).count_working_days(
        DUE, YEAR_END, on_unknown="provisional"
    )


# -- What is left lying -----------------------------------------------------------------------


def test_an_open_case_in_which_nothing_happens_is_silent(office: Office, clock: Clock) -> None:
    """After as many working days as are asked for; an escalation by rule is no act."""
    clock.move(date(2023, 4, 20))
    office.tell_upwards(date(2023, 4, 20))

    assert {"petition/2023/1", WORK} == {one.where for one in found(office, "silent")}
    assert [] == found(office, "silent", silent_after=60)


def test_a_petition_isnt_silent_while_somebody_works_on_its_direction(
    office: Office, clock: Clock
) -> None:
    """Whoever carries it out acts for the petition, too."""
    clock.move(date(2023, 4, 14))
    decide(office, "chu-tich", WORK, task.report_progress, date(2023, 4, 14), gist="Đang làm")
    clock.move(date(2023, 4, 20))

    assert [] == found(office, "silent")


def test_what_is_settled_isnt_silent(office: Office, clock: Clock) -> None:
    """A case that was closed waits for nobody."""
    decide(
        office,
        "chanh-van-phong",
        "petition/2023/1",
        petition.withdraw,
        DAY,
        form="letter",
        document=SHOWN[0],
    )
    clock.move(date(2023, 6, 20))

    assert "petition/2023/1" not in {one.where for one in found(office, "silent")}


# -- How the record was kept ------------------------------------------------------------------


@pytest.mark.parametrize(("after", "told"), [(7, 1), (20, 0), (0, 1)])
def test_how_late_an_entry_is_late_is_said_by_whoever_asks(
    office: Office, clock: Clock, after: int, told: int
) -> None:
    """No norm says it: it is a convention, and its source says so."""
    clock.move(date(2023, 3, 15))
    decide(office, "chu-tich", WORK, task.report_progress, date(2023, 3, 7), gist="Đang làm")

    late = found(office, "late-entry", entered_late_after=after)

    assert told == len(late)
    assert {"I"} >= {one.citation.certainty for one in late}


def test_what_was_decided_in_the_systems_name_is_told_with_who_typed_it(office: Office) -> None:
    """Only what follows by rule of this library is the system's."""
    (fact,) = office.by_rule(SystemAct(rule="nightly-job")).decide(
        ward.WARD, ward.establish_group, on=DAY, group=GroupId("moi"), name="TDP Mới"
    )

    (one,) = found(office, "system-act")

    assert (fact.ref, "nightly-job", "unknown") == (one.where, one.rule, one.data["typed_by"])


def test_a_number_that_is_missing_is_told(tmp_path: Path) -> None:
    """A whole case was taken out of the file."""
    path = tmp_path / "ward.db"
    with an_office(Clock(DAY), path=path) as made:
        for gist in ("Mương bị chặn", "Đường hỏng", "Đèn tắt"):
            begin(
                made, "chanh-van-phong", "petition/2023", petition.raise_petition, DAY,
                channel="written", gist=gist, received_by=OFFICE,
            )  # fmt: skip
    with closing(sqlite3.connect(path)) as log:
        log.execute("DELETE FROM stored_events WHERE originator_id = 'petition/2023/2'")
        log.commit()

    with Office.open(f"sqlite:///{path}", clock=Clock(DAY)) as opened:
        (one,) = found(opened, "missing-number")

    assert ("petition/2023", [2]) == (one.where, one.data["numbers"])


# -- The question -----------------------------------------------------------------------------


def test_a_past_day_and_a_past_state_of_knowledge_are_two_questions(
    office: Office, clock: Clock
) -> None:
    """What took effect later isn't there yet; what came on record later wasn't known."""
    reported(office, clock, date(2023, 3, 28), evidence=SHOWN)
    before = office.log.position
    decide(office, "chanh-van-phong", WORK, task.verify, date(2023, 3, 28), findings="Đúng")

    assert ["overdue"] == [one.kind for one in _of_t1(office, date(2023, 3, 27))]
    assert [] == _of_t1(office, date(2023, 3, 28), known=before)  # reported, nobody looked
    assert ["late"] == [one.kind for one in _of_t1(office, date(2023, 3, 28))]


def _of_t1(office: Office, on: date, **known: Any) -> list[AuditFinding]:
    return list(findings(office, on, FindingsWanted(rule="T1"), **known))


def test_findings_are_asked_for_by_year_body_and_officer(office: Office, clock: Clock) -> None:
    """Each of them narrows the answer, and together they do."""
    clock.move(YEAR_END)
    everything = findings(office)

    for wanted in (
        FindingsWanted(year=2023), FindingsWanted(year=2022), FindingsWanted(body=GOVERNMENT),
        FindingsWanted(officer=OfficerId("bi-thu")), FindingsWanted(kinds=("overdue", "silent")),
    ):  # fmt: skip
        assert tuple(one for one in everything if wanted.has(one)) == findings(
            office, wanted=wanted
        )
    assert {"ubnd", "bi-thu"} <= {one.body for one in everything} | {
        one.officer for one in everything
    }


def test_a_threshold_below_nothing_is_refused(office: Office) -> None:
    """It says which one, and what would be right."""
    with pytest.raises(Invalid, match="silent_after"):
        findings(office, wanted=FindingsWanted(silent_after=-1))


def test_a_life_that_cant_be_read_is_left_out_and_named(tmp_path: Path) -> None:
    """One broken fact doesn't keep an auditor from the rest."""
    path = tmp_path / "ward.db"
    with an_office(Clock(DAY), path=path) as made:
        for gist in ("Mương bị chặn", "Đường hỏng"):
            begin(
                made, "chanh-van-phong", "petition/2023", petition.raise_petition, DAY,
                channel="written", gist=gist, received_by=OFFICE,
            )  # fmt: skip
    with closing(sqlite3.connect(path)) as log:
        log.execute("UPDATE stored_events SET state = '{}' WHERE originator_id = 'petition/2023/1'")
        log.commit()

    with Office.open(f"sqlite:///{path}", clock=Clock(date(2023, 6, 30))) as opened:
        silent = {one.where for one in found(opened, "silent")}
        left_out = set(opened.store.left_out)

    assert ({"petition/2023/2"}, {StreamId("petition/2023/1")}) == (silent, left_out)


# -- What is told -----------------------------------------------------------------------------


def test_nothing_restricted_is_told_in_any_form(office: Office, clock: Clock) -> None:
    """The signs of a breach, what was found of them, and the papers: for those charged alone."""
    clock.move(date(2023, 4, 3))
    day, mark = date(2023, 4, 3), "DAU HIEU KIN"
    decide(
        office, "chanh-van-phong", WORK, task.refer_to_inspection, day, to=BodyId("kiem-tra"),
        signs=mark, documents=(Document(kind=mark, number=mark),),
    )  # fmt: skip
    decide(
        office, "chu-nhiem", WORK, task.conclude_inspection, day, finding="breach", gist=mark,
        document=Document(kind=mark, number=mark),
    )  # fmt: skip
    law = office.law_known()

    everything = findings(office)
    (one,) = [one for one in everything if one.kind == "inspection"]

    assert {"to": "kiem-tra", "found": "breach"} == one.data
    assert mark.encode() not in msgspec.json.encode(everything)
    assert mark.encode() not in msgspec.json.encode([told(one, law) for one in everything])


def test_every_kind_has_a_title_in_both_languages() -> None:
    """No two kinds are called alike."""
    for code in CODES:
        called = titles(Language(code))
        assert set(KINDS) == set(called) == set(get_args(FindingKind))
        assert len(KINDS) == len(set(called.values()))


@pytest.mark.parametrize("code", CODES)
def test_a_finding_is_one_sentence_with_its_rule_and_its_source(
    office: Office, clock: Clock, code: Any
) -> None:
    """As whoever reads it writes days, and calls what a rule asks for."""
    clock.move(YEAR_END)
    (late,) = found(office, "overdue", rule="T1")

    said = told(late, load_law(), Language(code))

    day = {"vi": "20/03/2023", "en": "2023-03-20"}[code]
    assert day in said.said
    assert said.asks in said.said
    assert "III.3.2" in said.citation


def test_a_session_that_lacks_something_tells_the_rule(office: Office) -> None:
    """What is lawful and incomplete is said by the session itself."""
    stream = begin(
        office, "bi-thu", "dialogue/2023", session.fix, DAY, day=DAY, place=PLACE, topics=(LAND,)
    )
    decide(office, "bi-thu", stream, session.open_session, DAY)
    decide(
        office, "chanh-van-phong", stream, session.voice_opinion, DAY, kind="report",
        subject="government_management", gist="Mương bị chặn", topic=LAND,
    )  # fmt: skip
    decide(office, "bi-thu", stream, session.end_session, DAY)

    (one,) = found(office, "warning")

    assert ("opinion-is-answered-or-taken", 1) == (one.rule, one.data["number"])
    assert [] == found(office, "warning", on=date(2023, 2, 28))


def test_a_lead_that_is_no_recipient_is_named(office: Office) -> None:
    """As by the clerk's own warning: the sentence says which body it is."""
    front = BodyId("mttq")
    concluded(office, held(office, DAY, {}), DAY, attrs.evolve(item(due=DUE), lead=front))
    (one,) = found(office, "warning", rule="lead-is-a-recipient")
    reader = Language("vi")
    reader.meet(office.ward())

    assert told(one, office.law_known(), reader).said == (
        f"{office.ward().bodies[front].name} chủ trì mục 1 nhưng không có trong nơi nhận."
    )


@pytest.mark.parametrize("seed", range(4))
def test_no_sentence_of_a_finding_lacks_a_name(seed: int) -> None:
    """Of any kind and under any rule: every place in it is filled by what the finding knows."""
    with a_history(seed, steps=90) as office:
        law = office.law_known()
        said = [
            (one.kind, one.rule, text)
            for code in CODES
            for one in findings(office)
            for sentence in [told(one, law, Language(code))]
            for text in (sentence.said, sentence.asks)
        ]

    assert said
    assert [] == [one for one in said if "…" in one[-1]]


def test_a_rule_that_is_not_asked_again_is_named_where_its_sentence_needs_more() -> None:
    """What it was about isn't on record; the finding says that it was in the way, and no more."""
    for rule in ("lead-is-a-recipient", "case-is-held"):
        one = AuditFinding(
            kind="unlawful", where=StreamId("petition/2023/1"), day=DAY, rule=rule,
            citation=RECORD, data={"broken": {}, "reason": None},
        )  # fmt: skip
        for code in CODES:
            sentence = told(one, load_law(), Language(code))
            assert rule in sentence.said
            assert "…" not in sentence.said + sentence.asks


def test_the_findings_are_printed_on_a_page(office: Office) -> None:
    """A row for each, with its rule and its source, as of the day of the page."""
    pytest.importorskip("docxtpl")
    from dialogue_cases import documents

    on = date(2023, 4, 20)
    wanted = [told(one, office.law_known()).said for one in findings(office, on)]

    table = text(documents.write(office, "findings", "ward", on=on).docx)

    assert wanted
    assert [] == [one for one in wanted if one not in table]


@pytest.mark.parametrize("seed", range(4))
def test_what_was_found_then_is_found_as_known_then(seed: int) -> None:
    """Whatever came on record since: late entries, corrections, voids."""
    year = Year(seed)
    with year.office as ward_:
        then = []
        for number in range(72):
            year.step()
            if number % 9 == 8:
                then.append((ward_.today, ward_.log.position, findings(ward_)))

        assert any(told for *_, told in then)
        for on, position, told in then:
            assert told == findings(ward_, on, known=position)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_late_was_done_after_the_last_day_that_it_tells(seed: int) -> None:
    """Whatever moved that day since."""
    with a_history(seed, steps=90) as office:
        late = found(office, "late")

    assert all(one.data["due"] < one.data["done"] and one.data["days"] >= 0 for one in late)


def test_findings_need_no_key_to_what_is_sealed(tmp_path: Path) -> None:
    """An auditor who holds the log alone is told the same."""
    path, later = tmp_path / "ward.db", Clock(date(2023, 6, 30))
    with an_office(Clock(DAY), path=path) as made:
        begin(
            made, "chanh-van-phong", "petition/2023", petition.raise_petition, DAY,
            channel="written", gist="Mương bị chặn", received_by=OFFICE,
        )  # fmt: skip
    with Office.open(f"sqlite:///{path}", clock=later) as opened:
        everything = findings(opened)
    for beside in tmp_path.glob("ward.db.*"):
        beside.unlink()

    with Office.open(f"sqlite:///{path}", clock=later, sealed=True) as opened:
        told = findings(opened)

    assert everything
    assert everything == told
