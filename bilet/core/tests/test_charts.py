"""Pictures of numbers: true to the numbers, safe, readable without colour."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bilet.core import charts

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<b onclick="x">&'

BANDS = [charts.Band("Research", 16, 14, 18, "16 ± 2"), charts.Band("People", 4, 1, 7)]
REASONS = [
    charts.Contribution("Likes tools", 30),
    charts.Contribution("Liked a trial", 12.5),
    charts.Contribution("Dislikes noise", -10),
]
LINES = [charts.Line("it", "Computers", "/it/"), charts.Line("agro", "Nature", "/agro/")]
STATIONS = [
    charts.Station("it", "Sorter", "tried"),
    charts.Station("it", "Poster", "booked"),
    charts.Station("agro", "Soil", "not_mine"),
]
TILES = [
    charts.Tile("MSK", "Moscow", 0, 0, 10, href="/msk/"),
    charts.Tile("SPB", "Petersburg", 1, 0, 90, href="/spb/"),
    charts.Tile("XX", "Far away", 2, 1, None),
]
ALL = {
    "bands": lambda: charts.bands(BANDS, ends=("less", "more")),
    "bars": lambda: charts.bars([charts.Bar("One", 3, field="it"), charts.Bar("Two", 0)]),
    "contributions": lambda: charts.contributions(REASONS),
    "tile_map": lambda: charts.tile_map(TILES),
    "line_map": lambda: charts.line_map(LINES, STATIONS),
    "sparkline": lambda: charts.sparkline([1, 3, 2]),
    "donut": lambda: charts.donut(0.42),
}
EMPTY = {
    "bands": lambda: charts.bands([]),
    "bars": lambda: charts.bars([]),
    "contributions": lambda: charts.contributions([]),
    "tile_map": lambda: charts.tile_map([]),
    "line_map": lambda: charts.line_map([], []),
    "sparkline": lambda: charts.sparkline([]),
    "donut": lambda: charts.donut(0),
}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 # our own text


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "nan"))


@pytest.mark.parametrize("name", [*ALL])
def test_a_picture_says_what_it_shows(name):
    root = tree(ALL[name]())
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text
    assert desc.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert root.get("role") == ("group" if any(root.iter(f"{SVG}a")) else "img")


@pytest.mark.parametrize("name", [*ALL])
def test_a_picture_needs_no_inline_style_and_names_no_colour(name):
    svg = ALL[name]()
    assert "style" not in svg
    assert not re.search(r'(fill|stroke)="', svg)


@pytest.mark.parametrize("name", [*EMPTY])
def test_nothing_to_show_is_no_error(name):
    tree(EMPTY[name]())


def test_names_of_people_and_places_are_escaped():
    for svg in (
        charts.bands([charts.Band(EVIL, 1, 0, 2, EVIL, EVIL)], title=EVIL, ends=(EVIL, EVIL)),
        charts.bars([charts.Bar(EVIL, 1, EVIL, EVIL, EVIL)]),
        charts.contributions([charts.Contribution(EVIL, 1, EVIL)], total=EVIL, shown=EVIL),
        charts.tile_map([charts.Tile(EVIL, EVIL, 0, 0, 1, EVIL, EVIL)], unit=EVIL, none=EVIL),
        charts.line_map([charts.Line("it", EVIL, EVIL)], [charts.Station("it", EVIL)]),
        charts.donut(0.5, title=EVIL, shown=EVIL),
    ):
        tree(svg)
        assert "<b" not in svg


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20)), min_size=1, max_size=8),
)
def test_the_dot_lies_inside_its_stripe(numbers):
    rows = [charts.Band("x", value, value - wide, value + wide) for value, wide in numbers]
    root = tree(charts.bands(rows, scale=(0, 100)))
    stripes = [r for r in root.iter(f"{SVG}rect") if r.get("class") == "c-sure"]
    dots = [c for c in root.iter(f"{SVG}circle") if c.get("class") == "c-dot"]
    for stripe, dot in zip(stripes, dots, strict=True):
        left = number(stripe, "x")
        assert left - 0.2 <= number(dot, "cx") <= left + number(stripe, "width") + 0.2
        assert 0 <= left <= number(tracks(root)[0], "width")


def tracks(root):
    return [r for r in root.iter(f"{SVG}rect") if r.get("class") == "c-track"]


def test_bars_leave_room_for_numbers_only_where_there_are_numbers():
    bare, told = (
        tree(charts.bands([charts.Band("x", 1, 0, 2, shown)], scale=(0, 3))) for shown in ("", "1")
    )
    assert number(tracks(bare)[0], "width") == 320 > number(tracks(told)[0], "width")


@pytest.mark.parametrize(("low", "marked"), [(-1, 1), (0, 0), (1, 0)])
def test_the_middle_is_marked_where_the_scale_has_two_sides(low, marked):
    root = tree(charts.bands([charts.Band("x", 1, 1, 1)], scale=(low, 2)))
    assert len([p for p in root.iter(f"{SVG}path") if p.get("class") == "c-axis"]) == marked


def test_a_larger_score_lies_further_right():
    root = tree(charts.bands(BANDS, scale=(0, 20)))
    research, people = (number(c, "cx") for c in root.iter(f"{SVG}circle"))
    assert research > people


@given(st.lists(st.floats(-50, 50).map(lambda x: round(x, 1)), min_size=1, max_size=9))
def test_reasons_add_up_to_the_sum(values):
    rows = [charts.Contribution("x", value) for value in values]
    root = tree(charts.contributions(rows))
    bars = [
        [float(x) for x in re.findall(r"M([\d.]+) \d+H[\d.]+L([\d.]+)", p.get("d", ""))[0]]
        for p in root.iter(f"{SVG}path")
        if p.get("class") in ("c-plus", "c-minus")
    ]
    # Each bar starts where the one before ended, but for the least width of a bar that is drawn.
    for before, after in pairwise(bars):
        assert abs(before[1] - after[0]) <= 2.1
    total = next(r for r in root.iter(f"{SVG}rect") if r.get("class") == "c-sum")
    ends = (number(total, "x"), number(total, "x") + number(total, "width"))
    assert min(abs(end - bars[-1][1]) for end in ends) <= 4.2


def test_what_speaks_against_points_back_and_has_a_minus():
    svg = charts.contributions(REASONS)
    assert svg.count("c-minus") == 1
    assert "−10" in svg
    assert "32.5" in svg


def test_a_tile_is_a_link_with_its_name_and_value():
    svg = charts.tile_map(TILES)
    assert '<a href="/spb/" aria-label="Petersburg: 90">' in svg
    assert svg.count("<a ") == 2


def test_a_tile_says_its_value_without_colour_too():
    root = tree(charts.tile_map(TILES))
    pips = [
        sum(1 for c in tile.iter(f"{SVG}circle"))
        for tile in root.iter(f"{SVG}g")
        if (tile.get("class") or "").startswith("c-tile")
    ]
    assert pips[:3] == [1, 5, 0]


def test_the_map_of_lines_stamps_what_was_tried():
    svg = charts.line_map(LINES, STATIONS)
    assert svg.count('class="c-tried"') == 2  # the station and the key
    assert "Computers: tried 1" in svg
    assert '<a href="/agro/"' in svg


def test_many_stations_stay_on_the_map():
    many = [charts.Station("it", f"Trial {i}") for i in range(40)]
    svg = charts.line_map(LINES, many)
    assert max(float(x) for x in re.findall(r"translate\(([\d.]+) ", svg)) <= 320


def test_a_whole_is_a_full_ring():
    assert "251.3 251.3" in charts.donut(1)
    assert "c-arc" not in charts.donut(0)


@pytest.mark.parametrize("name", [*ALL])
def test_a_picture_in_a_file_brings_its_colours(name):
    svg = charts.standalone(ALL[name]())
    tree(svg)
    assert "<style>" in svg
    assert "var(--" not in svg


def test_russian_numbers_have_a_decimal_comma():
    with translation.override("ru"):
        assert "32,5" in charts.contributions(REASONS)
