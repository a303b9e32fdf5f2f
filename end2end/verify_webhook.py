"""Checks a message as a tenant's server in Python would: the one form with the public package,
the other by hand. Reads {secret, headers, body}, writes {standard, plain}."""

import hashlib
import hmac
import json
import sys

from standardwebhooks import Webhook, WebhookVerificationError

given = json.load(sys.stdin)
secret, headers, body = given["secret"], given["headers"], given["body"]


def standard() -> bool:
    try:
        return Webhook(secret).verify(body, headers)["id"] == headers["webhook-id"]
    except WebhookVerificationError:
        return False


def plain() -> bool:
    signed = f"{headers['x-cd-timestamp']}.{body}".encode()
    made = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={made}", headers["x-cd-signature"])


print(json.dumps({"standard": standard(), "plain": plain()}))
