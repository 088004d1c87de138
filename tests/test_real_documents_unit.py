"""A xã of 2026 as its own papers have it: its kind in every paper, its offices, one person in two.

After public documents of communes; what stands here is invented.
"""

from pathlib import Path

import pytest

import papers
from commands import Run, run  # noqa: F401  # a fixture

DATA = Path(__file__).parent / "data" / "song_mo"
ADOPTED = ("--adopt", "--on", "2026-01-20", "--as", "bi-thu")
SECRETARY = ("--as-office", "party_secretary", "--as-body", "dang-uy")


@pytest.fixture
def commune(run: Run) -> Run:  # noqa: F811
    """The command line in the folder of a xã with its plan of the year."""
    assert 0 == run("init", "--setup", str(DATA / "ward.toml")).code
    said = run("plan", "import", str(DATA / "plan.toml"), *ADOPTED, *SECRETARY)
    assert (0, "") == (said.code, said.err)
    return run


# -- The unit's own kind (03) -----------------------------------------------------------------


def test_an_announcement_of_a_xa_says_xa_and_names_no_body_that_it_hasnt(commune: Run) -> None:
    """No đài truyền thanh is on record, so none gets it; the xã holds the dialogue."""
    fixed = ("--on", "2026-06-01", "--day", "2026-06-18", "--at", "08:00", "--as", "chanh-vp-du")
    assert 0 == commune("session", "fix", "dialogue/2026/1", *fixed).code

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


def test_a_body_of_another_kind_gets_its_kind_by_a_correction(run: Run) -> None:  # noqa: F811
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
