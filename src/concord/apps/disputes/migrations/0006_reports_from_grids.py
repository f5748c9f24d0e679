from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('disputes', '0005_shield_promises_and_answers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='report',
            name='channel',
            field=models.CharField(choices=[('qr', 'QR code'), ('web', 'web page'), ('window', 'window'), ('hotline', 'hotline'), ('api', 'API'), ('grid', 'grid worker')], max_length=10),
        ),
    ]
