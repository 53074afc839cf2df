"""What is built from sources and not committed: the front-end bundle and the message catalogues.

Hatchling runs it as a hook for every wheel, sdist and editable install; `python hatch_build.py`
does the same in a checkout.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
STYLES = ROOT / "bilet/core/static/core"
BUNDLE = ROOT / "bilet/core/static/dist"
STAMP = BUNDLE / ".built"  # written last by build.mjs


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_all()


def build_all() -> None:
    build_bundle()
    compile_messages()


def build_bundle() -> None:
    """Run npm when the bundle is missing or older than its sources."""
    if not FRONTEND.is_dir():  # a source distribution carries the bundle ready-made
        return
    if bundle_is_fresh():
        return
    npm = shutil.which("npm")
    if npm is None and STAMP.exists():
        sys.stderr.write(
            f"npm is not installed: the bundle in {BUNDLE} is used as it is, "
            "older than its sources.\n"
        )
        return
    if npm is None:
        sys.exit(
            "The pages need their scripts and styles; npm builds them and is not installed.\n"
            "Install Node 20 or newer (Debian: apt install nodejs npm) and repeat."
        )
    lock, installed = FRONTEND / "package-lock.json", FRONTEND / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run([npm, "ci", "--no-fund", "--no-audit"], cwd=FRONTEND, check=True)  # noqa: S603
    subprocess.run([npm, "run", "--silent", "build"], cwd=FRONTEND, check=True)  # noqa: S603


def bundle_is_fresh() -> bool:
    if not STAMP.exists():
        return False
    built = STAMP.stat().st_mtime
    return all(source.stat().st_mtime <= built for source in bundle_sources())


def bundle_sources() -> list[Path]:
    found = [
        path
        for path in FRONTEND.rglob("*")
        if path.is_file() and "node_modules" not in path.relative_to(FRONTEND).parts
    ]
    return [*found, *STYLES.glob("css/*.css"), *STYLES.glob("icons/*")]


def compile_messages() -> None:
    """Every `django.po` gets its `django.mo` next to it, when it has changed."""
    sources = [
        po
        for po in sorted((ROOT / "bilet").glob("**/locale/*/LC_MESSAGES/django.po"))
        if not po.with_suffix(".mo").exists()
        or po.with_suffix(".mo").stat().st_mtime <= po.stat().st_mtime
    ]
    if not sources:
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in sources:
        with po.open("rb") as file:
            catalog = read_po(file)  # plural forms are the file’s own
        with po.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


if __name__ == "__main__":
    build_all()
