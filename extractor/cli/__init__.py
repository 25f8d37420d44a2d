"""The command line: ``extractor COMMAND …``; each module of this package adds a group of commands."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import sys
from typing import Annotated

import typer

from extractor.errors import ExtractorError

# In the order in which --help shows their commands. A module has register(app).
MODULES = ("run", "extract", "view", "patterns", "tables", "evaluate")
USAGE, INTERRUPTED = 2, 130

app = typer.Typer(
    help="Reads Chinese policy and economic articles and writes what they say as table rows.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all well, 1 some articles failed, 2 wrong use, 130 interrupted. Begin with: extractor run FOLDER -o out",
)


def _version(wanted: bool) -> None:
    if wanted:
        from extractor.running.identity import compiled, version

        typer.echo(f"{version()} ({'compiled' if compiled() else 'plain Python'})")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


for _name in MODULES:
    if importlib.util.find_spec(f"{__name__}.{_name}"):
        importlib.import_module(f"{__name__}.{_name}").register(app)


def say(error: ExtractorError) -> None:
    """One line on the error stream: what is wrong and what to do."""
    typer.echo(f"extractor: {error}", err=True)


def _speak_utf8() -> None:
    # A pipe on a system with another code page must still carry Chinese; a terminal keeps its own and never crashes.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=None if stream.isatty() else "utf-8")


def _advice(error: OSError) -> str:
    import errno

    known = {
        errno.ENOSPC: "Free some space and run the same command again.",
        errno.EACCES: "Check the permissions of that file or folder.",
        errno.EROFS: "Choose another place to write to.",
        errno.EISDIR: "Give a file, not a folder.",
    }
    return known.get(error.errno or 0, "Check the path.")


def main() -> None:
    """Run the command line; what a user can get wrong ends in one line and exit code 2."""
    _speak_utf8()
    try:
        app()
    except ExtractorError as error:
        say(error)
    except BrokenPipeError:  # the reader of our output has seen enough
        with contextlib.suppress(OSError):
            sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        typer.echo("extractor: interrupted.", err=True)
        raise SystemExit(INTERRUPTED) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        say(ExtractorError(f"{where}{error.strerror or error}.", _advice(error), code="E301"))
    else:
        return
    raise SystemExit(USAGE)
