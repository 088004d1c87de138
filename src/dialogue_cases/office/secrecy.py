"""Độ mật của vụ việc: of which kinds a case is or was, as far as that decides who reads it.

The strictest reading of everything that the record says, in corrected and voided entries too:
whoever could make a case another kind could else open it. What a case was it is no more when an
office that may open it as it was says so, by classifying it anew or by mending the entry.
One name under several keys is one name, so cases that came of each other are read as one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from dialogue_cases import petition, proceeding
from dialogue_cases.codec import life_of
from dialogue_cases.office.checks import sealed_in
from dialogue_cases.petition import Classified, PetitionerNamed, Raised
from dialogue_cases.proceeding import Received
from dialogue_cases.record import Recorded
from dialogue_cases.roles import KINDS, Opening, Roles
from dialogue_cases.session import OpinionRegistered, OpinionTaken, OpinionVoiced
from dialogue_cases.vocabulary import Act, PartyId, Sealed, StreamId
from dialogue_cases.ward import Ward

if TYPE_CHECKING:
    from dialogue_cases.office import Office

Named: TypeAlias = tuple[StreamId, int | None]
"""Where a name stands: in a case, or in one opinion of a session."""

CLAIMED = {"office-is-held", "role-may-decide"}
"""Rules broken by who decides: who had no right to decide it lifts no secrecy by it."""

_LINKING = ("petition", "proceeding", "dialogue", "reception")
"""The lives in which it is said which case came of which."""

_SESSIONS = ("dialogue/", "reception/")

UNREAD = "unclassified"
"""What a petition is until somebody has said of which kind it is."""


SECRET = ("denunciation", "anonymous_tip")
"""The kinds of case that are told by their own name only, but to who may open them."""


def was_secret(history: Iterable[Recorded[Any]]) -> bool:
    """Whether a case was ever told as a denunciation or a tip, in mended and voided entries too.

    What it is about isn't told where somebody asks of many cases and hasn't said who they are.
    """
    for one in history:
        field = _KIND_IN.get(type(one.event))
        if field is not None and getattr(one.event, field) in SECRET:
            return True
    return False


_KIND_IN: Mapping[type, str] = {Raised: "title", Classified: "kind", Received: "kind"}
"""In which field a fact says what kind a case is."""


def stream_of(party: PartyId) -> StreamId:
    """The case of a party."""
    return StreamId(party.rpartition("#")[0])


def entries(
    roles: Roles, ward: Ward, act: Act, sealed: Sealed, kinds: Iterable[str]
) -> tuple[Opening, ...] | None:
    """By which entries of the roles an office may open it in all these kinds of case, or None."""
    body = ward.bodies.get(act.body)
    case, kind_of_body = stream_of(sealed.key).partition("/")[0], body.kind if body else None
    found = [
        roles.may_open(case, kind, sealed.field, act.office, kind_of_body) for kind in sorted(kinds)
    ]
    return None if None in found else tuple(one for one in found if one is not None)


@define
class Secrecy:
    """Độ mật: the cases that came of each other, read once for all sealed data that are asked."""

    office: "Office"
    _ward: Ward = field(init=False)
    _links: dict[StreamId, dict[Named, set[Named]]] = field(factory=dict, init=False)
    _known: dict[tuple[str, ...], tuple[set[str], set[str]]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._ward = self.office.ward(effective=self.office.today)

    def entries(self, act: Act, sealed: Sealed, kinds: Iterable[str]) -> tuple[Opening, ...] | None:
        """By which entries of the roles an office may open it in all these kinds of case.

        None if there is a kind in which it may not.
        """
        return entries(self.office.roles, self._ward, act, sealed, kinds)

    def of(self, sealed: Sealed) -> tuple[set[str], set[str]]:
        """Of which kinds its case is or was, and which bodies are denounced in it."""
        stream = stream_of(sealed.key)
        word = stream.partition("/")[0]
        history = self.office.history(stream)
        if word in ("dialogue", "reception"):
            opinions = _opinions(history, sealed)
            kinds, accused = self._of(sealed, [(stream, one) for one in sorted(opinions)])
            return {"spoken", *kinds}, accused
        if word in ("petition", "proceeding"):
            return self._of(sealed, [(stream, None)])
        return {"own_papers"}, set()

    def of_one_name(self, stream: StreamId) -> Iterator[StreamId]:
        """The cases in which the name stands that stands in this one: it came of them, or they of
        it; itself among them."""
        return self._same_name([(stream, None)])

    def _of(self, sealed: Sealed, places: Sequence[Named]) -> tuple[set[str], set[str]]:
        about = (stream_of(sealed.key), sealed.field, *(str(one) for _, one in places))
        if about not in self._known:
            cases = {one: self.office.log.read(one) for one in self._same_name(places)}
            accused = set[str]()
            for stream, facts in cases.items():
                if stream.startswith("proceeding/"):
                    accused |= self._ever(sealed, facts, Received, _accused, set()) - {""}
            kinds = set[str]()
            for facts in cases.values():
                kinds.update(self._kinds(sealed, facts, accused))
            self._known[about] = kinds, accused
        return self._known[about]

    def _same_name(self, places: Sequence[Named]) -> Iterator[StreamId]:
        """The cases that came of these, or these of them, in turn; their own among them."""
        seen, left = set(places), list(places)
        while left:
            place = left.pop()
            for other in self._linked(place[0]).get(place, set()) - seen:
                seen.add(other)
                left.append(other)
        yield from dict.fromkeys(stream for stream, _ in sorted(seen, key=str))

    def _linked(self, stream: StreamId) -> dict[Named, set[Named]]:
        """What came of a case, or it of what: said in it, or where it is named."""
        if stream not in self._links:
            log = self.office.log
            lives = [
                stream,
                *(one for word in _LINKING for one in log.streams(word, naming=[stream])),
            ]
            self._links[stream] = _links(
                fact for one in dict.fromkeys(lives) for fact in log.read(one)
            )
        return self._links[stream]

    def _kinds(
        self, sealed: Sealed, facts: Sequence[Recorded[Any]], accused: set[str]
    ) -> Iterator[str]:
        """Of which kinds a case is or was; secrecy that somebody asked for is one of them."""
        if not facts:
            yield UNREAD
        elif facts[0].stream.startswith("proceeding/"):
            yield from self._ever(sealed, facts, Received, _kind_of_proceeding, accused)
        elif facts[0].stream.startswith("petition/"):
            telling = (Raised, Classified)
            yield from self._ever(sealed, facts, telling, _kind_of_petition, accused)
            for party in {one.event.party for one in facts if _names(one)}:
                now = partial(_secrecy_asked, party=party)
                yield from self._ever(sealed, facts, PetitionerNamed, now, accused, party) - {""}

    def _ever(
        self,
        sealed: Sealed,
        facts: Sequence[Recorded[Any]],
        telling: type | tuple[type, ...],
        now: Callable[[Any], str],
        accused: set[str],
        party: PartyId | None = None,
    ) -> set[str]:
        """What a case was at any point of its record, until who may open it said otherwise.

        Args:
            sealed: what is to be opened.
            facts: the case, by version.
            telling: the events that tell it.
            now: what it is in a state.
            accused: the bodies that open nothing of it, and so lift nothing.
            party: only as such an event tells it of this party.
        """
        life, roots, ever = life_of(facts[0].stream), set[int](), set[str]()
        for number, fact in enumerate(facts, 1):
            if isinstance(fact.event, telling) and party in (None, _party(fact)):
                roots.add(fact.root)
            if fact.root in roots:
                told = now(life.fold(facts[:number]))
                lifted = self._lifts(sealed, fact, ever, accused)
                ever = {told} if lifted else ever | {told}
        return ever

    def _lifts(
        self, sealed: Sealed, fact: Recorded[Any], ever: set[str], accused: set[str]
    ) -> bool:
        """Whether what a case was until then is lifted by who recorded a fact of it."""
        if not isinstance(fact.act, Act):
            return ever <= {UNREAD}  # what a rule tells of a case takes nothing else away
        if fact.act.body in ever | accused or CLAIMED & {one.rule for one in fact.despite}:
            return False
        kinds = {one for one in ever if one in KINDS} or {"denunciation"}
        return self.entries(fact.act, sealed, kinds) is not None


def _names(fact: Recorded[Any]) -> bool:
    return isinstance(fact.event, PetitionerNamed)


def _party(fact: Recorded[Any]) -> PartyId | None:
    return getattr(fact.event, "party", None)


def _kind_of_petition(state: petition.Petition) -> str:
    title = state.raised.title if state.raised else None
    return state.kind or ("denunciation" if title == "denunciation" else UNREAD)


def _secrecy_asked(state: petition.Petition, party: PartyId) -> str:
    asked = any(one.secrecy_asked for one in state.petitioners if one.party == party)
    return "secrecy_asked" if asked else ""


def _kind_of_proceeding(state: proceeding.Proceeding) -> str:
    return state.kind or "denunciation"


def _accused(state: proceeding.Proceeding) -> str:
    """The body whose decision or act a denunciation is about: it opens nothing of the case."""
    told = state.received if state.is_denunciation else None
    return (told.against_body or "") if told else ""


def _opinions(facts: Iterable[Recorded[Any]], sealed: Sealed) -> set[int]:
    """The opinions in which this was said, or that this party voiced or registered."""
    told, registered = set[int](), set[int]()
    for fact in facts:
        match fact.event:
            case OpinionVoiced() as one if _is_in(one, sealed) or one.registered in registered:
                told.add(one.number)
            case OpinionRegistered() as one if _is_in(one, sealed):
                registered.add(one.number)
    return told


def _is_in(opinion: OpinionVoiced | OpinionRegistered, sealed: Sealed) -> bool:
    return opinion.party == sealed.key or any(sealed == one for _, one in sealed_in(opinion))


def came_of(fact: Recorded[Any]) -> Iterator[tuple[Named, Named]]:
    """Which case or opinion came of which, as one fact says it: what came, and of what."""
    here: Named = (fact.stream, None)
    match fact.event:
        case Raised(part_of=whole, session=session, opinion=number):
            yield from ((here, (one, None)) for one in (whole,) if one is not None)
            yield from ((here, (one, number)) for one in (session,) if one is not None)
        case Received(petition=origin, previous=previous):
            yield from ((here, (one, None)) for one in (origin, previous) if one is not None)
        case OpinionTaken(number=number, petition=taken) if taken is not None:
            yield (taken, None), (fact.stream, number)


def _links(log: Iterable[Recorded[Any]]) -> dict[Named, set[Named]]:
    """Which cases came of which, in entries that don't stand any more too.

    A petition that was handed in at a session, and is none of its opinions, shares no name with it.
    """
    links: dict[Named, set[Named]] = defaultdict(set)
    for fact in log:
        for came, of in came_of(fact):
            if of[1] is not None or not of[0].startswith(_SESSIONS):
                links[came].add(of)
                links[of].add(came)
    return links
