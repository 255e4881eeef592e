"""Internal processes: who does which step of a procedure and how long it takes, in versions of their own.

Another decision approves them than the one that publishes the procedure, so they change on their own days.
Law: TT-01-2018-VPCP/8.
"""
