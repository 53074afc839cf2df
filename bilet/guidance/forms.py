"""Forms of the own plan, and of the teacher's word in it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bilet.guidance.actions import Wanted
from bilet.guidance.models import PlanStep, TeacherNote
from bilet.guidance.models.plans import GOALS_SIGNS, NOTE_SIGNS, STEP_SIGNS, WORDS_SIGNS


class Lines(forms.CharField):
    """Text of several lines. A browser sends each line end as two signs and counts it as one."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(text) or ""


class WordsForm(forms.Form):
    goals = Lines(
        label=_("What I want to understand or try by May"),
        help_text=_("One or several, each on a line of its own."),
        max_length=GOALS_SIGNS,
        rows=3,
    )
    words = Lines(
        label=_("Why I think so now"),
        help_text=_("For yourself in half a year: what it rests on today."),
        max_length=WORDS_SIGNS,
        rows=5,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("goals") and not data.get("words"):
            self.add_error("goals", _("Write at least one line: a goal, or what you think now."))
        return data


class DueField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            **kwargs,
        )


class StepForm(forms.Form):
    """A step in own words, or a thing that was suggested: then `code` or `profession` names it."""

    kind = forms.ChoiceField(
        label=_("What kind of step"), choices=PlanStep.Kind.choices, initial=PlanStep.Kind.OTHER
    )
    words = forms.CharField(label=_("In your own words"), max_length=STEP_SIGNS, required=False)
    due = DueField(label=_("By when"))
    code = forms.CharField(max_length=125, required=False, widget=forms.HiddenInput)
    profession = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = data.get("words") or data.get("code") or data.get("profession")
        if not self.errors and not named:
            self.add_error("words", _("Say in a few words what you will do."))
        return data

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)


class ChangeForm(forms.Form):
    words = forms.CharField(label=_("In your own words"), max_length=STEP_SIGNS, required=False)
    due = DueField(label=_("By when"))

    def __init__(self, data: QueryDict | None, *, step: PlanStep) -> None:
        super().__init__(data, initial={"words": step.words, "due": step.due})
        # A step that names nothing has only its words.
        self.fields["words"].required = not (step.code or step.profession)


class NoteForm(forms.Form):
    phrase = forms.ChoiceField(
        label=_("A phrase"), choices=TeacherNote.Phrase.choices, widget=forms.RadioSelect
    )
    words = Lines(
        label=_("A few words of your own"),
        help_text=_("Up to 300 signs. The pupil and the family read it."),
        max_length=NOTE_SIGNS,
        rows=3,
    )
