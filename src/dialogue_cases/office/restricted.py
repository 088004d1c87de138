"""Hạn chế đọc: what only those charged may read, and what stands in its place for others.

A fact says of itself that it is restricted: a forecast of risks, the signs that went to the
inspectors, what they found. Who may read it are the offices that the ward's roles let open what
was said in such a life. It isn't sealed: whoever has the store's files can read it.
Of the ward's own life it is who was behind an office, where many acts are put side by side.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import attrs
import msgspec

from dialogue_cases.office.checks import is_allowed
from dialogue_cases.office.holding import may_hold_back
from dialogue_cases.office.secrecy import was_secret
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.record import (
    CarriedElsewhere,
    Erased,
    OpeningsHeldBack,
    OpeningsReleased,
    Recorded,
    SealOpened,
    Voided,
)
from dialogue_cases.vocabulary import Act, Document, Sealed, StreamId, SystemAct, When

if TYPE_CHECKING:
    from dialogue_cases.office import Office

T = TypeVar("T")

WITHHELD = "[restricted]"
"""What stands in the place of a text that isn't for the reader."""

_KINDS = {
    "dialogue": "spoken", "reception": "spoken", "task": "own_papers", "ward": "own_papers",
}  # fmt: skip
_TEXTS = (str, str | None)
_OF_THE_RECORD = (Voided, Erased, SealOpened, OpeningsHeldBack, OpeningsReleased, CarriedElsewhere)
"""What tells of the record of a case, and not of the case."""


def veil_for(
    office: "Office", act: Act | SystemAct | None, word: str = WITHHELD
) -> Callable[[StreamId, Any], Any]:
    """How facts and states are shown to a reader: as they are, or without what is restricted.

    Of a denunciation, or a sign without a name, no text is shown but to who may open it.

    Args:
        office: whose roles say who may read it.
        act: who reads, in which office; None: nobody has said.
        word: what stands in the place of a text.
    """
    reads, told = reading_of(office, act), _telling(office, act)

    def show(stream: StreamId, value: Any) -> Any:
        if not told(stream) and not isinstance(value, _OF_THE_RECORD):
            return _bare(value, word)
        return value if reads(stream, value) else veiled(value, word)

    return show


def veil_facts(
    office: "Office", act: Act | SystemAct | None, word: str = WITHHELD
) -> Callable[[Recorded[Any]], Recorded[Any]]:
    """How recorded facts are shown to a reader, as `veil_for`, with what their envelope says."""
    show, told = veil_for(office, act, word), _telling(office, act)

    def shown(fact: Recorded[Any]) -> Recorded[Any]:
        event = show(fact.stream, fact.event)
        if told(fact.stream):
            return msgspec.structs.replace(fact, event=event)
        said = {name: _bare(getattr(fact, name), word) for name in ("act", "despite")}
        return msgspec.structs.replace(fact, event=event, **said)

    return shown


def _telling(office: "Office", act: Act | SystemAct | None) -> Callable[[StreamId], bool]:
    """Whether a reader may be told what a life is about: anybody, unless it was ever secret."""

    @cache
    def told(stream: StreamId) -> bool:
        secret = stream.startswith(("petition/", "proceeding/"))
        if not secret or not was_secret(office.history(stream)):
            return True
        return may_be_told(office, stream, act)

    return told


def _bare(value: Any, word: str) -> Any:
    """A value without its texts and papers, and without those of what it is made of."""
    if isinstance(value, tuple):
        return tuple(_bare(one, word) for one in value)
    if isinstance(value, msgspec.Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        bare = {name: _bare(one, word) for name, one in parts.items()}
        return msgspec.structs.replace(value, **bare)
    if not attrs.has(type(value)) or isinstance(value, Sealed | When):
        return value
    shown = _without_texts(value, word)
    parts = {one.name: getattr(shown, one.name) for one in attrs.fields(type(shown))}
    return attrs.evolve(shown, **{name: _bare(one, word) for name, one in parts.items()})


def reading_of(office: "Office", act: Act | SystemAct | None) -> Callable[[StreamId, Any], bool]:
    """Whether a reader may read what is restricted in a fact or a state of a life."""

    @cache
    def allowed(case: str) -> bool:
        return may_read(office, act, StreamId(case)) if case else may_hold_back(office, act)

    def reads(stream: StreamId, value: Any) -> bool:
        # All that it hangs on of a life is what kind of life it is.
        return allowed("" if isinstance(value, OpeningsHeldBack) else stream.partition("/")[0])

    return reads


def may_read(office: "Office", act: Act | SystemAct | None, stream: StreamId) -> bool:
    """Whether an officer may read what is restricted in a life."""
    case = stream.partition("/")[0]
    if not isinstance(act, Act) or case not in _KINDS:
        return False
    entry = partial(office.roles.may_open, case, _KINDS[case], "restricted", act.office)
    return is_allowed(office, act, lambda kind: entry(kind) is not None)


def veiled(value: T, word: str = WITHHELD) -> T:
    """A fact, a state or a part of one, without the texts and papers of what is restricted."""
    if isinstance(value, tuple):
        shown = tuple(veiled(one, word) for one in value)
        return value if all(a is b for a, b in zip(shown, value, strict=True)) else shown  # type: ignore[return-value]
    if attrs.has(type(value)):
        return _without_texts(value, word) if getattr(value, "restricted", False) else value
    if not isinstance(value, msgspec.Struct):
        return value
    parts = {name: getattr(value, name) for name in value.__struct_fields__}
    changed = {name: veiled(one, word) for name, one in parts.items()}
    if all(changed[name] is one for name, one in parts.items()):
        return value
    return msgspec.structs.replace(value, **changed)


def _without_texts(event: Any, word: str) -> Any:
    """The event with each free text withheld; who, when, to whom and of which kind remain."""
    withheld: dict[str, Any] = {}
    for name, hint in get_type_hints(type(event)).items():
        said = getattr(event, name)
        if hint in _TEXTS and said is not None:
            withheld[name] = word
        elif isinstance(said, Document):
            withheld[name] = None
        elif isinstance(said, tuple) and any(isinstance(one, Document) for one in said):
            withheld[name] = ()
    return attrs.evolve(event, **withheld)
