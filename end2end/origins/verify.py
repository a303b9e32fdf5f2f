"""How an origin in Python knows for whom a request came through the edge."""

import jwt


class Verifier:
    """`server` is Fairlead's PUBLIC_URL, `application` the id of the application served here."""

    def __init__(self, server: str, application: str) -> None:
        self.server, self.application = server, application
        # Fetched when they are needed, kept for five minutes, and fetched anew when an assertion
        # names a key that is not there.
        self.keys = jwt.PyJWKClient(f"{server}/.well-known/jwks.json", timeout=5)

    def visit(self, token: str) -> tuple[str, str]:
        """The customer's hostname and connection, by the header X-Fairlead-Assertion. Raises
        jwt.PyJWKClientConnectionError where Fairlead can't be asked for its keys (answer 503), and
        another jwt.PyJWTError where the request did not come through the edge (answer 403)."""
        claims = jwt.decode(
            token,
            self.keys.get_signing_key_from_jwt(token),
            algorithms=["EdDSA"],
            audience="fairlead-origin",
            issuer=self.server,
            leeway=30,
            options={"require": ["aud", "exp", "iss", "sub"]},
        )
        if claims["application_id"] != self.application:
            raise jwt.InvalidTokenError("for another application")
        return claims["hostname"], claims["sub"]
