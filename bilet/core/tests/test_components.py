"""The components, the illustrations, the icons and the colours keep their promises."""

import re
from itertools import product
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

CORE = Path(__file__).resolve().parents[1]
PACKAGE = CORE.parent
CSS = CORE / "static/core/css"
ART = sorted((CORE / "static/core/art").glob("*.svg"))
FIELDS = ["it", "industry", "city", "transport", "energy", "space", "agro", "health", "edu",
          "art", "service", "business", "law"]  # fmt: skip


def rendered(source: str, **context: object) -> str:
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return " ".join(template.render(context).split())


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


# Components


def test_a_button_with_an_address_is_a_link():
    html = rendered('<c-button href="/go/" go icon="ticket">Go</c-button>')
    assert '<a href="/go/" class="btn go' in html
    assert "icons.svg#ticket" in html


def test_a_button_without_an_address_submits_and_keeps_its_attributes():
    html = rendered('<c-button name="step" value="2" quiet>Later</c-button>')
    assert '<button type="submit" class="btn quiet' in html
    assert 'name="step"' in html
    assert 'value="2"' in html


def test_what_a_person_wrote_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    html = rendered(
        '<c-button>{{ e }}</c-button><c-card :title="e">{{ e }}</c-card><c-chip>{{ e }}</c-chip>'
        '<c-choice name="a" :value="e" :label="e" /><c-stat :value="e" :label="e" />'
        '<c-alert tone="warn" :title="e">{{ e }}</c-alert><c-icon name="eye" :label="e" />'
        '<c-picture name="door" :alt="e" />',
        e=evil,
    )
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_card_with_an_address_is_one_link():
    html = rendered('<c-card title="Six directions" href="/t/" field="it">5 min</c-card>')
    assert html.count("<a ") == 1
    assert "field-it" in html


def test_a_ticket_has_a_stub_only_when_there_is_something_on_it():
    assert 'class="stub"' not in rendered("<c-ticket>Trial</c-ticket>")
    html = rendered('<c-ticket>Trial<c-slot name="stub">Code</c-slot></c-ticket>')
    assert '<div class="stub">Code</div>' in html


def test_steps_say_their_state_in_words():
    steps = [
        {"title": "One", "status": "done"},
        {"title": "Two", "status": "now", "href": "/two/"},
        {"title": "Three", "status": "todo", "word": "in May"},
    ]
    html = rendered('<c-steps :items="steps" />', steps=steps)
    assert 'aria-current="step"' in html
    assert ">done<" in html
    assert ">now<" in html
    assert ">in May<" in html


def test_progress_is_said_in_numbers():
    html = rendered('<c-progress value="12" max="30" label="Answered" />')
    assert "12 of 30" in html
    assert '<progress value="12" max="30" aria-label="Answered">' in html


class SchoolForm(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="For letters only")
    grade = forms.ChoiceField(
        label="Grade", widget=forms.RadioSelect, choices=[("6", "six"), ("7", "seven")]
    )
    agree = forms.BooleanField(label="I agree")
    note = forms.CharField(label="Note", required=False)


def test_a_field_joins_label_help_and_error_to_its_input():
    form = SchoolForm({"email": "no"})
    html = rendered('<c-field :field="form.email" />', form=form)
    assert '<label for="id_email">E-mail' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    for key in described[1].split():
        assert f'id="{key}"' in html
    assert 'aria-invalid="true"' in html


def test_answers_of_a_question_are_a_group_with_a_legend():
    html = rendered('<c-field :field="form.grade" />', form=SchoolForm())
    assert "<fieldset" in html
    assert "<legend>Grade</legend>" in html
    assert html.count('class="choice"') == 2


def test_an_optional_field_says_so():
    assert "(optional)" in rendered('<c-field :field="form.note" />', form=SchoolForm())


def test_the_summary_of_errors_links_to_the_fields():
    html = rendered('<c-error_summary :form="form" />', form=SchoolForm({"email": "no"}))
    page = html + "".join(
        rendered('<c-field :field="f" />', f=field) for field in SchoolForm({"email": "no"})
    )
    links = re.findall(r'href="#([^"]+)"', html)
    assert len(links) == 3
    for link in links:
        assert f'id="{link}"' in page


def test_a_form_without_errors_has_no_summary():
    assert rendered('<c-error_summary :form="form" />', form=SchoolForm()) == ""


# Pages


@pytest.mark.parametrize("name", ["400", "403", "404", "422", "429", "500", "503", "offline"])
def test_a_page_of_errors_needs_nothing_from_the_site(name):
    html = render_to_string(f"core/{name}.html")
    assert html.count("<h1>") == 1
    assert 'id="main"' in html


def test_the_page_of_all_components_has_neither_inline_styles_nor_scripts():
    html = render_to_string("core/styleguide.html")
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son\w+=", html)
    assert "<c-" not in html


# Pictures


@pytest.mark.parametrize("file", ART, ids=lambda file: file.stem)
def test_an_illustration_is_small_wordless_and_follows_the_page(file):
    text = file.read_text(encoding="utf-8")
    assert len(text) <= 4096
    assert "<text" not in text
    assert "style" not in text
    # Every colour is a token with a fallback for those who open the file alone.
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) - {"none"} <= set(
        re.findall(r'"(var\(--[\w-]+,#[0-9a-f]{6}\))"', text)
    )


def test_every_field_of_work_has_its_scene():
    assert set(FIELDS) <= {file.stem for file in ART}


# Icons


def test_every_icon_in_a_template_is_in_the_sprite():
    names = set((CORE / "static/core/icons/names.txt").read_text().split())
    used = {
        (found, template.name)
        for template in PACKAGE.glob("*/templates/**/*.html")
        for found in re.findall(
            r'<c-icon name="([\w-]+)"|\bicon="([\w-]+)"', template.read_text(encoding="utf-8")
        )
    }
    missing = {(a or b, where) for (a, b), where in used} - {
        (name, where) for name, (_pair, where) in product(names, used)
    }
    assert not missing, f"add to core/static/core/icons/names.txt: {sorted(missing)}"


# Colours


def tokens_of(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6}|var\(--[\w-]+\))", block))


def themes() -> dict[str, dict[str, str]]:
    css = (CSS / "tokens.css").read_text(encoding="utf-8")
    light = tokens_of(css[: css.index("@media")])
    automatic = tokens_of(css[css.index("@media") : css.index(':root[data-scheme="dark"]')])
    dark = tokens_of(css[css.index(':root[data-scheme="dark"]') : css.index(".field-it")])
    assert automatic == dark
    schemes = (CSS / "schemes.css").read_text(encoding="utf-8")
    common = tokens_of(schemes[schemes.index("--card: var(--paper)") :].partition("}")[0])
    found = {"light": light, "dark": light | dark}
    for name in ("mono", "inverse", "blue"):
        rules = re.findall(rf'^:root\[data-scheme="{name}"\] \{{([^}}]*)\}}', schemes, flags=re.M)
        found[name] = light | common | tokens_of(rules[0])
    return found


def colour(theme: dict[str, str], name: str) -> tuple[float, ...]:
    value = theme[name]
    while value.startswith("var("):
        value = theme[value[6:-1]]
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    return tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    def light(rgb: tuple[float, ...]) -> float:
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *product(["ink", "ink-2", "signal", "link", "calm", *(f"f-{f}" for f in FIELDS)],
             ["paper", "card"]),
    *product(["ink", "link"], ["warn-soft", "calm-soft"]),
    ("ink-2", "warn-soft"), ("ink-2", "calm-soft"),
    ("signal-ink", "signal"), ("calm", "calm-soft"), ("warn", "warn-soft"),
    ("signal", "signal-soft"), ("paper", "ink"), ("paper", "calm"),
]  # fmt: skip
SHAPES = [*product(["edge", "focus", "ink-2"], ["paper", "card"])]


@pytest.mark.parametrize("theme", ["light", "dark", "mono", "inverse", "blue"])
def test_colours_can_be_read(theme):
    values = themes()[theme]
    weak = [
        f"{front} on {back}: {ratio:.2f} < {least}"
        for pairs, least in ((TEXT, 4.5), (SHAPES, 3.0))
        for front, back in pairs
        if (ratio := contrast(colour(values, front), colour(values, back))) < least
    ]
    assert not weak, weak


@pytest.mark.parametrize("theme", ["light", "dark", "mono", "inverse", "blue"])
def test_text_on_a_shaded_square_can_be_read(theme):
    """The shades of `tile_map` are the calm colour, see-through over a card."""
    values = themes()[theme]
    charts = (CSS / "charts.css").read_text(encoding="utf-8")
    shades = re.findall(r"\.c-level-\d rect \{ fill-opacity: ([\d.]+)", charts)
    assert len(shades) == 4
    calm, card = colour(values, "calm"), colour(values, "card")
    for shade in map(float, shades):
        mixed = tuple(a * shade + b * (1 - shade) for a, b in zip(calm, card, strict=True))
        assert contrast(colour(values, "ink"), mixed) >= 4.5, shade
