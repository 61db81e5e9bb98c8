"""An OpenID Connect provider for the tests: whoever is sent to it is signed in at once, as the one it was told."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT_ID = "market-viewer"


class IdentityProvider:
    """`claims` are what it says of the next person who signs in."""

    def __init__(self, **claims: object) -> None:
        self.claims = claims
        self.nonces: dict[str, str] = {}
        self._key = generate_private_key(65537, 2048)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.provider = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def start(self) -> Self:
        """Begins to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ends."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def metadata(self) -> dict[str, Any]:
        """What the discovery document says."""
        places = {name: f"{self.url}/{name}" for name in ("authorize", "token", "jwks")}
        return {
            "issuer": self.url,
            "authorization_endpoint": places["authorize"],
            "token_endpoint": places["token"],
            "jwks_uri": places["jwks"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    @property
    def public_keys(self) -> dict[str, Any]:
        """The key that its tokens are signed with."""
        numbers = self._key.public_key().public_numbers()
        key = {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": _number(numbers.n), "e": _number(numbers.e)}
        return {"keys": [key]}

    def tokens(self, code: str) -> dict[str, Any]:
        """What a code that `/authorize` gave is good for."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 600, "nonce": self.nonces.pop(code), **self.claims}
        head = {"alg": "RS256", "kid": "1", "typ": "JWT"}
        signed = ".".join(_base64(json.dumps(part).encode()) for part in (head, claims))
        signature = self._key.sign(signed.encode(), PKCS1v15(), SHA256())
        return {"access_token": "opens-nothing", "token_type": "Bearer", "expires_in": 600, "id_token": f"{signed}.{_base64(signature)}"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    provider: IdentityProvider


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            code = f"code-{len(self.server.provider.nonces) + 1}"
            self.server.provider.nonces[code] = asked["nonce"]
            self.send_response(302)
            self.send_header("location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
            self.end_headers()
        elif address.path == "/jwks":
            self._answer(self.server.provider.public_keys)
        else:
            self._answer(self.server.provider.metadata)

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        self._answer(self.server.provider.tokens(body["code"][0]))

    def _answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
