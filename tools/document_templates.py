"""Write the DOCX templates of the documents, so that they can be reviewed as code.

A4, Times New Roman 14, margins of Nghị định 30/2020/NĐ-CP (top and bottom 20 mm, left 30 mm,
right 15 mm); the heads of the Party and of the state are both there, and the marks choose.
The office edits copies of the files (`dialogue-cases document templates --to FOLDER`).
"""

import argparse
import sys
from collections.abc import Callable

from dialogue_cases.documents.filling import PACKAGED
from docx_page import CENTRE, LEFT, RIGHT, Page, parts

# -- The documents --------------------------------------------------------------------------


def plan() -> Page:
    """Kế hoạch."""
    page = Page("Kế hoạch")
    page.head()
    page.title()
    page.when("introduction", lambda: page.text("{{ introduction }}"))
    page.mark("p for part in parts")
    page.mark("p if part.level == 1")
    page.text("{{ part.text }}", bold=True, keep=True)
    page.mark("p elif part.level == 2")
    page.text("{{ part.text }}", bold=True, keep=True)
    page.mark("p elif part.level == 3")
    page.text("{{ part.text }}", italic=True, keep=True)
    page.mark("p else")
    page.text("{{ part.text }}")
    page.mark("p endif")
    page.mark("p endfor")
    page.each("one in closing", lambda: page.text("{{ one }}"))
    page.foot()
    return page


def invitation() -> Page:
    """Giấy mời."""
    page = Page("Giấy mời")
    page.mark("p for letter in letters")
    page.when(
        "letter.head.mark",
        lambda: page.line("{{ letter.head.mark }}", align=RIGHT, bold=True, size=12),
    )
    page.head("letter.")
    page.title("letter.")
    page.line("Kính gửi: {{ letter.invitee }}", align=CENTRE, before=6, after=10, bold=True)
    page.text("Trân trọng kính mời {{ letter.invitee }} dự {{ letter.subject }}.")
    page.labelled("{{ letter.chaired|capitalize }}: ", "{{ letter.chair }}.")
    page.when("letter.topics", lambda: page.labelled("Chủ đề: ", "{{ letter.topics }}"))
    page.labelled("Thời gian: ", "{{ letter.time }}.")
    page.labelled("Địa điểm: ", "{{ letter.place }}.")
    page.when(
        "letter.prepare",
        lambda: page.text("Đề nghị chuẩn bị nội dung trả lời các vấn đề sau:", italic=True),
        lambda: page.each("one in letter.prepare", lambda: page.text("- {{ one }}")),
    )
    page.text("Rất mong sự có mặt đầy đủ, đúng thời gian của quý vị.")
    page.foot("letter.")
    page.mark("p if not loop.last")
    page.new_paper()
    page.mark("p endif")
    page.mark("p endfor")
    return page


def announcement() -> Page:
    """Thông báo trên hệ thống đài truyền thanh."""
    page = Page("Thông báo trên hệ thống đài truyền thanh")
    page.head()
    page.title()
    page.text("Kính thưa {{ audience }},")
    page.when(
        "called_off",
        lambda: page.text("{{ called_off }}", bold=True),
        lambda: page.text("Trân trọng thông báo để Nhân dân được biết."),
    )
    page.when(
        "not called_off",
        lambda: page.text(
            "{{ unit | capitalize }} tổ chức {{ subject }}, do {{ chair }} {{ chaired }}:"
        ),
        lambda: page.labelled("Thời gian: ", "{{ time }}."),
        lambda: page.labelled("Địa điểm: ", "{{ place }}."),
        lambda: page.when("topics", lambda: page.labelled("Chủ đề: ", "{{ topics }}")),
        lambda: page.text("Kính mời Nhân dân sắp xếp thời gian tham dự đầy đủ và chuẩn bị ý kiến."),
    )
    page.foot()
    return page


def minutes() -> Page:
    """Biên bản."""
    page = Page("Biên bản")
    page.head()
    page.title()
    page.when(
        "version",
        lambda: page.text("(Bản lần {{ version }}. Lý do: {{ reason }})", italic=True),
    )
    page.labelled("Bắt đầu: ", "{{ began }}.")
    page.labelled("Địa điểm: ", "{{ place }}.")
    page.when("topics", lambda: page.labelled("Chủ đề: ", "{{ topics }}"))
    page.labelled("{{ chaired|capitalize }}: ", "{{ chair }}.")
    page.labelled("Người ghi biên bản: ", "{{ keeper }}.")
    page.labelled("Số người dân tham dự: ", "{{ people }}.")
    page.when(
        "present",
        lambda: page.text("Cơ quan có mặt:", italic=True, keep=True),
        lambda: page.each("one in present", lambda: page.text("- {{ one }}")),
    )
    page.when(
        "absent",
        lambda: page.text("Cơ quan được mời, vắng mặt:", italic=True, keep=True),
        lambda: page.each("one in absent", lambda: page.text("- {{ one }}")),
    )
    page.when(
        "explanations",
        lambda: page.heading("Nội dung tuyên truyền, giải thích"),
        lambda: page.each(
            "one in explanations", lambda: page.text("- {{ one.body }}: {{ one.text }}")
        ),
    )
    page.heading("Ý kiến của Nhân dân và nội dung trả lời")
    page.when("counted", lambda: page.text("Có {{ counted }}.", italic=True))
    page.each(
        "one in opinions",
        lambda: page.text("{{ one.number }}. {{ one.speaker }} ({{ one.kind }}): {{ one.text }}"),
        lambda: page.when(
            "one.answer", lambda: page.text("- Trả lời: {{ one.answer }}", indent=15)
        ),
        lambda: page.when(
            "one.taken", lambda: page.text("- Hướng xử lý: {{ one.taken }}", indent=15)
        ),
    )
    page.when("not opinions", lambda: page.text("{{ nobody }}"))
    page.when(
        "agreed or differing",
        lambda: page.heading("Nội dung thống nhất và nội dung còn ý kiến khác nhau"),
        lambda: page.each("one in agreed", lambda: page.text("- Thống nhất: {{ one }}")),
        lambda: page.each(
            "one in differing", lambda: page.text("- Còn ý kiến khác nhau: {{ one }}")
        ),
    )
    page.text("Buổi làm việc kết thúc: {{ closed }}.")
    page.foot(second="NGƯỜI GHI BIÊN BẢN")
    return page


def conclusion_notice() -> Page:
    """Thông báo kết luận."""
    page = Page("Thông báo kết luận")
    page.head()
    page.title()
    page.when("replaces", lambda: page.text("{{ replaces }}", italic=True))
    page.text("{{ introduction }}")
    page.when(
        "summary",
        lambda: page.heading("Tổng hợp ý kiến của Nhân dân"),
        lambda: page.text("{{ summary }}"),
    )
    page.when("items", lambda: page.heading("Kết luận về từng nội dung"))
    page.mark("p for item in items")
    page.mark("p if item.opinions")
    page.text("{{ item.number }}. Về ý kiến: {{ item.opinions }}", bold=True, keep=True)
    page.text("{{ item.decision }}")
    page.mark("p else")
    page.text("{{ item.number }}. {{ item.decision }}", bold=True, keep=True)
    page.mark("p endif")
    page.when("item.view", lambda: page.labelled("- Quan điểm: ", "{{ item.view }}"))
    page.labelled("- Cơ quan chịu trách nhiệm: ", "{{ item.lead }}.")
    page.when(
        "item.supports", lambda: page.labelled("- Cơ quan phối hợp: ", "{{ item.supports }}.")
    )
    page.when("item.due", lambda: page.labelled("- Thời hạn: ", "{{ item.due }}."))
    page.when(
        "item.answered_by",
        lambda: page.labelled("- Cơ quan trả lời công dân: ", "{{ item.answered_by }}."),
    )
    page.mark("p endfor")
    page.when(
        "directions",
        lambda: page.heading("Chỉ đạo chung"),
        lambda: page.each("one in directions", lambda: page.text("- {{ one }}")),
    )
    page.when("follow_up", lambda: page.text("{{ follow_up }}"))
    page.foot()
    return page


def reception_schedule() -> Page:
    """Lịch tiếp công dân."""
    page = Page("Lịch tiếp công dân")
    page.head()
    page.title()
    page.when("basis", lambda: page.text("{{ basis }}, lịch tiếp công dân như sau:"))
    page.table(
        "one in days",
        ("STT", "{{ one.number }}", 13, CENTRE),
        ("Ngày tiếp", "{{ one.day }}", 27, LEFT),
        ("Giờ", "{{ one.at }}", 21, CENTRE),
        ("Địa điểm", "{{ one.place }}", 27, LEFT),
        ("Người tiếp", "{{ one.receivers }}", 27, LEFT),
        ("Đăng ký đến hết ngày", "{{ one.register_until }}", 25, CENTRE),
        ("Ghi chú", "{{ one.note }}", 25, LEFT),
    )
    page.when("not days", lambda: page.text("Chưa ấn định ngày tiếp công dân."))
    page.foot()
    return page


def follow_up_report() -> Page:
    """Báo cáo kết quả giải quyết."""
    page = Page("Báo cáo kết quả giải quyết theo kết luận")
    page.head()
    page.title()
    page.heading("Các buổi tiếp dân, đối thoại (tính đến ngày {{ on }})")
    page.table(
        "one in sessions",
        ("TT", "{{ one.number }}", 10, CENTRE),
        ("Buổi", "{{ one.what }}", 40, LEFT),
        ("Ngày", "{{ one.day }}", 24, CENTRE),
        ("Số người dự", "{{ one.people }}", 18, CENTRE),
        ("Số ý kiến", "{{ one.opinions }}", 18, CENTRE),
        ("Thông báo kết luận", "{{ one.notice }}", 55, LEFT),
    )
    page.when("topics", lambda: page.text("Ý kiến theo chủ đề: {{ topics }}.", before=6))
    page.heading("Kết quả thực hiện kết luận", before=6)
    page.text(
        "Tổng số nội dung giao thực hiện: {{ total }}"
        "{% for one in counts %}; {{ one.state }}: {{ one.number }}{% endfor %}."
    )
    page.when("chart", lambda: page.line("{{ chart }}", align=CENTRE, after=6))
    page.mark("p if items")
    page.table(
        "one in items",
        ("Buổi ngày", "{{ one.source }}", 24, CENTRE),
        ("Mục", "{{ one.number }}", 14, CENTRE),
        ("Nội dung", "{{ one.text }}", 48, LEFT),
        ("Cơ quan chủ trì", "{{ one.lead }}", 28, LEFT),
        ("Thời hạn", "{{ one.due }}", 24, CENTRE),
        ("Kết quả", "{{ one.state }}", 27, LEFT),
    )
    page.mark("p endif")
    page.when(
        "unsettled",
        lambda: page.heading("Nội dung chưa giải quyết xong và nguyên nhân", before=6),
        lambda: page.each(
            "one in unsettled",
            lambda: page.text(
                "- {{ one.text }} ({{ one.lead }}, {{ one.state }}): {{ one.reasons }}"
            ),
        ),
    )
    page.when(
        "repeated",
        lambda: page.text("Vấn đề nêu nhiều lần chưa giải quyết dứt điểm:", italic=True, keep=True),
        lambda: page.each("one in repeated", lambda: page.text("- {{ one }}")),
    )
    page.when(
        "proposals",
        lambda: page.heading("Đề xuất, kiến nghị", before=6),
        lambda: page.each("one in proposals", lambda: page.text("- {{ one }}", keep=True)),
    )
    page.foot()
    return page


def of_the_record(title: str) -> Page:
    """How a paper about the record begins: it says as of when the record was read."""
    page = Page(title)
    page.head()
    page.title()
    page.text("{{ as_of }}", italic=True)
    return page


def dossier() -> Page:
    """Hồ sơ của một buổi."""
    page = Page("Hồ sơ của một buổi")
    page.head()
    page.title()
    page.text("(Tình hình đến hết ngày {{ on }})", italic=True)
    page.labelled("Ngày: ", "{{ day }}.")
    page.labelled("Địa điểm: ", "{{ place }}.")
    page.when("topics", lambda: page.labelled("Chủ đề: ", "{{ topics }}"))
    page.labelled("Chủ trì: ", "{{ chair }}.")
    page.when("people", lambda: page.labelled("Số người dân tham dự: ", "{{ people }}."))
    told = (
        ("Phần", "{{ one.part }}", 24, LEFT),
        ("Số", "{{ one.number }}", 10, CENTRE),
        ("Ngày", "{{ one.day }}", 24, CENTRE),
        ("Nội dung", "{{ one.text }}", 62, LEFT),
        ("Cơ quan", "{{ one.body }}", 25, LEFT),
        ("Kết quả", "{{ one.state }}", 20, LEFT),
    )
    promised = (
        ("Ngày hứa", "{{ one.issued_on }}", 24, CENTRE),
        ("Mục", "{{ one.item }}", 12, CENTRE),
        ("Việc đã hứa", "{{ one.decision }}", 53, LEFT),
        ("Chủ trì", "{{ one.lead }}", 28, LEFT),
        ("Hạn", "{{ one.due }}", 24, CENTRE),
        ("Kết quả", "{{ one.standing }}", 24, LEFT),
    )
    matters = (
        ("Nội dung", "{{ one.gist }}", 55, LEFT),
        ("Số lần", "{{ one.times }}", 14, CENTRE),
        ("Từ ngày", "{{ one.first_raised }}", 24, CENTRE),
        ("Việc đã hứa và kết quả", "{{ one.promised }}", 72, LEFT),
    )
    for heading, rows, columns in (
        ("Chuẩn bị và diễn biến trước, trong buổi", "before", told),
        ("Vụ việc chưa giải quyết dứt điểm", "matters", matters),
        ("Đã hứa ở các buổi khác", "earlier", promised),
        ("Ý kiến, đơn và hướng xử lý", "after", told),
        ("Đã hứa theo kết luận của buổi", "promised", promised),
    ):
        page.mark(f"p if {rows}")
        page.heading(heading, before=6)
        page.table(f"one in {rows}", *columns)
        page.mark("p endif")
    page.foot()
    return page


def party_report() -> Page:
    """Báo cáo định kỳ của Đảng."""
    page = Page("Báo cáo kết quả tiếp dân, đối thoại và xử lý phản ánh, kiến nghị")
    page.head()
    page.title()
    page.mark("p for section in sections")
    page.text("{{ loop.index | roman }}. {{ section.title }}", bold=True, keep=True, before=6)
    page.each("one in section.lines", lambda: page.text("- {{ one }}"))
    page.when("not section.lines", lambda: page.text("Không phát sinh."))
    page.mark("p endfor")
    page.foot()
    return page


def timeline() -> Page:
    """Dòng thời gian của hồ sơ."""
    page = of_the_record("Dòng thời gian của hồ sơ")
    page.table(
        "one in rows",
        ("Ngày", "{{ one.on }}", 26, CENTRE),
        ("Sự kiện", "{{ one.what }}", 38, LEFT),
        ("Người quyết định", "{{ one.decided_by }}", 39, LEFT),
        ("Căn cứ", "{{ one.authority }}", 18, LEFT),
        ("Ghi sổ", "{{ one.entered }}", 26, CENTRE),
        ("Ghi chú", "{{ one.notes }}", 18, LEFT),
    )
    page.when("not rows", lambda: page.text("Sổ không ghi gì."))
    page.foot()
    return page


def decision_record() -> Page:
    """Hồ sơ một quyết định."""
    page = of_the_record("Hồ sơ một quyết định")
    page.each(
        "part in parts",
        lambda: page.text("{{ part.title }}", bold=True, keep=True, before=6),
        lambda: page.each("one in part.lines", lambda: page.text("{{ one }}")),
    )
    page.foot()
    return page


def findings() -> Page:
    """Điểm cần xem xét trong sổ."""
    page = of_the_record("Điểm cần xem xét trong sổ")
    page.table(
        "one in rows",
        ("TT", "{{ one.number }}", 9, CENTRE),
        ("Ngày", "{{ one.day }}", 26, CENTRE),
        ("Hồ sơ", "{{ one.where }}", 27, LEFT),
        ("Loại", "{{ one.kind }}", 18, LEFT),
        ("Điều cần xem xét", "{{ one.said }}", 37, LEFT),
        ("Căn cứ", "{{ one.rule }}", 30, LEFT),
        ("Người, cơ quan", "{{ one.who }}", 18, LEFT),
    )
    page.when("not rows", lambda: page.text("Không có điểm nào cần xem xét."))
    page.text("Tổng hợp theo năm, cơ quan và cán bộ:", before=6)
    page.table(
        "one in totals",
        ("Theo", "{{ one.by }}", 18, LEFT),
        ("", "{{ one.of }}", 42, LEFT),
        ("Số điểm", "{{ one.number }}", 17, CENTRE),
        ("Thời hạn", "{{ one.terms }}", 17, CENTRE),
        ("Trái quy định", "{{ one.rules }}", 20, CENTRE),
        ("Còn để lại", "{{ one.lying }}", 17, CENTRE),
        ("Giữ sổ", "{{ one.record }}", 15, CENTRE),
        ("Biện pháp", "{{ one.measures }}", 19, CENTRE),
    )
    page.foot()
    return page


def openings() -> Page:
    """Ai đã xem dữ liệu của một đương sự."""
    page = of_the_record("Ai đã xem dữ liệu của một đương sự")
    page.table(
        "one in rows",
        ("TT", "{{ one.number }}", 12, CENTRE),
        ("Thời điểm", "{{ one.when }}", 26, CENTRE),
        ("Chức danh, cơ quan đã mở", "{{ one.who }}", 45, LEFT),
        ("Mục đích", "{{ one.purpose }}", 42, LEFT),
        ("Dữ liệu đã mở", "{{ one.fields }}", 40, LEFT),
    )
    page.when("not rows", lambda: page.text("Không có lần mở nào để thông báo."))
    page.each(
        "one in copies",
        lambda: page.text("Hồ sơ còn ở sổ khác, việc mở ở đó ghi trong sổ đó: {{ one }}."),
    )
    # In every such paper, so that none says whether anything is held back now (decision 51).
    page.text(
        "Bảng này gồm những lần mở đã ghi trong sổ, trừ những lần được tạm giữ thông tin trong "
        "khi kiểm tra, nếu có, sẽ được cung cấp khi thôi tạm giữ; nội dung dữ liệu không in ở đây.",
        before=6,
    )
    page.foot()
    return page


def erasure() -> Page:
    """Giấy xác nhận xoá dữ liệu."""
    page = of_the_record("Giấy xác nhận xoá dữ liệu")
    page.when(
        "destroyed",
        lambda: page.text("Hồ sơ đã hết thời hạn lưu giữ và được tiêu huỷ (mục {{ destroyed }})."),
    )
    page.table(
        "one in rows",
        ("TT", "{{ one.number }}", 10, CENTRE),
        ("Dữ liệu của", "{{ one.whose }}", 24, LEFT),
        ("Đã xoá (số mục)", "{{ one.fields }}", 30, LEFT),
        ("Ngày", "{{ one.on }}", 24, CENTRE),
        ("Ghi sổ", "{{ one.recorded }}", 27, LEFT),
        ("Chức danh, cơ quan quyết định", "{{ one.who }}", 20, LEFT),
        ("Căn cứ", "{{ one.basis }}", 16, LEFT),
        ("Khoá", "{{ one.key }}", 14, LEFT),
    )
    page.when("not rows", lambda: page.text("Sổ không ghi việc xoá nào."))
    page.each("one in remaining", lambda: page.text("{{ one }}"))
    page.foot()
    return page


def answer() -> Page:
    """Thông báo trả lời người nộp đơn."""
    page = Page("Thông báo trả lời người nộp đơn")
    page.head()
    page.title()
    page.line("Kính gửi: {{ to }}", align=CENTRE, before=6, bold=True)
    page.when("address", lambda: page.line("Địa chỉ: {{ address }}", align=CENTRE, after=8))
    page.text("{{ introduction }}")
    page.text("{{ outcome }}")
    page.when("text", lambda: page.text("{{ text }}"))
    page.when("enclosed", lambda: page.text("Văn bản kèm theo: {{ enclosed }}."))
    page.when(
        "contact",
        lambda: page.text("Khi cần trao đổi, đề nghị liên hệ: {{ contact }}."),
    )
    page.foot()
    return page


def refusal() -> Page:
    """Mẫu số 01/TCD (Nghị định 154/2026/NĐ-CP)."""
    page = Page("Thông báo về việc từ chối tiếp công dân (Mẫu số 01/TCD)")
    page.head()
    page.title()
    page.line("Kính gửi: Ông (bà) {{ name }}", align=CENTRE, before=6, after=8, bold=True)
    page.text(
        "{{ received }}, ông (bà) {{ name }}{{ others }}, số căn cước/giấy chứng nhận căn cước/"
        "số định danh cá nhân/số hộ chiếu (hoặc giấy tờ tùy thân): {{ id_paper }}, "
        "địa chỉ: {{ address }}, đến {{ issuer }} để {{ kind }} về việc: {{ gist }}"
    )
    page.text(
        "Căn cứ {{ basis }} ({{ ground }}), {{ issuer }} từ chối tiếp nhận nội dung {{ kind }} của "
        "ông (bà) {{ name }} và thông báo để ông (bà) được biết."
    )
    page.foot()
    return page


def receipt() -> Page:
    """Mẫu số 02/TCD (Nghị định 154/2026/NĐ-CP)."""
    page = Page("Giấy biên nhận thông tin, tài liệu (Mẫu số 02/TCD)")
    page.head()
    page.title()
    page.text("Thời gian: {{ when }}; tại: {{ where }}.")
    page.text("Tôi là {{ officer }}. Chức vụ: {{ office }}.")
    page.text("Đã nhận của ông (bà) {{ name }}{{ others }}.")
    page.text("Số CCCD/Hộ chiếu (hoặc giấy tờ tùy thân): {{ id_paper }}")
    page.text("các thông tin, tài liệu sau:")
    page.table(
        "one in papers",
        ("STT", "{{ one.number }}", 14, CENTRE),
        ("Tên thông tin, tài liệu", "{{ one.what }}", 91, LEFT),
        ("Số trang", "{{ one.pages }}", 25, CENTRE),
        ("Tình trạng", "{{ one.original }}", 35, CENTRE),
    )
    page.text(
        "Giấy biên nhận thông tin, tài liệu, được lập thành … bản, giao cho người cung cấp "
        "thông tin, tài liệu 01 bản.",
        before=6,
    )
    page.foot(second="NGƯỜI CUNG CẤP THÔNG TIN, TÀI LIỆU", first="NGƯỜI NHẬN")
    return page


def stage_notice() -> Page:
    """Phiếu báo tình trạng xử lý đơn."""
    page = Page("Phiếu báo tình trạng xử lý đơn")
    page.head()
    page.title()
    page.line("Kính gửi: Ông (bà) {{ name }}{{ others }}", align=CENTRE, before=6, bold=True)
    page.when("address", lambda: page.line("Địa chỉ: {{ address }}", align=CENTRE, after=8))
    page.text("{{ introduction }}")
    page.each("one in stages", lambda: page.text("- {{ one }}"))
    page.text("{{ now }}")
    page.when(
        "contact",
        lambda: page.text("Khi cần trao đổi, đề nghị liên hệ: {{ contact }}."),
    )
    page.foot()
    return page


def acceptance_proposal() -> Page:
    """Phiếu đề xuất thụ lý đơn."""
    page = Page("Phiếu đề xuất thụ lý đơn")
    page.head()
    page.title()
    page.line("Kính gửi: {{ to }}", align=CENTRE, before=6, after=8, bold=True)
    page.text("{{ received }}, {{ unit }} nhận được {{ kind }} của:")
    page.text("Ông (bà) {{ name }}{{ others }}; địa chỉ: {{ address }}.")
    page.labelled("Nội dung: ", "{{ gist }}")
    page.when("earlier", lambda: page.labelled("Cơ quan đã giải quyết: ", "{{ earlier }}"))
    page.text("Kết quả xem xét:", bold=True, keep=True)
    page.each("one in findings", lambda: page.text("- {{ one }}"))
    page.when("not findings", lambda: page.text("……"))
    page.labelled("Đề xuất: ", "{{ proposal }}")
    page.foot(second="PHÊ DUYỆT CỦA NGƯỜI ĐỨNG ĐẦU", first="NGƯỜI ĐỀ XUẤT")
    return page


def transfer_slip() -> Page:
    """Phiếu chuyển đơn."""
    page = Page("Phiếu chuyển đơn")
    page.head()
    page.title()
    page.line("Kính chuyển: {{ to }}", align=CENTRE, before=6, after=8, bold=True)
    page.mark("p if secret")
    page.text(
        "{{ received }}, {{ issuer }} nhận được {{ kind }}. Danh tính người gửi được giữ bí mật "
        "theo quy định của pháp luật."
    )
    page.mark("p else")
    page.text(
        "{{ received }}, {{ issuer }} nhận được {{ kind }} của ông (bà) {{ name }}{{ others }}, "
        "địa chỉ: {{ address }}."
    )
    page.mark("p endif")
    page.labelled("Nội dung: ", "{{ gist }}")
    page.when("basis", lambda: page.labelled("Căn cứ: ", "{{ basis }}"))
    page.text(
        "{{ issuer }} chuyển đến {{ to }} để xem xét, giải quyết theo thẩm quyền và thông báo kết "
        "quả cho {{ issuer }}{% if report_by %}, {{ report_by }}{% endif %}."
    )
    page.when(
        "papers",
        lambda: page.text("Tài liệu kèm theo:", italic=True, keep=True),
        lambda: page.each("one in papers", lambda: page.text("- {{ one }}")),
    )
    page.foot()
    return page


def urging_letter() -> Page:
    """Công văn đôn đốc."""
    page = Page("Công văn đôn đốc")
    page.head()
    page.line("Kính gửi: {{ to }}", align=CENTRE, before=20, after=10)
    page.text("{{ matter }}")
    page.when("source", lambda: page.text("{{ source }}"))
    page.when("state", lambda: page.text("{{ state }}"))
    page.text("{{ request }}")
    page.foot()
    return page


TEMPLATES: dict[str, Callable[[], Page]] = {
    "plan": plan,
    "invitation": invitation,
    "announcement": announcement,
    "minutes": minutes,
    "conclusion-notice": conclusion_notice,
    "reception-schedule": reception_schedule,
    "follow-up-report": follow_up_report,
    "answer": answer,
    "refusal": refusal,
    "receipt": receipt,
    "stage-notice": stage_notice,
    "acceptance-proposal": acceptance_proposal,
    "transfer-slip": transfer_slip,
    "urging-letter": urging_letter,
    "dossier": dossier,
    "party-report": party_report,
    "timeline": timeline,
    "decision-record": decision_record,
    "findings": findings,
    "openings": openings,
    "erasure": erasure,
}


def main() -> int:
    """Write the templates; with --check write nothing, and fail where one differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    arguments = parser.parse_args()
    differing = []
    for name, write in TEMPLATES.items():
        path, made = PACKAGED / f"{name}.docx", write().saved()
        if path.exists() and parts(path.read_bytes()) == parts(made):
            continue
        if arguments.check:
            differing.append(name)
            continue
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
    for name in differing:
        print(f"{name}.docx isn't what tools/document_templates.py writes; run it", file=sys.stderr)
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
