from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "bilet.orgs"
