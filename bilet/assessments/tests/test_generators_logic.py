"""Deduction: exactly one answer follows in every world that the conditions allow."""

import hashlib
import os
import time
from collections import Counter
from functools import lru_cache

import pytest
from scipy.stats import binomtest, chisquare

from bilet.assessments.generators.logic import LADDER, questions
from bilet.assessments.tests.solvers import laws
from bilet.assessments.tests.solvers import logic as solver

COUNT = 12
SEEDS = range(200)
slow = pytest.mark.skipif(
    not os.environ.get("BILET_SLOW"), reason="ten thousand sittings take minutes: set BILET_SLOW=1"
)


@lru_cache(maxsize=2 * len(SEEDS))
def sitting(seed: int, language: str = "ru"):
    return questions(seed, COUNT, language)


def all_questions(language: str = "ru"):
    return [question for seed in SEEDS for question in sitting(seed, language)]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_exactly_one_answer_follows_in_every_world_that_fits(language):
    for question in all_questions(language):
        assert solver.following(question) == [question.right], question.text
        assert_nothing_else_could_be_called_right(question)


def assert_nothing_else_could_be_called_right(question) -> None:
    """No wrong conclusion about classes follows even when every class has somebody in it; and
    where it cannot be told, no state of any thing in the house can be told either."""
    offered = {o.id: o.text for o in question.options[:3]}
    _intro, *lines = solver.conditions(question.text)
    if question.features["kind"] == "syllogism":
        found = solver.follow_of_classes(lines, offered)
        assert {id_ for id_, (_sure, possible) in found.items() if possible} <= {question.right}
    if question.features["kind"] in ("conditional", "mixed") and question.right == "d":
        worlds = list(solver.worlds_of_house(lines))
        given = [line for line in lines if line.startswith(("Сейчас", "Now"))]
        told = [thing for thing in worlds[0] if len({world[thing] for world in worlds}) == 1]
        assert len(told) == len(given)


@pytest.mark.slow
@slow
def test_ten_thousand_sittings_have_one_answer_each_and_no_learner_finds_it_blind():
    right, all_, hits = Counter(), Counter(), []
    for seed in range(10_000):
        made = questions(seed, COUNT, "ru")
        for question in made:
            assert solver.following(question) == [question.right], question.text
            assert_nothing_else_could_be_called_right(question)
            seen = marks(question)
            if seed < 5_000:
                for id_, some in seen.items():
                    all_.update(some)
                    right.update(some if id_ == question.right else [])
            else:
                odds = {
                    id_: sum((right[m] + 1) / (all_[m] + 4) for m in some)
                    for id_, some in seen.items()
                }
                hits.append(max(odds, key=odds.__getitem__) == question.right)
    print(f"context-blind learner: {sum(hits) / len(hits):.4f} of {len(hits)}")  # noqa: T201
    assert sum(hits) / len(hits) <= 0.30


def test_the_solver_itself_sees_fallacies():
    house = ["Если дверь открыта, то свет горит.", "Сейчас: свет горит."]
    assert solver.follow_in_house(house, {"a": "Дверь открыта", "b": "Дверь закрыта"}) == {
        "a": False,
        "b": False,
    }
    backwards = [house[0], "Сейчас: свет погашен."]
    assert solver.follow_in_house(backwards, {"a": "Дверь закрыта"}) == {"a": True}
    middle = ["Все зенты — лормы.", "Все келды — лормы."]
    assert solver.follow_of_classes(middle, {"a": "Некоторые зенты — келды"})["a"] == (False, False)
    empty = ["Все зенты — лормы.", "Все зенты — келды."]
    assert solver.follow_of_classes(empty, {"a": "Некоторые лормы — келды"})["a"] == (False, True)
    clues = ["Аня стоит ближе к кассе, чем Борис.", "Борис и Вера стоят рядом."]
    assert len(solver.orders_of("В очереди: Аня, Борис, Вера, Глеб.", clues)) == 6


# Nothing to be had from the options alone


def traits(question) -> dict[str, dict[str, object]]:
    """What an option says by itself."""
    texts = [option.text for option in question.options]
    words = Counter(word for text in texts for word in set(text.lower().split()))
    return {
        option.id: {
            "length": len(option.text),
            "first word": option.text.split()[0],
            "not": " не " in option.text or "нет" in option.text,
            "shared words": sum(words[word] for word in option.text.lower().split()),
            "alphabet": sorted(texts).index(option.text),
        }
        for option in question.options
    }


def marks(question) -> dict[str, list[tuple]]:
    """For a learner: the traits of each option, by kind of question and place."""
    kind = question.features["kind"]
    return {
        id_: [
            (kind, id_),
            *((kind, name, row[name]) for name in ("first word", "not", "alphabet")),
            (kind, "shared", row["shared words"], id_ == "d"),
        ]
        for id_, row in traits(question).items()
    }


def test_who_sees_only_the_options_finds_the_right_one_by_chance():
    laws.check_blindness(all_questions(), traits)


def test_each_place_is_right_equally_often():
    laws.check_places(all_questions())
    for seed in SEEDS:
        assert set(Counter(q.right for q in sitting(seed)).values()) == {3}
    for n in range(COUNT):
        places = Counter(sitting(seed)[n].right for seed in SEEDS)
        assert chisquare([places[letter] for letter in "abcd"]).pvalue > 0.001


def test_it_cannot_be_told_is_right_as_often_as_any_other_answer_in_every_kind():
    told, asked = Counter(), Counter()
    for question in all_questions():
        assert question.options[3].text == "Нельзя сказать точно"
        assert question.features["follows"] == (question.right != "d")
        told[question.features["kind"]] += question.right == "d"
        asked[question.features["kind"]] += 1
    for kind, number in asked.items():
        assert binomtest(told[kind], number, 0.25).pvalue > 0.001, (kind, told[kind] / number)


# The ladder and the words


def also_of(rules: list[str], parts: list[str]) -> list[str]:
    """Everything that the rules and the answers speak of, so that no thing is left out."""
    return [part for rule in rules for part in solver.read(rule)[1]] + parts


def test_every_sitting_climbs_the_same_ladder():
    assert [b for _kind, _level, b in LADDER] == sorted(b for _kind, _level, b in LADDER)
    for seed in SEEDS:
        made = sitting(seed)
        laws.check_shape(made)
        steps = [(kind.__name__, level) for kind, level, _b in LADDER]
        assert [(q.features["kind"], q.features["level"]) for q in made] == steps
    few = questions(5, 6, "ru")
    assert [q.features["kind"] for q in few][:3] == ["conditional", "syllogism", "conditional"]


def test_no_condition_is_idle():
    """Without it more orders, or more states of the house, would fit."""
    for question in all_questions():
        if question.features["kind"] in ("conditional", "mixed"):
            _intro, *lines = solver.conditions(question.text)
            rules = [line for line in lines if not line.startswith("Сейчас")]
            parts = [o.text for o in question.options[:3]]
            left = len(list(solver.worlds_of_house(rules, also_of(rules, parts))))
            for n in range(len(rules)):
                others = rules[:n] + rules[n + 1 :]
                assert len(list(solver.worlds_of_house(others, also_of(rules, parts)))) > left
        if question.features["kind"] == "order":
            intro, *clues, _asked = solver.conditions(question.text)
            left = len(solver.orders_of(intro, clues))
            for n in range(len(clues)):
                assert len(solver.orders_of(intro, clues[:n] + clues[n + 1 :])) > left


def test_the_language_changes_the_words_alone():
    for ru, en in zip(all_questions("ru"), all_questions("en"), strict=True):
        assert (ru.right, ru.features, ru.difficulty) == (en.right, en.features, en.difficulty)
        laws.check_russian(ru)
        assert len(ru.text) <= 330


def test_no_two_sittings_are_alike_and_no_question_comes_twice_in_one():
    assert len({tuple(q.text for q in sitting(seed)) for seed in SEEDS}) == len(SEEDS)
    for seed in SEEDS:
        assert len({q.text for q in sitting(seed)}) == COUNT


def test_the_same_seed_gives_the_same_bytes_for_ever():
    """A change of this number breaks sittings that are under way: raise the version."""
    document = repr([questions(seed, COUNT, "en") for seed in range(20)]).encode()
    assert (
        hashlib.sha256(document).hexdigest()
        == "fc2094fa51c7427546c9f698c8d0c2d5a6227b2ad786bb49579487dca7604f51"
    )


def test_a_sitting_is_made_in_fifty_milliseconds():
    """The best of several: the machine may be busy with something else."""
    spent = []
    for seed in range(1_000, 1_008):
        started = time.perf_counter()
        questions(seed, COUNT, "ru")
        spent.append(time.perf_counter() - started)
    assert min(spent) <= 0.050
