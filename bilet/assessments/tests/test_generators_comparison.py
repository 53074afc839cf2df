"""Pairs of lines: half are different, in one place, and no single line tells which."""

import hashlib
import os
import re
import time
from collections import Counter
from itertools import pairwise

import pytest
from scipy.stats import binomtest, chisquare

from bilet.assessments.generators.comparison import (
    ALIKE,
    DIFFERENT,
    KINDS,
    SAME,
    options,
    stems,
)

SEEDS = range(200)
SIZE = 60
slow = pytest.mark.skipif(
    not os.environ.get("BILET_SLOW"), reason="ten thousand sittings take minutes: set BILET_SLOW=1"
)
PATTERNS = {
    "code": r"[А-Я]\d[А-Я]\d-\d[А-Я]\d[А-Я]",
    "plate": r"[А-Я] \d{3} [А-Я]{2} \d{3}",
    "address": r"\d{6}, [А-ЯЁ][а-яё]+, \d\d–\d\d",
    "article": r"\d{4}-\d{4}-\d\d",
    "time": r"\d\d,\d\d · \d\d,\d\d · \d\d,\d\d",
}


def blocks(seeds=SEEDS):
    return [stems(seed, block, SIZE) for seed in seeds for block in (1, 2)]


def differences(stem) -> list[int]:
    """Where the signs of the two lines differ."""
    return [i for i, (a, b) in enumerate(zip(stem.first, stem.second, strict=True)) if a != b]


def assert_sound(stem) -> None:
    """The key is what an eye sees; a difference is one look-alike or two neighbours."""
    places = differences(stem)
    assert stem.right == (DIFFERENT if places else SAME)
    if len(places) == 2:
        i, j = places
        assert j == i + 1
        assert (stem.first[i], stem.first[j]) == (stem.second[j], stem.second[i])
    elif places:
        one, other = stem.first[places[0]], stem.second[places[0]]
        assert other in ALIKE[one] or one in ALIKE[other]
    assert len(places) <= 2


def test_the_key_is_what_an_eye_sees_and_a_difference_is_easy_to_overlook():
    for block in blocks():
        assert [stem.id for stem in block] == [f"s{n}" for n in range(1, SIZE + 1)]
        for stem in block:
            assert_sound(stem)


@pytest.mark.slow
@slow
def test_ten_thousand_sittings_hold_the_same_laws():
    for seed in range(10_000):
        for block in (1, 2):
            made = stems(seed, block, SIZE)
            for start in range(0, SIZE, 10):
                assert sum(s.right == DIFFERENT for s in made[start : start + 10]) == 5
            for stem in made:
                assert_sound(stem)


def test_of_every_ten_pairs_five_are_different_and_every_kind_comes_twice():
    for block in blocks():
        for start in range(0, SIZE, 10):
            strip = block[start : start + 10]
            assert Counter(stem.right for stem in strip) == {SAME: 5, DIFFERENT: 5}
            assert Counter(stem.kind for stem in strip) == dict.fromkeys(KINDS, 2)
    rest = Counter(stem.right for seed in SEEDS for stem in stems(seed, 1, 15)[10:])
    assert abs(rest[SAME] - rest[DIFFERENT]) <= 60


def test_a_difference_stands_at_every_place_of_the_line_equally_often():
    for kind in KINDS:
        places = Counter(
            stem.place
            for block in blocks()
            for stem in block
            if stem.kind == kind
            if stem.place is not None
        )
        assert len(places) >= 8
        assert chisquare(list(places.values())).pvalue > 0.001, kind


def test_the_order_of_keys_is_no_pattern():
    """Of neighbours in a strip, the second repeats the first in 4 of 9, as drawn from ten."""
    repeats, pairs = 0, 0
    for block in blocks():
        for start in range(0, SIZE, 10):
            keys = [stem.right for stem in block[start : start + 10]]
            repeats += sum(a == b for a, b in pairwise(keys))
            pairs += 9
    assert binomtest(repeats, pairs, 4 / 9).pvalue > 0.001


@pytest.mark.parametrize("line", ["first", "second"])
def test_one_line_alone_never_tells_whether_the_other_is_the_same(line):
    """A line of an odd pattern, or with any given sign in it, is as often in an equal pair."""
    signs: dict[str, Counter] = {}
    for block in blocks():
        for stem in block:
            text = getattr(stem, line)
            marks = {*text, "odd"} if not re.fullmatch(PATTERNS[stem.kind], text) else {*text}
            for mark in marks:
                signs.setdefault(mark, Counter())[stem.right] += 1
    assert sum(signs["odd"].values()) > 100
    for mark, keys in signs.items():
        assert binomtest(keys[SAME], keys.total(), 0.5).pvalue > 0.0001, mark


def test_no_line_comes_again_soon_and_every_line_fits_a_phone():
    for block in blocks(range(50)):
        for n, stem in enumerate(block):
            assert max(len(stem.first), len(stem.second)) <= 24
            for other in block[max(0, n - 20) : n]:
                assert not {stem.first, stem.second} & {other.first, other.second}


def test_two_answers_in_two_languages():
    assert options("ru") == [(SAME, "Одинаковые"), (DIFFERENT, "Разные")]
    assert options("en") == [(SAME, "The same"), (DIFFERENT, "Different")]


def test_the_language_changes_names_of_streets_alone():
    ru, en = stems(7, 1, SIZE, "ru"), stems(7, 1, SIZE, "en")
    assert [s.right for s in ru] == [s.right for s in en]
    assert all(a.first == b.first for a, b in zip(ru, en, strict=True) if a.kind != "address")


def test_the_same_seed_gives_the_same_bytes_for_ever():
    """A change of this number breaks sittings that are under way: raise the version."""
    document = repr([stems(seed, 1, SIZE, "en") for seed in range(20)]).encode()
    assert (
        hashlib.sha256(document).hexdigest()
        == "5c94e449e50cf8ad001c0ec3dedacefc897870508db7c41912dc4003a2e51db1"
    )


def test_a_sitting_is_made_in_fifty_milliseconds():
    """The best of several: the machine may be busy with something else."""
    spent = []
    for seed in range(1_000, 1_008):
        started = time.perf_counter()
        for block in (1, 2):
            stems(seed, block, 100)
        spent.append(time.perf_counter() - started)
    assert min(spent) <= 0.050
