"""Chứng minh: proof to an outsider that nothing was rewritten.

The log's facts are leaves of a Merkle tree (`proofs.merkle`, `proofs.leaves`); its root is signed
now and then (`proofs.notes`, `proofs.checkpoints`) and handed to witnesses (`proofs.witness`).
Whoever has kept such a checkpoint finds every change of what is before it (`proofs.verifying`).
Nothing of it is on the way of a decision.
"""

from dialogue_cases.proofs.checkpoints import Proofs, Taken, signing_key
from dialogue_cases.proofs.notes import Checkpoint, Note, Signature, SigningKey, VerifierKey
from dialogue_cases.proofs.verifying import Fault, Verified, verify
from dialogue_cases.proofs.witness import Behind, Witness

__all__ = [
    "Behind",
    "Checkpoint",
    "Fault",
    "Note",
    "Proofs",
    "Signature",
    "SigningKey",
    "Taken",
    "Verified",
    "VerifierKey",
    "Witness",
    "signing_key",
    "verify",
]
