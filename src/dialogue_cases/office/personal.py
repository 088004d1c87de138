"""Dữ liệu cá nhân: sealed, opened on record, grouped in the vault, forgotten."""

import re
from datetime import date
from typing import TYPE_CHECKING, cast

from dialogue_cases import codec
from dialogue_cases.errors import Invalid, KeyLost, Refused
from dialogue_cases.office.asking import Asking
from dialogue_cases.office.checks import life_of
from dialogue_cases.office.opening import SECRECY, look, may_open, stream_of
from dialogue_cases.privacy import content_key
from dialogue_cases.record import Erased
from dialogue_cases.vocabulary import Act, PartyId, Sealed, StreamId, SystemAct

if TYPE_CHECKING:
    from dialogue_cases.office import Office


class Personal(Asking):
    """Dữ liệu cá nhân: the part of an office that seals and forgets.

    What is sealed is opened at a desk (`Desk.unseal`), so that who opened it is on record.
    """

    def new_party(self, stream: StreamId | str) -> PartyId:
        """A party in a case, with a key of its own in the vault."""
        known = 0
        for fact in self._facts(StreamId(stream)):
            found = re.findall(rf"{re.escape(stream)}#([0-9]+)", codec.encode(fact)[1])
            known = max([known, *map(int, found)])
        return self.vault.new_party(StreamId(stream), after=known)

    def seal(self, key: PartyId, field: str, text: str) -> Sealed:
        """Seal personal data of a party, to be put into an event."""
        return self.vault.seal(key, field, text)

    def seal_content(self, stream: StreamId | str, field: str, text: str) -> Sealed:
        """Seal the content of a case under the case's own key."""
        return self.vault.seal(content_key(StreamId(stream)), field, text)

    def is_erased(self, party: PartyId) -> bool:
        """Whether the key of a party, or of a case's content, is gone."""
        return not self.vault.holds(party)

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
            if not self.vault.holds(one):
                raise KeyLost(one)
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

        A process killed in between completes it at the next `open`.

        Args:
            party: whose data, in one case.
            act: who decides it.
            on: the local day.
            reason: why; it stays in the case for good, so without names.
            request: the number of the request about data that is granted with it.

        Raises:
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
            The parties whose keys were destroyed.

        Raises:
            Refused: as `Desk.unseal`.
        """
        self._look(act, party, purpose=purpose)
        parties = tuple(one for one in self.vault.same_person(party) if self.vault.holds(one))
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
        held = [one for one in parties if self.vault.holds(one)]
        with office.together():
            for party in held:
                stream = stream_of(party)
                if self._facts(stream):  # else nothing that was recorded names the party
                    office.acting(act).append(stream, [Erased(on=on, party=party, reason=reason)])
            if request is not None:
                stream = stream_of(parties[0])
                known = getattr(office.as_of(stream), "data_requests", ())
                if any(one.number == request and one.asks != "delete" for one in known):
                    raise Refused("data-request-asks-to-delete", SECRECY, number=request)
                office.acting(act).decide(
                    stream,
                    life_of(stream).answer_data_request,
                    on=on,
                    number=request,
                    outcome="granted",
                )
        for party in held:
            self.vault.destroy(party)


def _person(party: PartyId) -> Sealed:
    """What stands for the person behind a party, among all that may be opened of it."""
    return Sealed(key=party, field="person", data="")
