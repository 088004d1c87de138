"""Tiếp nhận phường cũ: what the store of a merged ward has open is carried on here.

Closed petitions stay where they are; of those that are open this ward keeps what it needs to go
on: what came in and when, who raised it, what it was found to be. How it was handled until then
stays in the predecessor's record, under the name that every petition keeps of it
(ward code and stream).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
from attrs import define, field, frozen

from dialogue_cases import petition, ward
from dialogue_cases.errors import Invalid, KeyLost
from dialogue_cases.office import Desk, Office
from dialogue_cases.petition.events import AccusedNamed, PetitionerNamed, Raised
from dialogue_cases.privacy import Vault
from dialogue_cases.record import Recorded, by_stream, fold
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    Document,
    EventRef,
    PartyId,
    Sealed,
    StreamId,
    SystemAct,
    first_day,
)
from dialogue_cases.ward import WARD, Ward
from dialogue_cases.ward.events import PredecessorTakenOver
from dialogue_cases.ward.state import Body

AS_FOUND = (
    "written-before-it-is-received",
    "eligible-petition-has-an-author",
    "complexity-is-found-in-writing",
    "admitted-when-eligible",
    "admitted-within-competence",
    "group-complaint-has-representatives",
    "oral-petition-is-written-down",
    "leaves-the-dialogue-with-guidance",
)
"""What may look broken here because not everything was carried over, or was broken there."""


@frozen(kw_only=True)
class Carried:
    """Đơn tiếp tục giải quyết: a petition of the predecessor, and what it is here.

    Args:
        origin: ward code and stream in the predecessor's record.
        stream: here.
        unsealed: whether its personal data could be taken along.
    """

    origin: str
    stream: StreamId
    unsealed: bool


@frozen(kw_only=True)
class TakeOver:
    """Kết quả tiếp nhận.

    Args:
        code, name: of the predecessor.
        carried: its open petitions that are new here.
        known: those that were taken over before.
        closed: how many closed ones stay in its record.
    """

    code: str
    name: str
    carried: tuple[Carried, ...] = ()
    known: tuple[Carried, ...] = ()
    closed: int = 0


def take_over_ward(
    office: Office,
    predecessor: Store,
    *,
    act: Act | SystemAct,
    on: date,
    basis: Document,
    into: BodyId,
    vault: Vault | None = None,
) -> TakeOver:
    """Tiếp nhận phường cũ: carry on its open petitions, all of them or none; once.

    A petition keeps the day on which it was received. A body of the predecessor that received
    one and that this ward's record hasn't is recorded with it, as merged into one of this ward.

    Args:
        predecessor: the store of the merged ward; it is only read.
        act: who takes it over.
        on: the day of the taking over.
        basis: the document that orders it.
        into: the body of this ward that carries on for those of the predecessor.
        vault: the predecessor's keys; without them personal data stay behind.

    Raises:
        Invalid: it is this ward's own store, or tells no ward; or the vault is another's.
        Refused: the officer can't take it over, or a petition can't be carried on.
    """
    lives = by_stream(predecessor.since())
    old: Ward = fold(lives.get(WARD, []), ward.INITIAL, ward.evolve)
    if not old.store or old.store == office.ward().store:
        raise Invalid(
            "it isn't the store of another ward", where=predecessor.url, expected="its store"
        )
    if vault is not None and not vault.belongs_to(old.store):
        raise Invalid(
            "the vault is another store's", where=predecessor.url, expected="its own vault, or none"
        )
    taking = _Taking(office, old, lives.get(WARD, []), act, on, into, vault)
    with office.together(), office.vault.together():
        taking.begin(basis)
        for stream, facts in lives.items():
            if stream.startswith("petition/"):
                taking.carry(stream, facts)
    return TakeOver(
        code=old.code,
        name=old.name,
        carried=tuple(taking.carried),
        known=tuple(taking.known),
        closed=taking.closed,
    )


@define
class _Taking:
    """One taking over while it runs."""

    office: Office
    old: Ward
    history: list[Recorded[Any]]
    act: Act | SystemAct
    on: date
    into: BodyId
    vault: Vault | None
    source: EventRef = field(init=False)
    carried: list[Carried] = field(factory=list)
    known: list[Carried] = field(factory=list)
    closed: int = 0

    def begin(self, basis: Document) -> None:
        """Record that the ward was taken over, once."""
        old = self.old
        self.office.acting(self.act).decide(
            WARD,
            ward.take_over,
            on=self.on,
            store=old.store,
            code=old.code,
            name=old.name,
            basis=basis,
        )
        self.source = next(
            fact.ref
            for fact in self.office.history(WARD)
            if isinstance(fact.event, PredecessorTakenOver) and fact.event.store == old.store
        )

    def carry(self, stream: StreamId, facts: list[Recorded[Any]]) -> None:
        """Carry a petition on, if it is open and wasn't carried on before."""
        state: petition.Petition = fold(facts, petition.INITIAL, petition.evolve)
        origin, key = f"{self.old.code}/{stream}", f"{self.old.store} {stream}"
        with self.office.together() as writing:
            before = writing.recorded_under(key, "")
            if before is not None:
                unsealed = any(isinstance(one.event, PetitionerNamed) for one in before)
                self.known.append(
                    Carried(origin=origin, stream=before[0].stream, unsealed=unsealed)
                )
                return
            if not state.is_open or state.raised is None:
                self.closed += state.raised is not None
                return
            new, unsealed = self._carried(origin, state, state.raised)
            writing.keep_key(key, "", new)
        self.carried.append(Carried(origin=origin, stream=new[0].stream, unsealed=unsealed))

    def _carried(
        self, origin: str, state: petition.Petition, raised: Raised
    ) -> tuple[list[Recorded[Any]], bool]:
        desk = self._desk()
        facts = desk.begin(
            f"petition/{self.office.today.year}",
            petition.raise_petition,
            **self._raised(origin, raised),
        )
        stream, unsealed = facts[0].stream, True
        people: tuple[PetitionerNamed | AccusedNamed, ...] = (*state.petitioners, *state.accused)
        for person in people:
            named = self._named(stream, person)
            unsealed = unsealed and named is not None
            if named is not None:
                decision, arguments = named
                facts += desk.decide(stream, decision, **arguments)
        for kept in state.contents:
            content = self._opened(kept.content)
            unsealed = unsealed and content is not None
            if content is not None:
                sealed = self.office.seal_content(stream, "content", content)
                facts += desk.decide(stream, petition.keep_content, on=kept.on, content=sealed)
        author = any(isinstance(one.event, PetitionerNamed) for one in facts)
        for decision, arguments in self._found(state, has_an_author=author):
            facts += desk.decide(stream, decision, **arguments)
        return facts, unsealed

    # -- What came in

    def _raised(self, origin: str, raised: Raised) -> dict[str, Any]:
        """As it was raised; sessions and petitions of the other record aren't those of this."""
        group = raised.group and self.old.groups.get(raised.group)
        here = self.office.ward().group(group.name) if group else None
        before = (raised.earlier_handling, raised.book_entry, raised.session)
        return {
            "on": raised.on,
            # A dialogue is a session of the record that it is in.
            "channel": "oral" if raised.channel == "dialogue" else raised.channel,
            "gist": raised.gist,
            "received_by": self._receiver(raised.received_by, first_day(raised.on)),
            "receiver": raised.receiver,
            "reception": raised.reception,
            "title": raised.title,
            "people": raised.people,
            "occurrence": raised.occurrence,
            "topic": raised.topic,
            "group": here.id if here else None,
            "written_on": raised.written_on,
            "forwarded_by": raised.forwarded_by,
            "covering": raised.covering,
            "earlier_handling": "; ".join(filter(None, before)) or None,
            "book_entry": origin,
        }

    def _receiver(self, received_by: BodyId, day: date) -> BodyId:
        """The predecessor's body, as a body that was merged into one of this ward.

        It isn't looked for by its name: two wards each have an Uỷ ban nhân dân phường.
        """
        known: Body = self.old.bodies[received_by]
        body = BodyId(f"{self.old.code}-{known.id}")
        if body in self.office.ward().bodies:
            return body
        desk = self._desk()
        desk.decide(
            WARD,
            ward.establish_body,
            on=min(known.since, day),
            body=body,
            kind=known.kind,
            name=f"{known.name} ({self.old.name})",
        )
        desk.decide(WARD, ward.merge_bodies, on=self.on, bodies=(body,), into=self.into)
        return body

    def _named(
        self, stream: StreamId, person: PetitionerNamed | AccusedNamed
    ) -> tuple[Any, dict[str, Any]] | None:
        """A person under a new key of this record; None where nothing can be opened."""
        opened = {
            name: text
            for name, value in attrs.asdict(person, recurse=False).items()
            if isinstance(value, Sealed) and (text := self._opened(value)) is not None
        }
        if not opened:
            return None
        party: PartyId = self.office.new_party(stream)
        sealed = {name: self.office.seal(party, name, text) for name, text in opened.items()}
        told: dict[str, Any] = {"on": person.on, "party": party, **sealed}
        if isinstance(person, PetitionerNamed):
            told["secrecy_asked"] = person.secrecy_asked
            return petition.name_petitioner, told
        told["party_member"] = person.party_member
        return petition.name_accused, told

    def _opened(self, sealed: Sealed) -> str | None:
        if self.vault is None:
            return None
        try:
            return self.vault.unseal(sealed)
        except KeyLost:
            return None

    # -- What it was found to be

    def _found(
        self, state: petition.Petition, *, has_an_author: bool
    ) -> Iterator[tuple[Any, dict[str, Any]]]:
        """What it was found to be last, each finding on its own day."""
        # Without its author a denunciation can't be classified as one.
        if not state.classifications or (state.kind == "denunciation" and not has_an_author):
            return
        yield petition.classify, attrs.asdict(state.classifications[-1], recurse=False)
        for found, decision in (
            (state.eligibility, petition.find_eligibility),
            (state.competence, petition.find_competence),
            (state.complexity, petition.find_complexity),
        ):
            if not found:
                continue
            told = attrs.asdict(found[-1], recurse=False)
            if told.get("body") is not None:
                body = self.old.bodies[told["body"]]
                told |= {"body": None, "body_name": f"{body.name} ({self.old.name})"}
            yield decision, told
        if state.admitted is not None:
            yield petition.admit, attrs.asdict(state.admitted, recurse=False)

    def _desk(self) -> Desk:
        reason = f"như trong sổ của {self.old.name}"
        return self.office.by_rule(
            SystemAct(rule="predecessors-case-is-carried-on", trigger=self.source),
            despite=[(rule, reason) for rule in AS_FOUND],
            because=(self.source,),
        )
