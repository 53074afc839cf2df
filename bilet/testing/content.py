"""Copies of content to spoil, and what is said about them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from bilet.assessments.library import INSTRUMENTS


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice: anchors are refused."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def spoilt(
    content: Path,
    code: str,
    change: Callable[[Any], object] | None = None,
    file: str = "instrument.yaml",
) -> list[str]:
    """What is said about a copy of one test after a change of its data."""
    folder = content / "instruments" / code
    if not folder.exists():
        shutil.copytree(Path(settings.CONTENT_DIR) / "instruments" / code, folder)
    if change is not None:
        path = folder / file
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True), encoding="utf-8")
    return INSTRUMENTS.mistakes(content)
