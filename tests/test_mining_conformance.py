"""What the plan asks of the order of steps: what breaks it is what an auditor finds."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from agreement import Year, a_history, days_of
from commands import Run
from demo_year import demo_year
from dialogue_cases import Office, session, ward
from dialogue_cases.analysis.mining import RuleConformance, conformance
from dialogue_cases.audit.findings import findings
from dialogue_cases.record import Known
from dialogue_cases.session import Contents
from dialogue_cases.vocabulary import Document, DocumentNumber, Recipient, SystemAct
from dialogue_cases.ward import WARD, Limit
from following import GOVERNMENT, OFFICE, concluded, decide, fixed, held, item
from offices import Clock, an_office

HELD = date(2023, 3, 13)
ABOUT_ELSE = ("escalation", "doubtful-term", "extended-late")
"""What is found under the same rules, and is no step that was left out or late."""
WHO = ("truong-khoi", "chanh-van-phong", "bi-thu", "chu-tich")


CONTENTS = Contents(
    items=(item(opinions=()),),
    recipients=(Recipient(text="UBND phường", bodies=(GOVERNMENT,)),),
    follow_up=OFFICE,
)


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 7, 1))) as made:
        yield made


def broken(found: tuple[RuleConformance, ...]) -> set[tuple[object, ...]]:
    return {
        (one.rule, each.where, each.day, each.facts, each.citation)
        for one in found
        for each in one.violations
    }


def audited(office: Office, on: date | None = None, known: Known | None = None) -> object:
    """The auditor's findings on the same rules: what was refused, and what is owed."""
    rules = {one.rule for one in conformance(office, on, known=known)}
    return {
        (one.rule, one.where, one.day, one.facts, one.citation)
        for one in findings(office, on, known=known)
        if one.rule in rules and one.kind not in ABOUT_ELSE
    }


def counted(found: tuple[RuleConformance, ...]) -> dict[str, tuple[int, int]]:
    return {one.name: (one.kept, one.asked) for one in found}


def test_what_breaks_the_order_of_the_year_is_what_an_auditor_finds() -> None:
    """A notice that was late, and an announcement that was."""
    with demo_year() as year:
        found = conformance(year)

        assert broken(found) == audited(year)
        assert {
            "submitted-before-issued": (5, 5), "drafter-is-not-issuer": (5, 5),
            "issued-in-time": (3, 4), "announced-before-held": (4, 5),
        } == counted(found)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_what_breaks_the_order_of_any_record_is_what_an_auditor_finds(seed: int) -> None:
    """Of one made up by chance, with what was let in despite a rule, on any day."""
    with a_history(seed) as office:
        for on in days_of(office, seed):
            assert broken(conformance(office, on)) == audited(office, on)
        known = office.log.position // 2

        assert broken(conformance(office, known=known)) == audited(office, known=known)


@pytest.mark.parametrize("seed", range(6))
def test_whoever_drafts_submits_and_issues_is_told_as_an_auditor_finds_it(seed: int) -> None:
    """Anybody does any step, on any day, despite whatever forbids it."""
    year = Year(seed)
    for number in range(1, 6):
        year.held()
        year.clock.move(year.office.today + timedelta(days=year.chance.randint(0, 14)))
        on = year.office.today
        for decision, more in (
            (session.draft_conclusion, {"contents": CONTENTS}),
            (session.submit_conclusion, {}),
            (session.issue_conclusion, {"number": DocumentNumber(number=number, symbol="TB/ĐU")}),
        ):
            for stream in year.streams("dialogue")[-1:] if year.chance.random() < 0.8 else ():
                year.decides(year.chance.choice(WHO), stream, decision, on, **more)
    with year.office as office:
        found = conformance(office)

        assert broken(found) == audited(office)
        assert found[0].asked > 0


def test_a_notice_that_whoever_drafted_it_issued_breaks_two_rules(office: Office) -> None:
    """It was let in, with the reason why."""
    stream = held(office, HELD, {})
    decide(
        office, "bi-thu", stream, session.draft_conclusion, HELD, contents=CONTENTS,
        despite=[("mass-mobilisation-drafts", "gấp")],
    )  # fmt: skip
    decide(
        office, "bi-thu", stream, session.issue_conclusion, HELD,
        number=DocumentNumber(number=5, symbol="TB/ĐU"),
        despite=[("issued-from-a-submitted-draft", "gấp"), ("drafter-is-not-issuer", "gấp")],
    )  # fmt: skip

    found = conformance(office)

    assert {
        "submitted-before-issued": (0, 1), "drafter-is-not-issuer": (0, 1),
        "issued-in-time": (1, 1), "announced-before-held": (0, 1),
    } == counted(found)  # fmt: skip
    assert [True, True] == [one.violations[0].despite for one in found[:2]]
    assert broken(found) == audited(office)


def test_a_notice_that_went_its_way_breaks_nothing(office: Office) -> None:
    """Drafted, submitted and issued by three, in time; it was announced too late."""
    stream = held(office, HELD, {})
    concluded(office, stream, date(2023, 3, 15), item())

    assert {
        "submitted-before-issued": (1, 1), "drafter-is-not-issuer": (1, 1),
        "issued-in-time": (1, 1), "announced-before-held": (0, 1),
    } == counted(conformance(office))  # fmt: skip


def test_what_isnt_due_yet_isnt_counted(office: Office) -> None:
    """Nobody can say whether it will be kept."""
    fixed(office, date(2023, 6, 1), date(2023, 7, 20))

    assert (0, 0) == counted(conformance(office, date(2023, 6, 2)))["announced-before-held"]


@pytest.mark.parametrize(("own", "kept"), [(None, 0), (10, 1)])
def test_a_limit_of_the_wards_own_is_the_one_that_is_asked(
    office: Office, own: int | None, kept: int
) -> None:
    """Issued on the eighth working day: late by the plan, and not where the ward says ten."""
    if own is not None:
        office.by_rule(SystemAct(rule="ward-set-up")).decide(
            WARD, ward.adopt_regulation, on=date(2023, 1, 2), kind="regulation",
            document=Document(kind="Quy chế"), limits=(Limit(rule="P4", amount=own),),
        )  # fmt: skip
    stream = held(office, HELD, {})
    concluded(office, stream, date(2023, 3, 23), item())

    (rule,) = (one for one in conformance(office) if one.name == "issued-in-time")

    assert ("P4", kept, 1) == (rule.rule, rule.kept, rule.asked)
    assert broken(conformance(office)) == audited(office)


def test_the_command_tells_each_rule_and_what_breaks_it(run: Run, ward: Path) -> None:
    """In Vietnamese, and as JSON."""
    said = run("export", "conformance", "--on", "2023-12-31")
    plain = run("export", "conformance", "--on", "2023-12-31", "--json").answer

    assert 0 == said.code
    assert "Ban hành đúng hạn (P4)" in said.out
    assert ["submitted-before-issued", "drafter-is-not-issuer", "issued-in-time",
            "announced-before-held"] == [one["name"] for one in plain["rules"]]  # fmt: skip
