"""Dữ liệu cá nhân: sealed, opened on record, grouped in the vault, forgotten."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from dialogue_cases import codec
from dialogue_cases.codec import life_of
from dialogue_cases.errors import Invalid, KeyDestroyed, KeyLost, NotFound, Refused
from dialogue_cases.office.asking import Asking
from dialogue_cases.office.opening import SECRECY, look, may_open
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.privacy import content_key
from dialogue_cases.record import CarriedElsewhere, Erased
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import Act, PartyId, Sealed, StreamId, SystemAct
from dialogue_cases.ward import PredecessorTakenOver
from dialogue_cases.ward.in_any_life import erase

if TYPE_CHECKING:
    from dialogue_cases.office import Office


class Personal(Asking):
    """Dữ liệu cá nhân: the part of an office that seals and forgets.

    What is sealed is opened at a desk (`Desk.unseal`), so that who opened it is on record.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._erasures: set[PartyId] = set()
        self._erasures_until = 0
        self._has_looked = False
        self._to_destroy: set[PartyId] = set()

    def new_party(self, stream: StreamId | str) -> PartyId:
        """A party in a case, with a key of its own in the vault."""
        known = max(self._numbers(StreamId(stream)), default=0)
        return self.vault.new_party(StreamId(stream), after=known)

    def parties(self, stream: StreamId | str) -> tuple[PartyId, ...]:
        """The parties that the record of a case names and that aren't erased."""
        named = (PartyId(f"{stream}#{one}") for one in sorted(self._numbers(StreamId(stream))))
        return tuple(
            one for one in named if one != content_key(StreamId(stream)) and not self.is_erased(one)
        )

    def copies(self, stream: StreamId | str) -> tuple[str, ...]:
        """Where else a case lies with personal data: ward and life in another record.

        What this ward carried on from a predecessor lies in its record too; what another record
        carried on from here says so in the case.
        """
        facts = self._facts(StreamId(stream))
        there = [
            f"{one.event.name}, {one.event.case}"
            for one in facts
            if isinstance(one.event, CarriedElsewhere)
        ]
        first = facts[0] if facts else None
        if first is not None and isinstance(first.act, SystemAct) and first.act.trigger:
            life, _, version = first.act.trigger.rpartition("@")
            source = self._facts(StreamId(life))[int(version) - 1].event
            if isinstance(source, PredecessorTakenOver):
                there.append(f"{source.name}, {first.event.book_entry.partition('/')[2]}")
        return tuple(there)

    def _numbers(self, stream: StreamId) -> set[int]:
        """The numbers of all keys that the record of a case names: parties', its content's."""
        named = re.compile(rf"{re.escape(stream)}#([0-9]+)")
        texts = (codec.encode(fact)[1] for fact in self._facts(stream))
        return {int(number) for text in texts for number in named.findall(text)}

    def seal(self, key: PartyId, field: str, text: str) -> Sealed:
        """Seal personal data of a party, to be put into an event."""
        return self.vault.seal(key, field, text)

    def seal_content(self, stream: StreamId | str, field: str, text: str) -> Sealed:
        """Seal the content of a case under the case's own key."""
        return self.vault.seal(content_key(StreamId(stream)), field, text)

    def lost(self, party: PartyId) -> KeyLost | None:
        """Why nothing of a party, or of a case's content, can be read; None where it can be.

        What the record says was erased is gone, also where this vault has the key still: it is
        a copy that was put back, or the process was killed before it destroyed the key.
        """
        return KeyDestroyed(party) if party in self._erased() else self.vault.lost(party)

    def is_erased(self, party: PartyId) -> bool:
        """Whether a party, or a case's content, was erased; a key that is missing wasn't."""
        return isinstance(self.lost(party), KeyDestroyed)

    # -- One person in several cases ----------------------------------------------------

    def same_person(self, party: PartyId, other: PartyId, *, act: Act, purpose: str) -> None:
        """Keep that a party of one case and a party of another are one person.

        It is kept in the vault alone, which can forget; the log never says it. That the officer
        looked at the person behind `party` is recorded in its case, without the other.

        Args:
            party: in whose case it is recorded.
            other: a party of any case.
            act: who says so; both must be theirs to open.
            purpose: what for.

        Raises:
            Refused: as `Desk.unseal`, and `party-is-another-one`.
            KeyLost: one of them was erased, or never was.
        """
        if party == other:
            raise Refused("party-is-another-one", SECRECY, party=party)
        for one in (party, other):
            if (lost := self.lost(one)) is not None:
                raise lost
        self._look(act, party, other, purpose=purpose)
        self.vault.join(party, other)

    def another_person(self, party: PartyId, *, act: Act, purpose: str) -> bool:
        """Take a party out of its group: it was another person after all; False if in none.

        Raises:
            Refused: as `Desk.unseal`.
        """
        self._look(act, party, purpose=purpose)
        return self.vault.separate(party)

    def cases_of(self, party: PartyId, *, act: Act, purpose: str) -> tuple[PartyId, ...]:
        """The parties that are one person with this one, as far as the officer may open them.

        Raises:
            Refused: as `Desk.unseal`.
        """
        self._look(act, party, purpose=purpose)
        group = [_person(one) for one in self.vault.same_person(party)]
        return tuple(
            one.sealed.key for one in may_open(self._office, act, group) if one.allowed is not None
        )

    def _look(self, act: Act, *parties: PartyId, purpose: str) -> None:
        look(self._office, act, [_person(one) for one in parties], purpose)

    @property
    def _office(self) -> "Office":
        return cast("Office", self)

    # -- Forgetting ---------------------------------------------------------------------

    def erase(
        self,
        party: PartyId,
        *,
        act: Act | SystemAct,
        on: date,
        reason: str,
        request: int | None = None,
    ) -> None:
        """Record the erasure of a party's data in a case, then destroy the key.

        It is recorded also where this vault hasn't the key; from then on nothing of the party
        is read anywhere, and every vault that has the key loses it (`complete_erasures`).

        Args:
            party: whose data, in one case.
            act: who decides it.
            on: the local day.
            reason: why; it stays in the case for good, so without names.
            request: the number of the request about data that is granted with it.

        Raises:
            NotFound: neither the record nor the vault knows the party.
            Refused: `data-request-was-received`, `data-request-asks-to-delete`,
                `data-request-is-answered-once`.
            Invalid: within `Office.together`, which may still be undone; the key can't.
        """
        self._erase((party,), act=act, on=on, reason=reason, request=request)

    def erase_person(
        self, party: PartyId, *, act: Act, on: date, reason: str, purpose: str
    ) -> tuple[PartyId, ...]:
        """Erase a person's data in every case that is known to be theirs, all or nothing.

        The erasures stand in the log at one time and with one reason, so that the log shows
        these parties belong together; who it was, nobody can read any more.

        Args:
            party: one of the person's parties; who erases must be allowed to open it.
            act: who decides it.
            on: the local day.
            reason: why, without names.
            purpose: what the group was looked up for.

        Returns:
            The parties that were erased.

        Raises:
            Refused: as `Desk.unseal`.
        """
        self._look(act, party, purpose=purpose)
        parties = tuple(one for one in self.vault.same_person(party) if not self.is_erased(one))
        self._erase(parties, act=act, on=on, reason=reason)
        return parties

    def _erase(
        self,
        parties: tuple[PartyId, ...],
        *,
        act: Act | SystemAct,
        on: date,
        reason: str,
        request: int | None = None,
    ) -> None:
        office = self._office
        if office.is_deciding_together:
            raise Invalid("a key is destroyed by itself", expected="a call outside together()")
        with office.together():
            for party in parties:
                stream = stream_of(party)
                named = party in {f"{stream}#{one}" for one in self._numbers(stream)}
                if not named and not self.vault.holds(party):
                    raise NotFound(StreamId(party))
                if self._facts(stream) and party not in self._erased():
                    office.acting(act).decide(
                        stream, erase, Erased(on=on, party=party, reason=reason)
                    )
            if request is not None:
                stream = stream_of(parties[0])
                known = getattr(office.as_of(stream), "data_requests", ())
                if any(one.number == request and one.asks != "delete" for one in known):
                    raise Refused("data-request-asks-to-delete", SECRECY, number=request)
                office.acting(act).decide(
                    stream,
                    life_of(stream).decisions["answer_data_request"],
                    on=on,
                    number=request,
                    outcome="granted",
                )
        for party in parties:
            self.vault.destroy(party)

    def complete_erasures(self) -> tuple[PartyId, ...]:
        """Destroy the keys of those whose erasure is on record and which this vault has still.

        Every decision does it before anything else; a question doesn't, it only reads nothing
        of them. Done again it adds nothing.

        Returns:
            The parties whose keys were destroyed.

        Raises:
            Invalid: within `Office.together`, as for `erase`.
            SealError: the vault can't be written.
        """
        if self.is_deciding_together:
            raise Invalid("a key is destroyed by itself", expected="a call outside together()")
        self._erased()
        destroyed = []
        for party in sorted(self._to_destroy):
            known = isinstance(self.vault.lost(party), KeyDestroyed)
            if not known and self.vault.destroy(party):
                destroyed.append(party)
            self._to_destroy.discard(party)
        return tuple(destroyed)

    def _has_to_erase(self, writing: Writing) -> bool:
        """Whether an erasure is on record whose key may be there still.

        The log is asked only where something was recorded since that this office hasn't seen.
        """
        if self._to_destroy or (self._has_looked and writing.is_as_left):
            return bool(self._to_destroy)
        self._has_looked = True
        return bool(writing.erasures(after=self._erasures_until))

    def _erased(self) -> set[PartyId]:
        """Whose erasure is on record; in a transaction, as it was when that began."""
        if not self.is_deciding_together:
            for fact in self.store.erasures(after=self._erasures_until):
                self._erasures.add(fact.event.party)
                self._to_destroy.add(fact.event.party)
                self._erasures_until = fact.position
        return self._erasures


def _person(party: PartyId) -> Sealed:
    """What stands for the person behind a party, among all that may be opened of it."""
    return Sealed(key=party, field="person", data="")
