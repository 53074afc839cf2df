"""A test as one ordinary form, for a browser without scripts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from bilet.assessments import queries, rules
from bilet.assessments.instruments import Instrument
from bilet.assessments.models import SETTINGS, PlayerSettings
from bilet.assessments.payload import Batch

Pairs = list[tuple[str, str]]


class Ask(NamedTuple):
    """One field: of a whole question, or of one part of it after the dot."""

    name: str
    label: str
    choices: Pairs
    # one: radio buttons; many: check boxes; place: a list to open; number: a number is typed
    kind: str = "one"


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    """What makes tests easier: any of it, any time, without a reason."""

    class Meta:
        model = PlayerSettings
        fields = SETTINGS
        help_texts = {
            "more_time": _lazy("Twice as long. Parts that measure pace stay as they are."),
            "easy_words": _lazy("You can always switch between both wordings."),
        }


class GuessForm(forms.Form):
    """One question for each of the six directions, in the words of the child's own answers.

    Six and not thirty: a guardian does it in a minute on a phone, and the family reads scores of
    directions, never answers to single questions, so there is nothing finer to compare with.
    """

    def __init__(self, instrument: Instrument, data: Any = None) -> None:
        super().__init__(data)
        self.instrument = instrument
        self.scales = rules.guessed_scales(instrument)
        steps = list(enumerate(_steps(instrument)))
        for scale in self.scales:
            self.fields[scale.code] = forms.TypedChoiceField(
                label=scale.title,
                help_text=scale.about,
                choices=steps,
                coerce=int,
                widget=forms.RadioSelect,
            )

    def questions(self) -> Iterator[tuple[forms.BoundField, list[str]]]:
        """Each direction with activities of the test that stand for it."""
        for scale in self.scales:
            yield self[scale.code], queries.examples(self.instrument, scale)

    def steps(self) -> dict[str, int]:
        """Scale → step."""
        return {scale.code: self.cleaned_data[scale.code] for scale in self.scales}


def _steps(instrument: Instrument) -> list[str]:
    """The child's answers from the least to the most, or shares where there are but two."""
    scored = [(r.value, r.label) for r in instrument.responses if r.value is not None]
    if len(scored) == rules.GUESS_STEPS:
        return [label for _value, label in sorted(scored)]
    return [
        _("hardly any"),
        _("fewer than half"),
        _("about half"),
        _("more than half"),
        _("almost all"),
    ]


class PlainForm(forms.Form):
    """One field for a question, or one for each part of it that is answered for itself.

    Nothing is required: what is left out is scored as left out.

    Args:
        document: the questions to ask: a whole test, or one page of it.
    """

    def __init__(
        self, document: Mapping[str, Any], answers: Mapping[str, Any], data: Any = None
    ) -> None:
        super().__init__(data)
        self.document = document
        self._before = answers
        self._many = set()
        for ask in self._asks():
            self.fields[ask.name] = self._field(ask)
            if ask.kind == "many":
                self._many.add(ask.name)

    def groups(self) -> Iterator[tuple[str, str, list[forms.BoundField]]]:
        """Each item, what is asked of it where that is its own, and its fields: one for a part."""
        for item in self.document["items"]:
            names = [
                name
                for name in self.fields
                if name == item["id"] or name.startswith(f"{item['id']}.")
            ]
            yield item["text"], item.get("question") or "", [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """A place in a ranking is given once, and the best is not the worst as well."""
        data: dict[str, Any] = super().clean() or {}
        for item in self.document["items"]:
            kind = self._kind(item)
            if kind not in ("ranking", "best_worst"):
                continue
            names = self._names(item)
            given = [data[name] for name in names if data.get(name)]
            if len(given) != len(set(given)):
                self.add_error(names[0], _TWICE[kind]())
            elif given and len(given) < len(names):
                self.add_error(names[0], _("Fill in all of this question, or leave it out."))
        for name in self._many:
            most = next(i["most"] for i in self.document["items"] if i["id"] == name)
            if len(data.get(name) or []) > most:
                self.add_error(name, _("Choose %(most)s at the most.") % {"most": most})
        return data

    def batch(self) -> Batch:
        """The answers, newer than all that was saved before."""
        number = 1 + max((given["s"] for given in self._before.values()), default=0)
        values: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            item, _dot, part = name.partition(".")
            if not value:
                continue
            if name in self._many:
                values[item] = dict.fromkeys(value, "1")
            elif part:
                values.setdefault(item, {})[part] = value
            else:
                values[item] = str(value)
        return Batch.model_validate(
            {"answers": {item: {"v": v, "t": None, "s": number} for item, v in values.items()}}
        )

    def _names(self, item: Mapping[str, Any]) -> list[str]:
        return [name for name in self.fields if name.partition(".")[0] == item["id"]]

    def _kind(self, item: Mapping[str, Any]) -> str:
        return str(item.get("format", self.document["format"]))

    def _asks(self) -> Iterator[Ask]:
        for item in self.document["items"]:
            options = [(option["id"], option["text"]) for option in item["options"]]
            yield from self._make(item)(
                item, options, [(r["id"], r["label"]) for r in self.document["responses"]]
            )

    def _make(self, item: Mapping[str, Any]) -> Callable[..., Iterator[Ask]]:
        kind = self._kind(item)
        if kind == "best_worst" and self.document["judged"]:
            return _judged
        return _ASKS.get(kind, _one)

    def _field(self, ask: Ask) -> forms.Field:
        initial = self._given(ask.name)
        if ask.kind == "number":
            return forms.RegexField(r"^\d{1,9}$", label=ask.label, required=False, initial=initial)
        if ask.kind == "place":
            return forms.ChoiceField(
                label=ask.label, choices=ask.choices, required=False, initial=initial
            )
        many = ask.kind == "many"
        return (forms.MultipleChoiceField if many else forms.ChoiceField)(
            label=ask.label,
            choices=ask.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple if many else forms.RadioSelect,
            initial=initial,
        )

    def _given(self, name: str) -> Any:
        item, _dot, part = name.partition(".")
        value = self._before.get(item, {}).get("v")
        if part:
            return value.get(part) if isinstance(value, dict) else None
        return list(value) if isinstance(value, dict) else value


def _one(item: Mapping[str, Any], options: Pairs, responses: Pairs) -> Iterator[Ask]:
    yield Ask(item["id"], item["text"], responses or options)


def _poles(item: Mapping[str, Any], options: Pairs, responses: Pairs) -> Iterator[Ask]:
    ends = " ↔ ".join(text for _id, text in options)
    yield Ask(item["id"], ends, responses)


def _rated(item: Mapping[str, Any], options: Pairs, responses: Pairs) -> Iterator[Ask]:
    for option, text in options:
        yield Ask(f"{item['id']}.{option}", text, responses)


def _best_worst(item: Mapping[str, Any], options: Pairs, _responses: Pairs) -> Iterator[Ask]:
    yield Ask(f"{item['id']}.best", _("Most of all"), options)
    yield Ask(f"{item['id']}.worst", _("Least of all"), options)


def _judged(item: Mapping[str, Any], options: Pairs, _responses: Pairs) -> Iterator[Ask]:
    yield Ask(f"{item['id']}.best", _("Best of all"), options)
    yield Ask(f"{item['id']}.worst", _("Worst of all"), options)


def _ranking(item: Mapping[str, Any], options: Pairs, _responses: Pairs) -> Iterator[Ask]:
    last = len(options)
    words = {1: _("%(n)s — first of all"), last: _("%(n)s — last of all")}
    places = [(str(n), words.get(n, "%(n)s") % {"n": n}) for n in range(1, last + 1)]
    for option, text in options:
        yield Ask(f"{item['id']}.{option}", text, [("", "—"), *places], "place")


def _many(item: Mapping[str, Any], options: Pairs, _responses: Pairs) -> Iterator[Ask]:
    yield Ask(item["id"], item["text"], options, "many")


def _number(item: Mapping[str, Any], _options: Pairs, _responses: Pairs) -> Iterator[Ask]:
    yield Ask(item["id"], item["text"], [], "number")


def _choice(item: Mapping[str, Any], options: Pairs, _responses: Pairs) -> Iterator[Ask]:
    yield Ask(item["id"], item["text"], options)


_ASKS = {
    "poles": _poles,
    "rate_options": _rated,
    "best_worst": _best_worst,
    "ranking": _ranking,
    "multi_select": _many,
    "number": _number,
    "choice": _choice,
    "knowledge": _choice,
    "pairs": _choice,
    "triads": _choice,
}
_TWICE = {
    "ranking": lambda: _("Each place can be given once: two lines have the same number."),
    "best_worst": lambda: _("One and the same line cannot be both. Choose another one."),
}
