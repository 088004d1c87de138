"""A page of a DOCX template, written from top to bottom: what `document_templates` is made with."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dialogue_cases.documents.filling import BODY, LOOSE

CENTRE, LEFT, BOTH, RIGHT = ALIGN.CENTER, ALIGN.LEFT, ALIGN.JUSTIFY, ALIGN.RIGHT
FONT = "Times New Roman"
MADE = datetime(2026, 1, 1, tzinfo=UTC)


class Page:
    """One template, written from top to bottom.

    Args:
        about: what the document is, kept in the file's properties.
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
        body = self.document.styles.add_style(BODY, WD_STYLE_TYPE.PARAGRAPH)
        body.base_style, body.paragraph_format.line_spacing = style, LOOSE
        body.paragraph_format.widow_control = True

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
        paragraph.style = self.document.styles[BODY]
        paragraph.paragraph_format.first_line_indent = Mm(indent)
        return paragraph

    def heading(self, text: str, *, before: float = 0) -> None:
        """The heading of a part, numbered by how many are printed before it."""
        self.mark("p set part = (part or 0) + 1")
        self.text("{{ part | roman }}. " + text, bold=True, keep=True, before=before)

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

    def new_paper(self) -> None:
        """What follows is another paper: on a page of its own, and numbered from 1 again."""
        paragraph = self.place.add_paragraph()
        own = self.document.sections[0]._sectPr
        number = OxmlElement("w:pgNumType")
        number.set(qn("w:start"), "1")
        own.find(qn("w:pgMar")).addnext(number)
        paragraph._p.get_or_add_pPr().append(deepcopy(own))

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
        _whole(table.rows[0])
        cells = list(table.rows[0].cells)
        for cell in cells:
            cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
        return cells

    def head(self, of: str = "") -> None:
        """Whose document it is, its number, place and day."""
        left, right = self.columns(66, 99)
        head = f"{of}head"
        self.place = left
        for party, size in ((True, 14), (False, 13)):
            self.mark(f"p if {'' if party else 'not '}{head}.party")
            self.when(
                f"{head}.superior",
                lambda size=size: self.line(  # type: ignore[misc]
                    said(f"{head}.superior"), align=CENTRE, size=size
                ),
            )
            self.line(said(f"{head}.issuer"), align=CENTRE, bold=True, size=size)
            self.line("*", align=CENTRE) if party else self.rule(indent=22)
            self.when(
                f"{head}.number",
                lambda size=size: self.line(  # type: ignore[misc]
                    said(f"{head}.number"), align=CENTRE, before=2, size=size
                ),
            )
            self.mark("p endif")
        self.when(
            f"{head}.about",
            lambda: self.line(said(f"{head}.about"), align=CENTRE, italic=True, size=12),
        )
        self.place = right
        self.mark(f"p if {head}.party")
        self.line("ĐẢNG CỘNG SẢN VIỆT NAM", align=CENTRE, bold=True, size=15)
        self.rule(indent=12)
        self.line(said(f"{head}.place_and_day"), align=CENTRE, before=4, italic=True, size=14)
        self.mark("p else")
        self.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", align=CENTRE, bold=True, size=12)
        self.line("Độc lập - Tự do - Hạnh phúc", align=CENTRE, bold=True, size=13)
        self.rule(indent=16)
        self.line(said(f"{head}.place_and_day"), align=CENTRE, before=4, italic=True, size=13)
        self.mark("p endif")
        self.place = self.document

    def title(self, of: str = "") -> None:
        """The kind of document and what it is about."""
        kind = f"{of}head"
        self.mark("p set part = 0")
        self.line(said(f"{kind}.kind"), align=CENTRE, before=18, bold=True, size=16)
        self.when(
            f"{kind}.title",
            lambda: self.line(said(f"{kind}.title"), align=CENTRE, bold=True, after=2),
        )
        self.rule(indent=65)

    def foot(self, of: str = "", *, second: str = "", first: str = "") -> None:
        """Recipients on the left, the signature on the right.

        Args:
            second: who else signs, on the left in the place of the recipients.
            first: as what the signer signs, instead of on whose behalf and in which office.
        """
        self.line("", size=8, keep=True)
        left, right = self.columns(80, 85)
        self.place = left
        if second:
            self.line(second, align=CENTRE, bold=True)
            self.line("(Ký, ghi rõ họ tên)", align=CENTRE, italic=True, size=13)
        else:
            for party, size in ((True, 12), (False, 11)):
                self.mark(f"p if {'' if party else 'not '}{of}head.party")
                if party:
                    self.line("Nơi nhận:", underline=True, size=14)
                else:
                    self.line("Nơi nhận:", bold=True, italic=True, size=12)
                self.each(
                    f"one in {of}recipients",
                    lambda size=size: self.line("- {{ one }}", size=size),  # type: ignore[misc]
                )
                self.mark("p endif")
        self.place = right
        sign = f"{of}signature"
        if first:
            self.line(first, align=CENTRE, bold=True)
            self.line("(Ký, ghi rõ họ tên)", align=CENTRE, italic=True, size=13, after=56)
            self.line(said(f"{sign}.name"), align=CENTRE, bold=True)
            self.place = self.document
            return
        for name in ("authority", "instead_of"):
            self.when(
                f"{sign}.{name}",
                lambda name=name: self.line(  # type: ignore[misc]
                    said(f"{sign}.{name}"), align=CENTRE, bold=True
                ),
            )
        self.mark(f"p if {of}head.party")
        self.line(said(f"{sign}.title"), align=CENTRE, after=64)
        self.mark("p else")
        self.line(said(f"{sign}.title"), align=CENTRE, bold=True, after=64)
        self.mark("p endif")
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
                paragraph.paragraph_format.space_before = Pt(2)
                paragraph.paragraph_format.space_after = Pt(2)
                self._run(paragraph, said, bold=bold, size=12)
        _repeated(table.rows[0])
        for row in table.rows:
            _whole(row)

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


def _whole(row: Any) -> None:
    """Keep a table's row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeated(row: Any) -> None:
    """Print a table's first row on every page that it runs over."""
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)
