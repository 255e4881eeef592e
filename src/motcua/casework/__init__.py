"""Floor of work on cases: dossiers and the money they owe."""
