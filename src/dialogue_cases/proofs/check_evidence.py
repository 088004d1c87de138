#!/usr/bin/env python3
"""Check a bundle of evidence, without the library that made it.

    python check_evidence.py BUNDLE.zip --key KEY [--checkpoint FILE] ...

It needs Python 3.9 or newer and the package `cryptography`; nothing else, and no network. What is
in a bundle is said in docs/reference/proofs.md, from which this program can be written again.

KEY is a key, or a file with such, that you had from its owner, not from the bundle: the ward's (it
stands on its reports) or a witness's. FILE is a checkpoint that you, or somebody whom you trust,
have kept.
Without a key of your own only this is shown: that what is in the bundle agrees with itself.

It ends with 0 where every fact was proved under a key of yours, 1 where something is wrong, and
2 where nothing is wrong but not everything was proved.
"""

import argparse
import base64
import hashlib
import json
import os
import struct
import sys
import zipfile
from datetime import datetime, timezone
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "dialogue-cases/evidence@1"
EMPTY = hashlib.sha256(b"").digest()


Signatures = List[Tuple[str, bytes, bytes]]
Note = Tuple[str, Signatures]
Key = Dict[str, Any]


class Wrong(Exception):
    """Something in the bundle isn't what it should be."""


# -- The tree: RFC 9162 -------------------------------------------------------------------


def leaf_hash(store: str, stream: str, version: int, name: str, state: str) -> bytes:
    parts = [store.encode(), stream.encode(), str(version).encode(), name.encode(), state.encode()]
    leaf = b"".join(struct.pack(">I", len(one)) + one for one in parts)
    return hashlib.sha256(b"\0" + leaf).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node(one, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def continues(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162, 2.1.4.2."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY
    rest = ([old_root] if old & (old - 1) == 0 else []) + list(proof)
    if not rest:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = rest[0]
    for one in rest[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node(one, before), node(one, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node(after, one)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


# -- The texts: they stand beside a fact, which commits to them ---------------------------


def commitments(value: Any, place: str = "") -> List[Tuple[str, str]]:
    """Where a fact commits to a text, in the order in which it does, and each commitment."""
    found = []  # type: List[Tuple[str, str]]
    if isinstance(value, dict):
        if set(value) == {"commitment"}:
            return [(place, value["commitment"])]
        for name, one in value.items():
            found += commitments(one, place + "." + name if place else name)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            found += commitments(one, "%s.%d" % (place, number))
    return found


def commitment(stream: str, version: int, place: str, salt: bytes, text: str) -> str:
    parts = [b"dialogue-cases/text@1", stream.encode(), str(version).encode(), place.encode()]
    parts += [salt, text.encode()]
    whole = b"".join(struct.pack(">I", len(one)) + one for one in parts)
    return base64.b64encode(hashlib.sha256(whole).digest()).decode()


def check_texts(fact: Dict[str, Any]) -> Tuple[int, int]:
    """How many texts a fact commits to, and how many of them were removed."""
    found, told = commitments(json.loads(fact["state"])), fact.get("texts", [])
    ref = "%s@%s" % (fact["stream"], fact["version"])
    if len(found) != len(told):
        raise Wrong("%s commits to %d texts, and has %d" % (ref, len(found), len(told)))
    removed = 0
    for (place, committed), (salt, text) in zip(found, told):  # noqa: B905
        if salt is None:
            removed += 1
        elif committed != commitment(fact["stream"], fact["version"], place, unbase64(salt), text):
            raise Wrong("%s: the text at %s isn't the one that it commits to" % (ref, place))
    return len(found), removed


# -- Notes and keys: c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature ---------------


def unbase64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong("not base64: %r" % text[:40]) from None
    if base64.b64encode(data).decode() != text:
        raise Wrong("not base64: %r" % text[:40])
    return data


def read_key(text: str) -> Key:
    """A key: its name, its id, how it signs, the public key."""
    name, _, rest = text.strip().partition("+")
    known_as, _, material = rest.partition("+")
    data = unbase64(material)
    kind, public = data[:1], data[1:]
    if not name or len(public) != 32 or kind not in (b"\1", b"\4"):
        raise Wrong("not a key: %r" % text[:80])
    key_id = hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:4]
    if key_id.hex() != known_as:
        raise Wrong("the key of %s isn't the one that its id says" % name)
    return {"name": name, "id": key_id, "kind": kind, "public": public, "text": text.strip()}


def keys_of(told: str) -> List[Key]:
    """A key as it is typed, or those in a file, one on each line."""
    if not os.path.isfile(told):
        return [read_key(told)]
    with open(told, encoding="utf-8") as file:
        return [read_key(line) for line in file if line.strip()]


def read_note(text: str) -> Note:
    """A note: its text and the lines of its signatures."""
    head, blank, tail = text.rpartition("\n\n")
    lines = tail.split("\n")
    if not blank or lines.pop() != "" or not lines:
        raise Wrong("not a signed note")
    signatures = []
    for line in lines:
        words = line.split(" ")
        if len(words) != 3 or words[0] != "\u2014":
            raise Wrong("not a signature: %r" % line[:80])
        data = unbase64(words[2])
        signatures.append((words[1], data[:4], data[4:]))
    return head + "\n", signatures


def signed(note: Note, key: Key) -> Optional[str]:
    """When and whether a key signed a note: None, or a sentence; a wrong signature is an error."""
    text, signatures = note
    for name, key_id, data in signatures:
        if (name, key_id) != (key["name"], key["id"]):
            continue
        said, when = text, ""
        if key["kind"] == b"\4":
            seconds, data = struct.unpack(">Q", data[:8])[0], data[8:]
            said = "cosignature/v1\ntime %d\n%s" % (seconds, text)
            when = ", at %s" % datetime.fromtimestamp(seconds, timezone.utc).isoformat()
        try:
            Ed25519PublicKey.from_public_bytes(key["public"]).verify(data, said.encode())
        except InvalidSignature:
            raise Wrong("the signature of %s is wrong" % name) from None
        return "signed by %s%s" % (name, when)
    return None


def read_checkpoint(note: Note) -> Tuple[str, int, bytes]:
    """A checkpoint: the log, its size, its root."""
    lines = note[0].rstrip("\n").split("\n")
    if len(lines) < 3 or not lines[1].isascii() or not lines[1].isdigit():
        raise Wrong("not a checkpoint")
    root = unbase64(lines[2])
    if len(root) != 32 or str(int(lines[1])) != lines[1]:
        raise Wrong("not a checkpoint")
    return lines[0], int(lines[1]), root


# -- The bundle ---------------------------------------------------------------------------


def lines_of(parts: Dict[str, bytes], name: str) -> List[Dict[str, Any]]:
    return [json.loads(line) for line in parts[name].decode().splitlines()]


def open_bundle(path: str) -> Tuple[Dict[str, Any], Dict[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            raise Wrong("a file stands in the bundle twice")
        parts = {name: archive.read(name) for name in names}
    if "manifest.json" not in parts:
        raise Wrong("no manifest")
    manifest = json.loads(parts["manifest.json"])
    if manifest.get("format") != FORMAT:
        raise Wrong("a format that isn't known here: %r" % manifest.get("format"))
    listed = manifest["files"]
    for name in sorted(set(parts) - {"manifest.json"} | set(listed)):
        if name not in listed or name not in parts:
            raise Wrong("%s is %s" % (name, "missing" if name in listed else "not in the manifest"))
        if hashlib.sha256(parts[name]).hexdigest() != listed[name]:
            raise Wrong("%s isn't the file that the manifest says" % name)
    return manifest, parts


def check(path: str, keys: List[Key], held: List[str], say: Callable[[str], None]) -> bool:
    """Check a bundle; how many facts, how many proved, and whether under a key of one's own."""
    manifest, parts = open_bundle(path)
    note = read_note(parts["checkpoint.txt"].decode())
    origin, size, root = read_checkpoint(note)
    if origin != manifest["log"] or origin != "dialogue-cases/" + manifest["store"]:
        raise Wrong("the checkpoint is of another log: %s" % origin)

    trusted = [told for told in (signed(note, key) for key in keys) if told]
    inside = [read_key(line) for line in parts["keys.txt"].decode().splitlines()]
    own = [told for told in (signed(note, key) for key in inside) if told]
    say("checkpoint of %d facts: %s" % (size, "; ".join(trusted) or "no key of yours signed it"))
    if not trusted and own:
        say(
            "  by the keys in the bundle: %s. That proves only that it agrees with itself."
            % "; ".join(own)
        )
    if not own and not trusted:
        raise Wrong("nobody signed the checkpoint")

    older = {}
    for name in parts:
        if name.startswith("earlier/"):
            earlier = read_note(parts[name].decode())
            log, old, old_root = read_checkpoint(earlier)
            if log != origin:
                raise Wrong("%s is of another log" % name)
            for key in [*keys, *inside]:
                signed(earlier, key)
            older[old] = old_root
    proofs = {
        one["old"]: [unbase64(h) for h in one["proof"]]
        for one in lines_of(parts, "consistency.jsonl")
    }
    for old, old_root in sorted(older.items()):
        if not continues(old, size, old_root, root, proofs.get(old, [])):
            raise Wrong("the checkpoint of %d facts doesn't continue the one of %d" % (size, old))
    say("earlier checkpoints: %d, each continued" % len(older))

    stamps = sorted(name for name in parts if name.startswith("timestamps/"))
    if stamps:
        say(
            "timestamps: %d, not looked at here; openssl ts -verify -in %s checks one against the "
            "first three lines of its checkpoint" % (len(stamps), stamps[0])
        )

    for file in held:
        with open(file, encoding="utf-8") as opened:
            mine = read_note(opened.read())
        log, old, old_root = read_checkpoint(mine)
        for key in keys:
            signed(mine, key)
        if log != origin:
            raise Wrong("the checkpoint that you hold is of another log: %s" % log)
        if (old == size and old_root == root) or older.get(old) == old_root:
            say("%s: the same history" % file)
        elif old in older or old == size:
            raise Wrong("%s: ANOTHER HISTORY was signed at %d facts" % (file, old))
        else:
            say("%s: of %d facts; the bundle has no proof between it and its own" % (file, old))

    inclusion = {
        one["index"]: [unbase64(h) for h in one["proof"]]
        for one in lines_of(parts, "inclusion.jsonl")
    }
    facts = lines_of(parts, "facts.jsonl")
    withheld = texts = removed = 0
    for one in facts:
        ref = "%s@%s" % (one["stream"], one["version"])
        if "state" in one:
            leaf = leaf_hash(
                manifest["store"], one["stream"], one["version"], one["name"], one["state"]
            )
            said, gone = check_texts(one)
            texts, removed = texts + said, removed + gone
        else:
            withheld += 1
            leaf = unbase64(one["leaf"])
        if one["index"] not in inclusion:
            raise Wrong("%s has no proof" % ref)
        if not is_included(leaf, one["index"], size, inclusion[one["index"]], root):
            raise Wrong("%s isn't what the checkpoint was taken of" % ref)
    indices = [one["index"] for one in facts]
    if len(set(indices)) != len(facts) or sorted(indices) != indices:
        raise Wrong("a fact stands twice, or in another order than in the log")
    if len(facts) != manifest["facts"] or withheld != manifest["withheld"]:
        raise Wrong("the manifest counts other facts")
    say(
        "facts: %d, proved: %d, of which the content is withheld: %d"
        % (len(facts), len(facts), withheld)
    )
    say("texts: %d, each as its fact commits to it" % (texts - removed))
    if removed:
        say("  words of %d others were hidden since: what reads there isn't proved" % removed)
    return bool(trusted)


def main(arguments: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundle")
    parser.add_argument("--key", action="append", default=[], help="a key that you trust")
    parser.add_argument("--checkpoint", action="append", default=[], help="one that you hold")
    options = parser.parse_args(arguments)
    try:
        keys = [key for told in options.key for key in keys_of(told)]
        proved = check(options.bundle, keys, options.checkpoint, print)
    except (Wrong, OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        print("WRONG: %s" % (error if str(error) else type(error).__name__))
        return 1
    if not proved:
        print("NOT PROVED: give a key that you had from its owner (--key)")
        return 2
    print(
        "PROVED: each of these facts was on record when the checkpoint was signed, and is as it "
        "was. Not proved: what came later, and that what was typed in was true."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
