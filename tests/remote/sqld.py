"""A real libSQL server for the tests: sqld on a free port, adopting an SQLite file, with or without tokens."""

import base64
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

START_S = 15.0


def binary() -> str | None:
    """The server's program: what SQLD_BINARY names, else `sqld` in the PATH; None without either."""
    return os.environ.get("SQLD_BINARY") or shutil.which("sqld")


def binary_or_skip() -> str:
    """The server's program; without it the test is skipped, or fails where DEMAND_SQLD says that it must be there."""
    program = binary()
    if program is None:
        if os.environ.get("DEMAND_SQLD"):
            pytest.fail("DEMAND_SQLD is set, but there is no sqld: set SQLD_BINARY.")
        pytest.skip("needs the libSQL server: set SQLD_BINARY to the program sqld (.ci/fetch_sqld), or put it into the PATH")
    return program


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Keys:
    """An Ed25519 key that signs the tokens of one server."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()

    def write_public(self, path: Path) -> Path:
        """Writes what the server needs to know a token."""
        path.write_bytes(self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        return path

    def token(self, valid_s: float = 3600, access: str = "ro") -> str:
        """A token that is good for so many seconds; negative for one that has expired. `access` is "ro" or "rw"."""
        claims = {"exp": int(time.time() + valid_s), "a": access}
        parts = [_base64(json.dumps(part).encode()) for part in ({"alg": "EdDSA", "typ": "JWT"}, claims)]
        return ".".join((*parts, _base64(self._key.sign(".".join(parts).encode()))))


class Sqld:
    """One server in a directory of its own; `database` is copied into it, and adopted at the first start.

    `aside` has it use only processor time that nobody else wants, as if it were on another machine.
    """

    def __init__(self, directory: Path, database: Path | None = None, keys: Keys | None = None, aside: bool = False) -> None:
        self.directory = directory
        self._aside = aside
        self._set_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._keys = keys
        directory.mkdir(parents=True, exist_ok=True)
        if database:
            self._adopt(database)

    def start(self) -> Self:
        """Starts the server, and returns when it answers; a port that somebody took in the meantime is changed for another."""
        for _ in range(3):
            if self._try_to_start():
                return self
            self._set_port()
        raise AssertionError((self.directory / "log").read_text(errors="replace")[-2000:])

    def _try_to_start(self) -> bool:
        program = binary()
        assert program, "no sqld; see the fixture that skips"
        command = [
            *(("chrt", "--idle", "0") if self._aside else ()),
            program,
            "--no-welcome",
            "--http-listen-addr",
            f"127.0.0.1:{self.port}",
            "--db-path",
            str(self.directory / "db"),
        ]
        if self._keys:
            command += ["--auth-jwt-key-file", str(self._keys.write_public(self.directory / "public.pem"))]
        with (self.directory / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/health", timeout=1).is_success:
                    return True
            except httpx.HTTPError:
                time.sleep(0.02)
        self.stop()
        return False

    def stop(self) -> None:
        """Ends the server at once, as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def execute(self, *statements: str) -> list[dict[str, Any]]:
        """Runs statements in one stream; the results as the server gives them."""
        headers = {"authorization": f"Bearer {self._keys.token(access='rw')}"} if self._keys else {}
        body = {"requests": [{"type": "execute", "stmt": {"sql": sql}} for sql in statements] + [{"type": "close"}]}
        answer = httpx.post(f"{self.url}/v2/pipeline", json=body, headers=headers, timeout=60).json()
        results: Sequence[dict[str, Any]] = answer["results"][:-1]
        assert all(result["type"] == "ok" for result in results), results
        return [result["response"]["result"] for result in results]

    def _set_port(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def _adopt(self, database: Path) -> None:
        target = self.directory / "db" / "dbs" / "default"
        target.mkdir(parents=True)
        shutil.copyfile(database, target / "data")
        with closing(sqlite3.connect(target / "data")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
