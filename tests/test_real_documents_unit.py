"""A xã of 2026 as its own papers have it: its kind in every paper, its offices, one person in two.

After public documents of communes; what stands here is invented.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import papers
from commands import Run
from dialogue_cases import petition, plan, session
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.office import Office
from dialogue_cases.plan_file import read_plan
from dialogue_cases.vocabulary import Act, BodyId, OfficerId
from dialogue_cases.ward_file import read_ward

DATA = Path(__file__).parent / "data" / "xa_song_mo"
BOTH = ("--as", "bi-thu")
BY_OFFICE = ("--on", "2026-08-03", "--as", "chanh-vp-du")
CLASSIFIED = ("--kind", "report", "--area", "other", "--reason", "x")
ADOPTED = ("--adopt", "--on", "2026-01-20", "--as", "bi-thu")
SECRETARY = "với chức vụ Bí thư Đảng uỷ (Đảng uỷ xã Sông Mơ)"
FIXED = ("--on", "2026-06-01", "--day", "2026-06-18", "--at", "08:00", "--as", "chanh-vp-du")


@pytest.fixture
def commune(run: Run) -> Run:
    """The command line in the folder of a xã with its plan of the year."""
    assert 0 == run("init", "--setup", str(DATA / "ward.toml")).code
    said = run("plan", "import", str(DATA / "plan.toml"), *ADOPTED)
    assert (0, "") == (said.code, said.err)
    return run


# -- The unit's own kind (03) -----------------------------------------------------------------


def test_an_announcement_of_a_xa_says_xa_and_names_no_body_that_it_hasnt(commune: Run) -> None:
    """No đài truyền thanh is on record, so none gets it; the xã holds the dialogue."""
    assert 0 == commune("session", "fix", "dialogue/2026/1", *FIXED).code

    assert 0 == commune("document", "announcement", "dialogue/2026/1", "--to", "tb.docx").code

    told = papers.text(Path("tb.docx").read_bytes())
    assert "Xã tổ chức buổi đối thoại trực tiếp" in told
    assert "phường" not in told.lower()
    assert "truyền thanh" not in told.lower()
    assert "Chi bộ Thôn Một," in told


# -- Bodies of the People's Committee (05) ----------------------------------------------------

RAISED = ("--new", "petition/2026", "--on", "2026-08-03", "--channel", "written")


@pytest.mark.parametrize(
    ("body", "officer"), [("vp-ubnd", "chanh-vp-ub"), ("kt-ht-dt", "truong-kt")]
)
def test_an_office_of_the_peoples_committee_receives_a_petition(
    commune: Run, body: str, officer: str
) -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 28.1: the chairman assigns a unit; here it receives."""
    said = commune(
        *("petition", "raise-petition", *RAISED, "--gist", "Kiến nghị sửa cống"),
        *("--received-by", body, "--as", officer),
    )

    assert (0, "") == (said.code, said.err)


def test_what_the_state_received_isnt_owed_on_the_secretarys_clock(commune: Run) -> None:
    """P2 is of what the Party's offices received; the 45 days are everybody's."""
    commune(
        *("petition", "raise-petition", *RAISED, "--gist", "Kiến nghị sửa cống"),
        *("--received-by", "vp-ubnd", "--as", "chanh-vp-ub"),
    )

    told = commune("deadlines", "petition/2026/1", "--on", "2026-08-04").out

    assert "P2" not in told


def test_a_body_of_another_kind_gets_its_kind_by_a_correction(run: Run) -> None:
    """What was set up as `other` before there was a word for it."""
    text = (DATA / "ward.toml").read_text(encoding="utf-8")
    kind = 'kind = "people_council_and_committee_office"'
    Path("ward.toml").write_text(text.replace(kind, 'kind = "other"'), encoding="utf-8")
    run("init", "--setup", "ward.toml")
    asked = ("petition", "raise-petition", *RAISED, "--gist", "Sửa cống")
    refused = run(*asked, "--received-by", "vp-ubnd", "--as", "chanh-vp-ub")
    entry = next(
        one["version"]
        for one in run("history", "ward", "--json").answer["facts"]
        if one["event"].get("body") == "vp-ubnd"
    )

    run(
        *("ward", "establish-body", "--corrects", str(entry), "--on", "2025-07-01"),
        *("--body", "vp-ubnd", "--kind", "people_council_and_committee_office"),
        *("--name", "Văn phòng HĐND và UBND xã", "--parent", "ubnd", "--as", "chu-tich"),
    )

    assert 1 == refused.code
    assert 0 == run(*asked, "--received-by", "vp-ubnd", "--as", "chanh-vp-ub").code


# -- One person in several offices (16) -------------------------------------------------------


def test_the_one_office_that_may_decide_is_taken_and_told(run: Run) -> None:
    """The secretary chairs the People's Council too; only the secretary adopts the plan."""
    run("init", "--setup", str(DATA / "ward.toml"))

    said = run("plan", "import", str(DATA / "plan.toml"), *ADOPTED)

    assert (0, "") == (said.code, said.err)
    assert SECRETARY in said.out


def test_who_chairs_a_session_opens_it_and_goes_on_in_that_office(commune: Run) -> None:
    """Only the secretary opens a dialogue; what is decided in it then is decided as secretary."""
    commune("session", "fix", "dialogue/2026/1", *FIXED)

    opened = commune(
        "session", "open-session", "dialogue/2026/1", "--on", "18/06/2026 08:00", *BOTH
    )
    ended = commune("session", "end-session", "dialogue/2026/1", "--on", "18/06/2026 11:00", *BOTH)

    assert [(0, ""), (0, "")] == [(one.code, one.err) for one in (opened, ended)]
    assert SECRETARY in opened.out
    assert SECRETARY in ended.out


def test_where_both_may_the_refusal_says_what_to_type(commune: Run) -> None:
    """Nothing tells in which office a petition is taken in that the Office has received."""
    asked = ("petition", "raise-petition", *RAISED, "--gist", "Sửa cống")

    said = commune(*asked, "--received-by", "van-phong-du", *BOTH)

    assert 2 == said.code
    assert "--as-office party_secretary --as-body dang-uy" in said.err
    assert "--as-office people_council_chair --as-body hdnd" in said.err
    assert "nhiều chức vụ" in said.err


def test_the_body_that_received_tells_the_office(commune: Run) -> None:
    """What the council's standing body received, its chair takes in."""
    asked = ("petition", "raise-petition", *RAISED, "--gist", "Sửa cống", "--received-by", "hdnd")

    said = commune(*asked, *BOTH)

    assert (0, "") == (said.code, said.err)
    assert "với chức vụ Chủ tịch HĐND (Thường trực HĐND xã)" in said.out


def test_where_none_may_it_is_said_why(commune: Run) -> None:
    """The refusal of the office that comes nearest, not of the one that never may."""
    said = commune(
        *("session", "open-session", "dialogue/2026/1", "--on", "18/06/2026 08:00", *BOTH, "--json")
    )

    assert "role-may-decide" != said.error["rule"]
    assert 1 == said.code


def test_another_officer_of_one_office_is_told_nothing(commune: Run) -> None:
    """There is nothing to tell where nothing was chosen."""
    assert "với chức vụ" not in commune("session", "fix", "dialogue/2026/1", *FIXED).out


# -- … and in Python ---------------------------------------------------------------------------


def _act(office: str, body: str) -> Act:
    return Act(officer=OfficerId("bi-thu"), office=office, body=BodyId(body))  # type: ignore[arg-type]


COUNCIL, COMMITTEE = _act("people_council_chair", "hdnd"), _act("party_secretary", "dang-uy")


@pytest.fixture
def office() -> Iterator[Office]:
    """The xã's office in memory."""
    setup = read_ward(DATA / "ward.toml")
    with Office.create("memory:", code=setup.code, name=setup.name, setup=setup.steps) as made:
        yield made


def test_python_is_handed_the_offices_that_are_held(office: Office) -> None:
    """Whichever comes first; a repeated call under its key is the same call."""
    contents = read_plan(DATA / "plan.toml").contents
    day = date(2026, 1, 20)

    drafted, again, by_name = (
        office.acting(*acts, key="k").decide(
            "plan/2026", plan.draft, on=day, year=2026, contents=contents
        )
        for acts in ((COUNCIL, COMMITTEE), (COMMITTEE, COUNCIL), (COMMITTEE,))
    )

    assert COMMITTEE == drafted[0].act
    assert drafted == again == by_name


def test_python_is_told_of_offices_that_both_may(office: Office) -> None:
    """It is no decision of the library's."""
    with pytest.raises(Invalid, match="several offices"):
        office.acting(COUNCIL, COMMITTEE).begin(
            "petition/2026",
            petition.raise_petition,
            on=date(2026, 8, 3),
            channel="written",
            gist="Sửa cống",
            received_by=BodyId("van-phong-du"),
        )


def test_python_is_refused_what_no_office_may(office: Office) -> None:
    """By the rule that stands in the way of the office that comes nearest."""
    with pytest.raises(Refused) as refused:
        office.acting(COUNCIL, COMMITTEE).decide(
            "dialogue/2026/1", session.open_session, on=date(2026, 6, 18)
        )

    assert "role-may-decide" != refused.value.rule


# -- What a clerk is told (05, 10–12 and the review of the office's work) -----------------------


def test_a_decision_is_named_in_vietnamese_where_it_is_refused(run: Run) -> None:
    """Who may not draft a plan is told so by what it is, not by the name of a command."""
    run("init", "--setup", str(DATA / "ward.toml"))
    drafted = ("plan", "import", str(DATA / "plan.toml"), "--on", "2026-01-20")

    said = run(*drafted, "--as", "truong-kt")

    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in said.err
    assert "“Dự thảo kế hoạch của một năm”" in said.err
    assert "Theo phân quyền của xã" in said.err
    assert "draft" not in said.err.partition("--despite")[0]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            ("petition", "classify", "petition/2026/999", *BY_OFFICE, *CLASSIFIED),
            "petition/2026/999",
        ),
        (("session", "fix", "dialogue/2026/9", *FIXED), "dialogue/2026/9"),
        (("show", "petition/2026/7"), "petition/2026/7"),
        (
            ("task", "report-progress", "petition/2026/7", *BY_OFFICE, "--gist", "x"),
            "petition/2026/7",
        ),
    ],
)
def test_of_a_life_that_isnt_there_that_is_said(commune: Run, command: Any, told: str) -> None:
    """Whoever mistypes a number isn't told of the numbering of series."""
    said = commune(*command)

    assert 2 == said.code
    assert "chưa có hồ sơ" in said.err
    assert told in said.err


@pytest.mark.parametrize(
    ("option", "given", "told"),
    [
        ("--place", '{"name": 5}', "--place.name: đây là số nguyên, không phải một đoạn chữ"),
        ("--topics", "[5]", "--topics: đây là số nguyên, không phải các trường có tên"),
        ("--topics", '{"title": "x", "code": "zz"}', "--topics.code: không có giá trị “zz”"),
        ("--topics", '{"code": "other"}', "--topics: còn thiếu title"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_vietnamese(
    commune: Run, option: str, given: str, told: str
) -> None:
    """What is a text, a number, a list is said in the reader's words."""
    commune("session", "fix", "dialogue/2026/1", *FIXED)

    said = commune(
        *("session", "announce", "dialogue/2026/1", "--on", "2026-06-02", "--phase", "before"),
        *("--channel", "posting", "--body", "van-phong-du", "--as", "chanh-vp-du", option, given),
    )

    assert told in said.err
    assert "Expected" not in said.err
    assert "Invalid" not in said.err


def test_a_day_may_be_quoted_and_bodies_stand_in_any_order(run: Run) -> None:
    """A clerk's ward file is read as it is meant."""
    text = (DATA / "ward.toml").read_text(encoding="utf-8")
    head, *bodies = text.partition("[[officer]]")[0].split("[[body]]")
    *bodies, last = bodies
    turned = "[[body]]".join([head, last.partition("[[group]]")[0], *reversed(bodies)])
    rest = text[text.index("[[group]]") :]
    quoted = turned.replace("since = 2025-07-01", 'since = "01/07/2025"')
    Path("ward.toml").write_text(quoted + rest, encoding="utf-8")

    said = run("init", "--setup", "ward.toml")

    assert (0, "") == (said.code, said.err)


def test_a_mistake_in_a_file_is_told_with_its_line_and_the_words_to_choose_from(
    run: Run,
) -> None:
    """In Vietnamese, what each word means beside it."""
    text = (DATA / "ward.toml").read_text(encoding="utf-8")
    Path("ward.toml").write_text(text.replace('"police"', '"congan"'), encoding="utf-8")

    said = run("init", "--setup", "ward.toml")

    assert 2 == said.code
    assert "ward.toml, dòng" in said.err
    assert "'congan'" in said.err
    assert "police (Công an)" in said.err


def test_a_refusal_has_no_stray_dash(commune: Run) -> None:
    """What isn't said at the end of a sentence leaves nothing behind."""
    commune("session", "fix", "dialogue/2026/1", *FIXED)

    said = commune(
        *("session", "issue-conclusion", "dialogue/2026/1", "--on", "2026-06-18"),
        *("--number", "1-TB/ĐU", *BOTH),
    )

    assert "Chưa có dự thảo thông báo kết luận.\n" in said.err


def test_an_answers_addressee_isnt_a_new_time(commune: Run) -> None:
    """One field's name means two things in two decisions."""
    answer = commune("petition", "answer", "--help").out
    postpone = commune("session", "postpone", "--help").out

    assert "nơi nhận" in answer
    assert "thời gian mới" not in answer
    assert "thời gian mới" in postpone


def test_a_help_shows_what_may_be_typed(commune: Run) -> None:
    """Bodies and groups of the store that is there, offices, and a life of the right kind."""
    told = " ".join(commune("session", "announce", "--help").out.split())
    task = commune("task", "report-done", "--help").out

    assert "kt-ht-dt: Phòng Kinh tế, Hạ tầng và Đô thị" in told
    assert "tdp-1: Thôn Một" in told
    assert "people_council_chair: Chủ tịch HĐND" in told
    assert "họp thôn" in told
    assert "task/dialogue/2023/1/item/1" in task


def test_that_a_source_is_our_own_reading_is_told_where_it_refuses(commune: Run) -> None:
    """A certainty that only the code has warns nobody."""
    refused = ("petition", "raise-petition", *RAISED, "--gist", "Sửa cống", "--as", "chanh-vp-ub")

    said = commune(*refused, "--received-by", "khong-co")
    told = commune(*refused, "--received-by", "khong-co", "--json")

    assert "(I: cách hiểu của chúng tôi)" in said.err
    assert "I" == told.error["certainty"]


def test_a_body_that_has_a_kind_of_its_own_is_told_of_at_the_set_up(run: Run) -> None:
    """It is only a hint: a name decides nothing."""
    text = (DATA / "ward.toml").read_text(encoding="utf-8")
    Path("ward.toml").write_text(text.replace('"police"', '"other"'), encoding="utf-8")

    said = run("init", "--setup", "ward.toml")

    assert "Công an xã được ghi là loại other" in said.out
    assert "police (Công an)" in said.out
    assert 1 == said.out.count("loại other")
