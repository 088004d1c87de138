"""What can happen when a body receives a case, and when another body becomes competent."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.rules import (
    COMPETENCE,
    OWN_RECORD,
    SECOND_COMPLAINT,
    begun,
    is_of_the_party,
    links_to,
    sealed_under_the_case,
)
from dialogue_cases.proceeding.words import Instance, Kind, Person, Source, Subject
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    FreeText,
    On,
    Sealed,
    StreamId,
    first_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


_INSTANCES: Mapping[Kind, Collection[Instance]] = {
    "complaint": ("first", "second"),
    "disciplinary_complaint": ("first", "second"),
    "denunciation": ("first", "continued"),
}


@frozen(kw_only=True)
class Hindrance:
    """Trở ngại khách quan: from `since` the complainant couldn't complain, until `until`."""

    since: date
    until: date
    reason: str


@frozen(kw_only=True)
class ContestedActLearned:
    """Nhận hoặc biết quyết định, hành vi: from here runs the time to complain.

    Args:
        on: the day on which the complainant received or learned of the decision or act.
        act: the decision complained of, if it is written.
    """

    begins = True

    on: On
    act: Document | None = None


@frozen(kw_only=True)
class FilingHindered:
    """Trở ngại khách quan: from this day the complainant couldn't complain."""

    on: On
    reason: FreeText


@frozen(kw_only=True)
class HindranceEnded:
    """Hết trở ngại: from this day the time to complain runs again."""

    on: On


@frozen(kw_only=True)
class Received:
    """Tiếp nhận: the competent body has the complaint or denunciation.

    Args:
        on: the day on which that body received it.
        kind: under which law it is handled.
        body: the competent body, whose clock runs.
        gist: trích yếu, written by the clerk without names.
        instance: first, second, or a denunciation continued.
        subject: its heading in the statistical tables.
        petition: the petition of this ward that it comes from, if one.
        previous: the proceeding that it follows (second instance, continued denunciation).
        source: who sent it to the body.
        sender: the press or agency that did, as written; never a private person.
        letter: số, ngày văn bản chuyển: the sender's letter.
        remote: whether it is in a remote area, where terms are longer.
        people: how many people complain or denounce.
        raised_by: who complains or denounces, sealed.
        against: the person complained of or denounced, sealed.
        against_body: the body whose decision or act it is about, if one.
        contested: the decision or act complained of, if it is written.
        content: the petition's words, sealed under the key of the case.
    """

    begins = True

    on: On
    kind: Kind
    body: BodyId
    gist: FreeText
    instance: Instance = "first"
    subject: Subject = "other"
    petition: StreamId | None = None
    previous: StreamId | None = None
    source: Source = "person"
    sender: FreeText | None = None
    letter: Document | None = None
    remote: bool = False
    people: int = 1
    raised_by: tuple[Person, ...] = ()
    against: tuple[Person, ...] = ()
    against_body: BodyId | None = None
    contested: Document | None = None
    content: Sealed | None = None


def receive(
    state: "Proceeding",
    setting: Setting,
    *,
    on: On,
    kind: Kind,
    body: BodyId,
    gist: str,
    instance: Instance = "first",
    subject: Subject = "other",
    petition: StreamId | None = None,
    previous: StreamId | None = None,
    source: Source = "person",
    sender: str | None = None,
    letter: Document | None = None,
    remote: bool = False,
    people: int = 1,
    raised_by: tuple[Person, ...] = (),
    against: tuple[Person, ...] = (),
    against_body: BodyId | None = None,
    contested: Document | None = None,
    content: Sealed | None = None,
    learned_on: date | None = None,
    hindrances: tuple[Hindrance, ...] = (),
) -> list[Received | ContestedActLearned | FilingHindered | HindranceEnded]:
    """Tiếp nhận khiếu nại, tố cáo by the competent body.

    Args:
        learned_on: when the complainant received or learned of what is complained of.
        hindrances: when the complainant couldn't complain, in the order of days.

    Raises:
        Refused: `case-is-received-once`, `gist-is-given`, `instance-fits-the-kind`,
            `all-who-raise-it-are-counted`, `sender-is-named`, `person-is-sealed-under-their-key`,
            `content-is-sealed-under-the-case`, `link-names-the-right-life`,
            `time-to-complain-is-in-order`, `body-is-known`;
            unlawful: `body-exists`, `state-body-resolves`, `second-instance-is-above-the-commune`.
    """
    event = Received(
        on=on,
        kind=kind,
        body=body,
        gist=gist,
        instance=instance,
        subject=subject,
        petition=petition,
        previous=previous,
        source=source,
        sender=sender,
        letter=letter,
        remote=remote,
        people=people,
        raised_by=raised_by,
        against=against,
        against_body=against_body,
        contested=contested,
        content=content,
    )
    if (known := state.received) is not None:
        if attrs.evolve(known, on=on) == event:
            return []
        raise Refused("case-is-received-once", OWN_RECORD, on=known.on)
    said("gist-is-given", gist, OWN_RECORD)
    if instance not in _INSTANCES[kind]:
        raise Refused("instance-fits-the-kind", SECOND_COMPLAINT, instance=instance, kind=kind)
    if people < max(1, len(raised_by)):
        raise Refused(
            "all-who-raise-it-are-counted", OWN_RECORD, people=people, named=len(raised_by)
        )
    if source != "person" and not (sender or "").strip():
        raise Refused("sender-is-named", OWN_RECORD, source=source)
    links_to("petition", petition, setting)
    links_to("proceeding", previous, setting)
    for person in (*raised_by, *against):
        _sealed_under_the_party(person)
    sealed_under_the_case(setting, content, also=set())
    setting.known_body(body)
    if against_body is not None and against_body not in setting.ward.bodies:
        setting.known_body(against_body)
    _is_competent(event, setting)
    return [*_time_to_complain(event, learned_on, hindrances), event]


def _sealed_under_the_party(person: Person) -> None:
    for sealed in (person.name, person.address, person.contact):
        if sealed is not None and sealed.key != person.party:
            raise Refused(
                "person-is-sealed-under-their-key",
                OWN_RECORD,
                party=person.party,
                key=sealed.key,
                field=sealed.field,
            )


def _is_competent(event: Received, setting: Setting) -> None:
    competent = setting.ward.bodies[event.body]
    setting.lawful(
        not is_of_the_party(competent.kind), "state-body-resolves", COMPETENCE, body=event.body
    )
    setting.lawful(
        event.instance != "second" or competent.superior or competent.kind != "people_committee",
        "second-instance-is-above-the-commune",
        SECOND_COMPLAINT,
        body=event.body,
    )


def _time_to_complain(
    event: Received, learned_on: date | None, hindrances: tuple[Hindrance, ...]
) -> list[ContestedActLearned | FilingHindered | HindranceEnded]:
    """What the time to complain is counted from, and when it stood still."""
    if learned_on is None and not hindrances:
        return []
    bounds = [learned_on or date.max]
    for one in hindrances:
        bounds += [one.since, one.until]
    in_order = [*bounds, first_day(event.on)]
    if event.kind == "denunciation" or learned_on is None or in_order != sorted(in_order):
        raise Refused("time-to-complain-is-in-order", OWN_RECORD, kind=event.kind, on=event.on)
    facts: list[ContestedActLearned | FilingHindered | HindranceEnded] = [
        ContestedActLearned(on=learned_on, act=event.contested)
    ]
    for one in hindrances:
        said("reason-is-given", one.reason, OWN_RECORD)
        facts += [FilingHindered(on=one.since, reason=one.reason), HindranceEnded(on=one.until)]
    return facts


@examines(ContestedActLearned)
def learn_contested_act(
    state: "Proceeding", _: Setting, fact: ContestedActLearned
) -> list[ContestedActLearned]:
    """Ghi ngày nhận hoặc biết quyết định, hành vi, where it wasn't known at first.

    Raises:
        Refused: `contested-act-is-learned-once` (correct the entry).
    """
    if state.learned is not None:
        if state.learned == fact:
            return []
        raise Refused("contested-act-is-learned-once", OWN_RECORD, on=state.learned.on)
    return [fact]


@examines(FilingHindered)
def hinder_filing(state: "Proceeding", _: Setting, fact: FilingHindered) -> list[FilingHindered]:
    """Ghi trở ngại khách quan from a day on.

    Raises:
        Refused: `reason-is-given`.
    """
    if _is_hindered(state):
        return []
    said("reason-is-given", fact.reason, OWN_RECORD)
    return [fact]


@examines(HindranceEnded)
def end_hindrance(state: "Proceeding", _: Setting, fact: HindranceEnded) -> list[HindranceEnded]:
    """Ghi ngày hết trở ngại khách quan.

    Raises:
        Refused: `filing-was-hindered`.
    """
    if not state.hindrances:
        raise Refused("filing-was-hindered", OWN_RECORD)
    return [fact] if _is_hindered(state) else []


def _is_hindered(state: "Proceeding") -> bool:
    return bool(state.hindrances) and isinstance(state.hindrances[-1], FilingHindered)


@frozen(kw_only=True)
class TakenOver:
    """Tiếp nhận lại vụ việc: another body is competent from this day on.

    Bodies are merged and abolished, and competence moves; the clock goes on.

    Args:
        on: the day from which on the new body is competent.
        body: the new competent body.
        reason: why.
        document: the decision or minutes of the handover.
    """

    on: On
    body: BodyId
    reason: FreeText
    document: Document | None = None


@examines(TakenOver)
def take_over(state: "Proceeding", setting: Setting, fact: TakenOver) -> list[TakenOver]:
    """Tiếp nhận lại vụ việc by the body that is competent from now on.

    Raises:
        Refused: `case-is-received-first`, `reason-is-given`, `body-is-known`;
            unlawful: `body-exists`, `state-body-resolves`.
    """
    begun(state)
    if state.body == fact.body:
        return []
    said("reason-is-given", fact.reason, OWN_RECORD)
    setting.known_body(fact.body)
    setting.lawful(
        not is_of_the_party(setting.ward.bodies[fact.body].kind),
        "state-body-resolves",
        COMPETENCE,
        body=fact.body,
    )
    return [fact]
