"""How an origin in Python knows for whom a request came through the edge."""

import jwt


class Verifier:
    """`server` is Fairlead's PUBLIC_URL, `application` the id of the application served here."""

    def __init__(self, server: str, application: str) -> None:
        self.server, self.application = server, application
        # Fetched when they are needed, kept for five minutes, and fetched anew when an assertion
        # names a key that is not there.
        self.keys = jwt.PyJWKClient(f"{server}/.well-known/jwks.json")

    def visit(self, headers: dict[str, str]) -> tuple[str, str]:
        """The customer's hostname and connection; raises jwt.PyJWTError where the request did not
        come through the edge."""
        token = headers.get("x-fairlead-assertion", "")
        claims = jwt.decode(
            token,
            self.keys.get_signing_key_from_jwt(token),
            algorithms=["EdDSA"],
            audience="fairlead-origin",
            issuer=self.server,
            leeway=30,
            options={"require": ["exp", "iat", "sub"]},
        )
        if claims["application_id"] != self.application:
            raise jwt.InvalidTokenError("for another application")
        return claims["hostname"], claims["sub"]
