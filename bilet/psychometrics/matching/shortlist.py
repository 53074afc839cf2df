"""About seven professions from two or three fields: a list a pupil can use."""

import numpy as np

from bilet.psychometrics.arrays import FloatArray, IntArray, vector


def shortlist(
    scores: FloatArray,
    fields: IntArray,
    *,
    length: int = 7,
    least_fields: int = 2,
    most_fields: int = 3,
) -> IntArray:
    """The best-fitting professions, kept to a few fields of work.

    Args:
        scores: (n_professions,), higher fits better; NaN are never listed.
        fields: (n_professions,), number of the field each belongs to.
        length: How many to list.
        least_fields: From how many fields at least, where there are so many.
        most_fields: From how many fields at most.

    Returns:
        (up to `length`,), rows of the professions, best first; ties keep the catalogue's
        order.

    Raises:
        ValueError: the lengths disagree, or the limits are not 1 <= least <= most <= length.

    Notes:
        The fields are those of the best professions, in their order. Where the best all lie
        in one field, the best from elsewhere take the last places.
        Lists of about seven from few fields are used best: Gutentag et al. (2022).
    """
    scores = vector(scores, "shortlist", "scores")
    fields = np.asarray(fields)
    if fields.shape != scores.shape:
        raise ValueError(f"shortlist: fields must be {scores.shape} as scores; got {fields.shape}")
    if not 1 <= least_fields <= most_fields <= length:
        raise ValueError("shortlist: 1 <= least_fields <= most_fields <= length must hold")
    order = np.argsort(-scores, kind="stable")
    order = order[~np.isnan(scores[order])]
    _, first = np.unique(fields[order], return_index=True)
    leading = np.sort(first)[:most_fields]  # places where a new field begins
    kept = np.isin(fields[order], fields[order][leading]).nonzero()[0]
    promised = leading[:least_fields]
    others = kept[~np.isin(kept, promised)][: length - promised.size]
    return np.asarray(order[np.sort(np.concatenate([promised, others]))], dtype=np.int_)
