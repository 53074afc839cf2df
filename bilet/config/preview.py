"""Serve one test for its author: reload the page and see what was changed."""

import os
import re
import shutil
import socket
import threading
import time
import webbrowser
from pathlib import Path

import click

HOST = "127.0.0.1"
# Routes name other tests, and here there is one.
LEFT_OUT = {"instruments", "routes"}


def serve(code: str, content: Path | None, *, port: int, opens: bool) -> None:
    """Prepare a database of its own, lay out the content, serve until a signal.

    Raises:
        click.ClickException: there is no such test.
    """
    if not re.fullmatch(r"[a-z0-9_]+", code):
        raise click.ClickException(f"{code} is no code of a test: name its folder, as r05_routes.")
    import django
    from granian.constants import Interfaces
    from granian.server import Server

    port = port or free_port()
    _set_up(code, content, port)
    django.setup()
    _prepare(code)
    address = f"http://localhost:{port}/preview/{code}/"
    click.echo(f"{address}\nChange the files and reload the page. Ctrl+C stops.")
    if opens:
        threading.Thread(target=_open, args=[address, port], daemon=True).start()
    Server(
        # Nothing is read beforehand: a broken file must not stop the start.
        "django.core.wsgi:get_wsgi_application",
        factory=True,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_access=False,
    ).serve()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def lay_out(code: str, *, source: Path, site: Path, target: Path) -> None:
    """Make `target` a folder of content with the one test, as links to what the author writes.

    Other kinds of content are the author's where `source` has them, and the site's otherwise.

    Raises:
        click.ClickException: `source` has no such test.
    """
    folder = source / "instruments" / code
    if not folder.is_dir():
        found = sorted(path.name for path in (source / "instruments").glob("*") if path.is_dir())
        known = ", ".join(found) or "none"
        raise click.ClickException(f"There is no folder {folder}. Tests there: {known}.")
    shutil.rmtree(target, ignore_errors=True)
    (target / "instruments").mkdir(parents=True)
    (target / "instruments" / code).symlink_to(folder)
    for kind in site.iterdir():
        if kind.is_dir() and kind.name not in LEFT_OUT:
            own = source / kind.name
            (target / kind.name).symlink_to(own if own.is_dir() else kind)


def _set_up(code: str, content: Path | None, port: int) -> None:
    """The environment from which the settings are read, here and in the process of the server."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bilet.config.settings_preview"
    os.environ["BILET_PREVIEW"] = code
    if content is not None:
        os.environ["BILET_PREVIEW_CONTENT"] = str(content.resolve())
    os.environ["BILET_VAR"] = str(Path(os.environ.get("BILET_VAR", "var")).resolve() / "preview")
    os.environ["PORT"] = str(port)
    os.environ["SITE_URL"] = f"http://localhost:{port}"


def _prepare(code: str) -> None:
    from django.core.management import call_command

    from bilet.config import settings_preview as chosen

    lay_out(
        code,
        source=chosen.PREVIEW_SOURCE,
        site=chosen.SITE_CONTENT,
        target=chosen.CONTENT_DIR,
    )
    call_command("migrate", verbosity=0)


def _open(address: str, port: int) -> None:
    """In the browser, as soon as the server listens."""
    for _ in range(300):
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((HOST, port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.1)
