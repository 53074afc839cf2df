"""Scores of free writing: how many different ideas, and how rare they are."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from bilet.psychometrics.arrays import FloatArray

_WORD = re.compile(r"\w+")


def different_ideas(lines: Iterable[str]) -> list[str]:
    """What was written, in one spelling: no case, no marks, no repeats, no empty lines.

    Args:
        lines: ideas as they were typed.

    Returns:
        The different ideas, in the order in which they came; ё is е.
    """
    folded = (" ".join(_WORD.findall(line.lower().replace("ё", "е"))) for line in lines)
    return list(dict.fromkeys(line for line in folded if line))


def originality(ideas: Sequence[Sequence[str]]) -> FloatArray:
    """How rare a person's ideas are: the mean of one less their share in the sample.

    Args:
        ideas: (n_persons), the `different_ideas` of each to the same prompt.

    Returns:
        (n_persons,), from 0 (everybody wrote the same) to nearly 1; NaN where nothing was
        written. Whoever has fewer ideas has no advantage or disadvantage as such.

    Notes:
        Meant for samples of hundreds: in a small one every idea looks rare.
        Runco & Acar (2012), Creativity Research Journal 24(1), 66-75,
        https://doi.org/10.1080/10400419.2012.652929
    """
    count = Counter(idea for row in ideas for idea in set(row))
    n_persons = max(len(ideas), 1)
    return np.array(
        [np.mean([1 - count[i] / n_persons for i in set(row)]) if row else np.nan for row in ideas]
    )
