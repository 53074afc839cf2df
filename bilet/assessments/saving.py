"""How answers get into their row: one SQL statement, for one sitting or for many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bilet.assessments.payload import Batch

# The answer with the highest sequence number wins, item by item; of equal numbers the greater
# text. So the outcome does not depend on the order in which batches come, nor on repeats.
SAVE = """
WITH given AS (
    SELECT * FROM unnest(%(sittings)s::uuid[], %(batches)s::jsonb[]) AS given (id, batch)
), saved AS (
    UPDATE assessments_sitting AS sitting SET answers = (
        SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM (
            SELECT DISTINCT ON (key) key, value FROM (
                SELECT * FROM jsonb_each(sitting.answers)
                UNION ALL
                SELECT * FROM jsonb_each(given.batch->'answers')
            ) AS both_of_them
            ORDER BY key, (value->>'s')::bigint DESC, value::text DESC
        ) AS newest
    )
    FROM given
    WHERE sitting.id = given.id AND sitting.finished_at IS NULL
    RETURNING sitting.id
)
SELECT sitting.id, saved.id IS NULL
FROM given JOIN assessments_sitting AS sitting USING (id) LEFT JOIN saved USING (id)
"""


@dataclass(frozen=True, slots=True)
class Saved:
    highest: int  # sequence number in the batch
    finished: bool


def parameters(batches: Mapping[UUID, Batch]) -> dict[str, Any]:
    """What `SAVE` is asked with: one batch a sitting."""
    return {
        "sittings": list(batches),
        "batches": [batch.model_dump_json() for batch in batches.values()],
    }


def outcomes(rows: Iterable[tuple[UUID, bool]], batches: Mapping[UUID, Batch]) -> dict[UUID, Saved]:
    """What became of each batch. A sitting that is not there has no row and no outcome."""
    return {sitting: Saved(batches[sitting].highest, finished) for sitting, finished in rows}
