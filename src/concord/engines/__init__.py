"""Pure engines: no Django, no clock, no database, no network."""
