"""What may be decided next: asked of the decisions themselves, by whoever may take them."""

import shlex
import sys
from pathlib import Path

import pytest

from commands import BY_OFFICE, Run, Terminal

PETITION = "petition/2023/1"
RAISE = (
    "petition", "raise-petition", "--new", "petition/2023", "--on", "2/5/2023", "--channel",
    "bằng văn bản", "--gist", "Mương tắc", "--received-by", "van-phong", "--petitioner-name",
    "Nguyễn Thị A", *BY_OFFICE,
)  # fmt: skip
STEPS: tuple[tuple[str, str], ...] = (
    ("classify", '--kind "kiến nghị" --area khác'),
    ("find-eligibility", "--eligible"),
    ("find-competence", '--own --system "cơ quan hành chính" --body ubnd'),
    ("admit", ""),
)


def leading(run: Run, stream: str) -> list[str]:
    answer = run("next", stream, "--json").answer["next"]
    return [one["decision"].partition(" ")[2] for one in answer if one["moves"]]


def test_a_petition_is_led_from_step_to_step(run: Run, ward: Path) -> None:
    """Each step that the record still lacks leads on, and none that it has."""
    run("settings", "set", "as=chanh-van-phong", "year=2023")
    run(*RAISE)
    for name, options in STEPS:
        assert name in leading(run, PETITION)
        said = run("petition", name, PETITION, "--on", "3/5", *shlex.split(options))
        assert (0, "") == (said.code, said.err)
        assert name not in leading(run, PETITION)

    assert "assign" in leading(run, PETITION)


def test_who_may_decide_it_is_named(run: Run, ward: Path) -> None:
    """The clerk where they may; whoever holds the office where they may not."""
    run("settings", "set", "as=chanh-van-phong", "year=2023")
    run(*RAISE)
    found = {one["decision"]: one for one in run("next", PETITION, "--json").answer["next"]}

    assert "--as" not in found["petition classify"]["command"]
    assert found["petition assign"]["command"].endswith("--as bi-thu")
    assert ["kind", "area"] == found["petition classify"]["needs"]


def test_a_proceeding_is_accepted_before_it_is_decided(run: Run, ward: Path) -> None:
    """Thirty-eight steps, of which a few come next; what a rule wants in writing is named."""
    received = (
        "proceeding", "receive", "--new", "proceeding/2023", "--on", "5/5/2023", "--kind",
        "khiếu nại", "--body", "ubnd", "--gist", "Giá bồi thường", "--as", "chu-tich-ubnd",
    )  # fmt: skip
    assert 0 == run(*received).code
    before = leading(run, "proceeding/2023/1")
    accepted = run(
        "proceeding", "accept", "proceeding/2023/1", "--on", "8/5/2023", "--document",
        "Thông báo 3/TB-UBND ngày 8/5/2023", "--as", "chu-tich-ubnd",
    )  # fmt: skip

    assert 0 == accepted.code
    assert ("accept" in before, "decide" in before) == (True, False)
    after = leading(run, "proceeding/2023/1")
    assert ("accept" in after, "decide" in after) == (False, True)


def test_a_session_is_opened_on_its_day(run: Run, ward: Path) -> None:
    """Entered late, it is opened on the day for which it was fixed."""
    run("session", "fix", "dialogue/2023/1", "--on", "20/2", "--day", "15/3", "--as", "bi-thu")
    found = {
        one["decision"]: one for one in run("next", "dialogue/2023/1", "--json").answer["next"]
    }

    opening = found["session open-session"]
    assert ("2023-03-15", "bi-thu") == (opening["on"], opening["officer"])
    assert "--on 15/03/2023" in opening["command"]


def test_asking_records_nothing(run: Run, ward: Path) -> None:
    """Everything is tried, and nothing decided."""
    run(*RAISE)
    before = run("log", "--json").out

    assert 0 == run("next", PETITION, "--all").code
    assert before == run("log", "--json").out


def test_a_life_that_is_not_there_is_told_as_that(run: Run, ward: Path) -> None:
    assert (2, True) == (
        (said := run("next", "petition/2023/9")).code, "petition/2023/9" in said.err,
    )  # fmt: skip


def test_what_comes_next_is_offered_after_a_record(
    run: Run, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To somebody who looks, not to a script, in few lines ready to be copied."""
    run("settings", "set", "as=chanh-van-phong", "year=2023")
    assert "dialogue-cases" not in run(*RAISE).out

    shown = Terminal()
    monkeypatch.setattr(sys, "stdout", shown)
    monkeypatch.setenv("PAGER", "cat")
    run("petition", "classify", PETITION, "--on", "3/5", "--kind", "kiến nghị", "--area", "khác")

    told = " ".join(shown.getvalue().split())
    assert f"dialogue-cases petition find-eligibility {PETITION} --on" in told
    assert len(shown.getvalue().splitlines()) < 20


def test_where_nobody_holds_an_office_nothing_comes_next(run: Run, tmp_path: Path) -> None:
    """A record that was just begun has no officers yet, and says so without failing."""
    setup = '[ward]\ncode = "51.0.0.01"\nname = "Phường thử"\nsince = 2025-07-01\n'
    (tmp_path / "ward.toml").write_text(setup, encoding="utf-8")
    run("init", "--setup", str(tmp_path / "ward.toml"))

    assert [] == leading(run, "ward")
    assert [] == run("next", "ward", "--all", "--json").answer["next"]
