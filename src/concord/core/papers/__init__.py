"""Documents, versions and signatures; content-addressed, checked by content, stripped of what nobody asked for."""
