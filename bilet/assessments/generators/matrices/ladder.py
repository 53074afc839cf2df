"""Which rules stand at which place of a sitting, and how hard they make it.

The ladder is fixed, so that any two sittings are alike in difficulty; the seed throws only what
does not count: which shapes, which values, which way.

The predicted difficulty is a sum over features, as in a linear logistic test model. Its order
follows Primi (2001, Intelligence 30:41-70): how the figure is organised weighs most, then the
number of rules, then their kind. The weights themselves are set by judgement and stand until
there are 200 sittings to calibrate from.
"""

from dataclasses import dataclass

from bilet.assessments.generators.matrices import cells
from bilet.assessments.generators.matrices.cells import Layout


@dataclass(frozen=True, slots=True)
class Rule:
    """`kind`: alike, step, three; for lines join, and, or, xor. `down`: along columns."""

    attribute: str
    kind: str
    down: bool = False
    by: int = 1  # of a step: how many values on


@dataclass(frozen=True, slots=True)
class Rung:
    layout: Layout
    rules: tuple[Rule, ...]

    @property
    def difficulty(self) -> float:
        """Predicted Rasch b, in logits."""
        rules = sum(_KINDS[r.kind] + (_DOWN if r.down else 0) for r in self.rules)
        more = _MORE_RULES * (len(self.rules) - 1)
        return round(_EASIEST + _LAYOUTS[self.layout.name] + rules + more, 2)


_EASIEST = -2.3
_MORE_RULES = 0.4
_DOWN = 0.15
_KINDS = {
    "alike": 0.2, "step": 0.5, "three": 0.8, "join": 1.0, "or": 1.5, "and": 1.6, "xor": 2.1,
}  # fmt: skip
_LAYOUTS = {"one": 0.0, "many": 0.1, "pointer": 0.2, "strokes": 0.3, "nested": 0.6, "marked": 0.9}

LADDER = (
    Rung(cells.ONE, (Rule("shape", "alike"),)),
    Rung(cells.MANY, (Rule("number", "step"),)),
    Rung(cells.SIZED, (Rule("size", "step", down=True),)),
    Rung(cells.POINTER, (Rule("turn", "step", by=2),)),
    Rung(cells.ONE, (Rule("shape", "three"),)),
    Rung(cells.MANY, (Rule("number", "step"), Rule("shape", "alike"))),
    Rung(cells.STROKES, (Rule("lines", "join"),)),
    Rung(cells.ONE, (Rule("shading", "three"), Rule("shape", "alike", down=True))),
    Rung(cells.SIZED, (Rule("shape", "three"), Rule("size", "step"))),
    Rung(cells.STROKES, (Rule("lines", "or"),)),
    Rung(cells.STROKES, (Rule("lines", "and"),)),
    Rung(cells.POINTER, (Rule("shading", "three"), Rule("turn", "step", down=True))),
    Rung(cells.MANY, (Rule("shape", "three"), Rule("number", "three"))),
    Rung(cells.STROKES, (Rule("lines", "xor"),)),
    Rung(cells.NESTED, (Rule("shape", "three"), Rule("inner", "three"))),
    Rung(cells.SIZED, (Rule("shape", "three"), Rule("shading", "three"), Rule("size", "step"))),
    Rung(
        cells.NESTED,
        (Rule("shape", "three"), Rule("inner", "three"), Rule("shading", "alike", down=True)),
    ),
    Rung(cells.MARKED, (Rule("lines", "xor"), Rule("inner", "three"))),
)


def rung(place: int, count: int) -> Rung:
    """The rung at `place` (from 0) of a sitting of `count` questions: the ladder stretched."""
    return LADDER[place * len(LADDER) // count]
