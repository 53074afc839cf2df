"""Questions about small tables, bar charts and line charts: numbers for everyday decisions.

Twelve kinds from reading one value to joining two tables. Four answers each; wrong ones come
from usual slips: the wrong row or column, a sum for a difference, the wrong divisor, the wrong
whole. Numbers stand in order of size and the right one takes every place equally often.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import PLACES, Choice, Question
from bilet.assessments.generators.tables import joined, kinds
from bilet.assessments.generators.tables.figures import figure
from bilet.assessments.generators.tables.numbers import Draft
from bilet.assessments.generators.tables.topics import Topic, topics

Kind = Callable[[Dice, Topic, int], Draft]

# From easy to hard; the dice choose where a step has two kinds. The second number is the
# predicted Rasch b, the author's guess from the number of values, steps and sources.
LADDER: tuple[tuple[tuple[Kind, float], ...], ...] = (
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
            kind, difficulty = dice.one_of(LADDER[n * len(LADDER) // count])
            topic = _next_topic(queue, kind)
            made.append(_question(n + 1, kind(dice, topic, place), topic, place, difficulty))
    return made


def _next_topic(queue: list[Topic], kind: Kind) -> Topic:
    """The topic that has waited longest and fits; it goes to the end of the queue."""
    topic = next(_fitting(queue, kind))
    queue.remove(topic)
    queue.append(topic)
    return topic


def _fitting(queue: list[Topic], kind: Kind) -> Iterator[Topic]:
    needs = NEEDS.get(kind)
    return (topic for topic in queue if needs is None or needs(topic))


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
