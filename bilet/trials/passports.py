"""The passport of a programme as plain data for paper: with supplies for so many pupils."""

from math import ceil
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from bilet.core.templatetags.words import grades, minutes, number
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.trials.program import Program, Supply
from bilet.trials.wording import ACCESS, WAYS

MOST_PUPILS = 60


def quantity(supply: Supply, *, pupils: int, group: int) -> int:
    """How many to prepare: whole things, for the pupils or for their groups."""
    units = pupils if supply.per == "person" else ceil(pupils / group)
    return ceil(supply.quantity * units)


def passport(program: Program, *, pupils: int, address: str) -> dict[str, Any]:
    """Everything that `typst/passport.typ` prints, in the language of the page."""
    groups = ceil(pupils / program.max_pupils)
    return {
        "language": (get_language() or "ru").split("-")[0],
        "title": program.title,
        "facts": _facts(program),
        "sections": _sections(program),
        "steps": [
            [step.title, minutes(step.minutes), step.text, step.check, step.mentor]
            for step in program.steps
        ],
        "criteria": [
            [criterion.title, *(level.text for level in criterion.levels)]
            for criterion in program.criteria
        ],
        "supplies": [
            [
                supply.name,
                supply.spec,
                number(quantity(supply, pupils=pupils, group=program.max_pupils)),
                "" if supply.required else gettext("if possible"),
            ]
            for supply in program.supplies
        ],
        "supplies_for": ngettext(
            "Supplies for %(pupils)s pupil", "Supplies for %(pupils)s pupils", pupils
        )
        % {"pupils": pupils}
        + (", " + ngettext("%(groups)s group", "%(groups)s groups", groups) % {"groups": groups}),
        "words": _words(),
        "address": address,
        "licence": program.license,
        "version": program.version,
    }


def _facts(program: Program) -> list[list[str]]:
    profession = PROFESSIONS.get(program.profession)
    facts = [
        [gettext("Profession"), profession.title if profession else ""],
        [gettext("Field of work"), str(FIELD_NAMES[profession.field]) if profession else ""],
        [gettext("For whom"), grades((program.grades.from_, program.grades.to))],
        [gettext("How long"), minutes(program.minutes)],
        [gettext("In what way"), ", ".join(str(WAYS[way]).lower() for way in program.formats)],
        [gettext("In a group"), gettext("up to %(number)s") % {"number": program.max_pupils}],
        [gettext("Suits with"), ", ".join(str(ACCESS[need]) for need in program.access)],
    ]
    return [fact for fact in facts if fact[1]]


def _sections(program: Program) -> list[list[Any]]:
    """Title and either a text or a list."""
    return [
        [gettext("About the work"), program.intro],
        [gettext("Where it is needed"), program.economy],
        [gettext("What you try"), program.skills],
        [gettext("How it is at work"), program.real_work],
        [gettext("Task"), program.task],
        [gettext("What you take away"), program.result],
        [gettext("Bring along"), program.bring],
        [gettext("Safety"), program.safety],
        [gettext("Who can take part"), program.access_note],
        [gettext("Advice to the mentor"), program.advice],
    ]


def _words() -> dict[str, Any]:
    return {
        "steps": gettext("Steps"),
        "done": gettext("Done when"),
        "mentor": gettext("Mentor"),
        "criteria": gettext("What the mentor looks at"),
        "levels": [gettext("at the start"), gettext("almost there"), gettext("there already")],
        "criterion": gettext("Criterion"),
        "name": gettext("Thing"),
        "spec": gettext("What it must be"),
        "quantity": gettext("Quantity"),
        "licence": gettext("Licence of the text"),
        "version": gettext("version"),
    }
