"""Who gets what at every address. A new address without a row here fails the suite.

The columns are the visitors in the order of `matrix_world.VISITORS`:

    nobody · pupil, another pupil · parent, another parent · teacher, another teacher · school's
    administrator · site manager, another · mentor, another · operator of the region, of another
    region · federal operator

`+` comes in (a page, a redirect, a refusal in words), `-` finds nothing (404), `L` is sent to sign
in, `T` lacks the token that alone opens the address (401).
"""

import json

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.matrix_world import VISITORS, World, make_world

# address: (method, who gets in, arguments: names of rows in the world, `=…` as it stands)
MATRIX = {
    "cabinets:start":                   ("GET",  "+++++++++++++++", ""),
    "cabinets:home":                    ("GET",  "L++++++++++++++", ""),
    "cabinets:pupil":                   ("GET",  "L++------------", ""),
    "cabinets:parent":                  ("GET",  "L--++++++++++++", ""),
    "cabinets:classes":                 ("GET",  "L----+++-------", ""),
    "cabinets:class":                   ("GET",  "L----+-+-------", "class"),
    "cabinets:professions-now":         ("GET",  "+++++++++++++++", ""),
    "cabinets:professions-favourites":  ("GET",  "+++++++++++++++", ""),
    "cabinets:profession-mine":         ("GET",  "+++++++++++++++", "=in09"),
    "cabinets:about":                   ("GET",  "+++++++++++++++", ""),
    "cabinets:privacy":                 ("GET",  "+++++++++++++++", ""),
    "cabinets:accessibility":           ("GET",  "+++++++++++++++", ""),
    "cabinets:demo":                    ("GET",  "+++++++++++++++", ""),
    "cabinets:demo-entry":              ("POST", "---------------", "=demo-parent"),
    "cabinets:demo-outbox":             ("GET",  "+++++++++++++++", ""),
    "cabinets:demo-look":               ("GET",  "+++++++++++++++", ""),
    "assessments:shelf":                ("GET",  "+++++++++++++++", ""),
    "assessments:settings":             ("GET",  "+++++++++++++++", ""),
    "assessments:routes":               ("GET",  "+++++++++++++++", ""),
    "assessments:route":                ("GET",  "+++++++++++++++", "=at_home"),
    "assessments:steps":                ("POST", "+++++++++++++++", "=at_home"),
    "assessments:instrument":           ("GET",  "+++++++++++++++", "=i02_interests_short"),
    "assessments:sittings":             ("POST", "+++++++++++++++", "=i02_interests_short"),
    "assessments:form":                 ("GET",  "+++++++++++++++", "=i02_interests_short =1 =ru"),
    "assessments:seeded-form":          ("GET",  "+++++++++++++++", "=a04_calculation =1 =ru =7"),
    "assessments:sitting":              ("GET",  "-+-------------", "sitting"),
    "assessments:plain":                ("GET",  "-+-------------", "sitting"),
    "assessments:answers":              ("POST", "TTTTTTTTTTTTTTT", "sitting"),
    "assessments:completion":           ("POST", "TTTTTTTTTTTTTTT", "sitting"),
    "assessments:result":               ("GET",  "-+-------------", "result"),
    "assessments:review":               ("GET",  "---------------", "result"),
    "assessments:picture":              ("GET",  "-+-------------", "result"),
    "assessments:opinion":              ("POST", "-+-------------", "result"),
    "assessments:sharing":              ("POST", "L+-------------", "result"),
    "assessments:pupil-results":        ("GET",  "L+-+-+---------", "pupil"),
    "assessments:pupil-result":         ("GET",  "L+-+-+---------", "pupil result"),
    "assessments:all-sharing":          ("POST", "L+-------------", "pupil"),
    "assessments:guesses":              ("GET",  "L+-+-----------", "pupil"),
    "assessments:guess":                ("GET",  "L--+-----------", "pupil =i06_profession_cards"),
    "assessments:comparison":           ("GET",  "L+-+-----------", "pupil guess"),
    "assessments:agreement":            ("POST", "L+-------------", "pupil guess"),
    "assessments:paper":                ("GET",  "+++++++++++++++", "=i02_interests_short"),
    "assessments:papers":               ("GET",  "L----+++-------", ""),
    "assessments:paper-entry":          ("GET",  "L----+++-------", "=i02_interests_short =1 =7"),
    "guidance:advice":                  ("GET",  "+++++++++++++++", ""),
    "guidance:profile":                 ("GET",  "+++++++++++++++", ""),
    "guidance:history":                 ("GET",  "+++++++++++++++", ""),
    "guidance:own-marks":               ("GET",  "+++++++++++++++", ""),
    "guidance:why":                     ("GET",  "+++++++++++++++", "=in09"),
    "guidance:marks":                   ("POST", "+++++++++++++++", "=in09"),
    "guidance:unmark":                  ("POST", "+++++++++++++++", "=in09 =favourite"),
    "guidance:pupil-advice":            ("GET",  "L+-+-+---------", "pupil"),
    "guidance:pupil-why":               ("GET",  "L+-+-----------", "pupil =in09"),
    "guidance:plan":                    ("GET",  "+++++++++++++++", ""),
    "guidance:plan-words":              ("GET",  "+++++++++++++++", ""),
    "guidance:plan-steps":              ("GET",  "+++++++++++++++", ""),
    "guidance:plan-step":               ("GET",  "-+-------------", "plan_step"),
    "guidance:plan-step-done":          ("POST", "-+-------------", "plan_step"),
    "guidance:plan-step-removal":       ("POST", "-+-------------", "plan_step"),
    "guidance:plan-sharing":            ("POST", "+++++++++++++++", ""),
    "guidance:plan-history":            ("GET",  "+++++++++++++++", ""),
    "guidance:plan-sheet":              ("GET",  "+++++++++++++++", ""),
    "guidance:plan-pdf":                ("GET",  "+++++++++++++++", ""),
    "guidance:pupil-plan":              ("GET",  "L+-+-----------", "pupil"),
    "guidance:pupil-start":             ("GET",  "L----+---------", "pupil"),
    "guidance:plan-notes":              ("POST", "L----+---------", "pupil"),
    "guidance:plan-note-removal":       ("POST", "L----+---------", "pupil plan_note"),
    "professions:catalogue":            ("GET",  "+++++++++++++++", ""),
    "professions:comparison":           ("GET",  "+++++++++++++++", ""),
    "professions:profession":           ("GET",  "+++++++++++++++", "=in09"),
    "trials:programs":                  ("GET",  "+++++++++++++++", ""),
    "trials:reviews":                   ("GET",  "L---------++---", ""),
    "trials:review":                    ("GET",  "L---------+----", "reviewed_run"),
    "trials:run":                       ("GET",  "-+-------------", "run"),
    "trials:product":                   ("POST", "-+-------------", "run"),
    "trials:completion":                ("POST", "-+-------------", "run"),
    "trials:reflection":                ("POST", "-+-------------", "run"),
    "trials:result":                    ("GET",  "-+-+-----------", "reviewed_run"),
    "trials:review-request":            ("POST", "L+-------------", "run"),
    "trials:program":                   ("GET",  "+++++++++++++++", "=weld_seam"),
    "trials:passport":                  ("GET",  "+++++++++++++++", "=weld_seam"),
    "trials:runs":                      ("POST", "+++++++++++++++", "=weld_seam"),
    "events:search":                    ("GET",  "+++++++++++++++", ""),
    "events:event":                     ("GET",  "+++++++++++++++", "event"),
    "events:event-for-pupil":           ("GET",  "L+-+-+---------", "event pupil"),
    "events:bookings":                  ("POST", "L+-+-+---------", "free_event pupil"),
    "events:places":                    ("POST", "L+-+-+---------", "free_event pupil"),
    "events:booking":                   ("GET",  "L+-+-+---------", "booking"),
    "events:booking-cancellation":      ("POST", "L+-+-+---------", "booking"),
    "events:booking-approval":          ("GET",  "L--+-----------", "held"),
    "events:approval-requests":         ("POST", "L+-+-+---------", "held"),
    "events:booking-calendar":          ("GET",  "L+-+-+---------", "booking"),
    "events:place-acceptance":          ("POST", "L+-+-+---------", "place"),
    "events:place-leaving":             ("POST", "L+-+-+---------", "place"),
    "events:approval":                  ("GET",  "+++++++++++++++", "approval"),
    "events:checkin":                   ("GET",  "L-------+-+----", "event"),
    "events:attendances":               ("POST", "L-------+-+----", "past_event"),
    "events:attendance-removal":        ("POST", "L-------+-+----", "event booking"),
    "events:event-sheet":               ("GET",  "L-------+-+----", "event"),
    "events:event-sign":                ("GET",  "L-------+-+----", "event"),
    "events:event-supplies":            ("GET",  "L-------+-+----", "event"),
    "events:event-cancellation":        ("GET",  "L-------+------", "event"),
    "events:assessments":               ("POST", "L---------+----", "past_event"),
    "events:booking-needs":             ("POST", "L+-+-+---------", "booking"),
    "events:reflections":               ("POST", "L+-------------", "booking =before"),
    "events:ticket-link":               ("GET",  "+++++++++++++++", "ticket"),
    "events:site-events":               ("GET",  "L-------++-----", ""),
    "events:new-event":                 ("GET",  "L-------++-----", ""),
    "events:mentor":                    ("GET",  "L-------++++---", ""),
    "events:mentor-event":              ("GET",  "L---------+----", "event"),
    "events:key-set":                   ("GET",  "+++++++++++++++", ""),
    "events:issuer":                    ("GET",  "+++++++++++++++", ""),
    "events:revocations":               ("GET",  "+++++++++++++++", ""),
    "events:signing-key":               ("GET",  "+++++++++++++++", "key_name"),
    "events:certificate":               ("GET",  "+++++++++++++++", "certificate"),
    "events:certificate-credential":    ("GET",  "+++++++++++++++", "certificate"),
    "events:certificate-pdf":           ("GET",  "L+-+-----------", "certificate"),
    "events:certificate-revocation":    ("POST", "L-------+------", "certificate"),
    "courses:courses":                  ("GET",  "+++++++++++++++", ""),
    "courses:film":                     ("GET",  "---------------", "=none.mp4"),
    "courses:course":                   ("GET",  "+++++++++++++++", "=first_choice"),
    "courses:check":                    ("GET",  "L++++++++++++++", "=first_choice first_module"),
    "courses:tries":                    ("POST", "L++++++++++++++", "=first_choice first_module"),
    "courses:lesson":                   ("GET",  "+++++++++++++++", "=first_choice first_lesson"),
    "courses:captions":                 ("GET",  "+++++++++++++++", "=first_choice film_lesson"),
    "courses:lesson-done":              ("POST", "L++++++++++++++", "=first_choice first_lesson"),
    "people:login":                     ("GET",  "+++++++++++++++", ""),
    "people:sign-in-links":             ("POST", "+++++++++++++++", ""),
    "people:sign-in-link":              ("GET",  "+++++++++++++++", "link"),
    "people:logout":                    ("POST", "L++++++++++++++", ""),
    "people:card":                      ("GET",  "+++++++++++++++", ""),
    "people:card-login":                ("GET",  "+++++++++++++++", "card"),
    "people:join":                      ("GET",  "+++++++++++++++", ""),
    "people:join-class":                ("GET",  "+++++++++++++++", "class_code"),
    "people:slip":                      ("GET",  "+++++++++++++++", ""),
    "people:guardian-slip":             ("GET",  "+++++++++++++++", "slip"),
    "people:new-child":                 ("GET",  "+++++++++++++++", ""),
    "people:own-name":                  ("GET",  "L++------------", ""),
    "people:guardian-invites":          ("POST", "L++------------", ""),
    "people:pupil-data":                ("GET",  "L+-+-----------", "pupil"),
    "people:pupil-export":              ("GET",  "L+-+-----------", "pupil"),
    "people:pupil-erasure":             ("GET",  "L--+-----------", "pupil"),
    "people:pupil-consents":            ("GET",  "L--+-----------", "pupil"),
    "people:pupil-card":                ("POST", "L--+-+-+-------", "pupil"),
    "people:new-class":                 ("GET",  "L----+++-------", ""),
    "people:class-code":                ("POST", "L----+-+-------", "class"),
    "people:class-cards":               ("POST", "L----+-+-------", "class"),
    "people:class-slips":               ("POST", "L----+-+-------", "class"),
    "people:guardian-confirmation":     ("GET",  "L----+-+-------", "guardianship"),
    "people:staff":                     ("GET",  "L------+++--+++", ""),
    "people:new-organization":          ("GET",  "L-----------+-+", ""),
    "people:staff-removal":             ("POST", "L-----------+--", "membership"),
    "people:settings":                  ("GET",  "L++++++++++++++", ""),
    "people:password":                  ("GET",  "L--++++++++++++", ""),
    "people:second-factor":             ("GET",  "L--++++++++++++", ""),
    "reports:reports":                  ("GET",  "L----+++++--+++", ""),
    "reports:plans":                    ("GET",  "L-----------++-", ""),
    "reports:report":                   ("GET",  "L----+++++--+++", "=events"),
    "reports:summary":                  ("GET",  "L-----------+-+", "=RU-MOS"),
    "reports:published":                ("GET",  "+++++++++++++++", "=RU-MOS"),
    "core:healthz":                     ("GET",  "+++++++++++++++", ""),
    "core:readyz":                      ("GET",  "+++++++++++++++", ""),
    "core:language":                    ("POST", "+++++++++++++++", ""),
    "core:service-worker":              ("GET",  "+++++++++++++++", ""),
    "core:offline":                     ("GET",  "+++++++++++++++", ""),
    "core:display":                     ("POST", "+++++++++++++++", ""),
}  # fmt: skip

# What a post must carry to be more than a wrong form.
BODIES = {
    "assessments:opinion": {"fits": "yes"},
    "assessments:sharing": {"shows": "yes"},
    "assessments:all-sharing": {"shows": "yes"},
    "assessments:agreement": {"agrees": "yes"},
    "trials:product": {"seq": 5, "product": {}},
    "trials:completion": {"seq": 5, "product": {}},
}
JSON = {"trials:product", "trials:completion"}


def named_urls(patterns, namespace=""):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_urls(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}"


def test_every_address_has_a_row():
    assert set(named_urls(get_resolver().url_patterns)) == set(MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("address", MATRIX)
def test_access(address):
    world = make_world()
    _method, expected, _names = MATRIX[address]
    got = "".join(knock(world, address, visitor) for visitor in VISITORS)
    wrong = [
        f"{visitor}: {was} instead of {should}"
        for visitor, was, should in zip(VISITORS, got, expected, strict=True)
        if was != should
    ]
    assert not wrong, f"{address}: {'; '.join(wrong)} (now {got})"


def knock(world: World, address: str, visitor: str) -> str:
    """The sign of what `visitor` gets; what the visit changed is undone."""
    method, _expected, names = MATRIX[address]
    client = Client()
    if visitor != "nobody":
        client.force_login(world.people[visitor])
    body = BODIES.get(address, {})
    if address == "events:attendances":
        body = {"booking": str(world.rows["attended"].pk)}
    url = reverse(address, args=[value(world, name) for name in names.split()])
    save = transaction.savepoint()
    try:
        if method == "GET":
            return sign(client.get(url))
        if address in JSON:
            return sign(client.post(url, json.dumps(body), content_type="application/json"))
        return sign(client.post(url, body))
    finally:
        transaction.savepoint_rollback(save)


def value(world: World, name: str):
    if name.startswith("="):
        return name[1:]
    row = world.rows[name]
    return getattr(row, "pk", row)


def sign(response) -> str:
    if response.status_code in (401, 404):
        return "T" if response.status_code == 401 else "-"
    if response.status_code == 302 and response.url.startswith("/login/"):
        return "L"
    known = response.status_code < 400 or response.status_code in (409, 410, 415, 422)
    return "+" if known else str(response.status_code)
