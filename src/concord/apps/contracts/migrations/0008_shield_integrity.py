from django.db import migrations

from concord.core.matters.shield import PERSON, SCOPE, shield, shield_by

# Whoever holds the duty today in the place of the alarm; a place of work alone opens nothing.
DUTY = f"""EXISTS (
    SELECT 1 FROM people_membership m
    JOIN people_role r ON r.code = m.role_id
    JOIN people_organisation o ON o.id = m.organisation_id
    WHERE m.person_id = {PERSON} AND 'see_integrity' = ANY (r.capabilities)
    AND m.starts <= (now() AT TIME ZONE 'Asia/Shanghai')::date
    AND (m.ends IS NULL OR m.ends >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
    AND contracts_integrityalarm.place LIKE COALESCE(m.place_id, o.place_id) || '%'
)"""  # noqa: S608  # our own names only
ALARM = "contracts_integrityalarm"


class Migration(migrations.Migration):
    dependencies = [("contracts", "0007_integrity"), ("matters", "0002_shield"), ("people", "0001_initial")]
    operations = [
        shield_by(ALARM, f"{SCOPE} = 'system' OR {DUTY}"),
        shield("contracts_evidence", "alarm_id", through=ALARM),
        shield("contracts_judged", "alarm_id", through=ALARM),
    ]
