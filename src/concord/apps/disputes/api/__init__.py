"""The JSON doors of disputes: all that the screens do, by the same deeds and the same access."""
