#!/usr/bin/env python3
"""Reads a pack with other people's libraries: securesystemslib verifies the envelope's signature, and
in-toto-attestation validates the statement.

usage: in_toto.py [PACK PUBLIC_KEY]     without arguments: the pack of a fresh review, see reports.py

Needs the Python packages of requirements.txt.
"""

import hashlib
import json
import sys
from pathlib import Path

from google.protobuf.json_format import Parse
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as Message
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

import reports


def public_key(path: Path) -> SSlibKey:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    key = load_pem_public_key(path.read_bytes())
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return SSlibKey.from_crypto(key, keyid=hashlib.sha256(spki).hexdigest())


def refuses(envelope: Envelope, key: SSlibKey) -> bool:
    try:
        envelope.verify([key], 1)
    except VerificationError:
        return True
    return False


def main(pack: Path, key_path: Path) -> None:
    envelope = Envelope.from_dict(json.loads((pack / "attestation.dsse.json").read_bytes()))
    key = public_key(key_path)
    envelope.verify([key], 1)
    assert envelope.payload == (pack / "statement.json").read_bytes(), "the payload is statement.json"

    statement = Statement.copy_from_pb(Parse(envelope.payload, Message()))
    statement.validate()
    assert statement.pb.predicate_type == "https://candor.dev/source-review/v1"

    bent = Envelope(envelope.payload + b" ", envelope.payload_type, envelope.signatures)
    assert refuses(bent, key), "a changed payload is refused"
    bent = Envelope(envelope.payload, "application/json", envelope.signatures)
    assert refuses(bent, key), "a changed payload type is refused"
    print("securesystemslib and in-toto-attestation accept", pack)


if __name__ == "__main__":
    main(*(map(Path, sys.argv[1:3]) if len(sys.argv) > 1 else reports.signed()))
