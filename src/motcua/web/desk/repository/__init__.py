"""Papers in the repository at the desk: for a dossier in hand, and for whoever keeps those of an agency."""
