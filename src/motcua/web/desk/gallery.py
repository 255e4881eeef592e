"""The gallery of components, for administrators and those who build pages."""

from django.http import HttpRequest, HttpResponse

from motcua.foundation.accounts.enums import Permission
from motcua.web.guards import officer_only
from motcua.web.ui import views


@officer_only(Permission.ADMINISTER)
def gallery(request: HttpRequest) -> HttpResponse:
    return views.gallery(request)
