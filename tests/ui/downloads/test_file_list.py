"""The list of files and the links that save them."""

from ui.download_link import markup
from ui.downloads.file_list import FileEntry, file_list_markup


def test_a_link_saves_instead_of_leaving_the_page() -> None:
    assert markup("CSV", "/export/orders.csv?market=primary&bom=yes") == (
        '<a class="download-link" href="/export/orders.csv?market=primary&amp;bom=yes" download>CSV</a>'
    )


def test_names_and_addresses_cannot_break_out_of_the_markup() -> None:
    shown = file_list_markup([FileEntry("<b>", 'a "quoted" & <i>', '/x?"onclick="alert(1)')])
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert '"onclick=' not in shown


def test_each_file_has_a_row() -> None:
    files = [FileEntry(f"File {number}", "what", f"/{number}") for number in range(3)]
    assert file_list_markup(files).count("download-link") == 3
