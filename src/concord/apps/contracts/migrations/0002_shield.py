from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial"), ("matters", "0002_shield")]
    operations = [
        shield("contracts_contract"),
        shield("contracts_award", "contract_id"),
        shield("contracts_version", "contract_id"),
        shield("contracts_finding", "version_id", through="contracts_version"),
        shield("contracts_review", "contract_id"),
        shield("contracts_copy", "contract_id"),
        shield("contracts_plannedstep", "contract_id"),
    ]
