"""A kind of content: its shape, where its files lie, and how they are looked up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings
from django.utils.translation import get_language

from bilet.content.errors import ContentError
from bilet.content.reader import LANGUAGES, Part, content_files, mistakes_in, read_part

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class ContentKind(Generic[P]):
    """`content/<folder>/<pattern>`, read as `model`, known by `key` of the part.

    `also` looks for mistakes that need more than one file; it gets all parts of the kind.
    """

    folder: str
    pattern: str
    model: type[P]
    key: Callable[[P], str]
    also: Callable[[dict[str, P], Path], Iterator[str]] | None = field(default=None)

    def files(self, root: Path | None = None) -> list[Path]:
        return list(content_files((root or settings.CONTENT_DIR) / self.folder, self.pattern))

    def all(self, language: str | None = None) -> dict[str, P]:
        """Every part by its key, in the order of the files; read once per process."""
        return _read_all(self, language or spoken())

    def get(self, key: str, language: str | None = None) -> P | None:
        return self.all(language).get(key)

    def mistakes(self, root: Path | None = None) -> list[str]:
        """Every mistake of this kind, each with file, place and remedy."""
        files = self.files(root)
        mistakes = [mistake for file in files for mistake in mistakes_in(self.model, file)]
        if mistakes or self.also is None:
            return mistakes
        parts = {self.key(part): part for part in (read_part(self.model, f) for f in files)}
        return list(self.also(parts, root or settings.CONTENT_DIR))


def spoken() -> str:
    """The language of the page being made, when content has it; Russian otherwise."""
    language = (get_language() or "ru").split("-")[0]
    return language if language in LANGUAGES else "ru"


def forget() -> None:
    """Read all content anew at the next call: for an author who changes it."""
    _read_all.cache_clear()


@cache
def _read_all(kind: ContentKind[P], language: str) -> dict[str, P]:
    parts: dict[str, P] = {}
    for file in kind.files():
        part = read_part(kind.model, file, language=language)
        if kind.key(part) in parts:
            raise ContentError(f"{file}: the code {kind.key(part)} is used twice")
        parts[kind.key(part)] = part
    return parts
