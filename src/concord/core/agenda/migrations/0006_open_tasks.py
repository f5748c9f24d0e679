from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("agenda", "0005_scenarios_shield")]
    operations = [
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["matter"],
                name="task_open",
                condition=Q(done_at=None),
                include=["organisation", "yellow_on", "due_on", "paused_on"],
            ),
        ),
    ]
