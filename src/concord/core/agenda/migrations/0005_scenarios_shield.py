from django.db import migrations

from concord.core.matters.shield import shield

FORWARD = """
CREATE FUNCTION agenda_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.code, NEW.version, NEW.title, NEW.source, NEW.published_at)
       IS NOT DISTINCT FROM (OLD.id, OLD.code, OLD.version, OLD.title, OLD.source, OLD.published_at)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'A published scenario never changes.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER scenarios_stay BEFORE UPDATE OR DELETE ON agenda_scenarioversion
    FOR EACH ROW EXECUTE FUNCTION agenda_keep_published();
"""
BACK = """
DROP TRIGGER scenarios_stay ON agenda_scenarioversion; DROP FUNCTION agenda_keep_published();
"""


class Migration(migrations.Migration):
    dependencies = [("agenda", "0004_scenarios"), ("matters", "0002_shield")]
    operations = [
        migrations.RunSQL(FORWARD, BACK),
        shield("agenda_run"),
        shield("agenda_step"),
        shield("agenda_demand"),
        shield("agenda_deliverable", "step_id", through="agenda_step"),
        shield("agenda_timerequest", "step_id", through="agenda_step"),
    ]
