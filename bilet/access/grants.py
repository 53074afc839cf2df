"""Who may do what. This table is the whole permission model of the site.

*Whom* a role may do it to is fixed by the role itself:
a pupil — themself; a parent — their children; a teacher — the pupils of their classes;
a school's administrator — everybody in the school; a site manager and a mentor — those who hold a
seat at their events, around the day of the event. Operators never reach a single pupil: they read
sums of their own subtree (`ORG_WIDE`).
See `people.PupilQuerySet.within_reach_of`, the one gate to pupils' data.
"""

from enum import StrEnum


class Permission(StrEnum):
    """Named `<app>:<verb>`; a value is never reused for another meaning."""

    # to a pupil
    PUPIL_SEE = "people:see"  # name, class, progress without results
    PUPIL_EDIT = "people:edit"
    DATA_EXPORT = "people:export"
    DATA_ERASE = "people:erase"
    CONSENT_GIVE = "people:consent"
    GUARDIAN_CONFIRM = "people:confirm_guardian"
    CARD_PRINT = "people:print_card"
    RESULTS_READ = "results:read"
    SUMMARIES_READ = "results:summaries"  # of tests and of advice, to talk them over
    TESTS_TAKE = "tests:take"
    TESTS_ENTER = "tests:enter"  # type in what was answered on paper
    TRIALS_RUN = "trials:run"
    TRIALS_REVIEW = "trials:review"
    EVENTS_BOOK = "events:book"
    EVENTS_APPROVE = "events:approve"
    EVENTS_RUN = "events:run"  # check in, assess
    EVENTS_REFLECT = "events:reflect"
    GUIDANCE_READ = "guidance:read"
    COURSES_TAKE = "courses:take"
    # to an organisation
    CLASS_MANAGE = "class:manage"
    EVENTS_PLAN = "events:plan"
    STAFF_MANAGE = "staff:manage"  # invite and part with people who work below
    REPORTS_READ = "reports:read"


class Role(StrEnum):
    PUPIL = "pupil"
    PARENT = "parent"
    TEACHER = "teacher"
    SCHOOL_ADMIN = "school_admin"
    SITE_MANAGER = "site_manager"
    MENTOR = "mentor"
    MUNICIPAL_OPERATOR = "municipal_operator"
    REGIONAL_OPERATOR = "regional_operator"
    FEDERAL_OPERATOR = "federal_operator"


P = Permission
_OPERATOR = frozenset({P.REPORTS_READ, P.STAFF_MANAGE})
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PUPIL: frozenset({
        P.PUPIL_SEE, P.DATA_EXPORT, P.RESULTS_READ, P.SUMMARIES_READ, P.TESTS_TAKE, P.TRIALS_RUN,
        P.EVENTS_BOOK, P.EVENTS_REFLECT, P.GUIDANCE_READ, P.COURSES_TAKE,
    }),
    Role.PARENT: frozenset({
        P.PUPIL_SEE, P.PUPIL_EDIT, P.DATA_EXPORT, P.DATA_ERASE, P.CONSENT_GIVE, P.CARD_PRINT,
        P.RESULTS_READ, P.SUMMARIES_READ, P.EVENTS_BOOK, P.EVENTS_APPROVE, P.GUIDANCE_READ,
    }),
    Role.TEACHER: frozenset({
        P.PUPIL_SEE, P.GUARDIAN_CONFIRM, P.CARD_PRINT, P.EVENTS_BOOK, P.CLASS_MANAGE,
        P.TESTS_ENTER, P.REPORTS_READ, P.SUMMARIES_READ,
    }),
    Role.SCHOOL_ADMIN: frozenset({
        P.PUPIL_SEE, P.GUARDIAN_CONFIRM, P.CARD_PRINT, P.CLASS_MANAGE, P.TESTS_ENTER,
        P.REPORTS_READ, P.STAFF_MANAGE,
    }),
    Role.SITE_MANAGER: frozenset({
        P.EVENTS_RUN, P.EVENTS_PLAN, P.REPORTS_READ, P.STAFF_MANAGE,
    }),
    Role.MENTOR: frozenset({P.EVENTS_RUN, P.TRIALS_REVIEW}),
    Role.MUNICIPAL_OPERATOR: _OPERATOR,
    Role.REGIONAL_OPERATOR: _OPERATOR,
    Role.FEDERAL_OPERATOR: _OPERATOR,
}  # fmt: skip

# Roles held in an organisation, and so given by a Membership.
STAFF = frozenset(Role) - {Role.PUPIL, Role.PARENT}

# Whom each role may invite to work below it.
INVITES: dict[Role, tuple[Role, ...]] = {
    Role.FEDERAL_OPERATOR: (Role.REGIONAL_OPERATOR,),
    Role.REGIONAL_OPERATOR: (
        Role.MUNICIPAL_OPERATOR, Role.SCHOOL_ADMIN, Role.TEACHER, Role.SITE_MANAGER, Role.MENTOR,
    ),
    Role.MUNICIPAL_OPERATOR: (
        Role.SCHOOL_ADMIN, Role.TEACHER, Role.SITE_MANAGER, Role.MENTOR,
    ),
    Role.SCHOOL_ADMIN: (Role.TEACHER,),
    Role.SITE_MANAGER: (Role.MENTOR,),
}  # fmt: skip


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that hold `permission`."""
    return frozenset(role for role, granted in GRANTS.items() if permission in granted)
