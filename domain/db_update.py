"""When the databases are to be asked for something new, and how patiently."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class DbUpdate:
    """`[db_update]`: the schedule of all servers, and the patience with a remote.

    A sync is due `minutes_after_hour` past the hour, and from there every `frequency_minutes`; with a frequency of 0 nobody
    but the readers start one. `answer_timeout_s`: how long a remote may be silent; `time_limit_s`: how long a whole sync may take.
    """

    minutes_after_hour: int = 20
    frequency_minutes: int = 60
    answer_timeout_s: float = 20.0
    time_limit_s: float = 900.0

    def newest_slot(self, now: datetime) -> datetime | None:
        """The last time before or at `now` (naive UTC) for which a sync is planned; None without a schedule."""
        if not self.frequency_minutes:
            return None
        since = now - _EPOCH - timedelta(minutes=self.minutes_after_hour)
        period = timedelta(minutes=self.frequency_minutes)
        return now - since % period

    def is_due(self, now: datetime, checked_at: datetime | None) -> bool:
        """Whether a planned time has come since the last check; a check that lies ahead of the clock counts for nothing."""
        slot = self.newest_slot(now)
        if slot is None:
            return False
        return checked_at is None or checked_at < slot or checked_at > now
