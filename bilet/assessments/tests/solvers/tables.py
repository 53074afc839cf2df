"""Reads a question about tables as a pupil would: the words beside the picture, and the sentence.

Nothing is taken from the generator: rows and columns are found by the words of the sentence.
"""

import re
from fractions import Fraction
from itertools import pairwise, takewhile

Table = dict[str, dict[str, int]]  # row → column → number

# Words of the sentence → the column they mean.
TIMES = {
    "понедельник": "пн", "вторник": "вт", "среду": "ср", "четверг": "чт", "пятницу": "пт",
    "апреле": "апр", "мае": "май", "июне": "июн", "июле": "июл", "августе": "авг",
    "сентябре": "сен", "октябре": "окт", "ноябре": "ноя", "декабре": "дек", "январе": "янв",
    "monday": "Mon", "tuesday": "Tue", "wednesday": "Wed", "thursday": "Thu", "friday": "Fri",
    "april": "Apr", "may": "May", "june": "Jun", "july": "Jul", "august": "Aug",
    "september": "Sep", "october": "Oct", "november": "Nov", "december": "Dec", "january": "Jan",
}  # fmt: skip
ALSO = {"Юмор": "смешных", "Humour": "funny"}  # a row that the sentence calls by another root


def tables_in(words: str) -> list[Table]:
    """All tables and charts told by the words beside the picture."""
    found = []
    for part in re.split(r"(?=Таблица|Столбчатая|График|Table|Bar chart|Line chart)", words)[1:]:
        body = re.sub(r"^.*?[»”]\.", "", part).replace("нед. ", "нед ")
        rows = [line.strip().split(": ") for line in body.split(".") if line.strip()]
        found.append({name: _cells(cells) for name, cells in rows})
    return found


def _cells(text: str) -> dict[str, int]:
    pairs = [cell.rpartition(" — ") for cell in text.split(", ")]
    return {column.replace("нед ", "нед. "): int(number) for column, _, number in pairs}


def columns_in(text: str, table: Table) -> list[str]:
    """Columns named in the sentence, in its order."""
    columns = list(next(iter(table.values())))
    weeks = {column.split()[-1]: column for column in columns if column[-1:].isdigit()}
    found = []
    for match in re.finditer(r"(?:неделе|week) (\d)|(\w+)", text.lower()):
        name = weeks.get(match[1]) if match[1] else TIMES.get(match[2])
        found += [name] if name in columns else []
    return found


def row_in(text: str, table: Table) -> str:
    """The one row that the words mean: most letters in common with its name."""
    scores = {
        row: max(_nearness(name, text) for name in (row, ALSO.get(row, row))) for row in table
    }
    best = max(scores.values())
    rows = [row for row, score in scores.items() if score == best]
    assert best >= 2, (text, scores)
    assert len(rows) == 1, (text, scores)
    return rows[0]


def _nearness(name: str, text: str) -> int:
    words = re.findall(r"\w+", re.sub(r"(неделе|week) \d", "", text.lower()))
    if number := re.search(r"\d+\w?", name):  # "Route 12", "6A": the number says all
        return 9 * (number[0].lower() in words)
    return max(_common(name.lower(), word) for word in words)


def _common(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def right_options(question) -> list[str]:
    """Ids of the options that are right by the picture's words."""
    answer = _answer(question.text, tables_in(question.figure.alt), question)
    texts = {option.id: option.text for option in question.options}
    if isinstance(answer, Fraction):
        return [id_ for id_, text in texts.items() if int(text) == answer]
    return [id_ for id_, text in texts.items() if text == answer]


def _answer(text: str, tables: list[Table], question) -> Fraction | str:
    for pattern, solve in _READINGS:
        if re.search(pattern, text):
            return solve(text, *tables)
    raise AssertionError(f"no reading of: {text}")


def _read(text: str, table: Table) -> Fraction:
    (column,) = columns_in(text, table)
    return Fraction(table[row_in(text, table)][column])


def _more(text: str, table: Table) -> Fraction:
    """Two columns, or two rows of one column."""
    columns = columns_in(text, table)
    if len(columns) == 2:
        row = table[row_in(text, table)]
        return Fraction(row[columns[0]] - row[columns[1]])
    first, second = re.split(r", чем | than ", text, maxsplit=1)
    return Fraction(
        table[row_in(first, table)][columns[0]] - table[row_in(second, table)][columns[0]]
    )


def _percent_more(text: str, table: Table) -> Fraction:
    row = table[row_in(text, table)]
    new, old = (row[column] for column in columns_in(text, table))
    return Fraction(100 * (new - old), old)


def _percent(text: str, table: Table) -> Fraction:
    (column,) = columns_in(text, table)
    row = row_in(text.split(":", maxsplit=1)[0], table)
    return Fraction(100 * table[row][column], sum(cells[column] for cells in table.values()))


def _sum(text: str, table: Table) -> Fraction:
    return Fraction(sum(table[row_in(text, table)].values()))


def _mean(text: str, table: Table) -> Fraction:
    row = table[row_in(text, table)]
    return Fraction(sum(row.values()), len(row))


def _largest_sum(_text: str, table: Table) -> str:
    return _leader({row: sum(cells.values()) for row, cells in table.items()})


def _next(text: str, table: Table) -> Fraction:
    cells = list(table[text.split(":", maxsplit=1)[0]].values())
    (step,) = {b - a for a, b in pairwise(cells)}
    return Fraction(cells[-1] + step * (2 if re.search("два шага|two steps", text) else 1))


def _both(text: str, table: Table) -> Fraction:
    row = table[row_in(text, table)]
    one, other = columns_in(text, table)
    return Fraction(row[one] + row[other])


def _steepest(_text: str, table: Table) -> str:
    (cells,) = table.values()
    return _leader({f"{a} → {b}": cells[b] - cells[a] for a, b in pairwise(cells)})


def _shape(text: str, table: Table) -> str:
    (cells,) = table.values()
    signs = [b > a for a, b in pairwise(cells.values())]
    turns = sum(a != b for a, b in pairwise(signs))
    assert turns <= 1
    assert len(set(cells.values())) == len(cells)
    names = _SHAPES["ru" if "график" in text else "en"]
    return names[2 * turns + (not signs[0])]


_SHAPES = {
    "ru": ["всё время росли", "всё время уменьшались",
           "сначала росли, потом уменьшались", "сначала уменьшались, потом росли"],
    "en": ["they rose all the time", "they fell all the time",
           "first they rose, then they fell", "first they fell, then they rose"],
}  # fmt: skip


def _paid(text: str, table: Table, prices: Table) -> Fraction:
    """Number times price; of both things where two are named."""
    (column,) = columns_in(text, table)
    named = re.split(r" и | and ", text)
    rows = [row_in(part, table) for part in named]
    assert len(rows) == len(set(rows)) <= 2
    total = sum(table[row][column] * prices[row][""] for row in rows)
    return Fraction(total, 60 if re.search("часов|hours", text) else 1)


def _most_paid(text: str, table: Table, prices: Table) -> str:
    (column,) = columns_in(text, table)
    return _leader({row: cells[column] * prices[row][""] for row, cells in table.items()})


def _leader(values: dict[str, int]) -> str:
    best = [name for name, value in values.items() if value == max(values.values())]
    assert len(best) == 1, values
    return best[0]


_READINGS = (
    (r"^На сколько процентов|^How many per cent more", _percent_more),
    (r"сколько это процентов|what percentage is that", _percent),
    (r"^На сколько больше|^How many more", _more),
    (r"в среднем|on average", _mean),
    (r"^Сложи|^Add up", _largest_sum),
    (r"Как менялись|How did the numbers change", _shape),
    (r"рост самый большой|rise greatest", _steepest),
    (r"на один и тот же шаг|by the same step", _next),
    (r"больше всего|the most", _most_paid),
    (r"^Сколько (рублей|минут|часов)|^How many (roubles|minutes|hours)", _paid),
    (r"^Сколько всего|in all\?", _sum),
    (r"вместе\?|together\?", _both),
    (r"^Сколько|^How many", _read),
)


def drawn(svg: str) -> list[int]:
    """Numbers that the picture shows: the table's, or heights of bars and points by the axis."""
    texts = [
        (float(x), float(y), text)
        for x, y, text in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)', svg)
    ]
    points = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', svg)]
    bars = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    marks = [(float(x), float(y)) for x, y, *_ in bars] or points
    if not marks:
        return [int(text) for _, _, text in texts if text.isdigit()]
    ticks = [(y - 5, int(text)) for x, y, text in texts if text.isdigit() and x < 38]
    (zero, _), (top, value) = ticks[0], ticks[-1]
    legend = min(y for y, _ in ticks) - 3  # what stands higher only names the series
    return [round((zero - y) * value / (zero - top)) for _, y in marks if y >= legend]
