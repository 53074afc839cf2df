"""bilet check-content [folder ...] [--json] — what authors and CI run before a merge."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.route import ROUTES
from bilet.content.errors import ContentError
from bilet.content.kinds import ContentKind
from bilet.content.mistakes import parts_of
from bilet.core import interface
from bilet.courses.library import COURSES
from bilet.guidance.engine.library import MATCHING
from bilet.orgs.regions import REGIONS
from bilet.people.policy import CONSENTS, policy
from bilet.professions.library import PROFESSIONS
from bilet.trials.library import PROGRAMS

KINDS: dict[str, ContentKind[Any]] = {
    "instruments": INSTRUMENTS,
    "routes": ROUTES,
    "professions": PROFESSIONS,
    "matching": MATCHING,
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
        mistakes = list(mistakes_below(folders) if folders else all_mistakes())
        counts = counts_below(folders)
        if as_json:
            errors = [part._asdict() for said in mistakes for part in parts_of(said)]
            told = {"counts": counts, "errors": errors}
            self.stdout.write(json.dumps(told, indent=1, ensure_ascii=False))
        if mistakes:
            raise CommandError("\n".join(mistakes))
        if not as_json:
            said = ", ".join(f"{count} {name}" for name, count in counts.items())
            self.stdout.write(f"{said}: no mistakes.")


def all_mistakes() -> Iterator[str]:
    """Every mistake of every kind, of the policy, and texts of the interface without Russian."""
    for kind in KINDS.values():
        yield from kind.mistakes()
    try:
        policy()
    except ContentError as error:
        yield str(error)
    yield from interface.mistakes()


def mistakes_below(folders: list[Path]) -> Iterator[str]:
    """Mistakes in files below the folders, which need not be the site's own.

    A folder is one of `<content>/<kind>/…`, or a whole `<content>`.
    """
    for folder in (folder.resolve() for folder in folders):
        if not folder.exists():
            raise CommandError(f"{folder}: there is no such folder")
        root, names = _root_of(folder)
        for name in names:
            inside = (line for line in KINDS[name].mistakes(root) if _is_below(line, folder))
            yield from inside


def counts_below(folders: list[Path]) -> dict[str, int]:
    """Parts by kind: of the site's content, or of the content in which the folders lie."""
    roots = {_root_of(folder.resolve())[0] for folder in folders} or {settings.CONTENT_DIR}
    return {name: sum(len(k.files(root)) for root in roots) for name, k in KINDS.items()}


def _root_of(folder: Path) -> tuple[Path, list[str]]:
    """The content to which the folder belongs, and the kinds that may lie in it.

    Raises:
        CommandError: it is no part of any content.
    """
    for above in (folder, *folder.parents):
        if above.name in KINDS:
            return above.parent, [above.name]
    names = [name for name in KINDS if (folder / name).is_dir()]
    if not names:
        raise CommandError(f"{folder}: name a folder of content, as content/instruments/<code>")
    return folder, names


def _is_below(mistake: str, folder: Path) -> bool:
    """A folder named `a1` is not meant when `a10` is wrong.

    Some checks name a part by its code alone: then it is known by the file of that name.
    """
    named = mistake.partition(":")[0]
    if not named.startswith("/"):
        return any(folder.rglob(f"{named.rpartition('/')[2]}.yaml"))
    return Path(named) == folder or folder in Path(named).parents
