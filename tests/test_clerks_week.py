"""A clerk's week in a third of its keys: the same work by commands, and from sheets.

A dialogue with fifteen opinions and a notice of eight items, twelve petitions from their receipt
to their assignment, and six tasks to their verification: typed command by command, as an office
did it, and entered from two sheets. Both records tell the same, and what is typed is counted.
"""

import shlex
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from worksheets import ANNOUNCED, HELD, Rows, fill, items, opinions, typed_in

SESSION = "dialogue/2023/1"
SAID = {name: value for name, value in HELD.items() if name not in ("Buổi", "Ngày", "Khai mạc lúc")}
"""What is typed beside what a sheet that is made for a session says already."""
ABOUT = ("Mương thoát nước tắc trước nhà văn hoá", "Đèn đường hỏng ở ngã ba chợ",
         "Kiến nghị mở rộng đường vào trường", "Rác tồn đọng ở bãi tập kết")  # fmt: skip


def petitions(many: int = 12) -> Rows:
    return [
        {
            "Ngày": "21/3", "Kênh": "bằng văn bản", "Trích yếu": f"{ABOUT[place % 4]}, tổ {place}",
            "Cơ quan tiếp nhận": "Văn phòng Đảng uỷ", "Họ tên": f"Trần Văn {chr(65 + place)}",
            "Địa chỉ": f"Tổ {place}", "Loại đơn": "kiến nghị", "Lĩnh vực": "khác",
            "Ngày phân loại": "22/3", "Đủ điều kiện": "có", "Thuộc thẩm quyền": "có",
            "Hệ thống": "cơ quan hành chính", "Cơ quan có thẩm quyền": "UBND phường",
            "Ngày thụ lý": "22/3", "Việc giao": "Kiểm tra, trả lời", "Giao cho": "UBND phường",
            "Hạn": "10/4", "Ngày giao": "23/3", "Người giao": "bi-thu",
        }
        for place in range(many)
    ]  # fmt: skip


def tasks(many: int = 6) -> Rows:
    return [
        {
            "Số nhiệm vụ": f"task/dialogue/1/item/{place + 1}", "Ngày": "3/4",
            "Tiến độ": "Đã khảo sát", "Kết quả": f"Đã khơi thông đoạn {place + 1}",
            "Tài liệu chứng minh": "Biên bản nghiệm thu", "Người báo": "chu-tich-ubnd",
            "Ngày báo xong": "7/4", "Xác nhận": "Nước thoát tốt", "Ngày xác nhận": "8/4",
            "Người xác nhận": "chanh-van-phong",
        }
        for place in range(many)
    ]  # fmt: skip


def command(*words: object, on: str, by: str = "chanh-van-phong") -> list[str]:
    return [*map(str, words), "--on", on, "--as", by]


def dated(day: str) -> str:
    day, month = day.split("/")[:2]
    return f"{day.zfill(2)}/{month.zfill(2)}/2023"


def by_commands(folder: Path) -> Iterator[list[str]]:
    """The week, as it was typed: a command for each decision."""
    morning, noon = "15/03/2023 08:00", "15/03/2023 11:30"
    topics = '[{"title": "Vệ sinh môi trường", "code": "environmental_sanitation"}]'
    for one in ANNOUNCED[:1]:
        yield command("session", "announce", SESSION, "--phase", "before", "--channel", "web",
                      "--body", one["Cơ quan thông báo"], "--day", "15/03/2023", "--topics",
                      topics, on="06/03/2023")  # fmt: skip
    yield command("session", "open-session", SESSION, on=morning, by="bi-thu")
    for number, one in enumerate(opinions(), start=1):
        yield command(
            "session", "voice-opinion", SESSION, "--kind", one["Loại ý kiến"], "--subject",
            one["Nhóm nội dung"], "--gist", one["Trích yếu"], "--group", one["Tổ dân phố, thôn"],
            "--speaker-name", one["Họ tên"], on=morning,
        )  # fmt: skip
        if "Hướng xử lý" in one:
            yield command("session", "take-opinion", SESSION, "--number", number,
                          "--destination", one["Hướng xử lý"], on=morning)  # fmt: skip
        else:
            yield command("session", "answer-opinion", SESSION, "--number", number, "--body",
                          one["Cơ quan trả lời"], "--gist", one["Nội dung trả lời"],
                          on=morning)  # fmt: skip
    yield command("session", "end-session", SESSION, "--people", 120, on=noon)
    yield command("session", "keep-minutes", SESSION, "--keeper", "chanh-van-phong", "--people",
                  120, "--present", "UBND phường", "--present", "Thường trực HĐND phường",
                  on=noon)  # fmt: skip
    (folder / "notice.toml").write_text("\n".join(notice()), encoding="utf-8")
    yield command("session", "draft-conclusion", SESSION, "--contents", "@notice.toml",
                  on="16/03/2023", by="truong-khoi-dan-van")  # fmt: skip
    yield command("session", "submit-conclusion", SESSION, on="17/03/2023")
    yield command("session", "issue-conclusion", SESSION, "--number", "12-TB/ĐU", on="20/03/2023",
                  by="bi-thu")  # fmt: skip
    yield command("session", "announce", SESSION, "--phase", "after", "--channel", "web", "--body",
                  "Văn phòng Đảng uỷ", on="21/03/2023")  # fmt: skip
    first = 1 + sum(one.get("Hướng xử lý") == "petition" for one in opinions())
    for number, one in enumerate(petitions(), start=first):
        yield from of_a_petition(f"petition/2023/{number}", one)
    for one in tasks():
        yield from of_a_task(one["Số nhiệm vụ"].replace("dialogue/1", "dialogue/2023/1"), one)


def notice() -> Iterator[str]:
    yield 'follow_up = "van-phong"'
    yield '[[recipients]]\ntext = "UBND phường"\nbodies = ["ubnd"]'
    yield '[[recipients]]\ntext = "Lưu: VT"\nfiled = true'
    for number, one in enumerate(items(), start=1):
        day, month = map(int, one["Hạn"].split("/"))
        yield "[[items]]"
        yield f'number = {number}\ndecision = "{one["Nội dung giao"]}"\nlead = "ubnd"'
        yield f"due = 2023-{month:02}-{day:02}\nopinions = [{one['Ý kiến số']}]"


def of_a_petition(stream: str, one: Mapping[str, Any]) -> Iterator[list[str]]:
    sorted_on = dated(one["Ngày phân loại"])
    yield command(
        "petition", "raise-petition", "--new", "petition/2023", "--channel", one["Kênh"],
        "--gist", one["Trích yếu"], "--received-by", one["Cơ quan tiếp nhận"],
        "--petitioner-name", one["Họ tên"], "--petitioner-address", one["Địa chỉ"],
        on=dated(one["Ngày"]),
    )  # fmt: skip
    yield command("petition", "classify", stream, "--kind", one["Loại đơn"], "--area",
                  one["Lĩnh vực"], on=sorted_on)  # fmt: skip
    yield command("petition", "find-eligibility", stream, "--eligible", on=sorted_on)
    yield command("petition", "find-competence", stream, "--own", "--system", one["Hệ thống"],
                  "--body", one["Cơ quan có thẩm quyền"], on=sorted_on)  # fmt: skip
    yield command("petition", "admit", stream, on=dated(one["Ngày thụ lý"]))
    yield command("petition", "assign", stream, "--text", one["Việc giao"], "--lead",
                  one["Giao cho"], "--due", dated(one["Hạn"]), on=dated(one["Ngày giao"]),
                  by="bi-thu")  # fmt: skip


def of_a_task(stream: str, one: Mapping[str, Any]) -> Iterator[list[str]]:
    told, seen = one["Người báo"], one["Người xác nhận"]
    yield command("task", "report-progress", stream, "--gist", one["Tiến độ"],
                  on=dated(one["Ngày"]), by=told)  # fmt: skip
    yield command("task", "report-done", stream, "--gist", one["Kết quả"], "--evidence",
                  one["Tài liệu chứng minh"], on=dated(one["Ngày báo xong"]), by=told)  # fmt: skip
    yield command("task", "verify", stream, "--findings", one["Xác nhận"],
                  on=dated(one["Ngày xác nhận"]), by=seen)  # fmt: skip


def from_sheets(run: Run) -> tuple[list[list[str]], int]:
    """The week from two sheets: the commands, and the characters that are typed into cells."""
    typed: list[list[str]] = []

    def told(*words: str) -> None:
        typed.append(list(words))
        said = run(*words)
        assert (0, "") == (said.code, said.err), said.out

    held: dict[str, Rows] = {
        "Ý kiến": opinions(), "Kết luận": items(), "Thông báo": ANNOUNCED, "Đơn": petitions(),
    }  # fmt: skip
    told("settings", "set", "as=chanh-van-phong", "year=2023")
    told("sheet", "blank", "--session", "dialogue/1", "--to", "tuan.xlsx")
    fill(Path("tuan.xlsx"), SAID, held)
    told("sheet", "enter", "tuan.xlsx", "--dry-run")
    told("sheet", "enter", "tuan.xlsx")
    told("sheet", "blank", "--to", "viec.xlsx", "--pages", "Nhiệm vụ")
    fill(Path("viec.xlsx"), {}, {"Nhiệm vụ": tasks()})
    told("sheet", "enter", "viec.xlsx")
    return typed, typed_in(SAID, held) + typed_in({}, {"Nhiệm vụ": tasks()})


def characters(commands: list[list[str]]) -> int:
    """What is typed, with the program's name and a key to send each line off."""
    return sum(len(shlex.join(["dialogue-cases", *one])) + 1 for one in commands)


def recorded(run: Run) -> Counter[str]:
    return Counter(one["kind"] for one in run("log", "--json").answer["facts"])


def test_a_week_is_a_third_of_its_commands_and_characters(
    run: Run, ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the two records tell the same."""
    fixed = ("session", "fix", SESSION, "--on", "20/2", "--day", "15/3", "--at", "8h", "--place",
             "Nhà văn hoá", "--topics", "Vệ sinh môi trường", "--as", "bi-thu")  # fmt: skip
    assert 0 == run(*fixed).code
    other = tmp_path / "other"
    other.mkdir()
    for file in tmp_path.glob("ward.db*"):
        shutil.copy2(file, other)
    before = list(by_commands(tmp_path))
    for one in before:
        said = run(*one)
        assert (0, "") == (said.code, said.err), shlex.join(one)
    by_hand = recorded(run)
    monkeypatch.chdir(other)
    commands, cells = from_sheets(run)

    assert by_hand == recorded(run)
    assert len(commands) * 3 <= len(before)
    typed = characters(before) + len((tmp_path / "notice.toml").read_text(encoding="utf-8"))
    assert (characters(commands) + cells) * 3 <= typed
