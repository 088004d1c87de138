"""Marks planted in a record: in all that can be sealed, and in texts in clear, to be looked for."""

import base64
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import attrs
from pyarrow import parquet

from dialogue_cases import codec
from dialogue_cases.office import Office
from dialogue_cases.office.checks import may_hold_sealed
from dialogue_cases.privacy import Vault
from dialogue_cases.record import Recorded, parts
from dialogue_cases.vocabulary import Operator, PartyId, Sealed, StreamId
from spec import act_of
from strategies import example

MARK = "Zqạviếtữkín"
"""In every sealed text and every attachment, and nowhere else."""

CLEAR = "Zrộngđểrõ"
"""In a text that is in clear, so that the search is seen to find."""


def forms(text: str) -> dict[str, bytes]:
    """A text as it may be written: a few letters of it are enough."""
    apart = unicodedata.normalize("NFD", text)
    found = {"utf-8": text.encode(), "apart": apart.encode()}
    for coding in ("utf-16-le", "utf-16-be"):
        found[coding] = text.encode(coding)
    found["json"] = json.dumps(text)[1:-1].encode()
    found["JSON"] = re.sub(
        r"u[0-9a-f]{4}", lambda one: one[0][0] + one[0][1:].upper(), json.dumps(text)[1:-1]
    ).encode()
    found["xml"] = text.encode("ascii", "xmlcharrefreplace")
    found["hex"] = text.encode().hex().encode()
    for skipped in range(3):  # base64 depends on where in three bytes a text begins
        whole = base64.b64encode(b"\0" * skipped + text.encode())
        found[f"base64 +{skipped}"] = whole[4 if skipped else 0 : -4]
    return found


def within(file: Path) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed into it."""
    data = file.read_bytes()
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from map(packed.read, packed.namelist())
    if data.startswith(b"PAR1"):
        for column in parquet.read_table(io.BytesIO(data)).columns:
            for one in column.to_pylist():
                yield one if isinstance(one, bytes) else str(one).encode()


def found_in(files: Iterable[Path], what: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """Where any of these bytes stand: the file's name, and in which form."""
    return {
        (file.name, form)
        for file in files
        for data in within(file)
        for form, said in what.items()
        if said in data
    }


def files_of(folder: Path, *but: str) -> list[Path]:
    return [
        one
        for one in sorted(folder.rglob("*"))
        if one.is_file() and not {*one.relative_to(folder).parts} & {*but}
    ]


def marked() -> Any:
    """Seals a mark, whatever it is told to seal, but for the key of an attached file."""
    seal = Vault.seal

    def instead(self: Vault, key: PartyId, field: str, text: str) -> Sealed:
        return seal(self, key, field, text if field == "file_key" else f"{MARK} {MARK}")

    return mock.patch.object(Vault, "seal", instead)


LIVES = {
    "petition": StreamId("petition/2023/1"),
    "proceeding": StreamId("proceeding/2023/1"),
    "session": StreamId("dialogue/2023/1"),
}
SHAPES = [shape for shape in codec.NAMES.values() if may_hold_sealed(shape)]


def planted(office: Office) -> None:
    """One fact of each kind that can hold sealed data, with all of it filled in.

    They are put on record without asking a decision, so that none can be forgotten here.
    """
    for shape in SHAPES:
        stream = LIVES.get(codec.name_of(shape).partition(".")[0], LIVES["petition"])
        (last,) = office.log.since(office.log.position - 1)
        fact = Recorded(
            stream=stream,
            version=len(office.log.read(stream)) + 1,
            position=0,
            recorded_at=last.recorded_at,
            recorded_by=Operator(id="van-thu"),
            act=act_of("chanh-van-phong"),
            event=filled(office, example(shape), stream, office.new_party(stream)),
        )
        with office.store.writing() as writing:
            writing.append([fact])


def filled(office: Office, value: Any, stream: StreamId, party: PartyId) -> Any:
    """The same value with its sealed pieces really sealed, and its gist marked as clear."""
    if isinstance(value, tuple):
        return tuple(filled(office, one, stream, party) for one in value)
    changed: dict[str, Any] = {}
    for name in parts(type(value)):
        one = getattr(value, name)
        if isinstance(one, Sealed):
            content = name in ("content", "liability")
            changed[name] = (
                office.seal_content(stream, name, MARK)
                if content
                else office.seal(party, name, MARK)
            )
        else:
            told = {"party": party, "gist": CLEAR}
            changed[name] = told.get(name) or filled(office, one, stream, party)
    return attrs.evolve(value, **changed) if changed else value
