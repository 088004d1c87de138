"""Niêm phong khi nhập: what is typed in clear on a command line is sealed before it is recorded."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from dialogue_cases.record import Recorded
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import PartyId

if TYPE_CHECKING:
    from dialogue_cases.office import Office


class Sealing:
    """Niêm phong: seals what was typed; a key made for a decision that fails is destroyed.

    What is recorded meanwhile is recorded together or not at all, so that a new life can be
    begun with what is sealed in it.

    Args:
        office: whose vault.
        stream: the life, or the series in which a new one begins.
        key: the call's idempotency key: the same call again seals nothing anew.
    """

    def __init__(self, office: "Office", stream: str, key: str | None) -> None:
        self.office, self._named = office, stream
        self.stream = stream
        self.party: PartyId | None = None
        self.before: Recorded[Any] | None = None
        self._typed: dict[str, str] = {}
        self._key = key
        self._made: list[PartyId] = []
        self._together = ExitStack()

    def __enter__(self) -> "Sealing":
        from dialogue_cases.office.checks import SERIES

        if self._key is not None:
            series, told = SERIES.fullmatch(self._named), self.office.log.told_under(self._key)
            mine = (one for one in told if one.key == self._key)
            self.before = next((one for one in mine if series or one.stream == self._named), None)
        writing = self._together.enter_context(self.office.together())
        if SERIES.fullmatch(self._named):
            number = writing.next_number(self._named)
            self.stream = self.before.stream if self.before else f"{self._named}/{number}"
        return self

    def __exit__(self, *failed: Any) -> None:
        self._together.__exit__(*failed)
        if failed[0] is not None:
            for party in self._made:
                self.office.vault.destroy(party)

    def seal(self, name: str, text: str) -> Any:
        """Note a text to seal; under which key is known when all arguments are."""
        self._typed[name] = nfc(text)
        return None

    def belong(
        self, hints: Mapping[str, Any], values: dict[str, Any], corrects: int | None = None
    ) -> None:
        """Seal what was typed: content under the case's key, the rest under the party's.

        The same call again (`--key`) seals nothing and compares nothing of it: what it sealed
        then is used again, whatever is typed now. A correction keeps the party.
        """
        if self.before is not None:
            before = self.before.event
            values |= {name: getattr(before, name, None) for name in self._typed}
            if "party" in hints and "party" not in values:
                self.party = values["party"] = getattr(before, "party", None)
            return
        if corrects is not None and "party" in hints and not values.get("party"):
            facts = self.office.history(self.stream)
            named = [getattr(one.event, "party", None) for one in facts if one.root == corrects]
            party = next(filter(None, reversed(named)), None)
            self.party = values["party"] = party
        for name, text in self._typed.items():
            if not text:
                values[name] = None  # "" takes out what stood there
            elif name == "content" or "party" not in hints:
                values[name] = self.office.seal_content(self.stream, name, text)
            else:
                self.party = values["party"] = values.get("party") or self.new_party()
                values[name] = self.office.seal(self.party, name, text)

    def new_party(self) -> PartyId:
        """A party of this life; its key goes again if the call fails."""
        party = self.office.new_party(self.stream)
        self._made.append(party)
        return party
