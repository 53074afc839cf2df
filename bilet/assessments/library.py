"""Where instruments lie, and the mistakes one file cannot show."""

import math
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from bilet.assessments.instruments import Instrument, Vector, Vectors
from bilet.assessments.scorers import measures
from bilet.content.errors import ContentError
from bilet.content.kinds import ContentKind
from bilet.content.reader import read_part

TOLERANCE = 1e-6
ALIKE = 0.8  # share of common words from which two items are the same question


def _mistakes(parts: dict[str, Instrument], root: Path) -> Iterator[str]:
    for code, instrument in parts.items():
        folder = root / "instruments" / code
        if not (folder / "instrument.yaml").exists():
            yield f"{folder}: the instrument {code} lies in another folder; name the folder {code}"
            continue
        docs = root.parent / "docs"
        if docs.is_dir() and not (root.parent / instrument.evidence).exists():
            yield f"{folder}: {instrument.evidence} is missing; write the page of evidence"
        yield from (f"{folder}/instrument.yaml: {m}" for m in _alike(instrument))
        yield from _mistakes_in_vectors(instrument, folder / "vectors.yaml")


def _mistakes_in_vectors(instrument: Instrument, file: Path) -> Iterator[str]:
    try:
        vectors = read_part(Vectors, file).vectors
    except ContentError as error:
        yield str(error)
        return
    for vector in vectors:
        yield from (f"{file}: {vector.title}: {m}" for m in misses(instrument, vector))


def misses(instrument: Instrument, vector: Vector) -> Iterator[str]:
    """Where the scores of a worked example are not what the scorer gives."""
    codes = [scale.code for scale in instrument.scales]
    if unknown := vector.scores.keys() - set(codes):
        yield f"unknown scale {sorted(unknown)}; known are {codes}"
    if not instrument.is_generated and (odd := vector.answers.keys() - instrument.item_ids):
        yield f"unknown item {sorted(odd)}"
    found = measures(answered_by(instrument, vector), vector.answers)
    given = dict(zip(codes, found, strict=True))
    for code, wanted in vector.scores.items():
        value = given[code].value if code in given else math.nan
        close = math.isclose(value, math.nan if wanted is None else wanted, abs_tol=TOLERANCE)
        if not (close or (wanted is None and math.isnan(value))):
            yield f"{code}: the scorer gives {value:g}, the example says {wanted}; mend one"


def answered_by(instrument: Instrument, vector: Vector) -> Instrument:
    """The instrument as the example takes it: a drawn set is the one that it answers."""
    if instrument.sample is None:
        return instrument
    asked = [item for item in instrument.items if item.id in vector.answers]
    return instrument.model_copy(update={"items": asked})


def _alike(instrument: Instrument) -> Iterator[str]:
    texts = [(item.id, item.text) for item in instrument.items]
    texts += [(f"{i.id}.{o.id}", o.text) for i in instrument.items for o in i.options]
    words = [(place, _words(text)) for place, text in texts]
    for (one, a), (other, b) in combinations(words, 2):
        if a and len(a & b) >= ALIKE * len(a | b):
            yield f"items {one} and {other} ask nearly the same; change one"


def _words(text: str) -> frozenset[str]:
    """Beginnings of words, so that endings make no difference."""
    found = re.findall(r"\w+", text.lower().replace("ё", "е"))
    return frozenset(word[:5] for word in found if len(word) > 2)


INSTRUMENTS = ContentKind(
    folder="instruments",
    pattern="*/instrument.yaml",
    model=Instrument,
    key=lambda instrument: instrument.code,
    also=_mistakes,
)
