"""Read YAML content: one folder or file = one checked, frozen object per language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bilet.content.errors import ContentError
from bilet.content.text import overlay, untranslated

MAX_BYTES = 1_000_000
LANGUAGES = ("ru", "en")


class Part(BaseModel):
    """A piece of content: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


P = TypeVar("P", bound=Part)


class _PlainLoader(yaml.SafeLoader):
    """YAML without anchors: an alias bomb cannot be written."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.YAMLError(f"line {event.start_mark.line + 1}: anchors are not used here")
        return super().compose_node(parent, index)


def load_yaml(file: Path) -> Any:
    """The plain data of one file.

    Raises:
        ContentError: the file is missing, too large, not UTF-8, or not YAML.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ContentError(f"{file}: larger than {MAX_BYTES} bytes; split it")
        return yaml.load(file.read_text(encoding="utf-8"), _PlainLoader)  # noqa: S506
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise ContentError(f"{file}: {error}") from error


def read_part(model: type[P], file: Path, *, language: str = "ru") -> P:
    """Read one content file, in one language.

    The translation of `<folder>/<any>.yaml` is `<folder>/en.yaml` when the file is the folder's
    main one (named `instrument`, `program`, `course` …), and `<name>.en.yaml` otherwise.

    Raises:
        ContentError: a file is missing or breaks the shape; every mistake with its place.
    """
    data = load_yaml(file)
    if language != "ru":
        data = _translated(file, data, language)
    return _validated(model, data, file)


def translation_file(file: Path, language: str) -> Path:
    """Where the translation of `file` lies."""
    if file.stem == file.parent.name or file.stem in MAIN_FILES:
        return file.with_name(f"{language}.yaml")
    return file.with_name(f"{file.stem}.{language}.yaml")


MAIN_FILES = frozenset({"instrument", "program", "course"})


def mistakes_in(model: type[P], file: Path) -> list[str]:
    """Every mistake of a content file and of its translations, each with file and place."""
    try:
        russian = read_part(model, file)
    except ContentError as error:
        return [str(error)]
    mistakes: list[str] = []
    for language in LANGUAGES[1:]:
        other = translation_file(file, language)
        try:
            read_part(model, file, language=language)
            mistakes += [
                f"{other}: {place}: the text has no translation; add it"
                for place in untranslated(russian, load_yaml(other))
            ]
        except ContentError as error:
            mistakes.append(str(error))
    return mistakes


def content_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Main files below `folder`, without translations, in a stable order."""
    return (
        file
        for file in sorted(folder.glob(pattern))
        if not any(file.name.endswith(f".{lang}.yaml") or file.stem == lang for lang in LANGUAGES)
    )


def _translated(file: Path, data: Any, language: str) -> Any:
    other = translation_file(file, language)
    try:
        return overlay(data, load_yaml(other))
    except ValueError as error:
        raise ContentError(f"{other}: {error}") from error


def _validated(model: type[P], data: Any, file: Path) -> P:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        lines = [
            f"  {line}"
            for each in error.errors()
            for line in _told(each["loc"], each["msg"], each["type"])
        ]
        raise ContentError("\n".join([f"{file}:", *lines])) from error


# What to do about the commonest mistakes of shape.
_REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "there is no such key: check how it is spelled",
    "string_too_short": "write something",
    "too_short": "add some",
    "string_pattern_mismatch": "use small Latin letters, digits and _",
}


def _told(place: tuple[int | str, ...], message: str, kind: str) -> list[str]:
    """Place, what is wrong, what to do. A check of the whole part names places by itself."""
    said = message.removeprefix("Value error, ")
    if not place and kind == "value_error":
        return said.splitlines()
    remedy = _REMEDIES.get(kind)
    return [f"{'.'.join(map(str, place)) or 'file'}: {said}{f'; {remedy}' if remedy else ''}"]
