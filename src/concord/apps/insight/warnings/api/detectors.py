"""The detectors by JSON: how good they are, and when a warning comes (D7)."""

from dataclasses import asdict
from datetime import date, datetime

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from concord.apps.insight.warnings.access import counties_read_by, counties_ruled_by, warnings_seen_by
from concord.apps.insight.warnings.models import BOUNDS, Detector, Limits
from concord.apps.insight.warnings.selectors.detectors import judged_in, months_of, records_of
from concord.apps.insight.warnings.selectors.limits import limits_before, limits_of
from concord.apps.insight.warnings.selectors.trial import Tried, tried
from concord.apps.insight.warnings.services.limits import set_limits
from concord.core.api.auth import signed_in
from concord.core.api.once import once
from concord.core.api.shapes import Done, Given, Text
from concord.core.people.doors import SignedInRequest

router = Router(tags=["warnings"], auth=signed_in)


class CountyAsked(Schema):
    """Which county, by its code of six digits; without one, the first of mine."""

    county: str = Field("", pattern="^([0-9]{6})?$", examples=["330105"])


class LimitsTried(CountyAsked):
    """When a county would be warned; what is left out is as the platform begins."""

    senders: int = Field(2, ge=BOUNDS["senders"][0], le=BOUNDS["senders"][1])
    reports: int = Field(3, ge=BOUNDS["reports"][0], le=BOUNDS["reports"][1])
    days: int = Field(60, ge=BOUNDS["days"][0], le=BOUNDS["days"][1])
    areas_a_year: int = Field(6, ge=1, le=52)
    days_a_year: int = Field(6, ge=1, le=52)
    words_a_year: int = Field(6, ge=1, le=52)


class LimitsGiven(Given):
    """When a county is warned from now on, and why."""

    county: str = Field(pattern="^[0-9]{6}$", examples=["330105"])
    senders: int = Field(ge=BOUNDS["senders"][0], le=BOUNDS["senders"][1], examples=[2])
    reports: int = Field(ge=BOUNDS["reports"][0], le=BOUNDS["reports"][1], examples=[3])
    days: int = Field(ge=BOUNDS["days"][0], le=BOUNDS["days"][1], examples=[60])
    areas_a_year: int = Field(ge=1, le=52)
    days_a_year: int = Field(ge=1, le=52)
    words_a_year: int = Field(ge=1, le=52)
    because: Text = Field(min_length=1, max_length=1_000)


class LimitsShown(Schema):
    """When a county is warned, who set it, when and why; nobody where it is as the platform begins."""

    senders: int
    reports: int
    days: int
    areas_a_year: int
    days_a_year: int
    words_a_year: int
    because: str
    by: str
    at: datetime | None


class DetectorRecord(Schema):
    """What became of a detector's warnings of a year; delays are medians from the first report."""

    detector: Detector
    told: int
    confirmed: int
    dismissed: int
    watched: int
    undecided: int
    delay: float | None
    reports: float | None
    false_a_week: float
    borne_a_year: int


class WarningMonth(Schema):
    """What was told in a month, and what of it people confirmed or dismissed."""

    first: date
    told: int
    confirmed: int
    dismissed: int


class DetectorsShown(Schema):
    """How good the warnings of a county are: a line for each detector, the last twelve months, the limits."""

    county: str
    name: str
    detectors: list[DetectorRecord]
    months: list[WarningMonth]
    limits: LimitsShown
    before: list[LimitsShown]


class DetectorTried(Schema):
    """What a detector would have told in 180 days; of groups also how many of those judged were among them."""

    detector: Detector
    told: int
    confirmed: int | None
    dismissed: int | None


class TrialShown(Schema):
    """The same days as it is set now, and with the values tried."""

    now: list[DetectorTried]
    tried: list[DetectorTried]


def _chosen(asked: str, counties: dict[str, str]) -> str:
    """The county that was asked for, else the first of theirs; another is not there."""
    county = asked or next(iter(counties), "")
    if county not in counties:
        raise Limits.DoesNotExist
    return county


def _limits(one: Limits) -> LimitsShown:
    values = {name: getattr(one, name) for name in BOUNDS}
    by = one.by.name if one.by else ""
    return LimitsShown.model_validate({**values, "because": one.because, "by": by, "at": one.at})


def _tried(found: list[Tried]) -> list[DetectorTried]:
    return [DetectorTried.model_validate(asdict(one)) for one in found]


@router.get("/warnings/detectors", response=DetectorsShown)
def detectors(request: SignedInRequest, asked: Query[CountyAsked]) -> DetectorsShown:
    """What people made of each detector's warnings in a county where I read warnings."""
    counties, today = counties_read_by(request.user), localdate()
    county = _chosen(asked.county, counties)
    limits, judged = limits_of(county), judged_in(warnings_seen_by(request.user), county, today)
    return DetectorsShown(
        county=county,
        name=counties[county],
        detectors=[DetectorRecord.model_validate(asdict(one)) for one in records_of(judged, today, limits)],
        months=[WarningMonth.model_validate(asdict(one)) for one in months_of(judged, today)],
        limits=_limits(limits),
        before=[_limits(one) for one in limits_before(county)],
    )


@router.get("/warnings/limits/trial", response=TrialShown)
def trial(request: SignedInRequest, asked: Query[LimitsTried]) -> TrialShown:
    """What other limits would have told in the last 180 days, in a county where I set them."""
    county, today = _chosen(asked.county, counties_ruled_by(request.user)), localdate()
    limits = limits_of(county)
    now = {name: getattr(limits, name) for name in BOUNDS}
    wanted = {name: getattr(asked, name) for name in BOUNDS}
    return TrialShown(now=_tried(tried(county, now, today)), tried=_tried(tried(county, wanted, today)))


@router.post("/warnings/limits", response=Done)
@once
def set_when(request: SignedInRequest, said: LimitsGiven) -> Done:
    """Set when a county is warned, from the next look on."""
    set_limits(said.county, {name: getattr(said, name) for name in BOUNDS}, said.because, by=request.user)
    return Done()
