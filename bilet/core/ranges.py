"""Files in parts: a player asks for a range of a film, Django's own response ignores that."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def ranged_file(request: HttpRequest, file: Path, *, content_type: str) -> HttpResponseBase:
    """`file`, or the one range of it that was asked for: 200, 206, or 416 when there is no such.

    The name of the file must change with its content: it is cached for a year.
    """
    size = file.stat().st_size
    asked = request.headers.get("Range", "")
    span = _span(asked, size) if asked else (0, size - 1)
    if span is None:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    first, last = span
    response = StreamingHttpResponse(
        _read(file, first, last), status=206 if asked else 200, content_type=content_type
    )
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`; None when out of the file."""
    match = _RANGE.match(asked.strip())
    if match is None or match.group() == "bytes=-":
        return None
    start, end = match.groups()
    first, last = (
        (int(start), min(int(end or size), size - 1))
        if start
        else (max(0, size - int(end)), size - 1)
    )
    return (first, last) if first <= last else None


def _read(file: Path, first: int, last: int) -> Iterator[bytes]:
    with file.open("rb") as stream:
        stream.seek(first)
        left = last - first + 1
        while left > 0 and (part := stream.read(min(CHUNK, left))):
            left -= len(part)
            yield part
