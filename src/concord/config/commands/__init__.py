"""The families of the `concord` command line."""
