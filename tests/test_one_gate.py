"""Whatever removes data or moves a case passes one gate, or is listed here with its reason.

Nobody has to remember it: what removes is read from the source, by what it calls, by the SQL that
it says and by what it is called.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from test_architecture import Module, modules

REMOVING = {"destroy", "rmdir", "rmtree", "unlink", "rename"}
"""Calls by which something goes; so does `replace` with one argument, of a file by another."""

SQL = re.compile(r"\s*(DELETE|DROP|TRUNCATE|UPDATE|INSERT OR REPLACE|VACUUM)\b")

CALLED = re.compile(
    r"_?(erase|destroy|redact|restore|take_over|import|compact|purge|prune|migrate)(_|$)"
)
"""How a way to remove or to move would be called."""

AT_THE_GATE = {
    "backup.py _holds_lacking": "reads what is held in the store that a copy replaces",
    "office/guard.py Guard._pass_the_gate": "asks for every fact by which data are removed",
    "register_file/takeover.py _Taking._hold": "takes holds along",
}
"""Who asks the gate."""

ON_RECORD = "the erasure is on record: the guard has asked the gate for it"
MADE_HERE = "a file that this very call has made, and that nothing names"
ANEW = "rows that are made anew from the record"
PROOFS = "hashes and signatures; no data of a case"

LISTED = {
    # -- Keys ---------------------------------------------------------------------------
    "cli/holding.py _destroy": "asks the office",
    "cli/hiding.py _redact": "asks the office",
    "office/office.py Office.redact": "decides it: the guard asks the gate",
    "ward/in_any_life.py redact": "a decision: the guard asks the gate",
    "cli/sealing.py Sealing.__exit__": "a new key, whose first fact was refused: it seals nothing",
    "office/office.py Office.complete_erasures": ON_RECORD,
    "office/removing.py destroy_case": ON_RECORD,
    "office/removing.py erase_keys": ON_RECORD,
    "privacy.py Vault._leave": "which parties are one person; asked by `destroy` and `separate`",
    "privacy.py Vault.destroy": "what all above ask",
    "privacy.py Vault.join": "which parties are one person: none is lost",
    "privacy.py Vault.rewrap": "every key stays, wrapped anew",
    "privacy.py rotate": "the wrapping key, after every key was wrapped anew",
    # -- Files --------------------------------------------------------------------------
    "analysis/exporting.py _derived": MADE_HERE,
    "analysis/exporting.py export_tables": MADE_HERE,
    "analysis/facts.py write_facts": MADE_HERE,
    "analysis/whole_record.py _unpack": MADE_HERE,
    "analysis/whole_record.py export_record": MADE_HERE,
    "attachments.py attach": MADE_HERE,
    "backup.py new_folder": MADE_HERE,
    "backup.py _snapshot": "a copy; what is copied stays",
    "projection/file.py removed": ANEW,
    "store/__init__.py Store.making": "what a killed process has left of a store without a fact",
    "store/making.py give_up": MADE_HERE,
    "whole_file.py copy": "what is copied stays; the caller says where to",
    "whole_file.py made": "the caller says which file; only exports are made by it",
    "whole_file.py write": "the caller says which file; no store and no vault is written by it",
    "whole_file.py write_new": MADE_HERE,
    # -- Tables -------------------------------------------------------------------------
    "analysis/mining/ocel.py ": "rows of a database without a name, in which a log is ordered",
    "projection/tables.py seen_with": ANEW,
    "projection/tables.py swap": ANEW,
    "projection/views.py Views._in_memory": ANEW,
    "projection/views.py Views._keep": ANEW,
    "projection/views.py Views._replace": ANEW,
    "proofs/checkpoints.py Proofs._grow": PROOFS,
    "proofs/checkpoints.py Proofs.answered": PROOFS,
    "proofs/checkpoints.py Proofs.take": PROOFS,
    "proofs/tiles.py Tiles._add": PROOFS,
    "store/finding.py _settle": ANEW,
    "store/recorder.py Recorder._put_beside": "of a fact that is recorded, or of a redaction",
    "store/recorder.py Recorder.replace_text": "the guard has asked the gate for the redaction",
    "store/finding.py keep_up": ANEW,
    # -- By their names -----------------------------------------------------------------
    "backup.py restore": "asks the gate by `_holds_lacking`; writes over no store",
    "cli/backing.py _restore": "asks `backup.restore`",
    "cli/importing.py _import": "asks `import_register`",
    "cli/importing.py _take_over": "asks `take_over_ward`",
    "cli/keeping.py _erase": "asks the office",
    "cli/keeping.py _import_plan": "a plan, by decisions as any other",
    "cli/persons.py _erase": "asks the office",
    "office/office.py Office.destroy": "asks `destroy_case`",
    "office/office.py Office.erase": "asks `erase_keys`",
    "office/office.py Office.erase_person": "asks `erase_keys`",
    "office/removing.py _erase": "decides it: the guard asks the gate",
    "proceeding/receiving.py take_over": "a body takes a proceeding over from another",
    "register_file/importing.py import_register": "adds entries; what is known it only compares",
    "register_file/takeover.py take_over_ward": "asks the gate for each case by `_Taking._hold`",
    "ward/decisions.py take_over": "that a ward was taken over; its cases are carried by the above",
    "ward/decisions.py take_over_book": "that a book was taken over; it removes nothing",
    "ward/in_any_life.py destroy": "a decision: the guard asks the gate",
    "ward/in_any_life.py erase": "a decision: the guard asks the gate",
}
"""What removes or moves something, or is called so, and why no hold need be read there."""


def functions(module: Module) -> Iterator[tuple[str, ast.AST]]:
    """Every function of a module by its name, with what stands in it; "" for the module itself."""

    def within(node: ast.AST, path: tuple[str, ...]) -> Iterator[tuple[str, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            inner = (*path, child.name) if named else path  # type: ignore[attr-defined]
            yield ".".join(inner), child
            yield from within(child, inner)

    yield from within(module.tree(), ())


def called(node: ast.AST) -> str:
    return ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""


def removes(node: ast.AST) -> bool:
    """Whether it is a call or an SQL statement by which something goes, or is called like that."""
    match node:
        case ast.Call(func=ast.Attribute(attr="replace"), args=[_], keywords=[]):
            return True
        case ast.Call():
            return called(node) in REMOVING
        case ast.Constant(value=str(text)):
            return SQL.match(text) is not None
        case ast.FunctionDef(name=name):
            return CALLED.match(name) is not None
    return False


def found(module: Module) -> set[str]:
    return {f"{module.path} {name}" for name, node in functions(module) if removes(node)}


@pytest.mark.parametrize(
    "line",
    [
        "def go(vault): vault.destroy(key)",
        "def go(path): path.unlink()",
        "def go(new): new.replace(path)",
        "def go(cursor): cursor.execute('DELETE FROM stored_events')",
        "def go(cursor): cursor.execute(f'UPDATE {table} SET x = 1')",
        "def redact_texts(): pass",
        "class Case:\n  def go(self): shutil.rmtree(folder)",
    ],
)
def test_every_way_to_remove_is_seen(line: str) -> None:
    """However it is written."""
    assert found(Module("texts.py", "texts", line))


def test_what_removes_or_moves_is_at_the_gate_or_listed_with_its_reason() -> None:
    """A new one is put through the gate, or it is said here why it needs none."""
    there = set().union(*map(found, modules()))

    assert set() == there - LISTED.keys()
    assert set() == LISTED.keys() - there


def test_the_gate_is_asked_where_it_is_said_to_be() -> None:
    there = {
        f"{module.path} {name}"
        for module in modules()
        for name, node in functions(module)
        if called(node) == "gate"
    }

    assert AT_THE_GATE.keys() == there


def test_only_what_is_listed_destroys_a_key() -> None:
    """A vault's own `destroy` is called in four places, all of which know of a recorded erasure."""
    there = {
        f"{module.path} {name}"
        for module in modules()
        for name, node in functions(module)
        if called(node) == "destroy" and "vault" in ast.unparse(node)
    }

    assert there == {
        "cli/sealing.py Sealing.__exit__",
        "office/office.py Office.complete_erasures",
        "office/removing.py destroy_case",
        "office/removing.py erase_keys",
    }
