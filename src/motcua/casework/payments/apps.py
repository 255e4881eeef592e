from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "motcua.casework.payments"
    label = "payments"
