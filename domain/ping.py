"""What is pasted into a fleet ping: two lines of plain text."""

from datetime import datetime


def ping(answer: str, as_of: datetime | None, link: str) -> str:
    """The answer on the first line, on the second the EVE time of the data behind it and the link that opens it.

    `as_of` is naive UTC; None when nothing tells how old the data is, which is said then.
    """
    moment = "orders of unknown age" if as_of is None else f"orders of {as_of:%Y-%m-%d %H:%M} EVE"
    return f"{' '.join(answer.split())}\n{moment} · {link}"
