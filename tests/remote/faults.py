"""A proxy in front of a server that does to its answers what networks do."""

import http.client
import re
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass
class Exchange:
    """One request through the proxy: its number from 1, what was asked, and the handler that will answer."""

    number: int
    request: bytes
    handler: "_Handler"
    status: int = 0
    answer: bytes = b""
    encoding: str | None = None

    def deliver(self, close: bool = False) -> None:
        """Passes the whole answer on; `close` ends the connection after it."""
        self._head(len(self.answer))
        self.handler.wfile.write(self.answer)
        self.handler.close_connection = self.handler.close_connection or close

    def cut_midway(self) -> None:
        """Passes half of the answer on and drops the connection."""
        self._head(len(self.answer))
        self.handler.wfile.write(self.answer[: len(self.answer) // 2])
        self.handler.close_connection = True

    def drop(self) -> None:
        """Drops the connection without a word."""
        self.handler.close_connection = True

    def trickle(self, bytes_per_s: int) -> None:
        """Passes the answer on at a snail's pace, until the client has had enough."""
        self._head(len(self.answer))
        step = max(1, bytes_per_s // 20)
        for start in range(0, len(self.answer), step):
            if self.handler.server.closing.wait(0.05):
                return
            self.handler.wfile.write(self.answer[start : start + step])

    def refuse(self, status: int, body: bytes = b"") -> None:
        """Answers something else."""
        self.status, self.answer, self.encoding = status, body, None
        self.deliver()

    def hang(self) -> None:
        """Never answers."""
        self.handler.server.closing.wait()
        self.handler.close_connection = True

    def _head(self, length: int) -> None:
        self.handler.send_response(self.status)
        self.handler.send_header("content-type", "application/json")
        self.handler.send_header("content-length", str(length))
        if self.encoding:
            self.handler.send_header("content-encoding", self.encoding)
        self.handler.end_headers()


Plan = Callable[[Exchange], None]


class FaultProxy:
    """Passes requests to `upstream_port`; `plan` decides what becomes of each answer, `before` is told before a request goes up."""

    def __init__(self, upstream_port: int, tls: ssl.SSLContext | None = None) -> None:
        self.plan: Plan = Exchange.deliver
        self.before: Callable[[Exchange], None] = lambda exchange: None
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self._server.upstream_port = upstream_port
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_address[1]}"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def requests(self) -> int:
        """How many requests came so far."""
        return self._server.count

    @property
    def bytes_passed(self) -> int:
        """How much the server answered so far."""
        return self._server.answered

    def start(self) -> Self:
        """Begins to serve."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ends every connection."""
        self._server.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    proxy: FaultProxy
    upstream_port: int

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.closing = threading.Event()
        self.count = 0
        self.answered = 0
        self.counting = threading.Lock()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is no news here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["content-length"]))
        with self.server.counting:
            self.server.count += 1
            exchange = Exchange(self.server.count, request, self)
        self.server.proxy.before(exchange)
        try:
            exchange.status, exchange.answer, exchange.encoding = self._ask_upstream(request)
        except OSError:
            exchange.drop()
            return
        self.server.answered += len(exchange.answer)
        self.server.proxy.plan(exchange)

    def _ask_upstream(self, request: bytes) -> tuple[int, bytes, str | None]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.upstream_port, timeout=30)
        try:
            kept = {
                name: value for name, value in self.headers.items() if name.lower() in ("authorization", "content-type", "accept-encoding")
            }
            connection.request("POST", self.path, request, kept)
            response = connection.getresponse()
            return response.status, response.read(), response.getheader("content-encoding")
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        """The tests' output is not the place."""


def every(count: int, fault: Callable[[Exchange], None]) -> Plan:
    """Does `fault` to every `count`-th answer and delivers the others."""

    def plan(exchange: Exchange) -> None:
        fault(exchange) if exchange.number % count == 0 else exchange.deliver()

    return plan


def on(numbers: set[int], fault: Callable[[Exchange], None]) -> Plan:
    """Does `fault` to the answers with these numbers and delivers the others."""

    def plan(exchange: Exchange) -> None:
        fault(exchange) if exchange.number in numbers else exchange.deliver()

    return plan


def slowly(seconds: float) -> Plan:
    """Delivers every answer after a pause."""

    def plan(exchange: Exchange) -> None:
        time.sleep(seconds)
        exchange.deliver()

    return plan


def without_write_numbers(plan: Plan) -> Plan:
    """Lets the server not tell how often its database was written to, and does what `plan` says."""

    def strip(exchange: Exchange) -> None:
        exchange.answer = re.sub(rb'"replication_index":"\d+"', b'"replication_index":null', exchange.answer)
        plan(exchange)

    return strip
