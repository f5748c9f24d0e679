"""The JSON doors of the agenda: runs, steps, demands, time; by the same deeds and the same access as the pages."""
