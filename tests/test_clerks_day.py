"""A clerk's day: twenty petitions by command line, in the clerk's own words, without the code."""

# ruff: noqa: E501  # commands are shown as they are typed

import shlex
from pathlib import Path

import pytest

from commands import Run

DAY = """
# Sáng: nhận đơn, mỗi đơn một lệnh; họ tên, địa chỉ được niêm phong.
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Mương thoát nước tắc trước nhà văn hoá" --received-by "Văn phòng Đảng uỷ" --group "Nho Lâm" --petitioner-name "Nguyễn Thị A" --petitioner-address "Tổ 3"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "trình bày miệng" --gist "Đèn đường hỏng ở ngã ba chợ" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Trần Văn B"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Không đồng ý giá bồi thường đất ruộng" --received-by "Văn phòng Đảng uỷ" --title "khiếu nại" --petitioner-name "Lê Thị C" --petitioner-address "Tổ 1" --content "Tôi không đồng ý với giá bồi thường."
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Cán bộ nhận tiền khi làm thủ tục" --received-by "Văn phòng Đảng uỷ" --title "tố cáo" --petitioner-name "Phạm Văn D" --petitioner-address "Tổ 2" --petitioner-contact "qua Văn phòng" --secrecy-asked
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Thư không ký về việc thu quỹ thôn" --received-by "Văn phòng Đảng uỷ"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "trực tuyến" --gist "Kiến nghị mở rộng đường vào trường" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Võ Thị Đ"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "chuyển đơn" --forwarded-by "Thường trực HĐND phường" --gist "Rác thải tồn đọng ở bãi tập kết" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Đỗ Văn E"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Nước sinh hoạt yếu ở tổ 4" --received-by "Văn phòng Đảng uỷ" --people 3 --petitioner-name "Nguyễn Văn G" --petitioner-name "Nguyễn Thị H" --petitioner-name "Bùi Văn K"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Tranh chấp ranh đất với nhà bên" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Hồ Thị L"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Nhiều việc: đường, điện và vệ sinh" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Ngô Văn M"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Đơn bị ướt, không đọc được" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Dương Thị N"
petition raise-petition --new petition/2023 --on 02/05/2023 --channel "bằng văn bản" --gist "Đề nghị cấp lại giấy xác nhận hộ nghèo" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Lý Văn O"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "bằng văn bản" --gist "Phản ánh quán hát gây ồn ban đêm" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Trương Thị P"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "bằng văn bản" --gist "Phản ánh quán hát gây ồn ban đêm, lần hai" --received-by "Văn phòng Đảng uỷ" --occurrence "nhiều lần" --repeats petition/2023/13 --petitioner-name "Trương Thị P"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "bằng văn bản" --gist "Kiến nghị lắp biển báo gần trường" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Mai Văn Q"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "bằng văn bản" --gist "Khiếu nại quyết định xử phạt xây dựng" --received-by "Văn phòng Đảng uỷ" --title "khiếu nại" --petitioner-name "Cao Thị R" --petitioner-address "Tổ 5"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "bằng văn bản" --gist "Kiến nghị về giờ mở cửa chợ" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Tạ Văn S"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "báo chí" --forwarded-by "Báo tỉnh" --gist "Bạn đọc phản ánh ngập úng" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Vũ Thị T"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "bằng văn bản" --gist "Xin rút đơn đã gửi tuần trước" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Kiều Văn U"
petition raise-petition --new petition/2023 --on 03/05/2023 --channel "bằng văn bản" --gist "Kiến nghị trồng cây bóng mát" --received-by "Văn phòng Đảng uỷ" --petitioner-name "Lâm Thị V"

# Phân loại theo nội dung, rồi xác định điều kiện và thẩm quyền.
petition classify petition/2023/1 --on 03/05/2023 --kind "phản ánh" --area "khác"
petition find-eligibility petition/2023/1 --on 03/05/2023 --eligible
petition find-competence petition/2023/1 --on 03/05/2023 --own --system "cơ quan hành chính" --body "UBND phường"
petition admit petition/2023/1 --on 03/05/2023
petition assign petition/2023/1 --on 04/05/2023 --text "Khơi thông mương" --lead "UBND phường" --due 19/05/2023 --as bi-thu
petition answer petition/2023/1 --on 05/05/2023 --outcome "đã tiếp nhận" --gist "Đã giao UBND phường khơi thông"
petition classify petition/2023/2 --on 03/05/2023 --kind "phản ánh" --area "khác"
petition write-down petition/2023/2 --on 02/05/2023 --officer chanh-van-phong --read-back --signature "ký tên"
petition classify petition/2023/3 --on 03/05/2023 --kind "khiếu nại" --area "đất đai"
petition guide petition/2023/3 --on 04/05/2023 --gist "Khiếu nại gửi Chủ tịch UBND phường, nơi ban hành quyết định" --system "cơ quan hành chính" --body "UBND phường"
petition classify petition/2023/4 --on 03/05/2023 --kind "tố cáo" --area "công chức, công vụ"
petition find-competence petition/2023/4 --on 03/05/2023 --no-own --system "cơ quan hành chính" --body "UBND phường"
petition forward petition/2023/4 --on 04/05/2023 --system "cơ quan hành chính" --to "UBND phường" --document "Phiếu chuyển"
petition answer petition/2023/4 --on 05/05/2023 --outcome "đã chuyển cơ quan có thẩm quyền" --gist "Đã chuyển tố cáo đến cơ quan có thẩm quyền"
petition classify petition/2023/6 --on 04/05/2023 --kind "kiến nghị" --area "khác"
petition classify petition/2023/7 --on 04/05/2023 --kind "phản ánh" --area "khác"
petition appoint-representatives petition/2023/8 --on 04/05/2023 --parties "petition/2023/8#1" --signed-by-all --document "Văn bản cử người đại diện"
petition classify petition/2023/10 --on 04/05/2023 --kind "kiến nghị" --area "khác"
petition split petition/2023/10 --on 04/05/2023 --parts '{"number": 1, "gist": "Đường hư hỏng"}' --parts '{"number": 2, "gist": "Điện yếu"}'
petition ask-completion petition/2023/11 --on 04/05/2023 --gist "Đề nghị viết lại đơn" --until 15/05/2023
petition classify petition/2023/13 --on 04/05/2023 --kind "phản ánh" --area "khác"
matter open-matter --new matter/2023 --on 04/05/2023 --gist "Quán hát gây ồn ban đêm"
petition join-matter petition/2023/13 --on 04/05/2023 --matter matter/2023/1
petition join-matter petition/2023/14 --on 04/05/2023 --matter matter/2023/1
petition withdraw petition/2023/19 --on 04/05/2023 --form "đơn rút" --document "Đơn rút"

# Chiều: xong một việc.
petition receive-reply petition/2023/1 --on 17/05/2023 --by "UBND phường" --gist "Đã khơi thông" --settled
petition confirm petition/2023/1 --on 18/05/2023 --findings "Nước thoát tốt"
petition answer petition/2023/1 --on 18/05/2023 --outcome "kết quả giải quyết" --gist "Mương đã được khơi thông" --document "Công văn trả lời"
petition resolve petition/2023/1 --on 19/05/2023 --outcome "giải quyết theo yêu cầu" --gist "Đã khơi thông mương" --evidence "Biên bản nghiệm thu"
"""
"""What the clerk types; who decides is the head of the Office, unless it is said."""


def typed() -> list[list[str]]:
    """Each command as the shell gives it."""
    lines = [line for line in DAY.splitlines() if line and not line.startswith("#")]
    return [shlex.split(line) for line in lines]


def test_twenty_petitions_are_entered_by_command_line(run: Run, ward: Path) -> None:
    """Every command is taken as it is typed, in Vietnamese words, names and days."""
    for command in typed():
        who = () if "--as" in command else ("--as", "chanh-van-phong")
        said = run(*command, *who)

        assert (0, "") == (said.code, said.err), " ".join(command)

    listed = run("register", "--from", "2023-05-01", "--to", "2023-05-31", "--json").answer
    kinds = [row["kind"] for row in listed["rows"]]
    assert 22 == len(listed["rows"])  # twenty, and the two parts of one that was split
    assert {"complaint": 1, "denunciation": 1} == {
        kind: kinds.count(kind) for kind in ("complaint", "denunciation")
    }
    assert "repeated" == run("show", "matter/2023/1", "--json").answer["status"]
    assert "resolved" == run("show", "petition/2023/1", "--json").answer["status"]


def test_nothing_that_was_typed_of_a_person_is_shown(run: Run, ward: Path) -> None:
    """Names and addresses are sealed as they come in; no question tells them unasked."""
    for command in typed()[:4]:
        run(*command, "--as", "chanh-van-phong")

    for question in (("log",), ("register",), ("show", "petition/2023/4"), ("board",)):
        told = run(*question)
        assert 0 == told.code
        assert "Phạm Văn D" not in told.out + told.err


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ('petition classify petition/2023/1 --on 03/05/2023 --kind "góp ý" --area "khác"', "--kind"),
        ('petition classify petition/2023/99 --on 03/05/2023 --kind "phản ánh" --area "khác"', "99"),
        ('petition admit petition/2023/1 --on 31/02/2023', "--on"),
        ('petition assign petition/2023/1 --on 04/05/2023 --text "…" --lead "Sở Xây dựng"', "Sở"),
        ('petition admit petition/2023/1 --on 03/05/2099', "2099"),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_one_sentence(run: Run, ward: Path, command: str, word: str) -> None:
    """What is wrong, where, and what would be right; nothing is recorded."""
    run(*typed()[0], "--as", "chanh-van-phong")
    before = run("log", "--json").out

    said = run(*shlex.split(command), "--as", "bi-thu")

    assert said.code in (1, 2)
    assert word in said.err
    assert before == run("log", "--json").out
