"""`findings` on the command line: to people in both languages, to programs, into files."""

from collections import Counter
from pathlib import Path

import pytest

from commands import BY_OFFICE, BY_SECRETARY, Run
from dialogue_cases.audit.findings import KINDS

RAISED = (
    "petition", "raise-petition", "--new", "petition/2023", "--on", "2023-03-01",
    "--channel", "written",
    "--gist", "Mương bị chặn", "--received-by", "van-phong", *BY_OFFICE,
)  # fmt: skip
DIRECTED = (
    "petition", "direct", "petition/2023/1", "--on", "2023-03-02", "--direction", "Khơi thông",
    "--lead", "ubnd", "--due", "2023-03-20", *BY_SECRETARY,
)  # fmt: skip
T1 = ("findings", "--rule", "T1", "--on", "2023-04-20")


@pytest.fixture
def late(ward: Path, run: Run) -> Run:
    """What the secretary directed wasn't done by its last day."""
    assert 0 == run(*RAISED).code
    assert 0 == run(*DIRECTED).code
    return run


def test_a_finding_is_told_in_vietnamese_first_and_in_english_on_request(late: Run) -> None:
    """Its kind, where it is, what is to be looked at, rule, source, who, and the facts."""
    vi, en = " ".join(late(*T1).out.split()), " ".join(late(*T1, "--lang", "en").out.split())

    where = "task/petition/2023/1/direction/1"
    assert f"20/03/2023 {where} Quá hạn chưa làm" in vi
    assert "hạn 20/03/2023, chưa thực hiện, muộn 23 ngày làm việc." in vi
    assert "T1. Căn cứ: Kế hoạch" in vi
    assert f"Mục ghi: {where}@1" in vi
    assert f"2023-03-20 {where} Not done in time" in en
    assert "due on 2023-03-20, not done yet, 23 working days late." in en


def test_a_program_is_told_everything_that_a_finding_says(late: Run) -> None:
    """Rule, citation with its certainty, facts and data apart, and the sentence beside them."""
    answer = late(*T1, "--json").answer

    (one,) = answer["findings"]
    assert ("overdue", "T1", "2023-03-20", "ubnd") == (
        one["kind"], one["rule"], one["day"], one["body"],
    )  # fmt: skip
    assert {"due": "2023-03-20", "days": 23} == one["data"]
    assert one["citation"]["certainty"] == "I"
    assert one["facts"] == ["task/petition/2023/1/direction/1@1"]
    assert ("2023-04-20", None, []) == (answer["on"], answer["known"], answer["left_out"])


def test_what_was_not_on_record_yet_is_no_finding(late: Run) -> None:
    """As known before the direction came on record nothing was owed."""
    before = late("log", "--json").answer["facts"]
    (raised,) = [one["position"] for one in before if one["kind"] == "petition.raised"]

    assert [] == late(*T1, "--known", str(raised), "--json").answer["findings"]


@pytest.mark.parametrize("kind", ["overdue", "quá hạn chưa làm", "Not done in time"])
def test_a_kind_is_typed_by_its_word_or_as_it_is_called(late: Run, kind: str) -> None:
    lang = ("--lang", "en") if kind == "Not done in time" else ()
    told = late("findings", "--on", "2023-04-20", "--kind", kind, "--json", *lang).answer

    assert {"overdue"} == {one["kind"] for one in told["findings"]}


def test_an_unknown_kind_names_those_that_there_are(ward: Path, run: Run) -> None:
    """With the exit code of what was typed wrongly."""
    said = run("findings", "--kind", "murder", "--json")

    assert 2 == said.code
    assert all(kind in said.error["message"] for kind in KINDS)


def test_findings_are_written_as_a_sheet(late: Run, tmp_path: Path) -> None:
    """With the columns that a terminal has no room for."""
    assert 0 == late(*T1, "--csv", "findings.csv").code

    head, line = (tmp_path / "findings.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "Nội dung quy tắc" in head
    assert "task/petition/2023/1/direction/1" in line


@pytest.mark.parametrize("option", ["--silent-after", "--entered-late-after"])
def test_a_threshold_is_a_whole_number_of_days(late: Run, option: str) -> None:
    assert 0 == late("findings", option, "400").code
    assert 0 != late("findings", option, "-1").code
    assert 0 != late("findings", option, "ten").code


# -- How many ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["year", "body", "officer"])
def test_totals_add_up_to_what_is_listed(late: Run, by: str) -> None:
    """By each of the three, each sort of finding in its own column, and nothing counted twice."""
    whole = ("findings", "--on", "2023-04-20")
    found = late(*whole, "--json").answer["findings"]
    answer = late(*whole, "--by", by, "--json").answer

    counted = Counter(one["day"][:4] if by == "year" else one[by] for one in found)
    assert by == answer["by"]
    assert counted == {one["of"]: one["number"] for one in answer["totals"]}
    for one in answer["totals"]:
        sorts = ("terms", "rules", "lying", "record", "measures")
        assert one["number"] == sum(one[sort] for sort in sorts)


def test_totals_are_of_what_is_asked_for(late: Run) -> None:
    (one,) = late(*T1, "--by", "body", "--json").answer["totals"]

    assert ("ubnd", 1, 1, 0) == (one["of"], one["number"], one["terms"], one["rules"])


def test_totals_are_printed_and_written_with_names(late: Run, tmp_path: Path) -> None:
    """What they are counted by heads the first column; a body by its name."""
    said = late(*T1, "--by", "body")
    assert 0 == late(*T1, "--by", "body", "--csv", "so.csv").code

    assert "UBND phường" in said.out
    assert "Thời hạn" in said.out
    assert "UBND phường" in (tmp_path / "so.csv").read_text(encoding="utf-8-sig")


def test_what_it_isnt_counted_by_names_what_it_is(late: Run) -> None:
    said = late(*T1, "--by", "tháng", "--json")

    assert 2 == said.code
    assert "--by" in said.error["message"]
