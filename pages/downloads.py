"""Downloads: the market, its doctrine fits and the game's static data as CSV files, each made when it is clicked."""

import streamlit as st

from domain.exports import SDE_TABLES, STATIC_DATA_FILE, MarketFile
from domain.market_config import MarketConfig
from domain.stock_filters import DEFAULT_LIMIT_DAYS
from state import downloads_choice as choice
from state import exports, get_active_market
from state import market_queries as queries
from ui import download_link
from ui.boundary import boundary
from ui.downloads import choices, file_list
from ui.downloads.file_list import FileEntry
from ui.formatters import number


def show_market(market: MarketConfig, with_bom: bool) -> None:
    """The market's own figures."""
    overview, days = queries.overview(market), queries.history_days(market)
    entries = {
        MarketFile.ORDERS: ("Orders", f"{number(overview.sell_orders)} sell and {number(overview.buy_orders)} buy orders"),
        MarketFile.STATS: ("Stats", "Every type: stock, prices, sales of 7 and 30 days, days of stock, Jita"),
        MarketFile.HISTORY: ("History", f"Each type and day with sales, {days[0]} to {days[1]}" if days else "There is none yet"),
        MarketFile.LOW_STOCK: ("Low stock", f"What lasts {DEFAULT_LIMIT_DAYS:g} days or less; Low Stock has a file for its own filters"),
    }
    st.subheader("Market", anchor=False)
    file_list.show([FileEntry(title, what, exports.address(file, market, with_bom=with_bom)) for file, (title, what) in entries.items()])


def show_fits(market: MarketConfig, with_bom: bool) -> None:
    """The doctrine fits that are staged here, item by item."""
    chosen = choice.settle_fits(market)
    st.subheader("Doctrine fits", anchor=False)
    if not chosen.fits:
        st.info(f"No doctrine is staged in {market.name}.")
        return
    all_fits = exports.address(MarketFile.FITS, market, with_bom=with_bom)
    file_list.show([FileEntry("All fits", f"{number(len(chosen.fits))} fits staged here, a row for each of their items", all_fits)])
    of_doctrine, of_fit = st.columns(2)
    with of_doctrine, st.container(horizontal=True, vertical_alignment="bottom"):
        choices.doctrine(chosen.doctrines, choice.DOCTRINE_KEY)
        if chosen.doctrine is not None:
            download_link.show("CSV", exports.address(MarketFile.FITS, market, with_bom=with_bom, doctrine=chosen.doctrine))
    with of_fit, st.container(horizontal=True, vertical_alignment="bottom"):
        choices.fit(chosen.fits, choice.FIT_KEY)
        if chosen.fit_id is not None:
            download_link.show("CSV", exports.address(MarketFile.FITS, market, with_bom=with_bom, fit=str(chosen.fit_id)))


def show_static_data(market: MarketConfig, with_bom: bool) -> None:
    """The tables of the game's static data."""
    name = choice.settle_table()
    st.subheader("Static data", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choices.table(SDE_TABLES, choice.TABLE_KEY)
        download_link.show("CSV", exports.address(STATIC_DATA_FILE, market, with_bom=with_bom, table=name))


market = get_active_market()
st.title(f"{market.name} Downloads", anchor=False)
bom = choice.settle_bom()
choices.spreadsheet(choice.BOM_KEY)
for show in (show_market, show_fits, show_static_data):
    with boundary():
        show(market, bom)
