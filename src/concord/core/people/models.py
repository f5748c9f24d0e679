"""Shape of places, organisations, persons and what they may do."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from concord.core.people.sealed import SealedTextField


class Place(models.Model):
    """A node of the six-level tree of administrative divisions (GB/T 2260, GB/T 10114).

    `code` holds the significant digits only (33, 3301, 330106, 330106001, 330106001001, and three more for a grid),
    so that every place below another one has its code as a prefix.
    """

    class Level(models.IntegerChoices):
        PROVINCE = 1, _("province")
        CITY = 2, _("city")
        COUNTY = 3, _("county")
        TOWNSHIP = 4, _("township")
        VILLAGE = 5, _("village")
        GRID = 6, _("grid")

    code = models.CharField(max_length=15, primary_key=True, db_collation="C")
    name = models.CharField(max_length=80)
    level = models.SmallIntegerField(choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        indexes = [
            models.Index(OpClass("name", "text_pattern_ops"), name="place_name"),
            GinIndex(OpClass("name", "gin_trgm_ops"), name="place_name_within"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def official_code(self) -> str:
        """The 12-digit code of the statistics bureau; a grid's keeps its own three digits behind."""
        return self.code.ljust(12, "0")


class Organisation(models.Model):
    """A body with duties: department, court, township platform, mediation committee …"""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("department")
        CENTRE = "centre", _("mediation centre")
        COURT = "court", _("court")
        PROCURATORATE = "procuratorate", _("procuratorate")
        TOWNSHIP = "township", _("township platform")
        VILLAGE = "village", _("village committee")
        COMMITTEE = "committee", _("mediation committee")
        BANK = "bank", _("bank")
        LAW_FIRM = "law_firm", _("law firm")
        COMPANY = "company", _("company")

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    function = models.CharField(
        max_length=40, blank=True, help_text=_("Department id of the taxonomy, or committee kind.")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="organisations")
    superior = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subordinates")
    credit_code = models.CharField(max_length=18, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "function", "place"], name="organisation_function")]
        constraints = [models.UniqueConstraint(fields=["name", "place"], name="organisation_once_a_place")]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """What an organisation must handle: a topic (category or item) in a place and all below it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="duties")
    topic = models.CharField(max_length=20)
    place = models.ForeignKey(Place, models.PROTECT, related_name="duties")
    part = models.CharField(max_length=10, choices=[("lead", _("lead")), ("joint", _("joint"))], default="lead")
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["topic", "place"], name="duty_topic_place")]
        constraints = [models.UniqueConstraint(fields=["organisation", "topic", "place"], name="duty_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.topic} {self.place_id}"


class Role(models.Model):
    """A named bundle of capabilities; what each bundle holds is data (`data/people/roles.yaml`)."""

    class Reach(models.TextChoices):
        PLACE = "place", _("all matters in the place")
        ORGANISATION = "organisation", _("matters its organisation handles")
        OWN = "own", _("matters assigned to the person")

    code = models.CharField(max_length=40, primary_key=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    reach = models.CharField(max_length=20, choices=Reach.choices)
    capabilities = ArrayField(models.CharField(max_length=40))

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """What the role is called, in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh


class PersonManager(BaseUserManager["Person"]):
    """Make persons; there is no superuser, because no one stands above the rules."""

    def create_person(self, *, name: str, username: str | None = None, password: str | None = None) -> "Person":
        """A new person, able to sign in with a password only if one is given."""
        person = self.model(name=name, username=username)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A human being; may have an account.

    `one_time_until` is until when a one-time password opens it; None once the person has chosen a password.
    """

    username = models.CharField(max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(max_length=80)
    phone = SealedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, unique=True, null=True)
    identity_number = SealedTextField(blank=True)
    identity_hash = models.CharField(max_length=64, null=True, db_index=True)
    email = SealedTextField(blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    one_time_until = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff_member(self) -> bool:
        """Whether the person works for an organisation today."""
        from concord.core.people.access import memberships_today

        return bool(memberships_today(self))


class Membership(models.Model):
    """Who acts for an organisation, in which role, where, from when to when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="membership_period"),
            models.UniqueConstraint(fields=["person", "organisation", "role", "starts"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role_id} {self.organisation_id}"


class SkillProfile(models.Model):
    """What a mediator is good at; the coordinator chooses by it, no one is ranked by it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="skills", primary_key=True)
    topics = ArrayField(models.CharField(max_length=20), default=list)
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    introduction = models.CharField(max_length=300, blank=True)
    most_open = models.PositiveSmallIntegerField(default=20)

    def __str__(self) -> str:
        return f"{self.person_id}"


class SavedFilter(models.Model):
    """A list's filter that a person keeps under a name, and may share by link."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_filters")
    screen = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "screen", "name"], name="saved_filter_once")]

    def __str__(self) -> str:
        return self.name
