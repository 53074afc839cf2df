"""From scores to words: what a result says to the person, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from bilet.assessments.instruments import Instrument, Scale
from bilet.assessments.models import ScaleScore
from bilet.assessments.scorers import cuts_of
from bilet.core.charts import Band
from bilet.core.templatetags.words import number
from bilet.psychometrics.standard_errors import differ

MOST_LEADERS = 3  # with more scales level at the top, none of them leads
BAND_WORDS: dict[str, Promise | str] = {
    "low": _("lower part"),
    "middle": _("middle"),
    "high": _("upper part"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One scale of a result, in numbers and words."""

    scale: Scale
    score: ScaleScore
    leads: bool

    @property
    def text(self) -> str:
        return str(getattr(self.scale.bands, self.score.band))

    @property
    def band_word(self) -> Promise | str:
        return BAND_WORDS[self.score.band]

    @property
    def reach(self) -> tuple[float, float]:
        """Where the true score most likely lies, on the scale."""
        score = self.score
        low, high = score.value - score.standard_error, score.value + score.standard_error
        ends = score.lowest, score.highest
        return min(max(low, ends[0]), ends[1]), max(min(high, ends[1]), ends[0])

    def shown(self, value: float) -> str:
        wide = self.score.highest - self.score.lowest > 40
        return number(round(value) if wide else round(value, 1))

    @property
    def inside(self) -> float:
        """The score within the ends of its scale: beyond them it says no more than they do."""
        return min(max(self.score.value, self.score.lowest), self.score.highest)

    @property
    def band(self) -> Band:
        inside, (low, high) = self.inside, self.reach
        return Band(self.scale.title, inside, min(low, inside), max(high, inside), self.number)

    @property
    def number(self) -> str:
        return self.shown(self.inside)

    @property
    def most_likely(self) -> str:
        low, high = (self.shown(end) for end in self.reach)
        if low == high:
            return low
        # A dash between negative numbers cannot be read.
        return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


@dataclass(frozen=True, slots=True)
class Picture:
    """Scales that share their ends stand in one picture."""

    bands: list[Band]
    low: float
    high: float

    @property
    def weaker(self) -> str:
        return pgettext("scale", "%(low)s · less") % {"low": number(round(self.low))}

    @property
    def stronger(self) -> str:
        return pgettext("scale", "more · %(high)s") % {"high": number(round(self.high))}


@dataclass(frozen=True, slots=True)
class Reading:
    headline: str
    story: str  # at most two sentences more
    lines: list[Line]  # the strongest first
    unknown: list[str]  # titles of scales with too few answers
    hidden: list[str]  # titles of scales that measure too poorly to be shown
    overlap: str  # two scales between which the test does not see the difference

    @property
    def only(self) -> Line | None:
        """The one scale of a test that has no more of them: its owner reads its words first.

        They are not the story, which the family reads as well: that speaks of what leads.
        """
        return self.lines[0] if len(self.lines) == 1 else None

    @property
    def is_wordless(self) -> bool:
        """A few scales, and nothing said of any of them yet: their words stand open."""
        return not self.story and 1 < len(self.lines) <= MOST_LEADERS

    @property
    def pictures(self) -> list[Picture]:
        def ends(line: Line) -> tuple[float, float]:
            return line.score.lowest, line.score.highest

        groups = groupby(sorted(self.lines, key=ends), key=ends)
        return [Picture([line.band for line in lines], *both) for both, lines in groups]


def read_scores(
    instrument: Instrument, scores: Sequence[ScaleScore], *, hidden: frozenset[str] = frozenset()
) -> Reading:
    """The words for a set of scores; scales that the instrument no longer has are left out.

    Args:
        hidden: scales that measure too poorly to be shown; they are named, not scored.
    """
    by_code = {score.scale: score for score in scores if score.scale not in hidden}
    known = [(scale, by_code[scale.code]) for scale in instrument.scales if scale.code in by_code]
    places = {scale.code: _place(instrument, scale, score) for scale, score in known}
    known.sort(key=lambda pair: -places[pair[0].code][0])
    leading = _leaders([pair for pair in known if not pair[0].parts], places)
    lines = [Line(scale, score, scale.code in leading) for scale, score in known]
    first = lines[0] if lines else None
    return Reading(
        headline=_headline(instrument, lines),
        story=first.text if first and first.leads else "",
        lines=lines,
        unknown=[
            scale.title
            for scale in instrument.scales
            if scale.code not in by_code and scale.code not in hidden
        ],
        hidden=[scale.title for scale in instrument.scales if scale.code in hidden],
        overlap=_overlap(lines, places),
    )


Places = dict[str, tuple[float, float]]


def _place(instrument: Instrument, scale: Scale, score: ScaleScore) -> tuple[float, float]:
    """The score and its error from 0 to 1, a third for each band: scales become comparable."""
    cuts = cuts_of(instrument, scale)
    ends = (score.lowest, *cuts, score.highest)
    thirds = (0.0, 1 / 3, 2 / 3, 1.0)
    place = float(np.interp(score.value, ends, thirds))
    part = {"low": 0, "middle": 1, "high": 2}[score.band]
    return place, score.standard_error / (3 * max(ends[part + 1] - ends[part], 1e-9))


def _leaders(known: Sequence[tuple[Scale, ScaleScore]], places: Places) -> set[str]:
    """Scales of which the headline speaks: the first two, further ones level with the second.

    Nothing leads that lies in the lower band, or that the test cannot tell from the weakest.
    """
    if len(known) == 1:
        scale, score = known[0]
        return {scale.code} if score.band == "high" else set()
    weakest = known[-1][0].code if known else ""
    bar = places[known[1][0].code][0] if len(known) > 1 else 0.0
    first_stands_out = len(known) > 2 and _tells(places, known[0][0].code, known[1][0].code)
    found = {
        scale.code
        for place, (scale, score) in enumerate(known)
        if (place == 0 or (not first_stands_out and places[scale.code][0] >= bar - 1e-9))
        and score.band != "low"
        and _tells(places, scale.code, weakest)
    }
    return found if len(found) <= MOST_LEADERS else set()


def _tells(places: Places, one: str, other: str) -> bool:
    (a, error_a), (b, error_b) = places[one], places[other]
    return bool(differ(np.array(a), np.array(b), np.array(error_a), np.array(error_b)))


def _headline(instrument: Instrument, lines: Sequence[Line]) -> str:
    leading = [line.scale.leading for line in lines if line.leads]
    if not lines:
        return gettext("There are too few answers to say anything")
    if not leading:
        return instrument.flat
    *before, last = leading
    joined = gettext("%(first)s and %(last)s") % {"first": ", ".join(before), "last": last}
    return instrument.lead.replace("{scales}", joined if before else last)


def _overlap(lines: Sequence[Line], places: Places) -> str:
    """The first two neighbours, from the top, that the test cannot put in order."""
    for one, other in pairwise(lines[:MOST_LEADERS]):
        if one.leads and not _tells(places, one.scale.code, other.scale.code):
            return gettext(
                "The stripes of “%(one)s” and “%(other)s” overlap: which of them is ahead, "
                "the test does not see."
            ) % {"one": one.scale.title, "other": other.scale.title}
    return ""
