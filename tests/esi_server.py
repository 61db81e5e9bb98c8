"""A stand-in for the game's interface on this machine: it answers, fails, keeps silent or drips, as it is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class StandIn:
    """Answers as told: a status, a body, an ETag, and how long it takes; `asked` holds the headers of each request."""

    body: bytes = b"[]"
    status: int = 200
    etag: str | None = None
    silent_s: float = 0.0
    drips: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    closing: threading.Event = field(default_factory=threading.Event)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append({"path": request.path, **dict(request.headers)})
        self.closing.wait(self.silent_s)
        unchanged = self.etag is not None and request.headers.get("If-None-Match") == self.etag
        body = b"" if unchanged else self.body
        request.send_response(304 if unchanged else self.status)
        if self.etag:
            request.send_header("ETag", self.etag)
        if not unchanged:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        for part in [body[i : i + 1] for i in range(len(body))] if self.drips else [body]:
            request.wfile.write(part)
            request.wfile.flush()
            if self.drips and self.closing.wait(0.05):
                return


@contextmanager
def serve(stand_in: StandIn) -> Iterator[StandIn]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the server's name
            try:
                stand_in.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stand_in
    finally:
        stand_in.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
