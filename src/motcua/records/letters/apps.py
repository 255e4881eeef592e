from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "motcua.records.letters"
    label = "letters"
