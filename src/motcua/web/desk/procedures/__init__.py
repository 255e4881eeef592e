"""The editors' pages: procedures, their versions, drafts part by part, the form builder, review."""
