"""PostgreSQL for one machine, started with Concord and stopped with it; nothing to install or configure."""

from concord.config.postgres.embedded import Connections, ensure_running
from concord.config.postgres.trouble import PostgresTrouble

__all__ = ["Connections", "PostgresTrouble", "ensure_running"]
