from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "motcua.records.signing"
    label = "signing"
