from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.reference.catalogue"
    label = "catalogue"
