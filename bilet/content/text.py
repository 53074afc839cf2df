"""Words a person reads: Russian in the file itself, other languages beside it.

`instrument.yaml` holds the Russian texts; `en.yaml` in the same folder repeats the structure
with the translated texts alone. Lists of parts are matched by `id` or `code`, lists of plain
texts by place.
"""

from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Field

TRANSLATED = "translated"

# A text for people: never empty, and every language of the site must have it.
Text = Annotated[str, Field(min_length=1), TRANSLATED]

_KEYS = ("id", "code")


def overlay(base: Any, translation: Any, place: str = "") -> Any:
    """`base` with the texts of `translation` put over it.

    Raises:
        ValueError: the translation has a part that the base does not have.
    """
    if isinstance(base, dict) and isinstance(translation, dict):
        return _overlay_parts(base, translation, place)
    if isinstance(base, list) and isinstance(translation, list):
        return _overlay_list(base, translation, place)
    return translation


def _overlay_parts(base: dict[Any, Any], translation: dict[Any, Any], place: str) -> Any:
    if unknown := translation.keys() - base.keys():
        raise ValueError(
            f"{place or 'file'}: {sorted(map(str, unknown))} is not in the Russian file"
        )
    return {
        key: overlay(value, translation[key], f"{place}.{key}".strip("."))
        if key in translation
        else value
        for key, value in base.items()
    }


def _overlay_list(base: list[Any], translation: list[Any], place: str) -> list[Any]:
    key = next((k for k in _KEYS if base and isinstance(base[0], dict) and k in base[0]), None)
    if key is None:
        if len(base) != len(translation):
            raise ValueError(
                f"{place}: {len(translation)} entries, the Russian file has {len(base)}"
            )
        return [
            overlay(b, t, f"{place}.{n}")
            for n, (b, t) in enumerate(zip(base, translation, strict=True))
        ]
    given = {part[key]: part for part in translation}
    if unknown := given.keys() - {part[key] for part in base}:
        raise ValueError(f"{place}: {sorted(map(str, unknown))} is not in the Russian file")
    return [
        overlay(part, given[part[key]], f"{place}.{part[key]}") if part[key] in given else part
        for part in base
    ]


def untranslated(model: BaseModel, translation: Any, place: str = "") -> list[str]:
    """Places of texts of `model` that `translation` leaves out."""
    missing: list[str] = []
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        given = translation.get(name) if isinstance(translation, dict) else None
        here = f"{place}.{name}".strip(".")
        missing += _missing(value, given, here, is_text=_is_text(field.annotation, field.metadata))
    return missing


def _missing(value: Any, given: Any, place: str, *, is_text: bool) -> list[str]:
    if isinstance(value, BaseModel):
        return untranslated(value, given, place)
    if isinstance(value, dict):
        parts = given if isinstance(given, dict) else {}
        return [
            m
            for key, part in value.items()
            for m in _missing(part, parts.get(key), f"{place}.{key}", is_text=is_text)
        ]
    if isinstance(value, list | tuple):
        return _missing_in_list(list(value), given, place, is_text=is_text)
    # “—” and “14:30” are the same in every language.
    said = isinstance(value, str) and any(sign.isalpha() for sign in value)
    return [place] if is_text and said and not given else []


def _missing_in_list(values: list[Any], given: Any, place: str, *, is_text: bool) -> list[str]:
    given = given if isinstance(given, list) else []
    key = next((k for k in _KEYS if values and hasattr(values[0], k)), None)
    by_key = {g.get(key): g for g in given if isinstance(g, dict)} if key else {}
    missing: list[str] = []
    for n, value in enumerate(values):
        part = by_key.get(getattr(value, key)) if key else (given[n] if n < len(given) else None)
        name = getattr(value, key) if key else n
        missing += _missing(value, part, f"{place}.{name}", is_text=is_text)
    return missing


def _is_text(annotation: Any, metadata: list[Any]) -> bool:
    """Whether the annotation is `Text`, a list of them, a dict of them, or an optional one."""
    if TRANSLATED in metadata:
        return True
    if get_origin(annotation) is Annotated:
        return _is_text(get_args(annotation)[0], list(get_args(annotation)[1:]))
    return any(_is_text(inner, []) for inner in get_args(annotation) if inner is not type(None))
