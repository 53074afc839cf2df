"""Figural matrices: nine cells, one missing, six to choose from, exactly one of them right.

A rule runs along the rows (or columns) for each attribute that changes; the ladder says which.
Wrong options break rules with names. The kinds of rules and of wrong options follow matRiks
(Brancaccio et al.) and the Sandia generator (Matzen et al. 2010, Behavior Research Methods
42:525-541); all figures and words are our own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.matrices import distractors, drawing, ladder, lines, rules, words
from bilet.assessments.generators.matrices.cells import Cell, Layout, plain
from bilet.assessments.generators.matrices.distractors import Change, Wrong
from bilet.assessments.generators.matrices.ladder import Rung
from bilet.assessments.generators.matrices.lines import Nine, Slip
from bilet.assessments.generators.matrices.rules import Column
from bilet.assessments.generators.question import PLACES, Choice, Figure, Question, placed

OPTIONS = 6


def matrices(seed: int, count: int, language: str) -> list[Question]:
    """`count` matrices from easy to hard; the right place is each of the six equally often."""
    places = Dice(seed).shuffled([n % OPTIONS for n in range(count)])
    with override(language):
        return [
            _question(Dice(seed * 64 + n + 1), n, ladder.rung(n, count), place)
            for n, place in enumerate(places)
        ]


def _question(dice: Dice, n: int, rung: Rung, place: int) -> Question:
    cells, wrong = _cells(dice, rung)
    layout = rung.layout.name
    right = _choice(layout, cells[8])
    mixed = dice.shuffled(wrong)
    options, key = placed(right, [_choice(layout, one.cell) for one in mixed], place)
    shown = cells[:8]
    return Question(
        f"q{n + 1}",
        "",
        key,
        options,
        Figure(drawing.matrix(layout, shown), words.of_matrix(layout, shown)),
        words.of_rules(rung.rules, words.of_cell(layout, cells[8])),
        rung.difficulty,
        _features(rung, cells, mixed, place),
    )


def _choice(layout: str, cell: Cell) -> Choice:
    return Choice("", figure=Figure(drawing.option(layout, cell), words.of_cell(layout, cell)))


def _cells(dice: Dice, rung: Rung) -> tuple[list[Cell], list[Wrong]]:
    """Nine cells row by row, and five that are wrong in place of the last."""
    ruled = rules.columns(dice, rung.layout, rung.rules)
    figures = _figures(dice, rung)
    columns = {name: _column(dice, rung.layout, ruled, name) for name in rung.layout.values
               if name != "lines"}  # fmt: skip
    cells: list[Cell] = [
        {name: column.values[n] for name, column in columns.items()}
        | ({"lines": figures.cells[n]} if figures else {})
        for n in range(9)
    ]
    if figures:
        return cells, _wrong_lines(dice, cells[8], figures, ruled)
    free = [name for name in columns if name not in ruled]
    return cells, _wrong_figures(dice, cells[8], columns, list(ruled), free)


def _figures(dice: Dice, rung: Rung) -> Nine | None:
    kinds = [rule.kind for rule in rung.rules if rule.attribute == "lines"]
    return lines.nine(dice, kinds[0]) if kinds else None


def _column(dice: Dice, layout: Layout, ruled: Mapping[str, Column], name: str) -> Column:
    values = layout.steady.get(name, layout.values[name])
    return ruled.get(name) or rules.constant(dice, values)


def _wrong_lines(
    dice: Dice, right: Cell, figures: Nine, ruled: Mapping[str, Column]
) -> list[Wrong]:
    """Lines are left out as often as added, so that neither few nor many of them mean anything."""
    if ruled:
        (name, column), *_ = ruled.items()
        left_out, added = dice.one_of(((2, 0), (1, 1), (1, 1), (0, 2)))
        slips = lines.slips(dice, figures, left_out=left_out, added=added)
        changes = [_change(dice, name, column), *map(_slipped, slips)]
        return distractors.by_three(right, *dice.shuffled(changes))
    left_out = dice.between(1, 2)
    slips = lines.slips(dice, figures, left_out=left_out, added=3 - left_out)
    # Then every option has one or two of the three lines, never none and never all.
    spare, *others = slips if left_out == 1 else reversed(slips)
    return distractors.by_three(right, _slipped(spare), *map(_slipped, others))


def _wrong_figures(
    dice: Dice, right: Cell, columns: Mapping[str, Column], ruled: list[str], free: list[str]
) -> list[Wrong]:
    if len(ruled) == 3:
        changes = [_change(dice, name, columns[name]) for name in ruled]
        return distractors.by_three(right, *dice.shuffled(changes))
    # Of one rule two values are wrong; the other attribute is the second rule, or stays the same.
    twice, once = (*ruled, dice.one_of(free)) if len(ruled) == 1 else dice.shuffled(ruled)
    one, two = (Change(twice, twice, value) for value in columns[twice].wrong)
    return distractors.by_two(right, (one, two), _change(dice, once, columns[once]))


def _slipped(slip: Slip) -> Change:
    return Change(f"lines/{slip.name}", "lines", slip.line)


def _change(dice: Dice, name: str, column: Column) -> Change:
    return Change(name, name, dice.one_of(column.wrong))


def _features(
    rung: Rung, cells: Sequence[Cell], wrong: Sequence[Wrong], place: int
) -> dict[str, Any]:
    """What makes it hard, and the cells as plain data for those who solve it by program."""
    mixed: list[Cell] = [one.cell for one in wrong]
    mixed.insert(place, cells[8])
    broken = [one.breaks for one in wrong]
    broken.insert(place, ())
    return {
        "layout": rung.layout.name,
        "rules": tuple(
            {"attribute": r.attribute, "kind": r.kind, "along": "column" if r.down else "row"}
            for r in rung.rules
        ),
        "cells": tuple(plain(cell) for cell in cells[:8]),
        "options": {letter: plain(cell) for letter, cell in zip(PLACES, mixed, strict=False)},
        "breaks": {letter: names for letter, names in zip(PLACES, broken, strict=False) if names},
    }
