"""`python -m concord …` is the `concord` command."""

from concord.config.cli import main

main()
