"""Names used twice, keys that cannot be, generators nobody knows: what the shape alone allows."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bilet.assessments.blocks import BLOCKS
from bilet.assessments.generators.knowledge import KINDS
from bilet.assessments.instruments import Instrument, Item
from bilet.assessments.questions import MAKERS


def complaints(instrument: Instrument) -> Iterator[str]:
    yield from _twice("scales", [scale.code for scale in instrument.scales])
    yield from _twice("responses", [response.id for response in instrument.responses])
    if instrument.grades.from_ > instrument.grades.to:
        yield "grades: `from` is above `to`; change places"
    yield from _generator_complaints(instrument)
    for item in instrument.items:
        yield from _twice(f"items.{item.id}.options", [option.id for option in item.options])
        yield from _key_complaints(instrument, item)
    yield from _contrast_complaints(instrument)


def _twice(place: str, names: Iterable[str]) -> Iterator[str]:
    if again := [name for name, count in Counter(names).items() if count > 1]:
        yield f"{place}: {again} is used twice; give each its own name"


def _generator_complaints(instrument: Instrument) -> Iterator[str]:
    """The generator is one that the site has, and makes what this format shows."""
    task, made = instrument.task, instrument.generated
    if task is not None and (instrument.format not in BLOCKS or task.generator not in BLOCKS):
        yield (
            f"task.generator: there is no generator {task.generator} for the format "
            f"{instrument.format}; known are {sorted(BLOCKS)}"
        )
    elif task is not None and task.generator != instrument.format:
        yield f"task.generator: it must be {instrument.format}, as the format is"
    if made is None:
        return
    if made.generator not in MAKERS:
        yield (
            f"generated.generator: there is no generator {made.generator}; "
            f"known are {sorted(MAKERS)}"
        )
    elif made.generator == "catalogue" and (odd := set(made.kinds) - set(KINDS)):
        yield f"generated.kinds: unknown {sorted(odd)}; known are {sorted(KINDS)}"
    elif made.generator == "catalogue" and not made.kinds:
        yield f"generated.kinds: there are none; name some of {sorted(KINDS)}"


def _key_complaints(instrument: Instrument, item: Item) -> Iterator[str]:
    keys = [option.keyed for option in item.options]
    if instrument.method == "best_worst_key" and (keys.count(1), keys.count(-1)) != (1, 1):
        yield f"items.{item.id}: the key names one best (`keyed: 1`) and one worst (`keyed: -1`)"
    if instrument.method == "sjt_consensus":
        values = [response.value for response in instrument.responses if response.value is not None]
        if any(key is None or not min(values) <= key <= max(values) for key in keys):
            yield (
                f"items.{item.id}: every option needs the experts' rating, `keyed` from "
                f"{min(values):g} to {max(values):g}"
            )


def _contrast_complaints(instrument: Instrument) -> Iterator[str]:
    options = {option.id for item in instrument.items for option in item.options}
    for contrast in instrument.contrasts:
        if odd := {contrast.high, contrast.low} - options:
            yield f"contrasts: unknown options {sorted(odd)}; known are {sorted(options)}"
    for cell in instrument.cells:
        if odd := {cell.row, cell.column} - options:
            yield f"cells: unknown options {sorted(odd)}; known are {sorted(options)}"
