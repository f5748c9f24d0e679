"""The JSON doors of disputes: all that the screens do."""
