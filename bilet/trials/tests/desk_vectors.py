"""A small desk task with every action and rule, and tables in all states of disorder."""

from dataclasses import asdict
from typing import Any

from bilet.trials import island
from bilet.trials.checks import desk, formula
from bilet.trials.checks.products import DeskWork
from bilet.trials.desk import DeskTask


def rule(id_: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "title": id_, "says": "In {where}: {count}"} | fields


BILLS = {
    "kind": "table",
    "id": "bills",
    "title": "Bills",
    "columns": [{"id": "name", "title": "Name"}, {"id": "cost", "title": "Cost"}],
    "rows": [
        {"id": "tea", "cells": {"name": "Tea", "cost": 0.1}},
        {"id": "jam", "cells": {"name": "Jam", "cost": 0.2}},
        {"id": "bun", "cells": {"name": "Bun", "cost": 35}},
        {"id": "ice", "cells": {"name": "Ice", "cost": "gone"}},
    ],
}
STAGES: list[dict[str, Any]] = [
    {
        "id": "boxes",
        "action": {
            "kind": "sort",
            "unit": "kg",
            "cards": [
                {"id": "fish", "text": "Fish", "amount": 0.7},
                {"id": "milk", "text": "Milk", "amount": 0.1},
                {"id": "soap", "text": "Soap", "amount": 0.2},
                {"id": "rice", "text": "Rice"},
            ],
            "trays": [{"id": "cold", "title": "Cold"}, {"id": "dry", "title": "Dry"}],
            "rules": [
                rule("fresh", "belongs", cards=["fish", "milk"], trays=["cold"]),
                rule("light", "limit", trays=["cold", "dry"], least=0.2, most=0.8),
                rule("clean", "apart", cards=["fish", "milk"], others=["soap", "rice"]),
                rule("pair", "together", cards=["fish", "milk"]),
            ],
        },
        "model": {"placed": {"fish": "cold", "milk": "cold", "soap": "dry", "rice": "dry"}},
    },
    {
        "id": "day",
        "action": {
            "kind": "order",
            "start": "08:30",
            "cards": [
                {"id": "sell", "text": "Sell", "minutes": 60},
                {"id": "open", "text": "Open", "minutes": 15},
                {"id": "wash", "text": "Wash", "minutes": 45},
            ],
            "rules": [
                rule("begin", "before", first=["open"], then=["sell", "wash"]),
                rule("then", "next", first="open", then="wash"),
                rule("time", "window", cards=["sell", "wash"], since="08:45", till="10:30"),
            ],
        },
        "model": {"order": ["open", "wash", "sell"]},
    },
    {
        "id": "rows",
        "action": {
            "kind": "pick",
            "table": BILLS,
            "total": "cost",
            "rules": [
                rule("dear", "marked", when=[{"column": "cost", "above": 30}], rows=["ice"]),
                rule("only", "only", when=[{"column": "cost", "below": 0.2}], rows=["bun", "ice"]),
                rule("sum", "total", column="cost", least=0.1, most=35.1),
                rule("few", "count", most=3),
            ],
        },
        "model": {"picked": ["bun", "ice", "tea"]},
    },
    {
        "id": "sums",
        "materials": [BILLS],
        "action": {
            "kind": "fill",
            "fields": [{"id": "all", "text": "All"}, {"id": "packs", "text": "Packs"}],
            "rules": [
                rule(
                    "all",
                    "value",
                    field="all",
                    value="sum(bills.cost) * 2 - bills.bun.cost / 5",
                    within=0.05,
                    slips=[{"value": "sum(bills.cost)", "says": "Twice"}],
                ),
                rule("packs", "value", field="packs", value="up(all / 8)"),
            ],
        },
        "model": {"values": {"all": 63.6, "packs": 8}},
    },
    {
        "id": "letter",
        "action": {
            "kind": "compose",
            "slots": [
                {
                    "id": "hello",
                    "title": "Hello",
                    "options": [{"id": "dear", "text": "Добрый день ☺"},
                        {"id": "hey", "text": "Hey"},
                    ],
                },
                {
                    "id": "body",
                    "title": "Body",
                    "many": True,
                    "options": [
                        {"id": "when", "text": "At ten"},
                        {"id": "where", "text": "In the hall"},
                        {"id": "story", "text": "It was a long and dark winter evening"},
                    ],
                },
            ],
            "rules": [
                rule("facts", "with", options=["when", "where"], least=2),
                rule("kind", "without", options=["hey"]),
                rule("short", "length", most=32),
            ],
        },
        "model": {"chosen": {"hello": ["dear"], "body": ["when", "where"]}},
    },
]  # fmt: skip
TASK = {
    "kind": "desk",
    "sender": "Vera",
    "brief": "Brief",
    "does": "Do",
    "gives": "Have",
    "stages": [{"title": s["id"], "task": "Do", "sheet": s["id"]} | s for s in STAGES],
}
WORKS: dict[str, list[dict[str, Any]]] = {
    "boxes": [
        {},
        {"placed": {"fish": "cold", "milk": "nowhere", "ghost": "dry"}},
        {"placed": {"fish": "cold", "milk": "cold", "soap": "dry", "rice": "dry"}},
        {"placed": {"fish": "dry", "milk": "cold", "soap": "dry", "rice": "dry"}},
        {"placed": {"fish": "dry", "milk": "dry", "soap": "dry", "rice": "cold"}},
    ],
    "day": [
        {},
        {"order": ["open", "wash"]},
        {"order": ["open", "wash", "sell"]},
        {"order": ["open", "open", "ghost", "sell", "wash"]},
        {"order": ["wash", "sell", "open"]},
    ],
    "rows": [
        {},
        {"picked": ["ghost"]},
        {"picked": ["tea", "ice", "bun"]},
        {"picked": ["jam", "tea", "ice", "bun"]},
        {"picked": ["jam"]},
    ],
    "sums": [
        {},
        {"values": {"all": 63.6, "packs": None}},
        {"values": {"all": 63.65, "packs": 8}},
        {"values": {"all": 35.3, "packs": 5}},
        {"values": {"all": -1e9, "packs": -125_000_000}},
    ],
    "letter": [
        {},
        {"chosen": {"hello": ["hey", "dear"], "body": []}},
        {"chosen": {"hello": ["dear"], "body": ["where", "when", "ghost"]}},
        {"chosen": {"hello": ["hey"], "body": ["story", "when"]}},
    ],
}
FORMULAS = ["1 + 2 * 3", "(1 + 2) * 3 / 4", "mean(bills.cost)", "low(bills.cost)", "all / 0",
            "high(bills.cost) - 0.1", "up(bills.tea.cost * 30)", "bills.ice.cost", "nothing * 2",
            "up(0.1 + 0.2)", "all - 1"]  # fmt: skip
FIELDS = {"all": 12.5}


def make_desk_vectors() -> dict[str, Any]:
    task = DeskTask.model_validate(TASK)
    stages = {stage.id: stage for stage in task.stages}
    tables = desk.tables_of(stages["sums"])
    return {
        "task": island.desk_task(task),
        "works": [
            {
                "stage": key,
                "work": work.model_dump(),
                "findings": [asdict(found) for found in desk.findings(stages[key], work)],
            }
            for key, works in WORKS.items()
            for work in map(DeskWork.model_validate, works)
        ],
        "tables": tables,
        "fields": FIELDS,
        "formulas": [
            {"steps": steps, "number": formula.worked_out(steps, tables, FIELDS)}
            for steps in map(formula.steps, FORMULAS)
        ],
    }
