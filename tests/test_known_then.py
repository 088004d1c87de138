"""In time or late as known then: facts, limits, choices and days, all as on record that day.

entries("ward", (event, day of entry), (event, day of entry, version that it corrects))
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from dialogue_cases import session, ward
from dialogue_cases.codec import NAMES
from dialogue_cases.deadlines import Obligation, deadlines, ward_obligations
from dialogue_cases.law import Law, load_law
from dialogue_cases.petition import Raised, Withdrawn
from dialogue_cases.proceeding import (
    Accepted,
    Concluded,
    Extended,
    PartiesTold,
    Received,
    Resumed,
    Suspended,
    Verified,
)
from dialogue_cases.record import (
    DataRequestAnswered,
    DataRequestReceived,
    Recorded,
    Voided,
)
from dialogue_cases.session import Announced, ConclusionIssued, Contents, Ended, Fixed
from dialogue_cases.vocabulary import (
    BodyId,
    Citation,
    Document,
    DocumentNumber,
    OfficerId,
    Place,
    StreamId,
    SystemAct,
    Topic,
    When,
    first_day,
)
from dialogue_cases.ward import (
    BodyEstablished,
    DayAnnounced,
    Limit,
    RegulationAdopted,
    ReportSent,
    Switch,
)
from dialogue_cases.workdays import OfficialDay, WorkingCalendar
from offices import Clock, an_office
from spec import act_of
from strategies import recorded

LAW = load_law(names=NAMES)
PAPER = Document(kind="Quyết định", number="12/QĐ-UBND")
SESSION, CASE, PETITION = "dialogue/2024/1", "proceeding/2026/1", "petition/2026/1"
UBND = BodyId("ubnd")
TOPIC = Topic(code="land_clearance", title="Rác thải, thoát nước")


def day(text: str) -> date:
    """A day as a clerk writes it."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007


def entries(stream: str, *facts: Any) -> list[Recorded[Any]]:
    """A record: each event on its own day, or (event, day of entry, what it corrects)."""
    history = []
    for version, fact in enumerate(facts, 1):
        event, entered, *corrects = fact if isinstance(fact, tuple) else (fact, None)
        local = day(entered) if entered else first_day(event.on)
        history.append(
            recorded(
                event,
                version,
                stream=StreamId(stream),
                recorded_at=datetime(local.year, local.month, local.day, 2, version, tzinfo=UTC),
                corrects=corrects[0] if corrects else None,
            )
        )
    return history


def under(*facts: Any) -> Law:
    """The law of a ward with this record of its own."""
    return ward.law_on_record(entries("ward", *facts), LAW)


def the(rule: str, history: Sequence[Recorded[Any]], law: Law = LAW, **known: Any) -> Obligation:
    (one,) = (one for one in deadlines(history, law, **known) if one.rule.id == rule)
    return one


def found(owed: Obligation) -> list[str]:
    return [f"{one.name} {one.ref}" for one in owed.findings]


def regulation(on: str, **limits: int) -> RegulationAdopted:
    return RegulationAdopted(
        on=day(on),
        kind="regulation",
        document=Document(kind="Quy chế", number="02-QC/ĐU"),
        limits=tuple(Limit(rule=rule, amount=amount) for rule, amount in limits.items()),
    )


def choice(on: str, **switches: bool) -> RegulationAdopted:
    return RegulationAdopted(
        on=day(on),
        kind="regulation",
        document=Document(kind="Quy chế", number="03-QC/ĐU"),
        switches=tuple(
            Switch(name=name, value=value)  # type: ignore[arg-type]
            for name, value in switches.items()
        ),
    )


def announced(on: str, which: str, kind: Any = "off") -> DayAnnounced:
    return DayAnnounced(on=day(on), day=day(which), kind=kind, basis=Document(kind="Công văn"))


def void(on: str, version: int) -> tuple[Any, str, int]:
    return (Voided(on=day(on), reason="nhập nhầm"), on, version)


def dialogue(issued: str | None, ended: str = "10/01/2024") -> list[Recorded[Any]]:
    """A dialogue, and its conclusion notice; seven working days end on 19/01/2024."""
    on = day(ended)
    facts: list[Any] = [
        Fixed(on=on, day=on, place=Place(name="A"), legal_basis="party_secretary_dialogue"),
        Ended(on=on),
    ]
    if issued is not None:
        facts.append(
            ConclusionIssued(
                on=day(issued),
                number=DocumentNumber(number=1, symbol="TB/ĐU"),
                body=BodyId("dang-uy"),
                officer=OfficerId("bi-thu"),
                office="party_secretary",
                draft=None,
                contents=Contents(items=()),
            )
        )
    return entries(SESSION, *facts)


# -- The ward's own limits --------------------------------------------------------------


def test_a_limit_entered_late_makes_nobody_late_who_was_in_time_then() -> None:
    """P4 = 5 from 01/01, entered on 01/03; the notice of 19/01 was on the seventh day."""
    law = under((regulation("01/01/2024", P4=5), "01/03/2024"))
    notice = the("P4", dialogue("19/01/2024"), law)

    assert (True, day("19/01/2024")) == (notice.judged.in_time, notice.judged.due)  # type: ignore[union-attr]
    assert (False, day("17/01/2024")) == (notice.in_time_in_hindsight, notice.due)
    assert ["limit-entered-late ward@1"] == found(notice)
    assert "met in time" == notice.status(day("01/06/2024"))


def test_known_then_and_judged_then_are_one_answer() -> None:
    """What was asked as known on the day of the act says the same as the verdict."""
    law = under((regulation("01/01/2024", P4=5), "01/03/2024"))
    then = the("P4", dialogue("19/01/2024"), law, known=day("19/01/2024"))
    now = the("P4", dialogue("19/01/2024"), law)

    assert (then.due, then.in_time) == (now.judged.due, now.judged.in_time)  # type: ignore[union-attr]


def test_a_wider_limit_dated_back_excuses_nobody() -> None:
    """The notice of 29/01 came on the thirteenth day; P4 = 15 is entered in June."""
    law = under((regulation("01/01/2024", P4=15), "03/06/2024"))
    notice = the("P4", dialogue("29/01/2024"), law)

    assert (False, True) == (notice.in_time, notice.in_time_in_hindsight)
    assert ["limit-entered-late ward@1"] == found(notice)
    assert "met late" == notice.status(day("04/06/2024"))


def test_a_wider_limit_dated_back_before_the_late_act_is_found_too() -> None:
    """The term had ended when it was widened: known on the day of the act, and told."""
    law = under((regulation("01/01/2024", P4=15), "29/01/2024"))
    notice = the("P4", dialogue("30/01/2024"), law)

    assert ["limit-entered-late ward@1"] == found(notice)


def test_who_went_by_a_mistyped_limit_was_in_time() -> None:
    """15 was typed for 5; notices went out by it; the entry was corrected in June."""
    law = under(
        (regulation("01/01/2024", P4=15), "02/01/2024"),
        (regulation("01/01/2024", P4=5), "03/06/2024", 1),
    )
    notice = the("P4", dialogue("29/01/2024"), law)

    assert (True, False) == (notice.in_time, notice.in_time_in_hindsight)
    assert ["limit-entered-late ward@2"] == found(notice)


def test_a_limit_that_was_voided_held_until_then() -> None:
    """The regulation was entered in the wrong ward, and taken out in June."""
    law = under((regulation("01/01/2024", P4=15), "02/01/2024"), void("03/06/2024", 1))
    notice = the("P4", dialogue("29/01/2024"), law)

    assert (True, False) == (notice.in_time, notice.in_time_in_hindsight)
    assert ["limit-entered-late ward@2"] == found(notice)


def test_a_limit_entered_while_the_term_runs_is_known() -> None:
    """Five days instead of seven, on record on the third: nothing to be looked at."""
    law = under((regulation("01/01/2024", P4=5), "15/01/2024"))
    notice = the("P4", dialogue("18/01/2024"), law)

    assert (False, False, []) == (notice.in_time, notice.in_time_in_hindsight, found(notice))


def test_a_limit_entered_after_the_term_is_found_where_nothing_was_done() -> None:
    """Nobody could know on 18/01 that the term had ended on 17/01."""
    law = under((regulation("01/01/2024", P4=5), "22/01/2024"))
    notice = the("P4", dialogue(None), law)

    assert ("overdue", ["limit-entered-late ward@1"]) == (
        notice.status(day("23/01/2024")),
        found(notice),
    )


def test_a_limit_that_is_voided_and_entered_again_is_judged_like_a_correction() -> None:
    """15 was typed for 5; and once the same again, which changes nothing."""
    first = (regulation("01/01/2024", P4=15), "02/01/2024")
    mended, same = (
        the(
            "P4",
            dialogue("29/01/2024"),
            under(first, void("03/06/2024", 1), (regulation("01/01/2024", P4=n), "03/06/2024")),
        )
        for n in (5, 15)
    )

    assert (True, False) == (mended.in_time, mended.in_time_in_hindsight)
    assert ["limit-entered-late ward@3"] == found(mended)
    assert (True, True, []) == (same.in_time, same.in_time_in_hindsight, found(same))


def test_a_correction_that_moves_no_day_is_no_finding() -> None:
    """Only the number of the document was wrong."""
    law = under(
        (regulation("01/01/2024", P4=7), "02/01/2024"),
        (regulation("01/01/2024", P4=7), "03/06/2024", 1),
    )

    assert [] == found(the("P4", dialogue("19/01/2024"), law))


# -- The ward's own days ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "then", "since", "entry"),
    [
        ([(announced("15/01/2024", "18/01/2024"), "26/02/2024")], False, True, 1),  # entered late
        (
            [
                (announced("11/01/2024", "18/01/2024"), "11/01/2024"),
                void("26/02/2024", 1),  # wrongly announced
            ],
            True,
            False,
            2,
        ),
        (
            [
                (announced("11/01/2024", "18/01/2024"), "11/01/2024"),
                (announced("11/01/2024", "18/03/2024"), "26/02/2024", 1),  # another month meant
            ],
            True,
            False,
            2,
        ),
    ],
)
def test_a_day_off_is_judged_as_it_was_on_record(
    facts: list[Any], then: bool, since: bool, entry: int
) -> None:
    """Seven working days end on 19/01, on 22/01 if the 18th is off; issued on 22/01."""
    notice = the("P4", dialogue("22/01/2024"), under(*facts))

    assert (then, since) == (notice.in_time, notice.in_time_in_hindsight)
    assert [f"day-entered-late ward@{entry}"] == found(notice)


def test_a_day_off_elsewhere_in_the_year_is_no_finding() -> None:
    """It moves no day of this term."""
    law = under((announced("15/01/2024", "18/06/2024"), "26/02/2024"))

    assert [] == found(the("P4", dialogue("22/01/2024"), law))


def test_a_choice_dated_back_rolls_no_term_that_was_over() -> None:
    """A term that ends on a swapped day off: 29/04/2024 stands for 04/05."""
    law = under((choice("01/01/2024", roll_on_swapped=False), "03/06/2024"))
    case = entries(
        CASE,
        Received(on=day("25/03/2024"), kind="denunciation", body=UBND, gist="…"),
        Accepted(on=day("30/03/2024"), document=PAPER),  # thirty days end on 29/04
        Concluded(on=day("02/05/2024"), outcome="unfounded", gist="…", document=PAPER),
    )
    d4 = the("D4", case, law)

    assert (True, False) == (d4.in_time, d4.in_time_in_hindsight)
    assert ["limit-entered-late ward@1"] == found(d4)


@pytest.mark.parametrize("kinds", [("off", "working", "off"), ("working", "off", "working")])
def test_the_last_word_of_one_day_holds(kinds: tuple[Any, ...]) -> None:
    """Announced, withdrawn and announced again, all on one day: none is there already."""
    with an_office(Clock(day("01/06/2026"))) as office:
        desk = office.by_rule(SystemAct(rule="ward-set-up"))
        for kind in kinds:
            desk.decide(
                ward.WARD,
                ward.announce_day,
                on=day("01/06/2026"),
                day=day("19/06/2026"),
                kind=kind,
                basis=Document(kind="Công văn"),
            )
        last = desk.decide(
            ward.WARD,
            ward.announce_day,
            on=day("01/06/2026"),
            day=day("19/06/2026"),
            kind=kinds[-1],
            basis=Document(kind="Công văn"),
        )
        calendar = office.law_known().calendar

    assert [] == last
    assert (kinds[-1] == "working") == calendar.is_working_day(day("19/06/2026"))


def test_a_calendar_keeps_the_last_of_equal_words() -> None:
    """Given twice with another between, the last one holds."""
    off = OfficialDay(day=day("19/06/2026"), kind="off", basis=Citation(text="…", certainty="B"))
    working = attrs.evolve(off, kind="working")

    assert not WorkingCalendar.of().with_days(off, working, off).is_working_day(off.day)


# -- On record before it is in force ----------------------------------------------------


def test_what_is_recorded_before_it_is_in_force_is_known() -> None:
    """P7 = 10 from 01/07, entered on 01/06: asked in June and in July, one answer."""
    clock = Clock(day("01/06/2026"))
    with an_office(clock) as office:
        office.by_rule(SystemAct(rule="ward-set-up")).decide(
            ward.WARD,
            ward.adopt_regulation,
            on=day("01/07/2026"),
            kind="regulation",
            document=Document(kind="Quy chế"),
            limits=(Limit(rule="P7", amount=10), Limit(rule="P5", amount=2)),
        )
        clock.move(day("02/06/2026"))
        fix_session(office, "06/07/2026")
        answers = []
        for asked in ("25/06/2026", "01/07/2026"):
            clock.move(day(asked))
            owed = the_due(office, "P7", known=day("25/06/2026"))
            quarters = office.ward_obligations(first=day("01/07/2026"), last=day("31/12/2026"))
            answers.append(
                (
                    the_due(office, "P7"),
                    owed,
                    [one.wanted for one in quarters if one.rule.id == "P5"],
                )
            )

    assert answers[0] == answers[1]
    assert (day("22/06/2026"), day("22/06/2026"), [2, 2]) == answers[0]


def fix_session(office: Any, held: str) -> None:
    office.acting(act_of("bi-thu")).decide(
        "dialogue/2026/1",
        session.fix,
        on=office.today,
        day=day(held),
        place=Place(name="Trụ sở"),
        legal_basis="party_secretary_dialogue",
        topics=(TOPIC,),
    )


def the_due(office: Any, rule: str, **known: Any) -> date | None:
    (one,) = (one for one in office.deadlines("dialogue/2026/1", **known) if one.rule.id == rule)
    due: date | None = one.due
    return due


# -- What is done, put on record late ---------------------------------------------------


def verified(on: str) -> Verified:
    return Verified(on=day(on), identified=True, eligible=True, gist="Đủ điều kiện")


DENOUNCED = Received(on=day("08/01/2026"), kind="denunciation", body=UBND, gist="Nội dung")
ON_FRIDAY = Received(on=day("09/01/2026"), kind="denunciation", body=UBND, gist="Nội dung")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([(verified("19/01/2026"), "19/01/2026")], []),
        ([(verified("19/01/2026"), "26/02/2026")], ["done-entered-late proceeding/2026/1@2"]),
        (
            [
                (verified("23/01/2026"), "23/01/2026"),
                (verified("19/01/2026"), "26/02/2026", 2),  # from late to in time
            ],
            ["done-entered-late proceeding/2026/1@3"],
        ),
        (
            [
                (verified("16/01/2026"), "16/01/2026"),
                (verified("19/01/2026"), "26/02/2026", 2),  # in time before and after
            ],
            [],
        ),
        (
            [
                (verified("19/01/2026"), "19/01/2026"),
                void("26/02/2026", 2),
                (verified("19/01/2026"), "26/02/2026"),  # entered again
            ],
            [],
        ),
        ([(verified("20/01/2026"), "26/02/2026")], []),  # late anyway
    ],
)
def test_an_act_in_time_that_came_on_record_after_the_term_is_found(
    facts: list[Any], expected: list[str]
) -> None:
    """D1: seven working days from 09/01/2026 end on 19/01 (Saturday 10/01 is worked)."""
    d1 = the("D1", entries(CASE, ON_FRIDAY, *facts))

    assert (day("19/01/2026"), expected) == (d1.due, found(d1))


def test_a_withdrawal_that_came_on_record_after_the_term_is_found() -> None:
    """Overdue since 15/07; a withdrawal of the 10th is entered in September."""
    raised = Raised(on=day("01/07/2026"), channel="written", gist="…", received_by=UBND)
    withdrawn = Withdrawn(on=day("10/07/2026"), form="letter")
    owed = [
        the("P2", entries(PETITION, raised, (withdrawn, entered)))
        for entered in ("10/07/2026", "01/09/2026")
    ]

    assert ["void", "void"] == [one.status(day("02/09/2026")) for one in owed]
    assert [[], [f"lifted-entered-late {PETITION}@2"]] == [found(one) for one in owed]


# -- Corrections and voids --------------------------------------------------------------


def told(on: str) -> PartiesTold:
    return PartiesTold(on=day(on), about="acceptance", to=("denouncer", "denounced"), complete=True)


def accepted(on: str) -> Accepted:
    return Accepted(on=day(on), document=PAPER)


BEFORE = [(accepted("12/01/2026"), "12/01/2026"), (told("12/01/2026"), "12/01/2026")]


@pytest.mark.parametrize(
    ("later", "act"),
    [
        ([(accepted("13/01/2026"), "05/03/2026", 2)], 3),
        ([void("05/03/2026", 2), (accepted("13/01/2026"), "05/03/2026")], 3),
        ([(accepted("13/01/2026"), "05/03/2026"), void("06/03/2026", 2)], 3),
        ([(told("11/01/2026"), "05/03/2026", 3)], 4),
        ([void("05/03/2026", 3), (told("11/01/2026"), "05/03/2026")], None),
    ],
)
def test_an_act_stays_done_when_a_correction_moves_what_it_is_about(
    later: list[Any], act: int | None
) -> None:
    """Accepted and told on 12/01; one of the two days is mended in March."""
    d3 = the("D3", entries(CASE, DENOUNCED, *BEFORE, *later))

    assert "met in time" == d3.status(day("10/03/2026"))
    assert (True, True) == (d3.in_time, d3.in_time_in_hindsight)
    assert f"done-before-its-anchor {CASE}@{act or 5}" in found(d3)


def test_what_was_never_in_order_on_record_doesnt_count() -> None:
    """Told the day before the acceptance, as it was entered from the beginning."""
    facts = [(accepted("13/01/2026"), "13/01/2026"), (told("12/01/2026"), "14/01/2026")]
    d3 = the("D3", entries(CASE, DENOUNCED, *facts))

    assert ("overdue", []) == (d3.status(day("10/03/2026")), found(d3))


def test_an_act_for_a_voided_entry_doesnt_count_for_a_later_one() -> None:
    """The first acceptance was voided before anybody was told of the second."""
    facts = [
        (accepted("12/01/2026"), "12/01/2026"),
        void("13/01/2026", 2),
        (told("12/01/2026"), "14/01/2026"),
        (accepted("15/01/2026"), "15/01/2026"),
    ]
    d3 = the("D3", entries(CASE, DENOUNCED, *facts))

    assert d3.discharged is None


def test_void_and_enter_again_is_judged_like_a_correction() -> None:
    """The acceptance moved from 10/01 to 08/01 in March; told on the last day of the first."""
    first = [(accepted("10/01/2026"), "10/01/2026"), (told("16/01/2026"), "16/01/2026")]
    ways = (
        [(accepted("08/01/2026"), "05/03/2026", 2)],
        [void("05/03/2026", 2), (accepted("08/01/2026"), "05/03/2026")],
        [(accepted("08/01/2026"), "05/03/2026"), void("05/03/2026", 2)],
    )
    judged = [the("D3", entries(CASE, DENOUNCED, *first, *way)).judged for way in ways]

    assert judged[0] == judged[1] == judged[2]
    assert judged[0] is not None
    assert (True, True) == (judged[0].in_time, judged[0].established)


def test_nothing_false_is_said_of_what_was_on_record() -> None:
    """The sentence on a case that wasn't on record is said only where that is so."""
    again = entries(
        CASE,
        DENOUNCED,
        (accepted("10/01/2026"), "10/01/2026"),
        (told("16/01/2026"), "16/01/2026"),
        void("05/03/2026", 2),
        (accepted("08/01/2026"), "05/03/2026"),
    )
    late = entries(CASE, DENOUNCED, (accepted("12/01/2026"), "05/03/2026"), told("16/01/2026"))

    assert not any("on record that day" in line for line in the("D3", again).explain("en"))
    assert any("wasn't on record that day" in line for line in the("D3", late).explain("en"))


def test_an_earlier_suspension_entered_late_counts_from_its_first_day() -> None:
    """Suspended on 12/01, entered on 02/02, beside 20–26/01: the days from 12 to 25/01."""

    def halted(on: str) -> Suspended:
        return Suspended(
            on=day(on), ground="waiting_for_expertise", reason="Giám định", document=PAPER
        )

    resumed = Resumed(on=day("26/01/2026"), reason="Đã có", document=PAPER)
    start = [(accepted("08/01/2026"), "08/01/2026"), halted("20/01/2026"), resumed]
    d4 = the("D4", entries(CASE, DENOUNCED, *start, (halted("12/01/2026"), "02/02/2026")))

    assert ((day("12/01/2026"), day("26/01/2026")),) == d4.pauses


# -- Duties of a period -----------------------------------------------------------------


def dialogues(*days: str) -> list[Recorded[Any]]:
    log: list[Recorded[Any]] = []
    for number, held in enumerate(days, 1):
        facts = [
            Fixed(
                on=day(held),
                day=day(held),
                place=Place(name="A"),
                legal_basis="party_secretary_dialogue",
            ),
            Ended(on=day(held)),
        ]
        log += entries(f"dialogue/2024/{number}", *facts)
    return log


def quarter(law: Law, *days: str) -> Obligation:
    (one,) = (
        one
        for one in ward_obligations(
            dialogues(*days), law, first=day("01/01/2024"), last=day("31/03/2024")
        )
        if one.rule.id == "P5"
    )
    return one


def test_a_number_that_is_raised_after_the_quarter_makes_nobody_late() -> None:
    """One dialogue was asked for and held; two are asked for in June, dated back."""
    p5 = quarter(under((regulation("01/01/2024", P5=2), "03/06/2024")), "10/02/2024")

    assert ("met in time", 2, 1) == (p5.status(day("04/06/2024")), p5.wanted, len(p5.counted))
    assert (False, ["limit-entered-late ward@1"]) == (p5.in_time_in_hindsight, found(p5))


def test_a_number_that_is_lowered_after_the_quarter_excuses_nobody() -> None:
    """Two were asked for, one was held."""
    law = under(
        (regulation("01/01/2024", P5=2), "02/01/2024"),
        (regulation("01/01/2024", P5=1), "03/06/2024", 1),
    )
    p5 = quarter(law, "10/02/2024")

    assert ("met late", ["limit-entered-late ward@2"]) == (p5.status(day("04/06/2024")), found(p5))


def test_a_choice_turned_off_after_the_month_lifts_nothing() -> None:
    """The chairman's receptions were kept here; the switch is corrected in September."""
    law = under(
        (choice("01/07/2026", chairman_receptions=True), "01/07/2026"),
        (choice("01/07/2026", chairman_receptions=False), "05/09/2026", 1),
    )
    owed = ward_obligations([], law, first=day("01/08/2026"), last=day("31/08/2026"))
    (g2,) = (one for one in owed if one.rule.id == "G2")

    assert ("overdue", ["limit-entered-late ward@2"]) == (g2.status(day("06/09/2026")), found(g2))


def test_a_report_is_judged_by_the_cut_off_on_record_when_it_was_sent() -> None:
    """Ten days after the month were set in March, dated back, when it had gone on the 15th."""
    sent = entries(
        "ward",
        ReportSent(
            on=day("15/02/2026"),
            kind="reception_and_dialogue",
            period=When(day=day("01/01/2026"), through=day("31/01/2026")),
            to=(),
            document=PAPER,
        ),
    )
    law = under((regulation("01/01/2026", P6=10), "03/03/2026"))
    owed = ward_obligations(sent, law, first=day("01/01/2026"), last=day("31/01/2026"))
    (p6,) = (one for one in owed if one.rule.id == "P6" and one.root == "2026-01")

    assert (None, False) == (p6.in_time, p6.in_time_in_hindsight)
    assert ("met", ["limit-entered-late ward@1"]) == (p6.status(day("04/03/2026")), found(p6))


# -- Scope and readings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "owed"),
    [
        ("ward_party_committee", True),
        ("party_office", True),
        ("people_committee", False),
        ("people_council_standing_body", False),
        ("fatherland_front", False),
        (None, True),  # of whom the record says nothing
    ],
)
def test_the_secretary_owes_an_answer_for_what_the_secretary_received(
    kind: Any, owed: bool
) -> None:
    """Quy định 11-QĐi/TW, Điều 6: 10 ngày làm việc kể từ khi Bí thư nhận được."""
    body = BodyEstablished(on=day("01/07/2020"), body=BodyId("nhan"), kind=kind, name="Nơi nhận")
    raised = Raised(on=day("01/07/2026"), channel="reception", gist="…", received_by=BodyId("nhan"))
    law = under(*([] if kind is None else [body]))
    rules = {one.rule.id for one in deadlines(entries(PETITION, raised), law)}

    assert (owed, True) == ("P2" in rules, "G4" in rules)


def test_each_request_about_ones_data_is_answered_for_itself() -> None:
    """Two of one day: the answer to one leaves the other owed."""
    asked = [
        DataRequestReceived(on=day("05/01/2026"), number=number, asks="see", gist="…")
        for number in (1, 2)
    ]
    answer = DataRequestAnswered(
        on=day("06/01/2026"), number=1, asked_on=day("05/01/2026"), outcome="granted"
    )
    raised = Raised(on=day("02/01/2026"), channel="written", gist="…", received_by=UBND)
    owed = deadlines(entries(PETITION, raised, *asked, answer), LAW)

    assert ["met in time", "overdue"] == [
        one.status(day("12/01/2026")) for one in owed if one.rule.id == "X1"
    ]


def test_a_request_that_is_entered_again_keeps_its_answer() -> None:
    """The first entry was voided; the answer names it by its number."""
    first, again = (
        DataRequestReceived(on=day(on), number=number, asks="see", gist="…")
        for on, number in (("05/01/2026", 1), ("06/01/2026", 2))
    )
    answer = DataRequestAnswered(
        on=day("06/01/2026"), number=1, asked_on=day("05/01/2026"), outcome="granted"
    )
    raised = Raised(on=day("02/01/2026"), channel="written", gist="…", received_by=UBND)
    x1 = the(
        "X1",
        entries(PETITION, raised, first, answer, void("10/02/2026", 2), (again, "10/02/2026")),
    )

    assert "met in time" == x1.status(day("11/02/2026"))


def test_an_extended_term_that_ends_on_a_day_off_rolls_by_a_reading_that_is_told() -> None:
    """Thirty days more end on Sunday 08/02/2026; concluded on Monday."""
    extended = Extended(
        on=day("08/01/2026"),
        until=day("08/02/2026"),
        was=day("09/01/2026"),
        reason="Phức tạp",
        document=PAPER,
    )
    case = entries(
        CASE,
        Received(on=day("03/12/2025"), kind="denunciation", body=UBND, gist="…"),
        accepted("10/12/2025"),
        extended,
        Concluded(on=day("09/02/2026"), outcome="unfounded", gist="…", document=PAPER),
    )
    d4 = the("D4", case)

    assert (day("09/02/2026"), True) == (d4.due, d4.in_time)
    assert any(
        "lùi đến 09/02/2026 [Bộ luật Dân sự 2015, Điều 148 khoản 5 (R: " in line
        for line in d4.explain("vi")
    )


def test_an_announcement_is_judged_by_the_lead_time_on_record_that_day() -> None:
    """P7 = 10 dated back after the announcement of five days before."""
    on = day("02/05/2024")
    facts = entries(
        SESSION,
        Fixed(
            on=on,
            day=day("20/05/2024"),
            place=Place(name="A"),
            legal_basis="party_secretary_dialogue",
        ),
        Announced(
            on=day("13/05/2024"),
            phase="before",
            channel="public_address",
            body=BodyId("van-phong"),
            day=day("20/05/2024"),
            place=Place(name="A"),
            topics=(TOPIC,),
        ),
    )
    law = under((regulation("01/05/2024", P7=10), "01/06/2024"))
    p7 = the("P7", facts, law)

    assert (True, False, day("06/05/2024")) == (p7.in_time, p7.in_time_in_hindsight, p7.due)
    assert ["limit-entered-late ward@1"] == found(p7)


def test_an_edition_of_before_says_what_it_said() -> None:
    """Without the new keys every receiver owes the answer, and a decided day stays."""
    text = LAW.rules_text
    for first, last in (
        ("[bodies.received_elsewhere]", "# -- Dialogues"),
        ("when = { received_elsewhere = false }", "owed_by"),
        ("[rule.extension_rolls]", "[[rule.version]]"),
    ):
        begin = text.index(first)
        text = text[:begin] + text[text.index(last, begin) :]
    before = load_law(text.encode(), names=NAMES)
    raised = Raised(on=day("01/07/2026"), channel="written", gist="…", received_by=UBND)
    body = BodyEstablished(on=day("01/07/2020"), body=UBND, kind="people_committee", name="UBND")
    law = ward.law_on_record(entries("ward", body), before)
    rules = {one.rule.id for one in deadlines(entries(PETITION, raised), law)}

    assert ("P2" in rules, None) == (True, before.rule("D4").versions[0].extension_rolls)
