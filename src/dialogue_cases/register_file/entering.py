"""Ghi một mục sổ: the decisions that one entry of a register stands for, in their order."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from attrs import define, frozen

from dialogue_cases import petition
from dialogue_cases.errors import CaseError, Invalid, KeyLost, KeyReused
from dialogue_cases.office import Office
from dialogue_cases.petition import ContentKept, PetitionerNamed, System
from dialogue_cases.record import Recorded
from dialogue_cases.register_file.cells import Named, compared
from dialogue_cases.register_file.entry import RegisterEntry
from dialogue_cases.register_file.mapping import Field, Mapping
from dialogue_cases.register_file.people import NamedPerson
from dialogue_cases.vocabulary import (
    LOCAL_STATE_BODIES,
    BodyId,
    BodyKind,
    EventRef,
    On,
    Sealed,
    StreamId,
    SystemAct,
    When,
    first_day,
)
from dialogue_cases.ward import Ward
from dialogue_cases.ward.state import Body

SYSTEMS: dict[BodyKind, System] = {
    "people_council_standing_body": "elected",
    "people_committee": "administrative",
    **dict.fromkeys(LOCAL_STATE_BODIES, "administrative"),
    "public_service_unit": "public_service_unit",
    "superior_authority": "administrative",
    "other": "administrative",
}
"""To which kind of body those of the ward's record belong; the others are of the Party, the
Front and the organisations."""

PARTS: tuple[tuple[str, str], ...] = (
    ("petitioner_name", "name"),
    ("petitioner_address", "address"),
    ("petitioner_id_paper", "id_paper"),
    ("petitioner_contact", "contact"),
)
"""Personal data: the field of the event, and of the person."""


class InCell(Exception):
    """What was refused, and the field of the register that it comes from."""

    def __init__(self, name: Field, error: CaseError) -> None:
        self.name, self.error = name, error
        super().__init__(name, error)


@frozen
class _Step:
    """One decision: the field that it comes from, and what is decided."""

    name: Field
    decision: Callable[..., Any]
    arguments: dict[str, Any]


@define
class Entering:
    """Ghi sổ: records the entries of one register, all under the fact that took it over.

    Args:
        source: that fact.
        key: what names the file and its sheet in the key of every call.
        as_written: names of bodies that the ward's record hasn't, counted.
    """

    office: Office
    mapping: Mapping
    source: EventRef
    key: str
    as_written: dict[str, int]

    def enter(self, entry: RegisterEntry) -> list[Recorded[Any]]:
        """Record an entry as a petition.

        Raises:
            InCell: a decision is refused; nothing of the entry is left where the caller's
                transaction is undone.
        """
        ward = self.office.ward(effective=first_day(entry.received))
        series = f"petition/{self.office.today.year}"
        facts = self._decide(entry, 1, series, self._raised(entry, ward))
        stream = facts[0].stream
        number = 1
        for person in entry.persons:
            number += 1
            facts += self._decide(entry, number, stream, self._petitioner(entry, stream, person))
        for step in self._steps(entry, ward, stream):
            number += 1
            facts += self._decide(entry, number, stream, step)
        return facts

    def _decide(
        self, entry: RegisterEntry, number: int, stream: str, step: _Step
    ) -> list[Recorded[Any]]:
        desk = self.office.by_rule(
            SystemAct(rule="book-entry-is-recorded", trigger=self.source),
            despite=self.mapping.despite,
            because=(self.source,),
            key=f"{self.key}, row {entry.row}, {number}",
        )
        decide = desk.begin if step.decision is petition.raise_petition else desk.decide
        try:
            return decide(stream, step.decision, **step.arguments)
        except KeyReused as error:
            raise InCell(
                "entry",
                Invalid(
                    "this row was recorded under another name of the register",
                    expected="the name in the mapping as it was",
                ),
            ) from error
        except CaseError as error:
            raise InCell(step.name, error) from error

    # -- What came in

    def _raised(self, entry: RegisterEntry, ward: Ward) -> _Step:
        receiver = ward.body(self.mapping.received_by)
        if receiver is None:
            raise InCell(
                "received",
                Invalid(
                    "the ward has no body {body!r} on that day",
                    expected="received_by in the mapping, or the body since when it is there",
                    body=self.mapping.received_by,
                ),
            )
        mapping = self.mapping
        arguments = {
            "on": entry.received,
            "channel": mapping.channel,
            "gist": entry.gist,
            "received_by": receiver.id,
            "receiver": mapping.receiver,
            "reception": mapping.reception,
            "people": entry.people,
            "earlier_handling": entry.earlier_handling,
            "book_entry": entry.book_entry,
        }
        return _Step("gist", petition.raise_petition, arguments)

    def _petitioner(self, entry: RegisterEntry, stream: StreamId, person: NamedPerson) -> _Step:
        party = self.office.new_party(stream)
        sealed = {
            stored: self.office.seal(party, stored, text)
            for stored, name in PARTS
            if (text := getattr(person, name))
        }
        arguments = {"on": entry.received, "party": party, **sealed}
        return _Step("name", petition.name_petitioner, arguments)

    # -- What it is, and what was done

    def _steps(self, entry: RegisterEntry, ward: Ward, stream: StreamId) -> Iterator[_Step]:
        on = entry.received
        for text in ("\n".join(entry.kept.values()), entry.content):
            if text:
                content = self.office.seal_content(stream, "content", text)
                yield _Step("content", petition.keep_content, {"on": on, "content": content})
        kind = {"on": on, "kind": entry.kind, "area": entry.area}
        yield _Step("kind", petition.classify, kind)
        guided, taken = self._body(entry.guided_to, ward), self._body(entry.taken_by, ward)
        yield from self._competence(entry, taken or guided)
        if entry.guided_to is not None:
            arguments = {
                "on": self._day(entry, entry.guided_to.day),
                "gist": self.mapping.guidance,
                "system": self._system(guided),
                **_either("body", guided, entry.guided_to.phrase),
                "document": entry.guided_to.document(self.mapping.papers["guidance"]),
            }
            yield _Step("guided_to", petition.guide, arguments)
        if entry.taken_by is not None:
            yield self._taken(entry, entry.taken_by, taken)
        yield from self._result(entry, taken)

    def _competence(self, entry: RegisterEntry, body: Body | None) -> Iterator[_Step]:
        referred = entry.taken_by or entry.guided_to
        if not entry.own and referred is None:
            return
        own = entry.own or (body is not None and not body.superior)
        arguments: dict[str, Any] = {"on": entry.received, "own": own}
        arguments["system"] = self._system(body)
        if referred is not None:
            arguments |= _either("body", body, referred.phrase)
        yield _Step("own", petition.find_competence, arguments)

    def _taken(self, entry: RegisterEntry, named: Named, body: Body | None) -> _Step:
        slip = named
        if slip.number is None and entry.outcome and entry.outcome.means == "passed_on":
            slip = entry.result or named  # the slip is told where the course is followed
        on = self._day(entry, slip.day)
        document = slip.document(self.mapping.papers["transfer"])
        if body is not None and not body.superior:
            arguments = {"on": on, "text": entry.gist, "lead": body.id, "document": document}
            return _Step("taken_by", petition.assign, arguments)
        arguments = {
            "on": on,
            "system": self._system(body),
            **_either("to", body, named.phrase),
            "document": document,
        }
        return _Step("taken_by", petition.forward, arguments)

    def _result(self, entry: RegisterEntry, taken: Body | None) -> Iterator[_Step]:
        outcome, result = entry.outcome, entry.result
        if outcome is None or result is None or outcome.means in ("open", "passed_on"):
            return
        document = result.document(self.mapping.papers["result"])
        on, gist = self._day(entry, result.day), result.phrase
        papers: dict[str, Any] = {"on": on, "document": document}
        match outcome.means:
            case "resolved":
                arguments: dict[str, Any] = {"on": on, "outcome": outcome.settled, "gist": gist}
                arguments["evidence"] = () if document is None else (document,)
                yield _Step("result", petition.resolve, arguments)
            case "answered":
                arguments = {**papers, "outcome": outcome.answer, "gist": gist}
                yield _Step("result", petition.answer, arguments)
            case "replied":
                name = entry.taken_by.phrase if entry.taken_by else ""
                arguments = {**papers, "gist": gist, "settled": outcome.done}
                arguments |= _either("by", taken, name)
                yield _Step("result", petition.receive_reply, arguments)
            case "refused":
                arguments = {**papers, "ground": outcome.ground}
                yield _Step("result", petition.refuse, arguments)
            case "filed":
                arguments = {**papers, "ground": outcome.ground}
                yield _Step("result", petition.file_without_processing, arguments)
            case "withdrawn":
                arguments = {**papers, "form": outcome.form}
                yield _Step("result", petition.withdraw, arguments)

    # -- Bodies and days

    def _body(self, named: Named | None, ward: Ward) -> Body | None:
        """The body of that name, as the ward's record has it on the day of reception."""
        if named is None or not named.phrase:
            return None
        phrase = self.mapping.bodies.get(compared(named.phrase), named.phrase)
        found = ward.body(phrase)
        if found is None:
            self.as_written[named.phrase] = self.as_written.get(named.phrase, 0) + 1
        return found

    def _system(self, body: Body | None) -> System:
        if body is None:
            return self.mapping.system
        return SYSTEMS.get(body.kind, "political_and_social")

    def _day(self, entry: RegisterEntry, day: date | None) -> On:
        """The day that is written; else some day from the reception on.

        Until the day of the result, if that is known; else until the register ends.
        """
        if day is not None:
            return day
        first, ended = first_day(entry.received), entry.result and entry.result.day
        last = ended or min(self.mapping.until, self.office.today)
        return first if first == last else When(day=first, through=last)


def _either(name: str, body: Body | None, written: str) -> dict[str, BodyId | str | None]:
    """A body by its id, or as it is written; nothing where there is only a mark."""
    if body is not None:
        return {name: body.id}
    return {f"{name}_name": written} if written else {}


# -- What was recorded before ----------------------------------------------------------


def changed(
    office: Office, entry: RegisterEntry, facts: list[Recorded[Any]]
) -> Iterator[str | Field]:
    """In which columns (by letter), or personal fields, an entry differs from its record.

    What was erased isn't compared: it stays erased.
    """
    contents = [one.event.content for one in facts if isinstance(one.event, ContentKept)]
    known = _read(office, contents[0]) if contents else None
    if known is not None:
        lines = set(known.splitlines())
        yield from (column for column, line in entry.kept.items() if line not in lines)
        if len(lines) > len(entry.kept):
            yield "entry"
    if entry.content and len(contents) > 1 and differs(office, contents[1], entry.content):
        yield "content"
    named = [one.event for one in facts if isinstance(one.event, PetitionerNamed)]
    if len(named) != len(entry.persons):
        yield "name"
        return
    for event, person in zip(named, entry.persons, strict=True):
        for stored, name in PARTS:
            if differs(office, getattr(event, stored), getattr(person, name)):
                yield name


def differs(office: Office, sealed: Sealed | None, told: str | None) -> bool:
    """Whether what is sealed says something else than what is told now; not, once it is erased."""
    if sealed is None or not told:
        return (sealed is None) == bool(told)
    return _read(office, sealed) not in (None, told)


def _read(office: Office, sealed: Sealed) -> str | None:
    try:
        return office.vault.unseal(sealed)  # compared with what the register says, not told
    except KeyLost:
        return None
