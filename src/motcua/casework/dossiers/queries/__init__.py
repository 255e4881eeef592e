"""Reads of dossiers: for the applicant, for the desk. Rows are frozen; every query takes the viewer."""
