"""Chinese names, numbers and words in the one form in which they are compared. Each function is idempotent."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml

HIDDEN = "*"
"""One or more hidden characters, whatever the source wrote for them: *, ×, 某, ＊."""
SHORTEST_CORE = 2
_NO_LETTER = re.compile(r"[^0-9a-z\u3400-\u9fff*]+")
_STARS = re.compile(r"[*×✱某]+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@cache
def _words() -> dict[str, list[str]]:
    """Endings, regions, titles and compound surnames, which officials may add to."""
    file = files("concord") / "data/linkage/words.yaml"
    return {name: str(line).split() for name, line in yaml.safe_load(file.read_text(encoding="utf-8")).items()}


@cache
def _longest_first(name: str) -> tuple[str, ...]:
    return tuple(sorted(_words()[name], key=lambda word: (-len(word), word)))


@cache
def _region_in_brackets() -> re.Pattern[str]:
    return re.compile(rf"[(（](?:{'|'.join(_longest_first('regions'))})[省市区县]?[)）]")


def plain(text: str) -> str:
    """Letters, digits and Chinese characters alone, in one width and lower case; hidden ones as one star."""
    return _STARS.sub(HIDDEN, _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).lower().replace("×", HIDDEN)))


def is_organisation(name: str) -> bool:
    """Whether a name ends as those of organisations do."""
    return plain(name).endswith(_longest_first("organisation_endings"))


def organisation(name: str) -> str:
    """An organisation's own name: without its region and the kind of company; 杭州市数语（集团）有限公司 → 数语."""
    form = plain(_region_in_brackets().sub("", name))
    while (shorter := _shortened(form)) != form:
        form = shorter
    return form


def _shortened(form: str) -> str:
    """Without the longest ending and the longest region before it, as long as something is left to tell it by."""
    if form.endswith(endings := _longest_first("company_endings")):
        form = _left(form, form.removesuffix(next(one for one in endings if form.endswith(one))))
    if form.startswith(regions := _longest_first("regions")):
        rest = form.removeprefix(next(one for one in regions if form.startswith(one)))
        form = _left(form, rest[1:] if rest.startswith(("省", "市", "区", "县")) else rest)
    return form


def _left(form: str, shorter: str) -> str:
    return shorter if len(shorter.strip(HIDDEN)) >= SHORTEST_CORE else form


def person(name: str) -> str:
    """A person's name without titles; where the given name is hidden, the surname and a star: 张先生, 张某某 → 张*."""
    form = plain(name)
    if HIDDEN not in form and not form.endswith(_longest_first("titles")):
        return form if len(form) >= 2 else ""
    family = surname(form)
    return family + HIDDEN if family else ""


def named(name: str) -> str:
    """The form of a name of a person or an organisation."""
    return organisation(name) if is_organisation(name) else person(name)


def surname(form: str) -> str:
    """The family name of a person's name in one form: one character, or two of the compound ones (欧阳)."""
    return form[: 2 if form[:2] in _longest_first("compound_surnames") else 1].strip(HIDDEN)


def phone(number: str) -> str:
    """A telephone's digits without the country's, hidden ones as stars; '' for what is no telephone."""
    digits = re.sub(r"[^0-9*]", "", unicodedata.normalize("NFKC", number).replace("×", HIDDEN))
    digits = re.sub(r"^(?:00)?86(?=1[0-9*]{10}$)", "", digits)
    return digits if 7 <= len(digits) <= 12 else ""


def identity(number: str) -> str:
    """An identity number or credit code in 18 places, hidden ones as stars; '' for what is neither.

    Numbers of 15 digits (before 1999) become those of 18: the century and the check digit of GB 11643 are added.
    """
    form = unicodedata.normalize("NFKC", number).upper().replace("×", HIDDEN)
    form = re.sub(r"[^0-9A-Z*]", "", form)
    if re.fullmatch(r"\d{15}", form):
        form = form[:6] + "19" + form[6:]
        form += _CHECKS[sum(int(one) * weight for one, weight in zip(form, _WEIGHTS, strict=True)) % 11]
    return form if len(form) == 18 else ""


def ends(number: str, first: int) -> str:
    """The first few and the last four places of a number, '' where these are hidden; what masks leave to be seen."""
    seen = number[:first] + number[-4:]
    return "" if HIDDEN in seen else seen
