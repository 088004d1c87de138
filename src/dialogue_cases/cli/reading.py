"""Đọc đối số: what was typed, as the value that a decision takes.

Days are read in both orders (2023-05-12, 12/05/2023), a last day also as a month, a quarter or a
deadline in words (`vocabulary.due_said`); bodies and groups by name too; what is
made of several fields as JSON, from a file (`@items.json`, `@items.toml`), or, where only one
field is required, as the text of that field.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
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
from dialogue_cases.errors import Invalid
from dialogue_cases.prepared import converter
from dialogue_cases.spelling import nfc, same_name
from dialogue_cases.vocabulary import (
    BodyId,
    DocumentNumber,
    GroupId,
    PartyId,
    When,
    due_said,
    month,
)

if TYPE_CHECKING:
    from dialogue_cases.ward import Ward

DAY = "a day such as 2023-05-12 or 12/05/2023"
LAST_DAY = "a day, 2026-09, 2026-Q3, or words such as “trước ngày 30/6/2026”"
WHEN = "a day, a month (2023-05) or a day with a time (12/05/2023 08:00)"

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_VIETNAMESE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")
_MOMENT = re.compile(r"(\S+?)[T ]+(\d{1,2}:\d{2})(?::\d{2})?")


@frozen
class Reader:
    """Người đọc đối số: reads what was typed, by the type that is wanted.

    Args:
        language: in which stored words may be typed too.
        ward: whose bodies and groups are named; None while no store is open.
    """

    language: Language = field(factory=Language)
    ward: "Ward | None" = None

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
            values = [self._several(wanted, text, option) for text in typed]
            return tuple(value for several in values for value in several)
        if hint is date and option.removeprefix("--").replace("-", "_") in LAST_DAYS:
            return last_day_typed(typed[-1], option)
        return self._one(hint, typed[-1], option)

    def _several(self, hint: Any, text: str, option: str) -> list[Any]:
        """One occurrence of a repeated option: one value, or a list of them as JSON."""
        if not attrs.has(hint) or hint is DocumentNumber:
            return [self._one(hint, text, option)]
        given = _structure(text, option)
        match given:
            case list():
                many = given
            case dict() if len(given) == 1 and isinstance(only := next(iter(given.values())), list):
                many = only  # a TOML file names its list: [[items]]
            case _:
                many = [given]
        return [self._made(hint, one, option) for one in many]

    def _one(self, hint: Any, text: str, option: str) -> Any:
        text = nfc(text.strip())
        if get_origin(hint) is Literal:
            return self._choice(get_args(hint), text, option)
        if isinstance(hint, NewType):
            return self.named(hint, text)
        if hint in _PLAIN:
            return _PLAIN[hint](text, option)
        if get_origin(hint) in (UnionType, Union):
            return when(text, option)
        return self._made(hint, _structure(text, option), option)

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
        return text

    def _made(self, hint: Any, given: Any, option: str) -> Any:
        """A value of several fields, every one of them known, with bodies by name."""
        needed = [one.name for one in attrs.fields(hint) if one.default is attrs.NOTHING]
        if isinstance(given, str) and len(needed) == 1:
            given = {needed[0]: given}
        given = _with_days(hint, given, option)
        try:
            made = converter(hint)(given)
        except msgspec.ValidationError as error:
            what, path = given_file.misfit(error)
            raise Invalid(
                what,
                where=f"{option}{path}",
                expected="JSON with the fields {fields}, or @file.json, or @file.toml",
                fields=_fields(hint),
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


def day(text: str, option: str) -> date:
    """A local day.

    >>> day("26/04/2023", "--from"), day("2023-04-26", "--from")
    (datetime.date(2023, 4, 26), datetime.date(2023, 4, 26))
    """
    numbers: tuple[str, ...] = ()
    if found := _ISO.fullmatch(text):
        numbers = found.groups()
    elif found := _VIETNAMESE.fullmatch(text):
        numbers = found.groups()[::-1]
    try:
        return date(*map(int, numbers))
    except (TypeError, ValueError):
        raise Invalid("{text} is no day", where=option, expected=DAY, text=text) from None


LAST_DAYS = frozenset({"due", "report_due", "until"})
"""The fields that hold a last day: a month or a quarter is its last one there."""


def last_day_typed(text: str, option: str) -> date:
    """A last day: a day, or what a month, a quarter or a deadline in words comes to.

    >>> str(last_day_typed("2026-Q3", "--due")), str(last_day_typed("trước 30/6/2026", "--due"))
    ('2026-09-30', '2026-06-29')
    """
    said = due_said(text)
    if said is None or said.last is None:
        raise Invalid("{text} is no last day", where=option, expected=LAST_DAY, text=text)
    return said.last


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
    """A day, a month, or a day with a time.

    >>> str(when("2023-05", "--on")), str(when("12/05/2023 08:00", "--on"))
    ('2023-05', '2023-05-12 08:00')
    """
    try:
        if found := _MONTH.fullmatch(text):
            year, number = (found[1], found[2]) if found[1] else (found[4], found[3])
            return month(int(year), int(number))
        if found := _MOMENT.fullmatch(text):
            return When(day=day(found[1], option), at=time.fromisoformat(found[2].zfill(5)))
        return day(text, option)
    except ValueError:
        raise Invalid("{text} is no day", where=option, expected=WHEN, text=text) from None


def _period(text: str, option: str) -> When:
    found = when(text, option)
    return found if isinstance(found, When) else When(day=found)


def _time(text: str, option: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        right = "a time such as 08:00"
        raise Invalid("{text} is no time of day", where=option, expected=right, text=text) from None


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
    int: whole,
    date: day,
    time: _time,
    When: _period,
    DocumentNumber: number,
}


def _structure(text: str, option: str) -> Any:
    """What JSON or a file holds; any other text as it is."""
    text, toml = text.strip(), False
    if text.startswith("@"):
        path = Path(text[1:])
        toml = path.suffix == ".toml"
        try:
            text = given_file.text(path)
        except Invalid as error:
            where = f"{option} {error.where}"
            raise Invalid(error.said, where=where, expected=error.right) from None
    elif not text.startswith(("{", "[")):
        return text
    try:
        return tomllib.loads(text) if toml else json.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        kind = "TOML" if toml else "JSON"
        raise Invalid("it isn't {kind}: {why}", where=option, kind=kind, why=str(error)) from None


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


def _fields(hint: Any) -> str:
    return ", ".join(
        one.name if one.default is attrs.NOTHING else f"[{one.name}]" for one in attrs.fields(hint)
    )
