"""What the codes of a card are called on its page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise | str]

LETTERS: Words = {
    "R": _("Work with hands"),
    "I": _("Research"),
    "A": _("Creation"),
    "S": _("Help to people"),
    "E": _("Leading and convincing"),
    "C": _("Order and precision"),
}
SUBJECTS: Words = {
    "russian": _("Russian language"),
    "literature": _("Literature"),
    "foreign": _("Foreign language"),
    "maths": _("Maths"),
    "informatics": _("Computer science"),
    "physics": _("Physics"),
    "chemistry": _("Chemistry"),
    "biology": _("Biology"),
    "geography": _("Geography"),
    "history": _("History"),
    "social": _("Social studies"),
    "technology": _("Technology lessons"),
    "art": _("Fine arts"),
    "music": _("Music"),
    "sport": _("Physical education"),
    "safety": _("Safety lessons"),
}
KLIMOV: Words = {
    "nature": _("Living nature"),
    "technics": _("Machines and things"),
    "people": _("People"),
    "signs": _("Numbers, texts, code"),
    "image": _("Images and sounds"),
}
KLIMOV_EXAMPLES: Words = {
    "nature": _("plants, animals, soil, weather"),
    "technics": _("machines, tools, things one can hold"),
    "people": _("to teach, to heal, to help, to serve"),
    "signs": _("to count, to write, to programme, to draw plans"),
    "image": _("to draw, to film, to play, to shape"),
}
CONDITIONS: Words = {
    "indoors": _("indoors"),
    "outdoors": _("outdoors"),
    "height": _("heights"),
    "noise": _("noise"),
    "dirt": _("dirt and dust"),
    "heat_or_cold": _("heat or cold"),
    "standing": _("long standing"),
    "sitting": _("long sitting"),
    "heavy": _("heavy loads"),
    "fine_hands": _("fine movements of hands"),
    "shifts": _("shifts"),
    "nights": _("nights"),
    "travel": _("travel"),
    "team": _("in a team"),
    "alone": _("much alone"),
    "many_people": _("many people around"),
    "screen": _("at a screen"),
    "risk": _("risk, safety rules"),
    "blood": _("blood and wounds"),
    "steady_pace": _("a steady pace"),
    "rush": _("rush at times"),
    "strict_rules": _("strict rules"),
    "free_form": _("much freedom"),
}
ONLINE: Words = {  # what it takes to try the work; whether there is a trial, trials know
    "yes": _("a computer is enough to try it"),
    "partly": _("partly at a computer, better with one’s own hands"),
    "no": _("only live, where the work is done"),
}
LEVELS: dict[int, Promise | str] = {
    1: _("enough to start"),
    2: _("works alone"),
    3: _("the master’s level"),
}


def of(words: Words, codes: list[str]) -> list[str]:
    """The words for `codes`, in the language of the page."""
    return [str(words[code]) for code in codes]
