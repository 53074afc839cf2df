"""Bring an installation up to date and serve it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Migrate, collect static files, render films: each only when something is new."""
    django.setup()
    call_command("migrate", verbosity=0)
    _collect_static()
    _render_films()


def run(*, host: str, port: int, workers: int, jobs: bool) -> None:
    """Serve until a signal; the worker of jobs lives and dies with the server."""
    from granian.constants import Interfaces
    from granian.server import Server

    worker = _start_worker() if jobs else None
    try:
        Server(
            "bilet.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=8,
            log_access=False,
        ).serve()
    finally:
        if worker:
            worker.send_signal(signal.SIGTERM)
            worker.wait(timeout=20)


def run_answers(*, host: str, port: int) -> None:
    """Serve the lane of answers until a signal. One process: it is what makes a lane."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "bilet.config.rsgi:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,
        log_access=False,
    ).serve()


def _start_worker() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "django", "procrastinate", "worker"]
    return subprocess.Popen(command, env=os.environ)  # noqa: S603


def _collect_static() -> None:
    newest = max(
        (file.stat().st_mtime_ns for file in _static_sources()),
        default=0,
    )
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if not stamp.exists() or stamp.read_text() != str(newest):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(str(newest))


def _static_sources() -> list[Path]:
    return [file for file in settings.PACKAGE_DIR.glob("*/static/**/*") if file.is_file()]


def _render_films() -> None:
    """Films take most of a minute the first time: the site does not wait for them."""
    command = [sys.executable, "-m", "django", "render_films"]
    subprocess.Popen(command, env=os.environ)  # noqa: S603
