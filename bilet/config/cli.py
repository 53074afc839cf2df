"""`bilet`: the command line."""

import os

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """«Билет»: early career guidance. Run `bilet COMMAND --help` for the details of a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings")
