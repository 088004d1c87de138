"""Dấu thời gian: that a checkpoint was there at an instant, said by an authority (RFC 3161).

A witness says it too, by its own clock; an authority's word counts before courts. It learns
nothing but a hash. What is stamped is the text of a checkpoint, without the signatures below it.
It needs the extra `timestamp`; `openssl ts -verify` reads the same replies.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography import x509

from dialogue_cases.errors import Invalid, ProofError
from dialogue_cases.proofs.notes import Note


def timestamp_request(note: Note) -> bytes:
    """What an authority is asked with for a checkpoint: a TimeStampReq in DER.

    Raises:
        Invalid: the extra `timestamp` isn't installed.
    """
    asked: Any = _client().TimestampRequestBuilder().data(note.text.encode())
    request: bytes = asked.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()
    return request


def stamped_at(note: Note, reply: bytes, roots: Sequence[x509.Certificate] = ()) -> datetime:
    """When an authority has stamped a checkpoint (UTC).

    Args:
        note: the checkpoint.
        reply: a TimeStampResp in DER.
        roots: the certificates that are trusted; without one it is only looked whether the reply
            is about this checkpoint, and nothing is proved.

    Raises:
        ProofError: the reply is about something else, the authority has refused, or nobody who is
            trusted has signed it.
        Invalid: it is no reply, or the extra `timestamp` isn't installed.
    """
    client = _client()
    try:
        told = client.decode_timestamp_response(reply)
    except ValueError:
        # One whose certificates aren't in the order of DER is read by OpenSSL alone.
        raise Invalid("it is no timestamp", expected="a TimeStampResp in DER") from None
    if told.status != 0:
        raise ProofError("the authority has refused: status {status}", status=told.status)
    about = told.tst_info.message_imprint
    if bytes(about.message) != _hash(note, about.hash_algorithm.dotted_string):
        raise ProofError("the timestamp is of something else than this checkpoint")
    if roots:
        builder = client.VerifierBuilder()
        for one in roots:
            builder = builder.add_root_certificate(one)
        try:
            builder.build().verify_message(told, note.text.encode())
        except (client.VerificationError, ValueError) as error:
            raise ProofError("the timestamp doesn't hold: {why}", why=error) from None
    found: datetime = told.tst_info.gen_time
    return found.astimezone(UTC)


def certificates(pem: bytes) -> list[x509.Certificate]:
    """The certificates in a PEM file.

    Raises:
        Invalid: there is none in it.
    """
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise Invalid("it holds no certificate", expected="certificates in PEM") from None


_HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}


def _hash(note: Note, algorithm: str) -> bytes:
    name = _HASHES.get(algorithm)
    if name is None:
        raise ProofError("the timestamp is made with a hash that isn't known here")
    return hashlib.new(name, note.text.encode()).digest()


def _client() -> Any:
    try:
        import rfc3161_client
    except ModuleNotFoundError:
        raise Invalid(
            "timestamps need another package", expected="pip install 'dialogue-cases[timestamp]'"
        ) from None
    return rfc3161_client
