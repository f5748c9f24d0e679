"""Shape of connected sources, of the jobs that take their records in, and of the rows that were refused."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.core.exchange.mapped import sentence_of
from concord.core.exchange.mapping import PULLED, Mapped
from concord.core.exchange.reading import mappings
from concord.core.matters.models import Matter
from concord.core.people.models import Person, Place
from concord.core.people.sealed import SealedTextField


class Feed(models.Model):
    """A source connected to a place: where it is, the key shared with it, and the account in whose name it reports.

    `mark` is where the next job begins, in the words of the outside protocol.
    """

    source = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    url = models.CharField(max_length=300, blank=True)
    key = SealedTextField(blank=True)
    keeper = models.ForeignKey(Person, models.PROTECT, related_name="+")
    mark = models.JSONField(default=dict)
    failures = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    connected_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "place"], name="feed_once_a_place")]
        indexes = [models.Index(fields=["next_at"], name="feed_due", condition=Q(stopped_at=None))]

    def __str__(self) -> str:
        return f"{self.source} {self.place_id}"

    @property
    def mapped(self) -> Mapped:
        """How its records are read."""
        return mappings()[self.source]

    @property
    def is_pulled(self) -> bool:
        """Whether the platform fetches its records by itself."""
        return self.mapped.arrives.by in PULLED


class ImportJob(models.Model):
    """One taking in: page after page, each in a transaction of its own, so that it goes on where it was.

    `mark` is where the next page begins. `push_key` is the digest of a signed push: the same one again is this job.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")
        DONE = "done", _("done")

    class Via(models.TextChoices):
        PULL = "pull", _("fetched")
        PUSH = "push", _("sent by the source")
        FILE = "file", _("from a file")
        HERE = "here", _("from a file on the server")
        AGAIN = "again", _("refused rows again")

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="jobs", db_index=False)
    via = models.CharField(max_length=8, choices=Via.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    mark = models.JSONField(default=dict)
    filename = models.CharField(max_length=120, blank=True)
    push_key = models.CharField(max_length=64, null=True)
    pages = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "push_key"], name="import_push_once"),
            models.UniqueConstraint(
                fields=["feed"], name="import_pull_alone", condition=Q(state="running", via="pull")
            ),
        ]
        indexes = [models.Index(fields=["feed", "-id"], name="import_feed")]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.pk}"

    @property
    def seen(self) -> int:
        """How many records it has seen."""
        return self.made + self.changed + self.same + self.rejected

    @property
    def goes_on(self) -> bool:
        """Whether it can be gone on with from a screen: it was stopped or failed, and what it reads is within reach."""
        return self.state in {self.State.STOPPED, self.State.FAILED} and self.via != self.Via.HERE


class FileRow(models.Model):
    """A row of an uploaded file that waits to be taken in; without what is never taken over, and gone when it was."""

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="waiting", db_index=False)
    number = models.PositiveIntegerField()
    row = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="file_row_once")]

    def __str__(self) -> str:
        return f"{self.job_id} {self.number}"


class SourceRecord(models.Model):
    """A record of an outside system and the matter it became; `fingerprint` tells whether it was changed since.

    `row` is what of it is read, as it was received last: by which job, as which of its rows.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="records", db_index=False)
    outside_id = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    job = models.ForeignKey(ImportJob, models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.PositiveIntegerField(default=0)
    row = SealedTextField(blank=True)
    taken_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "outside_id"], name="source_record_once")]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.outside_id}"


class RejectedRow(models.Model):
    """A row that could not be taken in: which one, which of its fields, and why in a sentence.

    The same row refused again stays one row, and moves to the newest job. `row` is gone once it was mended.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="rejected", db_index=False)
    job = models.ForeignKey(ImportJob, models.PROTECT, related_name="rejected_rows")
    number = models.PositiveIntegerField()
    outside_id = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    field = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=400)
    names = models.JSONField(default=dict)
    row = SealedTextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    mended_at = models.DateTimeField(null=True)
    mended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "digest"], name="rejected_once", condition=Q(mended_at=None))
        ]
        indexes = [models.Index(fields=["feed", "-id"], name="rejected_open", condition=Q(mended_at=None))]

    def __str__(self) -> str:
        return f"{self.job_id} {self.number}"

    @property
    def reason(self) -> str:
        """Why it was refused, in the reader's language."""
        return sentence_of(self.form, self.names)

    @property
    def columns(self) -> tuple[str, ...]:
        """The outside fields from which the refused field is read."""
        reading = self.feed.mapped.reading(self.field)
        return reading.columns if reading else ()
