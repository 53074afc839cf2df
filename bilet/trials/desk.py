"""The shape of a desk task: the work table of a profession, with materials, actions and rules.

A stage shows materials and asks for one of five actions. Its rules are data; browser and server
work them out alike (`checks/desk.py`, `frontend/trials/desk/rules.ts`). `model` is one way to do
the stage: it proves to `bilet check-content` that the rules can be met, and is never sent.
"""

from typing import Annotated, Literal

from pydantic import Field

from bilet.content.reader import Part
from bilet.content.text import Text

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Formula = Annotated[str, Field(min_length=1, max_length=200)]  # see checks/formula.py


# What lies on the table.


class Note(Part):
    """A card with rules, a memo, a page of instructions."""

    kind: Literal["note"]
    id: Id
    title: Text
    text: Text


class Message(Part):
    """Somebody writes or calls."""

    kind: Literal["message"]
    id: Id
    sender: Text
    text: Text


class Column(Part):
    id: Id
    title: Text


class Row(Part):
    """Cells by column: a number is written as a number, so that rules can reckon with it."""

    id: Id
    cells: dict[Id, Text | float]


class Table(Part):
    kind: Literal["table"] = "table"
    id: Id
    title: Text
    columns: list[Column] = Field(min_length=2)
    rows: list[Row] = Field(min_length=2)


class PlanBox(Part):
    """A place of the plan; lengths are in cells of its grid."""

    id: Id
    x: float = Field(ge=0)
    y: float = Field(ge=0)
    w: float = Field(gt=0)
    h: float = Field(gt=0)
    text: Text
    tone: Literal["plain", "green", "water", "warm"] = "plain"


class PlanLink(Part):
    """A line between the middles of two boxes."""

    id: Id
    ends: tuple[Id, Id]
    text: Text | None = None


class Plan(Part):
    """A drawing of boxes and lines; `text` tells the same to who does not see it."""

    kind: Literal["plan"]
    id: Id
    title: Text
    text: Text
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    boxes: list[PlanBox] = Field(min_length=2)
    links: list[PlanLink] = []


Material = Annotated[Note | Message | Table | Plan, Field(discriminator="kind")]


# What is asked of it. `says` is read when the rule is broken; {where} and {count} in it stand for
# the cards, rows or fields at fault. Only a rule that says {where} shows which they are.


class Rule(Part):
    id: Id
    title: Text  # what is checked, in a few words
    says: Text


class Card(Part):
    id: Id
    text: Text
    note: Text | None = None
    amount: float | None = None  # weight, price: what a limit counts
    minutes: int | None = Field(default=None, ge=1, le=600)


class Tray(Part):
    id: Id
    title: Text
    note: Text | None = None


class Belongs(Rule):
    """These cards lie in one of these trays."""

    kind: Literal["belongs"]
    cards: list[Id] = Field(min_length=1)
    trays: list[Id] = Field(min_length=1)


class Limit(Rule):
    """The amounts in each of these trays add up to something between `least` and `most`."""

    kind: Literal["limit"]
    trays: list[Id] = Field(min_length=1)
    least: float = 0
    most: float


class Apart(Rule):
    """None of `cards` shares a tray with one of `others`."""

    kind: Literal["apart"]
    cards: list[Id] = Field(min_length=1)
    others: list[Id] = Field(min_length=1)


class Together(Rule):
    """All these cards lie in one tray."""

    kind: Literal["together"]
    cards: list[Id] = Field(min_length=2)


SortRule = Annotated[Belongs | Limit | Apart | Together, Field(discriminator="kind")]


class Sort(Part):
    """Put every card into a tray."""

    kind: Literal["sort"]
    unit: Text | None = None  # of the amounts
    cards: list[Card] = Field(min_length=3, max_length=14)
    trays: list[Tray] = Field(min_length=2, max_length=6)
    rules: list[SortRule] = Field(min_length=1)


class Before(Rule):
    """All of `first` come before all of `then`."""

    kind: Literal["before"]
    first: list[Id] = Field(min_length=1)
    then: list[Id] = Field(min_length=1)


class Next(Rule):
    """`then` follows `first` at once."""

    kind: Literal["next"]
    first: Id
    then: Id


class Window(Rule):
    """These cards begin not before `since` and end not after `till`."""

    kind: Literal["window"]
    cards: list[Id] = Field(min_length=1)
    since: Clock | None = None
    till: Clock | None = None


OrderRule = Annotated[Before | Next | Window, Field(discriminator="kind")]


class Order(Part):
    """Put the cards into order; with a `start`, the order is a timetable."""

    kind: Literal["order"]
    start: Clock | None = None
    cards: list[Card] = Field(min_length=3, max_length=12)
    rules: list[OrderRule] = Field(min_length=1)


class When(Part):
    """Rows whose number in `column` lies beyond one of these bounds."""

    column: Id
    above: float | None = None
    below: float | None = None


class Marked(Rule):
    """All these rows are marked: those named, and those for which one of `when` holds."""

    kind: Literal["marked"]
    rows: list[Id] = []
    when: list[When] = []


class Only(Rule):
    """Nothing else is marked."""

    kind: Literal["only"]
    rows: list[Id] = []
    when: list[When] = []


class Total(Rule):
    """What is marked adds up, in `column`, to something between `least` and `most`."""

    kind: Literal["total"]
    column: Id
    least: float | None = None
    most: float | None = None


class Count(Rule):
    """So many rows are marked."""

    kind: Literal["count"]
    least: int = 1
    most: int


PickRule = Annotated[Marked | Only | Total | Count, Field(discriminator="kind")]


class Pick(Part):
    """Mark rows of a table."""

    kind: Literal["pick"]
    table: Table
    total: Id | None = None  # the column whose marked numbers are added up before the eyes
    rules: list[PickRule] = Field(min_length=1)


class Blank(Part):
    id: Id
    text: Text
    unit: Text | None = None


class Slip(Part):
    """A number one comes to by a known mistake, and what to say of it."""

    value: Formula
    says: Text


class Value(Rule):
    """The number in `field` is that of the formula, give or take `within`."""

    kind: Literal["value"]
    field: Id
    value: Formula
    within: float = Field(default=0, ge=0)
    slips: list[Slip] = []


class Fill(Part):
    """Write numbers worked out from the materials."""

    kind: Literal["fill"]
    fields: list[Blank] = Field(min_length=1, max_length=8)
    rules: list[Value] = Field(min_length=1)


class Option(Part):
    id: Id
    text: Text


class Slot(Part):
    """A place of the message: one of the options, or several of them."""

    id: Id
    title: Text
    many: bool = False
    options: list[Option] = Field(min_length=2, max_length=8)


class With(Rule):
    """At least `least` of these options are chosen."""

    kind: Literal["with"]
    options: list[Id] = Field(min_length=1)
    least: int = 1


class Without(Rule):
    """None of these options is chosen."""

    kind: Literal["without"]
    options: list[Id] = Field(min_length=1)


class Length(Rule):
    """The message has at most so many signs."""

    kind: Literal["length"]
    most: int = Field(ge=20)


ComposeRule = Annotated[With | Without | Length, Field(discriminator="kind")]


class Compose(Part):
    """Make a message of ready sentences."""

    kind: Literal["compose"]
    slots: list[Slot] = Field(min_length=2, max_length=6)
    rules: list[ComposeRule] = Field(min_length=1)


Action = Annotated[Sort | Order | Pick | Fill | Compose, Field(discriminator="kind")]


class Model(Part):
    """One way to do a stage: the part that its action asks for."""

    placed: dict[Id, Id] = {}  # card → tray
    order: list[Id] = []
    picked: list[Id] = []  # rows
    values: dict[Id, float] = {}
    chosen: dict[Id, list[Id]] = {}  # slot → options


class DeskStage(Part):
    id: Id
    title: Text
    change: Text | None = None  # news that overturn what was done before
    task: Text
    materials: list[Material] = []
    begins_with: Id | None = None  # an earlier stage whose work and materials lie on the table
    action: Action
    sheet: Text  # heading of this part on the finished sheet
    model: Model


class DeskTask(Part):
    """A small piece of real work: materials, four to six stages, a sheet at the end."""

    kind: Literal["desk"]
    sender: Text  # who gives the work
    brief: Text
    does: Text  # what one does, on the page of the programme
    gives: Text  # what one has at the end
    stages: list[DeskStage] = Field(min_length=4, max_length=6)
