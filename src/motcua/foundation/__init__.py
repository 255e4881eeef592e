"""Ground floor: words, audit, days, messages and people that every room above stands on."""
