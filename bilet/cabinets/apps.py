from django.apps import AppConfig


class CabinetsConfig(AppConfig):
    name = "bilet.cabinets"
