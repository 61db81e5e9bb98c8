"""A stand-in for Fuzzwork on this machine: it answers, hangs, drips, talks nonsense or refuses, as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Figures = dict[str, dict[str, str]]


def aggregates(sell: float, buy: float) -> Figures:
    """What the service says of one type; its numbers are texts, and 0 stands for no orders."""

    def side(price: float, best: str) -> dict[str, str]:
        return {
            "weightedAverage": str(price),
            "max": str(price),
            "min": str(price),
            "percentile": str(price),
            "orderCount": "3",
            best: str(price),
        }

    return {"sell": side(sell, "min"), "buy": side(buy, "max")}


class FuzzworkServer(ThreadingHTTPServer):
    """`replies` are the modes of the next requests; when they are used up, `mode` holds.

    Modes: "normal", "hang", "drip", "nonsense", "list", "garbage", "empty", or a status code.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mode = "normal"
        self.replies: list[str] = []
        self.prices: dict[int, Figures] = {}
        self.asked: list[list[int]] = []
        self.released = threading.Event()

    @property
    def url(self) -> str:
        """Where the aggregates are."""
        return f"http://127.0.0.1:{self.server_address[1]}/aggregates/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what is tested here."""


class _Handler(BaseHTTPRequestHandler):
    server: FuzzworkServer

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        query = parse_qs(urlsplit(self.path).query)
        type_ids = [int(part) for part in query["types"][0].split(",")]
        self.server.asked.append(type_ids)
        mode = self.server.replies.pop(0) if self.server.replies else self.server.mode
        if query["region"] != ["10000002"]:
            mode = "400"
        if mode == "hang":
            self.server.released.wait(30)
        elif mode.isdigit():
            self.send_error(int(mode))
        else:
            self._answer(mode, {str(type_id): self.server.prices.get(type_id, aggregates(0, 0)) for type_id in type_ids})

    def _answer(self, mode: str, known: dict[str, Figures]) -> None:
        odd = {"nonsense": b"<html>Sorry</html>", "list": b"[1, 2]", "empty": b"{}"}
        garbage = {key: {"sell": {"percentile": "NaN", "min": "-5"}, "buy": ["x"]} for key in known}
        body = odd.get(mode) or json.dumps(garbage if mode == "garbage" else known).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if mode == "drip":
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if self.server.released.wait(0.05):
                    return
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def fuzzwork_server() -> Iterator[FuzzworkServer]:
    """The server, running; what hangs is let go at the end."""
    server = FuzzworkServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
