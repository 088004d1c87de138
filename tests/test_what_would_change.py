"""What another law would do to what is open: derived twice and compared, nothing recorded."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases import cli, petition, session, ward
from dialogue_cases import session as session_events
from dialogue_cases.codec import NAMES
from dialogue_cases.deadlines import Change, what_would_change
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.law import Law, load_law
from dialogue_cases.office import Office
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import BodyId, Citation, Document, Place, StreamId, Topic
from dialogue_cases.ward import Limit
from dialogue_cases.workdays import OfficialDay
from offices import Clock, an_office
from spec import act_of
from test_deadlines import TASK, announced, assigned, fixed, issued, life
from test_law_petitions import answered, came, petition_life

LAW = load_law(names=NAMES)
ON = date(2026, 11, 25)
BASIS = Citation(text="Công văn về ngày nghỉ", certainty="S")


def off(day: date, known: date = ON) -> OfficialDay:
    return OfficialDay(day=day, kind="off", basis=BASIS, known_since=known)


def changes(log: Sequence[Recorded[Any]], then: Law, on: date = ON) -> list[Change]:
    """… of the lives; duties of periods are asked about by themselves."""
    found = what_would_change(log, LAW, then, on=on)
    return [one for one in found if one.stream != "ward"]


def a_ward() -> list[Recorded[Any]]:
    """Two dialogues that ended, one with its notice; a petition open, one answered; a task."""
    ended, done = date(2026, 11, 20), date(2026, 11, 16)
    return [
        *life(
            fixed(ended, on=date(2026, 10, 1)),
            announced(date(2026, 10, 20), ended),
            session_events.Ended(on=ended),
            stream=StreamId("dialogue/2026/1"),
        ),
        *life(
            fixed(done, on=date(2026, 10, 1)),
            announced(date(2026, 10, 20), done),
            session_events.Ended(on=done),
            issued(date(2026, 11, 19)),
            stream=StreamId("dialogue/2026/2"),
        ),
        *petition_life(came(on=date(2026, 11, 12)), stream=StreamId("petition/2026/1")),
        *petition_life(
            came(on=date(2026, 11, 12)),
            answered(date(2026, 11, 23), "accepted"),
            stream=StreamId("petition/2026/2"),
        ),
        *life(assigned(date(2026, 11, 30), on=date(2026, 11, 20)), stream=TASK),
    ]


def test_a_day_off_moves_what_is_counted_in_working_days_and_is_open() -> None:
    """24/11/2026 announced: P4 of the dialogue of 20/11 moves from 01/12 to 02/12.

    By hand from 20/11 (Friday): 23, 24, 25, 26, 27, 30/11 and 01/12 are seven working days.
    The petition of 12/11 (Thursday): 13, 16–20, 23–26/11 are ten. What was done stays done, and
    a decided day isn't counted.
    """
    found = changes(a_ward(), LAW.amended(since=ON, days=[off(date(2026, 11, 24))]))

    assert [
        ("petition/2026/1", "P2", "moves", (date(2026, 11, 26), date(2026, 11, 27))),
        ("dialogue/2026/1", "P4", "moves", (date(2026, 12, 1), date(2026, 12, 2))),
    ] == [(one.stream, one.rule, one.kind, one.due) for one in found]
    (reason,) = found[0].reasons
    assert ("day", date(2026, 11, 24)) == (reason.cause, reason.day)
    assert reason.told().startswith("24/11/2026: ngày làm việc → ngày nghỉ [Công văn")


def test_a_shorter_limit_makes_late_what_was_in_time() -> None:
    """Three working days instead of seven, had they held from 01/11: due 25/11, late on 26/11."""
    shorter = LAW.amended(since=date(2026, 11, 1), limits={"conclusion-notice": 3})
    (found,) = changes(a_ward(), shorter, on=date(2026, 11, 26))

    assert ("moves", (date(2026, 12, 1), date(2026, 11, 25))) == (found.kind, found.due)
    assert ("due soon", "overdue") == found.status
    (reason,) = found.reasons
    assert ("own limit", "7 working_days", "3 working_days") == (
        reason.cause,
        reason.before,
        reason.after,
    )
    assert "mức riêng: 7 ngày làm việc → 3 ngày làm việc" in reason.told("vi")


def test_a_limit_holds_for_what_begins_from_its_day_on() -> None:
    """Adopted today it moves no term that began before: the anchor's day decides."""
    assert [] == changes(a_ward(), LAW.amended(since=ON, limits={"P4": 3}))


def edition(old: str, new: str) -> Law:
    assert old in LAW.rules_text
    return load_law(LAW.rules_text.replace(old, new).encode(), names=NAMES)


def test_another_edition_begins_ends_and_changes_duties() -> None:
    """A rule taken out ends its open duty, one put in begins one, and each says so."""
    start = LAW.rules_text.index('[[rule]]\nid = "P2"')
    end = LAW.rules_text.index("[[rule]]", start + 5)
    without = load_law((LAW.rules_text[:start] + LAW.rules_text[end:]).encode(), names=NAMES)
    there = [("petition/2026/1", "P2", "disappears")]

    assert there == [(one.stream, one.rule, one.kind) for one in changes(a_ward(), without)]
    back = what_would_change(a_ward(), without, LAW, on=ON)
    assert [("petition/2026/1", "P2", "appears", None)] == [
        (one.stream, one.rule, one.kind, one.due[0]) for one in back
    ]
    assert ["quy định: — → P2"] == [one.told("vi").partition(" [")[0] for one in back[0].reasons]


def test_a_new_version_says_which_one_and_where_it_stands() -> None:
    """12 working days from 01/11/2026 on: 30/11 instead of 26/11."""
    old = "  { amount = 10, when = { complex = false } },\n"
    (found,) = changes(a_ward(), edition(old, old.replace("10", "12")))

    assert ("P2", (date(2026, 11, 26), date(2026, 11, 30))) == (found.rule, found.due)
    (reason,) = found.reasons
    assert ("version", "Quy định 11-QĐi/TW ngày 18/02/2019, Điều 6") == (
        reason.cause,
        reason.basis and reason.basis.text,
    )
    assert "1 (10 ngày làm việc) → 1 (12 ngày làm việc)" in reason.told("vi")


def test_the_chairmans_receptions_appear_when_the_ward_says_that_it_keeps_them() -> None:
    """The switch begins a duty of every month from its day on, and of none before."""
    kept = LAW.amended(since=date(2026, 11, 1), switches={"chairman_receptions": True})
    found = what_would_change([], LAW, kept, on=ON)

    assert [("G2", "2026-11", "appears"), ("G2", "2026-12", "appears")] == [
        (one.rule, one.obligation.root, one.kind) for one in found
    ]
    assert ["switch"] == [reason.cause for reason in found[0].reasons]


def test_more_dialogues_a_quarter_change_what_is_wanted_not_its_day() -> None:
    """P5 = 2 from 01/10: the quarter's last day stays, and two are wanted."""
    found = what_would_change(
        [], LAW, LAW.amended(since=date(2026, 10, 1), limits={"P5": 2}), on=ON
    )

    assert [("P5", "2026-Q4", "changes")] == [
        (one.rule, one.obligation.root, one.kind) for one in found
    ]


@given(st.dates(date(2026, 11, 10), date(2026, 12, 31)))
def test_the_same_law_changes_nothing(on: date) -> None:
    """Compared with itself, read again, or with a limit that it has already: no difference."""
    again = load_law(LAW.rules_text.encode(), LAW.calendar_text.encode(), names=NAMES)

    assert [] == what_would_change(a_ward(), LAW, LAW, on=on)
    assert [] == what_would_change(a_ward(), LAW, again, on=on)
    assert [] == what_would_change(
        a_ward(), LAW, LAW.amended(since=date(2020, 1, 1), limits={"P4": 7}), on=on
    )


@given(
    st.dates(date(2026, 11, 10), date(2026, 12, 31)),
    st.dates(date(2026, 11, 10), date(2026, 12, 31)),
)
def test_what_is_done_never_moves(on: date, day: date) -> None:
    """The dialogue with its notice and the answered petition are in no answer once done."""
    then = LAW.amended(since=date(2026, 11, 1), limits={"P4": 2}, days=[off(day)])
    done = {
        ("dialogue/2026/2", "P4"): date(2026, 11, 19),
        ("petition/2026/2", "P2"): date(2026, 11, 23),
    }

    for one in what_would_change(a_ward(), LAW, then, on=on):
        assert on < done.get((one.stream, one.rule), date.max)
        assert one.reasons


@given(st.dates(date(2026, 11, 10), date(2026, 12, 31)))
def test_there_and_back_are_each_others_mirror(day: date) -> None:
    """What would appear under the other law would disappear under this one, and so on."""
    then = LAW.amended(since=ON, days=[off(day)], switches={"chairman_receptions": True})
    there = what_would_change(a_ward(), LAW, then, on=ON)
    back = what_would_change(a_ward(), then, LAW, on=ON)
    mirrored = {"appears": "disappears", "disappears": "appears"}

    assert {
        (one.obligation.identity, mirrored.get(one.kind, one.kind), one.due) for one in there
    } == {(one.obligation.identity, one.kind, one.due[::-1]) for one in back}


# -- Through an office ------------------------------------------------------------------


@pytest.fixture
def office() -> Office:
    """A ward whose dialogue has just ended, with a petition that waits for its notice."""
    clock = Clock(date(2026, 11, 12))
    office = an_office(clock)
    desk = office.acting(act_of("bi-thu"))
    place = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm")
    desk.decide(
        "dialogue/2026/1",
        session.fix,
        on=date(2026, 11, 12),
        day=date(2026, 11, 20),
        place=place,
        topics=(Topic(title="Quản lý đất đai", code="land_management"),),
    )
    office.acting(act_of("chanh-van-phong")).decide(
        "petition/2026/1",
        petition.raise_petition,
        on=date(2026, 11, 12),
        channel="written",
        gist="Đề nghị sửa đường",
        received_by=BodyId("van-phong"),
    )
    clock.move(date(2026, 11, 20))
    desk.decide("dialogue/2026/1", session.open_session, on=date(2026, 11, 20))
    desk.decide("dialogue/2026/1", session.end_session, on=date(2026, 11, 20))
    clock.move(ON)
    return office


def test_an_office_is_asked_and_records_nothing(office: Office) -> None:
    """A day off and a draft limit at once; the log is as long as before."""
    before = len(list(office.log.since()))
    found = office.what_would_change(
        since=date(2026, 11, 1), limits={"P4": 5}, days=[off(date(2026, 11, 26))]
    )

    assert [
        ("petition/2026/1", "P2", (date(2026, 11, 26), date(2026, 11, 27))),
        ("dialogue/2026/1", "P4", (date(2026, 12, 1), date(2026, 11, 30))),
    ] == [(one.stream, one.rule, one.due) for one in found if one.stream != "ward"]
    assert {"day", "own limit"} == {reason.cause for reason in found[1].reasons}
    assert before == len(list(office.log.since()))


def test_what_the_ward_has_adopted_stays_beside_the_draft(office: Office) -> None:
    """P4 = 5 is in force; a draft for P7 doesn't take it away, as a new regulation would."""
    office.acting(act_of("bi-thu")).decide(
        ward.WARD,
        ward.adopt_regulation,
        on=date(2026, 11, 1),
        kind="regulation",
        document=Document(kind="Quy chế"),
        limits=(Limit(rule="P4", amount=5),),
    )

    draft = {"since": date(2026, 11, 1), "limits": {"P7": 3}}
    assert {"P7"} == {one.rule for one in office.what_would_change(**draft)}  # type: ignore[arg-type]


def test_a_draft_that_the_law_forbids_is_refused(office: Office) -> None:
    """What couldn't be adopted can't be tried out either; a switch that isn't one is named."""
    with pytest.raises(Refused) as refused:
        office.what_would_change(limits={"P1": 1})
    assert "limit-is-the-wards" == refused.value.rule
    with pytest.raises(Invalid, match="chairman_reception'"):
        office.what_would_change(switches={"chairman_reception": True})
    with pytest.raises(Invalid, match=r"deadlines\.toml"):
        office.what_would_change(rules=b"[[rule")


# -- On the command line ----------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with an_office(Clock(date(2026, 11, 12)), tmp_path / "ward.db") as office:
        office.acting(act_of("chanh-van-phong")).decide(
            "petition/2026/1",
            petition.raise_petition,
            on=date(2026, 11, 12),
            channel="written",
            gist="Đề nghị sửa đường",
            received_by=BodyId("van-phong"),
        )
    return tmp_path / "ward.db"


ASKED = ("what-if", "--day-off", "2026-11-24", "--on", "2026-11-25", "--store")


def test_the_command_tells_it_in_eighty_columns(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main([*ASKED, str(store)])
    out = capsys.readouterr().out

    assert "petition/2026/1  P2  đổi hạn" in out
    assert "hạn 26/11/2026 → 27/11/2026" in out
    assert "24/11/2026: ngày làm việc → ngày nghỉ" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_the_command_answers_a_program(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.main([*ASKED, str(store), "--json"])
    answer = json.loads(capsys.readouterr().out)
    (found,) = (one for one in answer["changes"] if one["stream"] == "petition/2026/1")

    assert {"before": "2026-11-26", "after": "2026-11-27"} == found["due"]
    assert "2026-11-24" == found["reasons"][0]["day"]


def test_the_command_says_when_nothing_would_change(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("what-if", "--limit", "P4=5", "--on", "2026-11-25", "--lang", "en", "--store")
    assert 0 == cli.main([*asked, str(store)])

    assert "Nothing that is open on 2026-11-25 would change." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ((), 2, "nothing is asked"),
        (("--limit", "P4"), 2, "--limit"),
        (("--limit", "P4=five"), 2, "--limit"),
        (("--limit", "P1=1"), 1, "Quy định 11-QĐi/TW"),
        (("--switch", "chairman_receptions=yes"), 2, "on, off"),
        (("--rules", "nowhere.toml"), 2, "nowhere.toml"),
    ],
)
def test_a_wrong_question_says_what_would_be_right(
    store: Path,
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    assert code == cli.main(["what-if", *typed, "--lang", "en", "--store", str(store)])
    assert told in capsys.readouterr().err
