"""Cells, matrices and rules in words: for pupils who listen and for the printed key.

The words of a cell say all that its picture shows and nothing about the rules.
"""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from bilet.assessments.generators.matrices.cells import Cell, Value, names_of
from bilet.assessments.generators.matrices.ladder import Rule


def of_cell(layout: str, cell: Cell) -> str:
    """Such as “circle, size 2 of 4, filled grey”; in the language that is switched on."""
    if layout == "strokes":
        return _lines(cell["lines"])
    if layout == "nested":
        outer, inner = _shape(cell["shape"]), _shape(cell["inner"])
        both = gettext("outside: %(outer)s, inside: %(inner)s") % {"outer": outer, "inner": inner}
        return f"{both}, {_shading(cell['shading'])}"
    if layout == "marked":
        middle = gettext("in the middle: %(shape)s") % {"shape": _shape(cell["inner"])}
        return f"{middle}, {_shading(cell['shading'])}; {_lines(cell['lines'])}"
    return ", ".join([_shape(cell["shape"]), *_amounts(cell), _shading(cell["shading"])])


def of_matrix(layout: str, cells: Sequence[Cell]) -> str:
    """All nine cells, row by row; the last is the one asked for."""
    shown = [of_cell(layout, cell) for cell in cells] + [gettext("question mark")]
    row = gettext("Row %(row)d. Left: %(left)s. Middle: %(middle)s. Right: %(right)s.")
    return " ".join(
        row
        % {
            "row": n + 1,
            "left": shown[3 * n],
            "middle": shown[3 * n + 1],
            "right": shown[3 * n + 2],
        }
        for n in range(3)
    )


def of_rules(rules: Sequence[Rule], answer: str) -> str:
    """Every rule by its name, then the cell that follows from them."""
    named = [f"{gettext(_ATTRIBUTES[rule.attribute])}: {_rule(rule)}." for rule in rules]
    return " ".join([*named, gettext("So the answer is: %(cell)s.") % {"cell": answer}])


def _amounts(cell: Cell) -> list[str]:
    words = []
    if "number" in cell:
        words.append(gettext("number of shapes: %(number)s") % {"number": cell["number"]})
    if "size" in cell:
        words.append(gettext("size %(size)d of 4") % {"size": int(cell["size"]) + 1})
    if "turn" in cell:
        words.append(gettext("turned by %(degrees)d°") % {"degrees": 45 * int(cell["turn"])})
    return words


def _lines(lines: Value) -> str:
    names = ", ".join(gettext(_LINES[name]) for name in names_of(int(lines)))
    return gettext("lines: %(names)s") % {"names": names}


def _shape(name: Value) -> str:
    return gettext(_SHAPES[str(name)])


def _shading(name: Value) -> str:
    return gettext(_SHADINGS[str(name)])


def _rule(rule: Rule) -> str:
    if rule.kind in _LINE_RULES:
        return gettext(_LINE_RULES[rule.kind])
    return gettext((_DOWN_RULES if rule.down else _ROW_RULES)[rule.kind])


# The tables hold English; `_` only marks it for the translators.
_SHAPES = {
    "circle": _("circle"),
    "square": _("square"),
    "triangle": _("triangle"),
    "rhombus": _("rhombus"),
    "cross": _("cross"),
    "star": _("star"),
    "arrow": _("arrow"),
    "dome": _("half-disc"),
    "tee": _("letter T"),
    "corner": _("corner piece"),
}
_SHADINGS = {
    "none": _("not filled"),
    "striped": _("filled with stripes"),
    "half": _("filled grey"),
    "solid": _("filled solid"),
}
_LINES = {
    "top": _("top side"),
    "right": _("right side"),
    "bottom": _("bottom side"),
    "left": _("left side"),
    "up": _("ray up"),
    "up_right": _("ray up and right"),
    "right_ray": _("ray right"),
    "down_right": _("ray down and right"),
    "down": _("ray down"),
    "down_left": _("ray down and left"),
    "left_ray": _("ray left"),
    "up_left": _("ray up and left"),
}
_ATTRIBUTES = {
    "shape": _("Shape"),
    "size": _("Size"),
    "number": _("Number of shapes"),
    "turn": _("Turn"),
    "shading": _("Filling"),
    "inner": _("Inner shape"),
    "lines": _("Lines"),
}
_ROW_RULES = {
    "alike": _("the same along a row, another in every row"),
    "step": _("by the same step along every row"),
    "three": _("three different ones in every row and every column"),
}
_DOWN_RULES = {
    "alike": _("the same down a column, another in every column"),
    "step": _("by the same step down every column"),
    "three": _("three different ones in every row and every column"),
}
_LINE_RULES = {
    "join": _("the third cell is the first two put together"),
    "or": _("the third cell has every line of the first two, common ones once"),
    "and": _("the third cell has only the lines that the first two share"),
    "xor": _("the third cell has the lines that only one of the first two has"),
}
