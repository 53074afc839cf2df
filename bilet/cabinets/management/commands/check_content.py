"""bilet check-content [folder ...] [--json] — what authors and CI run before a merge."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.route import ROUTES
from bilet.content.errors import ContentError
from bilet.content.kinds import ContentKind
from bilet.courses.library import COURSES
from bilet.orgs.regions import REGIONS
from bilet.people.policy import CONSENTS, policy
from bilet.professions.library import PROFESSIONS
from bilet.trials.library import PROGRAMS

KINDS: dict[str, ContentKind[Any]] = {
    "instruments": INSTRUMENTS,
    "routes": ROUTES,
    "professions": PROFESSIONS,
    "trials": PROGRAMS,
    "courses": COURSES,
    "consents": CONSENTS,
    "regions": REGIONS,
}


class Command(BaseCommand):
    help = "Check the content. Prints every mistake with its file and place; exits 1 if any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", nargs="*", type=Path, help="default: all content")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, folders: list[Path], as_json: bool, **_options: Any) -> None:
        counts = {name: len(kind.files()) for name, kind in KINDS.items()}
        wanted = [str(folder.resolve()) for folder in folders]
        mistakes = [
            mistake
            for mistake in all_mistakes()
            if not wanted or any(folder in mistake for folder in wanted)
        ]
        if as_json:
            self.stdout.write(json.dumps({"counts": counts, "mistakes": mistakes}, indent=1))
        if mistakes:
            raise CommandError("\n".join(mistakes))
        if not as_json:
            said = ", ".join(f"{count} {name}" for name, count in counts.items())
            self.stdout.write(f"{said}: no mistakes.")


def all_mistakes() -> list[str]:
    """Every mistake of every kind, and of the policy."""
    mistakes = [mistake for kind in KINDS.values() for mistake in kind.mistakes()]
    try:
        policy()
    except ContentError as error:
        mistakes.append(str(error))
    return mistakes
