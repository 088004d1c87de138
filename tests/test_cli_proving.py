"""The commands by which a record is proved: as the ward, a witness and a stranger type them."""

import json
import shlex
import sqlite3
import stat
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from commands import BY_SECRETARY, EXAMPLE, Run
from dialogue_cases.proofs import VerifierKey, Witness, check_evidence

W1 = "mttq.example/w1"
PROGRAM = "import sys; from dialogue_cases.cli import main; sys.exit(main(sys.argv[1:]))"
SIGN = shlex.join([sys.executable, "-c", PROGRAM, "witness", "add-checkpoint", "--state", "w.json"])


@pytest.fixture
def ward(run: Run) -> Run:
    """A ward with a checkpoint whose note and key somebody keeps in files of their own."""
    assert 0 == run("init", "--setup", str(EXAMPLE / "ward.toml")).code
    taken = run("audit", "checkpoint", "--json").answer
    Path("kept.txt").write_text(taken["note"], encoding="utf-8")
    assert run("audit", "key").out == taken["key"] + "\n"
    Path("key.txt").write_text(taken["key"], encoding="utf-8")
    return run


def key() -> str:
    return Path("key.txt").read_text(encoding="utf-8")


def verified(run: Run, *more: str) -> tuple[int, str]:
    said = run("audit", "verify", "--checkpoint", "kept.txt", "--key", "key.txt", "--json", *more)
    return said.code, said.answer["verdict"]


def test_a_checkpoint_is_printed_as_it_is_kept(ward: Run) -> None:
    said = ward("audit", "checkpoint")

    assert said.out == Path("kept.txt").read_text(encoding="utf-8")
    assert "42 mục ghi" in said.err


def test_verify_ends_with_what_it_found(ward: Run) -> None:
    assert (0, "intact") == verified(ward)
    assert 1 == ward("audit", "verify").code
    assert "không kết luận được" in ward("audit", "verify").out

    with closing(sqlite3.connect("ward.db")) as database:
        database.execute("UPDATE stored_events SET topic = 'ward.relieved' WHERE position = 9")
        database.commit()

    assert (3, "changed") == verified(ward)
    assert "bị thay đổi: 9 (ward@9)" in ward("audit", "verify").out


def test_a_witness_signs_what_waits_and_the_list_says_so(ward: Run) -> None:
    assert 0 == ward("witness", "new", W1, "--state", "w.json").code
    assert stat.S_IMODE(Path("w.json").stat().st_mode) == 0o600
    assert 0 == ward("witness", "trust", key(), "--state", "w.json").code
    told = ward("witness", "key", "--state", "w.json").out.strip()
    assert VerifierKey.read(told).name == W1
    assert 0 == ward("audit", "add-witness", told).code
    listed = ward("audit", "checkpoints", "--json").answer
    assert listed["checkpoints"][0]["witnessed_by"] == []
    assert listed["unwitnessed_since"][W1] is not None

    # By hand: a request on a stick, and the answer back.
    Path("request.txt").write_text(ward("audit", "request", W1).out, encoding="utf-8")
    answer = ward("witness", "add-checkpoint", "request.txt", "--state", "w.json").out
    Path("answer.txt").write_text(answer, encoding="utf-8")
    assert 0 == ward("audit", "answer", W1, "answer.txt").code

    listed = ward("audit", "checkpoints", "--json").answer
    assert listed["checkpoints"][0]["witnessed_by"] == [W1]
    assert listed["unwitnessed_since"] == {W1: None}
    assert "không có điểm chốt nào chờ" in ward("audit", "request", W1).err


def test_a_witness_is_asked_by_a_command(ward: Run) -> None:
    ward("witness", "new", W1, "--state", "w.json")
    ward("witness", "trust", key(), "--state", "w.json")
    ward("audit", "add-witness", str(Witness(Path("w.json")).key))

    said = ward("audit", "submit", W1, "--by", SIGN, "--json").answer

    assert [one["size"] for one in said["signed"]] == [42]
    assert Witness(Path("w.json")).logs[VerifierKey.read(key()).name].size == 42


def test_a_witness_out_of_reach_stops_nothing(ward: Run) -> None:
    ward("witness", "new", W1, "--state", "w.json")
    ward("audit", "add-witness", str(Witness(Path("w.json")).key))

    assert 3 == ward("audit", "submit", W1, "--by", "false").code
    assert 2 == ward("audit", "submit", W1, "--by", "no-such-command").code
    assert 0 == ward("audit", "checkpoint").code


def test_what_a_witness_refuses_is_told(ward: Run) -> None:
    ward("witness", "new", W1, "--state", "w.json")
    ward("audit", "add-witness", str(Witness(Path("w.json")).key))
    Path("request.txt").write_text(ward("audit", "request", W1).out, encoding="utf-8")

    said = ward("witness", "add-checkpoint", "request.txt", "--state", "w.json")

    assert 2 == said.code
    assert "witness trust" in said.err


def test_evidence_is_written_and_checked_by_the_program_that_stands_alone(
    ward: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == ward("audit", "bundle", "ward", "--to", "evidence.zip").code
    assert 2 == ward("audit", "bundle", "ward", "--to", "evidence.zip").code  # it is there

    assert 0 == check_evidence.main(["evidence.zip", "--key", key(), "--checkpoint", "kept.txt"])
    assert "kept.txt: the same history" in capsys.readouterr().out


def test_a_proof_of_one_fact_is_as_others_read_it(ward: Run) -> None:
    assert 0 == ward("audit", "prove", "ward@3", "--to", "ward-3.tlog-proof").code

    lines = Path("ward-3.tlog-proof").read_text(encoding="utf-8").split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 2"]
    assert "\n".join(lines[lines.index("") + 1 :]) == Path("kept.txt").read_text(encoding="utf-8")
    assert 2 == ward("audit", "prove", "ward@999", "--to", "x").code
    assert 2 == ward("audit", "prove", "petition/2023/1@1", "--to", "x").code


@pytest.mark.parametrize(
    "asked",
    [
        ("audit", "verify", "--checkpoint", "nowhere.txt"),
        ("audit", "verify", "--key", "no key"),
        ("audit", "add-witness", "no key"),
        ("audit", "request", "nobody"),
        ("witness", "show", "--state", "nowhere.json"),
        ("witness", "new", "a name", "--state", "x.json"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(ward: Run, asked: tuple[str, ...]) -> None:
    said = ward(*asked)

    assert said.code in (2, 3)
    assert len(said.err.strip().splitlines()) == 1


def test_the_newest_checkpoint_stands_on_the_printed_report(ward: Run) -> None:
    said = ward("report", "--period", "2023-Q1")

    assert said.code == 0, said.err
    assert said.out.endswith(Path("kept.txt").read_text(encoding="utf-8"))


def test_a_session_is_handed_out_with_all_that_belongs_to_it_and_a_page_to_read(
    ward: Run, tmp_path: Path
) -> None:
    plan = ("plan", "import", str(EXAMPLE / "plan.toml"), "--on", "2023-01-10", "--adopt")
    assert 0 == ward(*plan, "--adopted-on", "2023-01-15", *BY_SECRETARY).code
    assert 0 == ward("audit", "checkpoint").code

    said = ward("audit", "bundle", "dialogue/2023/1", "--belonging", "--to", "evidence.zip")

    assert said.code == 0, said.err
    with zipfile.ZipFile("evidence.zip") as archive:
        told = json.loads(archive.read("manifest.json"))
        page = archive.read("doc-duoc.txt").decode()
    assert "dialogue/2023/1" in told["lives"]
    assert any(one.startswith("task/dialogue/2023/1/") for one in told["lives"])
    assert page.count("dialogue/2023/1@") >= 1
    assert len([line for line in page.splitlines() if line and line[0] != " "]) == told["facts"] + 1
