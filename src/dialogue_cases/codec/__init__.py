"""How facts are written down: the only place that knows stored names and stored shapes.

A stored name and its shape never change. Classes may be renamed and moved; names may not.
A new shape gets a new name (`ward.appointed@2`), an upcast from the old one,
and a stored sample under `tests/samples/`, which is never edited.

A fact is stored as UTF-8 JSON with sorted fields and no spaces, so that one fact has one
spelling: what doesn't read back to the same bytes was not written by this library.

Where it has free texts they stand beside it, commitments in their places, and `+texts` is added
to its name (`texts.py`). That is how it is written down and no other kind of fact: what is read of
`petition.raised` and of `petition.raised+texts` is the same.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Generic, NamedTuple, NoReturn, TypeAlias, TypeVar, cast

import msgspec
from attrs import frozen

from dialogue_cases.codec import texts
from dialogue_cases.codec.names import EVERY_LIFE, LIFE_OF, NAMES, SHAPES, kinds, life_of
from dialogue_cases.codec.old_shapes import as_it_was, plan_of_one_group
from dialogue_cases.errors import Sentence
from dialogue_cases.prepared import converter, decoder
from dialogue_cases.record import Erased, Recorded
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import Act, Despite, EventRef, Operator, SystemAct

__all__ = [
    "EARLY",
    "EVERY_LIFE",
    "LIFE_OF",
    "NAMES",
    "SHAPES",
    "UPCASTS",
    "Row",
    "Spelling",
    "Unreadable",
    "Upcast",
    "Written",
    "decode",
    "decode_all",
    "encode",
    "kind_of",
    "kinds",
    "life_of",
    "misplaced",
    "mistyped",
    "name_of",
    "recorded_at",
    "stored_name",
    "stored_names",
]

E = TypeVar("E")
W = TypeVar("W", Operator, Act, SystemAct)


@frozen
class Upcast:
    """How facts of an old shape are read: as the next one, field by field."""

    to: str
    change: Callable[[dict[str, Any]], dict[str, Any]]


UPCASTS: Mapping[str, Upcast] = {
    **{
        name: Upcast(to=f"{name}@2", change=plan_of_one_group)
        for name in ("plan.amended", "plan.drafted")
    },
    **{
        name: Upcast(to=f"{name}@2", change=as_it_was)
        for name in (
            "session.conclusion_drafted",
            "session.conclusion_issued",
            "session.conclusion_replaced",
            "session.ended",
            "session.fixed",
            "session.foreseen",
            "session.opinion_voiced",
        )
    },
}
"""Stored names of shapes that are no longer written, each with the step to the next shape.

What is free text stays where it stands, so that it can be hidden there."""


class Unreadable(ValueError):
    """Stored bytes that aren't a fact: an unknown name, a wrong shape, another spelling."""

    def __init__(self, position: int, why: str, /, **data: Any) -> None:
        self.position, self.said = position, Sentence(why, **data)
        self.of: str | None = None
        super().__init__(position, self.why)

    @property
    def why(self) -> str:
        """What is wrong, in English."""
        return str(self.said)


_BROKEN = (msgspec.DecodeError, ValueError, TypeError, KeyError, ArithmeticError, RecursionError)
"""What reading damaged bytes may raise: no UTF-8, no JSON, another shape, nested without end."""


_NOTHING = msgspec.Raw()


class Written(msgspec.Struct, Generic[E], frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is stored of a fact beside its stream, version and name."""

    event: E
    recorded_at: Annotated[datetime, msgspec.Meta(tz=True)]
    recorded_by: msgspec.Raw
    act: msgspec.Raw = _NOTHING
    because: tuple[EventRef, ...] = ()
    clock: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    corrects: int | None = None
    despite: tuple[Despite, ...] = ()
    edition: str | None = None
    key: str | None = None
    system: msgspec.Raw = _NOTHING


_NAME_OF = {shape: name for name, shape in NAMES.items()}
_WRITTEN = {name: f"{name}@{SHAPES[name]}" if name in SHAPES else name for name in NAMES}
_WRITTEN_OF = {shape: _WRITTEN[name] for name, shape in NAMES.items()}
_ENCODER = msgspec.json.Encoder(order="sorted")
_ENCODE = _ENCODER.encode
_DECODE: dict[str, Callable[[str | bytes], Written[Any]]] = {
    _WRITTEN[name]: decoder(Written[shape])  # type: ignore[valid-type]
    for name, shape in NAMES.items()
}
_DECODE |= {f"{name}{texts.SUFFIX}": read for name, read in _DECODE.items()}
_OF_OLD = decoder(Written[dict[str, Any]])
_MADE = {_WRITTEN[name]: converter(shape) for name, shape in NAMES.items()}


def name_of(event: object) -> str:
    """What an event (or its class) is called, in whichever shape it is stored.

    >>> from dialogue_cases.ward import Relieved
    >>> name_of(Relieved)
    'ward.relieved'
    """
    try:
        return _NAME_OF[event if isinstance(event, type) else type(event)]
    except KeyError:
        raise TypeError(f"{event!r} isn't an event that has a stored name") from None


def stored_name(event: object) -> str:
    """The name under which an event (or its class) is written: what it is called, and its shape.

    >>> from dialogue_cases.plan import Drafted
    >>> stored_name(Drafted)
    'plan.drafted@2'
    """
    return _WRITTEN[name_of(event)]


def stored_names(event: object) -> tuple[str, ...]:
    """Every name under which such an event may stand in a log, in whatever shape.

    >>> from dialogue_cases.ward import Relieved
    >>> stored_names(Relieved)
    ('ward.relieved', 'ward.relieved+texts')
    """
    kind = name_of(event)
    later = (f"{kind}@{number}" for number in range(2, SHAPES.get(kind, 1) + 1))
    return tuple(f"{name}{suffix}" for name in (kind, *later) for suffix in ("", texts.SUFFIX))


def kind_of(name: str) -> str:
    """What a fact is called that is stored under a name, whatever its shape and its texts.

    >>> kind_of("petition.raised+texts"), kind_of("plan.drafted@2")
    ('petition.raised', 'plan.drafted')
    """
    return name.removesuffix(texts.SUFFIX).partition("@")[0]


class Spelling(NamedTuple):
    """A fact as it is written down.

    Args:
        name: its stored name.
        state: its JSON text.
        beside: its free texts, which stand beside it; None if it has none.
        stored: the fact as it will read back.
    """

    name: str
    state: str
    beside: str | None
    stored: Recorded[Any]


def encode(recorded: Recorded[Any], draw: Callable[[int], bytes] | None = None) -> Spelling:
    """Write a fact down, its text in composed form (NFC), its free texts set apart.

    Args:
        recorded: the fact.
        draw: what makes so many random bytes, for the salts; None: its texts stand in its own
            bytes, as the first version wrote them.

    Raises:
        TypeError: a value in it can't be stored, or wouldn't read back as it is.
    """
    event, act = recorded.event, recorded.act
    name = _WRITTEN_OF.get(type(event)) or stored_name(event)
    by_hand = isinstance(act, Act)
    if not by_hand and not isinstance(act, SystemAct):
        raise TypeError(f"{name} can't be stored: its act is no Act or SystemAct")
    if not isinstance(recorded.recorded_by, Operator):
        raise TypeError(f"{name} can't be stored: whoever typed it in is no Operator")
    try:
        actor = _raw(act)
        written = Written(
            event=event,
            recorded_at=recorded.recorded_at,
            recorded_by=_raw(recorded.recorded_by),
            act=actor if by_hand else _NOTHING,
            because=recorded.because,
            clock=recorded.clock,
            corrects=recorded.corrects,
            despite=recorded.despite,
            edition=recorded.edition,
            key=recorded.key,
            system=_NOTHING if by_hand else actor,
        )
        state = _ENCODE(written)
        again = _DECODE[name](state)
        if again != written or _ENCODE(again) != state:
            return _refuse(name, _ELSE)
        text = state.decode()
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            state = _ENCODE(_composed(msgspec.json.decode(state)))
            row = recorded.stream, recorded.version, recorded.position, name, state, None
            stored, again, text = decode(row), _DECODE[name](state), state.decode()
        else:
            stored = msgspec.structs.replace(
                recorded,
                event=again.event,
                recorded_at=again.recorded_at,
                because=again.because,
                clock=again.clock,
                despite=again.despite,
            )
    except (TypeError, ValueError) as error:
        return _refuse(name, error.why if isinstance(error, Unreadable) else str(error))
    if draw is None or type(event) is Erased:  # which is found by its name
        return Spelling(name, text, None, stored)
    return _set_apart(name, text, again, stored, draw)


def _set_apart(
    name: str,
    text: str,
    written: Written[Any],
    stored: Recorded[Any],
    draw: Callable[[int], bytes],
) -> Spelling:
    """The same, its free texts beside it."""
    apart, said = texts.SetApart(stored.stream, stored.version, draw), dict[str, Any]()
    act = stored.act
    if isinstance(act, Act) and (act.why or (act.authority and act.authority.title)):
        said["act"] = msgspec.Raw(_ENCODE(apart.of(act, "act")))
    if stored.despite:
        said["despite"] = apart.of(stored.despite, "despite")
    said["event"] = apart.of(stored.event, "event")
    if not apart.beside:
        return Spelling(name, text, None, stored)
    state = _ENCODE(msgspec.structs.replace(written, **said))
    return Spelling(f"{name}{texts.SUFFIX}", state.decode(), apart.written(), stored)


_ELSE = "it would read back as something else"


def _refuse(name: str, why: str) -> NoReturn:
    """Without the event itself: what is in it doesn't belong in a message."""
    raise TypeError(f"{name} can't be stored: {why}")


def _composed(value: Any) -> Any:
    """Every text in composed form; done on values, because NFC of JSON would alter escapes."""
    match value:
        case str():
            return nfc(value)
        case list():
            return [_composed(one) for one in value]
        case dict():
            return {key: _composed(one) for key, one in value.items()}
    return value


Row: TypeAlias = tuple[str, int, int, str, bytes, bytes | None]
"""A stored fact: stream, version, position, stored name, JSON in UTF-8, what stands beside it."""


def decode(row: Row) -> Recorded[Any]:
    """Read a fact back, in the latest shape of its kind.

    Raises:
        Unreadable: an unknown stored name, a missing or unknown field, a duplicate key,
            a time without zone, or any other spelling than the one that is written.
    """
    (fact,) = decode_all([row])
    return fact


def decode_all(rows: Iterable[Row]) -> list[Recorded[Any]]:
    """Read facts back; written for speed, since a replay of the log is mostly this loop.

    Raises:
        Unreadable: as `decode`; its `position` says which one.
    """
    facts: list[Recorded[Any]] = []
    decoders, encode_into, keep = _DECODE, _ENCODER.encode_into, facts.append
    words, spelt = _WORDS, bytearray()
    join, apart = texts.joined, texts.SUFFIX
    if len(words) > _MANY:
        words.clear()
    for stream, version, position, name, state, beside in rows:
        try:
            if beside is not None:
                state = join(state, beside)
            elif name.endswith(apart):
                raise Unreadable(position, "the texts of {name} are missing", name=name)
            if name in decoders:
                written = decoders[name](state)
                encode_into(written, spelt)
                if spelt != state:
                    raise Unreadable(
                        position, "{name} is spelt in another way than it is written", name=name
                    )
            else:
                written = _upcast(position, name, state)
            who, act = bytes(written.recorded_by), bytes(written.act)
            operator = words.get(who) or _word(position, who, Operator)
            actor = (
                words.get(act) or _word(position, act, Act)
                if act
                else _word(position, bytes(written.system), SystemAct)
            )
        except _BROKEN as error:
            raise _unreadable(error, f"{stream}@{version}", position, name) from None
        keep(
            Recorded(
                stream=stream,  # type: ignore[arg-type]  # StreamId(…) would cost a call a fact
                version=version,
                position=position,
                recorded_at=written.recorded_at,
                recorded_by=operator,
                act=actor,
                event=written.event,
                despite=written.despite,
                because=written.because,
                corrects=written.corrects,
                key=written.key,
                clock=written.clock,
                edition=written.edition,
            )
        )
    return facts


def _unreadable(error: Exception, of: str, position: int, name: str) -> Unreadable:
    match error:
        case Unreadable():
            told = error
        case texts.Misfit():
            told = Unreadable(position, "{why}", why=error.said)
        case UnicodeDecodeError():
            told = Unreadable(position, "{name} isn't UTF-8: bytes of it were changed", name=name)
        case _:
            told = Unreadable(position, "{name} has another shape: {why}", name=name, why=error)
    told.of = of
    return told


_WORDS: dict[bytes, Any] = {}
_MANY = 10_000
_READ: dict[type, Callable[[bytes | msgspec.Raw], Any]] = {
    shape: decoder(shape) for shape in (Operator, Act, SystemAct)
}
"""Operators and acts by their spelling: few of them recur in most facts, so each is read once."""


def _word(position: int, state: bytes, shape: type[W]) -> W:
    word: W = _READ[shape](state)
    if _ENCODE(word) != state:
        raise Unreadable(
            position, "{name} is spelt in another way than it is written", name=shape.__name__
        )
    if shape is not SystemAct:  # each has its own trigger
        _WORDS[state] = word
    return word


def _raw(word: Operator | Act | SystemAct) -> msgspec.Raw:
    known = _SPELT.get(id(word))
    if known is not None:
        return known[1]
    raw = msgspec.Raw(_ENCODE(word))
    read = _READ.get(type(word))
    if read is None or read(raw) != word:
        raise TypeError(_ELSE)
    if not isinstance(word, SystemAct):
        if len(_SPELT) > _MANY:
            _SPELT.clear()
        _SPELT[id(word)] = word, raw
    return raw


_SPELT: dict[int, tuple[Operator | Act, msgspec.Raw]] = {}
"""How operators and acts are spelt, by their identity: each is kept here, so that it stays its."""


def _upcast(position: int, name: str, state: bytes) -> Written[Any]:
    name = name.removesuffix(texts.SUFFIX)
    if name not in UPCASTS:
        raise Unreadable(
            position,
            "no event is called {name!r}; a newer version of the library may know it",
            name=name,
        )
    written = _OF_OLD(state)
    fields = written.event
    while (step := UPCASTS.get(name)) is not None:
        fields, name = step.change(fields), step.to
    return cast(Written[Any], msgspec.structs.replace(written, event=_MADE[name](fields)))


def misplaced(facts: Iterable[Recorded[Any]]) -> tuple[Recorded[Any], Sentence] | None:
    """The first fact that can't happen in its life, and why not; None if each is in its place."""
    stream, known = None, frozenset[type]()
    for fact in facts:
        if fact.position < 1:
            return fact, EARLY
        if type(fact.version) is not int:
            return fact, mistyped("originator_version", _SQL_TYPES[type(fact.version)], "integer")
        if fact.stream != stream:
            stream = fact.stream
            if type(stream) is not str:
                return fact, mistyped("originator_id", _SQL_TYPES[type(stream)], "text")
            word = stream.partition("/")[0]
            if word not in _KINDS:
                return fact, Sentence("no life is called {word!r}", word=word)
            known = _KINDS[word]
        if type(fact.event) not in known:
            return fact, Sentence("{name} is no fact of such a life", name=name_of(fact.event))
    return None


EARLY = Sentence("positions begin with 1: no decision has recorded it; restore a copy")
"""Why a row before the first position is none of the log."""

_SQL_TYPES: Mapping[type, str] = {bytes: "blob", str: "text", int: "integer", float: "real"}


def mistyped(column: str, kind: str, right: str) -> Sentence:
    """That a column of a row has a value of another type: no question for the right one finds it.

    Args:
        column: which.
        kind: SQLite's name of the type that is there …
        right: … and of the one that belongs there.
    """
    return Sentence(
        "its {column} is stored as {kind}, and has to be {right}; restore a copy",
        column=column,
        kind=kind,
        right=right,
    )


_KINDS = {word: frozenset(kinds(life)) for word, life in LIFE_OF.items()}


def recorded_at(state: str | bytes) -> datetime:
    """The instant at which stored bytes were recorded, without reading the rest."""
    return cast(_When, _WHEN(state)).recorded_at


class _When(msgspec.Struct):
    recorded_at: datetime


_WHEN = decoder(_When)
