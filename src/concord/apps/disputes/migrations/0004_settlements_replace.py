from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disputes", "0003_follow_codes_move_to_parties")]

    operations = [
        migrations.AlterField(
            "settlement",
            "status",
            models.CharField(
                choices=[
                    ("signing", "being signed"),
                    ("signed", "signed by all"),
                    ("recalled", "recalled before all had signed"),
                    ("replaced", "replaced by a later one"),
                ],
                default="signing",
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint("settlement", "settlement_one_live"),
        migrations.AddConstraint(
            "settlement",
            models.UniqueConstraint(
                fields=["dispute", "status"],
                name="settlement_one_live",
                condition=models.Q(status__in=["signing", "signed"]),
            ),
        ),
    ]
