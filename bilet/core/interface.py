"""Texts of the interface and their Russian: what stands in code and pages and has none.

English stands in the code, Russian in the app's `locale/ru/LC_MESSAGES/django.po`. This reads both
without the tools of gettext, so it works on an author's laptop; `tools/messages.py` collects.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation.template import templatize

CATALOGUE = "locale/ru/LC_MESSAGES/django.po"
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
# Functions by the number of their arguments that name one text; with a context it comes first.
_TAKES = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "_lazy": 1,
    "ngettext": 1, "ngettext_lazy": 1, "pgettext": 2, "pgettext_lazy": 2, "npgettext": 2,
    "npgettext_lazy": 2,
}  # fmt: skip

Key = tuple[str, str]  # context (may be empty) and English text


class Entry(NamedTuple):
    line: int
    key: Key
    is_translated: bool


def mistakes(package: Path | None = None) -> list[str]:
    """Texts without Russian, each with file, place and remedy."""
    folders = sorted(folder.parents[2] for folder in (package or settings.PACKAGE_DIR).glob(
        f"*/{CATALOGUE}".rsplit("/", 1)[0]))  # fmt: skip
    return [mistake for app in folders for mistake in _mistakes_of(app)]


def _mistakes_of(app: Path) -> Iterator[str]:
    file = app / CATALOGUE
    entries = list(entries_of(file.read_text(encoding="utf-8")))
    for entry in entries:
        if not entry.is_translated:
            yield f"{file}: line {entry.line}: «{entry.key[1]}» has no Russian; write it"
    known = {entry.key for entry in entries}
    for source, line, key in _texts_of(app):
        if key not in known:
            yield f"{source}: line {line}: «{key[1]}» has no Russian; add it to {CATALOGUE}"


def entries_of(text: str) -> Iterator[Entry]:
    """The entries of a .po file, without its head and without what is no longer used."""
    line = 1
    for block in re.split(r"\n[ \t]*\n", text):
        fields, is_guess = _fields(block)
        said = [value for name, value in fields.items() if name.startswith("msgstr")]
        if fields.get("msgid"):
            key = (fields.get("msgctxt", ""), fields["msgid"])
            yield Entry(line, key, bool(said) and all(said) and not is_guess)
        line += block.count("\n") + 2


def _fields(block: str) -> tuple[dict[str, str], bool]:
    fields: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith('"'):
            name = line.split(" ", 1)[0]
            fields[name] = ""
        fields[name] += "".join(_unescaped(part) for part in _STRING.findall(line))
    return fields, "fuzzy" in "".join(x for x in block.splitlines() if x.startswith("#,"))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)


def _texts_of(app: Path) -> Iterator[tuple[Path, int, Key]]:
    for file in sorted(app.rglob("*.py")):
        if not {"tests", "migrations"} & set(file.relative_to(app).parts):
            yield from _in_python(file, file.read_text(encoding="utf-8"))
    for file in sorted((app / "templates").rglob("*.html")):
        yield from _in_template(file)


def _in_python(file: Path, source: str) -> Iterator[tuple[Path, int, Key]]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        taken = _TAKES.get(name, 0)
        words = [a.value for a in node.args[:taken] if isinstance(a, ast.Constant)]
        texts = [word for word in words if isinstance(word, str)]
        if taken and len(texts) == taken:
            yield file, node.lineno, ("" if taken == 1 else texts[0], texts[-1])


# What `templatize` makes of a page: calls of gettext amid letters that stand for the rest.
_CALL = re.compile(
    r"\b(gettext|ngettext|pgettext|npgettext|_)\(\s*u?"
    r"((?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))"
    r"(?:\s*,\s*u?((?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")))?"
)


def _in_template(file: Path) -> Iterator[tuple[Path, int, Key]]:
    source = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    for call in _CALL.finditer(source):
        first, second = (ast.literal_eval(x) if x else "" for x in (call[2], call[3]))
        key = (first, second) if _TAKES[call[1]] == 2 else ("", first)
        # In a page the sign of percent is doubled only within blocks.
        yield file, source.count("\n", 0, call.start()) + 1, key
