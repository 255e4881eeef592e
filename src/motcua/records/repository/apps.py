from django.apps import AppConfig


class RepositoryConfig(AppConfig):
    name = "motcua.records.repository"
    label = "repository"
