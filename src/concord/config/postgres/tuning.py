"""Settings of the embedded server, fitted to the machine it runs on."""

import os
import shutil
from pathlib import Path

MEGABYTE = 1024 * 1024
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # the kernel's folder, looked at and not written


def tuning(*, memory: int | None = None, durable: bool = True) -> dict[str, str]:
    """Server settings for `memory` bytes (default: this machine's); `durable=False` is for tests only.

    An acknowledged write is on disk: `synchronous_commit` and `fsync` stay on unless `durable` is False.
    """
    total = memory if memory is not None else os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    settings = {
        "max_connections": "100",
        "shared_buffers": f"{_between(128, total // 8, 2048)}MB",
        "effective_cache_size": f"{_between(256, total // 2, 65536)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{_between(64, total // 32, 512)}MB",
        "jit": "off",
        "random_page_cost": "1.1",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "autovacuum_vacuum_scale_factor": "0.05",
        "autovacuum_analyze_scale_factor": "0.02",
        "idle_in_transaction_session_timeout": "10min",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_duration_statement": "2s",
        "log_lock_waits": "on",
        "log_checkpoints": "off",
    }
    if _little_shared_memory():
        settings["dynamic_shared_memory_type"] = "mmap"
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings |= {"shared_buffers": "128MB", "log_min_duration_statement": "-1"}
    return settings


def _between(least: int, wanted_bytes: int, most: int) -> int:
    return max(least, min(wanted_bytes // MEGABYTE, most))


def _little_shared_memory() -> bool:
    """Containers often have 64 MB of it, too little for a parallel query."""
    return not _SHARED_MEMORY.is_dir() or shutil.disk_usage(_SHARED_MEMORY).total < 256 * MEGABYTE
