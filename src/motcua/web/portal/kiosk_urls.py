"""Addresses of a kiosk."""

from django.urls import path

from motcua.web.portal import kiosk

urlpatterns = [
    path("kiosk/", kiosk.home, name="kiosk"),
    path("kiosk/open/", kiosk.opened, name="kiosk_open"),
    path("kiosk/open/<str:key>/", kiosk.opened, name="kiosk_open_with"),
    path("kiosk/leave/", kiosk.left, name="kiosk_leave"),
    path("kiosk/end/", kiosk.ended, name="kiosk_end"),
    path("kiosk/over/", kiosk.over, name="kiosk_over"),
    path("kiosk/idle/", kiosk.idle, name="kiosk_idle"),
    path("kiosk/here/", kiosk.here, name="kiosk_here"),
    path("kiosk/papers/<slug:code>/", kiosk.paper, name="kiosk_paper"),
    path("kiosk/papers/<slug:code>/<int:number>/", kiosk.picture, name="kiosk_picture"),
]
