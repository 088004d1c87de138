"""Which law the ward lives under: the edition, its own regulations, and the days it recorded."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from dialogue_cases.law import Law, OwnRegulation, OwnWords
from dialogue_cases.record import LOCAL, Known, Recorded, Voided, known_then, standing
from dialogue_cases.spelling import canon
from dialogue_cases.vocabulary import Citation, Document, EventRef, first_day
from dialogue_cases.ward.decisions import (
    BodyEstablished,
    DayAnnounced,
    RegulationAdopted,
    YearAnnounced,
)
from dialogue_cases.workdays import OfficialDay, OfficialYear

if TYPE_CHECKING:
    from dialogue_cases.ward.state import Ward


_SAYS = (RegulationAdopted, DayAnnounced, YearAnnounced)


def law_of(ward: "Ward", law: Law) -> Law:
    """An edition of the law with what the ward itself has set and announced, as of a day.

    It is what a decision of that day goes by. What is owed, and what was known when, is asked
    of `law_on_record`.

    Args:
        ward: as of the day for which the law is asked, or of all days.
        law: the edition.
    """
    return law.with_regulations(
        _regulations(ward.regulations),
        [_official(one, first_day(one.on)) for one in ward.days],
        [OfficialYear(year=one.year, known_since=first_day(one.on)) for one in ward.years],
    ).with_bodies({body.id: body.kind for body in ward.bodies.values()})


def law_on_record(
    history: Sequence[Recorded[Any]],
    law: Law,
    *,
    known: Known | None = None,
    known_on: date | None = None,
) -> Law:
    """An edition of the law with all that the ward has set and announced, and since when.

    Whether something is in force on a day is asked of the law by that day, so what was recorded
    before it comes into force is in it, and so is what was corrected or voided since
    (`Law.as_known`).

    Args:
        history: the ward's own stream, by version.
        law: the edition.
        known: as was on record at the end of this local day, or at exactly this position.
        known_on: of a position, the local day on which the fact there was recorded
            (`Store.recorded_on`), whatever life it is of.
    """
    seen = [one for one in history if known_then(one, known)]
    bodies = [one.event for one in standing(seen) if isinstance(one.event, BodyEstablished)]
    told = law.with_words(_words(seen)).with_bodies({one.body: one.kind for one in bodies})
    return told if known_on is None else attrs.evolve(told, known_on=known_on)


def laws_on_record(
    history: Sequence[Recorded[Any]], law: Law, known_on: Callable[[int], date | None]
) -> Callable[[int], Law]:
    """The same at any position, made once for each state of the ward and each day.

    Args:
        history: the ward's own stream, by version …
        law: … and the edition, as `law_on_record` takes them.
        known_on: the local day on which the fact at a position was recorded.
    """

    @cache
    def of(entries: int, day: date | None) -> Law:
        return law_on_record(history[:entries], law, known_on=day)

    def at(position: int) -> Law:
        entries = bisect_right(history, position, key=lambda one: one.position)
        return of(entries, known_on(position))

    return at


def _words(history: Iterable[Recorded[Any]]) -> Iterator[OwnWords]:
    """What stood of the ward's own words after each entry about them."""
    said: dict[int, Recorded[Any]] = {}
    official: dict[EventRef, OfficialDay] = {}
    regulations: tuple[OwnRegulation, ...] = ()
    for entry in history:
        before = said.get(entry.root)
        if isinstance(entry.event, _SAYS):
            said[entry.root] = entry
        elif before is not None and isinstance(entry.event, Voided):
            del said[entry.root]
        else:
            continue
        told = [one.event for one in (before, entry) if one is not None]
        if isinstance(entry.event, DayAnnounced):
            official[entry.ref] = _official(entry.event, _known_since(entry))
        stood = standing(said.values())
        if any(isinstance(one, RegulationAdopted) for one in told):
            regulations = tuple(
                _regulations(one.event for one in stood if isinstance(one.event, RegulationAdopted))
            )
        yield OwnWords(
            entry=entry.ref,
            known_since=_entered(entry),
            about=frozenset(one.day for one in told if isinstance(one, DayAnnounced)),
            regulations=regulations,
            days=tuple(official[one.ref] for one in stood if one.ref in official),
            years=tuple(
                OfficialYear(year=one.event.year, known_since=_known_since(one))
                for one in stood
                if isinstance(one.event, YearAnnounced)
            ),
        )


def _regulations(adopted: Iterable[RegulationAdopted]) -> Iterator[OwnRegulation]:
    """What the ward's own regulations say, taken together, from each of their days on.

    A regulation (quy chế) takes the place of the one before it, house rules (nội quy) of the
    house rules before, a plan of the plan before; they hold side by side, and where two say
    something of one rule the newer one does.
    """
    held: dict[str, RegulationAdopted] = {}
    for one in sorted(adopted, key=lambda one: first_day(one.on)):
        held.pop(one.kind, None)  # the newest comes last, and so wins
        held[one.kind] = one
        yield OwnRegulation(
            since=first_day(one.on),
            limits={limit.rule: limit.amount for one in held.values() for limit in one.limits},
            switches={
                switch.name: switch.value for one in held.values() for switch in one.switches
            },
            basis=cited(one.document),
            sources={name: cited(one.document) for one in held.values() for name in _said(one)},
        )


def _said(adopted: RegulationAdopted) -> Iterator[str]:
    """The rules and switches that a document of the ward's own says something of."""
    yield from (limit.rule for limit in adopted.limits)
    yield from (switch.name for switch in adopted.switches)


def _known_since(announced: Recorded[Any]) -> date:
    """Since when a day was known here: when it was announced, or on record if that was before."""
    return min(first_day(announced.on), _entered(announced))


def _entered(entry: Recorded[Any]) -> date:
    return entry.recorded_at.astimezone(LOCAL).date()


def _official(announced: DayAnnounced, known_since: date) -> OfficialDay:
    return OfficialDay(
        day=announced.day,
        kind=announced.kind,
        basis=cited(announced.basis),
        known_since=known_since,
        stands_for=announced.stands_for,
    )


def is_of_the_dialogue(document: Document) -> bool:
    """Whether a regulation may be the one on the secretary's dialogues: the Party's, about them.

    By what is on record of it: what isn't there is no reason against it.
    """
    issuer, title = document.issuer, document.title
    of_the_party = "đảng" in issuer.casefold() if issuer else document.style != "administrative"
    return of_the_party and (title is None or "đối thoại" in canon(title).casefold())


def cited(document: Document) -> Citation:
    """A document of the ward's own, as it is cited: what it is called, once, and its number."""
    number = document.number if isinstance(document.number, str) else None
    title = document.title or ""
    words = [document.kind, number, title]
    if title.casefold().startswith(document.kind.casefold()):
        words = [title, number and f"({number})"]
    return Citation(text=" ".join(filter(None, words)), certainty="S")
