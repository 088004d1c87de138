"""Hai trục thời gian: as of which day, and as known when, a question is asked on a command line."""

from datetime import date
from typing import TYPE_CHECKING, Any

from dialogue_cases.cli import reading
from dialogue_cases.cli.commands import Argument
from dialogue_cases.cli.language import Language
from dialogue_cases.errors import Invalid

if TYPE_CHECKING:
    from dialogue_cases.office import Office
    from dialogue_cases.record import Known
    from dialogue_cases.vocabulary import On


def on_argument(language: Language) -> Argument:
    """`--on`: at the end of which local day it is judged."""
    return Argument(name="on", about=language.say("as of this day; today if not given"))


def effect_argument(language: Language) -> Argument:
    """`--on` where all that is on record is told if it isn't given."""
    return Argument(name="on", about=language.say("what had taken effect by this day"))


def known_argument(language: Language) -> Argument:
    """`--known`: by what was on record when."""
    return Argument(
        name="known", about=language.say("as was on record at the end of this day, or position")
    )


def first_argument(language: Language) -> Argument:
    """`--first`: how many of a long list are told."""
    return Argument(
        name="limit",
        option="--first",
        aliases=("--limit",),
        about=language.say("only so many, from the first one on"),
    )


def first_of(typed: dict[str, Any]) -> int | None:
    """What `first_argument` says; None: all of them."""
    limit = reading.whole(typed["limit"], "--first") if "limit" in typed else None
    if limit is not None and limit < 1:
        raise Invalid("it is too small", where="--first", expected="a number such as 3")
    return limit


def day_of(office: "Office", typed: dict[str, Any]) -> date:
    """The day that `on_argument` says; today if it isn't given."""
    return reading.day(typed["on"], "--on") if "on" in typed else office.today


def asked_on(office: "Office", typed: dict[str, Any]) -> date | None:
    """The day on which it is asked: as of a past state of the record, the day of that."""
    return None if "known" in typed and "on" not in typed else day_of(office, typed)


def effective(typed: dict[str, Any]) -> "On | None":
    """What `effect_argument` says."""
    return reading.when(typed["on"], "--on") if "on" in typed else None


def known_as(typed: dict[str, Any]) -> "Known | None":
    """What `known_argument` says: a position of the log, or a day."""
    return knowledge(typed["known"], "--known") if "known" in typed else None


def knowledge(text: str, option: str) -> "Known":
    """A state of knowledge that was typed: a position of the log, or a day."""
    return int(text) if text.isdecimal() else reading.day(text, option)
