"""What is in the database, from the command line; all as the owner."""

import os
from argparse import Namespace
from dataclasses import asdict

from django.core.management import call_command
from django.db import connection

from motcua.config import database, grants
from motcua.config.first_migration import FirstMigration
from motcua.foundation.kernel import clock
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Missing
from motcua.ops import backup as backups
from motcua.ops import data, schema
from motcua.ops.output import NO, YES, answer, note
from motcua.reference.catalogue import operations as catalogue


def migrate(args: Namespace) -> int:
    """Tables, the application's rights, the shipped words for searching. Safe to run again."""
    behind = schema.difference()
    if args.dry_run:
        note(behind or "Code and database fit.")
        return NO if behind else YES
    schema.check_server()
    FirstMigration(connection).make_all()
    call_command("migrate", interactive=False, verbosity=0)
    left = schema.difference()
    if left:
        raise schema.SchemaDiffers(left)
    role = database.application_role(os.environ)
    grants.ensure_role(role)
    grants.grant_application(role)
    catalogue.keep_shipped_synonyms(by=SYSTEM, at=clock.now())
    note("Code and database fit.")
    return YES


def backup(args: Namespace) -> None:
    manifest = backups.backup(args.file.absolute(), at=clock.now())
    size = args.file.stat().st_size
    facts = asdict(manifest) | {"file": str(args.file), "size": size}
    said = f"{args.file}: the database and {manifest.files} files, {size:,} bytes."
    if manifest.files_elsewhere:
        said = (
            f"{args.file}: the database alone, {size:,} bytes. "
            f"The files are in the bucket {manifest.files_elsewhere}: that one needs a backup of its own."
        )
    answer(args, facts, said)


def restore(args: Namespace) -> None:
    manifest = backups.restore(args.file)
    if database.is_embedded(os.environ):
        if manifest.demo:
            (data.folder_of(os.environ) / "demo").touch()
        data.mark_made(os.environ)
    left = schema.difference()
    said = f"The database and {manifest.files} files of {manifest.made_at} are back."
    if manifest.files_elsewhere:
        said = (
            f"The database of {manifest.made_at} is back. Its files are in the bucket "
            f"{manifest.files_elsewhere}, not in the backup: look with `motcua documents check --all`."
        )
    answer(args, asdict(manifest) | {"schema": left}, said, *([left] if left else []))


def load(args: Namespace) -> None:
    """Run a dump made by pg_dump --format=custom into the empty database."""
    if not args.file.is_file():
        raise Missing(f"There is no file {args.file}.")
    backups.check_empty()
    backups.load(args.file)
    if database.is_embedded(os.environ):
        data.mark_made(os.environ)
    connection.close()
    note(schema.difference() or "Loaded.")
