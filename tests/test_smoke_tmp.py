import pytest
from django.db import connection
@pytest.mark.django_db
def test_role():
    with connection.cursor() as c:
        c.execute("select current_user, session_user, current_setting('server_version')"); print(c.fetchone())
@pytest.mark.django_db(transaction=True)
def test_role2():
    with connection.cursor() as c:
        c.execute("select current_user, session_user"); print(c.fetchone())
def test_nodb(): pass
