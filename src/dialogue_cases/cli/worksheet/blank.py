"""Phiếu trống: a worksheet to be filled in, with lists to choose from."""

import io
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from attrs import frozen

from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import excel
from dialogue_cases.cli.worksheet.layout import DAY, NUMBER, SESSION, SHEET, Page
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, On

if TYPE_CHECKING:
    from dialogue_cases.session import Session
    from dialogue_cases.ward import Ward

LISTS = "Danh mục"
SEVERAL = "Nhiều giá trị: mỗi dòng một giá trị, hoặc cách nhau bằng dấu ;"
MOMENT = "Ngày 15/3, giờ 8h30, hoặc cả hai: 15/3 8h30"
WIDE = ("Trích yếu", "Nội dung", "Việc", "Kết quả", "Xác nhận", "Tiến độ", "Lời", "Quan điểm",
        "Điểm", "Tổng hợp", "Chỉ đạo")  # fmt: skip
"""Under which headings whole sentences are written."""


@frozen(kw_only=True)
class Blank:
    """Phiếu trống: what a sheet is made for.

    Args:
        language: says the stored words.
        ward: whose bodies, groups and officers are listed.
        pages: which pages it has.
        stream: the session that it is about, if that is known …
        session: … as it stands.
    """

    language: Language
    ward: "Ward"
    pages: Sequence[Page]
    stream: str | None = None
    session: "Session | None" = None

    def workbook(self) -> bytes:
        """The sheet, as an Excel workbook.

        Raises:
            Invalid: XlsxWriter isn't installed.
        """
        file, code = io.BytesIO(), f"P-{secrets.token_hex(4)}"
        with excel(file) as book:
            styles = {
                "title": book.add_format({"bold": True, "font_size": 14}),
                "head": book.add_format(
                    {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center",
                     "border": 1, "bg_color": "#DDEBF7"}
                ),
                "label": book.add_format({"bold": True, "border": 1, "valign": "top"}),
                "cell": book.add_format(
                    {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"}
                ),
                "note": book.add_format({"italic": True}),
            }  # fmt: skip
            sheets = {page.title: book.add_worksheet(page.title) for page in self.pages}
            lists = _Lists(book.add_worksheet(LISTS), {})
            for page in self.pages:
                self._page(sheets[page.title], page, styles, lists, code)
            lists.sheet.hide()
        return file.getvalue()

    def _page(
        self, sheet: Any, page: Page, styles: Mapping[str, Any], lists: "_Lists", code: str
    ) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.write_string(0, 0, page.title.upper(), styles["title"])
        sheet.write_string(1, 0, page.about, styles["note"])
        sheet.write_string(2, 0, SHEET, styles["label"])
        sheet.write_string(2, 1, code, styles["cell"])
        top = 4
        if page.rows is None:
            sheet.set_column(0, 0, 26)
            sheet.set_column(1, 1, 60)
            sheet.set_portrait()
            told = self._known()
            for row, (name, hint) in enumerate(page.headings.items(), start=top):
                sheet.write_string(row, 0, name, styles["label"])
                sheet.write_string(row, 1, told.get(name, ""), styles["cell"])
                self._choose(sheet, hint, lists, (row, 1, row, 1))
            return
        sheet.set_row(top, 42)
        for column, (name, hint) in enumerate(page.headings.items()):
            sheet.write_string(top, column, name, styles["head"])
            last = top + page.rows
            for row in range(top + 1, last + 1):
                sheet.set_row(row, 32)
                if name == NUMBER:
                    sheet.write_number(row, column, row - top, styles["cell"])
                else:
                    sheet.write_blank(row, column, None, styles["cell"])
            sheet.set_column(column, column, _width(name))
            self._choose(sheet, hint, lists, (top + 1, column, last, column))
        sheet.freeze_panes(top + 1, 2)
        sheet.repeat_rows(top)

    def _known(self) -> dict[str, str]:
        """What is known of the session before anybody fills it in."""
        told = {SESSION: self.stream or ""}
        if self.session is None:
            return told
        fixed, say = self.session.fixed, self.language.value
        if fixed is not None:
            told[DAY] = say(fixed.day)
            if fixed.at is not None:
                told["Khai mạc lúc"] = f"{fixed.at.hour}h{fixed.at.minute:02d}"
        heads = [one.officer for one in self.ward.holdings if one.office == self.session.head]
        chair = self.session.delegated.officer if self.session.delegated else None
        told["Người chủ trì"] = chair or (heads[0] if len(heads) == 1 else "")
        return told

    def _choose(
        self, sheet: Any, hint: Any, lists: "_Lists", area: tuple[int, int, int, int]
    ) -> None:
        """Offer what may stand there, or say how it is written; nothing is forbidden."""
        if get_origin(hint) is tuple:
            sheet.data_validation(*area, {"validate": "any", "input_message": SEVERAL})
        elif words := self._words(hint):
            among = lists.of(str(hint), words)
            rule = {"validate": "list", "source": among, "error_type": "information"}
            sheet.data_validation(*area, rule)
        elif hint in (date, On):
            sheet.data_validation(*area, {"validate": "any", "input_message": MOMENT})

    def _words(self, hint: Any) -> list[str]:
        if hint is bool:
            return ["có", "không"]
        if get_origin(hint) is Literal:
            return [self.language.word_or(str(one)) for one in get_args(hint)]
        if hint is BodyId:
            return [one.name for one in self.ward.bodies.values()]
        if hint is GroupId:
            return [one.name for one in self.ward.groups.values()]
        if hint is OfficerId:
            return list(dict.fromkeys(str(one.officer) for one in self.ward.holdings))
        return []


@frozen
class _Lists:
    """Danh mục: the lists of a workbook, a column each."""

    sheet: Any
    columns: dict[str, str]

    def of(self, name: str, words: Sequence[str]) -> str:
        """Where a list stands."""
        if name not in self.columns:
            from dialogue_cases.register_file.sheet import letter

            place = len(self.columns)
            for row, word in enumerate(words):
                self.sheet.write_string(row, place, word)
            column = letter(place + 1)
            self.columns[name] = f"='{LISTS}'!${column}$1:${column}${len(words)}"
        return self.columns[name]


def _width(heading: str) -> int:
    if heading == NUMBER:
        return 5
    return 36 if heading.startswith(WIDE) else 16
