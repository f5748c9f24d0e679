from django.db import migrations

FORWARD = """
CREATE FUNCTION notices_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('notices', ''); RETURN NULL; END $$;
CREATE TRIGGER notices_told AFTER INSERT ON notices_notice FOR EACH STATEMENT EXECUTE FUNCTION notices_announce();
"""
BACK = "DROP TRIGGER notices_told ON notices_notice; DROP FUNCTION notices_announce();"


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_shield")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
