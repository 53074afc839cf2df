"""The catalogue of professions."""

from collections.abc import Iterator
from pathlib import Path

from bilet.content.kinds import ContentKind
from bilet.professions.profession import Profession


def _also(parts: dict[str, Profession], root: Path) -> Iterator[str]:
    for code, profession in parts.items():
        for neighbour in profession.neighbours:
            if neighbour.code not in parts or neighbour.code == code:
                yield f"professions/{code}: neighbours: {neighbour.code} has no card; name another"


PROFESSIONS = ContentKind(
    folder="professions",
    pattern="*/*.yaml",
    model=Profession,
    key=lambda profession: profession.code,
    also=_also,
)
