"""Scenarios as people meet them: the open list, and a page for each with its steps and its drawing."""
