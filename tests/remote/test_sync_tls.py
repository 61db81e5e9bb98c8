"""libsql:// and https:// addresses: encrypted, compressed, and only to a server whose certificate is accepted."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from domain.errors import SyncFailed
from repositories.replicas.syncing import sync
from tests.remote.conftest import ALIAS, Remote, content
from tests.remote.faults import Exchange, FaultProxy
from tests.remote.sqld import Keys, Sqld

pytestmark = pytest.mark.remote


def write_certificate(directory: Path) -> Path:
    """A certificate of 127.0.0.1 that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = directory / "server.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return write_certificate(tmp_path)


@pytest.fixture
def encrypted(remote: Remote, keys: Keys, market_file: Path, tmp_path: Path, certificate: Path) -> Iterator[FaultProxy]:
    """A server that wants a token, behind TLS, as Turso has it; secrets.toml leads to it by a libsql:// address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    guarded = Sqld(tmp_path / "guarded", market_file, keys).start()
    proxy = FaultProxy(guarded.port, context).start()
    remote.point_to(proxy.url.replace("https://", "libsql://"), keys.token())
    yield proxy
    proxy.stop()
    guarded.stop()


def test_a_libsql_address_is_read_encrypted_compressed_and_with_its_token(
    encrypted: FaultProxy, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    encodings: list[str | None] = []

    def look(exchange: Exchange) -> None:
        encodings.append(exchange.encoding)
        exchange.deliver()

    encrypted.plan = look
    sync(ALIAS)
    assert len(content()["market_history"]) == 1200
    assert set(encodings) == {"gzip"}


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_token(encrypted: FaultProxy) -> None:
    with pytest.raises(SyncFailed, match="cannot be trusted: its certificate is not accepted"):
        sync(ALIAS)
    assert encrypted.requests == 0
