"""What a server answers at the addresses of files."""

import csv
import io
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest
import streamlit as st
import uvicorn
from starlette.applications import Starlette

from config import DatabaseConfig
from domain.exports import STATIC_DATA_FILE, MarketFile
from domain.stock_filters import StockFilters
from settings_service import get_market_configs
from state import exports
from tests.make import Make, served

RIFTER, WEB = 587, 10
AWKWARD = 'Größe, "東京"\nnew line'


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    def made(price: float) -> Make:
        make = Make().watch(RIFTER, AWKWARD).watch(WEB, "=Web").sell(RIFTER, (price, 5)).sell(WEB, (1.5, 1))
        make.history(RIFTER, units=[1] * 30).history(WEB, units=[1] * 30)
        return make.fit(1, "Fit 東京", ship=(RIFTER, AWKWARD), items={WEB: 1}, doctrine="Roam", flag="primary")

    served(tmp_path, primary=made(100.0), deployment=made(200.0))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=exports.routes()), port=0, loop="asyncio", log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
        yield client
    server.should_exit = True
    thread.join(timeout=20)


def address(file: str, market: str = "primary", **params: str) -> str:
    return exports.address(file, get_market_configs()[market], **params)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("file", MarketFile)
def test_every_file_comes_under_a_name_of_its_market(client: httpx.Client, file: MarketFile) -> None:
    for market, short_name in (("primary", "4H"), ("deployment", "B9")):
        answer = client.get(address(file, market))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"].startswith(f'attachment; filename="{short_name}_{file}_20')
        assert answer.headers["content-disposition"].endswith(".csv")
        assert rows(answer.text) or (file, market) == (MarketFile.FITS, "deployment")


def test_each_market_gets_its_own_rows(client: httpx.Client) -> None:
    prices = [{row["Price"] for row in rows(client.get(address(MarketFile.ORDERS, market)).text)} for market in ("primary", "deployment")]
    assert prices == [{"100.0", "1.5"}, {"200.0", "1.5"}]


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_awkward_names_come_back_packed_and_plain(client: httpx.Client, accepted: str) -> None:
    answer = client.get(address(MarketFile.ORDERS), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding", "identity") == accepted
    assert {row["Item"] for row in rows(answer.text)} == {AWKWARD, "'=Web"}
    assert set(pd.read_csv(io.BytesIO(answer.content))["Item"]) == {AWKWARD, "'=Web"}


@pytest.mark.parametrize("file", [MarketFile.ORDERS, MarketFile.LOW_STOCK])
def test_the_mark_for_spreadsheets_is_there_when_asked_for(client: httpx.Client, file: str) -> None:
    market = get_market_configs()["primary"]
    assert client.get(exports.address(file, market, with_bom=True)).content.startswith(b"\xef\xbb\xbf")
    assert not client.get(exports.address(file, market)).content.startswith(b"\xef\xbb\xbf")


def test_low_stock_takes_the_filters_of_the_page(client: httpx.Client) -> None:
    def items(asked: StockFilters) -> list[str]:
        return [row["Item"] for row in rows(client.get(address(MarketFile.LOW_STOCK, **asked.to_params())).text)]

    assert items(StockFilters()) == ["'=Web", AWKWARD]
    assert items(StockFilters(limit_days=1)) == ["'=Web"]
    assert items(StockFilters(categories=("Ship",))) == []
    assert items(StockFilters(doctrine="Roam", limit_days=1)) == ["'=Web"]


def test_a_fit_and_a_doctrine_can_be_asked_for(client: httpx.Client) -> None:
    answer = client.get(address(MarketFile.FITS, fit="1"))
    assert {row["Fit"] for row in rows(answer.text)} == {"Fit 東京"}
    assert "filename*=UTF-8''4H_fit_Fit_%E6%9D%B1%E4%BA%AC_20" in answer.headers["content-disposition"]
    assert len(rows(client.get(address(MarketFile.FITS, doctrine="Roam")).text)) == 2


def test_static_data_comes_from_the_list_only(client: httpx.Client) -> None:
    answer = client.get(address(STATIC_DATA_FILE, table="sdeTypes"))
    assert {row["typeID"] for row in rows(answer.text)} == {str(RIFTER), str(WEB)}
    assert '"4H_sde_sdeTypes_' in answer.headers["content-disposition"]
    assert client.get(address(STATIC_DATA_FILE, table="replica_meta")).status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/export/orders.csv", 404, "There is no market"),
        ("/export/orders.csv?market=atlantis", 404, "primary, deployment"),
        ("/export/secrets.csv?market=primary", 404, "There is no file"),
        ("/export/sde.csv?market=primary", 404, "There is no table"),
        ("/export/fits.csv?market=primary&fit=99", 404, "not staged"),
        ("/export/fits.csv?market=deployment&fit=1", 404, "not staged"),
        ("/export/fits.csv?market=primary&fit=x", 400, "not the number of a fit"),
        ("/export/fits.csv?market=primary&fit=" + "9" * 5000, 400, "not the number of a fit"),
        ("/export/low_stock.csv?market=primary&days=x", 400, "no number of days"),
        ("/export/low_stock.csv?market=primary&doctrine=gone", 404, "not staged"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_sentence(client: httpx.Client, path: str, status: int, sentence: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert sentence in answer.text


@pytest.mark.parametrize("file", MarketFile)
def test_data_that_cannot_be_read_is_a_sentence_and_no_file(client: httpx.Client, file: MarketFile) -> None:
    path = DatabaseConfig("wcmktprod").path
    path.unlink()
    path.write_bytes(b"no database at all, not even near" * 40)
    answer = client.get(address(file))
    assert answer.status_code == 503
    assert answer.text.startswith("The database wcmktprod.db cannot be read")
    path.unlink()
    assert "is not there" in client.get(address(file)).text or "cannot be read" in client.get(address(file)).text
    assert client.get(address(file, "deployment")).status_code == 200


def test_a_question_without_a_wish_for_the_file_makes_none(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr(exports, "csv_stream", never)
    answer = client.head(address(MarketFile.HISTORY))
    assert (answer.status_code, answer.content) == (200, b"")


def test_files_lie_under_the_path_that_the_app_is_served_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "/viewer/"}.__getitem__)
    assert address(MarketFile.ORDERS) == "/viewer/export/orders.csv?market=primary"
    assert [route.path for route in exports.routes()] == ["/viewer/export/{file}.csv"]


def test_a_large_file_comes_in_pieces(client: httpx.Client) -> None:
    path = DatabaseConfig("wcmktprod").path
    with sqlite3.connect(path) as connection:
        days = [(number, f"{2000 + number // 365}-01-01") for number in range(5000)]
        connection.executemany("INSERT OR REPLACE INTO market_history VALUES (?, ?, 1, 1, 1, 1, 1)", days)
    connection.close()
    with client.stream("GET", address(MarketFile.HISTORY), headers={"Accept-Encoding": "identity"}) as answer:
        assert "content-length" not in answer.headers
        assert len(rows("".join(answer.iter_text()))) == 5060
