"""Đọc đối số: what was typed, as the value that a decision takes.

Days are read in both orders (2023-05-12, 12/05/2023), without their year too (12/05), a last day
also as a month, a quarter or a deadline in words (`vocabulary.due_said`); times as they are said
(8h30); bodies and groups by name too; what is made of several fields as people write it
(`cli.shorthand`), as JSON, or from a file (`@items.json`, `@items.toml`).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs
import msgspec
from attrs import field, frozen

from dialogue_cases import given_file
from dialogue_cases.cli.language import Language
from dialogue_cases.errors import Invalid, Sentence
from dialogue_cases.prepared import converter
from dialogue_cases.record import LOCAL
from dialogue_cases.spelling import bare, nfc, same_name
from dialogue_cases.vocabulary import (
    BodyId,
    DocumentNumber,
    GroupId,
    OfficerId,
    PartyId,
    StreamId,
    Topic,
    When,
    day_said,
    due_said,
    first_day,
    hour_said,
    period_said,
)
from dialogue_cases.vocabulary.day_words import HOUR
from dialogue_cases.vocabulary.days import FIRST, LAST

if TYPE_CHECKING:
    from dialogue_cases.ward import Ward

DAY = "a day such as 2023-05-12, 12/05/2023 or 12/05"
LAST_DAY = "a day, 2026-09, 2026-Q3, or words such as “trước ngày 30/6/2026”"
WHEN = "a day, a month (05/2023), a quarter (quý 2/2023) or a day with a time (12/05/2023 8h30)"

_YEAR: ContextVar[int | None] = ContextVar("year", default=None)
_WITHOUT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})")
_MOMENT = re.compile(rf"(\S+?)(?:T|,?\s+){HOUR}", re.IGNORECASE)
_MOMENT_TURNED = re.compile(rf"{HOUR},?\s+(?:ngày\s+)?(\S+)", re.IGNORECASE)

YES, NO = ("có", "yes", "x", "đúng", "true"), ("không", "no", "sai", "false")
"""How people say that something holds, or doesn't."""


@contextmanager
def in_year(year: int | None) -> Iterator[None]:
    """Read days without a year as days of this one.

    >>> with in_year(2026):
    ...     day("12/10", "--on")
    datetime.date(2026, 10, 12)
    """
    token = _YEAR.set(year)
    try:
        yield
    finally:
        _YEAR.reset(token)


def year_in(words: Sequence[str]) -> int | None:
    """The year of the first life or series that is named.

    >>> year_in(["show", "petition/2026/7"])
    2026
    """
    named = (re.search(r"[a-z]/([1-9]\d{3})(?:/|$)", word) for word in words)
    return next((int(one[1]) for one in named if one), None)


def year_meant() -> int:
    """The year of what is typed without one: as `in_year` says, else this year."""
    return _YEAR.get() or datetime.now(LOCAL).year


@frozen
class Reader:
    """Người đọc đối số: reads what was typed, by the type that is wanted.

    Args:
        language: in which stored words may be typed too.
        ward: whose bodies and groups are named; None while no store is open.
        topics: those of the life that it is about, so that their titles will do.
    """

    language: Language = field(factory=Language)
    ward: "Ward | None" = None
    topics: tuple[Topic, ...] = ()

    def read(self, hint: Any, typed: Sequence[str], option: str) -> Any:
        """One argument.

        Args:
            hint: the type that the decision wants.
            typed: what was typed, once or (for a tuple) as often as the option was given.
            option: how the option is called.

        Raises:
            Invalid: it can't be read; the option, and what would be right.
        """
        hint = required(hint)
        if get_origin(hint) is tuple:
            wanted = get_args(hint)[0]
            values: list[Any] = []
            for text in typed:
                values += self._several(wanted, text, option, place=len(values) + 1)
            return tuple(values)
        if hint is date and option.split(".")[-1].lstrip("-").replace("-", "_") in LAST_DAYS:
            return last_day_typed(nfc(typed[-1].strip()), option)
        return self.one(hint, typed[-1], option)

    def _several(self, hint: Any, text: str, option: str, *, place: int) -> list[Any]:
        """One occurrence of a repeated option: one value, or a list of them from a file."""
        if not attrs.has(hint) or hint is DocumentNumber:
            return [self.one(hint, text, option)]
        given = _structure(text, option)
        match given:
            case str():
                return [self._written(hint, given, option, place)]
            case list():
                many = given
            case dict() if len(given) == 1 and isinstance(only := next(iter(given.values())), list):
                many = only  # a TOML file names its list: [[items]]
            case _:
                many = [given]
        return [self._made(hint, one, option) for one in many]

    def one(self, hint: Any, text: str, option: str) -> Any:
        """One value; see `read`."""
        text = nfc(text.strip())
        if get_origin(hint) is Literal:
            return self._choice(get_args(hint), text, option)
        if isinstance(hint, NewType):
            return self.named(hint, text)
        if hint in _PLAIN:
            return _PLAIN[hint](text, option)
        if get_origin(hint) in (UnionType, Union):
            return when(text, option)
        given = _structure(text, option)
        if isinstance(given, str):
            return self._written(hint, given, option)
        return self._made(hint, given, option)

    def _written(self, hint: Any, text: str, option: str, place: int | None = None) -> Any:
        """What has several fields, as people write it."""
        from dialogue_cases.cli.shorthand import fields_in

        return self._made(hint, fields_in(self, hint, text, option, place), option)

    def _choice(self, among: tuple[Any, ...], text: str, option: str) -> Any:
        words = {value: self.language.word_or(str(value)) for value in among}
        text = text if text in words else self.language.fitted(text)
        for value, word in words.items():
            if text == str(value) or same_name(text, word):
                return value
        # "đã tiếp nhận" will do for "đã tiếp nhận, thụ lý", where no other word has it too.
        parts = [v for v, word in words.items() if any(same_name(text, p) for p in word.split(","))]
        if len(parts) == 1:
            return parts[0]
        raise Invalid(
            "{text} isn't known here",
            where=option,
            expected="one of {among}",
            text=text,
            among=self.language.choices(among),
        )

    def named(self, hint: Any, text: str) -> str:
        """The id of a body or group that was typed by id, name or alias; else as typed."""
        if self.ward is None:
            return text
        if hint is BodyId and (body := self.ward.body(text)):
            return body.id
        if hint is GroupId and (group := self.ward.group(text)):
            return group.id
        if hint is OfficerId:
            named = {one.officer for one in self.ward.holdings if same_name(text, one.name or "")}
            return named.pop() if len(named) == 1 else text
        return stream_of(text) if hint is StreamId else text

    def _made(self, hint: Any, given: Any, option: str) -> Any:
        """A value of several fields, every one of them known, with bodies by name."""
        given = _with_days(hint, given, option)
        try:
            made = converter(hint)(given)
        except msgspec.ValidationError as error:
            what, path = given_file.misfit(error)
            raise Invalid(
                what,
                where=f"{option}{path}",
                expected="the fields {fields}, with ; between them, or @file.toml",
                fields=_fields(hint, self.language),
            ) from None
        _nothing_unknown(given, msgspec.to_builtins(made), option)
        return self._with_ids(made)

    def _with_ids(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._with_ids(one) for one in value)
        if not attrs.has(type(value)):
            return value
        changed = {}
        for name, hint in get_type_hints(type(value)).items():
            given = getattr(value, name)
            many = get_origin(required(hint)) is tuple
            inner = get_args(required(hint))[0] if many else required(hint)
            if inner in (BodyId, GroupId):
                changed[name] = (
                    tuple(self.named(inner, one) for one in given)
                    if many
                    else given and self.named(inner, given)
                )
            else:
                changed[name] = self._with_ids(given)
        return attrs.evolve(value, **changed)


def required(hint: Any) -> Any:
    """A type without its None; `date | When` stays what it is."""
    if get_origin(hint) not in (UnionType, Union):
        return hint
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return kinds[0] if len(kinds) == 1 else hint


def stream_of(text: str) -> str:
    """A life, its year left out where it is the one that is meant.

    >>> with in_year(2026):
    ...     stream_of("petition/7"), stream_of("task/dialogue/1/item/3"), stream_of("ward")
    ('petition/2026/7', 'task/dialogue/2026/1/item/3', 'ward')
    """
    text = text.strip("/")
    found = re.match(r"((?:task/)?[a-z]+)/(\d{1,3})(?=/[a-z]|$)", text)
    return text if found is None else f"{found[1]}/{year_meant()}/{found[2]}{text[found.end() :]}"


def day(text: str, option: str) -> date:
    """A local day.

    >>> day("26/04/2023", "--from"), day("2023-04-26", "--from")
    (datetime.date(2023, 4, 26), datetime.date(2023, 4, 26))
    """
    return _counted(_day(text, option), option)


def _day(text: str, option: str) -> date:
    if (said := day_said(text)) is None and _WITHOUT_YEAR.fullmatch(text):
        said = day_said(f"{text}/{year_meant()}")
    if said is None:
        raise Invalid("{text} is no day", where=option, expected=DAY, text=text)
    return said


def _counted(said: date, option: str) -> date:
    """A day of the years that the record counts with, whether it is recorded or asked about."""
    if not FIRST <= said <= LAST:
        raise Invalid(
            "{day} is outside of what can be counted with",
            where=option,
            expected="a day from {first} to {last}",
            day=said,
            first=FIRST,
            last=LAST,
        )
    return said


LAST_DAYS = frozenset({"due", "report_due", "until"})
"""The fields that hold a last day: a month or a quarter is its last one there."""


def last_day_typed(text: str, option: str) -> date:
    """A last day: a day, or what a month, a quarter or a deadline in words comes to.

    >>> str(last_day_typed("2026-Q3", "--due")), str(last_day_typed("trước 30/6/2026", "--due"))
    ('2026-09-30', '2026-06-29')
    """
    said = due_said(text, year_meant())
    if said is None or said.last is None:
        raise Invalid("{text} is no last day", where=option, expected=LAST_DAY, text=text)
    return _counted(said.last, option)


def _with_days(hint: Any, given: Any, where: str) -> Any:
    """The same, with the days that stand in it as text read as they are typed elsewhere."""
    many = get_origin(hint) is tuple
    if many and isinstance(given, list):
        inner = get_args(hint)[0]
        return [_with_days(inner, one, f"{where}[{at}]") for at, one in enumerate(given)]
    if not attrs.has(hint) or not isinstance(given, Mapping):
        return given
    hints, read = get_type_hints(hint), dict(given)
    for name, value in given.items():
        wanted = required(hints.get(name))
        if wanted is date and isinstance(value, str):
            reads = last_day_typed if name in LAST_DAYS else day
            read[name] = reads(nfc(value.strip()), f"{where}.{name}")
        else:
            read[name] = _with_days(wanted, value, f"{where}.{name}")
    return read


def when(text: str, option: str) -> date | When:
    """A day, a month, a quarter, or a day with a time.

    >>> str(when("2023-05", "--on")), str(when("12/05/2023 08:00", "--on"))
    ('2023-05', '2023-05-12 08:00')
    >>> str(when("quý IV/2026", "--on")), str(when("8h30 ngày 12/05/2023", "--on"))
    ('2026-10-01/2026-12-31', '2023-05-12 08:30')
    """
    try:
        said = _when(text, option)
    except ValueError:
        raise Invalid("{text} is no day", where=option, expected=WHEN, text=text) from None
    _counted(first_day(said), option)
    return said


def _when(text: str, option: str) -> date | When:
    if not text.isdecimal() and (period := period_said(text, year_meant())) is not None:
        return period
    if found := _MOMENT.fullmatch(text):
        return When(day=_day(found[1], option), at=_at(found[2], found[3]))
    if found := _MOMENT_TURNED.fullmatch(text):
        return When(day=_day(found[3], option), at=_at(found[1], found[2]))
    return _day(text, option)


def _period(text: str, option: str) -> When:
    found = when(text, option)
    return found if isinstance(found, When) else When(day=found)


def _at(hour: str, minute: str | None) -> time:
    return time(int(hour), int(minute or 0))


def _time(text: str, option: str) -> time:
    """A time of day.

    >>> _time("8h30", "--at"), _time("14 giờ", "--at")
    (datetime.time(8, 30), datetime.time(14, 0))
    """
    if (said := hour_said(text)) is None:
        right = "a time such as 08:00 or 8h30"
        raise Invalid("{text} is no time of day", where=option, expected=right, text=text)
    return said


def yes(text: str, option: str) -> bool:
    """Whether something holds.

    >>> yes("Có", "settled"), yes("khong", "settled")
    (True, False)
    """
    for words, holds in ((YES, True), (NO, False)):
        if bare(text) in map(bare, words):
            return holds
    raise Invalid("{text} isn't known here", where=option, expected="có or không", text=text)


def whole(text: str, option: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        right = "a number such as 3"
        raise Invalid(
            "{text} is no whole number", where=option, expected=right, text=text
        ) from None


def party(text: str, option: str) -> PartyId:
    """A party of a case."""
    stream, _, number = text.rpartition("#")
    if not stream or not number.isdecimal():
        right = "a party, such as dialogue/2023/1#2"
        raise Invalid("{party} names no party", where=option, expected=right, party=text)
    return PartyId(text)


def number(text: str, option: str) -> DocumentNumber:
    """The number of a document."""
    try:
        return DocumentNumber.parse(text)
    except ValueError:
        raise Invalid(
            "{text} is no document number",
            where=option,
            expected="one like 12-TB/ĐU or 12/QĐ-UBND",
            text=text,
        ) from None


_PLAIN: Mapping[Any, Callable[[str, str], Any]] = {
    str: lambda text, _: text,
    bool: yes,
    int: whole,
    date: day,
    time: _time,
    When: _period,
    DocumentNumber: number,
}


def _structure(text: str, option: str) -> Any:
    """What JSON or a file holds; any other text as it is."""
    text, path = text.strip(), Path()
    if text.startswith("@"):
        path = Path(text[1:])
        try:
            text = given_file.text(path)
        except Invalid as error:
            where = f"{option} {error.where}"
            raise Invalid(error.said, where=where, expected=error.right) from None
    elif not text.startswith(("{", "[")):
        return text
    if path.suffix == ".toml":
        from dialogue_cases.toml_file import tables

        return tables(text, where=f"{option} {path}")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = Sentence("line {line}, character {place}", line=error.lineno, place=error.colno)
        raise Invalid("it isn't {kind}: {why}", where=option, kind="JSON", why=place) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits
        raise Invalid("it isn't {kind}: {why}", where=option, kind="JSON", why=str(error)) from None


def _nothing_unknown(given: Any, made: Any, where: str) -> None:
    """Refuse fields that the type doesn't have: they are misspelt, or belong elsewhere."""
    if isinstance(given, Mapping) and isinstance(made, Mapping):
        for name in given:
            if name not in made:
                fields = ", ".join(made)
                raise Invalid(
                    "there is no field {name}",
                    where=where,
                    expected="one of {among}",
                    name=name,
                    among=fields,
                )
            _nothing_unknown(given[name], made[name], f"{where}.{name}")
    elif isinstance(given, list) and isinstance(made, list):
        for place, (one, other) in enumerate(zip(given, made, strict=False)):
            _nothing_unknown(one, other, f"{where}[{place}]")


def _fields(hint: Any, language: Language) -> str:
    named = ((language.field(one.name), one.default is attrs.NOTHING) for one in attrs.fields(hint))
    return "; ".join(name if needed else f"[{name}]" for name, needed in named)
