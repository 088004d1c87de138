"""Dữ liệu cá nhân: sealed, opened on record, grouped in the vault, forgotten."""

import re
from datetime import date
from typing import TYPE_CHECKING, cast

from dialogue_cases import codec
from dialogue_cases.errors import KeyLost
from dialogue_cases.office.asking import Asking
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

    def is_sealed_as(self, sealed: Sealed, text: str) -> bool:
        """Whether sealed data is this very text, which the caller knows already."""
        try:
            return self.vault.unseal(sealed) == text
        except KeyLost:
            return False

    def is_erased(self, party: PartyId) -> bool:
        """Whether the key of a party, or of a case's content, is gone."""
        return not self.vault.holds(party)

    def erase(self, party: PartyId, *, act: Act | SystemAct, on: date, reason: str) -> None:
        """Record the erasure of a party's data in a case, then destroy the key.

        A process killed in between completes it at the next `open`.
        """
        stream = StreamId(party.rpartition("#")[0])
        if not self.vault.holds(party):
            return
        if self._facts(stream):  # else nothing that was recorded names the party
            office = cast("Office", self)
            office.acting(act).append(stream, [Erased(on=on, party=party, reason=reason)])
        self.vault.destroy(party)
