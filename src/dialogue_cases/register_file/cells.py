"""Ô: what is written in one cell, read as a day, a number, a document; never guessed."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.petition.rules import LARGE_GROUP
from dialogue_cases.register_file.sheet import Broken, Cell
from dialogue_cases.spelling import bare, canon, nfc
from dialogue_cases.vocabulary import Document, On, When, month, whole_year

T = TypeVar("T")


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
_SHORT = re.compile(
    r"(?:ngày )?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})(?:\s*(?:[/.-]|năm)\s*(\d{2}))?"
)


def day_of(cell: Cell, *, today: date, year: int | None = None) -> On:
    """When something was: a day, or a month or year that stays as imprecise as it is written.

    Args:
        today: the local day on which it is read; nothing in a register is later.
        year: of a day that is written without its year, or with two digits of it; None: such
            isn't read.

    Raises:
        Invalid: it is no day, or one that hasn't come.

    Example:
        >>> day_of("05/3", today=date(2026, 12, 1), year=2026)
        datetime.date(2026, 3, 5)
        >>> str(day_of("tháng 5/2023", today=date(2023, 12, 1)))
        '2023-05'
        >>> day_of("5.6.2023", today=date(2023, 12, 1)), day_of(45082, today=date(2023, 12, 1))
        (datetime.date(2023, 6, 5), datetime.date(2023, 6, 5))
    """
    try:
        found = _day(cell, year)
    except ValueError:
        found = None
    if found is None and year is None and _SHORT.fullmatch(text_of(cell).casefold()):
        raise Invalid(
            "it is a day without its full year",
            expected="the day with its year, or year = … under [book] in the mapping",
        )
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


def _day(cell: Cell, in_year: int | None) -> On | None:
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
    short = _SHORT.fullmatch(text)
    if short and in_year and short[3] in (None, f"{in_year % 100:02}"):
        return date(in_year, int(short[2]), int(short[1]))
    if found := _YEAR.fullmatch(text):
        return whole_year(int(found[1]))
    return None


# -- Numbers --------------------------------------------------------------------------------

_ENTRY = re.compile(r"0*([1-9]\d*[a-zđ]?)\.?", re.IGNORECASE)
_PEOPLE = re.compile(r"(\d+)(?: người| công dân)?", re.IGNORECASE)
_LARGE = re.compile(r"[\s,;/:(\[–-]*(?:đoàn )?đông người[\s)\]]*", re.IGNORECASE)
_AROUND = re.compile(r"\s*([,;/:&+()–-])\s*")
_AFTER = re.compile(r"[ /\\|:;.,(–-]{0,3}(\d+)(?: ?(?:người|công dân))?\)?")
_BEFORE = re.compile(r"(\d+)(?: ?(?:người|công dân))?[ /\\|:;.,–-]{0,3}")
_SEVERAL = re.compile(r"[,;&+]| và ")


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
    bare, large = _without_note(text)
    found = _PEOPLE.fullmatch(bare)
    if found is None:
        raise Invalid("it is no number of people", expected="a number such as 15")
    return _checked(int(found[1]), large)


def kind_and_people(text: str, kinds: Mapping[str, T]) -> tuple[T, int | None]:
    """Phân loại đơn/Số người: a kind and how many people, in one cell.

    Args:
        text: what the cell says: "KN", "KN/03", "KN: 3 người", "03 KN", "PA/12 (đoàn đông người)".
        kinds: of each word of the register the kind.

    Returns:
        The kind, and the number; None where none is written.

    Raises:
        Invalid: it is none of these; or there are several kinds, or people without number.

    Example:
        >>> kind_and_people("KN, PA/12 (đoàn đông người)", {"kn": "complaint", "kn,pa": "report"})
        ('report', 12)
    """
    bare, large = _without_note(text)
    found = _kind_and_number(bare, kinds)
    if found is None:
        parts = [_kind_and_number(one, kinds) for one in _SEVERAL.split(bare)]
        if len(parts) > 1 and all(parts):
            raise Invalid(
                "it holds several kinds", expected="one of them, each of the others in its own row"
            )
        raise Invalid(
            "it is no kind of the mapping with a number of people",
            expected='one of {among}, alone or with the number, such as "{example}/03"',
            among=quoted(kinds),
            example=next(iter(kinds), "KN").upper(),
        )
    kind, number = found
    return kind, None if number is None and not large else _checked(number or 0, large)


def _kind_and_number(text: str, kinds: Mapping[str, T]) -> tuple[T, int | None] | None:
    text, known = _joined(text), {_joined(word): kind for word, kind in kinds.items()}
    exactly = known.get(text)
    for word in sorted(known, key=len, reverse=True):
        after = _AFTER.fullmatch(text.removeprefix(word)) if text.startswith(word) else None
        before = _BEFORE.fullmatch(text.removesuffix(word)) if text.endswith(word) else None
        if (number := after or before) and exactly in (None, known[word]):
            return known[word], int(number[1])
    return None if exactly is None else (exactly, None)


def _joined(text: str) -> str:
    """A phrase as it is compared, and without spaces beside its marks."""
    return _AROUND.sub(r"\1", compared(text))


def _without_note(text: str) -> tuple[str, bool]:
    """What is left of a text without the note that these are many, and whether it was there."""
    bare = _LARGE.sub(" ", nfc(text)).strip()
    return bare, bare != nfc(text).strip()


def _checked(number: int, large: bool) -> int:
    if not 0 < number < 100_000:
        raise Invalid("it is no number of people", expected="a number such as 15")
    if large and number < LARGE_GROUP:
        raise Invalid(
            "it says that it is a large group, of {number} people",
            expected="{least} people or more, or no such note",
            number=number,
            least=LARGE_GROUP,
        )
    return number


def quoted(words: Iterable[str]) -> str:
    """Words as an error lists them."""
    return ", ".join(f'"{one}"' for one in words)


def is_no_name(text: str) -> bool:
    """Whether it is a mark: it has fewer letters than the name of a body."""
    return sum(map(str.isalpha, text)) < 2


_NOBODY = re.compile(
    r"(?:hôm nay |trong ngày )?(?:không|ko)(?: có| phát sinh| tiếp)*"
    r"(?: (?:lượt |trường hợp )?(?:công dân|người dân|cd|ai|lượt|đoàn|trường hợp)\b.{0,40}"
    r"| người(?: (?:nào|dân|đến|tới|được|tiếp|phản ánh|kiến nghị|khiếu nại))*)?"
)


def says_nobody(text: str) -> bool:
    """Không có công dân đến: whether it says that on this day nobody came.

    >>> says_nobody("Không có công dân đến."), says_nobody("Không có người quét rác")
    (True, False)
    """
    return _NOBODY.fullmatch(compared(text).strip("()[] ")) is not None


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
