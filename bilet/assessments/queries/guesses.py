"""A guardian's guesses and what they are compared with."""

from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString

from bilet.assessments import rules
from bilet.assessments.guess_picture import Mark, picture
from bilet.assessments.instruments import Instrument, Scale
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Guess, ScaleScore, Sitting
from bilet.assessments.passport import hidden_scales
from bilet.assessments.reading import Line
from bilet.assessments.talk import Kind, Talk, talks
from bilet.people.models import Guardianship, Person, Pupil
from bilet.psychometrics.guesses import farthest_first, placed, step_error
from bilet.psychometrics.standard_errors import differ

EXAMPLES = 2  # activities of the test that stand for a direction


@dataclass(frozen=True, slots=True)
class GuessState:
    """How far the guess about one test has come."""

    instrument: Instrument
    guess: Guess | None
    guardian_name: str
    is_parent: bool  # and not another guardian
    is_taken: bool  # the child has a result to compare with


def guesses_of_guardian(pupil: Pupil, guardian: Person) -> list[GuessState]:
    """Every test that may be guessed; older versions only while they are open. Two queries."""
    rows = list(Guess.objects.filter(pupil=pupil, guardian=guardian))
    taken = _taken(pupil)
    states = [
        GuessState(test, guess, guardian.polite_name, True, (test.code, test.version) in taken)
        for code in rules.GUESSED
        if (test := rules.guessed_test(code)) is not None
        for guess in [_of(rows, test)]
    ]
    shown = {state.guess.pk for state in states if state.guess}
    return states + [
        GuessState(test, guess, guardian.polite_name, True, True)
        for guess in rows
        if guess.is_open and guess.pk not in shown
        and (test := rules.guessed_test(guess.instrument)) is not None
    ]  # fmt: skip


def guesses_of_pupil(pupil: Pupil) -> list[GuessState]:
    """What the pupil's guardians have guessed. Three queries."""
    links = {link.guardian_id: link for link in pupil.guardianships.active()}
    rows = Guess.objects.filter(pupil=pupil, guardian__in=links).select_related("guardian")
    taken = _taken(pupil)
    return [
        GuessState(
            instrument=test,
            guess=guess,
            guardian_name=guess.guardian.polite_name,
            is_parent=links[guess.guardian_id].relation == Guardianship.Relation.PARENT,
            is_taken=guess.is_fixed or (guess.instrument, guess.version) in taken,
        )
        for guess in rows
        if (test := rules.guessed_test(guess.instrument)) is not None
    ]


def guess_to_replace(pupil: Pupil, guardian: Person, instrument: Instrument) -> Guess | None:
    """The guess given before, if any. One query."""
    rows = Guess.objects.filter(pupil=pupil, guardian=guardian, instrument=instrument.code)
    return rows.filter(version=instrument.version).first()


def _of(rows: list[Guess], test: Instrument) -> Guess | None:
    same = (row for row in rows if (row.instrument, row.version) == (test.code, test.version))
    return next(same, None)


def _taken(pupil: Pupil) -> set[tuple[str, int]]:
    rows = Sitting.objects.with_attention().filter(pupil=pupil, instrument__in=rules.GUESSED)
    return set(rows.order_by().values_list("instrument", "version").distinct())


def examples(instrument: Instrument, scale: Scale) -> list[str]:
    """Activities or professions of the test that speak of this direction most."""
    heaviest = max((item.weights.get(scale.code, 0.0) for item in instrument.items), default=0.0)
    own = [
        item.text
        for item in instrument.items
        if item.scale == scale.code or (heaviest and item.weights.get(scale.code) == heaviest)
    ]
    return own[:EXAMPLES]


@dataclass(frozen=True, slots=True)
class Row:
    """One direction: the child's score, the guess, and whether they lie apart."""

    line: Line
    guessed: float
    kind: Kind  # how the child's score stands to the guess

    @property
    def guess_number(self) -> str:
        return self.line.shown(self.guessed)


@dataclass(frozen=True, slots=True)
class Comparison:
    guess: Guess
    instrument: Instrument
    rows: list[Row]
    talks: list[Talk]
    picture: SafeString
    is_outdated: bool  # the test has a new version by now


def comparison(guess: Guess, *, names: tuple[str, str], for_pupil: bool) -> Comparison | None:
    """The child's result and the guess side by side; None when the test is not kept any more.

    At most two queries: of the scores, and of scales that are not shown.

    Args:
        names: of the child's answers and of the guess, as the picture tells them apart.
        for_pupil: in whose voice the questions for the evening are.
    """
    instrument = INSTRUMENTS.get(guess.instrument)
    if instrument is None or guess.sitting is None:
        return None
    rows = _rows(instrument, guess, list(guess.sitting.scores.all()))
    return Comparison(
        guess=guess,
        instrument=instrument,
        rows=rows,
        talks=_talks(instrument, rows, for_pupil=for_pupil),
        picture=picture([_mark(row) for row in rows], names),
        is_outdated=instrument.version != guess.version,
    )


def _rows(instrument: Instrument, guess: Guess, scores: list[ScaleScore]) -> list[Row]:
    hidden = hidden_scales().get(instrument.code, frozenset())
    known = {score.scale: score for score in scores if score.scale not in hidden}
    return [
        _row(Line(scale, known[scale.code], leads=False), guess.answers[scale.code])
        for scale in rules.guessed_scales(instrument)
        if scale.code in known and scale.code in guess.answers
    ]


def _row(line: Line, step: int) -> Row:
    score, ends = line.score, (line.score.lowest, line.score.highest)
    low, high = (np.array(end) for end in ends)
    guessed = placed(step, n_steps=rules.GUESS_STEPS, low=low, high=high)
    apart = differ(
        np.array(score.value),
        guessed,
        np.array(score.standard_error),
        step_error(rules.GUESS_STEPS, low=low, high=high),
    )
    kind: Kind = "near" if not apart else "more" if score.value > float(guessed) else "less"
    return Row(line, float(guessed), kind)


def _talks(instrument: Instrument, rows: list[Row], *, for_pupil: bool) -> list[Talk]:
    if not rows:
        return []
    scores = [row.line.score for row in rows]
    order = farthest_first(
        np.array([score.value for score in scores]),
        np.array([row.guessed for row in rows]),
        np.array([score.highest - score.lowest for score in scores]),
    )
    sorted_rows = [rows[place] for place in order]
    about = [
        (row.line.scale.title, row.kind, examples(instrument, row.line.scale))
        for row in sorted_rows
    ]
    return talks(about, for_pupil=for_pupil)


def _mark(row: Row) -> Mark:
    score = row.line.score
    return Mark(row.line.band, row.guessed, row.guess_number, score.lowest, score.highest)
