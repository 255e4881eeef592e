from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "motcua.foundation.audit"
    label = "audit"
