"""STR: which language and which paper counts where they differ."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule

_LANGUAGES = re.compile(
    r"[中汉](?:文|语)?[^。;\n]{0,10}(?:和|及|、|与)\s*(?:英|外|法|俄|日|德|藏|维吾尔|哈萨克|蒙古)[文语]"
    r"|(?:双|两种|多种)(?:语|文字|语言|文本)|中英文|[一-龥]文(?:的)?译本|[中汉][、和与及](?:英|法|俄|日|德|藏|维|蒙)"
)


@rule("STR-13")
def language(case: Case) -> Iterator[Hit]:
    """A text in two languages says which one counts."""
    found = next(case.sentences(_LANGUAGES), None)
    if found and not re.search(
        r"以(?:中|汉)文[^。;\n]{0,10}为准|(?:中|汉)文[^。;\n]{0,8}(?:优先|为准)|为准", case.words
    ):
        yield Hit(found.at)


_PAPERS = re.compile(
    r"(?:组成|构成)(?:本)?合同(?:的)?(?:组成)?(?:部分|文件)|合同文件(?:的)?(?:组成|构成|包括)|(?:下列|以下"
    r"|上述)文件[^。;\n]{0,20}(?:组成|构成)"
)

_PRECEDENCE = re.compile(r"优先|解释顺序|先后顺序|次序|顺序在前|为准|依次")


@rule("STR-14")
def precedence(case: Case) -> Iterator[Hit]:
    """Where a contract is made of several papers, it says which one counts when they differ."""
    found = next(case.sentences(_PAPERS), None)
    if found and not case.says(_PRECEDENCE):
        yield Hit(found.at)
