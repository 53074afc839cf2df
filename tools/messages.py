"""Interface texts: collect them anew, or check that every one has its Russian.

python tools/messages.py           collect the texts of every app into its .po
python tools/messages.py --check   fail when a text is not in its .po, has no translation or two
"""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = sorted(folder for folder in (ROOT / "bilet").iterdir() if (folder / "locale").is_dir())


def main() -> int:
    if "--check" in sys.argv:
        mistakes = [mistake for app in APPS for mistake in mistakes_of(app)] + quarrels()
        print("\n".join(mistakes) or "Every text of the interface has its Russian.")
        return bool(mistakes)
    for app in APPS:
        collect(app)
    return 0


def collect(app: Path) -> None:
    """Run gettext over one app."""
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "ru", "--no-location",
         "--no-obsolete", "-v", "0", "-i", "static"],
        cwd=app, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def mistakes_of(app: Path) -> list[str]:
    """Texts of `app` without Russian, or with a translation marked as a guess."""
    from babel.messages.pofile import read_po

    file = app / "locale/ru/LC_MESSAGES/django.po"
    with file.open("rb") as stream:
        catalog = read_po(stream)
    mistakes = []
    for message in catalog:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (not all(texts) or message.fuzzy):
            mistakes.append(f"{file.relative_to(ROOT)}: no Russian for {message.id!r}")
    known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalog}
    mistakes += [
        f"{file.relative_to(ROOT)}: {text!r} is used and not collected; run tools/messages.py"
        for text in sorted(texts_in_code(app) - known)
    ]
    return mistakes


def quarrels() -> list[str]:
    """Texts with one Russian in one app and another elsewhere: all apps share one catalogue."""
    from babel.messages.pofile import read_po

    found: dict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
    for app in APPS:
        with (app / "locale/ru/LC_MESSAGES/django.po").open("rb") as stream:
            for message in read_po(stream):
                found[message.context, str(message.id)][str(message.string)] = app.name
    return [
        f"{text!r} has several translations: {russian}. Choose one, or give one of them a context."
        for (_, text), russian in found.items()
        if text and len(russian) > 1
    ]


def texts_in_code(app: Path) -> set[str]:
    """Message ids that the app's Python and templates use, collected into a throw-away place."""
    from babel.messages.pofile import read_po

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / app.name
        subprocess.run(["cp", "-r", str(app), str(copy)], check=True)
        collect(copy)
        with (copy / "locale/ru/LC_MESSAGES/django.po").open("rb") as stream:
            return {m.id[0] if isinstance(m.id, tuple) else m.id for m in read_po(stream) if m.id}


if __name__ == "__main__":
    raise SystemExit(main())
