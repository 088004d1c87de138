"""W3C PROV: who is responsible for what on record, in the words of a standard.

A recorded fact is an activity; the entry that it left, the life, the papers that it names and the
edition of the law are entities; officers, offices, bodies, operators and the library's own rules
are agents. An officer acts on behalf of an office, and that on behalf of its body. No free text
and no personal data goes out: not a gist, not a reason, not a name, not a title of a paper.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import define, field

from dialogue_cases.audit.attribution import Attribution, Decider
from dialogue_cases.audit.decision import edition_of
from dialogue_cases.audit.timeline import TimelineEntry, belonging, entries
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.errors import Invalid, NotFound
from dialogue_cases.office import Office
from dialogue_cases.office.checks import papers_in
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.record import Known, Recorded
from dialogue_cases.store.following import whole_lives
from dialogue_cases.vocabulary import (
    Act,
    Document,
    DocumentNumber,
    StreamId,
    SystemAct,
    When,
    event_ref,
    first_day,
)
from dialogue_cases.ward import WARD, LawLoaded

if TYPE_CHECKING:
    from prov.model import ProvDocument

VOCABULARY = "urn:dialogue-cases:vocabulary:"
"""The namespace of our own words; those of a record are below `urn:dialogue-cases:<store>:`."""

KINDS = ("fact", "entry", "life", "paper", "law", "officer", "office", "body", "operator", "rule")
"""What is named: each kind is a namespace of the record, by this prefix."""


def provenance(
    office: Office,
    stream: StreamId | str | None = None,
    *,
    act: Act | SystemAct | None = None,
    known: Known | None = None,
) -> "ProvDocument":
    """What is on record as a document of the `prov` package (extra `prov`).

    Args:
        office: whose record it is.
        stream: of which life, with all that belongs to it; None: of the whole record.
        act: who reads, in which office. A denunciation goes out only for who may open it, or
            where it is asked for by its name; so does what follows from it.
        known: as was on record at the end of this local day, or at exactly this position.

    Raises:
        NotFound: nothing is recorded under that id (as known then).
        Invalid: `prov` isn't installed.

    Example:
        >>> from examples.practice import practise
        >>> from prov.model import ProvActivity
        >>> told = provenance(practise(), "ward", known=3)
        >>> [str(one.identifier) for one in told.get_records(ProvActivity)]
        ['fact:ward@1', 'fact:ward@2', 'fact:ward@3']
    """
    try:
        from prov.model import ProvDocument
    except ModuleNotFoundError:
        raise Invalid(
            "PROV isn't installed", expected="pip install 'dialogue-cases[prov]'"
        ) from None

    @cache
    def told(life: StreamId) -> bool:
        return life == stream or may_be_told(office, life, act)

    facts = [*_facts(office, stream, act, told)]
    found = entries(office, facts, act=act, known=known)
    if stream is not None and not found:
        raise NotFound(StreamId(stream))
    whole = office.history(WARD)
    kept = [one for one in whole if isinstance(one.event, LawLoaded)]
    editions = {one.ref: edition_of(one, kept) for one in facts}
    writing = _Writing(ProvDocument(), office.ward().store, told)
    for one in sorted(found, key=lambda one: one.attribution.position):
        writing.add(one, editions[one.attribution.ref])
    return writing.document


def prov_json(document: "ProvDocument") -> str:
    """A document of provenance as PROV-JSON, which the `prov` package and others read back."""
    return str(document.serialize(format="json", indent=1, ensure_ascii=False))


def _facts(
    office: Office,
    stream: StreamId | str | None,
    act: Act | SystemAct | None,
    told: Callable[[StreamId], bool],
) -> Iterable[Recorded[Any]]:
    if stream is None:
        lives = whole_lives(office.log, [*LIFE_OF])
        return chain.from_iterable(one for one in lives if told(one[0].stream))
    named = (StreamId(stream), *belonging(office, StreamId(stream), act))
    return chain.from_iterable(office.history(one) for one in named)


@define
class _Writing:
    """What is written of a record, each thing once."""

    document: "ProvDocument"
    store: str
    told: Callable[[StreamId], bool]
    _written: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.document.add_namespace("dcase", VOCABULARY)
        for kind in KINDS:
            self.document.add_namespace(kind, f"urn:dialogue-cases:{self.store}:{kind}:")

    def add(self, one: TimelineEntry, edition: str | None) -> None:
        """One fact with everything that it names."""
        which, document = one.attribution, self.document
        fact, entry = f"fact:{which.ref}", f"entry:{which.ref}"
        document.activity(fact, None, None, self._said(which))
        document.entity(entry, {"prov:type": self._word("entry")})
        document.wasGeneratedBy(entry, fact, which.recorded_at)
        document.hadMember(self._life(which.stream), entry)
        before = event_ref(which.stream, int(which.ref.rpartition("@")[2]) - 1)
        if f"entry:{before}" in self._written:
            document.used(fact, f"entry:{before}")  # what the life had on record before it
        self._written.add(entry)
        self._responsible(fact, which, edition)
        for cause in (*which.because, *((which.by_rule.trigger,) if which.by_rule else ())):
            if cause is not None and self.told(StreamId(cause.rpartition("@")[0])):
                document.wasInformedBy(fact, f"fact:{cause}")
        self._instead(fact, entry, which)
        self._papers(fact, one)

    def _said(self, which: Attribution) -> list[tuple[str, Any]]:
        """What is told of a fact: its kind, its days, and how it was entered."""
        from prov.constants import XSD_DATE, XSD_TIME
        from prov.model import Literal

        def day(value: Any) -> Any:
            return Literal(value.isoformat(), XSD_DATE)

        said: list[tuple[str, Any]] = [
            ("prov:type", self._word(which.kind)),
            ("dcase:position", which.position),
            ("dcase:on", day(first_day(which.on))),
            ("dcase:entered", day(which.entered)),
            ("dcase:days_to_entry", which.days_to_entry),
        ]
        if isinstance(which.on, When) and which.on.at is not None:
            said.append(("dcase:at", Literal(which.on.at.isoformat(), XSD_TIME)))
        if isinstance(which.on, When) and which.on.through is not None:
            said.append(("dcase:through", day(which.on.through)))
        if which.decided_by is not None:
            said.append(("dcase:held_then", which.decided_by.held_then))
            said.append(("dcase:held", which.decided_by.held))
        return said + [("dcase:despite", one.rule) for one in which.despite]

    def _responsible(self, fact: str, which: Attribution, edition: str | None) -> None:
        """Who decided it under which law, and who typed it in."""
        plan = None
        if edition is not None:
            plan = self._once(f"law:{edition}", self.document.entity, "prov:Plan")
        if which.decided_by is not None:
            self._decider(fact, which.decided_by, plan)
        if which.by_rule is not None:
            rule = self._once(
                f"rule:{_local(which.by_rule.rule)}", self.document.agent, "prov:SoftwareAgent"
            )
            self._associated(fact, rule, plan, "decided")
        typist = f"operator:{_local(which.typed_by.id)}"
        operator = self._once(typist, self.document.agent, "prov:Person")
        self._associated(fact, operator, None, "typed")

    def _decider(self, fact: str, one: Decider, plan: str | None) -> None:
        officer = self._once(f"officer:{_local(one.officer)}", self.document.agent, "prov:Person")
        body = f"body:{_local(one.body)}"
        kind = {} if one.body_kind is None else {"dcase:body_kind": one.body_kind}
        self._once(body, self.document.agent, "prov:Organization", kind)
        office = f"office:{_local(one.body)}/{one.office}"
        self._once(office, self.document.agent, "dcase:office", {"dcase:office_kind": one.office})
        self._associated(fact, officer, plan, "decided")
        self.document.actedOnBehalfOf(officer, office, fact)
        self.document.actedOnBehalfOf(office, body, fact)
        if one.authority is not None:
            paper = self._paper(one.authority, fact, 0)
            self.document.used(fact, paper, None, None, {"prov:role": self._word("authority")})

    def _associated(self, fact: str, agent: str, plan: str | None, role: str) -> None:
        self.document.wasAssociatedWith(fact, agent, plan, None, {"prov:role": self._word(role)})

    def _instead(self, fact: str, entry: str, which: Attribution) -> None:
        """A correction revises an entry; a void makes one invalid."""
        if which.corrects is not None:
            self.document.wasRevisionOf(entry, f"entry:{which.corrects}", fact)
        if which.voids is not None:
            self.document.wasInvalidatedBy(f"entry:{which.voids}", fact, which.recorded_at)

    def _papers(self, fact: str, one: TimelineEntry) -> None:
        """The papers that it names: what bears a number of the ward's own was issued by it."""
        for number, paper in enumerate(papers_in(one.event), start=1):
            named = self._paper(paper, fact, number)
            if isinstance(paper, DocumentNumber):
                self.document.wasGeneratedBy(named, fact, one.attribution.recorded_at)
            else:
                self.document.used(fact, named, None, None, {"prov:role": self._word("named")})

    def _paper(self, paper: Document | DocumentNumber, fact: str, place: int) -> str:
        """A paper by its number; one without, by the fact that names it."""
        number = _number(paper)
        told = {} if number is None else {"dcase:number": number}
        name = _local(number) if number else f"{fact.partition(':')[2]}/{place}"
        return self._once(f"paper:{name}", self.document.entity, "dcase:paper", told)

    def _life(self, stream: StreamId) -> str:
        kind = {"dcase:life": stream.partition("/")[0]}
        return self._once(f"life:{stream}", self.document.entity, "prov:Collection", kind)

    def _once(
        self,
        name: str,
        write: Callable[[str, Any], Any],
        kind: str,
        told: Mapping[str, str] | None = None,
    ) -> str:
        if name not in self._written:
            self._written.add(name)
            qualified = self.document.valid_qualified_name(kind)
            write(name, [("prov:type", qualified), *(told or {}).items()])
        return name

    def _word(self, word: str) -> Any:
        return self.document.valid_qualified_name(f"dcase:{word}")


def _number(paper: Document | DocumentNumber) -> str | None:
    """The number of a paper; what isn't of that form is a text, and stays here."""
    try:
        return str(
            DocumentNumber.parse(str(paper.number if isinstance(paper, Document) else paper))
        )
    except ValueError:
        return None


def _local(name: str) -> str:
    """A name as it may stand in an address."""
    return quote(name, safe="/-_.")
