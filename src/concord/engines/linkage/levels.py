"""What is compared, in levels from the same to different, with the words for each.

Two models: `disputes` (the same matter in several sources) and `parties` (the same person or organisation). Who came
is one comparison in the first: name, phone and identity number speak for the same person together, once, because a
person may well have two matters.
"""

from dataclasses import dataclass

from concord.engines.linkage.comparing import (
    All,
    Apart,
    Either,
    Hidden,
    Near,
    Otherwise,
    Overlap,
    Question,
    Same,
    Share,
    Unstated,
    Within,
)


@dataclass(frozen=True, slots=True)
class Level:
    """One answer to a comparison, in words; `agrees` says whether it speaks for the two being the same.

    `most` is a rule laid by hand: whatever is learnt, the level weighs no more than this, in bits.
    """

    question: Question
    zh: str
    en: str
    agrees: bool = True
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A thing that is compared: its name, what a person is shown of it, and its levels.

    `unstated` says when nothing can be said; None where something always can.
    """

    name: str
    zh: str
    en: str
    shown: tuple[str, ...]
    unstated: Question | None
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a model links: its comparisons, and the keys by which candidates are found.

    It is trained on the pairs of each rule of `trained_on`, without what the rule itself speaks of. `certain` are
    rules of which hardly a pair is wrong, and that find `recall_of_certain` of the same: they tell how many there are.
    """

    name: str
    comparisons: tuple[Comparison, ...]
    keys: tuple[str, ...]
    trained_on: tuple[str, ...]
    certain: tuple[str, ...]
    recall_of_certain: float


def _not(zh: str, en: str) -> Level:
    return Level(Otherwise(), zh, en, agrees=False)


SOMEBODY_ELSE, ANYBODY = -20.0, -14.0
"""Many who complain of one company in the same weeks and words have a matter each, and only who they are tells them
apart. What they have in common is then counted several times over, so what speaks against the same person is bounded
by hand: two who are not the same, and two of whom little or nothing can be compared.
"""

OTHER_PARTY = -12.0
"""A family has one telephone, one village and one surname; another name or identity number is another person."""

SAME_NAME = Near("name", edits=0, shortest=2)
NEAR_NAME = Near("name", edits=1, shortest=3)
HIDDEN_NAME = All((Same("surname"), Hidden("name")))
OPEN_NAME = Either((Unstated("name"), SAME_NAME, NEAR_NAME, HIDDEN_NAME))
SAME_PHONE, SAME_CARD = Near("phone", edits=0, shortest=7), Near("identity", edits=0, shortest=18)
LIKE_PHONE = Either((All((Same("phone_ends"), Hidden("phone"))), Near("phone", edits=2, shortest=11)))
LIKE_CARD = Either((All((Same("identity_ends"), Hidden("identity"))), Near("identity", edits=2, shortest=18)))
SAME_NUMBER, LIKE_NUMBER = Either((SAME_PHONE, SAME_CARD)), Either((LIKE_PHONE, LIKE_CARD))
NO_NUMBER = All((Unstated("phone"), Unstated("identity")))
NOBODY = All((Unstated("name"), NO_NUMBER))

WHO = Comparison(
    "who",
    "来件人",
    "who came",
    ("name", "phone", "identity"),
    None,
    (
        Level(NOBODY, "是否同一人无从比较", "nothing tells whether the same person came", agrees=False, most=ANYBODY),
        Level(All((SAME_NUMBER, SAME_NAME)), "姓名与号码均一致", "name and a number agree"),
        Level(All((SAME_NUMBER, OPEN_NAME)), "号码一致，姓名相容", "a number agrees, the names are compatible"),
        Level(All((LIKE_NUMBER, SAME_NAME)), "姓名一致，号码相容", "the name agrees, the numbers are compatible"),
        Level(All((LIKE_NUMBER, OPEN_NAME)), "姓名与号码均相容", "names and numbers are compatible"),
        Level(All((NO_NUMBER, SAME_NAME)), "姓名一致，号码无从比较", "the name agrees, no number to compare"),
        Level(SAME_NAME, "姓名一致，号码不同", "the name agrees, the numbers differ"),
        Level(NEAR_NAME, "姓名差一个字", "one character of the name differs"),
        Level(All((NO_NUMBER, HIDDEN_NAME)), "同姓，名已隐去", "the same surname, given name hidden"),
        Level(SAME_NUMBER, "号码一致，姓名不同", "a number agrees, the names differ", agrees=False),
        Level(HIDDEN_NAME, "同姓，号码不同", "the same surname, different numbers", agrees=False, most=ANYBODY),
        Level(NO_NUMBER, "姓名不同", "different names", agrees=False, most=SOMEBODY_ELSE),
        Level(Otherwise(), "姓名、号码均不一致", "neither name nor number agrees", agrees=False, most=SOMEBODY_ELSE),
    ),
)
AGAINST = Comparison(
    "against",
    "对方",
    "the other side",
    ("against",),
    Unstated("against"),
    (
        Level(Near("against", edits=0, shortest=2), "名称一致", "the same name"),
        Level(Within("against"), "一方名称包含另一方", "one name within the other"),
        Level(Near("against", edits=1, shortest=3), "名称差一个字", "one character differs"),
        Level(Same("against", first=1), "首字相同", "the same first character", agrees=False),
        _not("名称不同", "different names"),
    ),
)
PLACE = Comparison(
    "place",
    "地点",
    "place",
    ("place",),
    Unstated("place"),
    (
        Level(Same("place", first=12), "同一村（社区）", "the same village"),
        Level(Same("place", first=9), "同一乡镇（街道）", "the same township"),
        Level(Same("place", first=6), "同一县（市、区）", "the same county"),
        _not("不同县", "different counties"),
    ),
)
AMOUNT = Comparison(
    "amount",
    "金额",
    "amount",
    ("amount",),
    Unstated("amount"),
    (
        Level(Apart("amount", 0), "金额一致", "the same amount"),
        Level(Share("amount", 3), "相差不超过3%", "within 3 %"),
        Level(Share("amount", 15), "相差不超过15%", "within 15 %"),
        _not("金额不同", "different amounts"),
    ),
)
DAY = Comparison(
    "day",
    "日期",
    "date",
    ("day",),
    Unstated("day"),
    (
        Level(Apart("day", 1), "相差不超过一天", "within a day"),
        Level(Apart("day", 7), "相差不超过一周", "within a week"),
        Level(Apart("day", 31), "相差不超过一个月", "within a month"),
        Level(Apart("day", 120), "相差不超过四个月", "within four months", agrees=False),
        _not("相差四个月以上", "more than four months apart"),
    ),
)
TOPIC = Comparison(
    "topic",
    "类别",
    "category",
    ("topic",),
    Unstated("topic"),
    (
        Level(Same("topic"), "同一细项", "the same item"),
        Level(Same("topic", first=3), "同一大类", "the same category"),
        _not("类别不同", "different categories"),
    ),
)
WORDS = Comparison(
    "words",
    "内容",
    "words",
    ("words",),
    Unstated("marks"),
    (
        Level(Overlap("marks", 60), "内容大部分相同", "mostly the same words"),
        Level(Overlap("marks", 35), "内容许多相同", "many of the same words"),
        Level(Overlap("marks", 15), "内容有些相同", "some of the same words"),
        _not("内容不同", "different words"),
    ),
)
NAME = Comparison(
    "name",
    "姓名/名称",
    "name",
    ("name",),
    Unstated("name"),
    (
        Level(SAME_NAME, "一致", "the same"),
        Level(HIDDEN_NAME, "同姓，名已隐去", "same surname, given name hidden"),
        Level(NEAR_NAME, "差一个字", "one character differs"),
        Level(Within("name"), "一方名称包含另一方", "one name within the other"),
        Level(Same("surname"), "仅同姓", "the same surname only", agrees=False, most=OTHER_PARTY),
        Level(Otherwise(), "不同", "different", agrees=False, most=OTHER_PARTY),
    ),
)
PHONE = Comparison(
    "phone",
    "电话",
    "phone",
    ("phone",),
    Unstated("phone"),
    (
        Level(SAME_PHONE, "一致", "the same"),
        Level(All((Same("phone_ends"), Hidden("phone"))), "可见位一致", "what is not hidden agrees"),
        Level(Near("phone", edits=2, shortest=11), "差一两位", "one or two digits differ"),
        _not("不同", "different"),
    ),
)
IDENTITY = Comparison(
    "identity",
    "证件号码",
    "identity number",
    ("identity",),
    Unstated("identity"),
    (
        Level(SAME_CARD, "一致", "the same"),
        Level(All((Same("identity_ends"), Hidden("identity"))), "可见位一致", "what is not hidden agrees"),
        Level(Near("identity", edits=2, shortest=18), "差一两位", "one or two places differ"),
        Level(Otherwise(), "不同", "different", agrees=False, most=OTHER_PARTY),
    ),
)

NUMBERS_AND_NAMES = ("key_phone", "key_identity", "key_phone_ends", "key_identity_ends", "key_name")
DISPUTES = Kind(
    "disputes",
    (WHO, AGAINST, PLACE, AMOUNT, DAY, TOPIC, WORDS),
    (
        *NUMBERS_AND_NAMES,
        "key_against",
        "key_against_sum",
        "key_against_place",
        "key_sum_place",
        "key_words_place",
    ),
    (
        "l.phone = r.phone and abs(l.day - r.day) <= 31",
        "l.identity = r.identity and abs(l.day - r.day) <= 31",
        "l.against = r.against and l.amount = r.amount",
    ),
    ("l.phone = r.phone and l.against = r.against and abs(l.day - r.day) <= 31",),
    0.3,
)
PARTIES = Kind(
    "parties",
    (NAME, PHONE, IDENTITY, PLACE),
    NUMBERS_AND_NAMES,
    ("l.phone = r.phone", "l.identity = r.identity", "l.name = r.name and l.place = r.place"),
    ("l.identity = r.identity", "l.phone = r.phone and l.name = r.name"),
    0.6,
)
KINDS = {kind.name: kind for kind in (DISPUTES, PARTIES)}
