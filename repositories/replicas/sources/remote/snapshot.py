"""A read transaction on the remote: one state of it from the first page to the last, also when connections are lost."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from domain.errors import SyncFailed
from repositories.replicas.sources.remote.state import LOG, LogEntry, log_of
from repositories.replicas.sources.remote.wire import Answer, Interrupted, Refusal, Statement, Wire

_BEGIN = Statement("BEGIN")

Result = TypeVar("Result")


class RemoteMoved(Exception):  # noqa: N818 - a signal, not a failure
    """The stream was lost, and the remote was written to before it could be taken up again: what was read is of the past."""


class Snapshot:
    """Answers of one state of the remote.

    The server forgets a stream after about 10 s without a request, and a connection may drop at any time. A new
    transaction then takes the place of the lost one, if nothing was written in between; the reader goes on where it was.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._baton: str | None = None
        self._answered = False
        self._evidence: Statement | None = None
        self._evidence_seen: Answer | Refusal | None = None
        self.log: dict[str, LogEntry] | None = None
        self.write_index: int | None = None

    def ask(self, *statements: Statement) -> list[Answer | Refusal]:
        """The results of the statements, in one exchange.

        Raises:
            SyncFailed: the server cannot be read; several attempts were made where they could help.
            RemoteMoved: see there.
        """
        return patiently(self._wire, lambda: self._ask(statements), self._answered)

    def watch(self, statement: Statement) -> Answer:
        """Asks, and takes a different answer of a later transaction for a sign that the remote moved; for servers that count no writes."""
        result = self.ask(statement)[0]
        if isinstance(result, Refusal):
            raise SyncFailed(f"{self._wire.address.host} cannot be read: {result.message}.")
        self._evidence, self._evidence_seen = statement, result
        return result

    def close(self) -> None:
        """Ends the transaction where it is still open."""
        baton, self._baton = self._baton, None
        if baton:
            try:
                self._wire.exchange([], baton, close=True)
            except (Interrupted, SyncFailed):
                return  # the server ends it by itself

    def _ask(self, statements: Sequence[Statement]) -> list[Answer | Refusal]:
        if self._baton is None:
            return self._begin(statements)
        baton, self._baton = self._baton, None
        results, self._baton = self._wire.exchange(statements, baton)
        return results

    def _begin(self, statements: Sequence[Statement]) -> list[Answer | Refusal]:
        evidence = [self._evidence] if self._evidence else []
        results, baton = self._wire.exchange([_BEGIN, LOG, *evidence, *statements])
        begun = results[0]
        if isinstance(begun, Refusal):
            raise SyncFailed(f"{self._wire.address.host} allows no reading: {begun.message}.")
        log = log_of(results[1])
        if self.log is None:
            # The index is taken before the first read: what it counts is in this transaction.
            self.log, self.write_index = log, begun.write_index
        elif not self._is_the_same(log, results):
            raise RemoteMoved
        self._baton, self._answered = baton, True
        return results[2 + len(evidence) :]

    def _is_the_same(self, log: dict[str, LogEntry], results: Sequence[Answer | Refusal]) -> bool:
        if log != self.log:
            return False
        if self._evidence:
            seen, now = self._evidence_seen, results[2]
            return isinstance(seen, Answer) and isinstance(now, Answer) and seen.rows == now.rows
        if self.write_index is None:
            return True  # nothing has been read yet but what tables there are
        indexes = {result.write_index for result in results if isinstance(result, Answer)}
        return indexes == {self.write_index}


def patiently(wire: Wire, attempt: Callable[[], Result], answered: bool) -> Result:
    """Repeats an exchange that was interrupted; a server that never answered so far gets two attempts, and but one if it is silent."""
    patience = wire.patience
    allowed = patience.attempts if answered else 2
    for number in range(1, allowed + 1):
        try:
            return attempt()
        except Interrupted as interrupted:
            if number == allowed or (not answered and interrupted.silent):
                sentence = str(interrupted)
                break
        time.sleep(patience.pause_s * number)
    raise SyncFailed(sentence)
