from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "motcua.reference.workflow"
    label = "workflow"
