"""python -m django render_films: make the films of the courses that are new or have changed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from bilet.courses.films import render_all


class Command(BaseCommand):
    help = "Render the films of all courses. Films that are up to date are left as they are."

    def handle(self, *_args: Any, **_options: Any) -> str:
        return f"{len(render_all(Path(settings.MEDIA_ROOT) / 'films'))} film(s) are ready."
