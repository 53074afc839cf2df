"""The rules of a desk task, worked out over what lies on the table.

The same rules, step by step, are `frontend/trials/desk/rules.ts`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bilet.trials.checks import formula
from bilet.trials.checks.products import DeskWork
from bilet.trials.desk import (
    Action,
    Apart,
    Before,
    Belongs,
    Compose,
    ComposeRule,
    DeskStage,
    Fill,
    Limit,
    Marked,
    Next,
    Only,
    Order,
    OrderRule,
    Pick,
    PickRule,
    Sort,
    SortRule,
    Table,
    Total,
    Value,
    When,
    With,
    Without,
)

WHOLE = "whole"  # the check that comes before all rules: nothing is left to do
NO_SLIP = -1


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule: is it kept, and if not, which cards, trays, rows or fields are at fault."""

    check: str
    ok: bool
    where: list[str]
    slip: int = NO_SLIP  # which known mistake the number comes from


def findings(stage: DeskStage, work: DeskWork) -> list[Finding]:
    """Every rule in the order of the stage; or what is left to do, while something is."""
    action = stage.action
    if left := missing(action, work):
        return [Finding(WHOLE, ok=False, where=left)]
    if isinstance(action, Sort):
        return [_finding(rule.id, _sorted(action, rule, work)) for rule in action.rules]
    if isinstance(action, Order):
        return [_finding(rule.id, _ordered(action, rule, work)) for rule in action.rules]
    if isinstance(action, Pick):
        return [_finding(rule.id, _picked(action, rule, work)) for rule in action.rules]
    if isinstance(action, Compose):
        return [_finding(rule.id, _composed(action, rule, work)) for rule in action.rules]
    return [_filled(stage, action, rule, work) for rule in action.rules]


def is_done(stage: DeskStage, work: DeskWork) -> bool:
    return all(found.ok for found in findings(stage, work))


def missing(action: Action, work: DeskWork) -> list[str]:
    """What is left: cards not put down, fields empty, places of a message without a sentence."""
    if isinstance(action, Sort):
        trays = {tray.id for tray in action.trays}
        return [card.id for card in action.cards if work.placed.get(card.id) not in trays]
    if isinstance(action, Order):
        return [card.id for card in action.cards if card.id not in work.order]
    if isinstance(action, Pick):
        return [] if marked(action, work) else [action.table.id]
    if isinstance(action, Fill):
        return [blank.id for blank in action.fields if work.values.get(blank.id) is None]
    return [slot.id for slot in action.slots if not _said(action, work, slot.id)]


def ordered(action: Order, work: DeskWork) -> list[str]:
    """The known cards in the order given, each once."""
    known = {card.id for card in action.cards}
    return [card for card in dict.fromkeys(work.order) if card in known]


def timetable(action: Order, work: DeskWork) -> dict[str, tuple[int, int]]:
    """When each card begins and ends, in minutes of the day."""
    minutes = {card.id: card.minutes or 0 for card in action.cards}
    now, times = clock(action.start), {}
    for card in ordered(action, work):
        times[card] = (now, now + minutes[card])
        now += minutes[card]
    return times


def clock(time: str | None) -> int:
    """«08:40» in minutes of the day."""
    return int(time[:2]) * 60 + int(time[3:]) if time else 0


def marked(action: Pick, work: DeskWork) -> list[str]:
    """Marked rows in the order of the table."""
    return [row.id for row in action.table.rows if row.id in work.picked]


def message(action: Compose, work: DeskWork) -> list[str]:
    """The chosen sentences in the order of the message."""
    texts = {option.id: option.text for slot in action.slots for option in slot.options}
    return [texts[option] for option in said(action, work)]


def said(action: Compose, work: DeskWork) -> list[str]:
    return [option for slot in action.slots for option in _said(action, work, slot.id)]


def _said(action: Compose, work: DeskWork, slot_id: str) -> list[str]:
    """The options chosen for one place; where one is enough, the first."""
    slot = next(slot for slot in action.slots if slot.id == slot_id)
    chosen = work.chosen.get(slot_id, [])
    found = [option.id for option in slot.options if option.id in chosen]
    return found if slot.many else found[:1]


def _finding(check: str, where: list[str] | None) -> Finding:
    """None: the rule is kept. An empty list: it is broken, by nothing in particular."""
    return Finding(check, ok=where is None, where=where or [])


def _faults(where: Iterable[str]) -> list[str] | None:
    return list(where) or None


def _sorted(action: Sort, rule: SortRule, work: DeskWork) -> list[str] | None:
    placed = work.placed
    if isinstance(rule, Belongs):
        return _faults(card for card in rule.cards if placed[card] not in rule.trays)
    if isinstance(rule, Limit):
        return _faults(
            tray for tray in rule.trays if not rule.least <= amount(action, work, tray) <= rule.most
        )
    if isinstance(rule, Apart):
        return _faults(
            card
            for card in rule.cards
            if any(other != card and placed[card] == placed[other] for other in rule.others)
        )
    return None if len({placed[card] for card in rule.cards}) == 1 else list(rule.cards)


def amount(action: Sort, work: DeskWork, tray: str) -> float:
    """What the cards in this tray add up to."""
    total = 0.0
    for card in action.cards:
        if work.placed.get(card.id) == tray:
            total += card.amount or 0
    return total


def _ordered(action: Order, rule: OrderRule, work: DeskWork) -> list[str] | None:
    places = {card: place for place, card in enumerate(ordered(action, work))}
    if isinstance(rule, Before):
        last = max(places[card] for card in rule.first)
        return _faults(card for card in rule.then if places[card] < last)
    if isinstance(rule, Next):
        return None if places[rule.then] == places[rule.first] + 1 else [rule.then]
    times = timetable(action, work)
    since = clock(rule.since)
    till = clock(rule.till) if rule.till else None
    return _faults(
        card
        for card in rule.cards
        if times[card][0] < since or (till is not None and times[card][1] > till)
    )


def _picked(action: Pick, rule: PickRule, work: DeskWork) -> list[str] | None:
    rows = marked(action, work)
    if isinstance(rule, Marked):
        return _faults(row for row in meant(action.table, rule) if row not in rows)
    if isinstance(rule, Only):
        wanted = meant(action.table, rule)
        return _faults(row for row in rows if row not in wanted)
    if isinstance(rule, Total):
        total = total_of(action.table, rule.column, rows)
        low = rule.least is None or total >= rule.least
        return None if low and (rule.most is None or total <= rule.most) else []
    return None if rule.least <= len(rows) <= rule.most else []


def meant(table: Table, rule: Marked | Only) -> list[str]:
    """The rows that a rule names or describes, in the order of the table."""
    return [
        row.id
        for row in table.rows
        if row.id in rule.rows or any(_holds(when, row.cells) for when in rule.when)
    ]


def _holds(when: When, cells: Mapping[str, str | float]) -> bool:
    number = cells.get(when.column)
    if not isinstance(number, int | float):
        return False
    over = when.above is not None and number > when.above
    return over or (when.below is not None and number < when.below)


def total_of(table: Table, column: str, rows: list[str]) -> float:
    total = 0.0
    for row in table.rows:
        number = row.cells.get(column)
        if row.id in rows and isinstance(number, int | float):
            total += number
    return total


def _composed(action: Compose, rule: ComposeRule, work: DeskWork) -> list[str] | None:
    chosen = said(action, work)
    if isinstance(rule, With):
        return None if sum(option in chosen for option in rule.options) >= rule.least else []
    if isinstance(rule, Without):
        return _faults(option for option in rule.options if option in chosen)
    return None if signs(action, work) <= rule.most else []


def signs(action: Compose, work: DeskWork) -> int:
    """Length of the message, a space between sentences."""
    return len(" ".join(message(action, work)))


def _filled(stage: DeskStage, action: Fill, rule: Value, work: DeskWork) -> Finding:
    tables = tables_of(stage)
    values = {key: number for key, number in work.values.items() if number is not None}

    def near(text: str) -> bool:
        wanted = formula.worked_out(formula.steps(text), tables, values)
        given = values[rule.field]
        return wanted is not None and abs(given - wanted) <= rule.within + formula.EPSILON

    if near(rule.value):
        return Finding(rule.id, ok=True, where=[])
    slip = next((n for n, slip in enumerate(rule.slips) if near(slip.value)), NO_SLIP)
    return Finding(rule.id, ok=False, where=[rule.field], slip=slip)


def tables_of(stage: DeskStage) -> dict[str, dict[str, dict[str, str | float]]]:
    """The numbers that formulas of this stage may read."""
    return {
        material.id: {row.id: row.cells for row in material.rows}
        for material in stage.materials
        if isinstance(material, Table)
    }
