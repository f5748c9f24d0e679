"""An office program on this machine (LibreOffice), for files of older Word programs and for printed pages.

It runs as a process of its own for each file: with a fresh profile in a folder that is deleted afterwards, without
macros, without fetching what a file links to, and ended when it takes too long. The platform works without it: then
`.doc` files are read by `engines.review.reading.doc`, and rich text is refused.
"""
