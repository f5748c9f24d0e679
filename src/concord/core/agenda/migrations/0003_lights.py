from django.db import migrations, models
from django.db.models import Case, ExpressionWrapper, F, Q, When
from django.db.models.functions import Coalesce

DAY_AFTER_DUE = ExpressionWrapper(F("due_on") + 1, models.DateField())


class Migration(migrations.Migration):
    dependencies = [("agenda", "0002_shield")]
    operations = [
        migrations.AddField(
            "task",
            "warned",
            models.CharField(
                blank=True,
                choices=[("", "not yet"), ("yellow", "due soon"), ("red", "late")],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            "task",
            "turns_on",
            models.GeneratedField(
                db_persist=True,
                expression=Case(
                    When(warned="", then=Coalesce(F("yellow_on"), DAY_AFTER_DUE)),
                    When(warned="yellow", then=DAY_AFTER_DUE),
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(fields=["turns_on"], name="task_turns", condition=Q(done_at=None, turns_on__isnull=False)),
        ),
    ]
