"""`bilet`: the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """«Билет»: early career guidance. `bilet COMMAND --help` tells more about a command.

    Settings come from the environment: DATABASE_URL (otherwise an embedded PostgreSQL),
    BILET_VAR (folder of database, media and keys; `var` by default), PORT, SITE_URL.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="Port (or PORT).")
@click.option("--workers", default=2, show_default=True, help="Processes that answer.")
@click.option("--jobs/--no-jobs", default=True, help="Also work through the background jobs.")
def serve(host: str, port: int, workers: int, jobs: bool) -> None:
    """Bring database, static files and films up to date, then serve the site."""
    from bilet.config import server

    os.environ.setdefault("PORT", str(port))
    server.prepare()
    server.run(host=host, port=port, workers=workers, jobs=jobs)


@main.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="Port (or PORT).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--serve/--no-serve", default=True, help="Serve after filling, or end.")
def demo(port: int, host: str, serve: bool) -> None:
    """Fill the demo region (synthetic data, the same every time) and serve it."""
    from bilet.config import server

    os.environ["BILET_DEMO"] = "1"
    os.environ.setdefault("PORT", str(port))
    server.prepare()
    _django("demo_region")
    if serve:
        click.echo(
            f"Open http://localhost:{port}/ — people to enter as: http://localhost:{port}/demo/"
        )
        server.run(host=host, port=port, workers=2, jobs=True)


@main.command()
def worker() -> None:
    """Work through the background jobs: letters, reminders, holds that ran out."""
    _django("procrastinate", "worker")


@main.command()
@click.option("--port", default=8001, show_default=True, help="Port to listen at.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
def answers(port: int, host: str) -> None:
    """Save answers to tests, and nothing else: a small fast process beside the site.

    The proxy sends /sittings/…/answers/ here (deploy/nginx.conf). Without it the site does the
    same, slower.
    """
    from bilet.config import server

    server.run_answers(host=host, port=port)


@main.command("check-content")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Counts by kind and mistakes, as JSON.")
def check_content(folders: Sequence[Path], as_json: bool) -> None:
    """Check tests, professions, trials, courses: every mistake with file, place and remedy.

    FOLDERS narrow it to a part, as content/instruments/r05_routes, or name content of one's own.
    Without them texts of the interface that have no Russian are told as well.
    """
    _django("check_content", *map(str, folders), *(["--json"] if as_json else []))


@main.command()
@click.argument("instrument")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of content in which INSTRUMENT lies; otherwise the site's own.",
)
@click.option("--port", default=0, help="Port; any free one unless it is given.")
@click.option("--open/--no-open", "opens", default=True, help="Open it in the browser.")
def preview(instrument: str, content: Path | None, port: int, opens: bool) -> None:
    """Show the test INSTRUMENT to its author: items, keys, both languages; reload to see changes.

    It runs with a database of its own and never touches the data of an installation.
    """
    from bilet.config import preview as preview_

    preview_.serve(instrument, content, port=port, opens=opens)


@main.command()
@click.argument("region")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "md", "docx"]),
    default="md",
    show_default=True,
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File; otherwise the screen.")
def summary(region: str, format_: str, output: Path | None) -> None:
    """The summary of a REGION, as RU-MOS: every number of it traceable to its rows."""
    extra = ["--output", str(output)] if output else []
    _django("summary", region, "--format", format_, *extra)


@main.command("create-region")
@click.argument("region")
@click.option("--operator", required=True, help="E-mail of the region's first operator.")
def create_region(region: str, operator: str) -> None:
    """Create a REGION (as RU-MOS) from content/regions, and invite its operator by letter."""
    _django("create_region", region, "--operator", operator)


@main.command()
@click.option("--profiles", default=1000, show_default=True, help="Of each population.")
@click.option("--seed", default=2026, show_default=True, help="The same seed, the same numbers.")
@click.option("--json", "as_json", is_flag=True, help="Every number, as JSON.")
def guard(profiles: int, seed: int, as_json: bool) -> None:
    """Try whether the advice is blind to who asks: made-up profiles, exposure of fields by sex.

    Equal profiles must get equal lists; with nearly equal ones every field must be shown about
    as often to both sexes (0.8 to 1.25). Ends with 1 when it is not so.
    """
    extra = ["--json"] if as_json else []
    _django("guard", "--profiles", str(profiles), "--seed", str(seed), *extra)


@main.command("import-labour")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--template", type=click.Path(path_type=Path), help="Write an empty table there.")
@click.option("--skip-wrong", is_flag=True, help="Import the right rows, leave out the wrong ones.")
def import_labour(file: Path | None, template: Path | None, skip_wrong: bool) -> None:
    """Import salaries and vacancies from FILE (XLSX, XLS, ODS, CSV), each with source and date."""
    extra = ["--template", str(template)] if template else []
    extra += ["--skip-wrong"] if skip_wrong else []
    _django("import_labour", *([str(file)] if file else []), *extra)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: Sequence[str]) -> None:
    """Any management command of Django, for those who know them."""
    _django(*arguments)


def _django(*arguments: str) -> None:
    """Run a management command; a refusal is one sentence, not a trace."""
    from django.core.management import execute_from_command_line

    execute_from_command_line([Path(sys.argv[0]).name, *arguments])
