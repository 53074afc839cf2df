"""Texts of the interface without Russian are found without the tools of gettext."""

from pathlib import Path

from bilet.content.mistakes import parts_of
from bilet.core import interface

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Known"
msgstr "Знакомое"

msgctxt "arrow"
msgid "left"
msgstr "влево"

#, fuzzy
msgid "Guessed"
msgstr "Угаданное"

msgid "Empty"
msgstr ""

msgid "%(n)s test"
msgid_plural "%(n)s tests"
msgstr[0] "%(n)s тест"
msgstr[1] "%(n)s теста"
msgstr[2] ""
"""


def test_texts_without_russian_are_named_with_file_and_line(tmp_path):
    app = tmp_path / "shop"
    (app / "locale/ru/LC_MESSAGES").mkdir(parents=True)
    (app / "templates/shop").mkdir(parents=True)
    (app / "locale/ru/LC_MESSAGES/django.po").write_text(PO, encoding="utf-8")
    (app / "views.py").write_text(
        'from x import _, pgettext\n_("Known")\npgettext("arrow", "left")\n_("New one")\n'
    )
    (app / "templates/shop/page.html").write_text(
        '{% translate "Known" %}\n{% translate "From a page" %}\n'
        "{% blocktranslate count n=n %}{{ n }} test{% plural %}{{ n }} tests{% endblocktranslate %}"
    )
    said = {(Path(file).name, place, message.split("»")[0]) for file, place, message in (
        part for line in interface.mistakes(tmp_path) for part in parts_of(line)
    )}  # fmt: skip
    assert said == {
        ("django.po", "line 11", "«Guessed"),
        ("django.po", "line 15", "«Empty"),
        ("django.po", "line 18", "«%(n)s test"),
        ("views.py", "line 4", "«New one"),
        ("page.html", "line 2", "«From a page"),
    }
