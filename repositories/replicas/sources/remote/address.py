"""The address of a remote original, with its token kept out of everything that is shown."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from domain.errors import SettingsError

_HTTP = {"libsql": "https", "wss": "https", "https": "https", "ws": "http", "http": "http"}
_TOKEN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class RemoteAddress:
    """Where a remote original is.

    `url` is what is asked, without credentials; `host` names it for people; `token` is None where none is needed.
    """

    url: str
    host: str
    token: str | None = field(default=None, repr=False)

    def redact(self, text: str) -> str:
        """`text` without the token, for whatever a server says."""
        return text.replace(self.token, "***") if self.token else text


def parse_address(url: str, token: str | None) -> RemoteAddress:
    """The address that a secrets file names: libsql://, https:// or http://; a token in the address counts like one beside it.

    Raises:
        SettingsError: with a sentence that quotes neither address nor token, either may hold a secret.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise SettingsError("secrets.toml: an address of a remote database cannot be read.") from None
    if parts.scheme not in _HTTP or not host:
        raise SettingsError(
            "secrets.toml: the address of a remote database must begin with libsql://, https:// or http:// and name a host."
        )
    if parts.username or parts.password:
        raise SettingsError(f"secrets.toml: the address on {host} must not hold a user or password; put the token into the key 'token'.")
    query = parse_qs(parts.query)
    scheme = "http" if query.get("tls") == ["0"] else _HTTP[parts.scheme]
    place = f"[{host}]" if ":" in host else host
    netloc = f"{place}:{port}" if port else place
    secret = token or next(iter(query.get("authToken", [])), None)
    return RemoteAddress(f"{scheme}://{netloc}{parts.path.rstrip('/')}", netloc, _clean(secret, host))


def _clean(token: str | None, host: str) -> str | None:
    stripped = (token or "").strip()
    if stripped and not _TOKEN.fullmatch(stripped):
        raise SettingsError(f"secrets.toml: the token for {host} holds characters that no token has.")
    return stripped or None
