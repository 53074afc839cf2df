"""Addresses of people: ways in, the family, the class."""

from django.urls import include, path

from bilet.people.views import account, entry, family, school, staff

app_name = "people"

entry_urls = [
    path("login/", entry.PasswordLogin.as_view(), name="login"),
    path("login/links/", entry.sign_in_links, name="sign-in-links"),
    path("login/links/<str:code>/", entry.sign_in_link, name="sign-in-link"),
    path("logout/", entry.logout, name="logout"),
    path("card/", entry.card, name="card"),
    path("card/<str:code>/", entry.card_login, name="card-login"),
    path("join/", entry.join, name="join"),
    path("join/<str:code>/", entry.join_class, name="join-class"),
]

# /pupils/<pupil>/
pupil_urls = [
    path("data/", family.pupil_data, name="pupil-data"),
    path("data/export/", family.pupil_export, name="pupil-export"),
    path("data/erasure/", family.pupil_erasure, name="pupil-erasure"),
    path("consents/", family.pupil_consents, name="pupil-consents"),
    path("card/", family.pupil_card, name="pupil-card"),
]

# /classes/<class>/
class_urls = [
    path("code/", school.class_code, name="class-code"),
    path("cards/", school.class_cards, name="class-cards"),
    path("slips/", school.class_slips, name="class-slips"),
]

urlpatterns = [
    *entry_urls,
    path("family/slips/", family.slip, name="slip"),
    path("family/slips/<str:code>/", family.guardian_slip, name="guardian-slip"),
    path("family/children/new/", family.new_child, name="new-child"),
    path("family/name/", family.own_name, name="own-name"),
    path("family/invites/", family.guardian_invites, name="guardian-invites"),
    path("pupils/<uuid:pupil_id>/", include(pupil_urls)),
    path("classes/new/", school.new_class, name="new-class"),
    path("classes/<uuid:class_id>/", include(class_urls)),
    path(
        "guardianships/<uuid:guardianship_id>/confirmation/",
        school.guardian_confirmation,
        name="guardian-confirmation",
    ),
    path("staff/", staff.staff, name="staff"),
    path("staff/organizations/new/", staff.new_organization, name="new-organization"),
    path("staff/<int:membership_id>/removal/", staff.staff_removal, name="staff-removal"),
    path("settings/", account.settings, name="settings"),
    path("settings/password/", account.password, name="password"),
    path("settings/second-factor/", account.second_factor, name="second-factor"),
]
