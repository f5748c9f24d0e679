"""Records that reach the county by several doors, and those who decide on them."""

import secrets
from datetime import date
from typing import TYPE_CHECKING

from django.test import Client
from django.utils.timezone import localdate

from concord.apps.disputes.models import Channel
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.services.sensing import Seen, report_sighting
from concord.core.acts.models import Act
from concord.core.acts.relay import listeners
from concord.core.linking.models import Grouped, Pair
from concord.core.linking.services.taking import take_a_few
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Place
from tests.ground.cast import Cast

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BY_PHONE = "我在恒远公司工地干了三个月，包工头拖欠工资三万五千元，一直推说没钱，请帮我讨薪。"
AT_THE_WINDOW = "恒远公司工地的包工头拖欠我三个月工资三万五千元，推说没有钱，要求讨薪。"
VAGUE = "有人在恒远公司工地干活，工资一直没有发，请有关部门看看。"
OTHER = "楼上漏水把我家天花板泡坏了，对方不肯赔。"
KIND = next(iter(catalogue().problems))
BO, BOSS = "13900000001", "杭州恒远建筑劳务有限公司"


class County:
    """What is reported here is compared at once, as it is a moment after the report in life."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.walker = cast["carol"]
        self.village = Place.objects.filter(parent=cast.township).earliest("code").pk
        at, since = cast.body("township"), date(2025, 1, 1)
        Membership.objects.create(person=self.walker, organisation=at, role_id="township_coordinator", starts=since)

    def new(self, words: str = BY_PHONE, **more: object) -> int:
        """Somebody reports a dispute, and it has not been compared; its matter."""
        said: dict[str, object] = {"place_id": self.cast.township, "name": "王小波", "phone": BO, "respondent": BOSS}
        said |= {"channel": Channel.HOTLINE, "phone_checked": True, "happened_on": date(2026, 3, 2)}
        declare_system()
        intake = Intake(words=words, **(said | more))  # type: ignore[arg-type]
        return int(report_dispute(intake, today=localdate()).report.dispute_id)

    def dispute(self, words: str = BY_PHONE, **more: object) -> int:
        """Somebody reports a dispute; its matter."""
        hear(matter := self.new(words, **more))
        return matter

    def sighting(self, words: str, **more: object) -> int:
        """A grid worker's source reports; its matter."""
        said = {"words": words, "kind": KIND, "place_id": self.village, "sent_key": secrets.token_hex(8)}
        matter = report_sighting(Seen(**(said | more)), by=self.walker, today=localdate()).matter_id  # type: ignore[arg-type]
        hear(matter)
        return matter

    def pair(self, left: int, right: int) -> Pair:
        """A pair as the database has it now."""
        declare_system()
        return Pair.objects.get(left=min(left, right), right=max(left, right))

    def matters(self) -> list[int]:
        """All matters, the oldest first."""
        declare_system()
        return list(Matter.objects.order_by("pk").values_list("pk", flat=True))

    def leads(self) -> dict[int, int]:
        """Which matter leads which."""
        declare_system()
        return dict(Grouped.objects.values_list("pk", "lead_id"))

    def browser(self, who: str) -> Client:
        """The browser of someone who has signed in."""
        client = Client(headers={"accept-language": "en"})
        client.force_login(self.cast[who], backend=BACKEND)
        return client


def post(client: Client, door: str) -> "Answer":
    """A deed by the API."""
    key = secrets.token_urlsafe(16)
    return client.post(f"/api{door}", data="{}", content_type="application/json", headers={"idempotency-key": key})


def hear(matter: int) -> None:
    """Let the platform hear of all that happened to a matter, and compare what waits."""
    declare_system()
    for act in Act.objects.filter(matter_id=matter).order_by("pk"):
        for listener in listeners[act.kind]:
            if listener.__name__ in ("look_for_the_same", "forget_too"):
                listener([act])
    take_a_few()
