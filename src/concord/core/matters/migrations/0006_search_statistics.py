"""What is rare among the search words must be known to the planner as rare: with the usual sample it took a number that
one matter in a million has for one of thousands, and walked through all of them (5 s; with this sample 10 ms)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matters", "0005_own_acts_without_a_matter")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE matters_searchentry ALTER bigrams SET STATISTICS 1000",
            "ALTER TABLE matters_searchentry ALTER bigrams SET STATISTICS -1",
        )
    ]
