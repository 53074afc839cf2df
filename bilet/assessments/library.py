"""Where instruments lie, and the mistakes one file cannot show."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings

from bilet.assessments import checks
from bilet.assessments.instruments import KEYED, Instrument, Vector, Vectors
from bilet.assessments.scorers import measures
from bilet.content.errors import ContentError
from bilet.content.kinds import ContentKind
from bilet.content.reader import mistakes_in, read_part

# Names of the site's own set of pictures.
PICTURES = Path(settings.PACKAGE_DIR) / "core/static/core/icons/pictures.txt"
TOLERANCE = 1e-6


def _mistakes(parts: dict[str, Instrument], root: Path) -> Iterator[str]:
    for code, instrument in parts.items():
        folder = root / "instruments" / code
        if not (folder / "instrument.yaml").exists():
            yield f"{folder}: the instrument {code} lies in another folder; name the folder {code}"
            continue
        docs = root.parent / "docs"
        if docs.is_dir() and not (root.parent / instrument.evidence).exists():
            yield f"{folder}: {instrument.evidence} is missing; write the page of evidence"
        found = checks.complaints(instrument, _in_english(instrument, folder))
        yield from (f"{folder}/instrument.yaml: {m}" for m in found)
        yield from (f"{folder}/instrument.yaml: {m}" for m in _unknown_pictures(instrument))
        yield from _mistakes_in_vectors(instrument, folder / "vectors.yaml")
    yield from _asked_twice(parts, root)


def mistakes_of(code: str, root: Path) -> list[str]:
    """Every mistake that one test in `root` shows by itself."""
    file = root / "instruments" / code / "instrument.yaml"
    if found := mistakes_in(Instrument, file):
        return found
    instrument = read_part(Instrument, file)
    return list(_mistakes({instrument.code: instrument}, root))


def _in_english(instrument: Instrument, folder: Path) -> Instrument | None:
    """Only where the English words can give something away."""
    if not any(instrument.format_of(item) in KEYED for item in instrument.items):
        return None
    return read_part(Instrument, folder / "instrument.yaml", language="en")


def _asked_twice(parts: Mapping[str, Instrument], root: Path) -> Iterator[str]:
    """Tests in a folder of one's own are compared with the site's tests as well."""
    known = {} if root == settings.CONTENT_DIR else INSTRUMENTS.all("ru")
    for code, line in checks.likeness.across(parts, {**known, **parts}):
        yield f"{root}/instruments/{code}/instrument.yaml: {line}"


def _mistakes_in_vectors(instrument: Instrument, file: Path) -> Iterator[str]:
    try:
        vectors = read_part(Vectors, file).vectors
    except ContentError as error:
        yield str(error)
        return
    for vector in vectors:
        yield from (f"{file}: {vector.title}: {m}" for m in misses(instrument, vector))
    shown = {code for each in vectors for code, value in each.scores.items() if value is not None}
    if missing := [scale.code for scale in instrument.scales if scale.code not in shown]:
        yield f"{file}: vectors: no example gives a score of {missing}; add one"


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


def _unknown_pictures(instrument: Instrument) -> Iterator[str]:
    known = set(PICTURES.read_text(encoding="utf-8").split())
    for item in instrument.items:
        if item.picture and item.picture not in known:
            yield f"items.{item.id}.picture: {item.picture} is not in the set; see {PICTURES.name}"


INSTRUMENTS = ContentKind(
    folder="instruments",
    pattern="*/instrument.yaml",
    model=Instrument,
    key=lambda instrument: instrument.code,
    also=_mistakes,
)
