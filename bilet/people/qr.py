"""QR codes as SVG text."""

import io

import segno


def svg(text: str) -> str:
    """A QR code of `text` as a complete SVG document, black on white, error level M."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True, light="#fff"
    )
    return out.getvalue().decode()
