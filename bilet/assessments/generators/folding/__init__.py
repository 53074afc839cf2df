"""Nets of cubes and folded paper by turns, both from easy to hard."""

from django.utils.translation import override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.folding import nets, paper
from bilet.assessments.generators.question import Question


def questions(seed: int, count: int, language: str) -> list[Question]:
    """`count` questions; every place is right equally often."""
    dice = Dice(seed)
    places = dice.shuffled([number % 4 for number in range(count)])
    made: dict[str, Question] = {}  # by its picture: none comes twice
    with override(language):
        while len(made) < count:
            number = len(made)
            id_, step, place = f"q{number + 1}", 4 * number // count, places[number]
            if number % 2 == 0:
                question = nets.question(dice, id_, nets.LEVELS[step], place)
            else:
                question = paper.question(dice, id_, paper.LEVELS[step], place)
            if question.figure is not None:
                made.setdefault(question.figure.svg, question)
    return list(made.values())
