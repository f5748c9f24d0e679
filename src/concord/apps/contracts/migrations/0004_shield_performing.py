from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_performing"), ("matters", "0002_shield")]
    operations = [
        shield("contracts_payment", "contract_id"),
        shield("contracts_happening", "contract_id"),
        shield("contracts_alarm", "contract_id"),
    ]
