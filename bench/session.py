"""A Streamlit session without a browser: it speaks the server's own protocol, and times each run.

One socket is one session. `run()` sends the widgets' states as the browser does, and waits until the
script has finished. Fragments rerun alone when the widget that was set lives in one.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState


@dataclass(frozen=True)
class Run:
    """One run of the script: wall time in ms, bytes received, and how the server says it ended."""

    ms: float
    bytes: int
    status: str


@dataclass
class Session:
    """One visitor at `page` (a path; "" is the default page) with the address's `query`."""

    base: str
    page: str = ""
    query: str = ""
    timeout_s: float = 120.0
    _socket: Any = None
    _page_hash: str = ""
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _elements: dict[tuple[int, ...], Any] = field(default_factory=dict)
    _cache: dict[str, ForwardMsg] = field(default_factory=dict)
    _fragment_of: dict[str, str] = field(default_factory=dict)
    _trigger: str = ""
    _fragment: str = ""

    async def __aenter__(self) -> Self:
        url = self.base.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await websockets.connect(
            url, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None, compression=None, ping_interval=None
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    def set(self, key: str, value: Any) -> None:
        """Set the widget with this key (or label) for the next run."""
        kind, widget = self._find(key)
        state = WidgetState(id=widget.id)
        if kind in ("button", "download_button"):
            state.trigger_value = True
            self._trigger = widget.id
        elif kind == "checkbox":
            state.bool_value = bool(value)
        elif kind in ("multiselect", "button_group"):
            state.string_array_value.data.extend([value] if isinstance(value, str) else value)
        elif kind == "slider":
            state.double_array_value.data.extend([float(value)])
        elif kind == "number_input":
            state.double_value = float(value)
        elif kind in ("dataframe", "arrow_data_frame", "plotly_chart"):
            state.string_value = json.dumps(value)
        else:
            state.string_value = str(value)
        self._states[widget.id] = state
        self._fragment = self._fragment_of.get(widget.id, "")

    def go(self, page: str, query: str) -> None:
        """Follow a link to another page; the next run draws it."""
        self.page, self.query, self._page_hash = page, query, ""

    async def run(self) -> Run:
        """Run the script, or only the fragment whose widget was set last."""
        fragment, self._fragment = self._fragment, ""
        message = BackMsg()
        request = message.rerun_script
        request.query_string = self.query
        request.page_script_hash = self._page_hash
        if not self._page_hash:
            request.page_name = self.page
        request.fragment_id = fragment
        request.widget_states.widgets.extend(self._states.values())
        request.cached_message_hashes.extend(self._cache)
        request.context_info.timezone = "UTC"
        request.context_info.locale = "en-US"
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        received, status, fresh = await self._receive()
        self._states.pop(self._trigger, None)
        self._trigger = ""
        if fragment:
            self._elements.update(fresh)
        else:
            self._elements = fresh
        return Run((time.perf_counter() - start) * 1e3, received, status)

    def words(self) -> list[str]:
        """The texts and figures on the page."""
        found = []
        for element in self._elements.values():
            kind = element.WhichOneof("type")
            if kind in ("markdown", "text", "heading", "alert"):
                found.append(getattr(element, kind).body)
            elif kind == "metric":
                found.append(f"{element.metric.label}={element.metric.body}")
        return found

    def failures(self) -> list[str]:
        """The error boxes on the page."""
        shown = [(element.WhichOneof("type"), element) for element in self._elements.values()]
        boxes = [element.exception.message for kind, element in shown if kind == "exception"]
        return boxes + [e.alert.body for kind, e in shown if kind == "alert" and e.alert.format == e.alert.ERROR]

    def _find(self, key: str) -> tuple[str, Any]:
        for element in self._elements.values():
            kind = element.WhichOneof("type")
            widget = getattr(element, kind) if kind else None
            identity = getattr(widget, "id", "")
            if isinstance(identity, str) and identity and (identity.endswith(f"-{key}") or getattr(widget, "label", None) == key):
                return kind, widget
        raise KeyError(f"There is no widget {key!r} on {self.page or 'the default page'}.")

    async def _receive(self) -> tuple[int, str, dict[tuple[int, ...], Any]]:
        received, fresh = 0, {}
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), self.timeout_s)
            received += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                status = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
                if status != "FINISHED_EARLY_FOR_RERUN":
                    return received, status, fresh
            else:
                self._take(kind, message, fresh)

    def _take(self, kind: str | None, message: ForwardMsg, fresh: dict[tuple[int, ...], Any]) -> None:
        path = tuple(message.metadata.delta_path)
        if kind == "ref_hash" and message.ref_hash in self._cache:
            fresh[path] = self._cache[message.ref_hash].delta.new_element
        elif kind == "delta":
            self._take_delta(message, path, fresh)
        elif kind == "new_session":
            self._page_hash = message.new_session.page_script_hash or self._page_hash
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash or self._page_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string

    def _take_delta(self, message: ForwardMsg, path: tuple[int, ...], fresh: dict[tuple[int, ...], Any]) -> None:
        if message.metadata.cacheable:
            self._cache[message.hash] = message
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        fresh[path] = element
        kind = element.WhichOneof("type")
        identity = getattr(getattr(element, kind), "id", "") if kind else ""
        if identity and message.delta.fragment_id:
            self._fragment_of[identity] = message.delta.fragment_id
