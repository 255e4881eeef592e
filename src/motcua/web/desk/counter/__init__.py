"""The counter: paper dossiers are registered, answered and printed here."""
