"""Cái được đếm: petitions, turns at receptions, receptions and proceedings, with named facts.

A table says what it counts by these facts alone (`tables.toml`); each of them is worked out
here, in one place. A fact that isn't on record is None, and then no column counts it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from dialogue_cases.petition import (
    AdmissionRefused,
    FiledWithoutProcessing,
    Petition,
    Raised,
    Resolved,
    Split,
    Withdrawn,
)
from dialogue_cases.petition.rules import LARGE_GROUP
from dialogue_cases.proceeding import Proceeding, Received
from dialogue_cases.session import Session
from dialogue_cases.statistics.book import Book
from dialogue_cases.statistics.definition import Value, Wanted
from dialogue_cases.statistics.terms import Terms
from dialogue_cases.vocabulary import On, StreamId, first_day

MEANING = 2
"""Which meaning the facts and quantities have; a figure counted by another one isn't the same."""

NEED_TERMS = ("overdue", "in_time")
"""Facts that the law must have a term for; without one their columns can't be filled."""

Population: TypeAlias = Literal["petition", "turn", "reception", "proceeding"]
"""Đối tượng đếm: đơn; lượt tiếp; kỳ tiếp; việc giải quyết."""

VALUES: Mapping[Population, Mapping[str, tuple[Value, ...]]] = {
    "petition": {
        # received in the period; before it and not processed then; before it and processed;
        # set aside: its parts are counted in its stead
        "came": ("received", "carried", "earlier", "set_aside"),
        "at_reception": (True, False),
        "kind": ("complaint", "denunciation", "suggestion", "tip"),
        "area": (
            "policy", "land", "civil_service", "administrative_other", "judicial",
            "corruption", "party_and_organisations", "other",
        ),
        "own": (True, False),
        "sorted": (True, False),  # kind and competence are known, and the kind has a column
        "eligible": (True, False),
        "placed": (True, False),  # sorted, and passed on if it isn't the ward's own
        "processed": (True, False),
        "passed_on": ("guided", "forwarded", "urged"),  # what was done last
        "guided": (True, False),
        "forwarded": (True, False),
        "urged": (True, False),
        # ended: withdrawn, refused or filed, without having been resolved
        "resolved": ("no", "first", "repeated", "ended"),
        "judged": (True, False),
        "overdue": (True, False),
        "under_way": (True, False),
        "instance": ("first", "again"),
        "signatories": ("one", "several"),
    },
    "turn": {
        "section": ("regular", "head", "delegate"),
        "large_group": (True, False),
        "occurrence": ("first", "repeated"),
    },
    "reception": {"section": ("head", "delegate")},
    "proceeding": {
        "came": ("received", "carried", "earlier"),
        "kind": ("complaint", "denunciation"),
        "own": (True, False),
        "instance": ("first", "again"),
        "ended": ("decided", "withdrawn_after_explanation", "withdrawn", "terminated"),
        "outcome": ("founded", "partly_founded", "unfounded"),
        "review": ("upheld", "amended", "cancelled"),
        "in_time": (True, False),
        "execution": ("pending", "done"),
    },
}  # fmt: skip
"""Of each population its named facts, and what each may be."""


@frozen(kw_only=True)
class Member:
    """Một đơn vị đếm: one petition, turn, reception or proceeding.

    Args:
        of: what it is: a stream, or an opinion in one (`reception/2026/1/opinion/3`).
        case: the vụ việc that it belongs to: a matter, or itself where it has none.
        day: the local day on which it came in or was held: the latest stands for its case.
        facts: by name.
        judged: the facts that its deadlines must be derived for, which is long work for the many
            that no column asks for: by name, how each is found.
        state: the petition, session or proceeding that it rests on.
        people: how many people.
    """

    of: StreamId
    case: StreamId
    day: date
    facts: Mapping[str, Value | None] = field(repr=False)
    judged: Mapping[str, Callable[[], Value | None]] = field(repr=False, factory=dict)
    state: Any = field(repr=False)
    people: int = 1

    def may_fit(self, wanted: Wanted) -> bool:
        """Whether each named fact is among the wanted ones, but for those to be judged."""
        facts, judged = self.facts, self.judged
        return all(facts.get(name) in among for name, among in wanted.items() if name not in judged)

    def is_judged(self, wanted: Wanted) -> bool:
        """Whether each named fact that is to be judged is among the wanted ones."""
        return all(told() in wanted[name] for name, told in self.judged.items() if name in wanted)

    def fits(self, wanted: Wanted) -> bool:
        """Whether each named fact is among the wanted ones."""
        return self.may_fit(wanted) and self.is_judged(wanted)


def records(book: Book) -> Mapping[Population, list[Member]]:
    """Everything that may be counted in a book, by population."""
    terms = Terms(book)
    return {
        "petition": [
            _petition(book, terms, stream, one, one.raised)
            for stream, one in book.petitions.items()
            if one.raised is not None
        ],
        "turn": list(_turns(book)),
        "reception": list(_receptions(book)),
        "proceeding": [
            _proceeding(book, terms, stream, one, one.received)
            for stream, one in book.proceedings.items()
            if one.received is not None
        ],
    }


# -- Petitions ------------------------------------------------------------------------


def _petition(book: Book, terms: Terms, stream: StreamId, one: Petition, raised: Raised) -> Member:
    day, kind, own = first_day(raised.on), _kind(one), one.is_own
    its = [book.proceedings[each] for each in book.proceedings_of.get(stream, ())]
    processed_on = processed(one)
    acts = {
        "guided": [act.on for act in one.guidance],
        "forwarded": [act.on for act in one.forwardings],
        "urged": [act.on for act in one.urgings] + [act.on for p in its for act in p.urgings],
    }
    is_sorted = kind in ("complaint", "denunciation", "suggestion") and own is not None
    passed_on, resolved = _last(acts), _resolved(one, its)
    came: str = "earlier"
    if isinstance(one.closing, Split):
        came = "set_aside"
    elif day >= book.period.first:
        came = "received"
    elif processed_on is None or processed_on >= book.period.first:
        came = "carried"
    streams = book.proceedings_of.get(stream, ())
    return Member(
        of=stream,
        case=one.matter or stream,
        day=day,
        people=one.people,
        state=one,
        facts={
            "came": came,
            "at_reception": at_reception(one),
            "kind": kind,
            "area": one.classifications[-1].area if one.classifications else None,
            "own": own,
            "sorted": is_sorted,
            "eligible": one.is_eligible,
            "placed": is_sorted and (own is True or passed_on is not None),
            "processed": processed_on is not None,
            "passed_on": passed_on,
            **{name: bool(done) for name, done in acts.items()},
            "resolved": resolved,
            "judged": any(each.judgments for each in its),
            "under_way": resolved == "no"
            and (one.admitted is not None or any(each.accepted for each in its)),
            "instance": _instance(its[-1]) if its else "first",
            "signatories": "several" if one.people > 1 else "one",
        },
        judged={"overdue": lambda: resolved == "no" and _overdue(terms, stream, streams)},
    )


def processed(one: Petition) -> date | None:
    """Ngày xử lý đơn: the first local day on which something was decided about it.

    It was admitted, refused, guided, forwarded, returned, referred, assigned, filed, split,
    settled or withdrawn. That a later event opened it again doesn't undo that it was processed.
    """
    told = [
        *([one.admitted] if one.admitted else []),
        *one.guidance, *one.forwardings, *one.returns, *one.tips, *one.assignments,
        *(turn for turn in one.turns if isinstance(turn, _PROCESSING)),
    ]  # fmt: skip
    return min((first_day(act.on) for act in told), default=None)


_PROCESSING = (AdmissionRefused, FiledWithoutProcessing, Split, Resolved, Withdrawn)


def _kind(one: Petition) -> str | None:
    """Kiến nghị and phản ánh are one statistical kind; an anonymous tip is none of the three."""
    if one.kind in ("recommendation", "report"):
        return "suggestion"
    return "tip" if one.kind == "anonymous_tip" else one.kind


def at_reception(one: Petition) -> bool:
    """Whether it came in at a reception of citizens."""
    raised = one.raised
    return raised is not None and (
        raised.channel == "reception"
        or raised.reception is not None
        or (raised.session is not None and raised.session.startswith("reception/"))
    )


def _last(acts: Mapping[str, list[On]]) -> str | None:
    """What was done on the latest day; of one day, what stands later in the order of handling."""
    done = [
        (first_day(on), place, name)
        for place, (name, days) in enumerate(acts.items())
        for on in days
    ]
    return max(done)[2] if done else None


def _resolved(one: Petition, its: Sequence[Proceeding]) -> str:
    """First or repeated: by the decisions and conclusions, or else by how often it was settled.

    What was closed otherwise (withdrawn, refused, filed) isn't waiting to be resolved.
    """
    instances = [_instance(each) for each in its if each.is_resolved]
    if instances:
        return "repeated" if "again" in instances else "first"
    if not one.is_resolved:
        over = one.closing is not None or (its and all(ended(each) is not None for each in its))
        return "ended" if over else "no"
    return "first" if one.times_reopened == 0 else "repeated"


def _instance(one: Proceeding) -> str:
    return "first" if one.instance == "first" else "again"


def _overdue(terms: Terms, petition: StreamId, proceedings: Iterable[StreamId]) -> bool:
    """Past the term of its proceeding, or else past its own or the day decided for it."""
    told = [late for stream in proceedings if (late := terms.overdue(stream)) is not None]
    return any(told) if told else terms.handling_overdue(petition)


# -- Turns at receptions, and receptions ----------------------------------------------


def _turns(book: Book) -> Iterator[Member]:
    """Lượt tiếp: each petition raised at a reception, and who spoke there without one."""
    for stream, one in book.petitions.items():
        raised = one.raised
        if raised is None or not at_reception(one):
            continue
        day = first_day(raised.on)
        if day in book.period and raised.part_of is None:
            yield Member(
                of=stream,
                case=one.matter or stream,
                day=day,
                people=one.people,
                state=one,
                facts=_turn(_section(book, one), one.people, raised.occurrence),
            )
    for stream, held in book.sessions.items():
        if held.legal_basis == "citizen_reception":
            yield from _spoken(book, stream, held)


def _spoken(book: Book, stream: StreamId, held: Session) -> Iterator[Member]:
    """One turn for each who spoke: several opinions of one party are one turn."""
    told: set[str] = set()
    taken = [one for one in held.opinions if (stream, one.number) in book.petition_of_opinion]
    told.update(one.party for one in taken if one.party is not None)
    for opinion in held.opinions:
        who = opinion.party or f"{stream}/opinion/{opinion.number}"
        day = first_day(opinion.on)
        if opinion in taken or day not in book.period or who in told:
            continue
        told.add(who)
        its_matter = book.matter_of_opinion.get((stream, opinion.number))
        before = its_matter is not None and any(
            first_day(one.raised) < day for one in book.matters[its_matter].raisings
        )
        of = StreamId(f"{stream}/opinion/{opinion.number}")
        yield Member(
            of=of,
            case=its_matter or of,
            day=day,
            state=held,
            facts=_turn(_chair(held), 1, "repeated" if before else "first"),
        )


def _turn(section: str, people: int, occurrence: str) -> Mapping[str, Value | None]:
    return {"section": section, "large_group": people >= LARGE_GROUP, "occurrence": occurrence}


def _section(book: Book, one: Petition) -> str:
    """Who received it: as the petition says, or else who chaired the reception."""
    raised = one.raised
    if raised is None or raised.receiver != "staff":
        return "regular" if raised is None else raised.receiver
    held = None if raised.session is None else book.sessions.get(raised.session)
    return "regular" if held is None or held.opened is None else _chair(held)


def _chair(held: Session) -> str:
    """Thủ trưởng hay người được uỷ quyền: by the offices of those who held it."""
    return "head" if held.opened is None or held.held_by_a_head else "delegate"


def _receptions(book: Book) -> Iterator[Member]:
    for stream, held in book.sessions.items():
        if held.legal_basis != "citizen_reception" or held.opened is None:
            continue
        day = first_day(held.opened.on)
        if day in book.period:
            facts: Mapping[str, Value | None] = {"section": _chair(held)}
            yield Member(of=stream, case=stream, day=day, state=held, facts=facts)


# -- Proceedings ----------------------------------------------------------------------


def _proceeding(
    book: Book, terms: Terms, stream: StreamId, one: Proceeding, received: Received
) -> Member:
    day, ended_on = first_day(received.on), ended(one)
    came = "received"
    if day < book.period.first:
        came = "carried" if ended_on is None or ended_on >= book.period.first else "earlier"
    its_petition = book.petitions.get(received.petition) if received.petition else None
    return Member(
        of=stream,
        case=(its_petition.matter if its_petition else None) or received.petition or stream,
        day=day,
        people=received.people,
        state=one,
        facts={
            "came": came,
            "kind": "denunciation" if one.is_denunciation else "complaint",
            "own": _own(book, one, its_petition),
            "instance": _instance(one),
            "ended": _ended(one) if ended_on in book.period else None,
            "outcome": one.outcome,
            "review": one.decided.review if one.decided else None,
            "execution": _execution(book, one),
        },
        judged={"in_time": lambda: terms.in_time(stream)},
    )


def ended(one: Proceeding) -> date | None:
    """The local day on which it was resolved, ended without that, refused or passed on."""
    if one.ended_on is not None:
        return first_day(one.ended_on)
    if one.answers and one.accepted is None:
        return first_day(one.answers[-1].on)
    return None


def _ended(one: Proceeding) -> str | None:
    if one.resolution is not None:
        return "decided"
    if one.terminated is None:
        return None
    if one.withdrawn is not None and one.terminated.ground == "full_withdrawal":
        explained = one.withdrawn.after_explanation
        return "withdrawn_after_explanation" if explained else "withdrawn"
    return "terminated"


def _own(book: Book, one: Proceeding, its_petition: Petition | None) -> bool | None:
    """Whether a body of the ward resolves it: by the body that does, where the ward knows it."""
    body = book.ward.bodies.get(one.body) if one.body is not None else None
    if body is not None:
        return not body.superior
    return None if its_petition is None else its_petition.is_own


def _execution(book: Book, one: Proceeding) -> str | None:
    """Pending or done in the period; None: nothing to carry out, or carried out before."""
    if one.resolution is None:
        return None
    done = min((first_day(each.on) for each in one.execution if each.complete), default=None)
    if done is None:
        return "pending"
    return "done" if done in book.period else None
