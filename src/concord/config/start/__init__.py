"""From nothing to a running platform: secrets, database, data, processes; and down again."""
