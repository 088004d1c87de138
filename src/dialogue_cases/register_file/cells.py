"""Ô: what is written in one cell, read as a day, a number, a document; never guessed."""

import re
from datetime import date, timedelta

from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.register_file.sheet import Broken, Cell
from dialogue_cases.spelling import bare, canon, nfc
from dialogue_cases.vocabulary import Document, On, When, month


def text_of(cell: Cell | None) -> str:
    """What a cell says, on one line, in composed form (NFC).

    >>> text_of("  Nguyễn  Thị\\nA "), text_of(5.0), text_of(None)
    ('Nguyễn Thị A', '5', '')
    """
    return " ".join(" ".join(lines_of(cell)).split())


def lines_of(cell: Cell | None) -> tuple[str, ...]:
    """The lines of a cell that say something.

    Raises:
        Invalid: it holds no value of its own, such as a formula.
    """
    match cell:
        case None:
            return ()
        case Broken(what=what, expected=expected):
            raise Invalid(what, expected=expected)
        case date():
            return (f"{cell:%d/%m/%Y}",)
        case float() if cell.is_integer():
            return (str(int(cell)),)
        case _:
            lines = (" ".join(line.split()) for line in nfc(str(cell)).splitlines())
            return tuple(line for line in lines if line)


def compared(text: str) -> str:
    """A phrase as it is compared: case, spaces, tone placement and the last mark don't count.

    >>> compared("Đã  giải quyết xong.") == compared("đã giải quyết xong")
    True
    """
    return " ".join(canon(text).casefold().split()).strip(" .,;:-–")


def heading(text: str) -> str:
    """A heading as it is compared: letters and digits alone, without tones.

    >>> heading("Họ tên,\\nđịa chỉ") == heading("HỌ TÊN - ĐỊA CHỈ")
    True
    """
    return "".join(c for c in bare(text) if c.isalnum())


# -- Days -----------------------------------------------------------------------------------

_FIRST_SERIAL, _LAST_SERIAL = 18264, 73050  # 01/01/1950 and 31/12/2099 as spreadsheets count
_EPOCH = date(1899, 12, 30)

_FULL = re.compile(r"(?:ngày )?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
_MONTH = re.compile(r"(?:tháng )?(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})")
_YEAR = re.compile(r"(?:năm )?(\d{4})")


def day_of(cell: Cell, *, today: date) -> On:
    """When something was: a day, or a month or year that stays as imprecise as it is written.

    Args:
        today: the local day on which it is read; nothing in a register is later.

    Raises:
        Invalid: it is no day, or one that hasn't come.

    Example:
        >>> str(day_of("tháng 5/2023", today=date(2023, 12, 1)))
        '2023-05'
        >>> day_of("5.6.2023", today=date(2023, 12, 1)), day_of(45082, today=date(2023, 12, 1))
        (datetime.date(2023, 6, 5), datetime.date(2023, 6, 5))
    """
    try:
        found = _day(cell)
    except ValueError:
        found = None
    if found is None:
        raise _no_day("it is no day")
    first = found.day if isinstance(found, When) else found
    if first > today:
        raise Invalid(
            "it is a day that hasn't come", expected="a day up to {day}", day=f"{today:%d/%m/%Y}"
        )
    if first.year < 1950:
        raise _no_day("it is a day before 1950")
    return found


def _no_day(what: str) -> Invalid:
    return Invalid(what, expected="a day such as 05/06/2023, a month such as 06/2023, or a year")


def _day(cell: Cell) -> On | None:
    if isinstance(cell, date | When):
        return cell
    text = text_of(cell).casefold()
    if text.isdecimal() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(text))
    if found := _FULL.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(text):
        return date(*map(int, found.groups()))
    if found := _MONTH.fullmatch(text):
        return month(int(found[2]), int(found[1]))
    if found := _YEAR.fullmatch(text):
        year = int(found[1])
        return When(day=date(year, 1, 1), through=date(year, 12, 31))
    return None


# -- Numbers --------------------------------------------------------------------------------

_ENTRY = re.compile(r"0*([1-9]\d*[a-zđ]?)\.?", re.IGNORECASE)
_PEOPLE = re.compile(r"(\d+)(?: người| công dân)?", re.IGNORECASE)


def entry_of(text: str) -> str | None:
    """The number of an entry; None if it is none.

    >>> entry_of("007"), entry_of("12a"), entry_of("Tháng 5")
    ('7', '12a', None)
    """
    found = _ENTRY.fullmatch(text)
    return found[1].lower() if found else None


def people_of(text: str) -> int:
    """How many people.

    Raises:
        Invalid: it isn't a number of people (households aren't people).
    """
    found = _PEOPLE.fullmatch(text)
    if found is None or not 0 < int(found[1]) < 100_000:
        raise Invalid("it is no number of people", expected="a number such as 15")
    return int(found[1])


def check_paper_number(cell: Cell) -> None:
    """Refuse a number from which a spreadsheet program has taken digits.

    Raises:
        Invalid: a number of neither 9 nor 12 digits, or one in powers of ten.
    """
    text = text_of(cell)
    lost = isinstance(cell, int | float) and len(text) not in (9, 12)
    if lost or re.fullmatch(r"\d[.,]\d+E\+?\d+", text, re.IGNORECASE):
        raise Invalid(
            "a spreadsheet program has changed the number",
            expected="the number as text, with 9 or 12 digits",
        )


# -- Documents and bodies ---------------------------------------------------------------

_NUMBER = re.compile(r"(?:số\s*:?\s*)?(\d+\s*[-/]\s*[A-ZĐ]{1,6}(?:[-/&.]\s*[A-ZĐ]+)*)(?![\w/])")
_NAMED_DAY = re.compile(r"(?:\bngày\s+)?\b(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\b", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\(\s*\)|\[\s*\]")


@frozen(kw_only=True)
class Named:
    """Nơi, việc, kèm văn bản: a phrase, with the document and the day that stand beside it.

    Args:
        phrase: what remains: the name of a body, what came of it.
        number: the number of a document, as written.
        day: a day that stands there.
    """

    phrase: str
    number: str | None = None
    day: date | None = None

    def document(self, kind: str) -> Document | None:
        """The document, if one stands there."""
        if self.number is None:
            return None
        return Document(kind=kind, number=self.number, issued_on=self.day)


def named_of(text: str, *, today: date) -> Named:
    """Take number and day of a document out of a text, and leave the rest.

    Raises:
        Invalid: a day in it is none, or there are several numbers or days.

    Example:
        >>> named_of("UBND thị xã (số 12/PC-UBND ngày 05/06/2023)", today=date(2024, 1, 1))
        Named(phrase='UBND thị xã', number='12/PC-UBND', day=datetime.date(2023, 6, 5))
    """
    numbers, days = _NUMBER.findall(text), _NAMED_DAY.findall(text)
    if len(numbers) > 1 or len(days) > 1:
        raise Invalid("it names several documents or days", expected="one document with its day")
    found = day_of(days[0], today=today) if days else None
    rest = _NUMBER.sub(" ", _NAMED_DAY.sub(" ", text))
    rest = " ".join(_LEFT_OVER.sub(" ", rest).split()).strip(" .,;:-–(")
    return Named(
        phrase=rest,
        number=numbers[0] if numbers else None,
        day=found if isinstance(found, date) else None,
    )
