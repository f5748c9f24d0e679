"""Shapes of evaluation: what was published of whom, and what residents were asked and said."""

from concord.apps.grassroots.evaluation.models.asking import Answer, Asking, PutRight
from concord.apps.grassroots.evaluation.models.published import Counted, Figure, FormulaVersion, Objection, Sheet

__all__ = ["Answer", "Asking", "Counted", "Figure", "FormulaVersion", "Objection", "PutRight", "Sheet"]
