from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "motcua.records.documents"
    label = "documents"
