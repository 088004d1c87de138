"""What a decision refuses is refused again of the record, and nothing else is."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import Phase, settings

from agreement import a_history
from dialogue_cases import Document, Office, Voided, load_law, petition, proceeding, session, task
from dialogue_cases.audit.asked_again import AskedAgain, BrokenRule, deciding
from dialogue_cases.codec import EVERY_LIFE
from dialogue_cases.petition import JoinedToMatter, Raised
from dialogue_cases.proposal import fact_of, fields_of
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import StreamId
from following import GOVERNMENT, LAND, OFFICE, PLACE, begin, decide
from offices import Clock, an_office
from searching import examples
from spec import act_of
from test_lives import WholeWard

DAY = date(2023, 3, 1)
SHOWN = (Document(kind="Ảnh hiện trường"),)

NOT_ASKED_AGAIN = {"sealed-name-stays-sealed"}
"""What is asked of the vault, before a decision is recorded."""


def broken(office: Office) -> list[BrokenRule]:
    """Every rule that the record breaks."""
    again = AskedAgain(office)
    return [one for life in office.lives() for one in again.of(life)]


def let_in(office: Office, stream: str, event: Any, by: str, **more: Any) -> None:
    """Record a fact by another way than a decision, as SQL would."""
    facts = office.log.read(StreamId(stream))
    with office.together() as writing:
        writing.append(
            [
                Recorded(
                    stream=StreamId(stream), version=len(facts) + 1, position=0,
                    recorded_at=office.now(), recorded_by=office.operator, act=act_of(by),
                    event=event, **more,
                )
            ]
        )  # fmt: skip
    office.seen.forget()


# -- Whatever was decided ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_of_a_years_decisions_just_what_was_waived_is_broken(seed: int) -> None:
    """Entered late, despite the rules, corrected, voided: no rule more, and none less."""
    with a_history(seed, steps=90) as office:
        told = broken(office)

    assert [] == [one for one in told if one.despite is None]
    assert {one.rule for one in told if one.refusal is None} <= NOT_ASKED_AGAIN


class AskedAgainWard(WholeWard):
    """Whatever comes to the minds of officers is asked again when they are done."""

    def teardown(self) -> None:
        told = broken(self.office)
        super().teardown()
        assert [] == [one for one in told if one.despite is None]
        assert {one.rule for one in told if one.refusal is None} <= NOT_ASKED_AGAIN


TestAskedAgain = AskedAgainWard.TestCase
TestAskedAgain.settings = settings(
    max_examples=examples(10, deep=100),
    stateful_step_count=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def test_every_decision_can_be_asked_with_what_its_fact_says() -> None:
    """Else a fact of it would be asked nothing but who may decide."""
    for life in EVERY_LIFE:
        for decision in life.decisions.values():
            shape: Any = fact_of(decision) or next(
                event for event in life.events if _by(life, event) is decision
            )
            told = {one.name for one in fields_of(shape)}
            assert set() == {one.name for one in fields_of(decision) if one.required} - told


def _by(life: Any, event: type) -> Any:
    fact: Any = type("Fact", (), {"event": object.__new__(event)})()
    return deciding(life, fact)


# -- One rule at a time -----------------------------------------------------------------------


@pytest.fixture
def office() -> Any:
    with an_office(Clock(DAY)) as made:
        yield made


def test_what_was_let_in_despite_a_rule_tells_its_source(office: Office) -> None:
    """The envelope keeps the rule and the reason; the source is the rule's own."""
    dialogue = begin(
        office, "bi-thu", "dialogue/2023", session.fix, DAY, day=DAY, place=PLACE, topics=(LAND,)
    )
    rule = "chair-is-secretary-or-delegate"
    decide(
        office, "chu-tich", dialogue, session.open_session, DAY, despite=[(rule, "họp đột xuất")]
    )

    (one,) = broken(office)

    assert (rule, "họp đột xuất") == (one.rule, one.despite and one.despite.reason)
    assert one.refusal is not None
    assert one.refusal.citation.text


def test_a_step_in_the_same_hand_is_seen_in_what_no_decision_recorded(office: Office) -> None:
    """Four eyes: a body that found its own work done."""
    work = _directed(office)
    decide(office, "chu-tich", work, task.report_done, DAY, gist="Đã khơi", evidence=SHOWN)
    assert [] == broken(office)

    let_in(office, work, task.Verified(on=DAY, findings="Đã xem"), "chu-tich")

    assert "verifier-is-another-body" in {one.rule for one in broken(office)}


def test_a_promise_without_evidence_is_seen_in_what_no_decision_recorded(office: Office) -> None:
    """It was reported done, and nothing shows it."""
    work = _directed(office)
    let_in(office, work, task.ReportedDone(on=DAY, gist="Đã khơi"), "chu-tich")

    (one,) = broken(office)

    assert ("promise-is-shown-kept", None) == (one.rule, one.despite)


def test_what_can_not_be_is_told_as_impossible(office: Office) -> None:
    """Work was found done that nobody had reported done."""
    work = _directed(office)
    let_in(office, work, task.Verified(on=DAY, findings="Đã xem"), "chanh-van-phong")

    (one,) = broken(office)

    assert one.refusal is not None
    assert ("work-is-reported-done", False) == (one.rule, one.refusal.unlawful)


def test_a_body_that_isnt_competent_is_seen(office: Office) -> None:
    """A complaint that another body than the competent one took up."""
    case = begin(
        office, "chanh-van-phong", "proceeding/2023", proceeding.receive, DAY, kind="complaint",
        body=GOVERNMENT, gist="Khiếu nại quyết định thu hồi đất", learned_on=DAY,
    )  # fmt: skip
    let_in(
        office,
        case,
        proceeding.Suspended(on=DAY, ground="force_majeure", reason="Bão lụt"),
        "bi-thu",
    )

    assert {"role-may-decide", "competent-body-decides"} & {one.rule for one in broken(office)}


def test_another_officer_by_sql_is_seen_who_didnt_hold_the_office(tmp_path: Path) -> None:
    """The log says whole, for its bytes are sound; the ward never had that officer."""
    path = tmp_path / "ward.db"
    with an_office(Clock(DAY), path=path) as made:
        _raised(made)
    with closing(sqlite3.connect(path)) as log:
        where = "WHERE originator_id LIKE 'petition/%'"
        ((state,),) = log.execute(f"SELECT state FROM stored_events {where}")
        forged = state.replace('"officer":"chanh-van-phong"', '"officer":"nguoi-khac"')
        log.execute(f"UPDATE stored_events SET state = ? {where}", (forged,))
        log.commit()

    with Office.open(f"sqlite:///{path}", clock=Clock(DAY)) as opened:
        opened.log.check()
        (one,) = broken(opened)

    assert "office-is-held" == one.rule


def test_a_void_is_asked_who_may(office: Office) -> None:
    """What is decided about the record of any life is asked again, too."""
    case = _raised(office)
    let_in(office, case, Voided(on=DAY, reason=" "), "chanh-van-phong", corrects=1)

    assert "reason-is-given" in {one.rule for one in broken(office)}


# -- What is asked of other lives, as they were on record just before ---------------------------


def _typed(gist: str = "Mương tắc") -> Raised:
    return Raised(on=DAY, channel="written", gist=gist, received_by=OFFICE)


def test_a_petition_that_was_entered_twice_is_seen_and_the_first_isnt(office: Office) -> None:
    """The first one was alone on record when it was entered."""
    for number in (1, 2):
        let_in(office, f"petition/2023/{number}", _typed(), "chanh-van-phong")

    (one,) = broken(office)

    assert ("looks-entered-already", "petition/2023/2@1") == (one.rule, one.fact.ref)


def test_a_void_on_which_something_hung_is_seen(office: Office) -> None:
    case = _raised(office)
    decide(office, "chanh-van-phong", case, petition.classify, DAY, kind="report", area="land")
    let_in(office, case, Voided(on=DAY, reason="nhập nhầm"), "chanh-van-phong", corrects=1)

    assert "nothing-hangs-on-the-voided-entry" in {one.rule for one in broken(office)}


def test_a_void_before_anything_hung_on_it_is_as_lawful_as_it_was(office: Office) -> None:
    """What came later wasn't in the way."""
    case = _raised(office)
    let_in(office, case, Voided(on=DAY, reason="nhập nhầm"), "chanh-van-phong", corrects=1)
    taken = JoinedToMatter(on=DAY, matter=StreamId("matter/2023/1"))
    let_in(office, case, taken, "chanh-van-phong")

    assert "nothing-hangs-on-the-voided-entry" not in {one.rule for one in broken(office)}


def test_a_life_that_was_named_before_it_was_there_is_seen(office: Office) -> None:
    repeats = attrs.evolve(_typed(), repeats=StreamId("petition/2022/7"), occurrence="repeated")
    let_in(office, "petition/2023/1", repeats, "chanh-van-phong")

    assert "reference-is-recorded" in {one.rule for one in broken(office)}


def test_a_text_that_looks_as_if_it_names_somebody_is_seen(office: Office) -> None:
    let_in(office, "petition/2023/1", _typed("Mời gọi 0912 345 678"), "chanh-van-phong")

    assert "clear-text-names-nobody" in {one.rule for one in broken(office)}


# -- As it was decided ---------------------------------------------------------------------------


def test_a_fact_is_asked_under_the_edition_that_it_was_decided_under(tmp_path: Path) -> None:
    """The log keeps the edition; another one that the library brings later isn't asked."""
    path, own = tmp_path / "ward.db", load_law()
    former = load_law(own.rules_text.encode() + b"\n# an earlier edition\n")
    with an_office(Clock(DAY), path=path, law=former) as made:
        case = _raised(made)
    with Office.open(f"sqlite:///{path}", clock=Clock(DAY)) as opened:
        decide(opened, "chanh-van-phong", case, petition.classify, DAY, kind="report", area="land")
        told = AskedAgain(opened)
        assert [] == broken(opened)
        editions = [told.law_of(fact).edition for fact in opened.history(case)]

    assert [former.edition, own.edition] == editions


def _raised(office: Office) -> StreamId:
    return begin(
        office, "chanh-van-phong", "petition/2023", petition.raise_petition, DAY,
        channel="written", gist="Mương bị chặn", received_by=OFFICE,
    )  # fmt: skip


def _directed(office: Office) -> str:
    """A direction of the secretary, which the government carries out."""
    case = _raised(office)
    decide(
        office, "bi-thu", case, petition.direct, DAY, direction="Khơi thông", lead=GOVERNMENT,
        due=date(2023, 3, 20),
    )  # fmt: skip
    return f"task/{case}/direction/1"
