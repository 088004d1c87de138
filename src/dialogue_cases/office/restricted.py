"""Hạn chế đọc: what only those charged may read, and what stands in its place for others.

A fact says of itself that it is restricted: a forecast of risks, the signs that went to the
inspectors, what they found. Who may read it are the offices that the ward's roles let open what
was said in such a life. It isn't sealed: whoever has the store's files can read it.
Of the ward's own life it is who was behind an office, where many acts are put side by side.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import attrs
import msgspec

from dialogue_cases.vocabulary import Act, Document, StreamId, SystemAct

if TYPE_CHECKING:
    from dialogue_cases.office import Office

T = TypeVar("T")

WITHHELD = "[restricted]"
"""What stands in the place of a text that isn't for the reader."""

_KINDS = {
    "dialogue": "spoken", "reception": "spoken", "task": "own_papers", "ward": "own_papers",
}  # fmt: skip
_TEXTS = (str, str | None)


def veil_for(
    office: "Office", act: Act | SystemAct | None, word: str = WITHHELD
) -> Callable[[StreamId, Any], Any]:
    """How facts and states are shown to a reader: as they are, or without what is restricted.

    Args:
        office: whose roles say who may read it.
        act: who reads, in which office; None: nobody has said.
        word: what stands in the place of a text.
    """

    allowed: dict[str, bool] = {}

    def show(stream: StreamId, value: Any) -> Any:
        case = stream.partition("/")[0]  # all that it hangs on of a life
        if case not in allowed:
            allowed[case] = may_read(office, act, stream)
        return value if allowed[case] else veiled(value, word)

    return show


def may_read(office: "Office", act: Act | SystemAct | None, stream: StreamId) -> bool:
    """Whether an officer may read what is restricted in a life."""
    case = stream.partition("/")[0]
    if not isinstance(act, Act) or case not in _KINDS:
        return False
    ward = office.ward(effective=office.today)
    body = ward.bodies.get(act.body)
    held = ward.holds(act.officer, act.office, act.body)
    kind = body.kind if body else None
    allowed = office.roles.may_open(case, _KINDS[case], "restricted", act.office, kind)
    return held and allowed is not None


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
