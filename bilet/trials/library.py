"""The trial programmes, and the mistakes that the shape of one file does not show."""

from collections.abc import Iterator
from pathlib import Path

from bilet.content.kinds import ContentKind
from bilet.content.reader import LANGUAGES, read_part, translation_file
from bilet.trials.checks import faults
from bilet.trials.desk import DeskTask
from bilet.trials.program import Program


def _mistakes(parts: dict[str, Program], root: Path) -> Iterator[str]:
    """Desk tasks are done once by their models, in every language: lengths of texts differ."""
    for code in parts:
        file = root / "trials" / code / "program.yaml"
        if not file.exists():
            yield f"{file.parent}: the programme {code} lies in another folder; name it {code}"
            continue
        said: set[str] = set()
        for language in LANGUAGES:
            task = read_part(Program, file, language=language).online
            if not isinstance(task, DeskTask):
                continue
            where = file if language == "ru" else translation_file(file, language)
            found = [line for line in faults.faults(task) if line not in said]
            said |= set(found)
            yield from (f"{where}: online.{line}" for line in found)


PROGRAMS = ContentKind(
    folder="trials",
    pattern="*/program.yaml",
    model=Program,
    key=lambda program: program.code,
    also=_mistakes,
)
