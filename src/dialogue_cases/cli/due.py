"""Tính ngày đến hạn: bare day arithmetic; a rule counts as it does in the ward's own record.

dialogue-cases due --from 2023-04-26 --amount 7 --unit working-days --json

By a rule it asks the store that is there for the ward's own limits and days, so that it tells the
day that `deadlines` tells; without a store it counts by the law alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from attrs import frozen

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import HERE, Clerk, address
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.failing import UNSURE
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import Invalid
from dialogue_cases.vocabulary import Citation
from dialogue_cases.workdays import OfficialDay, Term, Unit, WorkingCalendar

if TYPE_CHECKING:
    from dialogue_cases.law import Law, RuleVersion

UNITS = tuple(unit.replace("_", "-") for unit in get_args(Unit))
GIVEN = Citation(text="dialogue-cases due", certainty="I", note="given on the command line")


def add_due(app: Commands, clerk: Clerk) -> None:
    """Add `due` to the program."""
    say = clerk.language.say
    arguments = [
        Argument(name="start", option="--from", required=True, about=say("the day of the event")),
        Argument(name="amount", about=say("how many")),
        Argument(name="unit", about=say("of what: {units}", units=", ".join(UNITS))),
        Argument(name="rule", about=say("the rule whose amount holds on that day, such as P4")),
        Argument(name="known", about=say("as the calendar was known at the end of this day")),
        Argument(name="explain", kind="flag", about=say("every day, counted or not, and why")),
        Argument(name="backward", kind="flag", about=say("so much before the day, not after it")),
        Argument(name="day_off", kind="texts", about=say("one more day off")),
        Argument(name="working_day", kind="texts", about=say("one more day that is worked")),
        Argument(
            name="culture_day_off",
            kind="flag",
            about=say("24 November (Vietnamese Culture Day) is a day off"),
        ),
        Argument(
            name="strict_148_5",
            kind="flag",
            about=say("a term that ends on a swapped day off doesn't roll on"),
        ),
    ]
    about = say("When a term ends: working days, days, weeks, months or years from a day.")
    add(app, "due", about, arguments, lambda typed: _due(clerk, typed))


def _due(clerk: Clerk, typed: dict[str, Any]) -> None:
    from dialogue_cases.workdays import add as after
    from dialogue_cases.workdays import subtract as before

    start = reading.day(typed["start"], "--from")
    known = reading.day(typed["known"], "--known") if "known" in typed else None
    with _here(clerk, start, known, by_rule="rule" in typed) as here:
        amount, unit, backward, by_rule = _amount(typed, start, here)
        calendar = _calendar(typed, start, known, here)
        count = before if backward else after
        term = count(calendar, start, amount, unit, on_unknown="provisional")
        answer = _answer(term, by_rule, known, here, explain=bool(typed.get("explain")))
    if clerk.json:
        as_json(answer)
    else:
        _tell(Teller(clerk.language), term, answer)


@frozen(kw_only=True)
class _Here:
    """Theo sổ của đơn vị: by which law it is counted, and where a rule stands.

    Args:
        ward: what the unit is called; None where no store is there.
        law: with the ward's own limits and days, if there is a ward.
        cited: where a rule's version stands here.
    """

    ward: str | None
    law: "Law"
    cited: Callable[["RuleVersion"], Citation]


@contextmanager
def _here(clerk: Clerk, start: date, known: date | None, *, by_rule: bool) -> Iterator[_Here]:
    from dialogue_cases.law import load_law

    if not by_rule or (clerk.store == address(HERE) and not clerk.has_store):
        yield _Here(ward=None, law=load_law(), cited=lambda version: version.citation)
        return
    with clerk.office() as office:
        law, sources = office.law_known(known=known), office.sources()

        def cited(version: "RuleVersion") -> Citation:
            amount = None if version.own_basis else version.amount
            return sources(version.own_basis or version.citation, start, None, amount)

        yield _Here(ward=office.ward().name, law=law, cited=cited)


def _amount(
    typed: dict[str, Any], start: date, here: _Here
) -> tuple[int, Unit, bool, dict[str, Any]]:
    """How much, of what, in which direction, and by which rule."""
    if "rule" in typed:
        for option in ("amount", "unit"):
            if option in typed:
                raise Invalid(
                    "a rule brings its own amount and unit",
                    where=f"--{option}",
                    expected="either --rule, or --amount and --unit",
                )
        return _by_rule(typed, start, here)
    for option in ("amount", "unit"):
        if option not in typed:
            right = "--amount and --unit, or --rule"
            raise Invalid("it is missing", where=f"--{option}", expected=right)
    amount = reading.whole(typed["amount"], "--amount")
    if amount < 1:
        right = "1 or more; --backward counts before the day"
        raise Invalid("{amount} is no amount", where="--amount", expected=right, amount=amount)
    for unit in get_args(Unit):
        if typed["unit"].replace("-", "_") == unit:
            return amount, unit, bool(typed.get("backward")), {}
    raise Invalid(
        "{text} is no unit",
        where="--unit",
        expected="one of {among}",
        text=typed["unit"],
        among=", ".join(UNITS),
    )


def _by_rule(
    typed: dict[str, Any], start: date, here: _Here
) -> tuple[int, Unit, bool, dict[str, Any]]:
    law, name = here.law, typed["rule"]
    counted = [rule for rule in law.rules if rule.is_term]
    rule = next((one for one in counted if name in (one.id, one.slug)), None)
    if rule is None:
        raise Invalid(
            "there is no rule {name} that counts from a day",
            where="--rule",
            expected="one of {among}",
            name=name,
            among=", ".join(f"{one.id} ({one.slug})" for one in counted),
        )
    version = law.version(rule.id, start)
    if version is None:
        raise Invalid(
            "{rule} isn't in force on {day}",
            where="--rule",
            expected="a day on which it is: {spans}",
            rule=rule.id,
            day=start,
            spans=", ".join(
                dict.fromkeys(f"{one.since or '…'} – {one.until or '…'}" for one in rule.versions)
            ),
        )
    amounts = dict.fromkeys(one.amount for one in rule.versions if one.in_force(start))
    if len(amounts) > 1:
        raise Invalid(
            "{rule} gives several amounts, by the kind of case: {amounts}",
            where="--rule",
            expected="--amount and --unit, or --rule",
            rule=rule.id,
            amounts=", ".join(str(one) for one in amounts),
        )
    if version.amount is None or version.unit is None or version.unit == "hours":
        right = "--amount and --unit, as the ward's own regulation sets them"
        raise Invalid("{rule} sets no number of days", where="--rule", expected=right, rule=rule.id)
    cited = here.cited(version)
    by_rule = {
        "rule": rule.id,
        "slug": rule.slug,
        "citation": cited.anywhere if here.ward is None else cited.text,
        "certainty": cited.certainty,
    }
    backward = (rule.shape == "before") != bool(typed.get("backward"))
    return version.amount, version.unit, backward, by_rule


def _calendar(
    typed: dict[str, Any], start: date, known: date | None, here: _Here
) -> WorkingCalendar:
    from dialogue_cases.law.calendar import load_calendar

    calendar = here.law.calendar_on(start)
    if typed.get("culture_day_off") or typed.get("strict_148_5"):
        calendar = load_calendar(
            culture_day_off=bool(typed.get("culture_day_off")),
            roll_on_swapped=not typed.get("strict_148_5"),
        ).with_days(*here.law.days, years=here.law.years)
    if known is not None:
        calendar = calendar.as_known(known)
    # What is given here is the last word on its day, whatever became known before.
    return calendar.with_days(
        *(
            OfficialDay(day=reading.day(text, option), kind=kind, basis=GIVEN, known_since=date.max)  # type: ignore[arg-type]
            for name, option, kind in (
                ("day_off", "--day-off", "off"),
                ("working_day", "--working-day", "working"),
            )
            for text in typed.get(name, ())
        )
    )


def _answer(
    term: Term, by_rule: dict[str, Any], known: date | None, here: _Here, *, explain: bool
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "due": term.due,
        "raw": term.last_day,
        "from": term.start,
        "amount": term.amount,
        "unit": term.unit.replace("_", "-"),
        "direction": term.direction,
        "convention": term.convention.name,
        **by_rule,
        "known": known,
        **({} if here.ward is None else {"ward": here.ward}),
        "provisional": bool(term.provisional_years),
        "missing_years": term.provisional_years,
    }
    if explain:
        answer["days"] = [
            {
                "day": one.day,
                "number": one.number,
                "why": one.why,
                "name": one.name,
                "basis": one.basis.text if one.basis else None,
            }
            for one in term.days
        ]
    return answer


def _tell(teller: Teller, term: Term, answer: dict[str, Any]) -> None:
    language = teller.language
    say, told = language.say, language.value
    unit = language.word(answer["unit"])
    told_of = {"amount": term.amount, "unit": unit, "start": term.start}
    if term.direction == "forward":
        counted = say("{amount} {unit} after {start}", **told_of)
    else:
        counted = say("{amount} {unit} before {start}", **told_of)
    teller.line(f"{told(term.due)}  ({counted})", style="bold")
    if term.due != term.last_day:
        teller.line(say("The last day, {raw}, is a day off.", raw=term.last_day), 2)
    if "rule" in answer:
        source = language.fitted(answer["citation"])
        if answer["certainty"] in UNSURE:
            from dialogue_cases.deadlines.explanation import how_sure

            source += f" ({how_sure(answer['certainty'], language.code)})"
        teller.line(f"{answer['rule']} ({answer['slug']}): {source}", 2)
    teller.line(say("Counted by: {convention}", convention=term.convention.name), 2)
    if "ward" in answer:
        told_by = say("By the record of {ward}: its own limits and days.", ward=answer["ward"])
        teller.line(told_by, 2)
    for one in term.days if "days" in answer else ():
        number = f"{one.number:>3}" if one.number is not None else "  ·"
        basis = f" [{one.basis}]" if one.basis else ""
        name = f" – {one.name}" if one.name else ""
        text = f"{number}  {told(one.day)}  {language.word(one.why)}{name}{basis}"
        teller.line(text, 2, hang=17)
    if term.provisional_years:
        years = ", ".join(map(str, term.provisional_years))
        teller.line(
            say("Provisional: the official days off of {years} aren't known yet.", years=years),
            2,
            style="yellow",
        )
