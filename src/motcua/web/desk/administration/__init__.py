"""The administrator's pages: agencies and units, officers and posts, roles, calendar, certificates."""
