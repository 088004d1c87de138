"""What public papers of other communes say, entered for an invented ward of the two-level model.

Each case was tried with an earlier version; what is right stands here.
"""

import shutil
from pathlib import Path

import pytest

import papers
from commands import Run, Said

DATA = Path(__file__).resolve().parent / "data" / "phuong_song_mo"
SECRETARY = ("--as", "bi-thu", "--as-office", "party_secretary", "--as-body", "dang-uy")
CHAIRMAN = ("--as", "chu-tich")
OFFICE = ("--as", "chanh-vp-du")
DIALOGUE = "dialogue/2026/1"


@pytest.fixture
def song_mo(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Its ward with the plan of the year adopted, in the folder that commands run in."""
    for file in DATA.iterdir():
        shutil.copy2(file, tmp_path / file.name)
    monkeypatch.setenv("DIALOGUE_CASES_STORE", str(tmp_path / "ward.db"))
    assert 0 == run("init", "--setup", "ward.toml").code
    adopted = ("plan", "import", "plan.toml", "--adopt", "--on", "2026-01-20")
    assert 0 == run(*adopted, *SECRETARY).code
    return run


def done(said: Said) -> Said:
    """It was recorded."""
    assert (0, "") == (said.code, said.err), said.err
    return said


def a_paper(run: Run, name: str, stream: str) -> str:
    """A document of a session, as it reads."""
    done(run("document", name, stream, "--to", f"{name}.docx", "--overwrite"))
    return papers.text(Path(f"{name}.docx").read_bytes())


# -- Two in the chair -----------------------------------------------------------------------


def fixed(run: Run) -> None:
    done(
        run("session", "fix", DIALOGUE, "--on", "2026-06-01", "--day", "2026-06-18",
            "--at", "08:00", *OFFICE)
    )  # fmt: skip


def opened(run: Run, stream: str, on: str, *who: str) -> Said:
    return run("session", "open-session", stream, "--on", on, *who)


def test_secretary_and_chairman_hold_the_dialogue_together(song_mo: Run) -> None:
    fixed(song_mo)
    done(opened(song_mo, DIALOGUE, "18/06/2026 08:00", *SECRETARY))
    shared = done(opened(song_mo, DIALOGUE, "18/06/2026 08:00", *CHAIRMAN))
    again = done(opened(song_mo, DIALOGUE, "18/06/2026 08:00", *CHAIRMAN))

    assert "Đồng chủ trì" in shared.out
    assert "Không có gì để ghi thêm" in again.out
    both = "Bí thư Đảng uỷ và đồng chí Chủ tịch UBND"
    assert f"Đồng chủ trì: đồng chí {both}." in a_paper(song_mo, "minutes", DIALOGUE)
    assert f"đồng chí {both} đã đồng chủ trì" in a_paper(song_mo, "conclusion-notice", DIALOGUE)


def test_who_may_not_share_the_chair_is_told_who_has_it(song_mo: Run) -> None:
    fixed(song_mo)
    done(opened(song_mo, DIALOGUE, "18/06/2026 08:00", *SECRETARY))

    refused = opened(song_mo, DIALOGUE, "18/06/2026 08:00", "--as", "truong-kt")

    assert 1 == refused.code
    assert "Buổi này do bi-thu (Bí thư Đảng uỷ) chủ trì" in refused.err


@pytest.mark.parametrize(
    ("first", "second"), [(SECRETARY, CHAIRMAN), (CHAIRMAN, SECRETARY)], ids=["P1", "G2"]
)
def test_a_joint_reception_counts_for_both_duties(
    song_mo: Run, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    """P1 of the secretary and G2 of the chairman, two days a month each."""
    document = '{"kind": "Quyết định", "number": "20/QĐ-UBND", "issued_on": "2026-07-01"}'
    done(
        song_mo("ward", "adopt-regulation", "--on", "2026-07-01", "--kind", "regulation",
                "--document", document, "--switches",
                '{"name": "chairman_receptions", "value": true}', *CHAIRMAN)
    )  # fmt: skip
    for number, day in enumerate(("10", "27"), start=1):
        done(
            song_mo("session", "fix", "--new", "reception/2026", "--on", "2026-07-01",
                    "--day", f"2026-07-{day}", "--at", "08:00",
                    "--place", "Phòng tiếp công dân", *OFFICE)
        )  # fmt: skip
        for who in (first, second):
            done(opened(song_mo, f"reception/2026/{number}", f"{day}/07/2026 08:00", *who))

    lines = song_mo("board", "--on", "2026-07-31", "--all", "--json").answer["rows"]

    stands = {(one["rule"], one["root"]): one["status"] for one in lines}
    assert "met in time" == stands["P1", "2026-07"] == stands["G2", "2026-07"]


# -- A reception needs no topic ---------------------------------------------------------------


def test_a_reception_is_no_dialogue_and_needs_no_topic(song_mo: Run) -> None:
    done(
        song_mo("session", "fix", "--new", "reception/2026", "--on", "2026-07-01",
                "--day", "2026-07-10", "--at", "08:00", "--place", "Phòng tiếp công dân", *OFFICE)
    )  # fmt: skip
    help_ = song_mo("session", "fix", "--help").out
    wrong = song_mo("session", "fix", "--new", "petition/2026", "--on", "2026-07-01",
                    "--day", "2026-07-10", *OFFICE)  # fmt: skip

    assert "cơ sở: tiếp công dân" in song_mo("history", "reception/2026/1").out
    assert "reception/2026" in help_
    assert "dạng như dialogue/2026, reception/2026" in wrong.err


def test_a_reception_to_which_nobody_came_says_so(song_mo: Run) -> None:
    stream = "reception/2026/1"
    done(
        song_mo("session", "fix", "--new", "reception/2026", "--on", "2026-07-01",
                "--day", "2026-07-10", "--at", "08:00", "--place", "Phòng tiếp công dân", *OFFICE)
    )  # fmt: skip
    done(opened(song_mo, stream, "10/07/2026 08:00", *SECRETARY))
    done(
        song_mo("session", "end-session", stream, "--on", "10/07/2026 11:00", "--people", "0",
                *OFFICE)
    )  # fmt: skip

    minutes = a_paper(song_mo, "minutes", stream)

    assert "Số người dân tham dự: không có người nào đến." in minutes
    assert "Không có công dân đến." in minutes


def test_what_is_put_off_keeps_its_hour(song_mo: Run) -> None:
    fixed(song_mo)
    done(
        song_mo("session", "postpone", DIALOGUE, "--on", "2026-06-10", "--reason", "Bão số 1",
                "--to", "2026-06-25", *SECRETARY)
    )  # fmt: skip

    assert "dự kiến 08 giờ 00, ngày 25 tháng 6 năm 2026" in a_paper(
        song_mo, "announcement", DIALOGUE
    )
    done(song_mo("session", "fix", DIALOGUE, "--on", "2026-06-11", "--day", "2026-06-25", *OFFICE))
    assert "08 giờ 00, thứ Năm, ngày 25 tháng 6 năm 2026" in a_paper(
        song_mo, "announcement", DIALOGUE
    )


# -- Deadlines in words -----------------------------------------------------------------------


def issued(run: Run, contents: str) -> Said:
    """The dialogue is held and concluded; what the last command answers."""
    fixed(run)
    done(opened(run, DIALOGUE, "18/06/2026 08:00", *SECRETARY))
    for gist in ("Lắp đèn chiếu sáng hẻm 3", "Nạo vét cống", "Nâng cấp tuyến tỉnh lộ"):
        done(
            run("session", "voice-opinion", DIALOGUE, "--on", "18/06/2026 08:20",
                "--kind", "recommendation", "--subject", "government_management",
                "--gist", gist, *OFFICE)
        )  # fmt: skip
    done(run("session", "end-session", DIALOGUE, "--on", "18/06/2026 11:00", *OFFICE))
    done(
        run("session", "draft-conclusion", DIALOGUE, "--on", "2026-06-22", "--contents",
            f"@{contents}", "--as", "truong-xdd")
    )  # fmt: skip
    done(run("session", "submit-conclusion", DIALOGUE, "--on", "2026-06-22", *OFFICE))
    return done(
        run("session", "issue-conclusion", DIALOGUE, "--on", "2026-06-24",
            "--number", "12-TB/ĐU", *SECRETARY)
    )  # fmt: skip


def test_a_notice_prints_the_deadline_in_its_own_words_or_none(song_mo: Run) -> None:
    issued(song_mo, "notice.toml")

    notice = a_paper(song_mo, "conclusion-notice", DIALOGUE)

    lines = [line for line in notice.splitlines() if line.startswith("- Thời hạn:")]
    assert [
        "- Thời hạn: trước ngày 30/6/2026.",
        "- Thời hạn: chậm nhất ngày 30 tháng 9 năm 2026.",
        "- Thời hạn: thường xuyên; báo cáo trước ngày 25 hằng tháng.",
    ] == lines
    assert "chưa ấn định" not in notice


def test_a_quarter_in_a_file_is_its_last_day_and_other_words_are_refused(song_mo: Run) -> None:
    fixed(song_mo)
    done(opened(song_mo, DIALOGUE, "18/06/2026 08:00", *SECRETARY))
    item = '[[items]]\nnumber = 1\ndecision = "Nạo vét"\nlead = "kt-ht-dt"\ndue = "{due}"\n'
    draft = ("session", "draft-conclusion", DIALOGUE, "--on", "2026-06-22", "--contents",
             "@due.toml", "--as", "truong-xdd", "--json")  # fmt: skip

    for due, day in (("2026-Q3", "2026-09-30"), ("trước ngày 30/6/2026", "2026-06-29")):
        Path("due.toml").write_text(item.format(due=due), encoding="utf-8")
        told = song_mo(*draft).answer["recorded"][0]
        assert day == told["event"]["contents"]["items"][0]["due"]
    Path("due.toml").write_text(item.format(due="giữa năm"), encoding="utf-8")
    refused = song_mo(*draft[:-1])
    assert 2 == refused.code
    assert "--contents.items[0].due: “giữa năm” không phải một ngày hết hạn" in refused.err


def test_standing_work_owes_a_report_a_month_until_it_is_closed(song_mo: Run) -> None:
    issued(song_mo, "notice.toml")
    task = "task/dialogue/2026/1/item/3"
    report = ("task", "report-progress", task, "--gist", "Đã kiểm tra 12 lượt", "--as", "truong-kt")

    def owed(on: str) -> dict[str, str]:
        rows = song_mo("board", "--on", on, "--all", "--json").answer["rows"]
        return {one["root"]: one["status"] for one in rows if one["rule"] == "T2"}

    assert {"not yet"} == set(owed("2026-06-30").values())
    assert "open" == owed("2026-07-10")["2026-07"]
    assert "due soon" == owed("2026-07-22")["2026-07"]
    done(song_mo(*report, "--on", "2026-07-23"))
    assert "overdue" == owed("2026-08-25")["2026-08"]
    done(song_mo(*report, "--on", "2026-08-28"))
    stands = owed("2026-09-01")
    assert ("met in time", "met late", "open") == tuple(
        stands[month] for month in ("2026-07", "2026-08", "2026-09")
    )
    told = song_mo("board", "--on", "2026-09-10").out
    assert "Báo cáo định kỳ" in told

    done(
        song_mo("task", "close", task, "--on", "2026-09-15", "--outcome", "not_needed",
                "--reason", "Giao đơn vị khác", *SECRETARY)
    )  # fmt: skip
    after = owed("2026-10-30")
    assert "void" == after["2026-09"]
    assert "2026-10" not in after


def test_what_has_no_last_day_is_counted_apart(song_mo: Run) -> None:
    issued(song_mo, "notice.toml")

    ledger = song_mo("ledger", "--on", "2026-07-20", "--json").answer["rows"]
    (total,) = song_mo("ledger", "--by", "year", "--on", "2026-07-20", "--json").answer["rows"]
    report = a_paper(song_mo, "follow-up-report", DIALOGUE)

    assert ["overdue", "open", "standing", "no last day"] == [one["standing"] for one in ledger]
    assert (4, 1, 1, 2) == tuple(
        total[name] for name in ("promised", "broken", "running", "undated")
    )
    assert "chưa ấn định thời hạn: 1" in report
    assert "thường xuyên: 1" in report
    assert "còn hạn: 2" not in report
    assert "thường xuyên; báo cáo trước ngày 25 hằng tháng" in report


# -- What the record warns of -----------------------------------------------------------------


def test_the_command_that_leaves_an_item_without_a_day_says_so_and_the_board_too(
    song_mo: Run,
) -> None:
    told = issued(song_mo, "notice.toml").out

    assert "Mục 4 chưa có thời hạn." in told
    assert "Mục 3 chưa có thời hạn." not in told
    board = song_mo("board", "--on", "2026-07-20")
    assert "task/dialogue/2026/1/item/4: Mục 4 chưa có thời hạn." in board.out
    assert "item/3: Mục 3 chưa có thời hạn." not in board.out


def test_the_end_of_a_session_says_which_opinions_are_left_open(song_mo: Run) -> None:
    fixed(song_mo)
    done(opened(song_mo, DIALOGUE, "18/06/2026 08:00", *SECRETARY))
    done(
        song_mo("session", "voice-opinion", DIALOGUE, "--on", "18/06/2026 08:20", "--kind",
                "report", "--subject", "official_conduct", "--gist", "Thái độ phục vụ", *OFFICE)
    )  # fmt: skip
    ended = done(
        song_mo("session", "end-session", DIALOGUE, "--on", "18/06/2026 11:00", *OFFICE, "--json")
    )

    assert [("opinion-is-answered-or-taken", 1)] == [
        (one["rule"], one["number"]) for one in ended.answer["lacking"]
    ]
