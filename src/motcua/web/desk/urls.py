"""The officers' addresses, grouped by room; Vietnamese only, so without a language prefix."""

from django.urls import path

from motcua.web.desk import home

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
]
