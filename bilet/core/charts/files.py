"""A picture outside of the page: its colours must travel with it."""

import re
from functools import cache
from pathlib import Path

STYLES = Path(__file__).resolve().parents[1] / "static" / "core" / "css"


def standalone(svg: str) -> str:
    """The picture as a file of its own (for a PDF or a card to share): light colours inside."""
    return svg.replace("><title", f"><style>{_light_styles()}</style><title", 1)


@cache
def _light_styles() -> str:
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+):\s*([^;{}]+)", tokens.partition("@media")[0]))
    hues = re.findall(r"\.field-(\w+) \{ --hue: var\(--f-\w+\)", tokens)
    rules = (STYLES / "charts.css").read_text(encoding="utf-8").partition("/* On the page only")[0]
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.S)
    # A plain viewer of SVG knows no custom properties: each hue is written out.
    for rule in re.findall(r"[^{}]+\{[^{}]*var\(--hue[^{}]*\}", rules):
        rules += "".join(
            _of_field(selector.strip(), hue, rule, light["f-" + hue])
            for hue in hues
            for selector in rule.partition("{")[0].split(",")
        )
    rules = re.sub(r"var\(--hue, (var\(--[\w-]+\))\)", r"\1", rules)
    return re.sub(r"var\(--([\w-]+)\)", lambda found: light[found[1]], rules).replace("\n", "")


def _of_field(selector: str, field: str, rule: str, colour: str) -> str:
    """Only the declarations that have the hue: the rest stays as the page has it."""
    body = rule.partition("{")[2].rstrip("}")
    hues = [part for part in body.split(";") if "var(--hue" in part]
    said = re.sub(r"var\(--hue, var\(--[\w-]+\)\)", colour, ";".join(hues))
    return f"{selector}.field-{field},.field-{field} {selector}{{{said}}}"
