"""Every address of the product. Vietnamese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("desk/", include("motcua.web.desk.urls")),
    *i18n_patterns(path("", include("motcua.web.portal.urls")), prefix_default_language=False),
]
handler404 = "motcua.web.errors.not_found"
handler500 = "motcua.web.errors.bug"
handler403 = "motcua.web.errors.forbidden"
handler400 = "motcua.web.errors.bad_request"
