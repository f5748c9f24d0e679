"""What commands that need the whole platform do first; the others start fast without it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def var_folder() -> Path:
    """Where this installation keeps what it writes."""
    return Path(os.environ.get("CONCORD_VAR", "var")).resolve()


def with_platform() -> None:
    """Load settings and apps, so that models and deeds can be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.config.settings")
    import django

    django.setup()


@contextmanager
def in_own_language() -> Iterator[None]:
    """Speak Chinese under a Chinese locale, English under any other."""
    from django.utils.translation import override

    from concord.config.doctor.findings import reads_chinese

    with override("zh-hans" if reads_chinese() else "en"):
        yield
