"""A test as one ordinary form, for a browser without scripts."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from bilet.assessments.payload import Batch


class PlainForm(forms.Form):
    """One group of radio buttons for a question, or for each option that is rated.

    Nothing is required: what is left out is scored as left out.
    """

    def __init__(
        self, document: Mapping[str, Any], answers: Mapping[str, Any], data: Any = None
    ) -> None:
        super().__init__(data)
        self.document = document
        self._before = answers
        for name, label, choices in self._questions():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
                initial=self._given(name),
            )

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Each question with its fields: one, or one for every option."""
        for item in self.document["items"]:
            names = [item["id"], *(f"{item['id']}.{option['id']}" for option in item["options"])]
            yield item["text"], [self[name] for name in names if name in self.fields]

    def batch(self) -> Batch:
        """The answers, newer than all that was saved before."""
        number = 1 + max((given["s"] for given in self._before.values()), default=0)
        values: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            item, _, option = name.partition(".")
            if value and option:
                values.setdefault(item, {})[option] = value
            elif value:
                values[item] = value
        return Batch.model_validate(
            {"answers": {item: {"v": v, "t": None, "s": number} for item, v in values.items()}}
        )

    def _questions(self) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
        responses = [(r["id"], r["label"]) for r in self.document["responses"]]
        for item in self.document["items"]:
            if self.document["format"] == "rate_options":
                for option in item["options"]:
                    yield f"{item['id']}.{option['id']}", option["text"], responses
            else:
                options = [(option["id"], option["text"]) for option in item["options"]]
                yield item["id"], item["text"], responses or options

    def _given(self, name: str) -> str | None:
        item, _, option = name.partition(".")
        value = self._before.get(item, {}).get("v")
        if option:
            return value.get(option) if isinstance(value, dict) else None
        return value if isinstance(value, str) else None
