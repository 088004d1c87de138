"""Nếu quy định thay đổi: what another law would do, or would have done; nothing is recorded.

dialogue-cases what-if --limit P4=5 --since 2026-11-01
dialogue-cases what-if --proposal du-thao.toml --period 2023 --to bao-cao.html
"""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from dialogue_cases import given_file, statistics
from dialogue_cases.audit.difference import position_known
from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import day_of, known_argument, known_as, on_argument
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.filing import free
from dialogue_cases.cli.filing import written as put
from dialogue_cases.cli.sheets import sheet_arguments, told, written
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.viewing import sheet_of
from dialogue_cases.deadlines import Change, Replay
from dialogue_cases.draft_file import read_draft, read_edition
from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law
from dialogue_cases.law.edition import DRAFT
from dialogue_cases.law_draft import DraftRegulation, LawDraft
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.sentences import Reading
from dialogue_cases.views.board import unfinished
from dialogue_cases.vocabulary import Citation
from dialogue_cases.ward import WARD, Limit, Switch
from dialogue_cases.workdays import OfficialDay

if TYPE_CHECKING:
    from dialogue_cases.documents.what_if import ReplayPage

GIVEN = Citation(text="giả định", certainty="I", note="given on the command line of what-if")
CHOICES = {"on": True, "off": False}
ASKED = (
    "proposal", "edition", "rules", "calendar", "limit", "switch", "day_off", "working_day",
)  # fmt: skip


def add_what_if(app: Commands, clerk: Clerk) -> None:
    """Add `what-if` to the program."""
    say = clerk.language.say
    arguments = [
        Argument(name="proposal", about=say("a file with a draft of another law")),
        Argument(name="edition", about=say("a folder with another edition of the law")),
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
        known_argument(clerk.language),
        Argument(
            name="since",
            about=say(
                "from when the ward's own limits would hold; the day asked about if not given, "
                "or the first day of the period"
            ),
        ),
        Argument(
            name="period",
            about=say(
                "all that arose in a period, finished too: 2023, 2023-Q1, 2023-11 or two days "
                "with /"
            ),
        ),
        Argument(
            name="finished",
            kind="flag",
            about=say("finished work too; of the year of the day asked about without a period"),
        ),
        *sheet_arguments(clerk.language),
        Argument(name="to", about=say("write a page to be read, with charts, as an HTML file")),
        Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
    ]
    about = say("What would change, or would have changed, under another law. Nothing is recorded.")
    add(app, "what-if", about, arguments, lambda typed: _what_if(clerk, typed))


def _what_if(clerk: Clerk, typed: dict[str, Any]) -> None:
    if not any(name in typed for name in ASKED):
        options = ", ".join(f"--{name.replace('_', '-')}" for name in ASKED)
        raise Invalid("nothing is asked", where="what-if", expected="one of {among}", among=options)
    if "period" in typed or typed.get("finished"):
        _replay(clerk, typed)
        return
    for name in ("csv", "xlsx", "to"):
        if name in typed:
            raise Invalid(
                "it is written of a period", where=f"--{name}", expected="--period, or --finished"
            )
    rules, calendar = _edition(typed)
    with clerk.office() as office, Views.of(office) as views:
        day, known = day_of(office, typed), known_as(typed)
        changes = office.what_would_change(
            on=day,
            rules=rules,
            calendar=calendar,
            draft=_draft(office, typed, day).applied,
            known=known,
            lives=unfinished(views, day, known=known),
        )
    if clerk.json:
        code = clerk.language.code
        as_json({"on": day, "changes": [_plain(one, code) for one in changes]})
        return
    _tell(Teller(clerk.language), changes, day)


def _draft(office: Office, typed: dict[str, Any], since: date) -> LawDraft:
    """What is proposed: a file's draft, with what the options say beside it.

    Args:
        since: from when the ward's own would hold, if it isn't said.
    """
    edition = Path(typed["edition"]).resolve().name if "edition" in typed else ""
    draft = LawDraft(title=edition or DRAFT.text)
    if "proposal" in typed:
        draft = read_draft(Path(typed["proposal"]), office.law)
    given = DraftRegulation(
        on=reading.day(typed["since"], "--since") if "since" in typed else since,
        limits=tuple(
            Limit(rule=rule, amount=reading.whole(amount, "--limit"))
            for rule, amount in (_pair(one, "--limit", "P4=5") for one in typed.get("limit", ()))
        ),
        switches=tuple(
            _switch(name, told)
            for name, told in (
                _pair(one, "--switch", "chairman_receptions=on") for one in typed.get("switch", ())
            )
        ),
    )
    days = [*_days(typed, "day_off", "off"), *_days(typed, "working_day", "working")]
    regulations = [given] if given.limits or given.switches else []
    return attrs.evolve(
        draft,
        regulations=(*draft.regulations, *regulations),
        days=(*draft.days, *days),
    )


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise Invalid(
            "{text} has no value", where=option, expected="{example}", text=text, example=example
        )
    return name.strip(), value.strip()


def _switch(name: Any, text: str) -> Switch:
    if text not in CHOICES:
        right = "one of {among}"
        raise Invalid(
            "{text} isn't known here", where="--switch", expected=right, text=text, among="on, off"
        )
    return Switch(name=name, value=CHOICES[text])


def _edition(typed: dict[str, Any]) -> tuple[bytes | None, bytes | None]:
    """The rules and the calendar that are tried out; None: those here."""
    if "edition" not in typed:
        return _file(typed, "rules"), _file(typed, "calendar")
    for name in ("rules", "calendar"):
        if name in typed:
            raise Invalid(
                "it doesn't go with --edition", where=f"--{name}", expected="one of the two options"
            )
    return read_edition(Path(typed["edition"]))


def _file(typed: dict[str, Any], name: str) -> bytes | None:
    return given_file.read(Path(typed[name])) if name in typed else None


def _days(typed: dict[str, Any], name: str, kind: Any) -> list[OfficialDay]:
    option = f"--{name.replace('_', '-')}"
    return [
        OfficialDay(day=reading.day(text, option), kind=kind, basis=GIVEN)
        for text in typed.get(name, ())
    ]


# -- What is open ----------------------------------------------------------------------------


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
        teller.line(language.worded(rule), 2)
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


# -- A period, finished work too -------------------------------------------------------------


def _replay(clerk: Clerk, typed: dict[str, Any]) -> None:
    path = free(typed) if "to" in typed else None
    with clerk.office() as office:
        page, laws = _page(office, typed)
    wording = Reading(clerk.language, partial(_of_both, *laws))
    teller, replay = Teller(clerk.language), page.replay
    from dialogue_cases.documents import what_if

    sheet = sheet_of(
        what_if.COLUMNS,
        replay.changes,
        clerk.language,
        title=clerk.language.say("What if: {title}", title=page.draft.title),
        law=partial(_of_both, *laws),
    )
    if path is not None:
        put(path, what_if.written(page, wording, clerk.language.code))
    if clerk.json:
        as_json(_plain_replay(page, clerk.language.code))
        return
    if path is not None:
        teller.line(clerk.language.say("{file} was written.", file=str(path)))
    if written(sheet, typed, teller) or path is not None:
        return
    teller.line(sheet.title, style="bold")
    for line in what_if.proposed(page.draft, wording, clerk.language.code):
        teller.line(f"- {line}", 2)
    for line in what_if.headline(replay, wording):
        teller.line(line)
    for title, lines in what_if.totals(replay, wording):
        if lines:
            teller.line("")
            told(
                sheet_of(
                    what_if.TOTALS, lines, clerk.language, title=title,
                    law=partial(_of_both, *laws),
                ),
                teller,
            )  # fmt: skip
    teller.line("")
    told(attrs.evolve(sheet, title=clerk.language.say("The cases")), teller)
    for line in what_if.unknown(page, wording):
        teller.line(line)


def _page(office: Office, typed: dict[str, Any]) -> tuple["ReplayPage", tuple[Law, Law]]:
    from dialogue_cases.documents.what_if import ReplayPage

    known = known_as(typed)
    on = reading.day(typed["on"], "--on") if "on" in typed else None
    asked = typed.get("period", str((on or office.today).year))
    period = statistics.period(asked, "party", office.law)
    draft = _draft(office, typed, period.first)
    rules, calendar = _edition(typed)
    now = office.law_known(known=known)
    then = office.law_if(
        rules=rules,
        calendar=calendar,
        draft=draft.applied,
        known=known,
    )
    replay = office.replayed(then, first=period.first, last=period.last, on=on, known=known)
    page = ReplayPage(
        replay=replay,
        draft=draft,
        ward=office.ward(known=known).name,
        position=position_known(office, known),
        edition=now.edition,
        edition_after=then.edition,
        left_out=len(office.store.left_out),
    )
    return page, (now, then)


def _of_both(now: Law, then: Law) -> Law:
    """What each rule of either law asks for."""
    held = {one.id for one in then.rules}
    return attrs.evolve(
        then, rules=(*then.rules, *(one for one in now.rules if one.id not in held))
    )


def _plain_replay(page: "ReplayPage", code: Any) -> dict[str, Any]:
    replay: Replay = page.replay
    return {
        "title": page.draft.title,
        "first": replay.first,
        "last": replay.last,
        "on": replay.on,
        "position": page.position,
        "edition": {"before": page.edition, "after": page.edition_after},
        "total": attrs.asdict(replay.total),
        "by_rule": {of: attrs.asdict(one) for of, one in replay.by_rule.items()},
        "by_ower": {of: attrs.asdict(one) for of, one in replay.by_ower.items()},
        "provisional_years": replay.provisional_years,
        "changes": [
            {
                **_plain(one, code),
                "ower": one.ower,
                "late": {"before": one.late[0], "after": one.late[1]},
                "out_of_time": {"before": one.out_of_time[0], "after": one.out_of_time[1]},
            }
            for one in replay.changes
        ],
    }
