"""Screen a contract: a document becomes blocks, blocks give facts, rules read both and say what is wrong, and where.

Pure: no database, no network, no clock. `document` holds the shapes that readers make and rules read.
"""
