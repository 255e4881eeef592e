from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    name = "motcua.casework.archives"
    label = "archives"
