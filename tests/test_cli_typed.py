"""What a clerk types: values as people write them, what is remembered, what is asked back."""

import sys
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from commands import BY_OFFICE, Run, Terminal
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.reading import Reader, in_year
from dialogue_cases.errors import Invalid
from dialogue_cases.petition.words import Part
from dialogue_cases.proceeding.receiving import Hindrance
from dialogue_cases.session.words import Item, PendingDecision
from dialogue_cases.vocabulary import BodyId, Document, On, Place, Recipient, Topic, When, month
from dialogue_cases.ward.words import Limit, RetentionPeriod, Switch

READER = Reader(Language("vi"))
SESSION = "dialogue/2023/1"


# -- Values -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hint", "typed", "value"),
    [
        (date, "12/10", date(2026, 10, 12)),
        (date, "5/1/2025", date(2025, 1, 5)),
        (time, "8h", time(8)),
        (time, "8h30", time(8, 30)),
        (time, "14 giờ 05", time(14, 5)),
        (time, "8:30", time(8, 30)),
        (On, "12/10 8h30", When(day=date(2026, 10, 12), at=time(8, 30))),
        (On, "8h30 ngày 12/10/2025", When(day=date(2025, 10, 12), at=time(8, 30))),
        (On, "2023-05-12T08:00", When(day=date(2023, 5, 12), at=time(8))),
        (On, "tháng 5/2026", month(2026, 5)),
        (On, "quý 4/2026", When(day=date(2026, 10, 1), through=date(2026, 12, 31))),
        (On, "quý II năm 2026", When(day=date(2026, 4, 1), through=date(2026, 6, 30))),
        (On, "2026-Q1", When(day=date(2026, 1, 1), through=date(2026, 3, 31))),
        (bool, "Có", True),
        (bool, "yes", True),
        (bool, "không", False),
    ],
)
def test_values_are_read_as_people_type_them(hint: Any, typed: str, value: object) -> None:
    """Hours as they are said, a day without its year, a quarter, yes and no."""
    with in_year(2026):
        assert value == READER.read(hint, [typed], "--x")


@pytest.mark.parametrize(
    ("hint", "typed"),
    [
        (date, "31/4"), (date, "04-26"), (date, "12/10/26"), (time, "25h"), (time, "8h75"),
        (On, "quý 5/2026"), (On, "tháng 13/2026"), (On, "31/4 8h"), (bool, "có lẽ"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_not_guessed(hint: Any, typed: str) -> None:
    """What doesn't exist is refused where it stands."""
    with in_year(2026), pytest.raises(Invalid, match="--x"):
        READER.read(hint, [typed], "--x")


DECISION = Document(
    kind="Quyết định",
    number="12/QĐ-UBND",
    issued_on=date(2026, 10, 12),
    issuer="UBND phường",
    title="giao đất",
)


@pytest.mark.parametrize(
    ("hint", "typed", "values"),
    [
        (
            tuple[Document, ...],
            ["Quyết định số 12/QĐ-UBND ngày 12/10/2026 của UBND phường về việc giao đất"],
            (DECISION,),
        ),
        (tuple[Document, ...], ["12/QĐ-UBND, 12/10/2026, UBND phường, giao đất"], (DECISION,)),
        (
            tuple[Document, ...],
            ["Quy định 66-QĐ/TW", "5-TB/ĐU, 3/4/2026", "Biên bản họp tổ"],
            (
                Document(kind="Quy định", number="66-QĐ/TW"),
                Document(kind="Thông báo", number="5-TB/ĐU", issued_on=date(2026, 4, 3)),
                Document(kind="Biên bản họp tổ"),
            ),
        ),
        (
            tuple[Topic, ...],
            ["Vệ sinh môi trường ven kênh", "Nước sạch; khác"],
            (
                Topic(title="Vệ sinh môi trường ven kênh", code="environmental_sanitation"),
                Topic(title="Nước sạch", code="other"),
            ),
        ),
        (tuple[Limit, ...], ["P4=5", "P2 = 10"],
         (Limit(rule="P4", amount=5), Limit(rule="P2", amount=10))),
        (tuple[Switch, ...], ["chairman_receptions=có"],
         (Switch(name="chairman_receptions", value=True),)),
        (tuple[RetentionPeriod, ...], ["khiếu nại=20"],
         (RetentionPeriod(kind="complaint", years_kept=20),)),
        (
            tuple[Part, ...],
            ["Đường hư hỏng", "3. Điện yếu; phản ánh"],
            (Part(number=1, gist="Đường hư hỏng"),
             Part(number=3, gist="Điện yếu", kind="report")),
        ),
        (tuple[Hindrance, ...], ["1/2/2026; 5/2/2026; bão lụt"],
         (Hindrance(since=date(2026, 2, 1), until=date(2026, 2, 5), reason="bão lụt"),)),
        (tuple[Place, ...], ["Nhà văn hoá"], (Place(name="Nhà văn hoá"),)),
        (
            tuple[PendingDecision, ...],
            ["Quy hoạch khu chợ; quý 4/2026"],
            (PendingDecision(
                title="Quy hoạch khu chợ",
                expected=When(day=date(2026, 10, 1), through=date(2026, 12, 31)),
            ),),
        ),
        (
            tuple[Item, ...],
            ["Khơi thông mương; ubnd; hạn: 30/11; ý kiến: 2, 3"],
            (Item(number=1, decision="Khơi thông mương", lead=BodyId("ubnd"), opinions=(2, 3),
                  due=date(2026, 11, 30)),),
        ),
        (tuple[Recipient, ...], ["Các chi bộ", "Lưu: VT"],
         (Recipient(text="Các chi bộ"), Recipient(text="Lưu: VT", filed=True))),
        (tuple[Topic, ...], ['[{"title": "Đất", "code": "land_management"}]'],
         (Topic(title="Đất", code="land_management"),)),
    ],
)  # fmt: skip
def test_what_has_several_fields_is_typed_on_a_line(
    hint: Any, typed: list[str], values: object
) -> None:
    """Nobody types JSON; whoever did, may."""
    with in_year(2026):
        assert values == READER.read(hint, typed, "--x")


@pytest.mark.parametrize(
    ("hint", "typed", "told"),
    [
        (tuple[Topic, ...], "Nước sạch", "vệ sinh môi trường"),
        (tuple[Part, ...], "1. Đường; phản ánh; thừa", "thừa"),
        (Document, "12-QĐ/ĐU, 12/10/2026", "loại"),
        (tuple[Limit, ...], "P4=năm", "năm"),
    ],
)
def test_what_is_not_said_on_a_line_is_not_guessed(hint: Any, typed: str, told: str) -> None:
    """A Party paper with QĐ is a decision or a regulation; a topic is of some kind."""
    with pytest.raises(Invalid) as refused:
        READER.read(hint, [typed], "--x")

    sentence = Language("vi").error(refused.value)
    assert "--x" in sentence
    assert told in sentence


def test_a_topic_of_the_session_is_named_by_its_title(run: Run, ward: Path) -> None:
    """What is announced is what was fixed: no code is typed again."""
    topics = run("show", SESSION, "--json").answer["state"]["foreseen"]["topics"]
    run("session", "fix", SESSION, "--on", "20/2", "--day", "15/3", "--at", "8h", "--as", "bi-thu",
        "--place", "Nhà văn hoá; Nho Lâm")  # fmt: skip
    said = run("session", "announce", SESSION, "--on", "21/2", "--phase", "trước", "--channel",
               "web", "--body", "van-phong", "--topics", topics[0]["title"].upper(), "--topics",
               "1", *BY_OFFICE)  # fmt: skip

    assert (0, "") == (said.code, said.err)
    announced = run("show", SESSION, "--json").answer["state"]["announcements"][0]
    assert [topics[0]] * 2 == announced["topics"]


def test_a_year_that_is_not_typed_is_that_of_the_case(run: Run, ward: Path) -> None:
    """20/2 in a dialogue of 2023 is in 2023, whatever year it is."""
    run("session", "fix", SESSION, "--on", "20/2", "--day", "15/3", "--at", "8h", "--as", "bi-thu")

    fixed = run("show", "dialogue/2023/1", "--json").answer["state"]["fixed"]
    assert ("2023-02-20", "2023-03-15") == (fixed["on"], fixed["day"])


# -- What is remembered -------------------------------------------------------------------


RAISE = (
    "petition", "raise-petition", "--new", "petition", "--on", "2/5", "--channel", "bằng văn bản",
    "--received-by", "Văn phòng Đảng uỷ", "--gist", "Mương tắc",
)  # fmt: skip


def test_who_decides_and_the_year_are_remembered(run: Run, ward: Path) -> None:
    """They are set once; a petition of that year is named without it."""
    assert 0 == run("settings", "set", "as=chanh-van-phong", "year=2023").code
    said = run(*RAISE)

    assert (0, "") == (said.code, said.err)
    assert "petition/2023/1" in said.out
    (fact,) = run("history", "petition/1", "--json").answer["facts"][:1]
    assert ("2023-05-02", "chanh-van-phong") == (fact["event"]["on"], fact["act"]["officer"])


def test_an_option_wins_over_what_is_remembered(run: Run, ward: Path) -> None:
    """Who is typed decides, in their own office."""
    run("settings", "set", "as=bi-thu", "as-office=party_secretary", "as-body=dang-uy", "year=2023")
    run(*RAISE, *BY_OFFICE)

    (fact,) = run("history", "petition/1", "--json").answer["facts"][:1]
    assert ("chanh-van-phong", "van-phong") == (fact["act"]["officer"], fact["act"]["body"])


def test_the_store_is_remembered_wherever_it_is_typed(
    run: Run, ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path is kept whole; the environment wins over it, and an option over both."""
    run("settings", "set", "store=ward.db", "lang=en")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert "foreseen" in run("list", "dialogue").out
    monkeypatch.setenv("DIALOGUE_CASES_STORE", "other.db")
    assert 0 != run("list", "dialogue").code
    assert 0 == run("list", "dialogue", "--store", str(ward)).code


def test_settings_are_shown_and_forgotten(run: Run, ward: Path, tmp_path: Path) -> None:
    """By `settings`, and by `doctor`, each with the file in which they stand."""
    run("settings", "set", "as=bi-thu", "as-office=party_secretary", "as-body=dang-uy", "year=2023")
    file = str(tmp_path / "settings" / "settings.toml")

    for shown in (run("settings"), run("doctor")):
        assert (file in shown.out, "as = bi-thu" in shown.out) == (True, True)
    for answer in (run("settings", "--json").answer, run("doctor", "--json").answer["settings"]):
        assert (file, "2023") == (answer["file"], answer["settings"]["year"])
    run("settings", "forget", "as")
    assert {"year": "2023"} == run("settings", "--json").answer["settings"]
    run("settings", "forget")
    assert {} == run("settings", "--json").answer["settings"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("colour=red", "as-office"),
        ("year", "year=2026"),
        ("year=next", "năm"),
        ("lang=fr", "vi, en"),
        ("as-office=king", "party_secretary"),
        ("store=postgresql://clerk:secret@host/ward", "mật khẩu"),
    ],
)
def test_what_cannot_be_remembered_is_refused(run: Run, typed: str, told: str) -> None:
    """No password, and nothing that no command would understand."""
    said = run("settings", "set", typed)

    assert (2, True) == (said.code, told in said.err)
    assert {} == run("settings", "--json").answer["settings"]


def test_a_spoilt_settings_file_is_named(run: Run, tmp_path: Path) -> None:
    """Nothing is taken for what stands there."""
    file = tmp_path / "settings" / "settings.toml"
    file.parent.mkdir()
    file.write_text('year = "2023"\ncolour = "red"\n')

    said = run("list")

    assert (2, True, True) == (said.code, str(file) in said.err, "colour" in said.err)


# -- What is missing ----------------------------------------------------------------------


def test_all_that_is_missing_is_told_at_once_with_who_and_which(run: Run, ward: Path) -> None:
    """Who decides and which life, too."""
    said = run("petition", "raise-petition", "--gist", "Mương tắc")

    assert 2 == said.code
    assert "STREAM, --on, --channel, --received-by, --as: còn thiếu\n" == said.err
    assert "STREAM, --as: còn thiếu\n" == run("petition", "admit", "--on", "2/5/2023").err


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Terminal:
    shown = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr(sys, "stderr", shown)
    return shown


def test_what_is_missing_is_asked_for_at_a_terminal(
    run: Run, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choices are offered by number; a slip is asked for again."""
    run("settings", "set", "year=2023")
    shown = at_a_terminal(monkeypatch, "31/2", "2/5", "1", "van-phong", "chanh-van-phong")

    said = run("petition", "raise-petition", "--new", "petition", "--gist", "Mương tắc")

    assert (0, True) == (said.code, "petition/2023/1" in said.out)
    assert "31/2" in shown.getvalue()
    assert "bằng văn bản" in shown.getvalue()
    assert "Khối Dân vận" in shown.getvalue()
    assert "Bí thư Đảng uỷ" in shown.getvalue()
    raised = run("show", "petition/1", "--json").answer["state"]["raised"]
    assert ("2023-05-02", "written") == (raised["on"], raised["channel"])


def test_whoever_answers_nothing_is_told_what_is_missing(
    run: Run, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty line gives up; nothing is recorded."""
    before = run("log", "--json").out
    shown = at_a_terminal(monkeypatch, "")

    assert 2 == run("petition", "admit", "petition/2023/1").code
    assert "--on, --as: còn thiếu" in shown.getvalue()
    assert before == run("log", "--json").out


def test_a_program_is_asked_nothing(run: Run, ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--json` answers a program, whoever holds the terminal."""
    shown = at_a_terminal(monkeypatch, "2/5")

    assert 2 == run("petition", "admit", "petition/2023/1", "--json").code
    assert '"message": "--on, --as: còn thiếu"' in shown.getvalue()


# -- Long lists ---------------------------------------------------------------------------


def test_a_long_answer_goes_to_the_pager_of_whoever_looks(
    run: Run, ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A short one is shown at once, and what goes to a program or a file isn't paged."""
    pager = tmp_path / "pager.py"
    pager.write_text("import sys; open('paged.txt', 'w').write(sys.stdin.read())")
    monkeypatch.setenv("PAGER", f"{sys.executable} {pager}")
    monkeypatch.setenv("LINES", "24")
    piped = run("show", "ward").out
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)

    run("settings")
    assert (True, False) == ("settings.toml" in terminal.getvalue(), Path("paged.txt").exists())
    run("show", "ward")
    assert "settings.toml" in terminal.getvalue()
    assert "UBND phường" not in terminal.getvalue()
    assert piped.splitlines()[-1] == Path("paged.txt").read_text(encoding="utf-8").splitlines()[-1]


@pytest.mark.parametrize(
    ("command", "rows"),
    [
        (("board", "--on", "2023-12-31"), 3),
        (("register",), 1),
        (("ledger",), 0),
        (("list",), 3),
        (("log",), 3),
        (("check", "--on", "2023-12-31"), 3),
    ],
)
def test_a_list_is_cut_where_it_is_asked_for(
    run: Run, ward: Path, command: tuple[str, ...], rows: int
) -> None:
    """The first so many, and how many more there are; `--limit` says the same."""
    run("settings", "set", "year=2023", "as=chanh-van-phong")
    run(*RAISE)
    for option in ("--first", "--limit"):
        answer = run(*command, "--json", option, "3").answer
        told = answer.get("rows", answer.get("streams", answer.get("facts")))
        assert rows == len(answer.get("obligations", told) if told is None else told)
    assert 2 == run(*command, "--first", "0").code


def test_how_many_more_there_are_is_told(run: Run, ward: Path) -> None:
    """So that nobody takes a part for the whole."""
    assert "… và thêm" in run("board", "--on", "2023-12-31", "--first", "1").out
    assert "… và thêm" in run("check", "--on", "2023-12-31", "--first", "1").out


@pytest.mark.parametrize(
    "typed",
    [
        ("petition/2023/1", "--eligible", "có"),
        ("--eligible", "không", "petition/2023/1"),
        ("petition/2023/1", "--eligible=có"),
        ("petition/2023/1", "--no-eligible", "yes"),
    ],
)
def test_an_option_that_takes_no_word_says_how_it_is_given(
    run: Run, ward: Path, typed: tuple[str, ...]
) -> None:
    """Yes and no are two options, and no words beside one."""
    said = run("petition", "find-eligibility", *typed, "--on", "1/3/2023", *BY_OFFICE)

    assert 2 == said.code
    assert "--eligible không kèm từ nào: gõ --eligible nếu có, --no-eligible nếu không" in " ".join(
        said.err.split()
    )


def test_a_day_on_which_nobody_holds_an_office_is_told_as_that(run: Run, ward: Path) -> None:
    """There is nobody to choose from."""
    said = run("petition", "admit", "petition/2023/1", "--on", "1950-01-01", *BY_OFFICE)

    told = " ".join(said.err.split())
    assert "--as: chưa ai giữ chức vụ nào vào 01/01/1950; cần: một ngày đã có người giữ" in told
