"""Independent judges: programs of others say of our checkpoints and proofs what we say."""

import base64
import copy
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pymerkle
import pytest

from dialogue_cases import petition
from dialogue_cases.proofs import Proofs, SigningKey, leaves, merkle, signing_key
from dialogue_cases.proofs.checkpoints import store_of
from dialogue_cases.vocabulary import BodyId
from offices import an_office
from spec import act_of

JUDGE = Path(__file__).parent / "judges" / "judge.go"
PACKAGES = ("golang-go", "golang-golang-x-mod-dev")

Case = dict[str, Any]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Case]], list[str]]:
    """Go's `note` and `tlog`, from Debian's packages, as a program that judges cases."""
    if not shutil.which("go") or not Path("/usr/share/gocode/src/golang.org/x/mod").is_dir():
        subprocess.run(["apt-get", "update", "-q"], check=True, capture_output=True)
        subprocess.run(["apt-get", "install", "-y", "-q", *PACKAGES], check=True,
                       capture_output=True)  # fmt: skip
    program = tmp_path_factory.mktemp("judge") / "judge"
    environment = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOCACHE": str(program.with_name("cache")),
        "GOFLAGS": "",
    }
    built = subprocess.run(["go", "build", "-o", str(program), str(JUDGE)], env=environment,
                           capture_output=True, text=True, check=False)  # fmt: skip
    assert built.returncode == 0, built.stderr

    def judged(cases: list[Case]) -> list[str]:
        told = "".join(json.dumps(one) + "\n" for one in cases)
        ran = subprocess.run([str(program)], input=told, capture_output=True, text=True, check=True)
        return ran.stdout.splitlines()

    return judged


def based(hashes: list[bytes]) -> list[str]:
    return [base64.b64encode(one).decode() for one in hashes]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """A ward's log at many sizes, each with proofs of some leaves and of an earlier size."""
    office = an_office(path=tmp_path_factory.mktemp("ward") / "ward.db")
    desk = office.acting(act_of("chanh-van-phong"))
    found = []
    with office, Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        for more in (0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89):
            for _ in range(more):
                desk.begin(
                    "petition/2023", petition.raise_petition, on=date(2023, 2, 20), channel="oral",
                    gist=f"Kiến nghị sau {office.log.position} mục ghi",
                    received_by=BodyId("van-phong"),
                )  # fmt: skip
            proofs.take(office.log, key)
        taken = proofs.taken()
        there = [
            leaves.leaf(store_of(proofs.origin), stream, version, name, state).hex()
            for _, stream, version, name, state in leaves.rows(office.log)
        ]
        for one in taken:
            size = one.checkpoint.size
            for index in {0, size // 3, size // 2, size - 2, size - 1}:
                for earlier in (None, taken[0], taken[len(taken) // 2]):
                    if earlier is not None and earlier.checkpoint.size > size:
                        continue
                    old = 0 if earlier is None else earlier.checkpoint.size
                    found.append({
                        "Key": str(key.verifier), "Note": str(one.note), "Index": index,
                        "Leaf": base64.b64encode(bytes.fromhex(there[index])).decode(),
                        "Inclusion": based(proofs.inclusion(index, size)),
                        "Earlier": "" if earlier is None else str(earlier.note),
                        "Consistency": based(proofs.consistency(old, size)) if earlier else [],
                    })  # fmt: skip
    return found


def test_go_accepts_our_checkpoints_and_proofs(
    judge: Callable[[list[Case]], list[str]], cases: list[Case]
) -> None:
    assert len(cases) > 100
    assert judge(cases) == ["good"] * len(cases)


def _altered(case: Case) -> Iterator[Case]:
    """The case with one thing changed, each in turn."""
    size = int(case["Note"].split("\n")[1])

    def changed(**told: Any) -> Case:
        return copy.deepcopy(case) | told

    def flipped(text: str) -> str:
        data = bytearray(base64.b64decode(text))
        data[len(data) // 2] ^= 4
        return base64.b64encode(data).decode()

    yield changed(Leaf=flipped(case["Leaf"]))
    yield changed(Index=(case["Index"] + 1) % size)
    yield changed(Index=size)
    yield changed(Note=case["Note"].replace(f"\n{size}\n", f"\n{size + 1}\n", 1))
    yield changed(Key=str(SigningKey.new(case["Key"].split("+")[0], 1).verifier))
    yield changed(Note=case["Note"][:-8] + "AAAAAA=\n")
    for number, one in enumerate(case["Inclusion"]):
        told = list(case["Inclusion"])
        told[number] = flipped(one)
        yield changed(Inclusion=told)
        yield changed(Inclusion=told[:number] + told[number + 1 :])
    yield changed(Inclusion=[*case["Inclusion"], case["Inclusion"][0]])
    for number, one in enumerate(case["Consistency"]):
        told = list(case["Consistency"])
        told[number] = flipped(one)
        yield changed(Consistency=told)


def test_go_refuses_altered_ones(
    judge: Callable[[list[Case]], list[str]], cases: list[Case]
) -> None:
    wrong = [one for case in cases[:: len(cases) // 12] for one in _altered(case)]
    assert len(wrong) > 200
    said = judge(wrong)
    assert len(said) == len(wrong)
    assert not [told for told in said if not told.startswith("bad: ")]


def test_pymerkle_has_the_same_roots_and_proofs() -> None:
    theirs = pymerkle.InmemoryTree(algorithm="sha256")
    ours = merkle.Frontier()
    for number in range(700):
        leaf = f"lá {number}".encode()
        theirs.append_entry(leaf)
        ours.add(merkle.leaf_hash(leaf))
        assert theirs.get_root() == ours.root
