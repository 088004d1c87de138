"""Văn bản đặt riêng: the free texts of a fact stand beside its bytes, which commit to them.

    commitment = SHA-256( part(domain) part(life) part(version) part(place) part(salt) part(text) )
    part       = length in 4 bytes, big-endian, then the bytes; a version is a decimal number
    place      = where it stands in the fact, such as `event.gist` or `event.items.0.decision`

In the bytes stands `{"commitment":"…"}` where the text stood; salt and text stand beside them, in
the order of the commitments. Where they are removed together, the bytes, their proofs and all that
was handed out of them stay what they are, and tell of the text nothing that could be tried out.
What reads in its place from then on has no salt.

`docs/decisions/0029-…` says why, and what could never be repaired later.
"""

import typing
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from operator import attrgetter
from struct import Struct
from typing import Any

import attrs
import msgspec

from dialogue_cases.errors import Sentence
from dialogue_cases.prepared import decoder
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import FreeText

SUFFIX = "+texts"
"""What is added to a stored name where free texts were set apart."""

DOMAIN = b"dialogue-cases/text@1"

SALT = 32
"""How many random bytes go with each text."""

_BEGINS, _ENDS = b'{"commitment":"', b'"}'
_REST = 44 + len(_ENDS)  # of a commitment, after its beginning
_WHOLE = len(_BEGINS) + _REST
_EVENT = b'"event":{'
_ONE = b'{"texts":[["'  # how it begins where one text stands beside a fact, or several …
_TEXT = len(_ONE) + 44 + len(b'",')  # … and where the first of them begins

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_length = Struct(">I").pack
_BEGINNING = _length(len(DOMAIN)) + DOMAIN


class Misfit(ValueError):
    """What stands beside a fact isn't what the fact commits to."""

    def __init__(self, why: str, /, **data: Any) -> None:
        self.said = Sentence(why, **data)
        super().__init__(str(self.said))


_ELSE = "{count} texts stand beside it for {wanted} commitments"
_NONE_THERE = "no text stands at {place}"


def commitment(stream: str, version: int, place: str, salt: bytes, text: str) -> str:
    """What stands in the log for a text, in base64.

    Args:
        stream: the life …
        version: … and version of the fact.
        place: where the text stands in it.
        salt: 32 random bytes that are drawn for this text.
        text: in composed form (NFC).

    >>> commitment("petition/2023/1", 1, "event.gist", bytes(32), "Đường ngập")[:8]
    'xu3wzA6j'
    """
    told = _commitment(_of_fact(stream, version), _part(place.encode()), salt, text.encode())
    return told.decode()


def _commitment(of_fact: bytes, place: bytes, salt: bytes, text: bytes) -> bytes:
    """What is committed to, by the parts that all texts of a fact share, and that of the place."""
    said = b"".join((of_fact, place, _length(len(salt)), salt, _length(len(text)), text))
    return b2a_base64(sha256(said).digest(), newline=False)


def _of_fact(stream: str, version: int) -> bytes:
    return b"".join((_BEGINNING, _part(stream.encode()), _part(b"%d" % version)))


def _part(said: bytes) -> bytes:
    return _length(len(said)) + said


@lru_cache(maxsize=1000)
def _place_part(place: str) -> bytes:
    """The part of a place: few places recur in most facts."""
    return _part(place.encode())


# -- Writing ------------------------------------------------------------------------------


@cache
def _fields(shape: type) -> tuple[Sequence[str], Sequence[tuple[str, bool]]]:
    """The fields of a class as they are written, sorted, and those of them that are free texts
    (True), or have some further in (False)."""
    hints = typing.get_type_hints(shape, include_extras=True) if attrs.has(shape) else {}
    told = [(name, _is_text(hint)) for name, hint in sorted(hints.items())]
    return tuple(sorted(hints)), [(name, is_text) for name, is_text in told if is_text is not None]


@cache
def _values(shape: type) -> Callable[[Any], Sequence[Any]]:
    """What gets the values of these fields, all at once."""
    names, _ = _fields(shape)
    got = attrgetter(*names)
    return got if len(names) > 1 else lambda value: (got(value),)


def _is_text(hint: Any) -> bool | None:
    if hint == FreeText:
        return True
    if isinstance(hint, type) and attrs.has(hint):
        return False if _fields(hint)[1] else None
    within = map(_is_text, typing.get_args(hint))
    return next((is_text for is_text in within if is_text is not None), None)


def _each(value: Any, place: str, instead: Callable[[str, str], Any], *, is_text: bool) -> Any:
    """A value as it is written, with something instead of each of its free texts.

    Args:
        value: a fact, an act, or a part of one.
        place: where it stands.
        instead: what, of where a text stands, and of the text.
        is_text: whether it is such a text itself.
    """
    if isinstance(value, str):
        return instead(place, value) if is_text and value else value
    if isinstance(value, tuple):
        return [
            _each(one, f"{place}.{number}", instead, is_text=is_text)
            for number, one in enumerate(value)
        ]
    shape: Any = type(value)
    names, texts = _fields(shape)
    if not texts:
        return value
    written = dict(zip(names, _values(shape)(value), strict=True))
    for name, within in texts:
        one = written[name]
        if not one:
            continue
        where = f"{place}.{name}"
        if within and type(one) is str:
            written[name] = instead(where, one)
        else:
            written[name] = _each(one, where, instead, is_text=within)
    return written


def free_texts(fact: Recorded[Any]) -> dict[str, str]:
    """The free texts of a fact, as they read, by where they stand in it."""
    found: dict[str, str] = {}
    for part in ("act", "despite", "event"):
        _each(getattr(fact, part), part, found.__setitem__, is_text=False)
    return found


class SetApart:
    """The free texts of one fact, each with its salt, as they are met.

    Args:
        stream: the life …
        version: … and version of the fact.
        draw: what makes so many random bytes.
    """

    def __init__(self, stream: str, version: int, draw: Callable[[int], bytes]) -> None:
        self._of_fact, self._draw = _of_fact(stream, version), draw
        self.beside: list[tuple[str, str]] = []

    def of(self, value: Any, place: str) -> Any:
        """The value as it is written, commitments in place of its texts."""
        return _each(value, place, self._committed, is_text=False)

    def _committed(self, place: str, text: str) -> Mapping[str, str]:
        salt = self._draw(SALT)
        self.beside.append((b2a_base64(salt, newline=False).decode(), text))
        told = _commitment(self._of_fact, _place_part(place), salt, text.encode())
        return {"commitment": told.decode()}

    def written(self) -> str:
        """What stands beside the fact."""
        return _ENCODE(Beside(texts=tuple(self.beside))).decode()


# -- Reading ------------------------------------------------------------------------------


class Beside(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands beside a fact.

    Args:
        texts: salt in base64 and text, in the order of the commitments; where a text was
            removed, no salt, and what reads instead.
        hidden: what reads at places where a text stands in the fact's own bytes, for good.
    """

    texts: tuple[tuple[str | None, str], ...] = ()
    hidden: Mapping[str, str] = {}


class _Spelt(msgspec.Struct, frozen=True):
    """The same, each text as it is spelt."""

    texts: tuple[tuple[msgspec.Raw, msgspec.Raw], ...] = ()
    hidden: Mapping[str, str] = {}


_READ = decoder(Beside)
_READ_SPELT = decoder(_Spelt)
_READ_ANY = decoder(Any)
_NONE = b"{}"


def read_beside(beside: bytes | None) -> Beside:
    """What stands beside a fact, of which nothing may."""
    told: Beside = _READ(beside or _NONE)
    return told


def joined(state: bytes, beside: bytes) -> bytes:
    """The bytes of a fact with its texts in their places.

    Raises:
        Misfit: the two don't belong together.
    """
    if beside.startswith(_ONE) and state.count(_BEGINS) == 1:
        at = state.index(_BEGINS)
        return b"".join((state[:at], beside[_TEXT:-3], state[at + _WHOLE :]))
    told = _READ_SPELT(beside)
    first, *rest = state.split(_BEGINS)
    if len(told.texts) != len(rest):
        raise Misfit(_ELSE, count=len(told.texts), wanted=len(rest))
    parts = [first]
    for (_, text), part in zip(told.texts, rest, strict=True):
        parts += (bytes(text), part[_REST:])
    whole = b"".join(parts)
    return _hidden(whole, told.hidden) if told.hidden else whole


def _hidden(state: bytes, hidden: Mapping[str, str]) -> bytes:
    """A fact with what reads in the place of some of the texts in its bytes."""
    fact = _READ_ANY(state)
    for place, text in hidden.items():
        *way, last = (int(step) if step.isdecimal() else step for step in place.split("."))
        holder = fact
        for step in way:
            holder = holder[step]
        if type(holder[last]) is not str:
            raise Misfit(_NONE_THERE, place=place)
        holder[last] = text
    return _ENCODE(fact)


def _committed(state: bytes) -> list[tuple[str, str]]:
    """Where the bytes of a fact commit to a text, in their order, and each commitment."""
    return list(_commitments(_READ_ANY(state), ""))


def _commitments(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if value.keys() == {"commitment"}:
            yield place, value["commitment"]
            return
        for name, one in value.items():
            yield from _commitments(one, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _commitments(one, f"{place}.{number}")


def is_committed(state: bytes, place: str) -> bool:
    """Whether the bytes of a fact commit to the text at a place; else it stands in them."""
    return any(where == place for where, _ in _committed(state))


def replaced(stream: str, version: int, state: bytes, beside: bytes | None) -> dict[str, str]:
    """What reads in a fact that isn't what was recorded there, by its place.

    Raises:
        Misfit: a text isn't the one that the fact commits to, or has no place in it.
    """
    if beside is not None and _is_the_usual(stream, version, state, beside):
        return {}
    told = read_beside(beside)
    found = _committed(state)
    if len(told.texts) != len(found):
        raise Misfit(_ELSE, count=len(told.texts), wanted=len(found))
    if beside is not None and not told.texts and not told.hidden:
        raise Misfit("a row of texts stands beside it, and it has none; restore a copy")
    gone = dict(told.hidden)
    for (place, committed), (salt, text) in zip(found, told.texts, strict=True):
        if salt is None:
            gone[place] = text
        elif commitment(stream, version, place, a2b_base64(salt), text) != committed:
            raise Misfit("the text at {place} isn't the one that it commits to", place=place)
    _hidden(state, told.hidden)
    return gone


def _is_the_usual(stream: str, version: int, state: bytes, beside: bytes) -> bool:
    """Whether one text stands beside a fact, right beneath its event, and is what it commits to.

    Most do, and are found so without reading the fact; what isn't is looked at again.
    """
    at, text = state.find(_BEGINS), beside[_TEXT + 1 : -4]
    begins = state.rfind(_EVENT, 0, at) if at >= 0 else -1
    if begins < 0 or not beside.startswith(_ONE) or state.find(_BEGINS, at + 1) >= 0:
        return False
    within = state[begins + len(_EVENT) : at]
    if (
        b'"' in text  # of several texts, or within one, where it is escaped
        or b"\\" in text
        or within.count(b"{") != within.count(b"}")
        or within.count(b"[") != within.count(b"]")
    ):
        return False
    place = b"event." + within[within.rfind(b'"', 0, -2) + 1 : -2]
    salt = a2b_base64(beside[len(_ONE) : _TEXT - 2])
    committed = state[at + len(_BEGINS) : at + _WHOLE - len(_ENDS)]
    return _commitment(_of_fact(stream, version), _part(place), salt, text) == committed


def replacing(state: bytes, beside: bytes | None, place: str, text: str) -> str:
    """What stands beside a fact once another text reads at a place.

    A text that the fact commits to is gone then; one in its own bytes is only hidden.

    Raises:
        Misfit: no text stands there.
    """
    told = read_beside(beside)
    committed = [where for where, _ in _committed(state)]
    if place in committed:
        texts = list(told.texts)
        texts[committed.index(place)] = (None, text)
        told = msgspec.structs.replace(told, texts=tuple(texts))
    else:
        told = msgspec.structs.replace(told, hidden={**told.hidden, place: text})
        _hidden(state, told.hidden)
    return _ENCODE(told).decode()
