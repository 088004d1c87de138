"""Due dates, derived: every rule as a worked example, and the laws that hold for all of them.

Official days off are those of `law/calendar.toml`; its test vectors stand in `test_calendar.py`.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import example as also
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases import session, task, ward
from dialogue_cases.codec import name_of
from dialogue_cases.deadlines import Obligation, asked_from, deadlines, terms, ward_obligations
from dialogue_cases.deadlines.case import Case
from dialogue_cases.deadlines.grounds import stood
from dialogue_cases.deadlines.owing import begun, terms_of
from dialogue_cases.law import Happening, Law, OwnRegulation, Rule, RuleVersion, load_law
from dialogue_cases.record import Recorded, Voided
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    EventRef,
    GroupId,
    LegalBasis,
    OfficerId,
    On,
    Place,
    Reporting,
    StreamId,
    Topic,
    When,
    first_day,
    month,
)
from dialogue_cases.ward import INITIAL, evolve, law_of
from strategies import events, example, recorded

LAW = load_law()
DIALOGUE, RECEPTION = StreamId("dialogue/2023/1"), StreamId("reception/2023/1")
TASK, WARD = StreamId("task/dialogue/2023/1/item/3"), StreamId("ward")
OFFICE = BodyId("van-phong")


def entry(event: Any, version: int, **envelope: Any) -> Recorded[Any]:
    """A recorded fact, put on record on its own day unless `entered` says another."""
    day = envelope.pop("entered", None) or first_day(event.on)
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return recorded(event, version, recorded_at=at, **envelope)


def life(*facts: Any, stream: StreamId = DIALOGUE) -> list[Recorded[Any]]:
    """A stream: events, each put on record on its own day, or (event, day of entry)."""
    pairs = [fact if isinstance(fact, tuple) else (fact, None) for fact in facts]
    return [
        entry(event, version, entered=entered, stream=stream)
        for version, (event, entered) in enumerate(pairs, 1)
    ]


def the(rule: str, history: Sequence[Recorded[Any]], law: Law = LAW, **known: Any) -> Obligation:
    """The one obligation of a rule."""
    (owed,) = (one for one in deadlines(history, law, **known) if rule == one.rule.id)
    return owed


def fixed(
    day: date, on: On | None = None, basis: LegalBasis = "party_secretary_dialogue"
) -> session.Fixed:
    place = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm", group=GroupId("nho-lam"))
    on = day - timedelta(days=30) if on is None else on
    return session.Fixed(on=on, day=day, place=place, legal_basis=basis)


def announced(on: date, day: date | None) -> session.Announced:
    return session.Announced(
        on=on,
        phase="before",
        channel="public_address",
        body=OFFICE,
        day=day,
        place=Place(name="Nhà sinh hoạt cộng đồng"),
        topics=(Topic(title="Quản lý đất đai", code="land_management"),),
    )


def issued(on: On) -> session.ConclusionIssued:
    notice: session.ConclusionIssued = example(session.ConclusionIssued)
    return attrs.evolve(notice, on=on)


def a_dialogue(ended: On, *more: Any) -> list[Recorded[Any]]:
    """A dialogue of the secretary that was fixed, announced in time and held."""
    day = ended.day if isinstance(ended, When) else ended
    early = day - timedelta(days=28)
    return life(fixed(day), announced(early, day), session.Ended(on=ended), *more)


# -- P4: the conclusion notice ----------------------------------------------------------
# "Trình dự thảo thông báo kết luận cho Bí thư Đảng ủy xem xét, ban hành … trong thời hạn
# 07 ngày làm việc kể từ khi kết thúc việc đối thoại trực tiếp với dân" (Kế hoạch 2023, III.2)


@pytest.mark.requirement("R38")
@pytest.mark.parametrize(
    ("ended", "due"),
    [
        ("2023-04-26", "2023-05-10"),  # 29/4–3/5 off
        ("2024-04-25", "2024-05-08"),  # Saturday 4/5 is worked
        ("2025-12-29", "2026-01-09"),  # 2/1 was swapped for 10/1
        ("2026-08-19", "2026-08-27"),  # Saturday 22/8 is worked
        ("2026-11-13", "2026-11-24"),  # 24/11 is a working day unless the ward reads otherwise
        ("2023-03-24", "2023-04-04"),
    ],
)
def test_the_notice_is_issued_within_seven_working_days_of_the_end(ended: str, due: str) -> None:
    """The day of the dialogue isn't counted (Bộ luật Dân sự 2015, Điều 147)."""
    owed = the("P4", a_dialogue(date.fromisoformat(ended)))

    assert date.fromisoformat(due) == owed.due
    assert () == owed.provisional_years


@pytest.mark.requirement("R38")
@pytest.mark.parametrize(
    ("day", "in_time", "status"),
    [
        ("2023-04-26", True, "met in time"),
        ("2023-05-10", True, "met in time"),
        ("2023-05-11", False, "met late"),
    ],
)
def test_issued_on_the_last_day_is_in_time_and_a_day_later_is_late(
    day: str, in_time: bool, status: str
) -> None:
    """A term ends at the end of its last day (Bộ luật Dân sự 2015, Điều 148)."""
    owed = the("P4", a_dialogue(date(2023, 4, 26), issued(date.fromisoformat(day))))

    assert (in_time, in_time) == (owed.in_time, owed.in_time_in_hindsight)
    assert status == owed.status(date(2023, 12, 31))


@pytest.mark.requirement("R38")
def test_the_term_stands_open_then_due_soon_then_overdue() -> None:
    """How it stands is asked of a day, and needs no clock."""
    owed = the("P4", a_dialogue(date(2023, 4, 26)))
    days = (date(2023, 4, 25), date(2023, 4, 26), date(2023, 5, 7), date(2023, 5, 11))

    assert ["not yet", "open", "due soon", "overdue"] == [owed.status(day) for day in days]
    assert "open" == owed.status(date(2023, 5, 7), soon=2)


def test_only_the_secretarys_dialogue_is_concluded_by_this_rule() -> None:
    """A dialogue of the People's Committee has its own law; a reception has none of this."""
    day = date(2023, 4, 26)
    government = life(fixed(day, basis="government_dialogue"), session.Ended(on=day))
    reception = life(fixed(day, basis="citizen_reception"), session.Ended(on=day), stream=RECEPTION)

    assert [] == deadlines(government, LAW)
    assert ["G3"] == [owed.rule.id for owed in deadlines(reception, LAW)]


@pytest.mark.requirement("R38")
def test_the_wards_regulation_may_set_another_limit() -> None:
    """Five working days from 2024 on; a dialogue that ended before keeps its seven."""
    law = LAW.with_regulations([OwnRegulation(since=date(2024, 1, 1), limits={"P4": 5})])

    assert date(2024, 1, 10) == the("P4", a_dialogue(date(2023, 12, 29)), law).due
    assert date(2024, 1, 9) == the("P4", a_dialogue(date(2024, 1, 2)), law).due


def test_an_end_known_only_by_its_month_is_counted_from_the_months_last_day() -> None:
    """Nobody is late on a day that may not have been late."""
    owed = the("P4", a_dialogue(month(2023, 3), issued(month(2023, 4))))

    assert (date(2023, 3, 31), date(2023, 4, 11)) == (owed.anchor_day, owed.due)
    assert owed.in_time


def test_a_year_without_an_official_calendar_makes_the_due_day_provisional() -> None:
    """The office isn't stopped; the missing year is named."""
    owed = the("P4", a_dialogue(date(2026, 12, 30)))

    assert (2027,) == owed.provisional_years
    assert owed.raw is not None
    assert "chưa có lịch nghỉ chính thức của năm 2027" in "\n".join(owed.explain())


# -- What was known when ----------------------------------------------------------------


def test_a_swap_announced_after_the_dialogue_moves_what_is_known_not_what_was() -> None:
    """Ended on 24/12/2025; 12729/VPCP-KGVX of 25/12/2025 swapped 02/01 for 10/01/2026."""
    history = a_dialogue(date(2025, 12, 24))
    then, since = (the("P4", history, known=date(2025, 12, day)) for day in (24, 25))

    assert (date(2026, 1, 5), date(2026, 1, 6)) == (then.due, since.due)
    assert date(2026, 1, 6) == the("P4", history).due


def test_an_act_is_judged_by_the_calendar_of_its_own_day() -> None:
    """The ward is cut off by a flood on 10/05; that it was a day off is said only on 12/05."""
    flood = ward.DayAnnounced(
        on=date(2023, 5, 12),
        day=date(2023, 5, 10),
        kind="off",
        basis=Document(kind="Công văn", number="77/UBND"),
    )
    law = law_of(evolve(INITIAL, flood), LAW)
    owed = the("P4", a_dialogue(date(2023, 4, 26), issued(date(2023, 5, 11))), law)

    assert (False, True) == (owed.in_time, owed.in_time_in_hindsight)
    assert owed.judged is not None
    assert (date(2023, 5, 10), date(2023, 5, 11)) == (owed.judged.due, owed.due)


def test_a_correction_does_not_rewrite_how_an_act_was_judged() -> None:
    """The end was put on record as 26/04 and corrected to 24/04 after the notice was issued."""
    history = a_dialogue(date(2023, 4, 26), issued(date(2023, 5, 10)))
    wrong = entry(session.Ended(on=date(2023, 4, 24)), 5, corrects=3, entered=date(2023, 6, 1))
    owed = the("P4", [*history, wrong])

    assert (True, False) == (owed.in_time, owed.in_time_in_hindsight)
    assert date(2023, 5, 8) == owed.due
    assert the("P4", history).identity == owed.identity
    assert date(2023, 5, 10) == the("P4", [*history, wrong], known=date(2023, 5, 31)).due
    assert date(2023, 5, 10) == the("P4", [*history, wrong], known=4).due


def test_an_act_of_a_day_to_come_is_judged_by_what_is_known_so_far() -> None:
    """Known on 24/12/2025, a notice dated 06/01/2026 would be late: the swap isn't known."""
    early = (issued(date(2026, 1, 6)), date(2025, 12, 24))
    history = a_dialogue(date(2025, 12, 24), early)

    assert the("P4", history, known=date(2025, 12, 24)).in_time is False
    assert the("P4", history, known=date(2025, 12, 25)).in_time is True


def test_a_voided_end_leaves_nothing_owed() -> None:
    """It was entered in the wrong case."""
    history = a_dialogue(date(2023, 4, 26))
    void = entry(Voided(on=date(2023, 4, 27), reason="nhầm hồ sơ"), 4, corrects=3)

    assert ["P7"] == [owed.rule.id for owed in deadlines([*history, void], LAW)]


def test_an_old_case_entered_years_later_is_judged_by_what_was_entered() -> None:
    """What was known in 2023 can't be established from a record that was made in 2026."""
    facts = [one.event for one in a_dialogue(date(2023, 4, 26), issued(date(2023, 5, 10)))]
    owed = the("P4", life(*((fact, date(2026, 2, 2)) for fact in facts)))

    assert owed.judged is not None
    assert (True, False) == (owed.judged.in_time, owed.judged.established)
    assert date(2026, 2, 2) == owed.judged.record_as_of
    assert "chưa được nhập vào ngày đó" in "\n".join(owed.explain())


# -- P7 and G3: announced early enough --------------------------------------------------
# "Lịch tiếp công dân … phải được niêm yết chậm nhất 05 ngày làm việc trước ngày tiếp công dân"
# (Luật Tiếp công dân 2013, Điều 24 khoản 4; for a dialogue by analogy)


@pytest.mark.requirement("R35")
@pytest.mark.parametrize(
    ("said", "in_time"), [("2023-03-16", True), ("2023-03-17", True), ("2023-03-18", False)]
)
def test_a_dialogue_is_announced_five_working_days_before(said: str, in_time: bool) -> None:
    """For Friday 24/03 that is Friday 17/03 at the latest."""
    day = date(2023, 3, 24)
    owed = the("P7", life(fixed(day), announced(date.fromisoformat(said), day)))

    assert date(2023, 3, 17) == owed.due
    assert in_time is owed.in_time


@pytest.mark.requirement("R35")
def test_an_announcement_of_another_day_is_none_of_this_one() -> None:
    """Nor is one that doesn't say the day, nor the coverage during the session."""
    day = date(2023, 3, 24)
    live = session.Announced(on=day, phase="during", channel="public_address", body=OFFICE, day=day)
    history = life(
        fixed(day),
        announced(date(2023, 3, 1), date(2023, 3, 23)),
        announced(date(2023, 3, 2), None),
        live,
    )

    assert the("P7", history).discharged is None


@pytest.mark.requirement("R34", "R35")
@pytest.mark.parametrize("left_out", ["place", "topics"])
def test_an_announcement_that_leaves_place_or_topic_out_is_not_enough(left_out: str) -> None:
    """The plan wants "thời gian, địa điểm, chủ đề" made known, part III.2."""
    day = date(2023, 3, 24)
    said = announced(date(2023, 3, 1), day)
    nothing: Any = () if left_out == "topics" else None
    partly = attrs.evolve(said, **{left_out: nothing})

    assert the("P7", life(fixed(day), partly)).discharged is None
    assert the("P7", life(fixed(day), said)).discharged is not None


@pytest.mark.requirement("R35", "R69")
def test_a_postponed_dialogue_is_announced_again() -> None:
    """The first announcement keeps its merit; the new day has a term of its own."""
    first, second = date(2023, 3, 24), date(2023, 4, 14)
    history = life(
        fixed(first),
        announced(date(2023, 3, 10), first),
        session.Postponed(on=date(2023, 3, 20), reason="mưa lũ", day=first, to=second),
        fixed(second, on=date(2023, 3, 27)),
    )
    old, new = (owed for owed in deadlines(history, LAW) if owed.rule.id == "P7")

    assert "met in time" == old.status(date(2023, 4, 30))
    assert (3, date(2023, 4, 7)) == (new.root, new.due)
    assert "overdue" == new.status(date(2023, 4, 8))


@pytest.mark.parametrize("to", [None, month(2023, 5)])
def test_a_day_that_fell_away_needs_no_announcement(to: On | None) -> None:
    """Postponed to nobody knows when: nothing is owed until a day is fixed."""
    day = date(2023, 3, 24)
    off = session.Postponed(on=date(2023, 3, 8), reason="mưa lũ", day=day, to=to)
    owed = the("P7", life(fixed(day), off))

    assert "open" == owed.status(date(2023, 3, 7))
    assert "void" == owed.status(date(2023, 3, 8))
    assert owed.ended is not None
    assert "Không còn phải thực hiện từ 08/03/2023" in "\n".join(owed.explain())


def test_a_postponement_of_a_day_that_was_fixed_anew_changes_nothing() -> None:
    """Entered late: the day that fell away had been replaced already."""
    late = session.Postponed(on=date(2023, 3, 9), reason="mưa lũ", day=date(2023, 3, 24))
    history = life(
        fixed(date(2023, 3, 24), on=date(2023, 3, 1)),
        fixed(date(2023, 3, 31), on=date(2023, 3, 6)),
        late,
    )
    old, new = deadlines(history, LAW)

    assert (True, False) == (old.ended is not None, new.ended is not None)


def test_a_cancelled_dialogue_needs_no_announcement() -> None:
    """Nor does the same day fixed twice need two."""
    day = date(2023, 3, 24)
    history = life(
        fixed(day, on=date(2023, 3, 1)),
        fixed(day, on=date(2023, 3, 2)),
        session.Cancelled(on=date(2023, 3, 3), reason="trùng lịch"),
    )

    assert "void" == the("P7", history).status(date(2023, 3, 3))


@pytest.mark.requirement("R24", "R54")
def test_a_reception_day_is_posted_five_working_days_before() -> None:
    """Luật Tiếp công dân 2013, Điều 24 khoản 4: counted back, over the Hùng Kings' day."""
    day = date(2024, 4, 22)
    owed = the("G3", life(fixed(day, basis="citizen_reception"), stream=RECEPTION))

    assert date(2024, 4, 12) == owed.due
    assert "18/04/2024 (thứ Năm): ngày nghỉ, không tính" in "\n".join(owed.explain("vi"))


# -- T1: the day that was decided -------------------------------------------------------


def assigned(due: date | None, on: date = date(2023, 4, 4)) -> task.Assigned:
    origin = task.Origin(kind="conclusion_item", source=DIALOGUE, number=3)
    return task.Assigned(on=on, origin=origin, text="Đo đạc lại", lead=BodyId("ubnd"), due=due)


def extended(on: date, until: date) -> task.Extended:
    return task.Extended(on=on, until=until, was=date(2023, 5, 31), reason="chờ trích đo")


def done(on: date) -> task.ReportedDone:
    return task.ReportedDone(on=on, gist="đã đo đạc lại")


DUE = date(2023, 5, 31)


def a_task(*facts: Any) -> Obligation:
    """A task of the government, due on 31/05/2023, after these facts."""
    return the("T1", life(assigned(DUE), *facts, stream=TASK))


@pytest.mark.requirement("R49")
def test_a_task_is_due_on_the_day_that_was_decided() -> None:
    """A decided day isn't a term: it doesn't move to a working day."""
    sunday = date(2023, 6, 4)
    owed = the("T1", life(assigned(sunday), stream=TASK))

    assert (sunday, BodyId("ubnd")) == (owed.due, owed.body)
    assert "overdue" == owed.status(date(2023, 6, 5))


def test_a_task_without_a_day_has_no_term_until_a_direction_sets_one() -> None:
    """ "Kịp thời" is no number."""
    redirected = task.Redirected(on=date(2023, 6, 1), direction="làm ngay", due=date(2023, 6, 30))
    amended = task.Amended(
        on=date(2023, 6, 9), text="Đo đạc lại", lead=BodyId("dia-chinh"), reason="đổi đầu mối"
    )

    assert [] == deadlines(life(assigned(None), stream=TASK), LAW)
    assert date(2023, 6, 30) == the("T1", life(assigned(None), redirected, stream=TASK)).due
    owed = the("T1", life(assigned(None), redirected, amended, stream=TASK))
    assert ("void", "dia-chinh") == (owed.status(date(2023, 6, 9)), owed.body)


def test_an_extension_decided_in_time_moves_the_due_day() -> None:
    """The decided day takes the place of the old one, and the decision is named."""
    owed = a_task(extended(DUE, date(2023, 6, 30)), done(date(2023, 6, 20)))

    assert date(2023, 6, 30) == owed.due
    assert ("dialogue/2023/1/item/3@2",) == tuple(
        ref.removeprefix("task/") for ref in owed.extended_by
    )
    assert owed.in_time
    assert () == owed.findings
    assert "Gia hạn đến 30/06/2023" in "\n".join(owed.explain())


def test_an_extension_decided_after_the_term_moves_nothing_and_is_a_finding() -> None:
    """An extension is valid only with a decision before the original term ends."""
    owed = a_task(extended(date(2023, 6, 1), date(2023, 6, 30)), done(date(2023, 6, 20)))

    assert DUE == owed.due
    assert ("reported done", False) == (owed.status(date(2023, 6, 20)), owed.in_time)
    assert ["extended-after-the-term"] == [finding.name for finding in owed.findings]
    assert "không làm thay đổi thời hạn" in "\n".join(owed.explain())


def test_an_extension_put_on_record_after_the_term_is_a_finding_and_came_too_late_for_the_act() -> (
    None
):
    """As known on the day of the act there was none; as known since there was."""
    late = (extended(date(2023, 5, 30), date(2023, 6, 30)), date(2023, 7, 3))
    owed = a_task(late, done(date(2023, 6, 20)))

    assert (False, True) == (owed.in_time, owed.in_time_in_hindsight)
    assert ["extended-entered-late"] == [finding.name for finding in owed.findings]


@pytest.mark.requirement("R42")
def test_a_new_direction_sets_a_new_day_and_the_missed_one_stays_visible() -> None:
    """Renewed direction, repeated until resolved."""
    redirected = task.Redirected(on=date(2023, 6, 5), direction="làm ngay", due=date(2023, 6, 30))
    owed = a_task(redirected, done(date(2023, 6, 20)))

    assert date(2023, 6, 30) == owed.due
    assert owed.in_time
    assert [("renewed-after-the-term", DUE)] == [(one.name, one.due) for one in owed.findings]


def test_work_that_was_not_recognised_is_owed_again() -> None:
    """The report that was rejected doesn't count; the next one does."""
    rejected = task.Rejected(on=date(2023, 5, 22), reason="mới đo một nửa")
    again = a_task(done(date(2023, 5, 20)), rejected)
    settled = a_task(done(date(2023, 5, 20)), rejected, done(date(2023, 6, 2)))

    assert "overdue" == again.status(date(2023, 6, 1))
    assert "reported done" == again.status(date(2023, 5, 21)), "as it stood before"
    assert ("reported done", False) == (settled.status(date(2023, 6, 2)), settled.in_time)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("carried_out", "met in time"), ("superseded", "void"), ("not_needed", "void")],
)
def test_a_closed_task_is_met_or_no_longer_owed(outcome: task.Outcome, status: str) -> None:
    """However it was closed, it isn't overdue afterwards."""
    owed = a_task(task.Closed(on=date(2023, 5, 9), outcome=outcome))

    assert status == owed.status(date(2023, 12, 31))


def test_what_a_task_came_to_costs_with_its_extensions_not_with_all_their_choices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How it stood before each of them is derived once, and how that stood isn't asked again."""
    derived: list[int] = []

    def counted(owed: Any, seen: Any, *more: Any) -> Any:
        derived.append(len(seen))
        return stood(owed, seen, *more)

    monkeypatch.setattr(terms, "stood", counted)
    day = date(2023, 4, 4)
    moves = [extended(day + timedelta(days=n), day + timedelta(days=n + 30)) for n in range(1, 21)]

    (owed,) = [
        one
        for one in deadlines(life(assigned(day + timedelta(days=10)), *moves, stream=TASK), LAW)
        if one.rule.id == "T1"
    ]

    assert 20 == len(owed.grounds.earlier)
    assert 21 == len(derived)


# -- Rules of other lives, on data of their own -----------------------------------------

OWN_RULES = """
[facts]
complex = ["case.classified.complex"]

[[rule]]
id = "X1"
slug = "decide"
vi = "Giải quyết"
en = "Decide"
shape = "after"
anchor = ["case.accepted"]
discharged_by = ["case.decided"]
suspended_by = ["case.suspended"]
resumed_by = ["case.resumed"]
extended_by = [{ event = "case.extended", day_in = "until" }]
owed_by = { body = "people_committee" }
[[rule.version]]
to = 2024-06-30
amount = 10
unit = "working_days"
when = { complex = false }
citation = { text = "Luật X, Điều 1", certainty = "A" }
[[rule.version]]
to = 2024-06-30
amount = 30
unit = "calendar_days"
when = { complex = true }
citation = { text = "Luật X, Điều 2", certainty = "A" }
[[rule.version]]
from = 2024-07-01
amount = 5
unit = "working_days"
transition = "TRANSITION"
citation = { text = "Luật Y, Điều 1", certainty = "A" }

[[rule]]
id = "X2"
slug = "second-complaint"
vi = "Khiếu nại lần hai"
en = "Complain a second time"
shape = "after"
expiry_of = "X1"
discharged_by = ["case.complained_again"]
owed_by = { field = "by" }
[[rule.version]]
amount = 1
unit = "months"
citation = { text = "Luật X, Điều 33", certainty = "A" }
"""


@attrs.frozen(kw_only=True)
class Accepted:
    on: On


@attrs.frozen(kw_only=True)
class Classified:
    on: On
    complex: bool


@attrs.frozen(kw_only=True)
class Suspended:
    on: On


@attrs.frozen(kw_only=True)
class Resumed:
    on: On


@attrs.frozen(kw_only=True)
class Extended:
    on: On
    until: date


@attrs.frozen(kw_only=True)
class Decided:
    on: On


@attrs.frozen(kw_only=True)
class ComplainedAgain:
    on: On


def named(event: object) -> str:
    name = type(event).__name__
    return "case.complained_again" if name == "ComplainedAgain" else f"case.{name.lower()}"


def of_case(rule: str, *facts: Any, transition: str = "keep", **known: Any) -> list[Obligation]:
    """The obligations of one of those rules."""
    law = load_law(OWN_RULES.replace("TRANSITION", transition).encode())
    found = deadlines(life(*facts, stream=StreamId("case/1")), law, names=named, **known)
    return [owed for owed in found if owed.rule.id == rule]


def test_a_fact_of_the_case_chooses_the_limit() -> None:
    """Calendar days of a complex case roll to a working day (Điều 148 khoản 5)."""
    start = date(2024, 2, 1)
    (plain,) = of_case("X1", Accepted(on=start))
    (harder,) = of_case("X1", Accepted(on=start), Classified(on=start, complex=True))

    assert (date(2024, 2, 22), date(2024, 3, 4)) == (plain.due, harder.due)
    assert date(2024, 3, 2) == harder.raw
    assert "thời hạn lùi sang ngày làm việc tiếp theo" in "\n".join(harder.explain("vi"))


def test_suspended_days_do_not_count_and_the_day_of_resumption_does() -> None:
    """The half-open interval: from the day of suspension, until the day before resumption."""
    start = Accepted(on=date(2023, 5, 8))
    stop, go = Suspended(on=date(2023, 5, 10)), Resumed(on=date(2023, 5, 15))
    (running,), (resumed,), (stopped,) = (
        of_case("X1", start),
        of_case("X1", start, stop, go),
        of_case("X1", start, stop),
    )

    assert (date(2023, 5, 22), date(2023, 5, 25)) == (running.due, resumed.due)
    assert stopped.due is None
    days = (date(2023, 5, 9), date(2023, 5, 10), date(2023, 5, 14), date(2023, 5, 15))
    assert ["open", "suspended", "suspended", "open"] == [resumed.status(day) for day in days]
    assert "suspended" == stopped.status(date(2024, 5, 1))
    assert "Hạn cuối: đang tạm đình chỉ" in stopped.explain("vi")
    assert any("suspended, not counted" in line for line in resumed.explain("en"))


def test_what_is_done_while_the_term_is_suspended_is_in_time() -> None:
    """The term hasn't ended, so nothing can be late."""
    (owed,) = of_case(
        "X1",
        Accepted(on=date(2023, 5, 8)),
        Suspended(on=date(2023, 5, 10)),
        Decided(on=date(2023, 7, 3)),
    )

    assert (True, True) == (owed.in_time, owed.in_time_in_hindsight)


def test_a_resumption_without_a_suspension_adds_nothing() -> None:
    """Nor does a suspension before the term began."""
    start = Accepted(on=date(2023, 5, 8))
    orphan, early = Resumed(on=date(2023, 5, 10)), Suspended(on=date(2023, 5, 2))

    assert [date(2023, 5, 22)] == [one.due for one in of_case("X1", start, orphan)]
    assert [date(2023, 5, 22)] == [one.due for one in of_case("X1", early, start)]


def test_an_extension_while_the_term_is_suspended_sets_the_day() -> None:
    """A decided day is what was decided."""
    (owed,) = of_case(
        "X1",
        Accepted(on=date(2023, 5, 8)),
        Suspended(on=date(2023, 5, 10)),
        Extended(on=date(2023, 5, 12), until=date(2023, 6, 30)),
    )

    assert date(2023, 6, 30) == owed.due


@pytest.mark.parametrize(
    ("transition", "accepted", "due", "version"),
    [
        ("keep", "2024-06-28", "2024-07-12", 1),
        ("rederive", "2024-06-28", "2024-07-05", 3),
        ("rederive", "2024-06-20", "2024-07-01", 3),  # never before the day in force
        ("restart", "2024-06-28", "2024-07-08", 3),
        ("restart", "2024-06-14", "2024-06-28", 1),  # had ended before: not in flight
        ("rederive", "2024-06-14", "2024-06-28", 1),
        ("keep", "2024-07-01", "2024-07-08", 3),  # anchored under the new version
    ],
)
def test_new_law_treats_a_running_term_as_it_says(
    transition: str, accepted: str, due: str, version: int
) -> None:
    """keep, rederive (from the anchor) or restart (from the day in force)."""
    (owed,) = of_case("X1", Accepted(on=date.fromisoformat(accepted)), transition=transition)

    assert (date.fromisoformat(due), version) == (owed.due, owed.version.number)
    assert ("case/1", "X1", 1) == owed.identity


def test_new_law_does_not_touch_what_was_done_or_decided_before() -> None:
    """What was met is met, and a day that people decided isn't counted anew."""
    start = Accepted(on=date(2024, 6, 28))
    finished = Decided(on=date(2024, 6, 30))
    longer = Extended(on=date(2024, 6, 29), until=date(2024, 9, 2))
    (met,) = of_case("X1", start, finished, transition="restart")
    (decided,) = of_case("X1", start, longer, transition="restart")

    assert (date(2024, 7, 12), 1) == (met.due, met.version.number)
    assert (date(2024, 9, 2), 1) == (decided.due, decided.version.number)


def test_a_floor_is_explained() -> None:
    """A rederived term can't have ended before the law that ends it."""
    (owed,) = of_case("X1", Accepted(on=date(2024, 6, 20)), transition="rederive")

    assert date(2024, 7, 1) == owed.floor
    assert "A new version came into force: it can't end before 2024-07-01" in owed.explain("en")


def test_a_term_may_run_from_the_expiry_of_another() -> None:
    """ "Hết thời hạn giải quyết … mà không được giải quyết": the second complaint's time runs."""
    start = Accepted(on=date(2023, 5, 8))
    (second,) = of_case("X2", start)

    assert (date(2023, 5, 22), date(2023, 6, 22)) == (second.anchor_day, second.due)
    assert "not yet" == second.status(date(2023, 5, 21))
    assert [] == of_case("X2", start, Decided(on=date(2023, 5, 22)))
    assert ["open"] == [
        one.status(date(2023, 5, 24)) for one in of_case("X2", start, Decided(on=date(2023, 5, 24)))
    ]


def test_the_expiry_moves_with_the_term_that_expires() -> None:
    """Suspended, it has no end; judged then, it is the expiry as known then."""
    start, stop = Accepted(on=date(2023, 5, 8)), Suspended(on=date(2023, 5, 10))
    late_stop = (stop, date(2023, 7, 3))
    again = ComplainedAgain(on=date(2023, 6, 22))

    assert [] == of_case("X2", start, stop)
    (judged,) = of_case(
        "X2", start, again, (Resumed(on=date(2023, 5, 15)), date(2023, 7, 3)), late_stop
    )
    assert (True, date(2023, 6, 22)) == (judged.in_time, judged.judged and judged.judged.due)
    assert date(2023, 6, 26) == judged.due


# -- Duties of a period -----------------------------------------------------------------

HELD = count(1)


def held(series: str, day: date, basis: LegalBasis) -> list[Recorded[Any]]:
    stream = StreamId(f"{series}/{day.year}/{next(HELD)}")
    opened = session.Opened(
        on=day, chair=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy")
    )
    return life(fixed(day, basis=basis), opened, session.Ended(on=day), stream=stream)


def receptions(*days: date) -> list[Recorded[Any]]:
    return [one for day in days for one in held("reception", day, "citizen_reception")]


def dialogues(*days: date) -> list[Recorded[Any]]:
    return [one for day in days for one in held("dialogue", day, "party_secretary_dialogue")]


def in_period(
    rule: str, log: Sequence[Recorded[Any]], first: date, last: date, law: Law = LAW, **known: Any
) -> list[Obligation]:
    found = ward_obligations(log, law, first=first, last=last, **known)
    return [owed for owed in found if owed.rule.id == rule]


@pytest.mark.requirement("R24")
def test_the_secretary_receives_the_people_on_two_days_a_month() -> None:
    """Quy định 11-QĐi/TW, Điều 4 khoản 1. Two receptions on one day are one day."""
    log = receptions(date(2023, 3, 6), date(2023, 3, 6), date(2023, 3, 20), date(2023, 4, 5))
    march, april = in_period("P1", log, date(2023, 3, 1), date(2023, 4, 30))

    assert ("2023-03", date(2023, 3, 20)) == (march.root, march.discharged and march.discharged.day)
    assert ["2023-03-06", "2023-03-20"] == [str(deed.day) for deed in march.counted]
    assert "met in time" == march.status(date(2023, 4, 1))
    assert ("open", "due soon", "overdue") == tuple(
        april.status(date(2023, *day)) for day in ((4, 5), (4, 29), (5, 1))
    )
    assert "Ít nhất 2 ngày, đã có 1" in april.explain("vi")


@pytest.mark.requirement("R14")
def test_a_dialogue_is_held_in_every_quarter() -> None:
    """Kế hoạch 2023, mục II: four dialogues, one per quarter."""
    log = dialogues(date(2023, 3, 24), date(2023, 5, 19), date(2023, 5, 26), date(2023, 10, 6))
    log += held("dialogue", date(2023, 8, 4), "government_dialogue")
    owed = in_period("P5", log, date(2023, 1, 1), date(2023, 12, 31))

    assert ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"] == [one.root for one in owed]
    assert ["met in time", "met in time", "overdue", "met in time"] == [
        one.status(date(2024, 1, 1)) for one in owed
    ]


@pytest.mark.requirement("R14")
def test_the_wards_regulation_may_want_more_dialogues() -> None:
    """The number for a quarter is the one in force on its first day."""
    law = LAW.with_regulations([OwnRegulation(since=date(2023, 2, 1), limits={"P5": 2})])
    owed = in_period("P5", dialogues(), date(2023, 1, 1), date(2023, 6, 30), law)

    assert [1, 2] == [one.wanted for one in owed]


def test_what_was_not_on_record_does_not_count_for_the_past() -> None:
    """As known on 01/04, and at a position, the second reception day isn't there."""
    log = receptions(date(2023, 3, 6), date(2023, 3, 20))
    log = [
        *log[:4],
        entry(log[4].event, 2, stream=log[4].stream, entered=date(2023, 4, 10), position=99),
    ]
    march = (date(2023, 3, 1), date(2023, 3, 31))

    assert [1, 1, 2] == [
        len(owed.counted)
        for known in (date(2023, 4, 9), 98, None)
        for owed in in_period("P1", log, *march, known=known)
    ]


def report(on: date, period: When, kind: Any = "reception_and_dialogue") -> ward.ReportSent:
    document = Document(kind="Báo cáo")
    return ward.ReportSent(
        on=on, kind=kind, period=period, to=(BodyId("tinh-uy"),), document=document
    )


@pytest.mark.requirement("R66", "R72")
def test_reports_go_up_monthly_quarterly_and_yearly_since_kl_215() -> None:
    """Quy định 11-QĐi/TW, Điều 3 khoản 8, sửa đổi bởi Kết luận 215-KL/TW ngày 23/11/2025."""
    first_half = in_period("P6", [], date(2026, 1, 1), date(2026, 6, 30))
    roots = [one.root for one in first_half]

    assert [f"2026-{n:02d}" for n in range(1, 7)] == roots[:6]
    assert ["2026-Q1", "2026-6M", "2026-9M", "2026"] == roots[6:]
    assert ["2025-11"] == [
        one.root
        for one in in_period("P6", [], date(2025, 10, 1), date(2025, 11, 30))
        if one.period_kind == "month"
    ]


@pytest.mark.requirement("R72")
def test_a_party_report_without_a_cut_off_is_never_late() -> None:
    """None was found, so none is invented; the ward's own regulation may set one."""
    log = life(report(date(2026, 4, 20), month(2026, 3)), stream=WARD)
    ours = LAW.with_regulations([OwnRegulation(since=date(2026, 1, 1), limits={"P6": 5})])
    march = (date(2026, 3, 2), date(2026, 3, 30))
    free, bound = (
        next(one for one in in_period("P6", log, *march, law) if one.period_kind == "month")
        for law in (LAW, ours)
    )
    (unsent,) = (one for one in in_period("P6", [], *march) if one.period_kind == "quarter-1")

    assert (None, "met") == (free.due, free.status(date(2026, 4, 20)))
    assert (date(2026, 4, 6), "met late") == (bound.due, bound.status(date(2026, 4, 20)))
    assert ("not yet", "no last day") == (unsent.status(march[1]), unsent.status(date(2030, 1, 1)))
    assert (None, None) == (free.in_time, free.in_time_in_hindsight)
    assert "Hạn cuối: chưa có quy định; quy chế riêng có thể đặt" in free.explain("vi")


@pytest.mark.parametrize(
    ("root", "first", "last", "due"),
    [
        ("2026-Q1", "2025-12-15", "2026-03-14", "2026-03-17"),
        ("2026-Q2", "2026-03-15", "2026-06-14", "2026-06-17"),
        ("2026-6M", "2025-12-15", "2026-06-14", "2026-06-17"),
        ("2026-Q3", "2026-06-15", "2026-09-14", "2026-09-17"),
        ("2026-9M", "2025-12-15", "2026-09-14", "2026-09-17"),
        ("2026-Q4", "2026-09-15", "2026-12-14", "2026-12-17"),
        ("2026", "2025-12-15", "2026-12-14", "2026-12-17"),
    ],
)
@pytest.mark.requirement("R72")
def test_statistics_run_from_the_15th_to_the_14th_and_are_due_by_the_17th(
    root: str, first: str, last: str, due: str
) -> None:
    """Thông tư 06/2025/TT-TTCP, Điều 7."""
    owed = next(
        one for one in in_period("S1", [], date(2026, 1, 1), date(2026, 12, 31)) if one.root == root
    )

    assert owed.period is not None
    assert (first, last, due) == (str(owed.period.day), str(owed.period.through), str(owed.due))
    assert "people_committee" == owed.owed_by.body


@pytest.mark.requirement("R72")
@pytest.mark.parametrize(
    "period",
    [When(day=date(2025, 12, 15), through=date(2026, 3, 14)),
     When(day=date(2026, 1, 1), through=date(2026, 3, 31))],
)  # fmt: skip
def test_a_report_is_known_by_the_period_that_it_names(period: When) -> None:
    """By the days that are counted, or as the quarter that everybody calls it."""
    log = life(
        report(date(2026, 3, 16), month(2026, 2), "statistics"),
        report(date(2026, 3, 17), period),
        report(date(2026, 3, 18), period, "statistics"),
        stream=WARD,
    )
    quarter, half = (
        next(one for one in in_period("S1", log, date(2026, 3, 1), date(2026, 3, 14))
             if one.period_kind == kind)
        for kind in ("quarter-1", "half-year")
    )  # fmt: skip

    assert "met late" == quarter.status(date(2026, 3, 18))
    assert half.discharged is None


# -- The ward's own record --------------------------------------------------------------


def test_a_regulation_takes_the_place_of_the_one_before_it_as_a_whole() -> None:
    """A quy chế replaces a quy chế, and leaves the nội quy as it is."""

    def adopted(on: date, kind: Any, *limits: tuple[str, int]) -> ward.RegulationAdopted:
        return ward.RegulationAdopted(
            on=on,
            kind=kind,
            document=Document(
                kind="Quy chế", number="12-QC/ĐU", issued_on=on, issuer="Đảng uỷ phường"
            ),
            limits=tuple(ward.Limit(rule=rule, amount=amount) for rule, amount in limits),
            switches=(ward.Switch(name="culture_day_off", value=True),),
        )

    state = INITIAL
    for event in (
        adopted(date(2023, 1, 2), "regulation", ("P4", 5), ("P5", 2)),
        adopted(date(2023, 6, 1), "house_rules", ("P7", 3)),
        adopted(date(2024, 1, 2), "regulation", ("P4", 10)),
    ):
        state = evolve(state, event)
    law = law_of(state, LAW)
    amounts = [
        [version.amount for rule in ("P4", "P5", "P7") if (version := law.version(rule, day))]
        for day in (date(2023, 1, 1), date(2023, 5, 31), date(2023, 6, 1), date(2024, 1, 2))
    ]
    owed = the("P4", a_dialogue(date(2026, 11, 13)), law)

    assert [[7, 1, 5], [5, 2, 5], [5, 2, 3], [10, 1, 3]] == amounts
    assert date(2026, 11, 30) == owed.due
    assert any(line.startswith("Mức tự quy định: Quy chế 12-QC/ĐU") for line in owed.explain())


def test_the_wards_switch_makes_24_11_a_day_off() -> None:
    """Law.md's vector: from 13/11/2026 seven working days end on 25/11 if 24/11 is off."""
    law = LAW.with_regulations(
        [OwnRegulation(since=date(2026, 1, 1), switches={"culture_day_off": True})]
    )

    assert date(2026, 11, 25) == the("P4", a_dialogue(date(2026, 11, 13)), law).due


# -- Explanations -----------------------------------------------------------------------


@pytest.mark.requirement("R38")
def test_an_explanation_lists_every_day_with_its_source() -> None:
    """In the reader's language, from the norm to the outcome."""
    owed = the("P4", a_dialogue(date(2024, 4, 25), issued(date(2024, 5, 8))))
    text = owed.explain("vi")

    assert "P4 (conclusion-notice), phiên bản 1: Ban hành thông báo kết luận buổi đối thoại" in text
    assert "Bên thực hiện: Văn phòng Đảng uỷ" in text
    assert text[2].startswith("Căn cứ: Như kế hoạch mẫu của phường Phổ Hoà")
    assert "Tính từ 25/04/2024 (dialogue/2023/1@3)" in text
    days = [line for line in text if line.startswith(("  ·", "  1", "  2", "  7"))]
    assert [25, 26, 27, 28, 29, 30, 1, 2, 5, 8] == [int(day[5:7]) for day in days]
    assert any("29/04/2024 (thứ Hai): nghỉ hoán đổi, không tính" in line for line in text)
    assert any("04/05/2024 (thứ Bảy): ngày làm bù, tính" in line for line in text)
    assert "Hạn cuối: 08/05/2024" in text
    assert text[-1].endswith("đúng hạn theo hiểu biết lúc đó; đúng hạn theo hiểu biết hiện nay")


def test_an_explanation_is_told_in_english_too() -> None:
    """Line for line the same."""
    owed = the("P4", a_dialogue(date(2024, 4, 25), issued(date(2024, 5, 9))))

    assert len(owed.explain("vi")) == len(owed.explain("en"))
    assert "Due: 2024-05-08" in owed.explain("en")
    assert owed.explain("en")[-1].endswith(
        "late as known then; late as known since, by 1 working day"
    )


# -- Laws that hold for all -------------------------------------------------------------


def named_by(rule: Rule) -> set[str]:
    """Every event that a rule or one of its versions names."""
    named = {one.event for one in rule.anchor}
    for version in rule.versions:
        for field in attrs.fields(RuleVersion):
            told = getattr(version, field.name)
            if isinstance(told, tuple):
                named |= {one.event for one in told if isinstance(one, Happening)}
    return named


RELEVANT = {name for rule in LAW.rules for name in named_by(rule)} | {
    source.rpartition(".")[0] for sources in LAW.facts.values() for source in sources
}
IRRELEVANT = events("session.").filter(lambda event: name_of(event) not in RELEVANT)


def seen(owed: Sequence[Obligation]) -> list[Any]:
    """What an obligation says, apart from how the facts behind it are numbered."""
    return sorted(
        (
            one.rule.id,
            one.anchor_day,
            str(one.due),
            one.status(date(2030, 1, 1)),
            one.in_time_in_hindsight or False,
            str(one.discharged and one.discharged.day),
            len(one.moves),
        )
        for one in owed
    )


@given(st.lists(st.tuples(st.integers(0, 4), IRRELEVANT), max_size=4))
def test_irrelevant_facts_move_no_deadline(more: list[tuple[int, Any]]) -> None:
    """What no rule names changes nothing, wherever it stands."""
    facts = [one.event for one in a_dialogue(date(2023, 4, 26), issued(date(2023, 5, 11)))]
    expected = seen(deadlines(life(*facts), LAW))
    for place, event in more:
        facts.insert(place, event)

    assert expected == seen(deadlines(life(*facts), LAW))


FACTS = (
    assigned(DUE),
    extended(date(2023, 5, 10), date(2023, 6, 20)),
    done(date(2023, 6, 5)),
    task.Rejected(on=date(2023, 6, 8), reason="chưa đủ"),
    task.Redirected(on=date(2023, 6, 30), direction="làm ngay", due=date(2023, 7, 31)),
    done(date(2023, 7, 20)),
)


@given(st.lists(events(), max_size=8))
def test_no_rule_that_begins_in_a_life_is_passed_over(anything: list[Any]) -> None:
    """Those that are tried are all that give a term, whatever was found for lives like it."""
    facts = [recorded(one, version) for version, one in enumerate(anything, 1)]
    case = Case(facts, name_of, LAW)
    asked = [rule for rule in LAW.rules if rule.is_term and [*terms_of(rule, case, None)]]
    tried = begun(case)

    assert [rule for rule in tried if rule in asked] == asked
    assert begun(Case(facts, name_of, LAW)) == tried


@given(st.permutations(FACTS))
def test_late_entry_in_any_order_gives_the_same_obligations(shuffled: list[Any]) -> None:
    """All put on record on one day, in whatever order: the day of effect orders them."""
    day = date(2024, 1, 2)
    straight = deadlines(life(*((fact, day) for fact in FACTS), stream=TASK), LAW)
    late = deadlines(life(*((fact, day) for fact in shuffled), stream=TASK), LAW)

    assert seen(straight) == seen(late)
    assert [one.in_time for one in straight] == [one.in_time for one in late]


@given(st.lists(st.dates(date(2023, 1, 2), date(2026, 6, 1)), max_size=4), st.dates(
    date(2023, 1, 2), date(2026, 6, 1)))  # fmt: skip
def test_a_chain_of_corrections_equals_having_been_right_the_first_time(
    wrong: list[date], right: date
) -> None:
    """As known later; and the obligation stays the same one."""
    end = date(2026, 6, 30)

    def told(*days: date) -> list[Recorded[Any]]:
        start = life(fixed(days[0], on=date(2022, 12, 1)))
        return start + [
            entry(session.Ended(on=day), 2 + n, corrects=2 if n else None, entered=end)
            for n, day in enumerate(days)
        ]

    corrected = the("P4", told(*wrong, right))
    straight = the("P4", told(right))

    assert straight.identity == corrected.identity
    assert (straight.due, straight.anchor_day) == (corrected.due, corrected.anchor_day)
    assert [d.day for d in (straight.term.days if straight.term else ())] == [
        d.day for d in (corrected.term.days if corrected.term else ())
    ]


@given(st.sampled_from(["P4", "P5", "P7"]), st.integers(1, 30))
def test_a_limit_of_the_wards_own_moves_only_what_rests_on_it(rule: str, amount: int) -> None:
    """Every other obligation says what it said."""
    law = LAW.with_regulations([OwnRegulation(since=date(2020, 1, 1), limits={rule: amount})])
    history = a_dialogue(date(2023, 4, 26), issued(date(2023, 5, 11)))
    first, last = date(2023, 1, 1), date(2023, 12, 31)

    def others(under: Law) -> list[Any]:
        both = [
            *deadlines(history, under),
            *ward_obligations(history, under, first=first, last=last),
        ]
        return seen([one for one in both if one.rule.id != rule])

    assert others(LAW) == others(law)


@given(st.dates(date(2023, 1, 2), date(2026, 12, 1)), st.integers(1, 40))
def test_a_longer_limit_never_ends_earlier(ended: date, amount: int) -> None:
    """One more working day is at least one more day."""
    dues = [
        the("P4", a_dialogue(ended), LAW.with_regulations(
            [OwnRegulation(since=date(2020, 1, 1), limits={"P4": n})])).due
        for n in (amount, amount + 1)
    ]  # fmt: skip

    assert dues[0] is not None
    assert dues[1] is not None
    assert dues[0] < dues[1]


@given(st.lists(events(), max_size=6))
@also([task.MadeStanding(on=date(2023, 5, 1), report=Reporting(every="month", until_day=0))])
@also([task.MadeStanding(on=date(2023, 5, 1), report=Reporting(every="year", until_day=-(2**40)))])
def test_no_history_breaks_the_engine(anything: list[Any]) -> None:
    """Whatever was recorded, in whatever order: what is owed can be asked."""
    for stream in (DIALOGUE, TASK, RECEPTION, WARD):
        history = [
            recorded(event, version, stream=stream) for version, event in enumerate(anything, 1)
        ]
        for owed in deadlines(history, LAW):
            assert owed.explain("vi")
            assert owed.status(date(2023, 6, 1))
        found = ward_obligations(history, LAW, first=date(2025, 12, 1), last=date(2026, 1, 31))
        assert {"P1", "P5", "P6", "S1"} == {owed.rule.id for owed in found}


def test_what_was_before_the_record_was_opened_is_not_asked_for() -> None:
    """A record that was opened in November tells nothing of the receptions of spring."""
    opened = ward.Opened(
        on=When(day=date.min, through=date(2026, 11, 25)), store="s", code="c", name="Phường thử"
    )
    kept = life(opened, stream=StreamId("ward"))
    held = life(session.Ended(on=date(2026, 2, 10)), stream=StreamId("reception/2026/1"))
    foreseen = [msgspec.structs.replace(one, because=(EventRef("plan/2026@2"),)) for one in held]
    day = date(2026, 11, 30)

    assert date(2026, 11, 25) == asked_from(kept, day)
    assert date(2026, 2, 10) == asked_from([*kept, *held], day)
    assert date(2027, 1, 1) == asked_from([*kept, *held], date(2027, 3, 1))
    assert date(2026, 11, 25) == asked_from([*kept, *foreseen], day)
    asked = ward_obligations(kept, LAW, first=asked_from(kept, day), last=day)
    assert ["2026-11"] == [one.root for one in asked if one.rule.id == "P1"]
