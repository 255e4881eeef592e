"""The public addresses, grouped by room. Vietnamese without a prefix, English under /en/."""

from django.urls import path

from motcua.web.portal import catalogue

app_name = "portal"
urlpatterns = [
    # catalogue
    path("", catalogue.home, name="home"),
]
