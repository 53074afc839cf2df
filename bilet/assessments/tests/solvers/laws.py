"""What holds for the questions of every generator: places, pictures, no hint in the answers."""

import hashlib
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from scipy.stats import chisquare

from bilet.assessments.generators.question import Question

ALLOWED = {"svg", "g", "path", "circle", "rect", "text"}
SPARE = 0.05  # a guesser may be so much better than chance
Traits = Mapping[str, object]


def fingerprint(questions: object) -> str:
    return hashlib.sha256(repr(questions).encode()).hexdigest()[:16]


def check_shape(questions: Sequence[Question]) -> None:
    """Ids in order, a key among the options, no two options equal, everything said in words."""
    assert [q.id for q in questions] == [f"q{n}" for n in range(1, len(questions) + 1)]
    for question in questions:
        ids = [option.id for option in question.options]
        shown = [(o.text, o.figure.svg if o.figure else "") for o in question.options]
        assert question.right in ids == sorted(set(ids))
        assert len(set(shown)) == len(shown)
        assert all(text or svg for text, svg in shown)
        assert question.explanation
        assert all(figure.alt for figure in figures_of(question))


def figures_of(question: Question) -> list:
    offered = [option.figure for option in question.options]
    return [figure for figure in [question.figure, *offered] if figure is not None]


def check_russian(question: Question) -> None:
    """No word is left in English; letters of places stand alone."""
    words = [question.text, question.explanation, *(option.text for option in question.options)]
    words += [figure.alt for figure in figures_of(question)]
    words += [t for f in figures_of(question) for t in re.findall(r"<text[^>]*>([^<]*)", f.svg)]
    assert not [text for text in words if re.search("[A-Za-z]{2,}", text)]


def check_pictures(questions: Iterable[Question]) -> None:
    """Well-formed, nothing but strokes and words, not heavy."""
    sizes = []
    for question in questions:
        for figure in figures_of(question):
            root = ET.fromstring(figure.svg)  # noqa: S314 # our own text
            for part in root.iter():
                assert part.tag.rpartition("}")[2] in ALLOWED
                assert not {"id", "style", "onload", "href"} & part.attrib.keys()
            sizes.append(len(figure.svg.encode()))
    assert sum(sizes) / len(sizes) <= 3_000


def check_places(questions: Iterable[Question]) -> None:
    """Every place is right equally often, among questions with as many options."""
    by_size: dict[int, Counter[str]] = defaultdict(Counter)
    for question in questions:
        by_size[len(question.options)][question.right] += 1
    for size, counts in by_size.items():
        assert len(counts) == size
        assert chisquare(list(counts.values())).pvalue > 0.001


def check_blindness(
    questions: Iterable[Question], describe: Callable[[Question], Mapping[str, Traits]]
) -> dict[str, float]:
    """Who sees the options alone guesses no better than chance.

    `describe` tells traits of every option, drawn from the options alone. A guesser takes the
    option whose number is the least, the second …, or that shares most (or fewest) traits with
    the others; it is right when the key is there, by half when it hesitates between two.

    Returns:
        guesser → how often it is right, above chance.
    """
    hits: dict[str, list[float]] = defaultdict(list)
    for question in questions:
        traits = describe(question)
        for name, scores in _scores(traits).items():
            for rank, chosen in _ranks(scores):
                chance = 1 / len(question.options)
                hit = 1 / len(chosen) if question.right in chosen else 0.0
                hits[f"{name} {rank}"].append(hit - chance)
    gains = {name: sum(h) / len(h) for name, h in hits.items() if len(h) >= 200}
    assert gains
    assert max(gains.values()) <= SPARE, max(gains.items(), key=lambda pair: pair[1])
    return gains


def _scores(traits: Mapping[str, Traits]) -> dict[str, dict[str, float]]:
    """One number per option for each guesser."""
    names = next(iter(traits.values())).keys()
    scores: dict[str, dict[str, float]] = {"votes": dict.fromkeys(traits, 0.0)}
    for name in names:
        values = {option: traits[option][name] for option in traits}
        common = Counter(values.values())
        scores[f"common {name}"] = {option: common[value] for option, value in values.items()}
        for option, value in values.items():
            scores["votes"][option] += common[value]
        if all(isinstance(value, int | float) for value in values.values()):
            scores[name] = values
    return scores


def _ranks(scores: Mapping[str, float]) -> list[tuple[int, list[str]]]:
    ordered = sorted(set(scores.values()))
    if len(ordered) == 1:
        return []
    picks = {0: ordered[0], 1: ordered[1], -1: ordered[-1]}
    return [(rank, [o for o, s in scores.items() if s == value]) for rank, value in picks.items()]
