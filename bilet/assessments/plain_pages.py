"""A test without scripts: its questions on a few pages of about the same length."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Any

MOST = 10  # answers of one page: more of them are one long thing to get lost in


@dataclass(frozen=True, slots=True)
class Page:
    questions: dict[str, Any]  # the document of the test with the items of this page alone
    number: int
    of: int
    skipped: list[int]  # the page of each earlier question without an answer

    @property
    def is_last(self) -> bool:
        return self.number == self.of

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1

    def clamped(self, wanted: str) -> int:
        return _clamped(wanted, self.of)


def page_of(document: Mapping[str, Any], answers: Mapping[str, Any], wanted: str | None) -> Page:
    """The page asked for; without a wish the first one that has a question without an answer."""
    items = document["items"]
    parts = _parts(document)
    without = [
        number
        for number, (start, end) in enumerate(parts, 1)
        for item in items[start:end]
        if item["id"] not in answers
    ]
    if wanted is not None and wanted.isdecimal():
        number = _clamped(wanted, len(parts))
    else:
        number = without[0] if without else len(parts)
    start, end = parts[number - 1]
    return Page(
        questions={**document, "items": items[start:end]},
        number=number,
        of=len(parts),
        skipped=[page for page in without if page < number],
    )


def _parts(document: Mapping[str, Any]) -> list[tuple[int, int]]:
    """From which question to which each page goes: 13 → 7 and 6, not 10 and 3."""
    weights = [_weight(document, item) for item in document["items"]]
    pages = max(1, -(-sum(weights) // MOST))
    starts = accumulate(weights, initial=0)
    places = [
        int((start + weight / 2) * pages / sum(weights))
        for start, weight in zip(starts, weights, strict=False)
    ]
    sizes = [len(list(part)) for _place, part in groupby(places)]
    return list(pairwise(accumulate(sizes, initial=0)))


def _weight(document: Mapping[str, Any], item: Mapping[str, Any]) -> int:
    """How many times a question is answered."""
    kind = item.get("format", document["format"])
    if kind == "best_worst":
        return 2
    return len(item["options"]) if kind in ("rate_options", "ranking") else 1


def _clamped(wanted: str, pages: int) -> int:
    return min(max(int(wanted[:4]), 1), pages)
