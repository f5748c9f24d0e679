"""IPD: who owns what is made, and what becomes of data."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, rule

_MAKES = re.compile(r"开发|设计|创作|研究|编制|定制|成果")


@rule("IPD-01")
def ownership(case: Case) -> Iterator[Hit]:
    """What is made to order belongs, unless settled, to who made it."""
    if case.whole and case.says(_MAKES) and not case.has(About.RESULTS):
        yield Hit(None)


_WARRANTED = re.compile(
    r"第三(?:方|人|者)[^。;\n]{0,30}(?:知识产权|权利|侵权|主张|追索|索赔|指控)|权利(?:的)?瑕疵"
    r"|侵犯[^。;\n]{0,16}(?:知识产权|专利|著作权|他人|第三)|不侵权|侵权[^。;\n]{0,10}责任|无权属争议"
    r"|(?:不存在|无)[^。;\n]{0,12}(?:权利负担|抵押|权属)"
)


@rule("IPD-02")
def good_title(case: Case) -> Iterator[Hit]:
    """Who delivers vouches that no third party has a claim to it."""
    if case.whole and not case.says(_WARRANTED):
        yield Hit(None)


_PERSONAL = re.compile(r"个人信息|政务数据|业务数据|公共数据")
_RETURNED = re.compile(
    r"(?:返还|删除|销毁|移交|归还|清除)[^。;\n]{0,24}(?:数据|信息|资料|副本)|(?:数据|信息"
    r"|资料)[^。;\n]{0,40}(?:返还|删除|销毁|归还|移交|清除)"
)


@rule("IPD-03")
def data_returned(case: Case) -> Iterator[Hit]:
    """When the work ends, data go back or are deleted."""
    found = next(case.sentences(_PERSONAL), None)
    if case.whole and found and not case.says(_RETURNED):
        yield Hit(found.at)
