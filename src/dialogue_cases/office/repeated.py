"""Lần gọi lặp lại: what tells a call with a key from another one, sealed data left out."""

import hashlib
from collections.abc import Callable, Mapping, Set
from typing import Any

import msgspec

from dialogue_cases.errors import Invalid
from dialogue_cases.office.checks import parts, sealed_in
from dialogue_cases.vocabulary import Sealed


def digests(
    named: str,
    decision: Callable[..., Any],
    arguments: Mapping[str, Any],
    call: Mapping[str, Any],
) -> tuple[str, str]:
    """What tells a call with a key from another one: as it is kept, and as it once was.

    What is sealed is left out, and so is the party whose key it is sealed under: sealed anew
    they are other bytes and may be another party, and whoever repeats a call mustn't learn
    whether they typed the same name. Digests without a version were made of all arguments.

    Raises:
        Invalid: an argument can't be what it is.
    """
    name = getattr(decision, "__name__", "")
    conditions = [call["act"], call["corrects"], call["despite"], call["because"]]
    parties = {one.key for _, one in sealed_in(arguments)}
    clear = _clear(arguments, parties)
    try:
        call["key"].encode()
        now, before = (
            hashlib.sha256(msgspec.json.encode([named, name, told, conditions], order="sorted"))
            for told in (clear, dict(arguments))
        )
    except (TypeError, ValueError, OverflowError, AttributeError) as error:
        raise Invalid(
            f"{name}: {error}", where=named, expected="arguments of the declared types"
        ) from None
    return f"2:{now.hexdigest()}", before.hexdigest()


def _clear(value: Any, parties: Set[str]) -> Any:
    """Arguments without what is sealed in them, however deep it stands."""
    if isinstance(value, Mapping):
        said = list(value.items())
    elif names := parts(type(value)):
        said = [(name, getattr(value, name)) for name in names]
    elif isinstance(value, tuple | list):
        return [_clear(one, parties) for one in value if not isinstance(one, Sealed)]
    else:
        return value
    return {
        name: _clear(one, parties)
        for name, one in said
        if not isinstance(one, Sealed) and not (isinstance(one, str) and one in parties)
    }
