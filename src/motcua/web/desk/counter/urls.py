"""Addresses of the counter."""

from django.urls import path

from motcua.web.desk.counter import pages, scans

urlpatterns = [
    path("counter/", pages.start, name="counter"),
    path("counter/suggest/", pages.suggest, name="counter_suggest"),
    path("counter/register/<str:publication_code>/", pages.register, name="counter_register"),
    path("counter/register/<str:publication_code>/fee/", pages.fee, name="counter_fee"),
    path("counter/register/<str:publication_code>/party/<slug:role>/", pages.party, name="counter_party"),
    path("counter/registered/<str:code>/", pages.registered, name="counter_registered"),
    path("counter/registered/<str:code>/scans/", scans.scans, name="counter_scans"),
    path("counter/registered/<str:code>/scans/dropped/", scans.dropped, name="counter_dropped"),
    path("counter/registered/<str:code>/print/", pages.to_print, name="counter_print"),
]
