from django.db import migrations

FORWARD = """
CREATE FUNCTION acts_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The record of acts is append-only.' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER acts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON acts_act
    FOR EACH STATEMENT EXECUTE FUNCTION acts_refuse_change();
CREATE FUNCTION acts_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('acts', COALESCE(NEW.matter_id, 0)::text); RETURN NULL; END $$;
CREATE TRIGGER acts_told AFTER INSERT ON acts_act FOR EACH ROW EXECUTE FUNCTION acts_announce();
"""
BACK = """
DROP TRIGGER acts_told ON acts_act; DROP FUNCTION acts_announce();
DROP TRIGGER acts_stay ON acts_act; DROP FUNCTION acts_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("acts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
