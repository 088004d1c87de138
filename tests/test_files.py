"""Files that people give and get: read within bounds, written whole or not at all."""

import ast
import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from commands import EXAMPLE
from dialogue_cases import given_file, whole_file
from dialogue_cases.cli.reading import Reader
from dialogue_cases.errors import Invalid
from dialogue_cases.law import load_law
from dialogue_cases.plan_file import read_plan
from dialogue_cases.register_file import read_mapping
from dialogue_cases.vocabulary import Topic
from dialogue_cases.ward_file import read_ward
from test_architecture import modules

OLD, NEW = b"old and whole", b"new" * 100_000


# -- Written ------------------------------------------------------------------------------------


def test_what_is_written_stands_there_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "lịch.ics"
    whole_file.write(file, OLD)
    whole_file.write(file, NEW)

    assert NEW == file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.parametrize("nameless", [True, False], ids=["without a name", "with a name"])
@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_stump(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, nameless: bool
) -> None:
    """Also on a system that has no files without a name."""
    file = tmp_path / "lịch.ics"
    file.write_bytes(OLD)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    at: object = os if failing == "fsync" else Path
    monkeypatch.setattr(at, failing, full)
    with pytest.raises(OSError, match="No space"):
        whole_file.write(file, NEW)

    assert OLD == file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="no files without a name here")
def test_a_kill_leaves_the_old_file_and_no_stump(tmp_path: Path) -> None:
    """Killed while it waits for the disk, with all of the new file written."""
    file = tmp_path / "lịch.ics"
    file.write_bytes(OLD)
    script = (
        "import os, sys, time, pathlib\n"
        "from dialogue_cases import whole_file\n"
        "os.fsync = lambda _: (print('waits', flush=True), time.sleep(60))\n"
        "whole_file.write(pathlib.Path(sys.argv[1]), b'new' * 100_000)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, file], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    writer.communicate()

    assert OLD == file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


def test_what_is_made_piece_by_piece_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    """With the rights of the old one, and nothing beside it."""
    file = tmp_path / "log.csv"
    file.write_bytes(OLD)
    file.chmod(0o640)
    with whole_file.text(file) as lines:
        lines.write("một\n")
        before = file.read_bytes()
        lines.write("hai\n")

    assert OLD == before
    assert "một\nhai\n" == file.read_text("utf-8")
    assert 0o640 == file.stat().st_mode & 0o777
    assert [file] == list(tmp_path.iterdir())


def test_what_isnt_whole_doesnt_take_a_files_place(tmp_path: Path) -> None:
    """Whatever stops it: what was there stays, and nothing beside it."""
    file = tmp_path / "log.csv"
    file.write_bytes(OLD)

    def stopped() -> None:
        with whole_file.text(file) as lines:
            lines.write("một\n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert OLD == file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


def test_what_is_no_file_isnt_made_piece_by_piece(tmp_path: Path) -> None:
    """A folder, or a pipe, can't be put in another's place."""
    os.mkfifo(tmp_path / "pipe")
    for name in (".", "pipe"):
        with pytest.raises(OSError, match=r"directory|argument"), whole_file.made(tmp_path / name):
            pytest.fail("it was begun")

    assert [tmp_path / "pipe"] == list(tmp_path.iterdir())


def test_two_who_write_the_same_file_leave_one_of_both(tmp_path: Path) -> None:
    file = tmp_path / "lịch.ics"
    writers = [
        threading.Thread(target=whole_file.write, args=(file, mark * 200_000))
        for mark in (b"a", b"b")
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()

    assert 1 == len(set(file.read_bytes()))
    assert [file] == list(tmp_path.iterdir())


def test_who_may_read_an_old_file_may_read_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "lịch.ics"
    file.write_bytes(OLD)
    file.chmod(0o640)
    whole_file.write(file, NEW)

    assert 0o640 == file.stat().st_mode & 0o777


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "lịch.ics", tmp_path / "link"
    link.symlink_to(file)
    whole_file.write(link, NEW)

    assert (True, NEW) == (link.is_symlink(), file.read_bytes())


def test_a_device_is_written_to_and_not_replaced() -> None:
    """As root, /dev/null could be put away for a file."""
    before = os.stat("/dev/null").st_rdev
    whole_file.write(Path("/dev/null"), NEW)

    assert before == os.stat("/dev/null").st_rdev


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no such names here")
def test_a_pipe_that_somebody_reads_is_written_to() -> None:
    """As `--to /dev/stdout | less` does."""
    reading, writing = os.pipe()
    whole_file.write(Path(f"/dev/fd/{writing}"), OLD)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert OLD == pipe.read()


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="No such device"):
        whole_file.write(tmp_path / "pipe", NEW)


def test_a_file_that_may_only_be_read_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write everything, so it is told here what others are told."""
    file = tmp_path / "lịch.ics"
    file.write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        whole_file.write(file, NEW)

    assert OLD == file.read_bytes()


WRITING = {"write_text", "write_bytes", "save", "savefig", "mkstemp", "NamedTemporaryFile"}
BY_THEMSELVES = {
    "whole_file.py": "the one place that writes",
    "privacy.py": "makes the vault, which must not be there before",
    "proofs/witness.py": "opens a folder, to lock it",
    "store/turn.py": "makes the empty file in which writers stand in line",
    "cli/door.py": "points the standard output at nothing, once nobody reads it",
    "documents/filling.py": "saves a document in memory",
}


def writes(call: ast.Call) -> bool:
    """Whether a call may write a file by itself."""
    named = ast.unparse(call.func).rpartition(".")[2]
    if named in WRITING:
        return True
    if named == "Workbook":
        return not (call.args and ast.unparse(call.args[0]) == "file")  # given one in memory
    if named == "open" and ast.unparse(call.func) in ("os.open", "io.open"):
        return True
    if named not in ("open", "fdopen"):
        return False
    modes = [one.value for one in (*call.args, *(k.value for k in call.keywords))
             if isinstance(one, ast.Constant) and isinstance(one.value, str)]  # fmt: skip
    return any(set("wax+") & set(mode) and len(mode) <= 3 for mode in modes)


def test_everything_that_is_written_out_is_written_in_one_place() -> None:
    """A writer of its own would leave a stump when the disk is full."""
    found = {
        module.path
        for module in modules()
        for call in ast.walk(module.tree())
        if isinstance(call, ast.Call) and writes(call)
    }

    assert set(BY_THEMSELVES) == found


# -- Given --------------------------------------------------------------------------------------


def test_a_mark_at_the_beginning_is_left_out(tmp_path: Path) -> None:
    """The editor of Windows writes one."""
    file = tmp_path / "ward.toml"
    file.write_bytes(b"\xef\xbb\xbf" + "Phổ Hòa".encode())

    assert "Phổ Hòa" == given_file.text(file)


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"a\nL\xb5\n", "it isn't UTF-8", ", line 2"),
        (b"\xef\xbb\xbfa\n\n\xfe", "it isn't UTF-8", ", line 3"),
        ("Phổ Hòa".encode("utf-16"), "it is UTF-16", ""),
    ],
)
def test_other_bytes_are_told_with_their_line(
    tmp_path: Path, data: bytes, what: str, line: str
) -> None:
    file = tmp_path / "ward.toml"
    file.write_bytes(data)
    with pytest.raises(Invalid) as told:
        given_file.text(file)

    assert (what, f"{file}{line}") == (told.value.what, told.value.where)


def no_file(folder: Path, kind: str) -> Path:
    path = folder / kind
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "dangling":
            path.symlink_to(folder / "nowhere")
        case "device":
            return Path("/dev/zero")
    return path


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("folder", "it is a folder"),
        ("pipe", "it is a pipe or a device"),
        ("device", "it is a pipe or a device"),
        ("dangling", "there is no such file"),
        ("nothing", "there is no such file"),
        ("a\0b", "it is no name of a file"),
    ],
)
def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path, kind: str, what: str) -> None:
    began = time.monotonic()
    with pytest.raises(Invalid) as told:
        given_file.read(no_file(tmp_path, kind) if "\0" not in kind else Path(kind))

    assert what == told.value.what
    assert time.monotonic() - began < 5


def test_a_file_is_not_read_beyond_its_bound(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"12345")

    assert b"12345" == given_file.read(file, most=5)
    with pytest.raises(Invalid, match="too large"):
        given_file.read(file, most=4)


# -- The mark that Windows writes, wherever a text is given -------------------------------------

MARK = b"\xef\xbb\xbf"


def marked(file: Path, folder: Path) -> Path:
    path = folder / file.name
    path.write_bytes(MARK + file.read_bytes())
    return path


def test_a_ward_a_plan_and_a_mapping_are_read_with_the_mark(tmp_path: Path) -> None:
    year, register = EXAMPLE, EXAMPLE.parent / "register"

    assert read_ward(year / "ward.toml") == read_ward(marked(year / "ward.toml", tmp_path))
    assert read_plan(year / "plan.toml") == read_plan(marked(year / "plan.toml", tmp_path))
    for mapping in register.glob("*.toml"):
        assert read_mapping(mapping) == read_mapping(marked(mapping, tmp_path))


def test_a_law_with_the_mark_is_the_same_edition() -> None:
    law = load_law()
    again = load_law(MARK + law.rules_text.encode(), MARK + law.calendar_text.encode())

    assert law.edition == again.edition


def test_an_argument_from_a_file_is_read_with_the_mark(tmp_path: Path) -> None:
    for name, text in (
        ("a.json", '[{"title": "Đất", "code": "land_clearance"}]'),
        ("a.toml", 'title = "Đất"\ncode = "land_clearance"'),
    ):
        (tmp_path / name).write_bytes(MARK + text.encode())

        (topic,) = Reader().read(tuple[Topic, ...], [f"@{tmp_path / name}"], "--topics")
        assert "Đất" == topic.title
