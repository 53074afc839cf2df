"""What tables and charts tell of: a school café, a library, buses, weather, sport …

Every phrase is written whole, so that sentences need no other word forms: `many` follows «how
many», `when` and `done` stand as they are. Called with a language switched on.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Row:
    label: str  # in the table
    many: str  # after "how many"
    name: str = ""  # in the middle of a sentence; only where there are prices
    short: str = ""  # after "than", where `many` would repeat itself

    @property
    def than(self) -> str:
        return self.short or self.many


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class Span:
    """The columns of a table and what is said of all of them."""

    columns: tuple[Column, ...]
    whole: str  # "on these days"
    per: str  # "a day"


@dataclass(frozen=True, slots=True)
class Prices:
    """A second table: what one thing costs, or how long it lasts."""

    title: str
    choices: tuple[int, ...]
    one: str  # asks for one row, with %(name)s and %(when)s
    two: str  # asks for two rows together, with %(name)s, %(other)s and %(when)s
    most: str  # asks for the row that brings most, with %(when)s
    hours: str = ""  # asks for one row in hours where the table says minutes


@dataclass(frozen=True, slots=True)
class Topic:
    code: str
    title: str
    rows: tuple[Row, ...]
    span: Span
    done: str
    of_all: str = ""  # "of all drinks sold"; empty where a share makes no sense
    sums: bool = True  # whether sums and means over the columns make sense
    prices: Prices | None = None


def topics() -> list[Topic]:
    return [make() for make in _TOPICS]


def _days() -> Span:
    columns = (
        Column(pgettext("table", "Mon"), pgettext("table", "on Monday")),
        Column(pgettext("table", "Tue"), pgettext("table", "on Tuesday")),
        Column(pgettext("table", "Wed"), pgettext("table", "on Wednesday")),
        Column(pgettext("table", "Thu"), pgettext("table", "on Thursday")),
        Column(pgettext("table", "Fri"), pgettext("table", "on Friday")),
    )
    return Span(columns, _("on these days"), pgettext("table", "a day"))


def _months() -> Span:
    columns = (
        Column(pgettext("table", "Sep"), pgettext("table", "in September")),
        Column(pgettext("table", "Oct"), pgettext("table", "in October")),
        Column(pgettext("table", "Nov"), pgettext("table", "in November")),
        Column(pgettext("table", "Dec"), pgettext("table", "in December")),
        Column(pgettext("table", "Jan"), pgettext("table", "in January")),
    )
    return Span(columns, _("in these months"), pgettext("table", "a month"))


def _warm_months() -> Span:
    columns = (
        Column(pgettext("table", "Apr"), pgettext("table", "in April")),
        Column(pgettext("table", "May"), pgettext("table", "in May")),
        Column(pgettext("table", "Jun"), pgettext("table", "in June")),
        Column(pgettext("table", "Jul"), pgettext("table", "in July")),
        Column(pgettext("table", "Aug"), pgettext("table", "in August")),
    )
    return Span(columns, _("in these months"), pgettext("table", "a month"))


def _weeks() -> Span:
    columns = tuple(
        Column(pgettext("table", "wk %(n)s") % {"n": n}, _("in week %(n)s") % {"n": n})
        for n in range(1, 6)
    )
    return Span(columns, _("in these weeks"), pgettext("table", "a week"))


def _cafe() -> Topic:
    rows = (
        Row(pgettext("table", "Tea"), _("cups of tea"), pgettext("table", "tea")),
        Row(pgettext("table", "Juice"), _("cups of juice"), pgettext("table", "juice")),
        Row(pgettext("table", "Compote"), _("cups of compote"), pgettext("table", "compote")),
        Row(pgettext("table", "Cocoa"), _("cups of cocoa"), pgettext("table", "cocoa")),
    )
    prices = _roubles(_("Price of one cup, roubles"), (20, 30, 40, 50, 60))
    title = _("School café: cups sold")
    return Topic(
        "cafe",
        title,
        rows,
        _days(),
        pgettext("table", "were sold"),
        _("of all drinks sold"),
        prices=prices,
    )


def _bakery() -> Topic:
    rows = (
        Row(pgettext("table", "Pies"), pgettext("table", "pies"), pgettext("table", "the pies")),
        Row(pgettext("table", "Buns"), pgettext("table", "buns"), pgettext("table", "the buns")),
        Row(
            pgettext("table", "Pancakes"),
            pgettext("table", "pancakes"),
            pgettext("table", "the pancakes"),
        ),
        Row(
            pgettext("table", "Pretzels"),
            pgettext("table", "pretzels"),
            pgettext("table", "the pretzels"),
        ),
    )
    prices = _roubles(_("Price of one piece, roubles"), (20, 25, 30, 35, 40, 45))
    title = _("Bakery stall: pieces sold")
    return Topic(
        "bakery",
        title,
        rows,
        _days(),
        pgettext("table", "were bought"),
        _("of all baking sold"),
        prices=prices,
    )


def _fair() -> Topic:
    rows = (
        Row(
            pgettext("table", "Postcards"),
            pgettext("table", "postcards"),
            pgettext("table", "the postcards"),
        ),
        Row(
            pgettext("table", "Badges"),
            pgettext("table", "badges"),
            pgettext("table", "the badges"),
        ),
        Row(
            pgettext("table", "Bracelets"),
            pgettext("table", "bracelets"),
            pgettext("table", "the bracelets"),
        ),
        Row(
            pgettext("table", "Magnets"),
            pgettext("table", "magnets"),
            pgettext("table", "the magnets"),
        ),
    )
    prices = _roubles(_("Price of one thing, roubles"), (40, 50, 60, 70, 80, 90))
    title = _("Craft fair: things sold")
    return Topic(
        "fair", title, rows, _days(), _("were sold at the fair"), _("of all things sold"),
        prices=prices,
    )  # fmt: skip


def _roubles(title: str, choices: tuple[int, ...]) -> Prices:
    return Prices(
        title,
        choices,
        _("How many roubles were paid for %(name)s %(when)s?"),
        _("How many roubles were paid for %(name)s and %(other)s together %(when)s?"),
        _("What was the most money paid for %(when)s?"),
    )


def _sport() -> Topic:
    rows = (
        Row(
            pgettext("table", "Swimming"),
            pgettext("table", "swimming sessions"),
            pgettext("table", "swimming"),
        ),
        Row(
            pgettext("table", "Volleyball"),
            pgettext("table", "volleyball sessions"),
            pgettext("table", "volleyball"),
        ),
        Row(
            pgettext("table", "Chess"),
            pgettext("table", "chess sessions"),
            pgettext("table", "chess"),
        ),
        Row(
            pgettext("table", "Running"),
            pgettext("table", "running sessions"),
            pgettext("table", "running"),
        ),
    )
    prices = Prices(
        _("Length of one session, minutes"),
        (30, 40, 45, 60, 90),
        _("How many minutes went on %(name)s %(when)s?"),
        _("How many minutes went on %(name)s and %(other)s together %(when)s?"),
        _("On what was the most time spent %(when)s?"),
        _("How many hours went on %(name)s %(when)s?"),
    )
    title = _("Sports club: sessions held")
    return Topic(
        "sport",
        title,
        rows,
        _months(),
        pgettext("table", "were held"),
        _("of all sessions held"),
        prices=prices,
    )


def _library() -> Topic:
    rows = (
        Row(pgettext("table", "Comics"), pgettext("table", "comics")),
        Row(pgettext("table", "Detective"), pgettext("table", "detective stories")),
        Row(pgettext("table", "Fantasy"), pgettext("table", "fantasy books")),
        Row(pgettext("table", "Poems"), _("books of poems")),
    )
    title = _("Library: books lent")
    return Topic(
        "library", title, rows, _months(), pgettext("table", "were lent"), _("of all books lent")
    )


def _bus() -> Topic:
    rows = tuple(
        Row(
            pgettext("table", "Route %(n)s") % {"n": n},
            _("passengers of route %(n)s") % {"n": n},
            short=_("of route %(n)s") % {"n": n},
        )
        for n in (3, 5, 8, 12)
    )
    title = _("Bus: passengers after school")
    return Topic(
        "bus", title, rows, _days(), pgettext("table", "travelled"), _("of all passengers")
    )


def _paper() -> Topic:
    rows = tuple(
        Row(
            name,
            _("kilograms of paper from class %(name)s") % {"name": name},
            short=_("from class %(name)s") % {"name": name},
        )
        for name in (
            pgettext("table", "6A"),
            pgettext("table", "6B"),
            pgettext("table", "7A"),
            pgettext("table", "7B"),
        )
    )
    title = _("Paper collection, kilograms")
    return Topic(
        "paper", title, rows, _weeks(), pgettext("table", "were brought"), _("of all paper brought")
    )


def _films() -> Topic:
    rows = (
        Row(pgettext("table", "Music"), _("views of the music videos")),
        Row(pgettext("table", "Sport"), _("views of the sport videos")),
        Row(pgettext("table", "Science"), _("views of the science videos")),
        Row(pgettext("table", "Humour"), _("views of the funny videos")),
    )
    title = _("School channel: views of videos")
    return Topic(
        "films", title, rows, _days(), pgettext("table", "were counted"), _("of all views")
    )


def _leisure() -> Topic:
    rows = (
        Row(pgettext("table", "Rink"), _("visitors of the rink")),
        Row(pgettext("table", "Pool"), _("visitors of the pool")),
        Row(pgettext("table", "Museum"), _("visitors of the museum")),
        Row(pgettext("table", "Cinema"), _("visitors of the cinema")),
    )
    title = _("Visitors of the town centre")
    return Topic("leisure", title, rows, _weeks(), pgettext("table", "came"), _("of all visitors"))


def _rain() -> Topic:
    rows = (
        _station(pgettext("table", "Field")),
        _station(pgettext("table", "Forest")),
        _station(pgettext("table", "Lake")),
        _station(pgettext("table", "Hill")),
    )
    title = _("Weather stations: rain, millimetres")
    return Topic("rain", title, rows, _warm_months(), pgettext("table", "fell"))


def _station(name: str) -> Row:
    return Row(
        name,
        _("millimetres of rain at the station “%(name)s”") % {"name": name},
        short=_("at the station “%(name)s”") % {"name": name},
    )


def _plants() -> Topic:
    rows = tuple(
        Row(
            pgettext("table", "Pot %(n)s") % {"n": n},
            _("sprouts in pot %(n)s") % {"n": n},
            short=_("in pot %(n)s") % {"n": n},
        )
        for n in (1, 2, 3, 4)
    )
    title = _("Biology room: sprouts in the pots")
    return Topic("plants", title, rows, _weeks(), _("were counted by the class"), sums=False)


_TOPICS: tuple[Callable[[], Topic], ...] = (
    _cafe, _bakery, _fair, _sport, _library, _bus, _paper, _films, _leisure, _rain, _plants,
)  # fmt: skip
