

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('disputes', '0002_shield'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='report',
            name='follow_hash',
        ),
    ]
