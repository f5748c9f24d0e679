"""The JSON doors of grassroots governance: all that the screens do, by the same deeds and the same access."""
