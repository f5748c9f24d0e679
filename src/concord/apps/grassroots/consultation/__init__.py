"""Second ring: four levels of consultation, and the four forces that may be booked for them (G2)."""
