"""What is asked before a trial, after it, and of the mentor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bilet.trials.models import TrialRun
from bilet.trials.program import Program
from bilet.trials.wording import PHRASES

INTEREST = [
    (1, _("1 — not at all")),
    (2, _("2 — hardly")),
    (3, _("3 — so-so")),
    (4, _("4 — quite")),
    (5, _("5 — very much")),
]
NOT_SEEN = "unseen"  # a criterion that this product does not show


def _interest(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=INTEREST, coerce=int, widget=forms.RadioSelect
    )


class StartForm(forms.Form):
    interest = _interest(_("How much does this work draw you now, before the trial?"))


class ReflectionForm(forms.Form):
    interest = _interest(_("And how much does it draw you now?"))
    verdict = forms.ChoiceField(
        label=_("Would you like more of such work?"),
        choices=TrialRun.Verdict.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What caught you, and what did not?"),
        help_text=_("In your own words, for yourself. Only you see this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReviewForm(forms.Form):
    """Levels and ready phrases: a mentor writes nothing of their own to a child."""

    def __init__(self, program: Program, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.program = program
        for criterion in program.criteria:
            self.fields[f"level_{criterion.id}"] = forms.ChoiceField(
                label=criterion.title,
                choices=[
                    *((level.id, level.text) for level in criterion.levels),
                    (NOT_SEEN, _("This work does not show it")),
                ],
                widget=forms.RadioSelect,
            )
        self.fields["phrases"] = forms.MultipleChoiceField(
            label=_("What you noticed: one to three phrases"),
            choices=list(PHRASES.items()),
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_phrases(self) -> list[str]:
        phrases: list[str] = self.cleaned_data["phrases"]
        if len(phrases) > 3:
            raise forms.ValidationError(_("Choose at most three: what matters most."))
        return phrases

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        levels = self.levels()
        asked = len(self.program.criteria)
        if not self.errors and len(levels) == 0 and asked:
            raise forms.ValidationError(_("Give a level to at least one criterion."))
        return cleaned

    def levels(self) -> dict[str, str]:
        """Criterion → level, without those that the work does not show."""
        given = {
            criterion.id: self.cleaned_data.get(f"level_{criterion.id}", NOT_SEEN)
            for criterion in self.program.criteria
        }
        return {key: level for key, level in given.items() if level != NOT_SEEN}
