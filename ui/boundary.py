"""The one place where a failure becomes words: a page's run and every fragment wear it."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from domain.errors import AppError, ReplicaReplaced

log = logging.getLogger(__name__)


@contextmanager
def boundary() -> Iterator[None]:
    """Show an AppError as its sentence, and anything else as an apology whose reference is in the log.

    A replica that was replaced while the page was being drawn starts the run again on the new one.
    """
    try:
        yield
    except ReplicaReplaced:
        st.rerun()
    except AppError as error:
        st.error(str(error), icon=":material/error:")
    except Exception:  # noqa: BLE001 - the boundary is where the unexpected ends
        reference = secrets.token_hex(4)
        log.exception("Unexpected failure, reference %s", reference)
        st.error(f"Something went wrong on our side. If it happens again, tell an admin the reference {reference}.")
