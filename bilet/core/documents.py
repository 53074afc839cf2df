"""PDF and PNG documents, made by Typst from a template and plain data.

A template lies in `<app>/typst/<name>.typ` and reads its data with
`#let data = json(bytes(sys.inputs.data))`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

FONTS = "core/static/dist/fonts-ttf"


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1) of `<app>/<name>.typ` with `data`.

    Raises:
        FileNotFoundError: there is no such template.
    """
    return _compile(template, data, format="pdf", pdf_standards=["ua-1"])


def png(template: str, data: dict[str, Any], *, pixels_per_inch: int = 144) -> bytes:
    """A picture of the document's first page."""
    return _compile(template, data, format="png", ppi=float(pixels_per_inch))


def _compile(template: str, data: dict[str, Any], **options: Any) -> bytes:
    app, _sep, name = template.partition("/")
    file = Path(settings.PACKAGE_DIR) / app / "typst" / name
    if not file.is_file():
        raise FileNotFoundError(f"no document template {file}")
    made = typst.compile(
        str(file),
        root=str(settings.PACKAGE_DIR),
        font_paths=[str(folder) for folder in _font_folders()],
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)},
        **options,
    )
    return b"".join(made) if isinstance(made, list) else bytes(made)


@cache
def _font_folders() -> tuple[Path, ...]:
    folder = Path(settings.PACKAGE_DIR) / FONTS
    return (folder,) if folder.is_dir() else ()
