"""One exchange with a libSQL server: Hrana over HTTP, every fault named in a sentence, bounded in time and memory."""

import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx
import orjson

from domain.errors import SyncFailed
from repositories.replicas.sources.remote.address import RemoteAddress

Value = int | float | str | bytes | None

LARGEST_ANSWER_BYTES = 64 << 20
_TOO_LARGE = ("RESPONSE_TOO_LARGE", "SQLITE_TOOBIG", "SQLITE_NOMEM")


class Interrupted(Exception):  # noqa: N818 - a signal, not a failure
    """The exchange broke off in a way that another attempt may mend; `str()` is the sentence if it does not.

    `silent`: the server had all the time it is given, and did not answer.
    """

    def __init__(self, sentence: str, silent: bool = False) -> None:
        super().__init__(sentence)
        self.silent = silent


@dataclass(frozen=True)
class Patience:
    """How long a server may take: to accept, until its next sign of life, and for one whole answer, in seconds; and the attempts."""

    connect_s: float = 5.0
    silence_s: float = 20.0
    answer_s: float = 60.0
    attempts: int = 5
    pause_s: float = 0.2


@dataclass(frozen=True)
class Statement:
    """One SQL statement with its positional arguments."""

    sql: str
    args: tuple[int | str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a statement gave: rows, and the number of the database's newest write where the server tells it."""

    rows: list[list[Value]]
    write_index: int | None


@dataclass(frozen=True)
class Refusal:
    """What the server says against a statement."""

    message: str
    code: str

    @property
    def too_large(self) -> bool:
        """Whether fewer rows would do."""
        return self.code in _TOO_LARGE


class Wire:
    """Exchanges with one server, one after the other; a connection that broke is made anew."""

    def __init__(self, address: RemoteAddress, patience: Patience) -> None:
        self.address = address
        self.patience = patience
        self._url = address.url
        headers = {"accept-encoding": "gzip" if address.url.startswith("https:") else "identity", "content-type": "application/json"}
        if address.token:
            headers["authorization"] = f"Bearer {address.token}"
        timeout = httpx.Timeout(patience.silence_s, connect=patience.connect_s)
        self._client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False)

    def exchange(
        self, statements: Sequence[Statement], baton: str | None = None, close: bool = False
    ) -> tuple[list[Answer | Refusal], str | None]:
        """Runs statements in the stream that `baton` names, else in a new one; returns their results and the next baton.

        Raises:
            Interrupted: no whole answer came; the stream is lost.
            SyncFailed: another attempt would fare no better.
        """
        requests: list[dict[str, Any]] = [_request(statement) for statement in statements]
        if close:
            requests.append({"type": "close"})
        body = self._post(orjson.dumps({"baton": baton, "requests": requests}), in_stream=baton is not None)
        try:
            answer = orjson.loads(body)
            self._url = self._next_url(answer.get("base_url"))
            results = [self._result(item) for item in answer["results"][: len(statements)]]
            if len(results) != len(statements):
                raise ValueError(len(results))
            return results, answer.get("baton")
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            raise SyncFailed(f"{self.address.host} does not answer as a libSQL server does.") from None

    def close(self) -> None:
        """Lets go of the connection."""
        self._client.close()

    def _next_url(self, base_url: object) -> str:
        if isinstance(base_url, str) and base_url.startswith(self.address.url.partition("//")[0]):
            return base_url.rstrip("/")
        return self.address.url

    def _post(self, content: bytes, in_stream: bool) -> bytes:
        url = self._url if in_stream else self.address.url
        fault: Exception
        try:
            with self._client.stream("POST", f"{url}/v2/pipeline", content=content) as response:
                body = self._read(response)
                if response.status_code == HTTPStatus.OK:
                    return body
                fault = self._refused(response.status_code, body, in_stream)
        except httpx.HTTPError as error:
            fault = Interrupted(f"{self.address.host} {self._cause(error)}.", silent=isinstance(error, httpx.TimeoutException))
        except httpx.InvalidURL:
            fault = SyncFailed(f"{self.address.host} is no address that can be asked.")
        # Raised out here, so that no exception carries the request, and with it the token.
        raise fault

    def _read(self, response: httpx.Response) -> bytes:
        deadline = time.monotonic() + self.patience.answer_s
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > LARGEST_ANSWER_BYTES:
                raise SyncFailed(f"{self.address.host} answers with more than was asked for.")
            if time.monotonic() > deadline:
                raise Interrupted(f"{self.address.host} answers too slowly.", silent=True)
        return b"".join(parts)

    def _refused(self, status: int, body: bytes, in_stream: bool) -> Exception:
        host = self.address.host
        said = self._said(body)
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            if not self.address.token:
                return SyncFailed(f"{host} asks for a token, and secrets.toml has none.")
            return SyncFailed(f"{host} refuses the token: it {'has expired' if 'expired' in said.lower() else 'is not valid there'}.")
        if status == HTTPStatus.NOT_FOUND:
            return SyncFailed(f"{host} has no database at this address.")
        if status == HTTPStatus.BAD_REQUEST and in_stream:
            return Interrupted(f"{host} ends every stream that it begins.")  # it expired, or the server was started anew
        sentence = f"{host} answers with error {status}{f' ({said})' if said else ''}."
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT):
            return Interrupted(sentence)
        return SyncFailed(sentence)

    def _said(self, body: bytes) -> str:
        try:
            answer = orjson.loads(body)
            text = " ".join(str(answer[key]) for key in ("code", "message", "error") if answer.get(key))
        except (AttributeError, TypeError, ValueError):
            return ""
        return self.address.redact(" ".join(text.split()))[:200]

    def _result(self, item: dict[str, Any]) -> Answer | Refusal:
        if item["type"] == "error":
            said = item["error"]
            return Refusal(self.address.redact(" ".join(str(said["message"]).split()))[:200], str(said.get("code") or ""))
        result = item["response"]["result"]
        index = result.get("replication_index")
        return Answer([[_value(cell) for cell in row] for row in result["rows"]], None if index is None else int(index))

    def _cause(self, error: httpx.HTTPError) -> str:
        found = _underlying(error)
        if isinstance(found, socket.gaierror):
            return "cannot be found: its name does not resolve"
        if isinstance(found, ssl.SSLError):
            return (
                "cannot be trusted: its certificate is not accepted" if isinstance(found, ssl.SSLCertVerificationError) else "speaks no TLS"
            )
        if isinstance(found, ConnectionRefusedError):
            return "refuses the connection"
        if isinstance(error, httpx.ConnectTimeout):
            return f"does not accept a connection within {self.patience.connect_s:g} s"
        if isinstance(error, httpx.TimeoutException):
            return f"does not answer within {self.patience.silence_s:g} s"
        if isinstance(error, httpx.ConnectError):
            return "cannot be reached"
        if isinstance(error, httpx.ProxyError):
            return "cannot be reached: the proxy refuses"
        return "drops the connection"


def _request(statement: Statement) -> dict[str, Any]:
    args = [{"type": "integer", "value": str(arg)} if isinstance(arg, int) else {"type": "text", "value": arg} for arg in statement.args]
    return {"type": "execute", "stmt": {"sql": statement.sql, "args": args}}


def _value(cell: dict[str, Any]) -> Value:
    kind = cell["type"]
    if kind == "null":
        return None
    if kind == "integer":
        return int(cell["value"])
    if kind == "float":
        return float(cell["value"])
    return b"" if kind == "blob" else str(cell["value"])


def _underlying(error: BaseException) -> BaseException:
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return error
