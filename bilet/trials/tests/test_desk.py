"""Desk tasks: rules, model solutions, what reaches the browser, what an author is told."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from bilet.testing.factories import make_pupil
from bilet.testing.trials import make_run
from bilet.trials.checks import desk, faults, feedback_of, formula, read_product, steps_made
from bilet.trials.checks.products import DeskWork
from bilet.trials.desk import DeskTask
from bilet.trials.library import PROGRAMS
from bilet.trials.tests.desk_vectors import TASK

DESKS = sorted(code for code, each in PROGRAMS.all("ru").items() if isinstance(each.online, DeskTask))  # fmt: skip  # noqa: E501
SMALL = DeskTask.model_validate(TASK)
STAGES = {stage.id: stage for stage in SMALL.stages}


def task_of(code: str, language: str = "ru") -> DeskTask:
    task = PROGRAMS.all(language)[code].online
    assert isinstance(task, DeskTask)
    return task


def solved(task: DeskTask) -> dict:
    return {"stages": {s.id: faults.work_of(s).model_dump() for s in task.stages}}


def test_the_task_of_the_vectors_is_a_sound_one():
    assert list(faults.faults(SMALL)) == []


# Rules


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("code", DESKS)
def test_every_programme_is_done_by_its_own_model(code, language):
    task = task_of(code, language)
    product = read_product(task, solved(task))
    notes = feedback_of(task, product)
    assert all(note["ok"] for note in notes), [note for note in notes if not note["ok"]]
    assert len(notes) == sum(len(stage.action.rules) for stage in task.stages)
    assert steps_made(task, product) == [stage.id for stage in task.stages]


@pytest.mark.parametrize("code", DESKS)
def test_a_programme_has_a_turn_in_it_and_several_kinds_of_work(code):
    task = task_of(code)
    assert any(stage.change for stage in task.stages)
    assert len({stage.action.kind for stage in task.stages}) >= 3


ids = st.sampled_from([
    "fish", "milk", "soap", "rice", "cold", "dry", "open", "wash", "sell", "tea", "jam", "bun",
    "ice", "all", "packs", "hello", "body", "dear", "hey", "when", "where", "story", "ghost",
])  # fmt: skip
works = st.builds(
    DeskWork,
    placed=st.dictionaries(ids, ids, max_size=6),
    order=st.lists(ids, max_size=6),
    picked=st.lists(ids, max_size=6),
    values=st.dictionaries(ids, st.none() | st.floats(-1e9, 1e9), max_size=4),
    chosen=st.dictionaries(ids, st.lists(ids, max_size=4), max_size=4),
)


@settings(max_examples=200, deadline=None)
@given(works)
def test_any_table_is_either_unfinished_or_judged_by_every_rule(work):
    for stage in SMALL.stages:
        found = desk.findings(stage, work)
        left = desk.missing(stage.action, work)
        checks = [one.check for one in found]
        assert checks == ([desk.WHOLE] if left else [rule.id for rule in stage.action.rules])
        assert all(one.ok is False or not one.where for one in found)


@given(st.permutations(["fish", "milk", "soap", "rice"]), st.permutations(["tea", "bun", "ice"]))
def test_it_does_not_matter_in_which_order_things_were_put_down(cards, rows):
    trays = {"fish": "cold", "milk": "cold", "soap": "dry", "rice": "dry"}
    work = DeskWork(placed={card: trays[card] for card in cards}, picked=rows)
    assert desk.is_done(STAGES["boxes"], work)
    assert desk.is_done(STAGES["rows"], work)


@given(st.permutations(["open", "wash", "sell"]))
def test_a_timetable_has_no_holes_and_loses_nobody(order):
    action = STAGES["day"].action
    times = list(desk.timetable(action, DeskWork(order=order)).values())
    assert times[0][0] == 8 * 60 + 30
    assert all(one[1] == other[0] for one, other in pairwise(times))
    assert times[-1][1] - times[0][0] == 120


@given(st.floats(0, 500), st.floats(-400, 400))
def test_a_number_is_right_within_its_tolerance_and_not_beyond(packs, off):
    stage = STAGES["sums"]
    found = desk.findings(stage, DeskWork(values={"all": 63.6 + off, "packs": packs}))
    assert found[0].ok == (abs(63.6 + off - 63.6) <= 0.05 + formula.EPSILON)


def test_a_number_that_follows_from_a_wrong_one_is_not_a_second_mistake():
    found = desk.findings(STAGES["sums"], DeskWork(values={"all": 35.3, "packs": 5}))
    assert [one.ok for one in found] == [False, True]
    assert found[0].slip == 0  # and the mistake is known by name


@pytest.mark.parametrize(
    "text", ["", "1 +", "__import__('os')", "a.b", "a.b.c.d", "sum(a)", "pow(2, 3)", "-1", "'a'"]
)
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(formula.FormulaError):
        formula.steps(text)


# The way of a run


def test_the_browser_gets_the_task_without_its_solution(client, db):
    pupil = make_pupil()
    client.force_login(pupil.person)
    for code in DESKS:
        run = make_run(code, pupil=pupil)
        shown = client.get(reverse("trials:run", args=[run.pk])).content.decode()
        assert '"kind": "desk"' in shown
        assert '"model"' not in shown


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_finished_sheet_is_shown_with_what_its_rules_say(client, db, language):
    client.cookies["language"] = language
    pupil = make_pupil()
    client.force_login(pupil.person)
    task = task_of("agro_spring", language)
    made = solved(task)
    made["stages"]["lime"]["picked"] = ["near"]
    made["stages"]["crops"]["tries"] = 0
    run = make_run("agro_spring", pupil=pupil)
    client.post(
        reverse("trials:completion", args=[run.pk]),
        json.dumps({"seq": 1, "product": made}),
        content_type="application/json",
    )
    run.refresh_from_db()
    assert "crops" not in run.steps_done
    assert [note["ok"] for note in run.feedback if note["stage"] == "lime"] == [False, False, True]
    shown = client.get(reverse("trials:result", args=[run.pk])).content.decode()
    assert "05:00–05:30" in shown
    assert ("20,6" if language == "ru" else "20.6") in shown
    assert task.stages[1].sheet not in shown


@pytest.mark.parametrize(
    "raw",
    [
        {"stages": {"lime": {"picked": "far"}}},
        {"stages": {"lime": {"picked": ["x" * 41]}}},
        {"stages": {"lime": {"values": {"norm": 1e12}}}},
        {"stages": {"lime": {"tries": -1}}},
        {"stages": 4},
    ],
)
def test_what_is_no_sheet_is_not_read(raw):
    assert read_product(task_of("agro_spring"), raw) is None


# What an author is told


@pytest.fixture
def spoil(tmp_path, settings):
    """Change a copy of a programme; returns what `bilet check-content` says of it."""
    folder = tmp_path / "trials" / "agro_spring"
    shutil.copytree(Path(settings.CONTENT_DIR) / "trials" / "agro_spring", folder)
    file = folder / "program.yaml"

    def spoilt(change) -> list[str]:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        change({stage["id"]: stage for stage in data["online"]["stages"]})
        file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return PROGRAMS.mistakes(tmp_path)

    return spoilt


CHANGES = {
    "action.rules.soil.cards: lowe is unknown": lambda s: s["crops"]["action"]["rules"][0].update(
        cards=["lowe"]
    ),
    "action.trays.fallow: nothing comes into it": lambda s: s["crops"]["action"]["trays"].append(
        {"id": "fallow", "title": "—"}
    ),
    "model: breaks the rule store (potato)": lambda s: s["crops"]["model"]["placed"].update(
        forest="peas", school="potato"
    ),
    "model: breaks the rule acid (hill)": lambda s: s["lime"]["model"]["picked"].remove("hill"),
    "model: ['bags'] is left undone": lambda s: s["seeds"]["model"]["values"].pop("bags"),
    "model: moon is unknown among rows": lambda s: s["lime"]["model"]["picked"].append("moon"),
    "action.rules.total: 'norm * fields'": lambda s: s["seeds"]["action"]["rules"][1].update(
        value="norm * fields"
    ),
    "seed.rye.mass is no number": lambda s: s["seeds"]["action"]["rules"][0].update(
        value="seed.rye.mass * 2"
    ),
    "says: {rows} means nothing": lambda s: s["lime"]["action"]["rules"][1].update(says="{rows}"),
    "begins_with: lime is no earlier stage": lambda s: s["replan"].update(begins_with="lime"),
    "they lie in a right order from the start": lambda s: s["day"]["action"]["cards"].sort(
        key=lambda card: s["day"]["model"]["order"].index(card["id"])
    ),
    "the table has no column colour": lambda s: s["lime"]["action"]["table"]["rows"][0][
        "cells"
    ].update(colour=1),
    "the id river is used twice": lambda s: s["crops"]["action"]["cards"].append(
        {"id": "river", "text": "—", "note": "—", "amount": 1}
    ),
    "action.rules.sweet: no row is meant": lambda s: s["lime"]["action"]["rules"][1].update(
        when=[{"column": "ph", "below": 1}]
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", list(CHANGES))
def test_a_fault_is_named_with_its_place_and_remedy(spoil, said):
    mistakes = spoil(CHANGES[said])
    (line,) = [line for line in mistakes if said in line]
    assert "trials/agro_spring/program.yaml: online.stages." in line
    assert ";" in line  # what is wrong; what to do
