"""Kế hoạch của chính địa phương: what a commune's own plan says governs, and is cited."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import papers
from commands import Run, Said
from dialogue_cases import Office
from own_commune import CONDITIONS, DUTY, a_plan, session, write

SECRETARY = ("--as", "bi-thu")
OFFICE = ("--as", "chanh-vp-du")
PARTY_BUILDING = ("--as", "truong-xdd")
CHAIRMAN = ("--as", "chu-tich")
ADOPT = ("plan", "import", "plan.toml", "--adopt", "--on", "2026-01-20", *SECRETARY)

OFFICE_DOES_BOTH = (
    CONDITIONS
    + DUTY.format(number=2, kind="conclusion_draft", phase="after", text="Dự thảo thông báo;")
    + DUTY.format(number=3, kind="conclusion_submission", phase="after", text="Trình thông báo.")
)
ITEMS = """
follow_up = "van-phong-du"
recipients = [{ text = "Lưu Văn phòng.", filed = true, bodies = ["van-phong-du"] }]
[[items]]
number = 1
decision = "Sửa đường nội bộ TDP số 1"
lead = "ubnd"
due = 2026-12-20
"""


@pytest.fixture
def adopt(run: Run, tmp_path: Path) -> Any:
    """A store of the commune with such a plan adopted."""

    def adopted(plan: str) -> Said:
        write(tmp_path, plan)
        assert run("init", "--setup", "ward.toml").code == 0
        return run(*ADOPT, "--json")

    return adopted


def held(run: Run, folder: Path) -> None:
    """The dialogue was held on 18/06/2026, and what is to be concluded lies ready."""
    on = ("dialogue/2026/1", "--on")
    for arguments in (
        ("fix", *on, "2026-06-01", "--day", "2026-06-18", "--at", "08:00",
         "--place", "Hội trường UBND phường",
         "--topics", '{"title":"Kinh tế - xã hội","code":"other"}', *OFFICE),
        ("open-session", *on, "18/06/2026 08:00", *SECRETARY),
        ("end-session", *on, "18/06/2026 11:00", *OFFICE),
    ):  # fmt: skip
        done = run("session", *arguments)
        assert done.code == 0, done.err
    (folder / "notice.toml").write_text(ITEMS, encoding="utf-8")


# -- Sessions as plans have them ----------------------------------------------------------


def test_a_planned_session_without_a_group_is_with_the_whole_unit(run: Run, adopt: Any) -> None:
    assert adopt(a_plan(session('period = "2026-06"'))).code == 0

    (foreseen,) = run("history", "dialogue/2026/1", "--json").answer["facts"]
    assert ("session.foreseen", []) == (foreseen["kind"], foreseen["event"]["groups"])


@pytest.mark.parametrize("said", ['group = ["tdp-1", "tdp-2"]', 'groups = ["tdp-1", "tdp-2"]'])
def test_a_planned_session_may_be_of_several_groups(run: Run, adopt: Any, said: str) -> None:
    assert adopt(a_plan(session(f'period = "2026-06"\n{said}'))).code == 0

    (foreseen,) = run("history", "dialogue/2026/1", "--json").answer["facts"]
    assert ["tdp-1", "tdp-2"] == foreseen["event"]["groups"]


def test_a_cells_duty_at_a_session_of_several_groups_is_led_by_the_first_cell(
    run: Run, adopt: Any
) -> None:
    venue = DUTY.format(number=2, kind="venue", phase="before", text="Bố trí địa điểm.")
    cells = 'headings = ["2. Chi bộ"]\nby_local_cell = true'
    duties = f"{CONDITIONS}[[organisation.section]]\n{cells}\n{venue}"
    planned = session('period = "2026-06"\ngroups = ["tdp-1", "tdp-2"]')
    assert adopt(a_plan(planned, duties=duties)).code == 0

    (assigned,) = run("history", "task/dialogue/2026/1/duty/2", "--json").answer["facts"]
    told = assigned["event"]
    assert ("chi-bo-1", ["chi-bo-2"]) == (told["lead"], told["supports"])


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ('"2026-06"', "2026-06-01", "2026-06-30"),
        ('"Quý II/2026"', "2026-04-01", "2026-06-30"),
        ('"6 tháng đầu năm"', "2026-01-01", "2026-06-30"),
        ('"tháng 5–6"', "2026-05-01", "2026-06-30"),
        ('"2026-04-01/2026-06-30"', "2026-04-01", "2026-06-30"),
        ('"2026-06-18"', "2026-06-18", None),
        ('"18/06/2026"', "2026-06-18", None),
        ("2026-06-18", "2026-06-18", None),
    ],
)
def test_a_session_is_planned_for_a_time_as_plans_say_it(
    run: Run, adopt: Any, said: str, first: str, last: str | None
) -> None:
    assert adopt(a_plan(session(f'period = {said}\nahead_of = "kỳ họp HĐND giữa năm"'))).code == 0

    (foreseen,) = run("history", "dialogue/2026/1", "--json").answer["facts"]
    period = foreseen["event"]["period"]
    assert (first, last) == (period["day"], period["through"])


# -- How often ------------------------------------------------------------------------------


def quarters(folder: Path) -> dict[str, int]:
    """By quarter, how many dialogues are owed in the year."""
    with Office.open(f"sqlite:///{folder / 'ward.db'}", sealed=True) as office:
        owed = office.ward_obligations(first=date(2026, 1, 1), last=date(2026, 12, 31))
    return {str(one.root): one.wanted or 0 for one in owed if one.rule.id == "P5"}


@pytest.mark.parametrize(
    ("sessions", "wanted"),
    [
        ([("2026-06", 1)], {"2026-Q2": 1}),
        ([("6 tháng đầu năm", 1), ("2026-11", 2)], {"2026-Q2": 1, "2026-Q4": 1}),
        ([("2026-05", 1), ("2026-06", 2)], {"2026-Q2": 2}),
        ([], {}),
    ],
)
def test_a_quarter_owes_the_dialogues_that_the_adopted_plan_foresees_in_it(
    adopt: Any, tmp_path: Path, sessions: list[tuple[str, int]], wanted: dict[str, int]
) -> None:
    planned = "".join(
        session(f'period = "{period}"').replace("number = 1", f"number = {number}")
        for period, number in sessions
    )
    assert adopt(a_plan(planned or "# none")).code == 0

    assert wanted == quarters(tmp_path)


def test_a_regulation_can_turn_the_dialogue_of_each_quarter_off(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan()).code == 0
    off = run(
        "ward", "adopt-regulation", "--on", "2026-01-05", "--kind", "regulation",
        "--document", '{"kind":"Quyết định","number":"03-QĐ/ĐU","issued_on":"2026-01-05"}',
        "--limits", '{"rule":"P5","amount":0}', *SECRETARY,
    )  # fmt: skip

    assert off.code == 0, off.err
    # What was foreseen and not held isn't lifted by a regulation that comes on record afterwards.
    assert {"2026-Q2": 0} == quarters(tmp_path)


def test_without_a_plan_the_model_is_named_as_not_adopted(run: Run, tmp_path: Path) -> None:
    write(tmp_path, a_plan())
    assert run("init", "--setup", "ward.toml").code == 0
    held = ("--day", "2026-06-18", "--at", "08:00", "--place", "Hội trường")
    topics = ("--topics", '{"title":"Kinh tế","code":"other"}')
    fixed = ("session", "fix", "--new", "dialogue/2026", "--on", "2026-06-01", *held, *topics)
    assert run(*fixed, *OFFICE).code == 0
    (tmp_path / "notice.toml").write_text(ITEMS, encoding="utf-8")

    refused = run("session", "draft-conclusion", "dialogue/2026/1", "--on", "2026-06-22",
                  "--contents", "@notice.toml", *OFFICE)  # fmt: skip

    assert "kế hoạch mẫu của phường Phổ Hoà (chưa được thông qua ở đây)" in refused.err


# -- Who drafts and submits --------------------------------------------------------------------


def test_the_office_drafts_and_submits_where_the_plan_says_so(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH)).code == 0
    held(run, tmp_path)
    on = ("dialogue/2026/1", "--on", "2026-06-22")

    assert run("session", "draft-conclusion", *on, "--contents", "@notice.toml", *OFFICE).code == 0
    assert run("session", "submit-conclusion", *on, *OFFICE).code == 0


def test_whom_the_plan_doesnt_name_is_refused_by_the_plans_own_part(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH)).code == 0
    held(run, tmp_path)
    on = ("dialogue/2026/1", "--on", "2026-06-22")

    refused = run("session", "draft-conclusion", *on, "--contents", "@notice.toml", *PARTY_BUILDING)

    assert 0 != refused.code
    assert "05-KH/ĐU" in refused.err
    assert "phần III.1" in refused.err
    assert "2023" not in refused.err
    assert "do Văn phòng Đảng uỷ soạn" in refused.err
    assert "Khối Dân vận" not in refused.err


def test_the_step_that_is_shown_next_is_for_whom_the_plan_names(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH)).code == 0
    held(run, tmp_path)

    steps = run("next", "dialogue/2026/1", "--json").answer["next"]

    (drafting,) = [one for one in steps if one["decision"] == "session draft-conclusion"]
    assert " ".join(OFFICE) in drafting["command"]


def test_where_the_plan_names_nobody_nobody_is_refused(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan()).code == 0
    held(run, tmp_path)
    on = ("dialogue/2026/1", "--on", "2026-06-22")

    assert run("session", "draft-conclusion", *on, "--contents", "@notice.toml", *OFFICE).code == 0
    assert run("session", "submit-conclusion", *on, *OFFICE).code == 0


def test_a_switch_of_the_plan_wants_two_hands_all_the_same(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    wants_two = "[switches]\ndrafter_is_not_submitter = true\n"
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH, below=wants_two)).code == 0
    held(run, tmp_path)
    on = ("dialogue/2026/1", "--on", "2026-06-22")
    assert run("session", "draft-conclusion", *on, "--contents", "@notice.toml", *OFFICE).code == 0

    refused = run("session", "submit-conclusion", *on, *OFFICE, "--json")

    assert "drafter-is-not-submitter" == refused.error["rule"]


def test_findings_ask_by_the_plan_as_it_was(run: Run, adopt: Any, tmp_path: Path) -> None:
    """What the plan allowed is no finding, for ever."""
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH)).code == 0
    held(run, tmp_path)
    on = ("dialogue/2026/1", "--on", "2026-06-22")
    assert run("session", "draft-conclusion", *on, "--contents", "@notice.toml", *OFFICE).code == 0
    assert run("session", "submit-conclusion", *on, *OFFICE).code == 0

    found = run("audit", "findings", "--json", *SECRETARY).out

    assert "mass-mobilisation-drafts" not in found
    assert "drafter-is-not-submitter" not in found


# -- Limits of the plan -------------------------------------------------------------------------


def test_the_plan_sets_the_days_for_the_conclusion_notice(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan(below="[limits]\nP4 = 10\n")).code == 0
    held(run, tmp_path)

    told = run("deadlines", "dialogue/2026/1", "--on", "2026-06-20", "--explain").out

    assert "02/07/2026" in told
    assert "05-KH/ĐU" in told


def test_a_plan_that_doesnt_name_the_days_isnt_cited_for_them(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH)).code == 0
    held(run, tmp_path)

    told = run("deadlines", "dialogue/2026/1", "--on", "2026-06-20", "--explain").out

    assert "kế hoạch mẫu của phường Phổ Hoà" in told


# -- Reception days -----------------------------------------------------------------------------


def test_reception_days_by_rule_go_to_the_next_working_day(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    """25/01 is a Sunday, 10/01 a Saturday that is worked, 26 and 27/04 are days off."""
    assert adopt(a_plan(top='reception_days = { days = [10, 25], at = "08:00" }')).code == 0

    drafted = run("history", "plan/2026", "--json").answer["facts"][0]["event"]
    days = [one["day"] for one in drafted["contents"]["reception_days"]]

    assert 24 == len(days)
    for day in (
        "2026-01-10",
        "2026-01-26",
        "2026-04-28",
        "2026-05-11",
        "2026-07-27",
        "2026-10-12",
        "2026-10-26",
    ):
        assert day in days
    for off in ("2026-01-25", "2026-04-25", "2026-05-10", "2026-07-25", "2026-10-10", "2026-10-25"):
        assert off not in days


def test_reception_days_by_weekday(run: Run, adopt: Any) -> None:
    assert (
        adopt(
            a_plan(top='reception_days = { weekday = "thu-nam", receiver = "party_secretary" }')
        ).code
        == 0
    )

    drafted = run("history", "plan/2026", "--json").answer["facts"][0]["event"]
    days = [one["day"] for one in drafted["contents"]["reception_days"]]
    assert "2026-01-08" in days
    assert "2026-01-01" not in days  # a day off: the next working day stands for it


def test_listed_days_off_are_told_and_refused_unless_said_so(run: Run, tmp_path: Path) -> None:
    write(tmp_path, a_plan(top="reception_days = [2026-01-10, 2026-01-25, 2026-04-25]"))
    assert run("init", "--setup", "ward.toml").code == 0

    refused = run(*ADOPT)

    assert 0 != refused.code
    assert "25/01/2026" in refused.err
    assert "25/04/2026" in refused.err
    assert "10/01/2026" not in refused.err
    assert run(*ADOPT, "--despite", "received-on-a-working-day=Tiếp cả ngày nghỉ").code == 0


# -- Another head's plan ------------------------------------------------------------------------

STATE = """
head = "people_committee_chair"
[reception_days]
days = [15]
receiver = "people_committee_chair"
together_with = ["party_secretary"]
at = "8h"
register_working_days_before = 3
"""


def test_the_chairman_has_a_plan_of_his_own_beside_the_secretarys(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH)).code == 0
    state = a_plan(
        session('period = "2026-09"\ntopics = [{ code = "other", title = "Thủ tục" }]'), top=STATE
    )
    (tmp_path / "state.toml").write_text(state, encoding="utf-8")

    adopted = run("plan", "import", "state.toml", "--adopt", "--on", "2026-02-02", *CHAIRMAN)

    assert adopted.code == 0, adopted.err
    assert "plan/2026/2@1" in adopted.out
    (foreseen, *_) = run("history", "dialogue/2026/2", "--json").answer["facts"]
    assert "government_dialogue" == foreseen["event"]["legal_basis"]
    assert {"2026-Q2": 1} == quarters(tmp_path)
    assert run("doctor").code == 0


def test_a_rule_is_counted_by_the_wards_own_limits_and_days(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    """`due` and `deadlines` tell one day, also after a day off was announced."""
    assert adopt(a_plan(below="[limits]\nP4 = 10\n")).code == 0
    held(run, tmp_path)
    announced = run(
        "ward", "announce-day", "--on", "2026-06-19", "--day", "2026-06-22", "--kind", "off",
        "--basis", "Công văn 12/UBND-VP", *OFFICE,
    )  # fmt: skip
    assert announced.code == 0, announced.err

    told = run("due", "--from", "2026-06-18", "--rule", "P4", "--json").answer
    owed = run("deadlines", "dialogue/2026/1", "--json").answer["obligations"]

    assert {"2026-07-03"} == {told["due"], *(one["due"] for one in owed if one["rule"] == "P4")}
    assert "05-KH/ĐU" in told["citation"]
    elsewhere = run("due", "--from", "2026-06-18", "--rule", "P4", "--json", "--store", "no.db")
    assert elsewhere.code != 0


def test_the_chairman_directs_where_no_plan_gives_it_to_anybody(run: Run, adopt: Any) -> None:
    """The model plan speaks of the Party committee alone."""
    assert adopt(a_plan(duties=OFFICE_DOES_BOTH)).code == 0
    raised = run(
        "petition", "raise-petition", "--new", "petition/2026", "--on", "2026-02-02", "--channel",
        "oral", "--received-by", "van-phong-du", "--gist", "Cống", *OFFICE,
    )  # fmt: skip
    assert raised.code == 0, raised.err

    assigned = run(
        "petition", "assign", "petition/2026/1", "--on", "2026-02-03", "--text", "Kiểm tra cống",
        "--lead", "ubnd", *CHAIRMAN,
    )  # fmt: skip

    assert assigned.code == 0, assigned.err


@pytest.mark.parametrize("number", [3, 9])
def test_a_further_plan_isnt_begun_before_the_second(
    run: Run, adopt: Any, tmp_path: Path, number: int
) -> None:
    """However far ahead it is numbered, the number that is free is told."""
    assert adopt(a_plan()).code == 0
    third = a_plan(top=f"number = {number}\n" + STATE)
    (tmp_path / "third.toml").write_text(third, encoding="utf-8")

    refused = run("plan", "import", "third.toml", "--on", "2026-02-02", *CHAIRMAN)

    assert 2 == refused.code
    assert "plan/2026/2" in refused.err


def test_another_heads_plan_isnt_adopted_by_the_secretary(run: Run, tmp_path: Path) -> None:
    write(tmp_path, a_plan(top=STATE))
    assert run("init", "--setup", "ward.toml").code == 0

    refused = run(*ADOPT, "--json")

    assert "head-adopts-the-plan" == refused.error["rule"]


def test_what_two_heads_hold_is_foreseen_to_be_held_by_both(run: Run, adopt: Any) -> None:
    said = 'period = "2026-06"\ntogether_with = ["people_committee_chair"]'
    assert adopt(a_plan(session(said))).code == 0

    foreseen, arranged = run("history", "dialogue/2026/1", "--json").answer["facts"]
    assert "session.joint_chair_arranged" == arranged["kind"]
    assert ["people_committee_chair"] == arranged["event"]["offices"]
    assert [] == foreseen["event"]["audiences"]


def test_a_dialogue_with_the_young_is_announced_to_them(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    assert adopt(a_plan(session('period = "2026-06"\naudiences = ["youth"]'))).code == 0
    held(run, tmp_path)

    made = run("document", "announcement", "dialogue/2026/1", "--to", "tb.docx")

    assert made.code == 0, made.err
    text = papers.text((tmp_path / "tb.docx").read_bytes())
    assert "với đoàn viên, thanh niên" in text
    assert "đoàn viên, thanh niên trong phường" in text
