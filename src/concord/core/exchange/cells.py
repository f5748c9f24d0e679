"""Cells of tables that leave the platform: text stays text, whatever its writer put at its beginning."""

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Text that a spreadsheet takes for text and never for a formula (CWE-1236)."""
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


def unguarded(text: str) -> str:
    """The text again, from a table that left the platform guarded."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_MARKS) else text
