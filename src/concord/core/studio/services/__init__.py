"""The deeds of the studio: start a draft, save, discard and publish it."""
