"""Xuất để khai phá quy trình: the record as event logs, and how far it kept the plan.

dialogue-cases export ocel log.sqlite
dialogue-cases export xes petitions.xes --of petition
dialogue-cases export conformance
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs

from dialogue_cases.analysis.mining import (
    MinedLife,
    ObjectCentricLog,
    RuleConformance,
    conformance,
    mined_lives,
    series_of,
    write_csv,
    write_xes,
)
from dialogue_cases.cli.axes import day_of, known_argument, known_as, on_argument
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.filing import free, making
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.unsealing import reader_of
from dialogue_cases.errors import Invalid
from dialogue_cases.life import LIVES

FILE = "FILE"


def add_mining(group: Commands, clerk: Clerk) -> None:
    """Add event logs, and what the plan asks of their order, to the exports."""
    say = clerk.language.say
    known = known_argument(clerk.language)
    shared = [
        Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
        known,
        *acting_arguments(clerk)[:3],
    ]
    one_kind = Argument(
        name="of", required=True, about=say("which lives are the cases: {lives}", lives=_lives())
    )
    add(
        group,
        "ocel",
        say("One event log of the whole record, OCEL 2.0: as JSON or as an SQLite database."),
        [_file(say("a file that ends in .json or .sqlite")), *shared],
        lambda typed: _ocel(clerk, typed),
    )
    add(
        group,
        "xes",
        say("One kind of life as the cases of an event log, XES."),
        [_file(say("the file to write")), one_kind, *shared],
        lambda typed: _cases(clerk, typed, write_xes),
    )
    add(
        group,
        "events",
        say("One kind of life as a table of events, CSV."),
        [_file(say("the file to write")), one_kind, *shared],
        lambda typed: _cases(clerk, typed, write_csv),
    )
    add(
        group,
        "conformance",
        say("How often sessions kept the order of the plan, and where they didn't."),
        [on_argument(clerk.language), known],
        lambda typed: _conformance(clerk, typed),
    )


def _file(about: str) -> Argument:
    return Argument(name="to", positional=True, required=True, about=about, hint=Path)


def _lives() -> str:
    return ", ".join(LIVES)


def _ocel(clerk: Clerk, typed: dict[str, Any]) -> None:
    path = free(typed, FILE)
    if path.suffix not in (".json", ".sqlite"):
        raise Invalid(
            "{file} says no format", where=FILE, expected=".json | .sqlite", file=str(path)
        )
    with (
        clerk.progress() as told,
        clerk.office() as office,
        ObjectCentricLog(
            mined_lives(
                office,
                act=reader_of(clerk, office, typed),
                known=known_as(typed),
                progress=told,
            )
        ) as log,
        making(path, FILE),
    ):
        (log.write_json if path.suffix == ".json" else log.write_sqlite)(path)
        counts = dict(log.counts)
    if clerk.json:
        as_json({"file": str(path), **counts})
        return
    line = clerk.language.say("{file} was written: {events} events, {objects} objects.",
                              file=str(path), **counts)  # fmt: skip
    Teller(clerk.language).line(line)


def _cases(
    clerk: Clerk, typed: dict[str, Any], write: Callable[[Iterable[MinedLife], Path], int]
) -> None:
    path, series = free(typed, FILE), _series(typed["of"])
    with (
        clerk.progress() as told,
        clerk.office() as office,
        making(path, FILE),
    ):
        reader, known = reader_of(clerk, office, typed), known_as(typed)
        lives = mined_lives(office, series, act=reader, known=known, progress=told)
        events = write(lives, path)
    if clerk.json:
        as_json({"file": str(path), "of": typed["of"], "events": events})
        return
    say = clerk.language.say
    Teller(clerk.language).line(
        say("{file} was written: {events} events.", file=str(path), events=events)
    )


def _series(kind: str) -> tuple[str, ...]:
    if kind not in LIVES:
        raise Invalid(
            "{text} isn't known here",
            where="--of",
            expected="one of {among}",
            text=kind,
            among=_lives(),
        )
    return series_of(kind)


def _conformance(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        on = day_of(office, typed)
        found = conformance(office, on, known=known_as(typed))
    if clerk.json:
        rules = [{"name": one.name, "kept": one.kept} | attrs.asdict(one) for one in found]
        as_json({"on": on, "rules": rules})
        return
    for one in found:
        _tell(clerk, one)


def _tell(clerk: Clerk, one: RuleConformance) -> None:
    teller, say, value = Teller(clerk.language), clerk.language.say, clerk.language.value
    title = {
        "submitted-before-issued": say("Submitted before it was issued"),
        "drafter-is-not-issuer": say("Issued by others than who drafted it"),
        "issued-in-time": say("Issued in time"),
        "announced-before-held": say("Announced in time before it was held"),
    }[one.name]
    kept = say("kept {kept} times of {asked}", kept=one.kept, asked=one.asked)
    teller.line(f"{title} ({one.rule}): {kept}", style="bold")
    for broken in one.violations:
        source = say("Source: {citation}", citation=broken.citation)
        teller.line(f"{value(broken.day)}  {broken.where}. {source}", 2)
