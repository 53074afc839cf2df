"""Formulas of desk tasks: `sum(bills.cost) - bills.third.cost`, `up(seats / 8)`.

An author writes them as text; here they become steps for a stack, which the server takes below
and the browser in `frontend/trials/desk/formula.ts`. Names: `table.row.column` is a cell,
`sum(table.column)` and `mean`, `low`, `high` reckon over a column, `up(…)` rounds up, and a bare
name is what the pupil has written into that field, so one slip is not counted twice.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from math import ceil, isfinite

Step = float | str
Tables = Mapping[str, Mapping[str, Mapping[str, object]]]  # table → row → column → cell

OPERATIONS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
OVER = ("sum", "mean", "low", "high")
EPSILON = 1e-9


class FormulaError(ValueError):
    """What is wrong with a formula, for its author."""


def steps(text: str) -> list[Step]:
    """The formula in the order in which a stack works it out.

    Raises:
        FormulaError: it is no formula of this small language.
    """
    try:
        return _steps(ast.parse(text, mode="eval").body)
    except SyntaxError:
        raise FormulaError(f"{text!r} is no formula; check the brackets and signs") from None


def worked_out(found: Sequence[Step], tables: Tables, fields: Mapping[str, float]) -> float | None:
    """The number; None when a cell is no number, a field is empty, or something is over nought."""
    stack: list[float] = []
    for step in found:
        if isinstance(step, int | float):
            stack.append(float(step))
        elif step in "+-*/":
            right, left = stack.pop(), stack.pop()
            if step == "/" and right == 0:
                return None
            stack.append(_reckoned(step, left, right))
        elif step == "up":
            stack.append(float(ceil(stack.pop() - EPSILON)))
        else:
            numbers = _numbers(step, tables, fields)
            if not numbers:
                return None
            stack.append(_over(step.split(":")[0], numbers))
    return stack[0] if isfinite(stack[0]) else None


def names(found: Sequence[Step]) -> list[tuple[str, list[str]]]:
    """What a formula reads: (`cell`, [table, row, column]), (`sum`, [table, column]), …"""
    read = [step for step in found if isinstance(step, str) and ":" in step]
    return [(step.split(":")[0], step.split(":")[1].split(".")) for step in read]


def _steps(node: ast.expr) -> list[Step]:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return [float(node.value)]
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return [*_steps(node.left), *_steps(node.right), OPERATIONS[type(node.op)]]
    if isinstance(node, ast.Name):
        return [f"field:{node.id}"]
    if isinstance(node, ast.Attribute):
        return [f"cell:{_path(node, 3)}"]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        if node.func.id == "up":
            return [*_steps(node.args[0]), "up"]
        if node.func.id in OVER:
            return [f"{node.func.id}:{_path(node.args[0], 2)}"]
    raise FormulaError(f"{ast.unparse(node)!r} is not known here; use cells, + - * /, {OVER}, up()")


def _path(node: ast.expr, length: int) -> str:
    path = ast.unparse(node)
    if len(path.split(".")) != length:
        wanted = "table.row.column" if length == 3 else "table.column"
        raise FormulaError(f"{path!r} is not whole; write {wanted}")
    return path


def _numbers(step: str, tables: Tables, fields: Mapping[str, float]) -> list[float]:
    kind, name = step.split(":")
    if kind == "field":
        return [fields[name]] if name in fields else []
    table, *rest = name.split(".")
    rows = tables.get(table, {})
    cells: list[object]
    if kind == "cell":
        cells = [rows.get(rest[0], {}).get(rest[1])]
    else:
        cells = [row.get(rest[0]) for row in rows.values()]
    return [float(cell) for cell in cells if isinstance(cell, int | float)]


def _reckoned(sign: str, left: float, right: float) -> float:
    reckon: dict[str, Callable[[float, float], float]] = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
    }
    return reckon[sign](left, right)


def _over(kind: str, numbers: Sequence[float]) -> float:
    if kind == "low":
        return min(numbers)
    if kind == "high":
        return max(numbers)
    total = 0.0  # one by one, as the browser adds
    for number in numbers:
        total += number
    return total / len(numbers) if kind == "mean" else total
