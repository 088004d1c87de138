"""Trang in: how a sheet is laid out as a form on A4 paper, so that it can be printed and signed.

Letters have 10 points, or 9 where a spreadsheet program makes a page a little narrower than we
reckon. A row is as high as its text asks for: no program does that for merged cells, and some
for none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from attrs import frozen

from dialogue_cases.cli.language import Language

FONT, SIZE = "Times New Roman", 10
PAGE = 1060
"""How many pixels A4 paper lying on its side has between margins of 15 and 10 mm."""
HEIGHT = 500
"""How many points high such a page is."""
PIXELS, EDGE = 7, 5
"""How many pixels a unit of a column's width has, and how many each column has beside them."""
LEAST = 4.3
"""Units under which a column holds no figure of five digits."""
DAY = 9.4
"""How many units a day takes."""
SHARE = 0.45
"""Of how wide a column would be, how much it must have at least."""
WORD = 14
"""How many letters of a word are kept together; a longer one may be broken."""
SMALL = 0.78
"""How many units a small letter takes; a figure and a capital take one."""
LETTERS = 1.16
"""How many letters of a text stand in a unit."""
LINE, HIGHEST = 13.5, 400
"""How high a line is, and how high a row can be, in points."""
UPWARDS = 5.5
"""How high a letter is that is written upwards, in points."""


def pixels(widths: Iterable[float]) -> int:
    """How wide columns are together, as spreadsheet programs reckon.

    >>> pixels([10, 10])
    150
    """
    return sum(int(one * PIXELS) + EDGE for one in widths)


def shared(natural: Sequence[float], least: Sequence[float]) -> list[float]:
    """Widths that fill a page: each as wide as it would be, in proportion, and never too narrow.

    >>> [round(one) for one in shared([10, 30], [5, 5])]
    [38, 112]
    """
    room = (PAGE - EDGE * len(natural)) / PIXELS
    kept: dict[int, float] = {}
    while True:
        left = [place for place in range(len(natural)) if place not in kept]
        scale = (room - sum(kept.values())) / (sum(natural[place] for place in left) or 1)
        narrow = [place for place in left if natural[place] * scale < least[place]]
        if not narrow:
            return [kept.get(place, natural[place] * scale) for place in range(len(natural))]
        kept |= {place: least[place] for place in narrow}


_BREAKS = re.compile(r"\s|(?<=[^\W\d])[/-]")
"""Where a line may be broken: a day and a number are kept whole."""


def narrowest(text: str, *, bold: bool = False) -> float:
    """How wide a column must be so that no word of a text is broken.

    >>> round(narrowest("Thông/báo"), 1), narrowest("") < narrowest("Hộ chiếu")
    (4.9, True)
    """
    longest = max(map(_units, _BREAKS.split(text)))
    return longest * (1.25 if bold else 1) + 0.8


def _units(word: str) -> float:
    """How wide a word is: a figure and a capital take a unit, another letter less."""
    kept = word[:WORD]
    return SMALL * len(kept) + (1 - SMALL) * sum(c.isdigit() or c.isupper() for c in kept)


def _lines(text: str, room: int) -> int:
    """On how many lines a text stands, its words whole where they fit."""
    lines, left = 1, room
    for word in text.split():
        long = len(word)
        if long > left and left < room:
            lines, left = lines + 1, room
        if long > room:
            lines, long = lines + long // room, long % room
        left -= long + 1
    return lines


def height(texts: Iterable[tuple[str, float]], *, bold: bool = False) -> float:
    """How high a row is, in points.

    Args:
        texts: each with the width of its column.
        bold: whether they are written bold.
    """
    most = 1
    for text, width in texts:
        room = max(1, int(width * LETTERS * (0.88 if bold else 1)) - 1)
        if len(text) > room or "\n" in text:
            most = max(most, sum(_lines(one, room) for one in text.split("\n")))
    return min(HIGHEST, most * LINE + 2)


def upright(text: str, width: float) -> float:
    """How high a row is in which a text is written upwards, over as many lines as fit beside."""
    lines = max(1, int(width * PIXELS / 18))
    letters = max(1.15 * len(text.replace("\n", "")) / lines, *map(len, text.split()), 1)
    return min(HIGHEST, letters * UPWARDS + 8)


@frozen
class Heading:
    """Ô tiêu đề: a heading, and the rows and columns of the form that it covers."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


def headings(columns: Sequence[Sequence[str]]) -> Iterator[Heading]:
    """The headings of a form: what stands above several columns covers them all.

    Args:
        columns: the headings of each, the outermost first.

    Example:
        >>> for one in headings([("Đơn", "Tổng số"), ("Ghi chú",)]):
        ...     print(one)
        Heading(text='Đơn', row=0, column=0, last_row=0, last_column=0)
        Heading(text='Tổng số', row=1, column=0, last_row=1, last_column=0)
        Heading(text='Ghi chú', row=0, column=1, last_row=1, last_column=1)
    """
    depth = max(map(len, columns)) - 1
    for level in range(depth):
        place = 0
        for above, them in groupby(tuple(one[:-1][: level + 1]) for one in columns):
            width = len(list(them))
            if len(above) > level:
                yield Heading(above[level], level, place, level, place + width - 1)
            place += width
    for place, one in enumerate(columns):
        yield Heading(one[-1], len(one) - 1, place, depth, place)


@frozen
class Looks:
    """Kiểu chữ của một sổ: the formats of a workbook, each made once."""

    book: Any

    def made(self, **look: Any) -> Any:
        """A format: the font of every form, and what differs."""
        return self.book.add_format({"font_name": FONT, "font_size": SIZE, "valign": "top", **look})

    @cached_property
    def cell(self) -> Any:
        """A text in its cell."""
        return self.made(border=1, text_wrap=True)

    @cached_property
    def figure(self) -> Any:
        """A figure."""
        return self.made(border=1, text_wrap=True, align="center")

    @cached_property
    def day(self) -> Any:
        """A day."""
        return self.made(border=1, align="center", num_format="dd/mm/yyyy")

    @cached_property
    def heading(self) -> Any:
        """A heading of a column."""
        return self.made(border=1, text_wrap=True, bold=True, align="center", valign="vcenter")

    @cached_property
    def upwards(self) -> Any:
        """A heading of a narrow column, written upwards."""
        return self.made(
            border=1, text_wrap=True, bold=True, align="center", valign="vcenter", rotation=90
        )

    @cached_property
    def title(self) -> Any:
        """What the form is."""
        return self.made(bold=True, font_size=14, align="center", text_wrap=True)

    @cached_property
    def strong(self) -> Any:
        """Whose form it is, and who signs."""
        return self.made(bold=True, align="center", text_wrap=True)

    @cached_property
    def slanted(self) -> Any:
        """What period it is of, and where and when it is signed."""
        return self.made(italic=True, align="center", text_wrap=True)

    @cached_property
    def plain(self) -> Any:
        """A note under the form."""
        return self.made(text_wrap=True)


@frozen(kw_only=True)
class FormPage:
    """Trang biểu mẫu: a page of a workbook that is filled from top to bottom.

    Args:
        page: the worksheet.
        looks: of its workbook.
        widths: of its columns.
        language: of the reader.
    """

    page: Any
    looks: Looks
    widths: Sequence[float]
    language: Language

    def across(self, row: int, first: int, last: int, text: str, look: Any) -> None:
        """A text over several columns."""
        self._over(row, first, row, last, text, look)

    def _over(self, top: int, left: int, bottom: int, right: int, text: str, look: Any) -> None:
        """A text over several cells; a spreadsheet program refuses to merge a single one."""
        if (top, left) == (bottom, right):
            self.page.write_string(top, left, text, look)
        else:
            self.page.merge_range(top, left, bottom, right, text, look)

    def begin(self, *, title: str, unit: str, under: Sequence[str] = ()) -> int:
        """Whose form it is, what it is, and of what; the row on which its headings begin.

        Args:
            title: what the form is.
            unit: whose form it is; "" leaves the line out.
            under: lines below the title.
        """
        last, row = len(self.widths) - 1, 0
        for place, width in enumerate(self.widths):
            self.page.set_column(place, place, width)
        if unit:
            told = self.language.say("Unit: {unit}", unit=unit)
            self.across(row, 0, self._place(0.45), told, self.looks.strong)
            row += 1
        lines = [(title, self.looks.title), *((one, self.looks.slanted) for one in under if one)]
        for text, look in lines:
            self.across(row, 0, last, text, look)
            factor = 1.4 if look is self.looks.title else 1.0
            high = height([(text, sum(self.widths) / factor)])
            self.page.set_row(row, high * factor)
            row += 1
        return row + 1

    def head(self, top: int, columns: Sequence[Sequence[str]]) -> Mapping[int, float]:
        """The headings of its columns, above one another: how high their rows are.

        Args:
            top: the first row of them.
            columns: the headings of each, the outermost first.
        """
        found = list(headings(columns))
        high = dict.fromkeys(range(top, top + max(one.last_row for one in found) + 1), LINE + 2.0)
        for one in found:
            first, last = top + one.row, top + one.last_row
            width = sum(self.widths[one.column : one.last_column + 1])
            # A heading of one column that would be broken inside a word is written upwards.
            upwards = one.column == one.last_column and width < narrowest(one.text, bold=True)
            look = self.looks.upwards if upwards else self.looks.heading
            self._over(first, one.column, last, one.last_column, one.text, look)
            needs = upright(one.text, width) if upwards else height([(one.text, width)], bold=True)
            lacking = needs - sum(high[row] for row in range(first, last + 1))
            if lacking > 0:
                high[last] += lacking
        for row, points in high.items():
            self.page.set_row(row, points)
        return high

    def sign(self, row: int) -> None:
        """The place for who made it, and for the head: below the last row."""
        say, last = self.language.say, len(self.widths) - 1
        left, right = self._place(0.4), max(self._place(0.6), self._place(0.4) + 1)
        if right > last:
            return
        self.across(row, right, last, say("…, on … … …"), self.looks.slanted)
        for line, (made_by, headed_by, look) in enumerate(
            (
                (say("WHO MADE IT"), say("HEAD OF THE UNIT"), self.looks.strong),
                (say("(signature, name)"), say("(signature, seal)"), self.looks.slanted),
            ),
            start=row + 1,
        ):
            self.across(line, 0, left, made_by, look)
            self.across(line, right, last, headed_by, look)

    def set_up(self, first: int, last: int, *, high: float = 0) -> None:
        """How it is printed: on its side, as wide as a page, its headings on each page.

        Args:
            first: the first row of its headings …
            last: … and the last one.
            high: how high all of it is, in points: what is but little higher than a page is
                brought onto it, in letters of 9 points at least.
        """
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.set_margins(left=0.59, right=0.39, top=0.59, bottom=0.59)
        self.page.fit_to_pages(1, int(HEIGHT < high < HEIGHT / 0.9))
        self.page.repeat_rows(first, last)
        self.page.set_footer("&C&P")

    def _place(self, part: float) -> int:
        """The column at which a part of the whole width is over."""
        reached, whole = 0.0, sum(self.widths)
        for place, width in enumerate(self.widths):
            reached += width
            if reached >= whole * part:
                return place
        return len(self.widths) - 1


_LIFE = (
    "(?:dialogue|reception|petition|proceeding|matter)/[0-9]{4}/[0-9]+|plan/[0-9]{4}(?:/[0-9]+)?"
)
_CODES = re.compile(
    f"(?<![\\w/])(?:(task/)?({_LIFE})(?:/[a-z]+/([0-9]+))?(?![\\w/])"
    "|(?:ward )?((?:19|20)[0-9]{2})-(?:(0[1-9]|1[0-2])|Q([1-4]))(?![\\w-]))"
)
"""Ids of lives, and periods, as the record writes them."""


def called(text: str, language: Language) -> str:
    """A text with lives and periods by names that people say; ids are for commands.

    >>> called("dialogue/2023/1", Language()), called("2023-Q1", Language())
    ('Đối thoại số 1/2023', 'Quý 1/2023')
    """
    return _CODES.sub(lambda found: _named(found, language), text)


def _named(found: re.Match[str], language: Language) -> str:
    say = language.say
    _, life, item, year, month, quarter = found.groups()
    if month:
        return say("Month {month}/{year}", month=month, year=year)
    if quarter:
        return say("Quarter {quarter}/{year}", quarter=quarter, year=year)
    source = _life(life, language)
    return say("{source}, item {number}", source=source, number=item) if item else source


def _life(life: str, language: Language) -> str:
    say = language.say
    match life.split("/"):
        case "dialogue", year, number:
            return say("Dialogue {number}/{year}", number=number, year=year)
        case "reception", year, number:
            return say("Reception {number}/{year}", number=number, year=year)
        case "petition", year, number:
            return say("Petition {number}/{year}", number=number, year=year)
        case "proceeding", year, number:
            return say("Proceeding {number}/{year}", number=number, year=year)
        case "matter", year, number:
            return say("Matter {number}/{year}", number=number, year=year)
        case _, *year:
            return say("Plan of {year}", year="/".join(year))
    return life
