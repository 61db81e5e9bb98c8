"""The addresses that files are downloaded from: made when asked for, sent in pieces, for the market that the address names."""

from collections.abc import AsyncGenerator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from domain.csv_safety import csv_chunks, csv_file_name
from domain.errors import AppError, DataUnavailable, InvalidInput, NotFound
from domain.exports import STATIC_DATA_FILE, CsvRows, MarketFile
from domain.market_config import MarketConfig
from domain.stock_filters import filters_of, fit_id_of
from repositories.csv_stream import csv_stream
from repositories.export_repo import TableExport, find_market_table, get_sde_table
from settings_service import get_market_configs
from state import registry, server_end

_PATH = "/export"
MARKET, TABLE, DOCTRINE, FIT, BOM = "market", "table", "doctrine", "fit", "bom"
_YES = "yes"
_STATUS = {InvalidInput: 400, NotFound: 404, DataUnavailable: 503}


def address(file: str, market: MarketConfig, *, with_bom: bool = False, **params: str | None) -> str:
    """The address of a file of the market; `params` as the file takes them, None leaves one out.

    `with_bom` puts the mark first by which spreadsheets know UTF-8.
    """
    asked = {MARKET: market.key, **params, BOM: _YES if with_bom else None}
    return f"{_base()}/{file}.csv?{urlencode({name: value for name, value in asked.items() if value})}"


def routes() -> list[Route]:
    """The routes that answer these addresses."""
    return [Route(f"{_base()}/{{file}}.csv", _download, methods=["GET"])]


def _base() -> str:
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}{_PATH}" if prefix else _PATH


class _TableResponse(StreamingResponse):
    """A file from a process of its own, which ends with the response."""

    def __init__(self, first: bytes, pieces: AsyncGenerator[bytes, None], headers: Mapping[str, str]) -> None:
        super().__init__(_after(first, pieces), headers=headers, media_type="text/csv")
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with server_end.cut_off():
                await super().__call__(scope, receive, send)
        finally:
            await self._pieces.aclose()


async def _download(request: Request) -> Response:
    params = dict(request.query_params)
    try:
        market = _market(params)
        export = await run_in_threadpool(_export, request.path_params["file"], market, params)
        return await _response(request, export, market, params.get(BOM) == _YES)
    except AppError as error:
        return PlainTextResponse(str(error), _STATUS.get(type(error), 500))


def _market(params: Mapping[str, str]) -> MarketConfig:
    markets = get_market_configs()
    key = params.get(MARKET, "")
    if key not in markets:
        raise NotFound(f"There is no market “{key[:60]}”; known are: {', '.join(markets)}.")
    return markets[key]


def _export(file: str, market: MarketConfig, params: Mapping[str, str]) -> TableExport | CsvRows:
    if file == STATIC_DATA_FILE:
        return get_sde_table(params.get(TABLE, ""))
    if file not in set(MarketFile):
        raise NotFound(f"There is no file “{file[:60]}”; there are: {', '.join([*MarketFile, STATIC_DATA_FILE])}.")
    table = find_market_table(MarketFile(file), market.database_alias)
    if table is not None:
        return table
    service = registry.get_export_service(market)
    if file == MarketFile.LOW_STOCK:
        return service.low_stock(filters_of(params))
    return service.fits(params.get(DOCTRINE) or None, fit_id_of(params.get(FIT, "")))


async def _response(request: Request, export: TableExport | CsvRows, market: MarketConfig, with_bom: bool) -> Response:
    headers = _headers(csv_file_name(market.short_name, export.what, datetime.now(UTC)))
    if request.method == "HEAD":
        return Response(headers=headers, media_type="text/csv")
    if isinstance(export, CsvRows):
        return StreamingResponse(csv_chunks(export.columns, export.rows, with_bom=with_bom), headers=headers, media_type="text/csv")
    gzip = "gzip" in request.headers.get("accept-encoding", "")
    if gzip:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    pieces = csv_stream(export, with_bom=with_bom, gzip=gzip)
    # The first piece is awaited before the response begins: a file that cannot be read is told as such, not as an empty file.
    return _TableResponse(await anext(pieces), pieces, headers)


async def _after(first: bytes, pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    yield first
    async for piece in pieces:
        yield piece


def _headers(name: str) -> dict[str, str]:
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
