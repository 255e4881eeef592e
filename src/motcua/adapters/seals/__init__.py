"""Signing the seals of the audit trail."""
