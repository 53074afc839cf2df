"""Fill the demo region with synthetic data; nothing happens when it is filled already."""

from time import monotonic

from django.core.management.base import BaseCommand

from bilet.cabinets.demo_region import fill, is_filled


class Command(BaseCommand):
    help = "Fill the Moscow Region with synthetic people and events, the same every time."

    def handle(self, *args: object, **options: object) -> None:
        if is_filled():
            self.stdout.write("The demo region is there already.")
            return
        self.stdout.write("Filling the demo region with synthetic data (it takes half a minute):")
        began = monotonic()
        fill(say=lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"Done in {monotonic() - began:.0f} s.")
