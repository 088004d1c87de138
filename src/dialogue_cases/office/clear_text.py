"""Văn bản để rõ: what is written in clear doesn't name whom the case keeps sealed."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dialogue_cases import petition
from dialogue_cases.errors import SealError
from dialogue_cases.office.checks import may_hold_sealed, parts, sealed_in
from dialogue_cases.privacy import Vault
from dialogue_cases.spelling import fold
from dialogue_cases.vocabulary import Citation, Sealed
from dialogue_cases.ward import Setting

WRITTEN_IN_CLEAR = Citation(
    text="Nghị định 154/2026/NĐ-CP, Điều 12 khoản 2; Luật Tố cáo 2018, Điều 8, 56",
    certainty="I",
    note="names are kept secret; that a gist is written without them is our way to do it",
)


_WORDS = re.compile(r"[^\W_]+")


def check_clear(
    setting: Setting, vault: Vault, state: Any, events: Sequence[Any], *others: Any
) -> None:
    """No text of events and their envelope names a person whose name they seal.

    Names are compared without case, tones and diacritics, whole words only; a name of one
    word isn't looked for. A street may bear a petitioner's name, so it can be let in.

    Only what is sealed by this very decision is compared, with its own texts and with what the
    petition said when it was raised: whoever decides knows these names. To compare with names
    that were sealed before would tell anyone who may write in a case whether they guessed right.

    Raises:
        Refused: `sealed-name-stays-sealed` (unlawful).
    """
    shapes: list[tuple[Any, Any]] = [(type(event), event) for event in events]
    new = [one for kind, event in shapes if may_hold_sealed(kind) for _, one in sealed_in(event)]
    names = {one.key: name for one in new if _is_name(one) and (name := _name(vault, one))}
    if not names:
        return
    texts = list(_texts((*events, *others, setting.act)))
    if isinstance(state, petition.Petition):
        texts += _texts(state.raised)  # the gist was written before the petitioner was named
    written = [(where, _plain(text)) for where, text in texts]
    for party, name in names.items():
        where = next((where for where, text in written if f" {name} " in text), None)
        setting.lawful(
            where is None, "sealed-name-stays-sealed", WRITTEN_IN_CLEAR, party=party, field=where
        )


def _is_name(sealed: Sealed) -> bool:
    return sealed.field == "name" or sealed.field.endswith("_name")


def _name(vault: Vault, sealed: Sealed) -> str:
    try:
        name = _plain(vault.unseal(sealed)).strip()
    except SealError:
        return ""
    return name if " " in name else ""


def _plain(text: str) -> str:
    return " ".join(["", *_WORDS.findall(fold(text)), ""])


def _texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, where)
    elif not isinstance(value, Sealed):
        for name in parts(type(value)):
            yield from _texts(getattr(value, name), name)
