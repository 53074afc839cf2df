"""Questions about small tables, bar charts and line charts: numbers for everyday decisions.

From reading one value to joining two tables. Four answers each; wrong ones come from usual
slips: the wrong row or column, a sum for a difference, the bare number for a percentage. Numbers
stand in order of size, and the right one takes every place equally often.
"""

from collections.abc import Callable, Sequence

from django.utils.translation import override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import PLACES, Choice, Question
from bilet.assessments.generators.tables import joined, kinds
from bilet.assessments.generators.tables.figures import figure
from bilet.assessments.generators.tables.numbers import Draft, Kind
from bilet.assessments.generators.tables.topics import Topic, topics

Step = tuple[Kind, float]

# From easy to hard; the dice choose where a step has two kinds. The second number is the
# predicted Rasch b, the author's guess from the number of values, steps and sources.
LADDER: tuple[tuple[Step, ...], ...] = (
    ((kinds.read, -2.2),),
    ((kinds.read_chart, -1.7),),
    ((kinds.trend, -1.4),),
    ((kinds.difference, -1.2),),
    ((kinds.rows_difference, -1.0),),
    ((kinds.total, -0.8), (kinds.most, -0.3)),
    ((kinds.rise, -0.2), (kinds.forecast, 0.0)),
    ((kinds.mean, 0.3),),
    ((kinds.share, 0.7),),
    ((joined.product, 0.6), (joined.hours, 0.9)),
    ((kinds.growth, 1.2),),
    ((joined.together, 1.3), (joined.most_paid, 1.5)),
)

# What a topic must have for a kind.
NEEDS: dict[Kind, Callable[[Topic], bool]] = {
    kinds.total: lambda topic: topic.sums,
    kinds.most: lambda topic: topic.sums,
    kinds.mean: lambda topic: topic.sums,
    kinds.share: lambda topic: bool(topic.of_all),
    joined.product: lambda topic: topic.prices is not None,
    joined.hours: lambda topic: topic.prices is not None and bool(topic.prices.hours),
    joined.together: lambda topic: topic.prices is not None,
    joined.most_paid: lambda topic: topic.prices is not None,
}


def questions(seed: int, count: int, language: str) -> list[Question]:
    """`count` questions, from easy to hard; neighbours tell of different things."""
    dice = Dice(seed)
    places = dice.shuffled([n % 4 for n in range(count)])
    with override(language):
        queue = dice.shuffled(topics())
        made = []
        for n, place in enumerate(places):
            step = LADDER[n * len(LADDER) // count]
            kind, difficulty, topic = _next(dice.shuffled(step), queue)
            made.append(_question(n + 1, kind(dice, topic, place), topic, place, difficulty))
    return made


def _next(step: Sequence[Step], queue: list[Topic]) -> tuple[Kind, float, Topic]:
    """The first kind for which a topic waits that has not just been used (the last in the queue).

    The topic goes to the end of the queue.
    """
    for kind, difficulty in step:
        needs = NEEDS.get(kind)
        topic = next((t for t in queue[:-1] if needs is None or needs(t)), None)
        if topic is not None:
            queue.remove(topic)
            queue.append(topic)
            return kind, difficulty, topic
    raise LookupError("no topic fits a step of the ladder")


def _question(number: int, draft: Draft, topic: Topic, place: int, difficulty: float) -> Question:
    sources = draft.sources
    return Question(
        f"q{number}",
        draft.text,
        PLACES[place],
        tuple(Choice(letter, text) for letter, text in zip(PLACES, draft.answers, strict=False)),
        figure(sources),
        draft.explanation,
        difficulty,
        {
            "kind": draft.kind,
            "topic": topic.code,
            "shape": sources[0].shape,
            "sources": len(sources),
            "values": draft.values,
        },
    )
