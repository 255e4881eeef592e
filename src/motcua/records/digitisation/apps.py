from django.apps import AppConfig


class DigitisationConfig(AppConfig):
    name = "motcua.records.digitisation"
    label = "digitisation"
