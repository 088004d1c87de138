"""The petitions of the example year: every kind, every end, and what followed by rule."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import codec
from dialogue_cases.office import Office
from dialogue_cases.vocabulary import Sealed, SystemAct
from stories import YEAR, modules_of

LAST_DAY = date(2023, 12, 31)
DENUNCIATION, TIP, SUMMER = "petition/2023/12", "petition/2023/19", "petition/2023/10"


@pytest.fixture(scope="module")
def modules() -> Iterator[Any]:
    """Gives the example's modules by name."""
    with modules_of(YEAR) as named:
        yield named


@pytest.fixture(scope="module")
def office(modules: Any) -> Iterator[Office]:
    """The ward on the last day of its year."""
    with modules("year").run("memory:") as office:
        yield office


@pytest.fixture
def year(modules: Any, office: Office) -> Any:
    """What the record answers at the year's end."""
    return modules("figures").Year(office=office, year=2023, on=LAST_DAY)


@pytest.fixture
def cases(modules: Any) -> Any:
    """What is asked about petitions and matters."""
    return modules("figures_of_cases")


def owed(office: Office, stream: str, rule: str) -> Any:
    (one,) = (
        one
        for one in office.deadlines(stream)
        if one.rule.id == rule and one.status(LAST_DAY) != "void"
    )
    return one


# -- All kinds, all ends -----------------------------------------------------------------------


def test_petitions_of_every_kind_come_to_every_end(year: Any, cases: Any) -> None:
    """Four kinds and the tip; and one that was split before anyone said what it is."""
    ends = Counter(one.status for one in cases.petitions(year).values())

    assert {
        "complaint": 2,
        "denunciation": 1,
        "recommendation": 7,
        "report": 5,
        "anonymous_tip": 2,
        None: 1,
    } == {kind: len(found) for kind, found in cases.by_kind(year).items()}
    assert {
        "resolved": 13, "withdrawn": 1, "split": 1, "filed": 1, "refused": 1, "admitted": 1,
    } == ends  # fmt: skip


def test_a_mixed_petition_goes_on_in_its_parts(office: Office) -> None:
    """By rule, as received the same day: splitting it gives nobody more time."""
    first, second = (office.history(f"petition/2023/{number}")[0] for number in (5, 6))

    for part in (first, second):
        assert isinstance(part.act, SystemAct)
        assert "split-petition-goes-on-in-its-parts" == part.act.rule
        assert ("petition/2023/4", date(2023, 4, 3)) == (part.event.part_of, part.on)


def test_an_opinion_taken_is_a_petition_that_was_settled(office: Office) -> None:
    """The boundary dispute of An Thường, and what was asked at the two receptions of June."""
    for stream in ("petition/2023/7", "petition/2023/8", "petition/2023/11"):
        raised = office.history(stream)[0]

        assert isinstance(raised.act, SystemAct)
        assert "opinion-taken-becomes-a-petition" == raised.act.rule
        assert office.as_of(stream).is_resolved


def test_a_number_that_was_used_by_mistake_is_not_used_again(office: Office) -> None:
    """The voided petition has a number and no content; the next one has the next number."""
    assert office.as_of("petition/2023/14").raised is None
    assert office.as_of("petition/2023/15").raised is not None


# -- Sealed ------------------------------------------------------------------------------------


def test_no_petitioner_can_be_read_in_the_log(office: Office) -> None:
    """Whoever raises a petition or is accused in one stands under a key of their own."""
    log = "".join(codec.encode(fact)[1] for fact in office.log.since())
    people = []
    for stream in {fact.stream for fact in office.log.since()}:
        if stream.startswith("petition/"):
            state = office.as_of(stream)
            people += [one.petitioner_name for one in state.petitioners]
            people += [one.accused_name for one in state.accused]

    assert len(people) >= 18
    for name in people:
        assert isinstance(name, Sealed)
        assert office.vault.unseal(name) not in log


def test_the_denouncer_stays_secret_when_the_conclusion_is_published(office: Office) -> None:
    """Verifiers get it without identity, and what is posted has no field for one."""
    case = office.as_of("proceeding/2023/2")

    assert office.as_of(DENUNCIATION).identity_is_secret
    assert all(one.stripped for one in case.assigned)
    assert ("conclusion", ("posting",)) == (case.publications[0].paper, case.publications[0].ways)


def test_what_is_secret_is_on_no_list_of_a_session(office: Office) -> None:
    """Neither the denunciation nor the tips, and the complaint on no dialogue's."""
    for stream in (DENUNCIATION, TIP, "petition/2023/16", "petition/2023/9"):
        assert () == office.as_of(stream).carried


def test_a_tip_is_inspected_and_never_called_a_denunciation(office: Office) -> None:
    """It has no author; it goes to the inspectors, and nobody received it as a denunciation."""
    tip = office.as_of(TIP)

    assert ("anonymous_tip", False) == (tip.kind, tip.has_an_author)
    assert ["breach"] == [one.finding for one in tip.inspections]
    assert all(
        office.as_of(fact.stream).received.petition != TIP
        for fact in office.log.since()
        if fact.stream.startswith("proceeding/")
    )


# -- Complaint and denunciation ----------------------------------------------------------------


def test_a_suspension_that_the_law_did_not_know_did_not_stop_the_clock(office: Office) -> None:
    """Of a complaint in 2023: 45 days of a complex case, without any day that doesn't count."""
    term = owed(office, "proceeding/2023/1", "C4")

    assert (45, (), date(2023, 8, 4)) == (term.version.amount, term.pauses, term.due)
    assert term.in_time is False


def test_the_notice_is_owed_by_the_wards_own_plan(office: Office) -> None:
    """Kế hoạch 2023, phần III.2: adopted here, so it is cited, with the part."""
    source = owed(office, "dialogue/2023/1", "P4").version.citation

    assert ("S", True) == (source.certainty, source.text.startswith("Kế hoạch"))
    assert source.text.endswith(", phần III.2")


def test_an_extended_denunciation_was_concluded_in_time(office: Office) -> None:
    """The extension was decided, in writing, before the first 30 days had ended."""
    term = owed(office, "proceeding/2023/2", "D4")

    # The 10th of September is a Sunday: the extended term ends on Monday.
    assert (date(2023, 9, 11), True) == (term.due, term.in_time)
    assert [(date(2023, 8, 9), True)] == [(one.day, one.holds) for one in term.moves]


def test_what_was_decided_is_a_reply_to_its_petition(office: Office) -> None:
    """Decision and conclusion are told to the petition by rule, when they are sent."""
    for stream in ("petition/2023/9", DENUNCIATION):
        replies = [
            fact
            for fact in office.history(stream)
            if isinstance(fact.act, SystemAct)
            and fact.act.rule == "sent-decision-is-a-reply-to-its-petition"
        ]

        assert 1 == len(replies)


# -- The matter --------------------------------------------------------------------------------


@pytest.mark.requirement("R22", "R29", "R45")
def test_a_matter_is_known_each_time_that_it_is_raised(
    office: Office, year: Any, cases: Any
) -> None:
    """At two dialogues and in a petition between; flagged by rule, on the lists that came after."""
    matter = office.as_of("matter/2023/1")

    assert [
        (date(2023, 5, 5), "dialogue/2023/2", None),
        (date(2023, 6, 20), None, SUMMER),
        (date(2023, 10, 24), "dialogue/2023/4", None),
    ] == [
        (one.raised.raised, one.raised.session, one.raised.petition)
        for one in cases.raisings(year, matter)
    ]
    assert [(2, 1), (3, 2)] == [(flag.times, flag.sessions) for flag in matter.flags]
    assert ["dialogue/2023/4", "reception/2023/3"] == [one.session for one in matter.listings]
    assert ["dialogue/2023/4", "reception/2023/3"] == [
        one.to for one in office.as_of(SUMMER).carried
    ]


@pytest.mark.requirement("R29", "R42")
def test_each_time_something_was_promised_and_never_kept(
    office: Office, year: Any, cases: Any
) -> None:
    """Three promises of two bodies, one for each time; all of them are overdue."""
    raisings = cases.raisings(year, office.as_of("matter/2023/1"))

    assert [["ubnd"], ["ubnd"], ["mttq"]] == [
        [promise.task.lead for promise in one.promises] for one in raisings
    ]
    assert {"overdue"} == {promise.state for one in raisings for promise in one.promises}


# -- What is printed ---------------------------------------------------------------------------


def test_the_terms_of_petitions_are_counted_by_rule(year: Any, cases: Any) -> None:
    """How many were kept, and which were late; a citizen's own time is counted too."""
    kept = {one.rule.id: one for one in cases.terms(year)}

    assert (3, 0, 0) == (kept["C2"].in_time, len(kept["C2"].late), kept["C2"].open)
    assert ["proceeding/2023/1"] == [one.stream for one in kept["C4"].late]
    assert ["proceeding/2023/2"] == [one.stream for one in kept["D7b"].late]
    assert ["proceeding/2023/4"] == [one.stream for one in kept["C1"].late]


def test_the_story_says_what_was_promised_about_the_matter(modules: Any, year: Any) -> None:
    """Each of the three times, with the day, the promise and how it stands."""
    printed = modules("report").year_end(year)

    for words in (
        "18 đơn trong năm:",
        "C4 proceeding/2023/1: hạn 04/08/2023, xong 25/08/2023, muộn 15 ngày",
        "nêu 3 lần, ở 2 buổi; CHƯA GIẢI QUYẾT DỨT ĐIỂM",
        "Lần 1: 05/05/2023",
        "Lần 2: 20/06/2023",
        "Lần 3: 24/10/2023",
    ):
        assert words in printed
