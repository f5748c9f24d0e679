"""One folder per outside system: client, mapping, and its runnable stand-in."""
