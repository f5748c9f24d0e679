"""What is wrong with an answer, as a sentence for people, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

NUMBER = gettext_noop("This must be a number.")
WHOLE = gettext_noop("This must be a whole number.")
OBJECT = gettext_noop("This must be a JSON object.")
YES_NO = gettext_noop("This must be true or false.")
CHOICE = gettext_noop("Choose one of: %(expected)s.")
DIGITS = gettext_noop("This has too many digits; an amount is written like 1234.50.")

SENTENCES: dict[str, str] = {
    "missing": gettext_noop("This is needed."),
    "extra_forbidden": gettext_noop("This field is not known here. Check its name."),
    "string_type": gettext_noop("This must be text."),
    "string_too_short": gettext_noop("Write at least %(min_length)s characters."),
    "string_too_long": gettext_noop("Write at most %(max_length)s characters."),
    "string_pattern_mismatch": gettext_noop("This is not in the right form (%(pattern)s)."),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_parsing_size": WHOLE,
    "int_from_float": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "decimal_type": NUMBER,
    "decimal_parsing": NUMBER,
    "decimal_max_digits": DIGITS,
    "decimal_max_places": DIGITS,
    "decimal_whole_digits": DIGITS,
    "greater_than": gettext_noop("This must be more than %(gt)s."),
    "greater_than_equal": gettext_noop("This must be at least %(ge)s."),
    "less_than_equal": gettext_noop("This must be at most %(le)s."),
    "bool_type": YES_NO,
    "bool_parsing": YES_NO,
    "literal_error": CHOICE,
    "enum": CHOICE,
    "list_type": gettext_noop("This must be a list."),
    "too_long": gettext_noop("This list can have at most %(max_length)s entries."),
    "dict_type": OBJECT,
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
}


def sentence_for(error: Mapping[str, object]) -> str:
    """The sentence for one error of the shape checker; its own words where we have none better."""
    kind, facts = str(error.get("type", "")), error.get("ctx")
    if kind in SENTENCES:
        return _(SENTENCES[kind]) % (facts if isinstance(facts, dict) else {})
    return str(error.get("msg", ""))
