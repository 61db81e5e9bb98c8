"""Whatever happens to a remote: the old state or the new one is served as a whole, the reason is one sentence, and the next sync works."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import SettingsError, SyncFailed
from repositories import sync_record
from repositories.replicas.sources.remote import paging
from repositories.replicas.syncing import sync
from repositories.replicas.tables import tables_of
from repositories.sync_record import Outcome
from settings_service import ROOT
from tests.remote.conftest import ALIAS, Remote, assert_sound, content
from tests.remote.faults import Exchange, every, on, slowly
from tests.remote.sqld import Keys, Sqld, free_port

pytestmark = pytest.mark.remote

NEW = "UPDATE marketorders SET price = price * 2, volume_remain = volume_remain + 1"
Contents = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings under which a silent server is given up after a second."""
    text = (ROOT / "settings.toml").read_text(encoding="utf8").replace("answer_timeout_seconds = 20", "answer_timeout_seconds = 1")
    (tmp_path / "settings.toml").write_text(text, encoding="utf8")
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "settings.toml"))


@pytest.fixture
def old(remote: Remote) -> Contents:
    """The state in service before the fault; the remote has a newer one."""
    sync(ALIAS)
    state = content()
    remote.update(NEW, "UPDATE market_history SET volume = volume + 1")
    return state


def refusal_of_a_sync() -> str:
    """The sentence with which a sync fails, which the record has too."""
    with pytest.raises(SyncFailed) as caught:
        sync(ALIAS)
    record = sync_record.read(ALIAS)
    assert record is not None
    assert (record.outcome, record.failure) == (Outcome.FAILED, str(caught.value))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def assert_heals(remote: Remote, old: Contents) -> None:
    """The old state is served; once the remote is well again, so is the new one."""
    assert content() == old
    assert_sound()
    remote.point_to(remote.sqld.url)
    sync(ALIAS)
    new = content()
    assert sorted(row[6] for row in new["marketorders"]) == sorted(row[6] * 2 for row in old["marketorders"])  # type: ignore[operator]
    assert {row[:2]: row[5] for row in new["market_history"]} == {row[:2]: row[5] + 1 for row in old["market_history"]}  # type: ignore[operator]
    assert_sound()


def test_a_server_that_is_down_refuses_the_connection(remote: Remote, old: Contents) -> None:
    remote.point_to(f"http://127.0.0.1:{free_port()}")
    assert refusal_of_a_sync().endswith("refuses the connection.")
    assert_heals(remote, old)


def test_a_name_that_does_not_resolve_is_said(remote: Remote, old: Contents) -> None:
    remote.point_to("libsql://market.invalid")
    assert refusal_of_a_sync() == "market.invalid cannot be found: its name does not resolve."
    assert_heals(remote, old)


def test_a_server_without_tls_is_said(remote: Remote, old: Contents) -> None:
    remote.point_to(remote.sqld.url.replace("http://", "https://"))
    assert "TLS" in refusal_of_a_sync()
    assert_heals(remote, old)


@pytest.fixture
def guarded(remote: Remote, keys: Keys, market_file: Path, tmp_path: Path) -> Iterator[Sqld]:
    server = Sqld(tmp_path / "guarded", market_file, keys).start()
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (lambda keys: keys.token(valid_s=-3600), "refuses the token: it has expired."),
        (lambda keys: Keys().token(), "refuses the token: it is not valid there."),
        (lambda keys: "not.a.token", "refuses the token: it is not valid there."),
        (lambda keys: None, "asks for a token, and secrets.toml has none."),
    ],
    ids=["expired", "of another server", "garbage", "none"],
)
def test_a_token_that_does_not_open_is_said_and_not_shown(
    remote: Remote, old: Contents, guarded: Sqld, keys: Keys, token: Callable[[Keys], str | None], words: str
) -> None:
    secret = token(keys)
    remote.point_to(guarded.url, secret)
    sentence = refusal_of_a_sync()
    assert sentence.endswith(words)
    assert secret is None or secret not in sentence
    assert_heals(remote, old)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://:8080", "http://[::1", "https://user:hunter2@example.org", "libsql://host:99999"]
)
def test_an_address_that_cannot_be_used_is_a_sentence_without_it(remote: Remote, url: str) -> None:
    remote.point_to(url)
    with pytest.raises(SettingsError) as caught:
        sync(ALIAS)
    assert url not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_token_that_is_no_header_is_refused_without_being_shown(remote: Remote) -> None:
    remote.point_to(remote.sqld.url, "hunter2\\nx-evil: 1")
    with pytest.raises(SettingsError) as caught:
        sync(ALIAS)
    assert "hunter2" not in str(caught.value)


def test_a_server_that_accepts_and_never_answers_is_given_up(remote: Remote, old: Contents, impatient: None) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        remote.point_to(f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert refusal_of_a_sync().endswith("does not answer within 1 s.")
    assert_heals(remote, old)


def test_a_server_that_falls_silent_in_the_middle_is_given_up(remote: Remote, old: Contents, impatient: None) -> None:
    first = remote.proxy.requests + 6
    remote.proxy.plan = lambda exchange: exchange.hang() if exchange.number >= first else exchange.deliver()
    assert refusal_of_a_sync().endswith("does not answer within 1 s.")
    assert_heals(remote, old)


def test_a_slow_server_is_waited_for(remote: Remote, old: Contents) -> None:
    remote.proxy.plan = slowly(0.05)
    sync(ALIAS)
    assert_sound()
    assert content()["marketorders"] != old["marketorders"]


def test_answers_that_trickle_are_given_up(remote: Remote, old: Contents, monkeypatch: pytest.MonkeyPatch) -> None:
    from repositories.replicas import syncing
    from repositories.replicas.sources.remote.wire import Patience

    monkeypatch.setattr(syncing, "Patience", lambda silence_s: Patience(silence_s=silence_s, answer_s=0.5, attempts=2, pause_s=0.01))
    remote.proxy.plan = lambda exchange: exchange.trickle(2000) if len(exchange.answer) > 4000 else exchange.deliver()
    assert refusal_of_a_sync().endswith("answers too slowly.")
    assert_heals(remote, old)


@pytest.mark.parametrize("fault", [lambda e: e.deliver(close=True), Exchange.cut_midway, Exchange.drop], ids=["after", "midway", "before"])
@pytest.mark.parametrize("k", [1, 2, 3, 5, 7])
def test_a_connection_cut_at_every_kth_answer_is_taken_up_again(
    remote: Remote, old: Contents, k: int, fault: Callable[[Exchange], None]
) -> None:
    remote.proxy.plan = every(k, fault)
    try:
        sync(ALIAS)
    except SyncFailed as error:
        assert k == 1, error
        assert str(error).endswith("drops the connection.")
        assert_heals(remote, old)
    else:
        whole, remote.proxy.plan = content(), Exchange.deliver
        assert sync(ALIAS) == (None, ())
        assert_sound()
        assert {row[:2]: row[5] for row in whole["market_history"]} == {row[:2]: row[5] + 1 for row in old["market_history"]}  # type: ignore[operator]


def test_a_lost_connection_is_resumed_and_not_started_over(remote: Remote, old: Contents) -> None:
    pages: list[bytes] = []
    remote.proxy.before = lambda exchange: pages.append(exchange.request) if b"json_quote" in exchange.request else None
    remote.proxy.plan = every(3, Exchange.cut_midway)
    sync(ALIAS)
    firsts = [page for page in pages if b"market_history" in page and b"AND rowid" not in page and b'"date" >=' not in page]
    assert len(firsts) <= 2


def test_an_expired_stream_is_taken_up_again(remote: Remote, old: Contents) -> None:
    expired = b'{"message":"The stream has expired due to inactivity","code":"STREAM_EXPIRED"}'
    number = remote.proxy.requests
    remote.proxy.plan = on({number + 5, number + 9}, lambda exchange: exchange.refuse(400, expired))
    sync(ALIAS)
    assert content()["marketorders"] != old["marketorders"]
    assert_sound()


def test_a_stream_that_was_left_alone_for_too_long_is_taken_up_again(remote: Remote, old: Contents) -> None:
    number, refused = remote.proxy.requests + 6, []
    remote.proxy.before = lambda exchange: time.sleep(11) if exchange.number == number else None

    def watch(exchange: Exchange) -> None:
        if exchange.status != 200:
            refused.append(exchange.answer)
        exchange.deliver()

    remote.proxy.plan = watch
    sync(ALIAS)
    assert len(refused) == 1, refused
    assert b"expired" in refused[0]
    assert content()["marketorders"] != old["marketorders"]
    assert_sound()


@pytest.mark.parametrize("at", range(2, 22, 3))
def test_a_server_that_dies_in_the_middle_leaves_the_old_state(remote: Remote, old: Contents, at: int) -> None:
    number = remote.proxy.requests + at
    remote.proxy.before = lambda exchange: remote.sqld.stop() if exchange.number == number else None
    sentence = refusal_of_a_sync()
    assert sentence.endswith(("drops the connection.", "refuses the connection."))
    assert content() == old
    assert_sound()
    remote.sqld.start()
    assert_heals(remote, old)


def test_a_server_that_comes_back_while_it_is_waited_for_is_no_fault(remote: Remote, old: Contents) -> None:
    number = remote.proxy.requests + 8

    def restart(exchange: Exchange) -> None:
        if exchange.number == number:
            remote.sqld.stop()
            remote.sqld.start()

    remote.proxy.before = restart
    sync(ALIAS)
    assert content()["marketorders"] != old["marketorders"]
    assert_sound()


def at_request(remote: Remote, offset: int, action: Callable[[], object], then: Callable[[Exchange], None] = Exchange.deliver) -> None:
    """Has something happen before the `offset`-th request from now on goes up; its answer meets `then`."""
    number = remote.proxy.requests + offset
    remote.proxy.before = lambda exchange: action() if exchange.number == number else None  # type: ignore[func-returns-value]
    remote.proxy.plan = on({number}, then)


ALL_ONE = "UPDATE marketorders SET price = 1"
LOGGED = "UPDATE updatelog SET timestamp = datetime(timestamp, '+1 hour')"


@pytest.mark.parametrize("then", [Exchange.deliver, Exchange.drop], ids=["connected", "cut off"])
@pytest.mark.parametrize("at", range(2, 26, 4))
def test_a_log_that_moves_during_the_copy_is_followed(remote: Remote, old: Contents, at: int, then: Callable[[Exchange], None]) -> None:
    at_request(remote, at, lambda: remote.sqld.execute("BEGIN", ALL_ONE, "UPDATE marketstats SET price = 1", LOGGED, "COMMIT"), then)
    sync(ALIAS)
    assert {row[6] for row in content()["marketorders"]} == {1.0}
    assert {row[3] for row in content()["marketstats"]} == {1.0}
    assert_sound()


@pytest.mark.parametrize("then", [Exchange.deliver, Exchange.drop], ids=["connected", "cut off"])
@pytest.mark.parametrize("at", range(3, 27, 4))
def test_rows_that_vanish_during_the_copy_are_all_there_or_all_gone(
    remote: Remote, old: Contents, at: int, then: Callable[[Exchange], None]
) -> None:
    gone = ("DELETE FROM marketorders WHERE is_buy_order", "DELETE FROM market_history WHERE type_id = '40'")
    at_request(remote, at, lambda: remote.sqld.execute("BEGIN", *gone, "COMMIT"), then)
    sync(ALIAS)
    buys, sales = (
        [row for row in content()["marketorders"] if row[1]],
        [row for row in content()["market_history"] if row[0] == 40],
    )
    assert (len(buys), len(sales)) in {(12, 100), (0, 0)}
    assert_sound()
    sync(ALIAS)
    assert not [row for row in content()["marketorders"] if row[1]]


def test_a_remote_that_never_stops_moving_is_given_up(remote: Remote, old: Contents) -> None:
    def write_and_cut(exchange: Exchange) -> None:
        remote.sqld.execute("UPDATE marketorders SET price = price + 1")
        exchange.drop() if exchange.number % 5 == 0 else exchange.deliver()

    remote.proxy.plan = write_and_cut
    assert refusal_of_a_sync().endswith("was written to faster than it could be read; the old data stays.")
    remote.sqld.execute("UPDATE marketorders SET price = 2")
    remote.proxy.plan = Exchange.deliver
    assert content() == old
    sync(ALIAS)
    assert {row[6] for row in content()["marketorders"]} == {2.0}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("DROP TABLE marketstats", "table 'marketstats' is missing."),
        ("ALTER TABLE marketorders DROP COLUMN price", "table 'marketorders' has no column 'price'."),
        (
            "UPDATE marketorders SET price = 'cheap' WHERE type_id = 40",
            "table 'marketorders', column 'price' holds 3 values that are no number, such as 'cheap'.",
        ),
        (
            "UPDATE marketorders SET price = x'00' WHERE type_id = 40",
            "table 'marketorders', column 'price' holds 3 values that are no number, such as b''.",
        ),
        ("UPDATE marketorders SET price = 9e999 WHERE rowid = (SELECT max(rowid) FROM marketorders)", "no number, such as 'infinite'."),
    ],
    ids=["a table", "a column", "text for a number", "binary for a number", "infinity"],
)
def test_data_that_breaks_the_contract_stays_outside(remote: Remote, old: Contents, change: str, words: str) -> None:
    remote.update(change)
    assert refusal_of_a_sync().endswith(words)
    assert content() == old
    assert_sound()


@pytest.mark.parametrize("emptied", ["DROP TABLE", "DELETE FROM"])
def test_an_empty_remote_does_not_empty_the_replica(remote: Remote, old: Contents, emptied: str) -> None:
    remote.sqld.execute(*(f"{emptied} {table.name}" for table in tables_of(ALIAS)))
    assert "is empty" in refusal_of_a_sync()
    assert content() == old
    assert_sound()


def test_the_clock_of_the_remote_may_be_ahead(remote: Remote, old: Contents) -> None:
    remote.sqld.execute("UPDATE updatelog SET timestamp = '2099-01-01 00:00:00'")
    sync(ALIAS)
    assert sync(ALIAS) == (None, ())
    remote.sqld.execute(ALL_ONE, "UPDATE updatelog SET timestamp = '2026-11-20 12:00:00'")
    sync(ALIAS)
    assert {row[6] for row in content()["marketorders"]} == {1.0}


@pytest.mark.parametrize(
    "answer", [b"<html>hello</html>", b"[]", b"{}", b'{"results": []}', b'{"results": [{"type": "ok"}]}', b'{"baton": 5}']
)
def test_what_is_no_libsql_server_is_said(remote: Remote, old: Contents, answer: bytes) -> None:
    remote.proxy.plan = lambda exchange: exchange.refuse(200, answer)
    assert refusal_of_a_sync().endswith("does not answer as a libSQL server does.")
    assert_heals(remote, old)


@pytest.mark.parametrize(
    ("status", "words"), [(404, "has no database at this address."), (503, "answers with error 503."), (302, "answers with error 302.")]
)
def test_an_error_of_the_server_is_said(remote: Remote, old: Contents, status: int, words: str) -> None:
    remote.proxy.plan = lambda exchange: exchange.refuse(status)
    assert refusal_of_a_sync().endswith(words)
    assert_heals(remote, old)


def test_pages_that_are_too_large_for_the_server_are_made_smaller(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "FIRST_PAGE_ROWS", 10_000)
    monkeypatch.setattr(paging, "LARGEST_PAGE_ROWS", 50_000)
    long = "(SELECT group_concat(date || date || date || date || date) FROM market_history)"
    remote.sqld.execute(f"UPDATE watchlist SET type_name = {long} || {long} || {long} || {long} || {long} || {long} || {long} || {long}")
    assert int(remote.sqld.execute("SELECT sum(length(type_name)) FROM watchlist")[0]["rows"][0][0]["value"]) > 10_000_000
    sync(ALIAS)
    assert len(content()["watchlist"]) == 12
