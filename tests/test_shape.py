"""Files and functions stay small. Raise a number only in a change of its own."""

import ast
from pathlib import Path

import pytest

MAX_FILE, MAX_FUNCTION = 400, 40
MAX_STORY = 60  # a journey is one person's story, told in one piece
ROOT = Path(__file__).parents[1]
FILES = [
    file
    for folder in ("bilet", "tests", "tools", "bench")
    for file in (ROOT / folder).rglob("*.py")
    if "migrations" not in file.parts
]
SCRIPTS = [
    file
    for file in (ROOT / "frontend").rglob("*.ts")
    if "node_modules" not in file.parts and not file.name.endswith(".d.ts")
]


@pytest.mark.parametrize("file", FILES + SCRIPTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_is_small(file: Path):
    assert file.read_text(encoding="utf-8").count("\n") <= MAX_FILE


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_function_is_short(file: Path):
    longest = MAX_STORY if "journeys" in file.parts else MAX_FUNCTION
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= longest, f"{node.name} is {lines} lines long"


FORBIDDEN = {"utils.py", "helpers.py", "services.py", "signals.py", "misc.py"}


def test_no_file_has_a_name_that_says_nothing():
    assert not [file for file in FILES if file.name in FORBIDDEN]
