"""Signs on the faces of a cube: drawn upright about the origin, in a square 44 wide."""

from django.utils.translation import gettext_noop as _

from bilet.assessments.generators.drawing import INK, circle, line, path, rect

SIDE = 44.0  # of the square that a sign is drawn for


def _strong(*parts: str) -> str:
    """Thicker outlines, so that all signs are equally dark."""
    return f'<g stroke-width="3">{"".join(parts)}</g>'


# Look the same after a quarter turn. Nothing here becomes like another in perspective: a rhombus
# on a face looks like a square there, a slanting cross like an upright one.
PLAIN: dict[str, tuple[str, ...]] = {
    "disc": (circle((0, 0), 11, fill="solid"),),
    "ring": (_strong(circle((0, 0), 11)),),
    "plus": (line((0, -13), (0, 13), width=4), line((-13, 0), (13, 0), width=4)),
    "frame": (_strong(rect((-10, -10), 20, 20)),),
    "block": (rect((-10, -10), 20, 20, fill="solid"),),
    "dots": tuple(circle((x, y), 3, fill="solid") for x in (-8, 8) for y in (-8, 8)),
    "star": (
        _strong(
            line((0, -13), (0, 13)), line((-13, 0), (13, 0)),
            line((-9, -9), (9, 9)), line((-9, 9), (9, -9)),
        ),
    ),
}  # fmt: skip
# Show where their top is.
TURNED: dict[str, tuple[str, ...]] = {
    "arrow": (line((0, 13), (0, -4), width=4), path([(-9, -3), (0, -14), (9, -3)], fill="solid")),
    "half": (_strong(circle((0, 0), 11)), f'<path d="M-11 0A11 11 0 0 1 11 0Z" fill="{INK}"/>'),
    "tee": (line((-11, -11), (11, -11), width=4), line((0, -11), (0, 12), width=4)),
    "cup": (_strong(path([(-10, -11), (-10, 10), (10, 10), (10, -11)], closed=False)),),
    "flag": (
        line((-7, 13), (-7, -13), width=3), path([(-7, -13), (11, -7), (-7, -1)], fill="solid"),
    ),
    "triangle": (_strong(path([(-9, 11), (0, -13), (9, 11)])),),
}  # fmt: skip

NAMES: dict[str, str] = {
    "disc": _("filled circle"),
    "ring": _("ring"),
    "plus": _("plus"),
    "frame": _("square frame"),
    "block": _("filled square"),
    "dots": _("four dots"),
    "star": _("star of eight rays"),
    "arrow": _("arrow"),
    "half": _("ring with its upper half filled"),
    "tee": _("letter T"),
    "cup": _("bracket open at the top"),
    "flag": _("flag on a pole"),
    "triangle": _("narrow triangle"),
}


def sign(name: str) -> tuple[str, ...]:
    return PLAIN.get(name) or TURNED[name]
