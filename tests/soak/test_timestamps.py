"""An authority of our own, made with OpenSSL, stamps checkpoints; both it and we check them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from commands import EXAMPLE, Run
from dialogue_cases.errors import Invalid, ProofError
from dialogue_cases.proofs import Checkpoint, Note
from dialogue_cases.proofs.timestamps import certificates, stamped_at, timestamp_request

CONFIG = """
[ tsa ]
default_tsa = local
[ local ]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
[ ext ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
"""


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


@pytest.fixture
def authority(run: Run) -> str:
    """A command that stamps what is on its standard input; its root is in `ca.pem`."""
    if not shutil.which("openssl"):
        subprocess.run(["apt-get", "install", "-y", "-q", "openssl"], check=True)
    assert run is not None  # in its folder
    Path("tsa.cnf").write_text(CONFIG)
    Path("serial").write_text("01\n")
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj")
    openssl(*new, "/CN=Root", "-keyout", "ca.key", "-out", "ca.pem",
            "-addext", "basicConstraints=critical,CA:TRUE")  # fmt: skip
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=TSA", "-keyout", "tsa.key",
            "-out", "tsa.csr")  # fmt: skip
    signed = ("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key")
    extended = ("-extfile", "tsa.cnf", "-extensions", "ext")
    openssl(*signed, *extended, "-CAcreateserial", "-days", "2", "-out", "tsa.pem")
    Path("stamp.sh").write_text(
        "cat > query.tsq\n"
        "openssl ts -reply -config tsa.cnf -queryfile query.tsq -out reply.tsr 2>/dev/null\n"
        "cat reply.tsr\n"
    )
    return "sh stamp.sh"


def test_a_checkpoint_is_stamped_and_openssl_says_so_too(run: Run, authority: str) -> None:
    assert 0 == run("init", "--setup", str(EXAMPLE / "ward.toml")).code
    Path("kept.txt").write_text(run("audit", "checkpoint").out)

    said = run("audit", "timestamp", "--by", authority, "--root", "ca.pem", "--json")

    assert said.code == 0, said.err
    assert said.answer["verified"] is True
    assert 0 == run("audit", "bundle", "ward", "--to", "evidence.zip").code
    shutil.unpack_archive("evidence.zip", "evidence")
    (reply,) = Path("evidence/timestamps").iterdir()
    note = Note.read(Path("kept.txt").read_text())
    assert Checkpoint.of(note).size == said.answer["size"]
    Path("checkpoint.txt").write_text(note.text)
    openssl("ts", "-verify", "-in", str(reply), "-data", "checkpoint.txt", "-CAfile", "ca.pem",
            "-untrusted", "tsa.pem")  # fmt: skip

    roots = certificates(Path("ca.pem").read_bytes())
    assert stamped_at(note, reply.read_bytes(), roots).isoformat() == said.answer["at"]
    other = Note(note.text.replace("42", "41"), note.signatures)
    with pytest.raises(ProofError, match="something else"):
        stamped_at(other, reply.read_bytes(), roots)
    spoilt = bytearray(reply.read_bytes())
    spoilt[-20] ^= 1
    with pytest.raises((ProofError, Invalid)):
        stamped_at(note, bytes(spoilt), roots)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Other",
            "-keyout", "o.key", "-out", "other.pem")  # fmt: skip
    with pytest.raises(ProofError, match="doesn't hold"):
        stamped_at(note, reply.read_bytes(), certificates(Path("other.pem").read_bytes()))
    assert timestamp_request(note)


def test_an_authority_out_of_reach_stops_nothing(run: Run, authority: str) -> None:
    run("init", "--setup", str(EXAMPLE / "ward.toml"))
    assert 3 == run("audit", "timestamp", "--by", authority).code  # no checkpoint yet
    run("audit", "checkpoint")
    assert 3 == run("audit", "timestamp", "--by", "false").code
    assert 2 == run("audit", "timestamp", "--by", "echo no").code
    assert 0 == run("audit", "timestamp", "--by", authority).code
    assert 0 == run("audit", "checkpoint").code
