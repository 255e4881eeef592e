"""Hand-over to the archives: what waits, packages, periods, holds."""
