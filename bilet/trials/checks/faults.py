"""What is wrong with a desk task as a piece of content: place, fault and remedy.

A reader of a faulty task would meet a card that lies nowhere or a rule that nobody can keep; so
every rule is looked up before it is worked out, and every stage is done once by its own model.
"""

import re
from collections.abc import Iterator, Sequence

from bilet.trials.checks import desk, formula
from bilet.trials.checks.products import DeskWork
from bilet.trials.desk import (
    DeskStage,
    DeskTask,
    Fill,
    Marked,
    Only,
    Order,
    Pick,
    Plan,
    Rule,
    Sort,
    Table,
    Total,
    Value,
    Window,
)

PLACEHOLDERS = {"where", "count"}


def faults(task: DeskTask) -> Iterator[str]:
    """Every fault as «stages.<id>.<place>: what is wrong; what to do»."""
    yield from _twice("stages", [stage.id for stage in task.stages])
    for number, stage in enumerate(task.stages):
        here = f"stages.{stage.id}"
        wrong = [
            *_ids(stage),
            *_unknown(stage),
            *_formulas(stage),
            *_plans(stage),
            *_beginning(stage, task.stages[:number]),
        ]
        yield from (f"{here}.{line}" for line in wrong)
        if not wrong:  # a rule about what is not there cannot be worked out
            yield from (f"{here}.{line}" for line in _solved(stage))


def work_of(stage: DeskStage) -> DeskWork:
    """The model solution, as a pupil would have laid it out."""
    return DeskWork(**stage.model.model_dump(), tries=1)


def _twice(place: str, ids: Sequence[str]) -> Iterator[str]:
    for each in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"{place}: the id {each} is used twice; name one of them anew"


def _parts(stage: DeskStage) -> dict[str, list[str]]:
    """The ids that rules may name, by the key under which a rule names them."""
    action = stage.action
    if isinstance(action, Sort):
        return {"cards": [c.id for c in action.cards], "trays": [t.id for t in action.trays]}
    if isinstance(action, Order):
        return {"cards": [card.id for card in action.cards]}
    if isinstance(action, Pick):
        columns = [column.id for column in action.table.columns]
        return {"rows": [row.id for row in action.table.rows], "columns": columns}
    if isinstance(action, Fill):
        return {"fields": [blank.id for blank in action.fields]}
    options = [option.id for slot in action.slots for option in slot.options]
    return {"options": options, "slots": [slot.id for slot in action.slots]}


# Which ids each key of a rule, and each key of a model, must be found among.
NAMED = {
    "cards": "cards",
    "others": "cards",
    "first": "cards",
    "then": "cards",
    "trays": "trays",
    "rows": "rows",
    "column": "columns",
    "field": "fields",
    "options": "options",
}


def _ids(stage: DeskStage) -> Iterator[str]:
    for key, ids in _parts(stage).items():
        yield from _twice(f"action.{key}", ids)
    yield from _twice("materials", [material.id for material in stage.materials])
    yield from _twice("action.rules", [rule.id for rule in stage.action.rules])
    for table in _tables(stage):
        columns = {column.id for column in table.columns}
        for row in table.rows:
            for cell in sorted(row.cells.keys() - columns):
                yield f"{table.id}.{row.id}: the table has no column {cell}; add it, or mend it"
            for column in sorted(columns - row.cells.keys()):
                yield f"{table.id}.{row.id}: the cell {column} is missing; write it, or “—”"


def _tables(stage: DeskStage) -> list[Table]:
    found = [material for material in stage.materials if isinstance(material, Table)]
    return [*found, stage.action.table] if isinstance(stage.action, Pick) else found


def _unknown(stage: DeskStage) -> Iterator[str]:
    """Rules and the model speak of what is on the table, and cards are spoken of."""
    parts, named = _parts(stage), set()
    for rule in stage.action.rules:
        for key, ids in _named(rule):
            known = parts[NAMED[key]]
            named |= set(ids)
            for each in sorted(set(ids) - set(known)):
                yield f"action.rules.{rule.id}.{key}: {each} is unknown; known are {known}"
        for word in sorted(set(re.findall(r"{(\w*)}", rule.says)) - PLACEHOLDERS):
            yield f"action.rules.{rule.id}.says: {{{word}}} means nothing; use {{where}}, {{count}}"
    yield from _idle(stage, named)
    for key, ids in _in_model(stage):
        for each in sorted(set(ids) - set(parts.get(key, []))):
            yield f"model: {each} is unknown among {key}; known are {parts.get(key, [])}"


def _named(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    for key in NAMED:
        value = getattr(rule, key, None)
        if value:
            yield key, [value] if isinstance(value, str) else list(value)
    if isinstance(rule, Marked | Only):
        yield "column", [when.column for when in rule.when]


def _idle(stage: DeskStage, named: set[str]) -> Iterator[str]:
    """Things on the table that mean nothing to anybody."""
    action = stage.action
    if isinstance(action, Sort):
        yield from _idle_cards(action, named)
        used = set(stage.model.placed.values())
        for tray in [tray for tray in action.trays if tray.id not in used]:
            yield (
                f"action.trays.{tray.id}: nothing comes into it in the model; "
                "put a card there, or take the tray away"
            )
    elif isinstance(action, Order):
        timed = action.start is not None and all(card.minutes for card in action.cards)
        for window in [rule for rule in action.rules if isinstance(rule, Window) and not timed]:
            yield f"action.rules.{window.id}: needs a start and minutes of every card; write them"
    elif isinstance(action, Pick):
        for each in [rule for rule in action.rules if isinstance(rule, Marked | Only)]:
            if not desk.meant(action.table, each):
                yield f"action.rules.{each.id}: no row is meant; name rows, or mend the bounds"


def _idle_cards(action: Sort, named: set[str]) -> Iterator[str]:
    limited = any(rule.kind == "limit" for rule in action.rules)
    for card in action.cards:
        if card.id not in named and not (limited and card.amount is not None):
            yield f"action.cards.{card.id}: no rule speaks of it; write one, or take it away"


def _in_model(stage: DeskStage) -> list[tuple[str, list[str]]]:
    model = stage.model
    return [
        ("cards", [*model.placed, *model.order]),
        ("trays", list(model.placed.values())),
        ("rows", model.picked),
        ("fields", list(model.values)),
        ("slots", list(model.chosen)),
        ("options", [option for options in model.chosen.values() for option in options]),
    ]


def _formulas(stage: DeskStage) -> Iterator[str]:
    rules = [rule for rule in stage.action.rules if isinstance(rule, Value)]
    for rule in rules:
        for text in [rule.value, *(slip.value for slip in rule.slips)]:
            for line in _in_formula(stage, text):
                yield f"action.rules.{rule.id}: {text!r}: {line}"
    columns = [rule.column for rule in stage.action.rules if isinstance(rule, Total)]
    if isinstance(stage.action, Pick):
        for column in {*columns, *([stage.action.total] if stage.action.total else [])}:
            cells = [row.cells.get(column) for row in stage.action.table.rows]
            if not any(isinstance(cell, int | float) for cell in cells):
                yield f"action.table: {column} has no numbers to add up; write them without quotes"


def _in_formula(stage: DeskStage, text: str) -> Iterator[str]:
    try:
        found = formula.steps(text)
    except formula.FormulaError as error:
        yield str(error)
        return
    tables, fields = desk.tables_of(stage), _parts(stage).get("fields", [])
    for kind, path in formula.names(found):
        if kind == "field":
            if path[0] not in fields:
                yield f"there is no field {path[0]}; known are {fields}"
            continue
        rows = tables.get(path[0], {})
        cells = [rows.get(path[1], {}).get(path[2])] if kind == "cell" else [
            row.get(path[1]) for row in rows.values()
        ]  # fmt: skip
        if not any(isinstance(cell, int | float) for cell in cells):
            yield f"{'.'.join(path)} is no number; mend it, the tables here are {sorted(tables)}"


def _plans(stage: DeskStage) -> Iterator[str]:
    for plan in stage.materials:
        if not isinstance(plan, Plan):
            continue
        boxes = {box.id for box in plan.boxes}
        for link in plan.links:
            if lost := sorted(set(link.ends) - boxes):
                yield f"materials.{plan.id}.links.{link.id}: there is no box {lost}; mend the name"
        for box in plan.boxes:
            if box.x + box.w > plan.width or box.y + box.h > plan.height:
                yield f"materials.{plan.id}.boxes.{box.id}: it lies off the plan; move it"


def _beginning(stage: DeskStage, earlier: Sequence[DeskStage]) -> Iterator[str]:
    if stage.begins_with is None:
        return
    kinds = {each.id: each.action.kind for each in earlier}
    if kinds.get(stage.begins_with) != stage.action.kind or stage.action.kind == "fill":
        yield (
            f"begins_with: {stage.begins_with} is no earlier stage of the kind "
            f"{stage.action.kind}; name one, or take it away"
        )


def _solved(stage: DeskStage) -> Iterator[str]:
    """The model does the stage, and an untouched table does not."""
    for found in desk.findings(stage, work_of(stage)):
        if found.check == desk.WHOLE:
            yield f"model: {found.where} is left undone; finish the model"
        elif not found.ok:
            at = f" ({', '.join(found.where)})" if found.where else ""
            yield f"model: breaks the rule {found.check}{at}; mend the model or the rule"
    if isinstance(stage.action, Order) and desk.is_done(stage, untouched(stage.action)):
        yield "action.cards: they lie in a right order from the start; shuffle them"


def untouched(action: Order) -> DeskWork:
    """An order as it lies on the table at first."""
    return DeskWork(order=[card.id for card in action.cards])
