"""Nếu quy định thay đổi: what another law would do to what is open; nothing is recorded.

dialogue-cases what-if --limit P4=5 --since 2026-11-01
"""

from datetime import date
from pathlib import Path
from typing import Any

from dialogue_cases import given_file
from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import day_of, on_argument
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.deadlines import Change
from dialogue_cases.errors import Invalid
from dialogue_cases.projection import Views
from dialogue_cases.views.board import unfinished
from dialogue_cases.vocabulary import Citation
from dialogue_cases.ward import WARD
from dialogue_cases.workdays import OfficialDay

GIVEN = Citation(text="giả định", certainty="I", note="given on the command line of what-if")
CHOICES = {"on": True, "off": False}
ASKED = ("rules", "calendar", "limit", "switch", "day_off", "working_day")


def add_what_if(app: Commands, clerk: Clerk) -> None:
    """Add `what-if` to the program."""
    say = clerk.language.say
    arguments = [
        Argument(name="rules", about=say("a file with another deadlines.toml")),
        Argument(name="calendar", about=say("a file with another calendar.toml")),
        Argument(name="limit", kind="texts", about=say("a limit of the ward's own, as P4=5")),
        Argument(
            name="switch",
            kind="texts",
            about=say("a switch of the ward's own, as chairman_receptions=on"),
        ),
        Argument(name="day_off", kind="texts", about=say("one more day off")),
        Argument(name="working_day", kind="texts", about=say("one more day that is worked")),
        on_argument(clerk.language),
        Argument(
            name="since",
            about=say(
                "from when the ward's own limits would hold; the day asked about if not given"
            ),
        ),
    ]
    about = say("What would change for what is open, under another law. Nothing is recorded.")
    add(app, "what-if", about, arguments, lambda typed: _what_if(clerk, typed))


def _what_if(clerk: Clerk, typed: dict[str, Any]) -> None:
    if not any(name in typed for name in ASKED):
        options = ", ".join(f"--{name.replace('_', '-')}" for name in ASKED)
        raise Invalid("nothing is asked", where="what-if", expected="one of {among}", among=options)
    limits = {
        rule: reading.whole(amount, "--limit")
        for rule, amount in (_pair(one, "--limit", "P4=5") for one in typed.get("limit", ()))
    }
    switches = {
        name: _choice(told)
        for name, told in (
            _pair(one, "--switch", "chairman_receptions=on") for one in typed.get("switch", ())
        )
    }
    with clerk.office() as office, Views.of(office) as views:
        day = day_of(office, typed)
        changes = office.what_would_change(
            on=day,
            since=reading.day(typed["since"], "--since") if "since" in typed else None,
            rules=_file(typed, "rules"),
            calendar=_file(typed, "calendar"),
            limits=limits,
            switches=switches,
            days=[
                *_days(typed, "day_off", "off", day),
                *_days(typed, "working_day", "working", day),
            ],
            lives=unfinished(views, day),
        )
    if clerk.json:
        code = clerk.language.code
        as_json({"on": day, "changes": [_plain(one, code) for one in changes]})
        return
    _tell(Teller(clerk.language), changes, day)


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise Invalid(
            "{text} has no value", where=option, expected="{example}", text=text, example=example
        )
    return name.strip(), value.strip()


def _choice(text: str) -> bool:
    if text not in CHOICES:
        right = "one of {among}"
        raise Invalid(
            "{text} isn't known here", where="--switch", expected=right, text=text, among="on, off"
        )
    return CHOICES[text]


def _file(typed: dict[str, Any], name: str) -> bytes | None:
    return given_file.read(Path(typed[name])) if name in typed else None


def _days(typed: dict[str, Any], name: str, kind: Any, known_since: date) -> list[OfficialDay]:
    option = f"--{name.replace('_', '-')}"
    return [
        OfficialDay(day=reading.day(text, option), kind=kind, basis=GIVEN, known_since=known_since)
        for text in typed.get(name, ())
    ]


def _tell(teller: Teller, changes: list[Change], day: date) -> None:
    language = teller.language
    say, value, code = language.say, language.value, language.code
    if not changes:
        teller.line(say("Nothing that is open on {day} would change.", day=day))
        return
    teller.line(say("What is open on {day} and would change:", day=day))
    for one in changes:
        rule = one.obligation.rule
        stream = one.stream if one.stream != WARD else str(one.obligation.root)
        teller.line(f"{stream}  {rule.id}  {one.told(code)}", style="bold")
        teller.line(rule.vi if code == "vi" else rule.en, 2)
        before, after = _said(one, one.due)
        due = say("due {day}", day=value(after))
        if before != after:
            due = say("due {before} → {after}", before=value(before), after=value(after))
        stood, stands = (language.word(str(told)) for told in _said(one, one.status))
        teller.line(f"{due}; {stands if stood == stands else f'{stood} → {stands}'}", 2)
        for reason in one.reasons:
            teller.line(reason.told(code), 4)


def _said(one: Change, pair: tuple[Any, Any]) -> tuple[Any, Any]:
    """Before and after; of what there is only once, both times the same."""
    before, after = pair
    if one.before is None:
        return after, after
    return before, before if one.after is None else after


def _plain(one: Change, code: Any) -> dict[str, Any]:
    return {
        "stream": one.stream,
        "rule": one.rule,
        "slug": one.obligation.rule.slug,
        "root": one.obligation.root,
        "kind": one.kind,
        "due": {"before": one.due[0], "after": one.due[1]},
        "status": {"before": one.status[0], "after": one.status[1]},
        "reasons": [
            {
                "cause": reason.cause,
                "before": reason.before,
                "after": reason.after,
                "day": reason.day,
                "basis": reason.basis.text if reason.basis else None,
                "told": reason.told(code),
            }
            for reason in one.reasons
        ],
    }
