"""One question a page."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models, widgets

ITEMS = [f"item_{n}" for n in range(1, 49)]


class C(BaseConstants):
    NAME_IN_URL = "one_by_one"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    pass


for name in ITEMS:
    setattr(
        Player,
        name,
        models.IntegerField(choices=[0, 1, 2, 3, 4], widget=widgets.RadioSelect),
    )


def _page(item):
    return type(
        f"Page_{item}",
        (Page,),
        {
            "form_model": "player",
            "form_fields": [item],
            "template_name": "one_by_one/Ask.html",
            "__module__": __name__,
        },
    )


page_sequence = [_page(item) for item in ITEMS]
