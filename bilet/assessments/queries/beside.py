"""What stands beside the scores of some tests: where choices cross, and what stands out."""

from dataclasses import dataclass

from bilet.assessments.instruments import Contrast, Instrument, Item
from bilet.assessments.models import Sitting
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a chosen row meets a chosen column."""

    row: str
    column: str
    professions: list[Profession]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Two free choices and what lies where they cross."""

    rows: list[str]
    columns: list[str]
    crossings: list[Crossing]


@dataclass(frozen=True, slots=True)
class Beside:
    matrix: Matrix | None
    contrasts: list[str]


def beside(instrument: Instrument, sitting: Sitting) -> Beside:
    """From the answers themselves; no query when the sitting has them."""
    given = {item: answer["v"] for item, answer in sitting.answers.items()}
    return Beside(_matrix(instrument, given), _contrasts(instrument, given))


def _matrix(instrument: Instrument, given: dict[str, object]) -> Matrix | None:
    if not instrument.cells:
        return None
    rows, columns = (_chosen(item, given.get(item.id)) for item in instrument.items[:2])
    known = PROFESSIONS.all()
    crossings = [
        Crossing(
            rows[cell.row],
            columns[cell.column],
            [known[code] for code in cell.professions if code in known],
        )
        for cell in instrument.cells
        if cell.row in rows and cell.column in columns
    ]
    return Matrix(list(rows.values()), list(columns.values()), crossings)


def _chosen(item: Item, value: object) -> dict[str, str]:
    chosen = value if isinstance(value, dict) else {}
    return {option.id: option.text for option in item.options if option.id in chosen}


def _contrasts(instrument: Instrument, given: dict[str, object]) -> list[str]:
    found = [(contrast, _between(instrument, contrast, given)) for contrast in instrument.contrasts]
    return [
        contrast.text.replace("{items}", ", ".join(items)) for contrast, items in found if items
    ]


def _between(instrument: Instrument, contrast: Contrast, given: dict[str, object]) -> list[str]:
    """What the items are called that are high on one option and low on the other."""
    values = {response.id: response.value for response in instrument.responses}
    names = []
    for item in instrument.items:
        parts = given.get(item.id)
        if not isinstance(parts, dict):
            continue
        high, low = (values.get(str(parts.get(name))) for name in (contrast.high, contrast.low))
        if high is not None and low is not None:
            is_one = high >= contrast.at_least and low <= contrast.at_most
            names += [item.text] if is_one else []
    return names
