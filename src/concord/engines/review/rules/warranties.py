"""DAT: warranties as long as the law asks, and time enough to inspect."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

_PARTS = [
    (re.compile(r"屋面防水|防渗漏|防水"), 60, "屋面防水、防渗漏不少于5年"),
    (re.compile(r"供热|供冷|采暖|暖通"), 24, "供热、供冷系统不少于2个采暖期、供冷期"),
    (re.compile(r"电气|给排水|管道|管线|设备安装|装修|装饰"), 24, "电气管线、给排水、设备安装和装修不少于2年"),
]

_WARRANTY = re.compile(r"保修")


@rule("DAT-09")
def warranty(case: Case) -> Iterator[Hit]:
    """Warranties on works last as long as the regulation asks."""
    for clause in _warranty_places(case):
        for pattern, least, said in _PARTS:
            for found in pattern.finditer(case.words, clause.start, clause.end):
                stop = re.search(r"[。;\n]", case.words[found.end() : clause.end])
                end = found.end() + min(stop.start() if stop else 40, 40)
                told = next(iter(case.lasting(At(found.end(), end))), None)
                if told and told.months is not None and told.months < least:
                    yield Hit(At(found.start(), told.at.end), {"least": said}, numeric=True)
                    break


def _warranty_places(case: Case) -> list[At]:
    headed = [clause.at for clause in case.clauses.of(About.WARRANTY)]
    return headed or [case.text.paragraph(one.at.start).at for one in case.sentences(_WARRANTY)]


_OBJECTION = re.compile(r"(?:检验|异议|验收)期(?:限|间)?|提出(?:书面|质量)?异议|质量异议")


@rule("DAT-10")
def objection(case: Case) -> Iterator[Hit]:
    """Three days are too short to inspect."""
    for sentence in case.sentences(_OBJECTION):
        hours = re.search(r"(\d+)\s*小时内", sentence.words)
        short = [one for one in case.lasting(sentence.at) if one.unit in {"日", "天"} and one.number < 3]
        if (short and "争议" not in sentence.words) or (hours and int(hours[1]) <= 48):
            yield Hit(sentence.at, numeric=True)
