"""Words for codes: checks of a poster, defects of a seam, phrases of a mentor, needs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, "Promise | str"]

WAYS: Words = {
    "online_self": _("Online, right now"),
    "online_mentor": _("Online with a mentor"),
    "onsite": _("On site"),
}

# The online variant of a programme is smaller than the one on site: what one does and keeps.
# A desk task says it in its own words.
ONLINE_TASKS: Words = {
    "code": _("Requests in plain words, and a small Python function for each. Checks at once."),
    "design": _("A client’s brief, ready blocks, a poster in two versions, and wishes between."),
    "weld": _("Lead the electrode by finger or mouse: speed and distance make the seam."),
}
ONLINE_RESULTS: Words = {
    "code": _("Working functions in Python and a list of the checks they passed."),
    "design": _("Two versions of the poster, to download as a picture, and what the checks saw."),
    "weld": _("Your seams close up, and why they are sound or not."),
}

ACCESS: Words = {
    "hearing": _("hard of hearing or deaf"),
    "vision": _("low vision or blind"),
    "mobility": _("a wheelchair or hard to move"),
    "speech": _("hard to speak"),
    "autism": _("autism"),
    "learning": _("harder to learn"),
    "long_illness": _("a long illness"),
}

POSTER_CHECKS: Words = {
    "contrast": _("Contrast"),
    "margins": _("Margins"),
    "overlap": _("Nothing covers anything"),
    "order": _("The title is read first"),
    "lines": _("Common lines"),
    "distance": _("Date and place from four steps"),
    "air": _("Air"),
}
POSTER_NOTES: Words = {
    "contrast": _("How much the weakest text differs from the ground: at least %(limit)s."),
    "margins": _("The smallest distance to the edge: at least %(limit)s of the width."),
    "overlap": _("How many blocks lie on each other: none is best."),
    "order": _("The title, over the next largest text: at least %(limit)s."),
    "lines": _("How many vertical lines the texts stand by: at most %(limit)s."),
    "distance": _("Size of the letters: at least %(limit)s."),
    "air": _("How much of the sheet is covered: at most %(limit)s."),
}

DEFECTS: Words = {
    "sound": _("Sound seam"),
    "burn": _("Burn-through"),
    "thin": _("Narrow seam"),
    "gap": _("Skipped stretch"),
    "spatter": _("Spatter"),
}

WISHES: Words = {
    "do": _("done as asked"),
    "other": _("solved another way"),
    "keep": _("left as it was"),
}

# The mentor's own words are chosen, never typed: no private line between an adult and a child.
PHRASES: Words = {
    "task": _("The task is understood as the customer meant it."),
    "detail": _("Details are cared for: I would not have to redo them."),
    "steps": _("One sees small steps and checks after each of them."),
    "own": _("There is a solution of your own here, not the first that came."),
    "second": _("The second attempt is clearly better than the first: that is how one learns."),
    "mistake": _("A mistake was found and mended: in our trade that is half of the work."),
    "unfinished": _("Not all is finished, and what is there already works."),
    "rare": _("Think of unusual cases earlier: they decide in the end."),
    "slow": _("Give more time to the beginning: it pays off at the end."),
    "again": _("Do it once more in a week: you will see the difference yourself."),
    "onsite": _("Come to a trial on site: with tools in hand one feels it differently."),
}
