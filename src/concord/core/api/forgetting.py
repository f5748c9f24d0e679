"""Forget of the API what is over: answers kept for repeats, tokens that expired."""

from datetime import datetime

from django.utils import timezone

from concord.core.api.models import KeptAnswer, Token


def forget_answers(before: datetime) -> int:
    """Delete answers that were kept before an instant; returns how many."""
    return KeptAnswer.objects.filter(kept_at__lt=before).delete()[0]


def forget_tokens(before: datetime) -> int:
    """Delete tokens that expired before an instant; returns how many."""
    return Token.objects.filter(expires_on__lt=timezone.localdate(before)).delete()[0]
