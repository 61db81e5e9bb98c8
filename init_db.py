"""Makes every database ready: sync, import or demo; also the command line for it."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from config import DatabaseConfig
from domain.errors import AppError, DataUnavailable, InvalidInput
from repositories.replicas import jobs, making
from repositories.replicas.inspection import Inspection, inspect
from repositories.replicas.making import Listener, Result
from settings_service import get_settings

_SOURCES = {"remote": "the remote", "files": "the file", "demo": "the demo,"}


def make_ready(listener: Listener = making.ignore) -> list[str]:
    """Makes every served alias ready and returns the sentences of what could not be made.

    What is there is kept; what is not comes from its remote, or is the demo where there are no credentials. `listener` is told
    alias, fraction (0 to 1) and step, from several threads.

    Raises:
        SettingsError: settings.toml holds a mistake.
    """
    failed = [result for result in making.make({}, listener) if result.failure]
    return [_first_failure(result) for result in failed]


def _first_failure(result: Result) -> str:
    """What a reader is told; a remote's failure does not name the database by itself."""
    fetched = result.job is not None and result.job.kind == "remote"
    return f"{DatabaseConfig(result.alias).path.name} could not be fetched: {result.failure}" if fetched else str(result.failure)


def is_ready() -> bool:
    """Whether every served alias has a replica that needs no work; cheap enough to ask at each start."""
    try:
        return all(making.state_of(alias) is making.State.CURRENT for alias in get_settings().served_aliases)
    except DataUnavailable:
        return False


def import_files(directory: Path, listener: Listener = making.ignore) -> list[Result]:
    """Imports the SQLite files in `directory` that are named as in [db_paths]; aliases without a file keep what they have, else
    get the demo.

    Raises:
        InvalidInput: the directory is not there, cannot be read, or holds none of the files.
    """
    if not _is_there(directory) or not directory.is_dir():
        raise InvalidInput(f"The directory {directory} is not there.")
    files = {alias: directory / DatabaseConfig(alias).path.name for alias in get_settings().served_aliases}
    found = {alias: jobs.from_file(alias, path) for alias, path in files.items() if _is_there(path)}
    if not found:
        names = ", ".join(path.name for path in files.values())
        raise InvalidInput(f"The directory {directory} holds none of the database files; looked for: {names}.")
    return making.make(found, listener, jobs.demo)


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    return True


def make_demo(scale: float = 1, seed: int = 1, day: date | None = None, listener: Listener = making.ignore) -> list[Result]:
    """Builds the demo of every served alias; `day` is the day its data is from, today (UTC) when None."""
    when = day or datetime.now(UTC).date()
    return making.make({alias: jobs.demo(alias, scale, seed, when) for alias in get_settings().served_aliases}, listener)


def sync(aliases: Sequence[str] = (), listener: Listener = making.ignore) -> list[Result]:
    """Brings the replicas of `aliases` to what their remotes have; without any, those of all served aliases with credentials.

    The results are those of the aliases, and of others that a new SDE made it necessary to derive anew.

    Raises:
        InvalidInput: an alias is not served, or nothing has credentials.
    """
    served = get_settings().served_aliases
    unknown = [alias for alias in aliases if alias not in served]
    if unknown:
        raise InvalidInput(f"There is no database '{unknown[0]}' to sync; there are: {', '.join(served)}.")
    chosen = aliases or [alias for alias in served if DatabaseConfig(alias).remote_url]
    if not chosen:
        raise InvalidInput("Nothing to sync: secrets.toml has no address of a remote.")
    results = making.make({alias: jobs.remote(alias) for alias in chosen}, listener, when_missing=lambda alias: None)
    return [result for result in results if result.job]


def check(show: Callable[[str], None] = print) -> bool:
    """Shows what is served for every alias of [db_paths]; whether all of it is as it should be."""
    settings = get_settings()
    good = True
    for alias in (*settings.served_aliases, *(alias for alias in settings.db_paths if alias not in settings.served_aliases)):
        file = DatabaseConfig(alias).path.name
        if alias not in settings.served_aliases:
            show(f"{alias} ({file}): belongs to no market, so it is not made.")
            continue
        try:
            inspection = inspect(alias)
        except DataUnavailable as error:
            show(f"{alias} ({file})\n  WRONG    {error}")
            good = False
            continue
        show(f"{alias} ({file})\n{_inspection_text(inspection)}")
        good = good and not inspection.problems
    show("All databases are as they should be." if good else "Something is wrong: see the lines marked WRONG.")
    return good


def _inspection_text(inspection: Inspection) -> str:
    facts = inspection.facts
    lines = [f"  source   {_source(facts['source'], facts['source_detail'])}; built {facts['built_at'][:16].replace('T', ' ')} UTC"]
    if "data_at" in facts:
        moment = datetime.fromisoformat(facts["data_at"]).replace(tzinfo=UTC)
        lines.append(f"  data of  {facts['data_at'][:16]} UTC, {_age(moment)} old")
    if "history_until" in facts:
        lines.append(f"  history  until {facts['history_until']}")
    lines.append("  rows     " + ", ".join(f"{name} {count:,}" for name, count in inspection.rows.items()))
    return "\n".join([*lines, *(f"  WRONG    {problem}" for problem in inspection.problems)])


def _source(kind: str, detail: str) -> str:
    return f"{_SOURCES.get(kind, kind)} {detail}"


def _age(moment: datetime) -> str:
    minutes = max(0, int((datetime.now(UTC) - moment).total_seconds() // 60))
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"


def _result_text(result: Result) -> str:
    file = DatabaseConfig(result.alias).path.name
    if result.failure:
        return f"{result.alias}: {result.failure}"
    if result.job is None:
        return f"{result.alias} ({file}): kept as it is."
    if result.built is None:
        return f"{result.alias} ({file}): up to date with its remote."
    done = {
        "again": "derived anew from its own tables",
        "demo": "demo data",
        "files": "imported",
        "remote": "synced with its remote",
    }[result.job.kind]
    text = f"{result.alias} ({file}): {done}, {result.built.rows:,} rows."
    return "\n".join([text, *(f"  note: {problem}" for problem in result.built.problems)])


def _report(results: Sequence[Result]) -> int:
    for result in results:
        print(_result_text(result), file=sys.stderr if result.failure else sys.stdout)
    return 1 if any(result.failure for result in results) else 0


def _show_steps(alias: str, fraction: float, step: str) -> None:
    print(f"\r\033[K{alias}: {step} ({fraction:.0%})", end="\r\033[K" if fraction >= 1 else "", file=sys.stderr, flush=True)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="init_db.py", description="Makes every database ready; without options what is there is kept.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--from", dest="directory", type=Path, metavar="DIR", help="import the SQLite files in DIR, named as in [db_paths]")
    what.add_argument("--sync", nargs="*", metavar="ALIAS", help="fetch what is new from the remotes: of the aliases, or of all")
    what.add_argument("--demo", action="store_true", help="build the demo for every database")
    what.add_argument("--check", action="store_true", help="show source, tables, rows, age and problems of every database")
    demo = parser.add_argument_group("with --demo")
    demo.add_argument("--scale", type=float, default=1.0, help="size of the markets; 1 is the default")
    demo.add_argument("--seed", type=int, default=1, help="the same seed and date give the same data")
    demo.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day the data is from; today by default")
    arguments = parser.parse_args(argv)
    if not arguments.demo and (arguments.scale, arguments.seed, arguments.date) != (1.0, 1, None):
        parser.error("--scale, --seed and --date go with --demo")
    return arguments


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; 0 when everything is as it should be, 1 with a sentence on standard error otherwise."""
    arguments = _arguments(argv)
    listener: Listener = _show_steps if sys.stderr.isatty() else making.ignore
    try:
        if arguments.check:
            return 0 if check() else 1
        if arguments.directory:
            return _report(import_files(arguments.directory, listener))
        if arguments.sync is not None:
            return _report(sync(arguments.sync, listener))
        if arguments.demo:
            return _report(make_demo(arguments.scale, arguments.seed, arguments.date, listener))
        return _report(making.make({}, listener))
    except AppError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
