"""Tiếp nhận đơn vị cũ: what the store of a merged ward has open is carried on here.

Closed petitions stay where they are; of those that are open this ward keeps what it needs to go
on: what came in and when, who raised it, what it was found to be, who is to settle it, what the
petitioner was told, its papers and files. What else was done until then stays in the
predecessor's record, under the name that every petition keeps of it (ward code and stream).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
from attrs import define, field

from dialogue_cases import petition, ward
from dialogue_cases.attachments import attach, attached, content_of
from dialogue_cases.errors import CaseError, Invalid, Refused
from dialogue_cases.office import Desk, Office
from dialogue_cases.office.removing import gate
from dialogue_cases.petition import AccusedNamed, PetitionerNamed, Raised
from dialogue_cases.privacy import Vault
from dialogue_cases.record import HoldPlaced, Recorded, by_stream
from dialogue_cases.register_file.handed_over import (
    AS_FOUND,
    ASIDE,
    CARRIED,
    RULE,
    Carried,
    LeftBehind,
    TakeOver,
    taken_for,
    unmarked,
)
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
from dialogue_cases.ward import WARD, PredecessorTakenOver, Ward
from dialogue_cases.ward.in_any_life import place_hold
from dialogue_cases.ward.setting import OWN_RECORD
from dialogue_cases.ward.state import Body


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
    """Tiếp nhận đơn vị cũ: carry on its open petitions, each as a whole; once.

    One that can't be carried on is told, and the others come all the same. Where personal data
    are taken along, the old case says so (`record.CarriedElsewhere`), so that whoever erases it
    there knows where a copy lies.

    What is held there, by a hold on the case or on the whole record, is held here too, also where
    the hold was placed after the case was carried on; lifted is it in each record by itself.

    A petition keeps the day on which it was received. A body of the predecessor that received
    one and that this ward's record hasn't is recorded with it, as merged into one of this ward.

    Args:
        predecessor: the store of the merged ward; with its vault, it is told what was taken.
        act: who takes it over.
        on: the day of the taking over.
        basis: the document that orders it.
        into: the body of this ward that carries on for those of the predecessor.
        vault: the predecessor's keys; without them personal data stay behind.

    Raises:
        Invalid: it is this ward's own store, or tells no ward; or the vault is another's.
        Refused: the officer can't take it over, or the body isn't this ward's.
    """
    lives = by_stream(predecessor.since())
    old: Ward = ward.LIFE.fold(lives.get(WARD, []))
    if not old.store or old.store == office.ward().store:
        raise Invalid(
            "it isn't the store of another ward", where=predecessor.url, expected="its store"
        )
    if vault is not None and not vault.belongs_to(old.store):
        raise Invalid(
            "the vault is another store's", where=predecessor.url, expected="its own vault, or none"
        )
    if into not in office.ward().bodies:
        raise Refused("body-is-known", OWN_RECORD, body=into)
    erased = {one.event.party for one in predecessor.erasures()}
    of_the_ward = lives[WARD]
    taking = _Taking(office, predecessor, old, act, on, into, vault, erased, of_the_ward)
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
        left=tuple(taking.left),
        unmarked=tuple(
            unmarked(office, predecessor, vault, (*taking.known, *taking.carried), taking.copied)
        ),
    )


@define
class _Taking:
    """One taking over while it runs."""

    office: Office
    predecessor: Store
    old: Ward
    act: Act | SystemAct
    on: date
    into: BodyId
    vault: Vault | None
    erased: set[PartyId]
    of_the_ward: list[Recorded[Any]]
    source: EventRef = field(init=False)
    carried: list[Carried] = field(factory=list)
    known: list[Carried] = field(factory=list)
    left: list[LeftBehind] = field(factory=list)
    closed: int = 0
    copied: dict[StreamId, tuple[PartyId, ...]] = field(factory=dict)

    def begin(self, basis: Document) -> None:
        """Record that the ward was taken over, once."""
        old = self.old
        if old.store not in self.office.ward().predecessors:  # else what came in since is taken
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
        state: petition.Petition = petition.LIFE.fold(facts)
        origin, key = f"{self.old.code}/{stream}", f"{self.old.store} {stream}"
        try:
            with self.office.together() as writing:
                before = writing.recorded_under(key, "")
                if before is not None:
                    unsealed = any(isinstance(one.event, PetitionerNamed) for one in before)
                    here = before[0].stream
                    self.known.append(
                        Carried(
                            origin=origin,
                            stream=here,
                            unsealed=unsealed,
                            held=self._hold(here, stream, facts),
                        )
                    )
                elif not state.is_open or state.raised is None:
                    self.closed += state.raised is not None
                    return
                else:
                    new, carried = self._carried(origin, state, state.raised, facts)
                    writing.keep_key(key, "", new)
                    held = self._hold(carried.stream, stream, facts)
                    self.carried.append(attrs.evolve(carried, held=held))
        except (Refused, Invalid) as error:
            self.left.append(LeftBehind(origin=origin, error=error))
            return
        named = dict.fromkeys(one.party for one in state.petitioners)
        named |= dict.fromkeys(one.party for one in state.accused)
        self.copied[stream] = tuple(one for one in named if self._held(one))

    def _carried(
        self,
        origin: str,
        state: petition.Petition,
        raised: Raised,
        history: list[Recorded[Any]],
    ) -> tuple[list[Recorded[Any]], Carried]:
        desk = self._desk()
        facts = desk.begin(
            f"petition/{self.office.today.year}",
            petition.raise_petition,
            **self._raised(origin, raised),
        )
        stream, unsealed = facts[0].stream, True
        parties: dict[PartyId, PartyId] = {}
        people: tuple[PetitionerNamed | AccusedNamed, ...] = (*state.petitioners, *state.accused)
        for person in people:
            named = self._named(stream, person, history)
            unsealed = unsealed and named is not None
            if named is not None:
                decision, arguments = named
                facts += desk.decide(stream, decision, **arguments)
                parties[person.party] = arguments["party"]
        for kept in state.contents:
            content = self._opened(kept.content)
            unsealed = unsealed and content is not None
            if content is not None:
                sealed = self.office.seal_content(stream, "content", content)
                facts += desk.decide(stream, petition.keep_content, on=kept.on, content=sealed)
        left = (
            {name for name in petition.Petition.__struct_fields__ if getattr(state, name)}
            - CARRIED
            - ASIDE
        )
        author = any(isinstance(one.event, PetitionerNamed) for one in facts)
        for name, decision, arguments in (
            *self._found(state, history, has_an_author=author),
            *self._handled(state),
        ):
            try:
                facts += desk.decide(stream, decision, **arguments)
            except (Refused, Invalid):
                left.add(name)
        files, files_left = self._files(stream, history, parties)
        carried = Carried(
            origin=origin,
            stream=stream,
            unsealed=unsealed,
            left=tuple(sorted(left)),
            files_left=files_left,
        )
        return facts + files, carried

    def _hold(self, here: StreamId, stream: StreamId, facts: list[Recorded[Any]]) -> bool:
        """Hold a case here for what it is held there, once for each hold; whether it is held."""
        holds = gate("take_over", stream, facts, self.of_the_ward, today=self.office.today)
        told = (one.event for one in self.office.history(here))
        known = [_asked(one) for one in told if isinstance(one, HoldPlaced)]
        for hold in holds:
            if _asked(hold.event) not in known:
                self._desk().decide(
                    here,
                    place_hold,
                    on=self.office.today,
                    reason=hold.event.reason,
                    asked_by=hold.event.asked_by,
                    document=hold.event.document,
                )
        return bool(holds)

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
        self,
        stream: StreamId,
        person: PetitionerNamed | AccusedNamed,
        history: list[Recorded[Any]],
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
            # Secrecy once asked stays; an office of this ward may lift it.
            told["secrecy_asked"] = any(
                one.event.secrecy_asked
                for one in history
                if isinstance(one.event, PetitionerNamed) and one.event.party == person.party
            )
            return petition.name_petitioner, told
        told["party_member"] = person.party_member
        return petition.name_accused, told

    def _opened(self, sealed: Sealed) -> str | None:
        return self.vault.unseal(sealed) if self.vault and self._held(sealed.key) else None

    def _held(self, key: PartyId) -> bool:
        """Whether it can be opened: the key is there, and nobody erased it."""
        return self.vault is not None and self.vault.holds(key) and key not in self.erased

    def _files(
        self, stream: StreamId, history: list[Recorded[Any]], parties: dict[PartyId, PartyId]
    ) -> tuple[list[Recorded[Any]], int]:
        """The attached files, sealed anew, and how many couldn't be taken along."""
        facts: list[Recorded[Any]] = []
        left = 0
        for file in attached(history):
            secret, party = self._opened(file.file_key), file.file_key.key
            if secret is None:
                left += 1
                continue
            try:
                content = content_of(self.predecessor.url, history[0].stream, file, secret)
                facts += attach(
                    self._desk(),
                    stream,
                    content,
                    on=file.on,
                    what=file.what,
                    party=parties.get(party),
                    document=file.document,
                    media_type=file.media_type,
                )
            except CaseError:
                left += 1
        return facts, left

    # -- What it was found to be, and how it was handled

    def _found(
        self,
        state: petition.Petition,
        history: list[Recorded[Any]],
        *,
        has_an_author: bool,
    ) -> Iterator[tuple[str, Any, dict[str, Any]]]:
        """What it was found to be, each finding on its own day; of most only the last."""
        # Without its author a denunciation can't be classified as one.
        if not state.classifications or (state.kind == "denunciation" and not has_an_author):
            return
        for told in taken_for(history, state.classifications[-1]):
            if told["kind"] != "denunciation" or has_an_author:
                told["reason"] = told["reason"] or self._reason
                yield "classifications", petition.classify, told
        for name, found, decision in (
            ("eligibility", state.eligibility, petition.find_eligibility),
            ("competence", state.competence, petition.find_competence),
            ("complexity", state.complexity, petition.find_complexity),
        ):
            if not found:
                continue
            told = attrs.asdict(found[-1], recurse=False)
            if told.get("body") is not None:
                body = self.old.bodies[told["body"]]
                told |= {"body": None, "body_name": f"{body.name} ({self.old.name})"}
            yield name, decision, told
        if state.admitted is not None:
            yield "admitted", petition.admit, attrs.asdict(state.admitted, recurse=False)

    def _handled(self, state: petition.Petition) -> Iterator[tuple[str, Any, dict[str, Any]]]:
        """Who is to settle it, what its petitioner was told, and its papers."""
        for number, one in enumerate(state.assignments):
            told = attrs.asdict(one, recurse=False)
            day = first_day(one.on)
            told |= {
                "lead": self._receiver(one.lead, day),
                "supports": tuple(self._receiver(body, day) for body in one.supports),
                "lead_officer": None,  # an officer of the predecessor isn't one of this ward
                "reason": one.reason or (self._reason if number else None),
            }
            yield "assignments", petition.assign, told
        for paper in state.attachments:
            told = attrs.asdict(paper, filter=lambda at, _: at.name != "number", recurse=False)
            yield "attachments", petition.receive_attachment, told
        for answer in state.answers:
            yield "answers", petition.answer, attrs.asdict(answer, recurse=False)

    @property
    def _reason(self) -> str:
        return f"như trong sổ của {self.old.name}"

    def _desk(self) -> Desk:
        return self.office.by_rule(
            SystemAct(rule=RULE, trigger=self.source),
            despite=[(rule, self._reason) for rule in AS_FOUND],
            because=(self.source,),
        )


def _asked(hold: HoldPlaced) -> tuple[str, str, Document | None]:
    """By what a hold is known again in another record, where it has another number."""
    return hold.reason, hold.asked_by, hold.document
