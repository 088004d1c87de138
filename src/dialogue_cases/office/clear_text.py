"""Văn bản để rõ: what is written in clear doesn't name whom the case keeps sealed."""

import typing
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from dialogue_cases import petition, plan, ward
from dialogue_cases.codec import life_of
from dialogue_cases.errors import SealError
from dialogue_cases.identifying import Sign, is_said, is_wide, signs_in
from dialogue_cases.law.citations import cited
from dialogue_cases.office.checks import may_hold_sealed, sealed_in
from dialogue_cases.office.secrecy import entries
from dialogue_cases.privacy import Vault
from dialogue_cases.record import Redacted, parts
from dialogue_cases.roles import KINDS, Roles
from dialogue_cases.session import Announced
from dialogue_cases.vocabulary import Act, Sealed, SystemAct
from dialogue_cases.ward import Setting

WRITTEN_IN_CLEAR = cited("office.written_in_clear")

_NUMBERED = {"number", "sha256", "media_type", "contact"}
"""Fields of numbers that are nobody's: of a document, of the office that can be asked."""


def check_clear(
    setting: Setting,
    roles: Roles,
    vault: Vault,
    state: Any,
    sealed: Collection[Sealed],
    events: Sequence[Any],
    *others: Any,
) -> None:
    """No text of events and their envelope tells who somebody is whom the case keeps sealed.

    Numbers of telephones and papers, and in a gist a title with a name, are noticed by what they
    look like, so that this tells nothing of what is sealed.

    What is sealed by this very decision is compared with its own texts and with what the
    petition said when it was raised: whoever decides knows it. Telephones, papers and addresses
    that the case has sealed before are compared where the officer may open them whatever kind
    the case is; to compare them for others, or names for anybody, would tell whoever may write
    in a case whether they guessed right. A street may bear a petitioner's name, so each can be
    let in.

    Args:
        sealed: every piece that the case has sealed before.

    Raises:
        Refused: `clear-text-names-nobody`, `sealed-name-stays-sealed` (both unlawful).
    """
    if not events:
        return
    texts = check_signs(setting, events, *others)
    new = list(_sealed(events))
    before = list(_sealed_before(setting, roles, sealed)) if sealed else []
    if not new and not before:
        return
    _gather(setting.act, "", texts)
    _check_sealed(setting, vault, before, texts)
    if isinstance(state, petition.Petition):
        _gather(state.raised, "", texts)  # the gist was written before the petitioner was named
    _check_sealed(setting, vault, new, texts)


def texts_in_clear(event: Any) -> list[str]:
    """Every text of a fact that isn't sealed, whoever's words it is in."""
    texts: list[tuple[str, str]] = []
    _gather(event, "", texts)
    return [text for _, text in texts]


def check_signs(setting: Setting, events: Sequence[Any], *others: Any) -> list[tuple[str, str]]:
    """No text of events and their envelope looks as if it named somebody; the texts.

    Raises:
        Refused: `clear-text-names-nobody` (unlawful).
    """
    texts: list[tuple[str, str]] = []
    for one in (*events, *others):
        _gather(one, "", texts)
    if not _is_public(setting, events):
        for where, text in texts:
            _check_signs(setting, where, _signs(where, text))
        for where, signs in _signs_of(setting.act):
            _check_signs(setting, where, signs)
    return texts


def _signs(where: str, text: str) -> set[Sign]:
    return set() if where in _NUMBERED else signs_in(text, names=where == "gist")


@lru_cache(maxsize=1000)
def _signs_of(act: Act | SystemAct) -> Sequence[tuple[str, set[Sign]]]:
    """The signs in an act's texts: few acts recur in most decisions, so each is looked at once."""
    texts: list[tuple[str, str]] = []
    _gather(act, "", texts)
    return tuple((where, signs) for where, text in texts if (signs := _signs(where, text)))


def _check_signs(setting: Setting, where: str, signs: set[Sign]) -> None:
    if signs:
        setting.lawful(
            False,
            "clear-text-names-nobody",
            WRITTEN_IN_CLEAR,
            field=where,
            signs=tuple(sorted(signs)),
        )


def _is_public(setting: Setting, events: Sequence[Any]) -> bool:
    """Whether what is written is for everybody, or was written before and only follows by rule."""
    if not isinstance(setting.act, Act) or setting.stream is None:
        return True
    if life_of(setting.stream) in (ward.LIFE, plan.LIFE):
        return True
    return all(isinstance(one, Announced) for one in events)


def _check_sealed(
    setting: Setting, vault: Vault, sealed: Sequence[Sealed], texts: Sequence[tuple[str, str]]
) -> None:
    for one in sealed:
        told = _opened(vault, one)
        if not told or (one.field.endswith("address") and _is_place(setting, told)):
            continue
        where = next((where for where, text in texts if is_said(one.field, told, text)), None)
        setting.lawful(
            where is None,
            "sealed-name-stays-sealed",
            WRITTEN_IN_CLEAR,
            party=one.key,
            field=where,
            sealed_field=one.field,
        )


def _sealed(events: Sequence[Any]) -> Iterator[Sealed]:
    for event in events:
        kind: Any = type(event)
        if may_hold_sealed(kind):
            yield from (one for _, one in sealed_in(event))


def _sealed_before(setting: Setting, roles: Roles, sealed: Iterable[Sealed]) -> Iterator[Sealed]:
    """Telephones, papers and addresses that the case has, which this officer may open anyway."""
    act = setting.act
    if not isinstance(act, Act) or setting.stream is None:
        return
    case = setting.stream.partition("/")[0]
    for one in sealed:
        if one.field.endswith(("contact", "id_paper", "address")):
            kinds = [kind for kind in KINDS if any(roles.about(case, kind, one.field))]
            if kinds and entries(roles, setting.ward, act, one, kinds) is not None:
                yield one


def _opened(vault: Vault, sealed: Sealed) -> str:
    try:
        return vault.unseal(sealed)
    except SealError:
        return ""


def _is_place(setting: Setting, address: str) -> bool:
    """Whether an address is only a residential group, a ward or a wider place."""
    return all(
        setting.ward.group(part) is not None or is_wide(part)
        for part in map(str.strip, address.split(","))
    )


def _gather(value: Any, where: str, texts: list[tuple[str, str]]) -> None:
    """Every text in a value that isn't sealed, with the name of its field."""
    shape: Any = type(value)
    if names := _parts_with_text(shape):
        for name in names:
            one = getattr(value, name)
            if type(one) is str:
                # What a text reads without its hidden words stood there before.
                if name != "reads" or shape is not Redacted:
                    texts.append((name, one))
            elif one is not None:
                _gather(one, name, texts)
    elif isinstance(value, str):
        texts.append((where, value))
    elif isinstance(value, tuple):
        for one in value:
            _gather(one, where, texts)


@cache
def _parts_with_text(shape: Any) -> tuple[str, ...]:
    """The fields of a class in which words of somebody's own, or names, may stand in clear."""
    names = () if shape is Sealed else parts(shape)
    hints = typing.get_type_hints(shape) if names else {}
    return tuple(name for name in names if _may_hold_text(hints[name]))


@cache
def _may_hold_text(hint: Any) -> bool:
    if typing.get_origin(hint) is Literal:
        return False
    kind: Any = getattr(hint, "__supertype__", hint)
    is_class = isinstance(kind, type) and typing.get_origin(kind) is None
    if is_class:
        return issubclass(kind, str) or bool(_parts_with_text(kind))
    return hint is Any or any(map(_may_hold_text, typing.get_args(hint)))
