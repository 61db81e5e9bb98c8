"""Errors that a reader may see: each carries one sentence in plain words."""


class AppError(Exception):
    """A failure that is explained to the reader; `str()` is the sentence that is shown."""


class SettingsError(AppError):
    """settings.toml or secrets.toml holds a mistake; the sentence names section and key."""


class DataUnavailable(AppError):  # noqa: N818 - the project's vocabulary
    """Data that should be there cannot be read."""


class SyncFailed(AppError):  # noqa: N818 - the project's vocabulary
    """A replica could not be built; the one in service is untouched."""


class NotFound(AppError):  # noqa: N818 - the project's vocabulary
    """What was asked for by id or name does not exist."""


class InvalidInput(AppError):  # noqa: N818 - the project's vocabulary
    """What the reader gave cannot be used as it is."""


class ReplicaReplaced(Exception):  # noqa: N818 - a signal, not a failure
    """A newer replica was published while a page was being drawn: draw the page again."""

    def __init__(self, alias: str) -> None:
        super().__init__(f"the replica {alias} was replaced by a newer one")
        self.alias = alias
