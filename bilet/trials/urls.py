"""Addresses of trial programmes, runs and mentors' words."""

from django.urls import include, path

from bilet.trials.views import programs, reviews, runs

app_name = "trials"

# /trials/runs/<run>/
run_urls = [
    path("", runs.run, name="run"),
    path("product/", runs.product, name="product"),
    path("completion/", runs.completion, name="completion"),
    path("reflection/", runs.reflection, name="reflection"),
    path("result/", runs.result, name="result"),
    path("review-request/", reviews.review_request, name="review-request"),
]

# /trials/<code>/
program_urls = [
    path("", programs.program, name="program"),
    path("passport.pdf", programs.passport, name="passport"),
    path("runs/", runs.runs, name="runs"),
]

urlpatterns = [
    path("trials/", programs.programs, name="programs"),
    path("trials/reviews/", reviews.reviews, name="reviews"),
    path("trials/reviews/<uuid:run_id>/", reviews.review, name="review"),
    path("trials/runs/<uuid:run_id>/", include(run_urls)),
    path("trials/<slug:code>/", include(program_urls)),
]
