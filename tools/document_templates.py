"""Write the DOCX templates of the documents, so that they can be reviewed as code.

A4, Times New Roman 14, margins of Nghị định 30/2020/NĐ-CP (top and bottom 20 mm, left 30 mm,
right 15 mm); the heads of the Party and of the state are both there, and the marks choose.
The office edits copies of the files (`dialogue-cases document templates --to FOLDER`).
"""

import argparse
import io
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dialogue_cases.documents.filling import PACKAGED

CENTRE, LEFT, BOTH, RIGHT = ALIGN.CENTER, ALIGN.LEFT, ALIGN.JUSTIFY, ALIGN.RIGHT
FONT = "Times New Roman"
MADE = datetime(2026, 1, 1, tzinfo=UTC)


class Page:
    """One template, written from top to bottom.

    Args:
        about: what the document is, kept in the file's properties.
        landscape: whether wide tables need the page turned.
    """

    def __init__(self, about: str) -> None:
        self.document = Document()
        self._properties(about)
        self._page()
        self._style()
        self._margins_of_page()
        self.place: Any = self.document

    def _properties(self, about: str) -> None:
        told = self.document.core_properties
        told.title, told.author, told.comments, told.language = about, "", "", "vi-VN"
        told.created = told.modified = told.last_printed = MADE.replace(tzinfo=None)
        told.last_modified_by, told.revision = "", 1

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(10)

    def _style(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(14)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        language = OxmlElement("w:lang")
        for script in ("w:val", "w:eastAsia"):
            language.set(qn(script), "vi-VN")
        style.element.rPr.append(language)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)

    def _margins_of_page(self) -> None:
        """Page numbers at the top from the second page on; the draft's mark on every page."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        first = section.first_page_header.paragraphs[0]
        self._run(first, "{{ mark }}", bold=True, size=12)
        first.alignment = RIGHT
        later = section.header.paragraphs[0]
        later.alignment = CENTRE
        _page_number(later)
        again = section.header.add_paragraph()
        again.alignment = RIGHT
        self._run(again, "{{ mark }}", bold=True, size=12)

    # -- Paragraphs -----------------------------------------------------------------------

    def _run(
        self,
        paragraph: Any,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        underline: bool = False,
        size: float = 14,
    ) -> None:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.underline, run.font.size = bold, italic, underline, Pt(size)

    def line(
        self,
        text: str,
        *,
        align: Any = LEFT,
        before: float = 0,
        after: float = 0,
        keep: bool = False,
        **look: Any,
    ) -> Any:
        """One paragraph without indent."""
        paragraph = self.place.add_paragraph()
        paragraph.alignment = align
        form = paragraph.paragraph_format
        form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep
        self._run(paragraph, text, **look)
        return paragraph

    def text(self, text: str, *, indent: float = 10, **look: Any) -> Any:
        """A paragraph of the contents: justified, its first line indented by 10 mm."""
        paragraph = self.line(text, align=BOTH, after=6, **look)
        paragraph.paragraph_format.first_line_indent = Mm(indent)
        paragraph.paragraph_format.line_spacing = 1.1
        paragraph.paragraph_format.widow_control = True
        return paragraph

    def labelled(self, label: str, text: str) -> None:
        """A paragraph whose first words say what it is."""
        paragraph = self.text("")
        self._run(paragraph, label, italic=True)
        self._run(paragraph, text)

    def mark(self, mark: str) -> None:
        """A line that the filling takes away: `p if …`, `p for …`, `p endif`."""
        self.place.add_paragraph("{%" + mark + " %}")

    def when(self, condition: str, *paragraphs: Callable[[], Any]) -> None:
        """Paragraphs that are there only if something is said."""
        self.mark(f"p if {condition}")
        for write in paragraphs:
            write()
        self.mark("p endif")

    def each(self, names: str, *paragraphs: Callable[[], Any]) -> None:
        """Paragraphs for each of several things."""
        self.mark(f"p for {names}")
        for write in paragraphs:
            write()
        self.mark("p endfor")

    def new_page(self) -> None:
        """What follows stands on another page."""
        self.place.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def rule(self, *, indent: float) -> None:
        """A short line under what stands above it."""
        paragraph = self.place.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Mm(indent)
        form.space_after, form.line_spacing = Pt(4), Pt(3)
        border = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        border.append(top)
        paragraph._p.get_or_add_pPr().append(border)

    # -- What stands round the contents ------------------------------------------------------

    def columns(self, *widths: float) -> list[Any]:
        """A table without lines; its cells, to be written into one after the other."""
        table = self.document.add_table(rows=1, cols=len(widths))
        _fixed(table, widths)
        cells = list(table.rows[0].cells)
        for cell in cells:
            cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
        return cells

    def head(self, of: str = "") -> None:
        """Whose document it is, its number, place and day."""
        left, right = self.columns(72, 93)
        head = f"{of}head"
        self.place = left
        self.when(
            f"{head}.superior",
            lambda: self.line(said(f"{head}.superior"), align=CENTRE, size=13),
        )
        self.line(said(f"{head}.issuer"), align=CENTRE, bold=True, size=13)
        self.mark(f"p if {head}.party")
        self.line("*", align=CENTRE)
        self.mark("p else")
        self.rule(indent=22)
        self.mark("p endif")
        self.line(said(f"{head}.number"), align=CENTRE, before=2, size=13)
        self.when(
            f"{head}.about",
            lambda: self.line(said(f"{head}.about"), align=CENTRE, italic=True, size=12),
        )
        self.place = right
        self.mark(f"p if {head}.party")
        self.line("ĐẢNG CỘNG SẢN VIỆT NAM", align=CENTRE, bold=True, size=15)
        self.rule(indent=12)
        self.mark("p else")
        self.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", align=CENTRE, bold=True, size=12)
        self.line("Độc lập - Tự do - Hạnh phúc", align=CENTRE, bold=True, size=13)
        self.rule(indent=16)
        self.mark("p endif")
        self.line(said(f"{head}.place_and_day"), align=CENTRE, before=4, italic=True, size=13)
        self.place = self.document

    def title(self, of: str = "") -> None:
        """The kind of document and what it is about."""
        self.line(said(f"{of}head.kind"), align=CENTRE, before=18, bold=True, size=16)
        self.line(said(f"{of}head.title"), align=CENTRE, bold=True, after=2)
        self.rule(indent=65)

    def foot(self, of: str = "", *, second: str = "") -> None:
        """Recipients on the left, the signature on the right.

        Args:
            second: who else signs, on the left in the place of the recipients.
        """
        self.line("", size=8)
        left, right = self.columns(80, 85)
        self.place = left
        if second:
            self.line(second, align=CENTRE, bold=True)
            self.line("(Ký, ghi rõ họ tên)", align=CENTRE, italic=True, size=13)
        else:
            self.line("Nơi nhận:", bold=True, italic=True, size=12)
            self.each(f"one in {of}recipients", lambda: self.line("- {{ one }}", size=11))
        self.place = right
        sign = f"{of}signature"
        for name in ("authority", "instead_of"):
            self.when(
                f"{sign}.{name}",
                lambda name=name: self.line(  # type: ignore[misc]
                    said(f"{sign}.{name}"), align=CENTRE, bold=True
                ),
            )
        self.line(said(f"{sign}.title"), align=CENTRE, bold=True, after=64)
        self.line(said(f"{sign}.name"), align=CENTRE, bold=True)
        self.place = self.document

    def table(self, names: str, *columns: tuple[str, str, float, Any]) -> None:
        """A table with lines, a row for each of several things.

        Args:
            names: `row in rows`.
            columns: heading, text, width in mm, alignment.
        """
        table = self.document.add_table(rows=4, cols=len(columns))
        table.style = self.document.styles["Table Grid"]
        _fixed(table, [width for _, _, width, _ in columns])
        rows = [list(row.cells) for row in table.rows]
        rows[1][0].text = "{%tr for " + names + " %}"
        rows[3][0].text = "{%tr endfor %}"
        for number, (heading, text, _, align) in enumerate(columns):
            for row, said, bold in ((0, heading, True), (2, text, False)):
                paragraph = rows[row][number].paragraphs[0]
                paragraph.alignment = CENTRE if bold else align
                self._run(paragraph, said, bold=bold, size=12)
        _repeated(table.rows[0])

    def saved(self) -> bytes:
        """The file, the same bytes each time."""
        made = io.BytesIO()
        self.document.save(made)
        out = io.BytesIO()
        with zipfile.ZipFile(made) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to:
            for name in sorted(read.namelist()):
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                to.writestr(info, read.read(name), zipfile.ZIP_DEFLATED)
        return out.getvalue()


def said(name: str) -> str:
    """The mark in whose place a text comes.

    >>> said("head.number")
    '{{ head.number }}'
    """
    return f"{{{{ {name} }}}}"


def parts(file: bytes) -> dict[str, bytes]:
    """What a DOCX file holds; how well it is compressed depends on the machine."""
    with zipfile.ZipFile(io.BytesIO(file)) as read:
        return {name: read.read(name) for name in read.namelist()}


def _page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _fixed(table: Any, widths: Any) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _repeated(row: Any) -> None:
    """Print a table's first row on every page that it runs over."""
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


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
    page.head("letter.")
    page.title("letter.")
    page.line("Kính gửi: {{ letter.invitee }}", align=CENTRE, before=6, after=10, bold=True)
    page.text("Trân trọng kính mời {{ letter.invitee }} dự {{ letter.subject }}.")
    page.labelled("Chủ trì: ", "{{ letter.chair }}.")
    page.labelled("Chủ đề: ", "{{ letter.topics }}")
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
    page.new_page()
    page.mark("p endif")
    page.mark("p endfor")
    return page


def announcement() -> Page:
    """Thông báo trên hệ thống đài truyền thanh."""
    page = Page("Thông báo trên hệ thống đài truyền thanh")
    page.head()
    page.title()
    page.when("called_off", lambda: page.text("{{ called_off }}", bold=True))
    page.text("Kính thưa {{ audience }},")
    page.text("Phường tổ chức {{ subject }}, do {{ chair }} chủ trì:")
    page.labelled("Thời gian: ", "{{ time }}.")
    page.labelled("Địa điểm: ", "{{ place }}.")
    page.labelled("Chủ đề: ", "{{ topics }}")
    page.text("Kính mời Nhân dân sắp xếp thời gian tham dự đầy đủ và chuẩn bị ý kiến.")
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
    page.labelled("Chủ đề: ", "{{ topics }}")
    page.labelled("Chủ trì: ", "{{ chair }}.")
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
        lambda: page.text("I. Nội dung tuyên truyền, giải thích", bold=True, keep=True),
        lambda: page.each(
            "one in explanations", lambda: page.text("- {{ one.body }}: {{ one.text }}")
        ),
    )
    page.text("II. Ý kiến của Nhân dân và nội dung trả lời", bold=True, keep=True)
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
    page.when("not opinions", lambda: page.text("Không có ý kiến."))
    page.when(
        "agreed or differing",
        lambda: page.text(
            "III. Nội dung thống nhất và nội dung còn ý kiến khác nhau", bold=True, keep=True
        ),
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
        lambda: page.text("I. Tổng hợp ý kiến của Nhân dân", bold=True, keep=True),
        lambda: page.text("{{ summary }}"),
    )
    page.text("II. Kết luận về từng nội dung", bold=True, keep=True)
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
    page.labelled("- Thời hạn: ", "{{ item.due }}.")
    page.when(
        "item.answered_by",
        lambda: page.labelled("- Cơ quan trả lời công dân: ", "{{ item.answered_by }}."),
    )
    page.mark("p endfor")
    page.when(
        "directions",
        lambda: page.text("III. Chỉ đạo chung", bold=True, keep=True),
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
        ("STT", "{{ one.number }}", 12, CENTRE),
        ("Ngày tiếp", "{{ one.day }}", 48, LEFT),
        ("Giờ", "{{ one.at }}", 25, CENTRE),
        ("Địa điểm", "{{ one.place }}", 50, LEFT),
        ("Ghi chú", "{{ one.note }}", 30, LEFT),
    )
    page.when("not days", lambda: page.text("Chưa ấn định ngày tiếp công dân."))
    page.foot()
    return page


TEMPLATES: dict[str, Callable[[], Page]] = {
    "plan": plan,
    "invitation": invitation,
    "announcement": announcement,
    "minutes": minutes,
    "conclusion-notice": conclusion_notice,
    "reception-schedule": reception_schedule,
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
