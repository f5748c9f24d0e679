from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("disputes", "0004_settlements_replace")]
    operations = [
        shield("disputes_instalment", "settlement_id", through="disputes_settlement"),
        shield("disputes_offeranswer", "offer_id", through="disputes_offer"),
    ]
