"""A sheet answered on paper as one compact form: a letter or a number for each line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bilet.assessments.forms import Ask, Pairs, PlainForm
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.paper import MOST_SEED, Paper, may_be_typed_in
from bilet.assessments.queries.paper import by_class
from bilet.people.models import Pupil, PupilQuerySet


class MarkField(forms.CharField):
    """One mark for one crossed box, as printed in it: a letter, or a number.

    Only marks of the sheet's own alphabet are taken: on another keyboard the key of «В» gives D,
    which would be another answer.
    """

    def __init__(
        self, marks: str | list[str], choices: Pairs, *, label: str, most: int = 1
    ) -> None:
        self.marks = list(marks)[: len(choices)]
        self.ids = [id_ for id_, _text in choices]
        self.most = most
        attrs = {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "inputmode": "numeric" if self.marks[0].isdigit() else "text",
            "maxlength": str(4 * most),
        }
        super().__init__(required=False, label=label, widget=forms.TextInput(attrs=attrs))

    @property
    def hint(self) -> str:
        return f"{self.marks[0]}–{self.marks[-1]}"

    def id_of(self, mark: str) -> str:
        """The answer behind a mark.

        Raises:
            ValidationError: there is no box with this mark.
        """
        if len(mark) != 1 or mark not in self.marks:
            raise ValidationError(
                gettext("There is no box “%(mark)s”: it must be %(hint)s. Is the keyboard right?")
                % {"mark": mark, "hint": self.hint}
            )
        return self.ids[self.marks.index(mark)]


class OneMark(MarkField):
    def clean(self, value: Any) -> str:
        mark = str(value or "").strip().upper()
        return self.id_of(mark) if mark else ""


class ManyMarks(MarkField):
    """«АВД», with or without spaces and commas."""

    def clean(self, value: Any) -> list[str]:
        marks = [sign for sign in str(value or "").upper() if sign not in " ,;"]
        return list(dict.fromkeys(self.id_of(mark) for mark in marks))


@dataclass(frozen=True, slots=True)
class Line:
    """One question as the page shows it."""

    number: int
    text: str
    fields: list[forms.BoundField]

    @property
    def is_plain(self) -> bool:
        """One box to fill in, and no more."""
        return len(self.fields) == 1


class PaperForm(PlainForm):
    """The questions of a sheet, each answered with the mark that is crossed."""

    def __init__(self, paper: Paper, data: Any = None) -> None:
        self.letters = paper.letters
        document = paper.questions()
        self._rated = [(r["id"], r["label"]) for r in document["responses"]]
        super().__init__(document, {}, data)

    def lines(self) -> Iterator[Line]:
        for number, item in enumerate(self.document["items"], 1):
            yield Line(number, item["text"], [self[name] for name in self._names(item)])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise ValidationError(gettext("The sheet is empty: there is nothing to type in."))
        return data

    def left_out(self) -> list[int]:
        """Numbers of questions that are not answered, or not wholly."""
        return [
            number
            for number, item in enumerate(self.document["items"], 1)
            if not all(self.cleaned_data.get(name) for name in self._names(item))
        ]

    def _field(self, ask: Ask) -> forms.Field:
        if ask.kind == "number":
            attrs = {"autocomplete": "off", "inputmode": "numeric"}
            return forms.RegexField(
                r"^\d{1,9}$", label=ask.label, required=False, widget=forms.TextInput(attrs=attrs)
            )
        if ask.kind == "many":
            most = next(i["most"] for i in self.document["items"] if i["id"] == ask.name)
            return ManyMarks(self.letters, ask.choices, label=ask.label, most=most)
        are_numbers = ask.choices == self._rated or all(id_.isdigit() for id_, _text in ask.choices)
        return OneMark("123456789" if are_numbers else self.letters, ask.choices, label=ask.label)


class WhoseForm(forms.Form):
    """The pupil of one's own class whose sheet it is."""

    pupil = forms.ChoiceField(
        label=_("Whose sheet is it"), widget=forms.Select(attrs={"data-focus": ""})
    )

    def __init__(self, pupils: PupilQuerySet, data: Any = None) -> None:
        # A question may be called `pupil` as well: the prefix has a sign that questions never have.
        super().__init__(data, prefix="whose")
        self._known: dict[str, Pupil] = {}
        groups: list[tuple[str, Any]] = [("", "—")]
        for title, members in by_class(pupils):
            self._known |= {str(pupil.pk): pupil for pupil in members}
            groups.append((title, [(str(pupil.pk), _told(pupil)) for pupil in members]))
        _choose(self.fields["pupil"], groups)

    @property
    def has_pupils(self) -> bool:
        return bool(self._known)

    @property
    def entered(self) -> int:
        """How many sheets with this number are typed in."""
        return sum(getattr(pupil, "has_sheet", False) for pupil in self._known.values())

    def chosen(self) -> Pupil:
        return self._known[self.cleaned_data["pupil"]]


def _told(pupil: Pupil) -> str:
    """«7 · Миша Котов», and whether the sheet is there already.

    The number comes first: typing it finds the pupil in the list.
    """
    number = f"{pupil.number} · " if pupil.number else ""
    done = f" · {gettext('typed in')}" if getattr(pupil, "has_sheet", False) else ""
    return f"{number}{pupil}{done}"


class FindSheetForm(forms.Form):
    """A sheet by what is printed on it, where nothing reads the QR code."""

    test = forms.ChoiceField(label=_("Which test"))
    version = forms.IntegerField(
        label=_("Version"), min_value=1, max_value=9999, initial=1,
        help_text=_("It stands at the foot of each page."),
    )  # fmt: skip
    seed = forms.RegexField(
        r"^[\d\s]{1,24}$",
        label=_("Number of the sheet"),
        help_text=_("It stands under the QR code and at the foot of each page."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        known = [test for test in INSTRUMENTS.all().values() if may_be_typed_in(test)]
        choices = [(test.code, test.title) for test in known]
        _choose(self.fields["test"], choices)

    def clean_seed(self) -> int:
        number = int("".join(self.cleaned_data["seed"].split()))
        if number > MOST_SEED:
            raise ValidationError(gettext("There are too many digits."))
        return number


def _choose(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    """Choices that are known only when the page is asked for."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
