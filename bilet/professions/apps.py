from django.apps import AppConfig


class ProfessionsConfig(AppConfig):
    name = "bilet.professions"
