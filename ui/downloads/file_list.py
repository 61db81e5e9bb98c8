"""A list of files: what each holds, and the link that saves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from ui import download_link

_STYLE = """<style>
.file-list > div {
  display: grid; grid-template-columns: 7rem 1fr max-content; gap: 0 1.2rem; align-items: center; padding: 0.3rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 10%, transparent);
}
.file-list .what { opacity: 0.75; }
@media (max-width: 640px) {
  .file-list > div { grid-template-columns: 1fr max-content; }
  .file-list .what { grid-column: 1; grid-row: 2; }
  .file-list a { grid-column: 2; grid-row: 1 / 3; }
}
</style>"""


@dataclass(frozen=True)
class FileEntry:
    """One file: its title, what it holds in a few words, and its address."""

    title: str
    what: str
    address: str


def file_list_markup(files: Sequence[FileEntry]) -> str:
    """The list as HTML; it needs the styles on the page."""
    return f'<div class="file-list">{"".join(_row(file) for file in files)}</div>'


def _row(file: FileEntry) -> str:
    words = f'<span>{escape(file.title)}</span><span class="what">{escape(file.what)}</span>'
    return f"<div>{words}{download_link.markup('CSV', file.address)}</div>"


def show(files: Sequence[FileEntry]) -> None:
    """Draw the list."""
    st.html(_STYLE + download_link.STYLE + file_list_markup(files))
