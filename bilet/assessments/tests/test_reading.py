"""What leads in a result, what is flagged, what goes into the profile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bilet.assessments import actions, queries
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore
from bilet.assessments.reading import read_scores
from bilet.assessments.scorers import scores_of
from bilet.people.models import Owner
from bilet.testing.assessments import INTERESTS, make_result, make_sitting, packed
from bilet.testing.factories import make_pupil

pytestmark = pytest.mark.django_db
SCALES = "riasec"


def profile(**levels: int) -> dict[str, str]:
    """Answers to the short interests: one letter's items all get one answer."""
    return {f"{s}{n}": f"v{levels.get(s, 0)}" for n in range(1, 6) for s in SCALES}


def reading_of(answers: dict[str, str], code: str = INTERESTS):
    instrument = INSTRUMENTS.get(code)
    scores = [
        ScaleScore(
            scale=s.scale,
            value=s.value,
            standard_error=s.error,
            lowest=s.lowest,
            highest=s.highest,
            band=s.band,
        )
        for s in scores_of(instrument, 7, answers)
    ]
    return read_scores(instrument, scores)


def leading(reading) -> list[str]:
    return [line.scale.code for line in reading.lines if line.leads]


def test_a_scale_far_ahead_leads_alone():
    reading = reading_of(profile(i=4, s=1, a=1))
    assert leading(reading) == ["investigative"]
    assert reading.headline == "Тебя тянет исследовать"
    assert reading.story.startswith("Тебе хочется докопаться")


def test_two_close_scales_lead_together_and_their_overlap_is_said():
    reading = reading_of(profile(i=4, s=3))
    assert leading(reading) == ["investigative", "social"]
    assert reading.headline == "Тебя тянет исследовать и помогать людям"
    assert "«Исследование» и «Помощь людям»" in reading.overlap


def test_three_level_scales_lead_together_but_four_do_not():
    assert len(leading(reading_of(profile(i=4, s=4, a=4)))) == 3
    reading = reading_of(profile(i=4, s=4, a=4, e=4))
    assert leading(reading) == []
    assert reading.headline == "Пока ни одно направление не вышло вперёд"


@pytest.mark.parametrize("level", range(5))
def test_the_same_answer_everywhere_leads_nowhere(level):
    assert leading(reading_of(profile(**dict.fromkeys(SCALES, level)))) == []


def test_a_low_scale_never_leads_even_when_it_is_the_highest():
    assert leading(reading_of(profile(i=1))) == []


def test_scales_with_too_few_answers_are_named_and_not_guessed():
    answers = {item: value for item, value in profile(i=4).items() if item not in {"r1", "r2"}}
    reading = reading_of(answers)
    assert reading.unknown == ["Работа руками"]
    assert "realistic" not in {line.scale.code for line in reading.lines}


def test_hardly_any_answers_say_nothing():
    reading = reading_of({"r1": "v4"})
    assert reading.lines == []
    assert reading.headline == "Ответов пока мало, чтобы что-то сказать"


def test_scales_of_different_size_stand_in_pictures_of_their_own():
    counts = {"b1": {"s1": "a"}}
    reading = reading_of(counts, "a04_calculation")
    assert {(p.low, p.high) for p in reading.pictures} == {(0.0, 30.0)}
    for picture in reading.pictures:
        for band in picture.bands:
            assert picture.low <= band.low <= band.value <= band.high <= picture.high


def two_back(value: float, band: str):
    score = ScaleScore(
        scale="updating", value=value, standard_error=0.4, lowest=0, highest=4.2, band=band
    )
    return read_scores(INSTRUMENTS.get("a13_two_back"), [score])


@pytest.mark.parametrize(
    ("value", "band", "part", "words"),
    [
        (0.3, "low", "нижняя часть", "Пока поток обгоняет"),
        (2.1, "middle", "середина", "Ты ловишь заметную часть"),
        (4.2, "high", "верхняя часть", "Ты удерживаешь поток"),
    ],
)
def test_the_only_scale_has_its_words_whether_it_leads_or_not(value, band, part, words):
    reading = two_back(value, band)
    assert str(reading.only.band_word) == part
    assert reading.only.text.startswith(words)
    # The family reads the story before it has been shown the rest: it speaks of what leads.
    assert bool(reading.story) is (part == "верхняя часть")


def test_beyond_its_ends_a_score_says_no_more_than_they_do():
    reading = two_back(-1.6, "low")
    assert (reading.only.number, reading.only.band.value) == ("0", 0)


def test_the_words_of_a_few_scales_stand_open_where_nothing_leads():
    items = INSTRUMENTS.get("p11_persistence_growth").items
    assert reading_of({item.id: "r3" for item in items}, "p11_persistence_growth").is_wordless
    assert not reading_of(profile()).is_wordless  # six of them would be a long read
    assert not reading_of(profile(i=4, s=1, a=1)).is_wordless


def test_a_hasty_sitting_is_flagged_and_a_calm_one_is_not():
    hasty = make_sitting()
    hasty.answers = packed(profile(**dict.fromkeys(SCALES, 3)), seconds=0.3)
    hasty.save()
    hasty = actions.finish(hasty.pk, at=timezone.now())
    assert hasty.flags == ["longstring", "speed"]
    assert hasty.is_flagged
    assert make_result().flags == []


def test_one_flag_alone_is_no_reason_to_repeat():
    sitting = make_result(answers=profile(**dict.fromkeys(SCALES, 3)))
    assert sitting.flags == ["longstring"]
    assert not sitting.is_flagged


def test_blind_tapping_against_the_clock_is_flagged():
    one_place = {f"s{n}": "a" for n in range(1, 61)}
    sitting = make_result("a04_calculation", answers={"b1": one_place})
    assert "longstring" in sitting.flags
    assert sitting.is_flagged
    every_sign = {"tapped": list(range(160)), "last": 159}
    sitting = make_result("a10_cancellation", answers={"b1": every_sign})
    assert sitting.flags == ["longstring", "omissions"]
    assert make_result("a10_cancellation").flags == []
    assert make_result("a04_calculation").flags == []


def test_a_flagged_result_stays_out_of_the_profile():
    pupil = make_pupil()
    good = make_result(pupil=pupil, finished_at=timezone.now() - timedelta(days=3))
    make_result(
        "a04_calculation", pupil=pupil, answers={"b1": {f"s{n}": "a" for n in range(1, 61)}}
    )
    found = queries.latest_scores(Owner(pupil=pupil))
    assert list(found) == [INTERESTS]
    assert found[INTERESTS].pk == good.pk


def test_the_profile_takes_the_newest_sitting_of_each_test(django_assert_num_queries):
    pupil = make_pupil()
    now = timezone.now()
    for days in range(5):
        newest = make_result(pupil=pupil, finished_at=now - timedelta(days=5 - days))
    make_result("i03_klimov_pairs", pupil=pupil)
    with django_assert_num_queries(2):
        found = queries.latest_scores(Owner(pupil=pupil))
        assert [len(sitting.scores.all()) for sitting in found.values()] == [6, 5]
    assert found[INTERESTS].pk == newest.pk
