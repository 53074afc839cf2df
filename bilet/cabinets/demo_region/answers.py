"""How a pupil answers a test: by what nobody sees, with the noise of a school day.

One function per format. Every answer is what the player would send: a value and milliseconds.
"""

from math import exp
from typing import Any

from bilet.assessments.drawn import drawn
from bilet.assessments.generators import tower
from bilet.assessments.generators.question import Question
from bilet.assessments.instruments import RATED, Instrument, Item, Option, Response, Scale
from bilet.assessments.questions import questions_of
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.tasks import TASKS, Answering, Made, Value, knowing, time_of
from bilet.cabinets.demo_region.world import Child

Given = dict[str, dict[str, Any]]

# Interests in objects of work, from the six directions.
KLIMOV: dict[str, dict[str, float]] = {
    "nature": {"R": 0.5, "I": 0.5},
    "technics": {"R": 0.9, "I": 0.2},
    "people": {"S": 0.8, "E": 0.4},
    "signs": {"C": 0.7, "I": 0.4},
    "image": {"A": 1.0},
}
NOISE = 0.85


def answers(
    dice: Chance, child: Child, instrument: Instrument, seed: int, *, careless: bool
) -> Given:
    """The answers of one sitting, as they are kept: item → value, time, sequence number."""
    usual = _generated if instrument.generated else _items
    made = _FORMATS.get(instrument.format, usual)(dice, child, instrument, seed, careless)
    return {
        item: {"v": value, "t": time, "s": number}
        for number, (item, value, time) in enumerate(made, start=1)
    }


def _items(dice: Chance, child: Child, test: Instrument, seed: int, careless: bool) -> Made:
    """Questions of the instrument itself, each asked in its own way."""
    moods = {scale.code: _trait(dice, child, scale) for scale in test.scales}
    made: Made = []
    for item in drawn(test, seed).items:
        ask = _WAYS[test.format_of(item)]
        value, usual = ask(dice, child, test, item, moods)
        if careless:
            value = _carelessly(test, item)
        parts = len(item.options) if isinstance(value, dict) else 1
        made.append((item.id, value, time_of(dice, careless, usual) * parts))
    return made


Moods = dict[str, float]


def _carelessly(test: Instrument, item: Item) -> Value:
    """The first answer everywhere."""
    kind, options = test.format_of(item), [option.id for option in item.options]
    if kind == "rate_options":
        return dict.fromkeys(options, _in_order(test)[0].id)
    if kind == "best_worst":
        return {"best": options[0], "worst": options[1]}
    if kind == "ranking":
        return {option: str(n) for n, option in enumerate(options, 1)}
    if kind == "multi_select":
        return {options[0]: "1"}
    return test.responses[0].id if kind in RATED else options[0]


def _rate(
    dice: Chance, _child: Child, test: Instrument, item: Item, moods: Moods
) -> tuple[Value, int]:
    trait = item.keyed * moods[item.scale or ""] + dice.normal(0, NOISE)
    return _rated(_in_order(test), trait).id, 3600


def _rate_parts(
    dice: Chance, child: Child, test: Instrument, item: Item, moods: Moods
) -> tuple[Value, int]:
    """Against experts' ratings where there are any, by the scale of each part otherwise."""
    responses = _in_order(test)
    wisdom = 0.78 + 0.14 * child.skill + 0.06 * child.interests["S"]
    rated = {}
    for option in item.options:
        if option.keyed is not None:
            rated[option.id] = _near(responses, _opinion(dice, option, wisdom)).id
        else:
            mood = moods[option.scale or item.scale or ""] + dice.normal(0, NOISE)
            rated[option.id] = _rated(responses, mood).id
    return rated, 3600


def _pulls(dice: Chance, item: Item, moods: Moods) -> list[str]:
    """The options, the most wanted first."""
    pull = {
        o.id: (moods[o.scale] if o.scale else o.keyed or 0.0) + dice.normal(0, NOISE)
        for o in item.options
    }
    return sorted(pull, key=lambda option: -pull[option])


def _pick(
    dice: Chance, _child: Child, _test: Instrument, item: Item, moods: Moods
) -> tuple[Value, int]:
    return _pulls(dice, item, moods)[0], 4200


def _best_worst(
    dice: Chance, _child: Child, _test: Instrument, item: Item, moods: Moods
) -> tuple[Value, int]:
    order = _pulls(dice, item, moods)
    return {"best": order[0], "worst": order[-1]}, 3000


def _rank(
    dice: Chance, _child: Child, _test: Instrument, item: Item, moods: Moods
) -> tuple[Value, int]:
    return {option: str(n) for n, option in enumerate(_pulls(dice, item, moods), 1)}, 4000


def _several(
    dice: Chance, _child: Child, _test: Instrument, item: Item, moods: Moods
) -> tuple[Value, int]:
    wanted = _pulls(dice, item, moods)[: dice.between(1, item.most or 1)]
    return dict.fromkeys(wanted, "1"), 2500


def _know(
    dice: Chance, child: Child, _test: Instrument, item: Item, _moods: Moods
) -> tuple[Value, int]:
    right = next(option.id for option in item.options if option.keyed == 1)
    knows = dice.happens(knowing(child))
    return right if knows else dice.one_of([o.id for o in item.options]), 14_000


_WAYS = {
    "likert": _rate,
    "poles": _rate,
    "rate_options": _rate_parts,
    "pairs": _pick,
    "triads": _pick,
    "best_worst": _best_worst,
    "ranking": _rank,
    "multi_select": _several,
    "choice": _know,
}


def _cards(dice: Chance, child: Child, test: Instrument, _seed: int, careless: bool) -> Made:
    moods = {scale.code: _trait(dice, child, scale) for scale in test.scales}
    made: Made = []
    for item in test.items:
        whole = sum(item.weights.values()) or 1
        pull = sum(moods[scale] * weight for scale, weight in item.weights.items()) / whole
        likes = 1 / (1 + exp(0.3 - 1.7 * pull))
        value = "unknown" if dice.happens(0.07) else "like" if dice.happens(likes) else "not"
        made.append((item.id, "like" if careless else value, time_of(dice, careless, 2200)))
    return made


def _opinion(dice: Chance, option: Option, wisdom: float) -> float:
    """Between the middle and the experts' rating, the nearer the wiser."""
    return 3 + wisdom * ((option.keyed or 3) - 3) + dice.normal(0, 0.6)


def _generated(dice: Chance, child: Child, test: Instrument, seed: int, careless: bool) -> Made:
    made: Made = []
    for question in questions_of(test, seed, "ru"):
        knows = dice.happens(knowing(child)) and not careless
        value: Value = question.right if knows else _guess(dice, question, careless)
        if test.format == "tower":
            moves = tower.solution(question.data)
            value = {"moves": moves if knows else moves[:2], "first": str(dice.between(900, 6000))}
        made.append((question.id, value, time_of(dice, careless, 9000)))
    return made


def _guess(dice: Chance, question: Question, careless: bool) -> str:
    if question.right.startswith(("f", "l", "r")):
        return "ff"  # a program that leads nowhere
    if not question.options:
        return str(dice.between(1, 99))
    return question.options[0].id if careless else dice.one_of(question.options).id


_FORMATS: dict[str, Answering] = {"cards": _cards, **TASKS}


def _trait(dice: Chance, child: Child, scale: Scale) -> float:
    """How the child stands on a scale, about 0 ± 1."""
    if scale.riasec:
        return child.interests[scale.riasec]
    if scale.klimov:
        parts = KLIMOV[scale.klimov]
        return sum(child.interests[letter] * share for letter, share in parts.items())
    return 0.3 + 0.3 * child.skill + dice.normal(0, 0.8)


def _in_order(test: Instrument) -> list[Response]:
    return sorted((r for r in test.responses if r.value is not None), key=lambda r: r.value or 0)


def _rated(responses: list[Response], trait: float) -> Response:
    """The answer for a trait of 0 ± 1: the middle one, a step for each 0.7."""
    middle = (len(responses) - 1) / 2
    place = round(middle + 0.15 + trait / 2.8 * middle)
    return responses[max(0, min(len(responses) - 1, place))]


def _near(responses: list[Response], value: float) -> Response:
    return min(responses, key=lambda response: abs((response.value or 0) - value))
