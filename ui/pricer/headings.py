"""The market's name in the place of "Local": what the domain calls a price here, the page calls by the market's short name."""

LOCAL = "Local "


def heading(column: str, short_name: str) -> str:
    """A column's heading: "Local Sell" is "4H Sell"; others stay as they are."""
    return f"{short_name} {column.removeprefix(LOCAL)}" if column.startswith(LOCAL) else column
