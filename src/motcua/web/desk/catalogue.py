"""The editors' view of the catalogue."""
