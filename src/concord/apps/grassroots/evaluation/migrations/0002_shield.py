from django.db import migrations

from concord.core.matters.shield import shield

FORWARD = """
CREATE FUNCTION evaluation_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was published never changes.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER formulae_stay BEFORE UPDATE OR DELETE ON evaluation_formulaversion
    FOR EACH ROW EXECUTE FUNCTION evaluation_keep();
CREATE TRIGGER sheets_stay BEFORE UPDATE OR DELETE ON evaluation_sheet
    FOR EACH ROW EXECUTE FUNCTION evaluation_keep();
CREATE TRIGGER figures_stay BEFORE UPDATE OR DELETE ON evaluation_figure
    FOR EACH ROW EXECUTE FUNCTION evaluation_keep();
"""
BACK = """
DROP TRIGGER figures_stay ON evaluation_figure; DROP TRIGGER sheets_stay ON evaluation_sheet;
DROP TRIGGER formulae_stay ON evaluation_formulaversion; DROP FUNCTION evaluation_keep();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial"), ("matters", "0002_shield")]
    operations = [migrations.RunSQL(FORWARD, BACK), shield("evaluation_counted")]
