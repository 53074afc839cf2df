"""Addresses of advice, of marks on professions, and of the own plan."""

from django.urls import include, path

from bilet.guidance.views import advice, family, plan, teacher

app_name = "guidance"

# /plan/
plan_urls = [
    path("", plan.plan, name="plan"),
    path("words/", plan.words, name="plan-words"),
    path("steps/", plan.steps, name="plan-steps"),
    path("steps/<uuid:step_id>/", plan.step, name="plan-step"),
    path("steps/<uuid:step_id>/done/", plan.step_done, name="plan-step-done"),
    path("steps/<uuid:step_id>/removal/", plan.step_removal, name="plan-step-removal"),
    path("sharing/", plan.sharing, name="plan-sharing"),
    path("history/", plan.history, name="plan-history"),
    path("sheet/", plan.sheet, name="plan-sheet"),
    path("pdf/", plan.pdf, name="plan-pdf"),
]

# /pupils/<pupil>/
pupil_urls = [
    path("advice/", advice.pupil_advice, name="pupil-advice"),
    path("advice/<slug:code>/", advice.pupil_why, name="pupil-why"),
    path("plan/", family.pupil_plan, name="pupil-plan"),
    path("start/", teacher.pupil_start, name="pupil-start"),
    path("notes/", teacher.plan_notes, name="plan-notes"),
    path("notes/<uuid:note_id>/removal/", teacher.plan_note_removal, name="plan-note-removal"),
]

urlpatterns = [
    path("profile/", advice.profile, name="profile"),
    path("advice/", advice.advice, name="advice"),
    path("advice/history/", advice.history, name="history"),
    path("advice/marks/", advice.own_marks, name="own-marks"),
    path("advice/<slug:code>/", advice.why, name="why"),
    path("professions/<slug:code>/marks/", advice.marks, name="marks"),
    path("professions/<slug:code>/marks/<slug:kind>/removal/", advice.mark_removal, name="unmark"),
    path("plan/", include(plan_urls)),
    path("pupils/<uuid:pupil_id>/", include(pupil_urls)),
]
