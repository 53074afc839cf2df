"""The catalogue of professions as arrays."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from bilet.guidance.engine.aptitudes import MIDDLE, UPPER
from bilet.guidance.engine.library import aptitudes, opposites
from bilet.professions.library import PROFESSIONS
from bilet.psychometrics.matching import match

LETTERS = "RIASEC"
OWN_SHARE = 0.7  # what two professions of one profile share; the rest only a trial shows


@dataclass(frozen=True)
class Catalogue:
    codes: tuple[str, ...]
    fields: tuple[str, ...]
    profiles: NDArray[np.float64]  # (n_professions, 6), in the order of LETTERS
    condition_names: tuple[str, ...]
    conditions: NDArray[np.float64]  # (n_professions, n_conditions), 0 or 1
    long_way: NDArray[np.bool_]  # (n_professions,), no way in after grade 9
    aptitudes: tuple[str, ...]
    required: NDArray[np.float64]  # (n_professions, n_aptitudes), levels; NaN: not asked for
    condition_pairs: tuple[str, ...]
    ends: NDArray[np.float64]  # (n_professions, n_pairs), 0 the low end to 1 the high; NaN: silent

    @cached_property
    def row(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(self.codes)}

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.fields)))

    @cached_property
    def field_numbers(self) -> NDArray[np.int_]:
        return np.array([self.field_names.index(field) for field in self.fields], dtype=np.int_)

    @cached_property
    def shapes(self) -> NDArray[np.float64]:
        """(n, 6), profiles centred and of length 1; 0 for a flat one."""
        return shape_of(self.profiles)

    @cached_property
    def similarity(self) -> NDArray[np.float64]:
        """(n, n), how alike the profiles of two professions are, from -1 to 1."""
        return np.nan_to_num(match(self.profiles, self.profiles).astype(np.float64))

    @cached_property
    def kinship(self) -> NDArray[np.float64]:
        """How far a trial of one profession speaks of another: only of what is alike."""
        shared = OWN_SHARE * np.clip(self.similarity, 0.0, 1.0)
        np.fill_diagonal(shared, 1.0)
        return np.asarray(shared)


def shape_of(profiles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Profiles without their level and their strength: what a correlation compares."""
    centred = profiles - profiles.mean(axis=-1, keepdims=True)
    length = np.linalg.norm(centred, axis=-1, keepdims=True)
    return np.asarray(np.divide(centred, length, out=np.zeros_like(centred), where=length > 0))


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation, read once per process."""
    cards = list(PROFESSIONS.all("ru").values())
    names = sorted({condition for card in cards for condition in card.conditions})
    asked, pairs = aptitudes("ru"), opposites("ru")
    levels = np.array([[float(each.level_for(card)) for each in asked] for card in cards])
    return Catalogue(
        codes=tuple(card.code for card in cards),
        fields=tuple(str(card.field) for card in cards),
        profiles=np.array([card.riasec_numbers() for card in cards]),
        condition_names=tuple(names),
        conditions=np.array([[float(n in card.conditions) for n in names] for card in cards]),
        long_way=np.array([not card.routes.after9 for card in cards]),
        aptitudes=tuple(each.code for each in asked),
        required=np.where(levels > 0, np.clip(levels, MIDDLE, UPPER), np.nan),
        condition_pairs=tuple(pair.code for pair in pairs),
        ends=np.array([[pair.end_of(card) for pair in pairs] for card in cards]),
    )
