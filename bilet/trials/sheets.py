"""The finished sheet of a desk task: what lies on the table, as one reads it afterwards."""

from dataclasses import dataclass
from decimal import Decimal

from bilet.core.templatetags.words import number
from bilet.trials.checks import desk
from bilet.trials.checks.products import DeskWork
from bilet.trials.desk import Card, Compose, DeskStage, Fill, Order, Pick, Sort

NOTHING = "—"  # an empty cell of a table


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with lines below it: a tray with its cards, a timetable, a letter."""

    title: str
    lines: list[str]
    numbered: bool = False


def sheet(stage: DeskStage, work: DeskWork) -> list[Block]:
    """What the pupil has laid out; what is not there yet is left out."""
    action = stage.action
    if isinstance(action, Sort):
        return [block for block in _trays(action, work) if block.lines]
    if isinstance(action, Order):
        return [Block("", _timetable(action, work), numbered=True)]
    if isinstance(action, Pick):
        return [Block("", _rows(action, work))]
    if isinstance(action, Compose):
        return [Block("", [" ".join(desk.message(action, work))])]
    return [Block("", _fields(action, work))]


def _trays(action: Sort, work: DeskWork) -> list[Block]:
    return [
        Block(
            tray.title,
            [_card(action, card) for card in action.cards if work.placed.get(card.id) == tray.id],
        )
        for tray in action.trays
    ]


def _card(action: Sort, card: Card) -> str:
    """With its weight or price, where cards have one."""
    if card.amount is None:
        return card.text
    return f"{card.text} · {_number(card.amount)}\u00a0{action.unit or ''}".rstrip()


def _timetable(action: Order, work: DeskWork) -> list[str]:
    texts = {card.id: card.text for card in action.cards}
    if action.start is None:
        return [texts[card] for card in desk.ordered(action, work)]
    times = desk.timetable(action, work)
    return [
        f"{_clock(begins)}–{_clock(ends)} {texts[card]}" for card, (begins, ends) in times.items()
    ]


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _rows(action: Pick, work: DeskWork) -> list[str]:
    """Each marked row in one line; a number alone says nothing, so it comes with its heading."""
    cells = {row.id: row.cells for row in action.table.rows}
    return [
        " · ".join(
            _cell(column.title, cells[row][column.id])
            for column in action.table.columns
            if cells[row][column.id] != NOTHING
        )
        for row in desk.marked(action, work)
    ]


def _cell(title: str, cell: str | float) -> str:
    return cell if isinstance(cell, str) else f"{title}: {_number(cell)}"


def _number(value: float) -> str:
    """As exact as it was written."""
    return str(number(Decimal(f"{value:.10g}")))


def _fields(action: Fill, work: DeskWork) -> list[str]:
    lines = []
    for blank in action.fields:
        value = work.values.get(blank.id)
        if value is not None:
            unit = f"\u00a0{blank.unit}" if blank.unit else ""
            lines.append(f"{blank.text}: {_number(value)}{unit}")
    return lines
