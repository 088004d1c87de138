"""Compile the catalogues (.po to .mo), and check that nothing that is said lacks a text.

A catalogue is compiled here because no external program may be needed to build the package.
"""

import argparse
import ast
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import texts

LOCALE = texts.SOURCE / "locale"
LANGUAGES = ("vi", "en")
NAME = "dialogue_cases"

Catalogue = dict[tuple[str, str], str]
"""Texts by context and English sentence or name."""


def read(text: str) -> Catalogue:
    """The entries of a .po file; those without a text are left out.

    Raises:
        ValueError: an entry stands there twice, or a line is no line of a .po file.
    """
    found: Catalogue = {}
    entry = {"msgctxt": "", "msgid": "", "msgstr": ""}
    field = ""
    for number, line in enumerate([*text.splitlines(), 'msgid ""'], start=1):
        word, _, rest = line.partition(" ")
        if word in ("msgctxt", "msgid") and field == "msgstr":
            key = (entry["msgctxt"], entry["msgid"])
            if key in found:
                raise ValueError(f"line {number}: {key} stands there twice")
            if entry["msgstr"]:
                found[key] = entry["msgstr"]
            entry = {"msgctxt": "", "msgid": "", "msgstr": ""}
        if word in entry:
            field = word
            entry[field] = ast.literal_eval(rest)
        elif line.startswith('"'):
            entry[field] += ast.literal_eval(line)
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"line {number}: {line!r} is no line of a catalogue")
    return found


def compiled(catalogue: Catalogue) -> bytes:
    """A catalogue as `gettext` reads it (the GNU .mo format, little-endian, without hashes)."""
    entries = sorted(
        ((f"{context}\x04{name}" if context else name).encode(), text.encode())
        for (context, name), text in catalogue.items()
    )
    ids = b"".join(name + b"\0" for name, _ in entries)
    start_of_ids = 7 * 4 + 16 * len(entries)
    offset_id, offset_text = start_of_ids, start_of_ids + len(ids)
    table_ids, table_texts = b"", b""
    for name, text in entries:
        table_ids += struct.pack("<II", len(name), offset_id)
        table_texts += struct.pack("<II", len(text), offset_text)
        offset_id += len(name) + 1
        offset_text += len(text) + 1
    head = struct.pack(
        "<IIIIIII", 0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, start_of_ids
    )
    return head + table_ids + table_texts + ids + b"".join(text + b"\0" for _, text in entries)


def wanted() -> set[tuple[str, str]]:
    """Everything that the code says."""
    return {
        *(("", sentence) for sentence in texts.sentences()),
        *(("decision", name) for name in texts.decisions()),
        *(("rule", rule.rule) for rule in texts.rules()),
        *(("error", sentence) for sentence in texts.error_sentences()),
        *(("field", name) for name in texts.fields()),
        *(("word", word) for word in texts.words()),
    }


def unsaid(context: str, name: str) -> str | None:
    """What is said in English where the catalogue has no entry; None where it must have one."""
    match context:
        case "" | "error" | "word":
            return name or None
        case "field":
            return name.replace("_", " ")
    return None


def problems(language: str) -> Iterator[str]:
    """What is wrong with one catalogue, one sentence each."""
    po = LOCALE / language / "LC_MESSAGES" / f"{NAME}.po"
    catalogue = read(po.read_text(encoding="utf-8"))
    needed = wanted()
    for context, name in sorted(needed - catalogue.keys()):
        if language != "en" or unsaid(context, name) is None:
            yield f"{language}: no text for {context or 'the sentence'} {name!r}"
    for (context, name), text in catalogue.items():
        if language == "en" and text == unsaid(context, name):
            yield f"{language}: {context or 'the sentence'} {name!r} says so without an entry"
    for context, name in sorted(catalogue.keys() - needed - {("", "")}):
        yield f"{language}: nothing says {context or 'the sentence'} {name!r} any more"
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalogue):
        yield f"{language}: {mo.name} doesn't fit {po.name}; run tools/catalogues.py"


def main() -> int:
    """Compile both catalogues; with --check write nothing, and fail on any problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on any problem")
    arguments = parser.parse_args()
    if not arguments.check:
        for language in LANGUAGES:
            po = LOCALE / language / "LC_MESSAGES" / f"{NAME}.po"
            mo = Path(po.with_suffix(".mo"))
            mo.write_bytes(compiled(read(po.read_text(encoding="utf-8"))))
    wrong = [sentence for language in LANGUAGES for sentence in problems(language)]
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
