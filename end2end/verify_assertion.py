"""Checks assertions as an origin in Python would. Reads {server, application, assertions}, writes
for each the hostname, or null."""

import json
import sys

import jwt

from origins.verify import Verifier

given = json.load(sys.stdin)
verifier = Verifier(given["server"], given["application"])


def hostname(assertion: str) -> str | None:
    try:
        return verifier.visit(assertion)[0]
    except jwt.PyJWTError:
        return None


print(json.dumps([hostname(assertion) for assertion in given["assertions"]]))
