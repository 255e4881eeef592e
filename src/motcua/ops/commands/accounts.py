"""People from the command line."""

import getpass
import secrets
import sys
from argparse import Namespace

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.operations.roles import TopAgency
from motcua.foundation.kernel import clock
from motcua.ops.output import note


def create_admin(args: Namespace) -> None:
    """The password is asked for; without a terminal it is read from standard input, or made and shown
    once.
    """
    typed = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    password = typed or secrets.token_urlsafe(12)
    agency = TopAgency(
        code=args.agency, name=args.agency_name or args.agency, place=args.place, symbol=args.symbol
    )
    officer = accounts.create_first_administrator(
        email=args.email, full_name=args.name, password=password, agency=agency, at=clock.now()
    )
    note(f"Administrator {officer.code} of {args.agency} was made.")
    if not typed:
        print(f"Password: {password}")
