"""The command line as a ward's clerk uses it, from an empty folder on."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands import BY_OFFICE, BY_SECRETARY, EXAMPLE, Run
from dialogue_cases import cli
from dialogue_cases.cli.decisions import decisions
from dialogue_cases.life import LIVES
from dialogue_cases.proposal import fields_of

SESSION = "dialogue/2023/1"
FIX = ("session", "fix", SESSION, "--on", "20/02/2023", "--day", "15/03/2023", "--at", "08:00")
NAME = "Nguyễn Thị A"


# -- Days ---------------------------------------------------------------------------------


def test_due_counts_working_days_without_a_store(run: Run) -> None:
    """Seven working days from 26 April 2023 jump over the holidays around 1 May."""
    said = run("due", "--from", "2023-04-26", "--amount", "7", "--unit", "working-days", "--json")

    assert {
        "due": "2023-05-10",
        "raw": "2023-05-10",
        "from": "2023-04-26",
        "amount": 7,
        "unit": "working-days",
        "direction": "forward",
        "convention": "Bộ luật Dân sự 2015, Điều 147–148",
        "known": None,
        "provisional": False,
        "missing_years": [],
    } == said.answer
    assert [] == list(Path().iterdir())


def test_a_rule_brings_its_amount(run: Run) -> None:
    """The conclusion notice is due in as many working days as the plan says."""
    answer = run("due", "--from", "26/04/2023", "--rule", "P4", "--json").answer

    assert ("2023-05-10", 7, "P4", "S") == tuple(
        answer[key] for key in ("due", "amount", "rule", "certainty")
    )


def test_due_explains_every_day(run: Run) -> None:
    """Every day from the event to the end is listed, counted or not, and why."""
    asked_for = ("due", "--from", "2023-04-26", "--amount", "7", "--unit", "working-days")
    days = run(*asked_for, "--explain", "--json").answer["days"]
    told = run(*asked_for, "--explain").out

    assert ("2023-04-26", None, "event day") == tuple(days[0][k] for k in ("day", "number", "why"))
    assert [1, 2, 3, 4, 5, 6, 7] == [one["number"] for one in days if one["number"]]
    assert "01/05/2023  ngày nghỉ – Ngày Quốc tế lao động" in told


def test_an_unannounced_year_is_provisional(run: Run) -> None:
    """A year without an official calendar is named, and stops nobody."""
    asked_for = ("due", "--from", "2035-01-03", "--amount", "3", "--unit", "working-days")
    answer = run(*asked_for, "--json").answer
    told = run(*asked_for)

    assert (True, [2035]) == (answer["provisional"], answer["missing_years"])
    assert (0, True) == (told.code, "chưa có lịch nghỉ chính thức năm 2035" in told.out)


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ((), "2026-01-05"),
        (("--known", "2025-12-24"), "2026-01-02"),
        (("--day-off", "2026-01-05"), "2026-01-06"),
        (("--working-day", "2026-01-02"), "2026-01-02"),
        (("--backward",), "2025-12-30"),
    ],
)
def test_due_by_what_was_known_and_announced(run: Run, more: tuple[str, ...], due: str) -> None:
    """The swap of 2 January 2026 counts from the day it became known."""
    asked_for = ("due", "--from", "2025-12-31", "--amount", "1", "--unit", "working-days", "--json")

    assert due == run(*asked_for, *more).answer["due"]


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        (("--amount", "0", "--unit", "working-days"), ("--amount", "0", "từ 1 trở lên")),
        (("--amount", "-3", "--unit", "weeks"), ("--amount", "-3")),
        (("--amount", "seven", "--unit", "weeks"), ("--amount", "seven", "số nguyên")),
        (("--amount", "7", "--unit", "fortnights"), ("--unit", "fortnights", "working-days")),
        (("--amount", "7"), ("--unit", "còn thiếu")),
        (("--rule", "P99"), ("--rule", "P99", "P4")),
        (("--rule", "C4"), ("--rule", "C4", "30, 45, 60", "--amount")),
        (("--rule", "P4", "--amount", "3"), ("--amount", "--rule")),
        (("--amount", "7", "--unit", "weeks", "--known", "soon"), ("--known", "soon")),
        (("--amount", "7", "--unit", "weeks", "--colour", "red"), ("--colour",)),
    ],
)
def test_bad_input_gets_one_sentence(
    run: Run, wrong: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """What is wrong, where, and what would be right; exit code 2."""
    said = run("due", "--from", "2023-04-26", *wrong)

    assert (2, "", 1) == (said.code, said.out, len(said.err.splitlines()))
    assert [] == [name for name in names if name not in said.err]


@pytest.mark.parametrize("day", ["2023-02-30", "31/04/2023", "tomorrow", "04-26", ""])
def test_an_unreadable_day_is_refused(run: Run, day: str) -> None:
    """A day that doesn't exist isn't guessed at."""
    said = run("due", "--from", day, "--amount", "7", "--unit", "weeks", "--json", "--lang", "en")

    assert (2, "invalid") == (said.code, said.error["kind"])
    assert f"--from: {day} is no day" in said.error["message"] or day == ""


# -- A ward from nothing ------------------------------------------------------------------


def test_init_makes_store_vault_and_key(run: Run) -> None:
    """One command makes a ward; the key is for its owner's eyes only."""
    said = run("init", "--setup", str(EXAMPLE / "ward.toml"))

    assert 0 == said.code
    assert "phường Phổ Hoà (pho-hoa)" in said.out
    assert "Sao lưu" in said.out
    assert 0o600 == Path("ward.db.key").stat().st_mode & 0o777
    assert {"ward.db", "ward.db.vault", "ward.db.key"} <= {one.name for one in Path().iterdir()}


def test_init_twice_changes_nothing(run: Run) -> None:
    """An existing store is never overwritten."""
    run("init", "--code", "pho-hoa", "--name", "phường Phổ Hoà")
    before = Path("ward.db").read_bytes()
    said = run("init", "--code", "pho-hoa", "--name", "phường Phổ Hoà")

    assert (3, before) == (said.code, Path("ward.db").read_bytes())
    assert "đã có tệp ở đó" in said.err


def test_a_broken_set_up_makes_no_file(run: Run) -> None:
    """A set-up that would be refused halfway is refused before anything is made."""
    text = (EXAMPLE / "ward.toml").read_text(encoding="utf-8")
    Path("typo.toml").write_text(text.replace('body = "dang-uy"', 'body = "dang-u"', 1))
    Path("kind.toml").write_text(text.replace('"party_office"', '"party_ofice"', 1))
    another = '[[officer]]\nid = "x"\noffice = "party_secretary"\nbody = "dang-uy"\ntitle = "x"\n'
    Path("two.toml").write_text(text + another)
    refused = run("init", "--setup", "two.toml")
    misread = [run("init", "--setup", name) for name in ("typo.toml", "kind.toml")]

    assert [1, 2, 2] == [refused.code, *(one.code for one in misread)]
    for one, right in zip(misread, ("'dang-uy'", "'party_office'"), strict=True):
        assert "dòng" in one.err
        assert right in one.err
    assert not list(Path().glob("ward.db*"))


def test_a_ward_is_set_up_by_hand(run: Run) -> None:
    """While nobody holds an office yet, the set-up itself decides; then an officer must."""
    run("init", "--code", "moi", "--name", "phường Mới")
    body = ("ward", "establish-body", "--on", "2026-01-01", "--body", "dang-uy")
    first = run(*body, "--kind", "ward_party_committee", "--name", "Đảng uỷ phường Mới")
    office = ("--officer", "an", "--office", "party_secretary", "--body", "Đảng ủy phường Mới")
    second = run("ward", "appoint", "--on", "2026-01-01", *office, "--title", "Bí thư Đảng uỷ")
    unsigned = run("ward", "begin-term", "--on", "2026-01-02", "--body", "dang-uy", "--term", "1")
    term = ("--body", "dang-uy", "--term", "2025–2030")
    signed = run("ward", "begin-term", "--on", "2026-01-02", *term, "--as", "an")

    assert [0, 0, 2, 0] == [first.code, second.code, unsigned.code, signed.code]
    assert "--as: chưa rõ ai quyết định" in unsigned.err


def test_the_plan_brings_sessions_and_tasks(run: Run, ward: Path) -> None:
    """An adopted plan foresees its four dialogues; the same import again adds nothing."""
    drafted = ("plan", "import", str(EXAMPLE / "plan.toml"), "--on", "2023-01-10", "--adopt")
    again = run(*drafted, "--adopted-on", "2023-01-15", *BY_SECRETARY)
    streams = run("list", "dialogue", "--json").answer["streams"]

    assert "Không có gì để ghi thêm" in again.out
    assert [(f"dialogue/2023/{n}", "foreseen") for n in (1, 2, 3, 4)] == [
        (one["stream"], one["status"]) for one in streams
    ]


def test_a_quarter_without_a_dialogue_is_told_when_the_plan_is_adopted(
    ward: Path, run: Run
) -> None:
    """Where the ward's regulation asks for it: not after the quarter has passed.

    Its row in the plan's view says that none is foreseen.
    """
    regulation = ("ward", "adopt-regulation", "--on", "2023-01-05", "--kind", "regulation")
    document = '{"kind": "Quy chế", "number": "01-QC/ĐU"}'
    asked = (*regulation, "--document", document, "--limits", "P5=1", *BY_SECRETARY)
    assert 0 == run(*asked).code
    text = (EXAMPLE / "plan.toml").read_text(encoding="utf-8")
    text = text.replace("quarter = 2", "quarter = 1").replace('"2023-05"', '"2023-03"')
    text = text.replace("2023", "2024")
    (ward.parent / "plan.toml").write_text(text, encoding="utf-8")
    adopt = ("plan", "import", "plan.toml", "--on", "2023-01-10", "--adopt", *BY_SECRETARY)

    said = run(*adopt, "--lang", "en")

    assert "Quarter 2 of 2024: the plan foresees 0 of 1 dialogues (P5)." in said.out
    assert 1 == said.out.count("P5")
    fulfilment = ("plan-fulfilment", "2024", "--on", "2023-06-01", "--part", "quarters")
    rows = run(*fulfilment, "--json").answer["rows"]["quarters"]
    assert [(1, 2), (2, 0), (3, 1), (4, 1)] == [(one["quarter"], one["planned"]) for one in rows]
    assert "chưa dự kiến" in " ".join(run(*fulfilment).out.split())


def test_mistakes_in_a_plan_are_told_by_line_and_field(run: Run, ward: Path) -> None:
    """Every mistake of the file is told at once, and nothing is recorded."""
    text = (EXAMPLE / "plan.toml").read_text(encoding="utf-8")
    text = text.replace("quarter = 1", "quarter = 5", 1).replace("title =", "titel =", 1)
    Path("plan.toml").write_text(text, encoding="utf-8")
    before = run("log", "--json").answer["facts"]
    said = run("plan", "import", "plan.toml", "--on", "2023-01-10", *BY_SECRETARY)

    assert 2 == said.code
    assert "schedule.session[1].quarter" in said.err
    assert "dòng " in said.err
    assert "titel" in said.err
    assert before == run("log", "--json").answer["facts"]


# -- Deciding -----------------------------------------------------------------------------


@pytest.mark.parametrize("life", LIVES)
def test_every_decision_is_a_command(life: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the library adds to a life is a command at once, with help."""
    for name, decide in decisions(life).items():
        assert 0 == cli.main([life, name, "--help"])
        told = capsys.readouterr().out
        names = [one.name.replace("_", "-") for one in fields_of(decide)]
        assert [] == [one for one in names if one not in told]


def test_a_session_is_fixed(run: Run, ward: Path) -> None:
    """Who fixes it is known by the one office that he holds."""
    fact = run(*FIX, *BY_SECRETARY, "--why", "theo kế hoạch", "--json").answer["recorded"][0]

    assert (f"{SESSION}@2", "session.fixed", "2023-03-15", "08:00:00") == (
        fact["ref"],
        fact["kind"],
        fact["event"]["day"],
        fact["event"]["at"],
    )
    assert ("bi-thu", "party_secretary", "dang-uy", "theo kế hoạch") == tuple(
        fact["act"][key] for key in ("officer", "office", "body", "why")
    )
    assert ("command line", "operating system") == (
        fact["recorded_by"]["channel"],
        fact["recorded_by"]["authenticated"],
    )


def test_asked_twice_adds_nothing(run: Run, ward: Path) -> None:
    """The same decision again says that it stands like this already."""
    run(*FIX, *BY_SECRETARY)
    again = run(*FIX, *BY_SECRETARY)

    assert (0, []) == (again.code, run(*FIX, *BY_SECRETARY, "--json").answer["recorded"])
    assert "sổ đã như vậy" in again.out


def test_a_wrong_role_is_refused_and_recorded_if_it_happened(run: Run, ward: Path) -> None:
    """The refusal says what, where it stands, and how to record it all the same."""
    run(*FIX, *BY_SECRETARY)
    opening = ("session", "open-session", SESSION, "--on", "15/03/2023 08:00", "--as", "pho-bi-thu")
    refused = run(*opening)
    as_json = run(*opening, "--json").error
    reason = "chair-is-secretary-or-delegate=Bí thư đi họp đột xuất"
    recorded = run(*opening, "--despite", reason)
    history = run("history", SESSION).out

    assert (1, 0) == (refused.code, recorded.code)
    assert "phải do Bí thư Đảng uỷ hoặc người được uỷ quyền chủ trì" in refused.err
    assert "Căn cứ: Kế hoạch tiếp dân" in refused.err
    assert '--despite chair-is-secretary-or-delegate="lý do"' in refused.err
    assert {"kind", "rule", "data", "citation", "certainty", "message"} == as_json.keys()
    assert ("refused", "pho-bi-thu") == (as_json["kind"], as_json["data"]["officer"])
    assert "bất chấp chair-is-secretary-or-delegate: Bí thư đi họp đột xuất" in history


def test_an_impossible_thing_is_refused_without_a_way_around(run: Run, ward: Path) -> None:
    """What can't have happened has no `--despite`."""
    said = run("session", "end-session", SESSION, "--on", "2023-03-15", *BY_SECRETARY)

    assert (1, False) == (said.code, "--despite" in said.err)


def test_who_decides_must_hold_an_office(run: Run, ward: Path) -> None:
    """An unknown officer is bad input; the officers of that day are named."""
    said = run(*FIX, "--as", "nobody")

    assert (2, True) == (said.code, "bi-thu" in said.err)


def test_a_speaker_is_sealed_and_can_be_forgotten(run: Run, ward: Path) -> None:
    """A clerk types a name; the record holds it sealed, until it is erased."""
    run(*FIX, *BY_SECRETARY)
    run("session", "open-session", SESSION, "--on", "15/03/2023 08:00", *BY_SECRETARY)
    voice = ("session", "voice-opinion", SESSION, "--on", "15/03/2023 08:30", *BY_OFFICE)
    about = ("--kind", "kiến nghị", "--subject", "government_management", "--gist", "đền bù")
    call = (*voice, *about, "--group", "nho lâm", "--speaker-name", NAME, "--key", "phiếu 1")
    said = run(*call, "--json").answer
    again = run(*call, "--json").answer
    reading = ("--unseal", "--purpose", "trả lời", *BY_OFFICE)
    shown, unsealed = run("show", SESSION).out, run("show", SESSION, *reading).out
    erased = run("erase", said["party"], "--on", "2026-01-05", "--reason", "xin rút", *BY_OFFICE)
    after = run("show", SESSION, *reading).out

    assert f"{SESSION}#1" == said["party"]
    assert ("nho-lam", "recommendation") == tuple(
        said["recorded"][0]["event"][key] for key in ("group", "kind")
    )
    assert said["recorded"][0]["ref"] == again["recorded"][0]["ref"]
    assert (False, True, False) == (NAME in shown, NAME in unsealed, NAME in after)
    assert (0, True) == (erased.code, f"[đã xoá, {SESSION}#1]" in after)
    assert NAME.encode() not in ward.read_bytes()


def test_a_refused_speaker_leaves_no_key(run: Run, ward: Path) -> None:
    """A key made for a decision that fails is destroyed."""
    voice = ("session", "voice-opinion", SESSION, "--on", "2023-03-15", *BY_OFFICE)
    about = ("--kind", "report", "--subject", "official_conduct", "--gist", "…")
    refused = run(*voice, *about, "--speaker-name", NAME)
    with sqlite3.connect(f"{ward}.vault") as vault:
        (kept,) = vault.execute(
            "SELECT count(*) FROM keys WHERE id LIKE 'dialogue%' AND wrapped IS NOT NULL"
        ).fetchone()
    vault.close()

    assert (1, 0) == (refused.code, kept)


def test_a_new_life_takes_the_next_number(run: Run, ward: Path) -> None:
    """An ad hoc reception begins under the next number of its series."""
    begin = ("session", "fix", "--new", "reception/2023", "--on", "2023-02-20", *BY_SECRETARY)
    what = ("--day", "2023-02-25", "--place", "Trụ sở", "--legal-basis", "citizen_reception")
    first = run(*begin, *what, "--json").answer["recorded"][0]["ref"]
    second = run(*begin, *what, "--json").answer["recorded"][0]["ref"]
    wrong = run("session", "fix", "--new", "task/2023", "--on", "2023-02-20", "--day", "2023-02-25")

    assert ("reception/2023/1@1", "reception/2023/2@1", 2) == (first, second, wrong.code)


def test_a_composite_is_read_from_json_and_files(run: Run, ward: Path) -> None:
    """What has several fields is JSON; a mistake in it names option, path and fields."""
    run(*FIX, *BY_SECRETARY)
    invite = ("session", "propose-invitees", SESSION, "--on", "2023-02-21", *BY_OFFICE)
    Path("more.json").write_text('[{"name": "MTTQ"}, {"name": "UBND", "body": "UBND"}]')
    Path("some.toml").write_text('[[invitees]]\nname = "Chi bộ"\n')
    said = run(*invite, "--invitees", "@more.json", "--invitees", "Người dân", "--json").answer
    toml = run(*invite, "--invitees", "@some.toml", "--json").answer
    broken = [
        run(*invite, "--invitees", typed)
        for typed in ('{"nam": "A"}', '{"name": 1}', "{", "@none.json", '{"name": "A", "x": 1}')
    ]

    assert ["MTTQ", "UBND", "Người dân"] == [
        one["name"] for one in said["recorded"][0]["event"]["invitees"]
    ]
    assert "ubnd" == said["recorded"][0]["event"]["invitees"][1]["body"]
    assert ["Chi bộ"] == [one["name"] for one in toml["recorded"][0]["event"]["invitees"]]
    assert [2] * 5 == [one.code for one in broken]
    assert all(one.err.startswith("--invitees") for one in broken)


def test_an_entry_is_corrected_and_taken_out(run: Run, ward: Path) -> None:
    """A correction stands in its place; what is voided stays in the history."""
    run(*FIX, *BY_SECRETARY)
    correction = (*FIX[:-1], "14:00", *BY_SECRETARY, "--corrects", "2")
    corrected = run(*correction, "--json").answer["recorded"][0]
    voided = run("void", SESSION, "2", "--on", "2023-02-21", "--reason", "nhầm", *BY_SECRETARY)
    status = run("show", SESSION, "--json").answer["status"]
    history = run("history", SESSION).out

    assert (2, 0, "foreseen") == (corrected["corrects"], voided.code, status)
    assert "đính chính mục @2" in history


def test_a_life_that_moved_on_is_a_conflict(run: Run, ward: Path) -> None:
    """`--expected` is what the clerk has seen."""
    run(*FIX, *BY_SECRETARY)
    said = run(*FIX[:-1], "14:00", *BY_SECRETARY, "--expected", "1", "--json")

    assert (1, "conflict", 2) == (said.code, said.error["kind"], said.error["data"]["actual"])


# -- Asking -------------------------------------------------------------------------------


def test_show_answers_as_known_then(run: Run, ward: Path) -> None:
    """A past state of knowledge is asked by a day or by a position of the log."""
    before = run("log", "--json").answer["facts"][-1]["position"]
    run(*FIX, *BY_SECRETARY)

    assert "fixed" == run("show", SESSION, "--json").answer["status"]
    assert "foreseen" == run("show", SESSION, "--known", str(before), "--json").answer["status"]
    assert "foreseen" == run("show", SESSION, "--on", "2023-02-19", "--json").answer["status"]
    assert 2 == run("show", SESSION, "--known", "2023-01-01", "--json").code


@pytest.mark.parametrize(
    "command",
    [
        ("show", "ward"),
        ("show", "plan/2023"),
        ("show", SESSION),
        ("show", f"task/{SESSION}/duty/1"),
        ("history", SESSION),
        ("history", "ward"),
        ("list",),
        ("log", "--limit", "200"),
        ("deadlines", SESSION, "--on", "2023-03-14", "--explain"),
        ("check", "--on", "2023-04-20", "--all"),
        ("doctor",),
    ],
)
def test_every_answer_fits_80_columns(run: Run, ward: Path, command: tuple[str, ...]) -> None:
    """What is piped is plain text: no colour, no boxes, no line too long."""
    run(*FIX, *BY_SECRETARY)
    said = run(*command)

    assert 0 == said.code
    assert said.out.strip()
    assert [] == [line for line in said.out.splitlines() if len(line) > 80 and " " in line.strip()]
    assert not any(mark in said.out for mark in ("\x1b", "│", "─", "None", "frozenset"))


@pytest.mark.parametrize(
    "command",
    [
        ("show", "ward"),
        ("history", SESSION),
        ("list", "task"),
        ("log", "--since", "3", "--limit", "2"),
        ("deadlines", SESSION),
        ("check", "--on", "2023-04-20"),
        ("doctor",),
    ],
)
def test_every_question_answers_programs(run: Run, ward: Path, command: tuple[str, ...]) -> None:
    """`--json` works on every question, wherever it stands."""
    assert isinstance(run(*command, "--json").answer, dict)
    assert isinstance(run("--json", *command).answer, dict)


def test_check_tells_what_is_overdue(run: Run, ward: Path) -> None:
    """A dialogue that ended without a conclusion notice is overdue after seven working days."""
    run(*FIX, *BY_SECRETARY)
    run("session", "open-session", SESSION, "--on", "15/03/2023 08:00", *BY_SECRETARY)
    run("session", "end-session", SESSION, "--on", "15/03/2023 11:00", *BY_SECRETARY)
    entered = run("log", "--json").answer["facts"]
    answer = run("check", "--on", "2023-03-27", "--json").answer
    notice = next(one for one in answer["obligations"] if one["rule"] == "P4")

    assert (SESSION, "2023-03-24", "overdue") == tuple(
        notice[key] for key in ("stream", "due", "status")
    )
    assert [] == answer["told"]
    assert entered == run("log", "--json").answer["facts"]


def test_check_tells_upwards_only_if_somebody_says_so(run: Run, ward: Path) -> None:
    """What was overdue when it was entered needs a word of its own; asked twice it adds nothing."""
    run(*FIX, *BY_SECRETARY)
    run("session", "open-session", SESSION, "--on", "15/03/2023 08:00", *BY_SECRETARY)
    run("session", "end-session", SESSION, "--on", "15/03/2023 11:00", *BY_SECRETARY)
    told = run("check", "--on", "2023-03-27", "--tell")
    backlog = ("check", "--on", "2023-03-27", "--tell", "--backlog", "--json")

    assert "đã quá hạn từ trước khi nhập" in told.out
    assert "Đã báo cáo cấp trên" not in told.out
    assert {"P4"} <= {one["event"]["obligation"] for one in run(*backlog).answer["told"]}
    assert [] == run(*backlog).answer["told"]
    assert 2 == run("check", "--backlog").code


def test_what_was_told_upwards_is_not_said_to_be_untold(run: Run, ward: Path) -> None:
    """With --backlog it is told: neither then nor later is it said that it isn't."""
    run(*FIX, *BY_SECRETARY)
    run("session", "open-session", SESSION, "--on", "15/03/2023 08:00", *BY_SECRETARY)
    run("session", "end-session", SESSION, "--on", "15/03/2023 11:00", *BY_SECRETARY)
    check = ("check", "--on", "2023-03-27")
    untold = "đã quá hạn từ trước khi nhập"
    before, telling = run(*check), run(*check, "--tell", "--backlog")

    assert untold in before.out
    assert "Đã báo cáo cấp trên" in telling.out
    for later in (telling, run(*check, "--tell", "--backlog"), run(*check, "--tell"), run(*check)):
        assert untold not in later.out
    assert run(*check).out.count("P4") == before.out.count("P4")


def test_answers_are_vietnamese_unless_english_is_asked(
    run: Run, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option goes before the environment."""
    vi, en = run("show", SESSION).out, run("show", SESSION, "--lang", "en").out
    monkeypatch.setenv("DIALOGUE_CASES_LANG", "en")
    by_environment = run("show", SESSION).out
    unknown = run("show", SESSION, "--lang", "fr")

    assert "dự kiến theo kế hoạch:" in vi
    assert "foreseen:" in en
    assert en == by_environment
    assert (2, True) == (unknown.code, "fr" in unknown.err)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("show", "dialogue/2023/9"), "dialogue/2023/9"),
        (("show", "phone/2023/1"), "phone"),
        (("list", "phone"), "phone"),
        (("show",), "STREAM"),
        (("shwo", "ward"), "show?"),
        (("session", "fixx", SESSION), "fix?"),
        (("session", "fix", SESSION, "--on", "2023-02-20"), "--day"),
        ((*FIX, *BY_SECRETARY, "--despite", "no-reason"), "--despite"),
        ((*FIX, *BY_SECRETARY, "--expected", "one"), "--expected"),
        (("log", "--limit", "0"), "--first"),
        (("void", SESSION, "x", "--on", "2023-02-20", "--reason", "…", *BY_OFFICE), "VERSION"),
        (("erase", SESSION, "--on", "2023-02-20", "--reason", "…", *BY_OFFICE), "PARTY"),
        (("log", "--store"), "--store"),
    ],
)
def test_bad_commands_are_told_apart(
    run: Run, ward: Path, command: tuple[str, ...], says: str
) -> None:
    """A command that can't be read says in one sentence what is wrong."""
    said = run(*command)

    assert (2, "") == (said.code, said.out)
    assert says in said.err
    assert 1 == len(said.err.splitlines())


# -- A store in trouble -------------------------------------------------------------------


def _cut(ward: Path) -> None:
    ward.write_bytes(ward.read_bytes()[: ward.stat().st_size // 2])


def _foreign(ward: Path) -> None:
    ward.unlink()
    with sqlite3.connect(ward) as other:
        other.execute("CREATE TABLE notes (text TEXT)")
    other.close()


def _not_a_database(ward: Path) -> None:
    ward.write_text("ghi chú")


def _gone(ward: Path) -> None:
    ward.unlink()


def _altered(ward: Path) -> None:
    with sqlite3.connect(ward) as store:
        store.execute("UPDATE stored_events SET state = '{}' WHERE position = 9")
    store.close()


def _no_key(ward: Path) -> None:
    Path(f"{ward}.key").unlink()


def _other_key(ward: Path) -> None:
    Path(f"{ward}.key").write_text("ab" * 32)


def _open_key(ward: Path) -> None:
    Path(f"{ward}.key").chmod(0o644)


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (_cut, "bị cắt cụt"),
        (_foreign, "chương trình khác"),
        (_not_a_database, "không phải cơ sở dữ liệu SQLite"),
        (_gone, "dialogue-cases init"),
        (_altered, "9"),
        (_no_key, "thiếu tệp khoá"),
        (_other_key, "không phải của két này"),
        (_open_key, "0600"),
    ],
)
def test_the_doctor_says_what_is_wrong(
    run: Run, ward: Path, break_it: Callable[[Path], None], says: str
) -> None:
    """Each trouble has its own sentence and exit code 3, from every command."""
    break_it(ward)
    doctor, show = run("doctor"), run("show", SESSION)

    assert 3 == doctor.code
    assert says in doctor.out + doctor.err
    assert 3 == show.code


def test_the_doctor_of_a_healthy_store_writes_nothing(run: Run, ward: Path) -> None:
    """A store that is whole says so, with the editions of the law that it keeps."""
    before = ward.read_bytes()
    answer = run("doctor", "--json").answer
    checks = {"log": "ok", "vault": "ok", "files": "ok"}

    assert (True, checks) == (answer["whole"], answer["checks"])
    assert [True] == [one["current"] for one in answer["editions"]]
    assert before == ward.read_bytes()


# -- As a program of its own --------------------------------------------------------------


def _process(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", "import sys; from dialogue_cases.cli import main; "]
    command[-1] += "sys.exit(main())"
    return subprocess.run([*command, *arguments], capture_output=True, timeout=60, **options)


def test_vietnamese_is_written_under_any_locale(ward: Path) -> None:
    """A machine set to LANG=C still shows Vietnamese letters."""
    plain = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    said = _process("show", "ward", cwd=ward.parent, env=plain)

    assert (0, b"") == (said.returncode, said.stderr)
    assert "phường Phổ Hoà" in said.stdout.decode()


def test_whoever_stops_reading_gets_no_traceback(ward: Path) -> None:
    """`dialogue-cases log | head -1` ends quietly."""
    script = f"{sys.executable} -c 'from dialogue_cases.cli import main; main()' log --json"
    said = subprocess.run(
        ["/bin/sh", "-c", f"{script} | head -1"], cwd=ward.parent, capture_output=True, timeout=60
    )

    assert (b"{\n", b"") == (said.stdout, said.stderr)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    """The core installs without the command line's libraries."""
    script = "import sys; sys.modules['cyclopts'] = None; from dialogue_cases.cli import main; "
    said = subprocess.run(
        [sys.executable, "-c", script + "sys.exit(main(['due']))"], capture_output=True, timeout=60
    )

    assert 2 == said.returncode
    assert b"pip install 'dialogue-cases[cli]'" in said.stderr


def test_a_stopped_command_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C is no error to report."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dialogue_cases.cli.doctor._doctor", stopped)

    assert (130, "", "") == tuple(vars(run("doctor")).values())


def test_help_is_plain_text(run: Run) -> None:
    """Help is readable in a pipe, and in the reader's language."""
    vi, en = run("--help").out, run("--help", "--lang", "en").out

    assert ("Lệnh:" in vi, "Commands:" in en) == (True, True)
    assert not any(mark in vi + en for mark in ("│", "╭", "\x1b"))


def test_all_that_is_missing_is_told_at_once(run: Run, ward: Path) -> None:
    """An announcement took five tries."""
    said = run("session", "announce", SESSION, *BY_OFFICE)

    assert 2 == said.code
    assert all(one in said.err for one in ("--on", "--phase", "--channel", "--body"))
    assert "--phase" not in run("session", "announce", SESSION, "--phase=before").err


def test_a_case_that_is_not_there_is_told_as_that(run: Run, ward: Path) -> None:
    said = run(
        "petition", "classify", "petition/2026/999", "--on", "2026-03-01", "--kind",
        "recommendation", "--area", "other", "--reason", "r", *BY_OFFICE,
    )  # fmt: skip

    assert (2, True) == (said.code, "petition/2026/999" in said.err)
    assert "loạt" not in said.err
