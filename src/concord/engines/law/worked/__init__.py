"""Worked examples: files of groups and cases (`concord law check`), run against the engine and compared."""
