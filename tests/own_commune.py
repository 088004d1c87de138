"""A commune of the two-level model with a plan of its own: files for the command line."""

from pathlib import Path

WARD = """
[ward]
code = "song-mo"
name = "phường Sông Mơ"
since = 2025-07-01

[[body]]
id = "dang-uy"
kind = "ward_party_committee"
name = "Đảng uỷ phường Sông Mơ"
[[body]]
id = "van-phong-du"
kind = "party_office"
name = "Văn phòng Đảng uỷ"
parent = "dang-uy"
[[body]]
id = "xay-dung-dang"
kind = "party_building_board"
name = "Ban Xây dựng Đảng"
parent = "dang-uy"
[[body]]
id = "hdnd"
kind = "people_council_standing_body"
name = "Thường trực HĐND phường"
[[body]]
id = "ubnd"
kind = "people_committee"
name = "UBND phường"
[[body]]
id = "chi-bo-1"
kind = "party_cell"
name = "Chi bộ TDP số 1"
parent = "dang-uy"
[[body]]
id = "chi-bo-2"
kind = "party_cell"
name = "Chi bộ TDP số 2"
parent = "dang-uy"

[[group]]
id = "tdp-1"
name = "TDP số 1"
cell = "chi-bo-1"
[[group]]
id = "tdp-2"
name = "TDP số 2"
cell = "chi-bo-2"

[[officer]]
id = "bi-thu"
office = "party_secretary"
body = "dang-uy"
title = "Bí thư Đảng uỷ"
[[officer]]
id = "chu-tich"
office = "people_committee_chair"
body = "ubnd"
title = "Chủ tịch UBND"
[[officer]]
id = "chanh-vp-du"
office = "head"
body = "van-phong-du"
title = "Chánh Văn phòng Đảng uỷ"
[[officer]]
id = "truong-xdd"
office = "head"
body = "xay-dung-dang"
title = "Trưởng Ban Xây dựng Đảng"

[[regulation]]
kind = "house_rules"
[regulation.document]
kind = "Quyết định"
number = "17/QĐ-UBND"
issued_on = 2025-07-09
issuer = "UBND phường"
title = "Nội quy tiếp công dân"
"""

PLAN = """
year = 2026
kind = "KẾ HOẠCH"
title = "Kế hoạch đối thoại năm 2026"
introduction = "Đảng uỷ phường xây dựng kế hoạch như sau:"
{top}
[document]
kind = "Kế hoạch"
number = "05-KH/ĐU"
issued_on = 2026-01-20
issuer = "Đảng uỷ phường Sông Mơ"
title = "Kế hoạch đối thoại năm 2026"
[aims]
heading = "I. MỤC ĐÍCH, YÊU CẦU"
[aims.purposes]
heading = "1. Mục đích"
paragraphs = ["Lắng nghe ý kiến Nhân dân."]
[aims.requirements]
heading = "2. Yêu cầu"
paragraphs = ["Dân chủ, thiết thực."]
[schedule]
heading = "II. NỘI DUNG, THỜI GIAN, ĐỊA ĐIỂM"
{sessions}
[organisation]
heading = "III. TỔ CHỨC THỰC HIỆN"
[[organisation.section]]
headings = ["1. Văn phòng Đảng uỷ"]
lead = "van-phong-du"
{duties}
{below}
"""

SESSION = """
[[schedule.session]]
number = 1
heading = "1. Đợt 1"
{said}
"""

DUTY = """
[[organisation.section.duty]]
number = {number}
kind = "{kind}"
phase = "{phase}"
for_each = ["dialogue"]
text = "- {text}"
"""

CONDITIONS = DUTY.format(number=1, kind="conditions", phase="before", text="Chuẩn bị điều kiện.")


def session(said: str) -> str:
    """The plan's one dialogue, with what is said of it."""
    return SESSION.format(said=said)


def a_plan(sessions: str = "", *, duties: str = CONDITIONS, top: str = "", below: str = "") -> str:
    """A plan of the commune's own."""
    planned = sessions or session('period = "2026-06"\ngroup = "tdp-1"')
    return PLAN.format(sessions=planned, duties=duties, top=top, below=below)


def write(folder: Path, plan: str, name: str = "plan.toml") -> None:
    """The ward's file and the plan's, in a folder."""
    (folder / "ward.toml").write_text(WARD, encoding="utf-8")
    (folder / name).write_text(plan, encoding="utf-8")
