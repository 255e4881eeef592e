"""How the product is put together: settings, database, urls."""
