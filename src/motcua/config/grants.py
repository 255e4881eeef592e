"""What the application's role may do: every row of the product, but only read and add to append-only tables.

Run by the owner after each migration. The application's role owns nothing, so it can neither change a table
nor take a trigger away.
"""

from django.apps import apps
from django.db import connection
from psycopg import sql


class GrantFailure(RuntimeError):
    """The application's role cannot be made or used; the message says what to run."""


def append_only_tables() -> list[str]:
    """Tables of the models that say `append_only = True`."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False))


def ensure_role(role: str) -> None:
    """Make the application's role where it is missing, and let the owner take it.

    Raises: GrantFailure when the owner may not make roles.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone():
            return
        cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            raise GrantFailure(
                f"The role {role} is missing and the owner may not make it. As an administrator of the "
                f"server: CREATE ROLE {role}; GRANT {role} TO the role that DATABASE_URL names."
            )
        cursor.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
        cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def grant_application(role: str) -> None:
    """Give the role its rights on everything that is there now, and take back those it must not have."""
    name = sql.Identifier(role)
    everything = "IN SCHEMA public"
    statements = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}").format(name),
        sql.SQL(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES {everything} TO {{}}").format(name),
        sql.SQL(f"GRANT USAGE, SELECT ON ALL SEQUENCES {everything} TO {{}}").format(name),
        sql.SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}").format(name),
    ]
    there = set(connection.introspection.table_names())  # an older backup has not all of them yet
    for table in filter(there.__contains__, append_only_tables()):
        statements.append(
            sql.SQL("REVOKE ALL ON {} FROM {}; GRANT SELECT, INSERT ON {} TO {}").format(
                sql.Identifier(table), name, sql.Identifier(table), name
            )
        )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
