"""Early warnings: several people report the same thing, and someone looks at it before it is a crowd (D7, G4)."""
