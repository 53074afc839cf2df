"""Addresses of tests, sittings and results."""

from django.urls import include, path

from bilet.assessments.views import (
    family,
    forms,
    guesses,
    instruments,
    paper,
    results,
    routes,
    settings,
    sittings,
)

app_name = "assessments"

# /tests/<instrument>/
instrument_urls = [
    path("", instruments.instrument, name="instrument"),
    path("sittings/", sittings.sittings, name="sittings"),
    path("paper/", paper.sheet, name="paper"),
]

# /instruments/<instrument>/v<version>/
form_urls = [
    path("<str:language>.json", forms.form, name="form"),
    path("<str:language>/<int:seed>.json", forms.form, name="seeded-form"),
]

# /routes/<route>/
route_urls = [
    path("", routes.route, name="route"),
    path("steps/", routes.steps, name="steps"),
]

# /sittings/<sitting>/
sitting_urls = [
    path("", sittings.sitting, name="sitting"),
    path("plain/", sittings.plain, name="plain"),
    path("answers/", sittings.answers, name="answers"),
    path("completion/", sittings.completion, name="completion"),
    path("result/", results.result, name="result"),
    path("review/", results.review, name="review"),
    path("picture.png", results.picture, name="picture"),
    path("opinion/", results.opinion, name="opinion"),
    path("sharing/", family.sharing, name="sharing"),
]

# /pupils/<pupil>/results/
pupil_urls = [
    path("", family.pupil_results, name="pupil-results"),
    path("sharing/", family.all_sharing, name="all-sharing"),
    path("<uuid:sitting_id>/", family.pupil_result, name="pupil-result"),
]

# /pupils/<pupil>/guesses/
guess_urls = [
    path("", guesses.guesses, name="guesses"),
    path("<slug:code>/", guesses.guess, name="guess"),
    path("<uuid:guess_id>/comparison/", guesses.comparison, name="comparison"),
    path("<uuid:guess_id>/agreement/", guesses.agreement, name="agreement"),
]

urlpatterns = [
    path("tests/", instruments.shelf, name="shelf"),
    path("tests/settings/", settings.settings, name="settings"),
    path("tests/<slug:code>/", include(instrument_urls)),
    path("routes/", routes.routes, name="routes"),
    path("routes/<slug:code>/", include(route_urls)),
    path("instruments/<slug:code>/v<int:version>/", include(form_urls)),
    path("sittings/<uuid:sitting_id>/", include(sitting_urls)),
    path("pupils/<uuid:pupil_id>/results/", include(pupil_urls)),
    path("pupils/<uuid:pupil_id>/guesses/", include(guess_urls)),
    path("paper/", paper.papers, name="papers"),
    path("paper/<slug:code>/v<int:version>/<int:seed>/", paper.entry, name="paper-entry"),
]
