"""All questions on one page."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models, widgets

ITEMS = [f"item_{n}" for n in range(1, 49)]


class C(BaseConstants):
    NAME_IN_URL = "one_page"
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


class Ask(Page):
    form_model = "player"
    form_fields = ITEMS


page_sequence = [Ask]
