"""Search entries with marks of kind, places and blocks in one index; a trigger keeps the place as the matter has it."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import F, Func

MARKS = """CREATE FUNCTION matters_marks(kind text, place text, id bigint) RETURNS text[] IMMUTABLE PARALLEL SAFE
LANGUAGE sql AS $$
    SELECT ARRAY[kind, left(place, 4), left(place, 6), left(place, 9), left(place, 12), place,
                 '12#' || (id >> 12), '16#' || (id >> 16), '20#' || (id >> 20)]
$$"""
FILL = """UPDATE matters_searchentry e SET kind = m.kind, place = m.place_id
FROM matters_matter m WHERE m.id = e.matter_id"""
FOLLOW = """CREATE FUNCTION matters_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE matters_searchentry SET place = NEW.place_id WHERE matter_id = NEW.id AND place <> NEW.place_id;
    RETURN NULL;
END $$;
CREATE TRIGGER matters_entry_follows AFTER UPDATE OF place_id ON matters_matter
FOR EACH ROW WHEN (OLD.place_id IS DISTINCT FROM NEW.place_id) EXECUTE FUNCTION matters_entry_follows()"""
FORGET = "DROP TRIGGER matters_entry_follows ON matters_matter; DROP FUNCTION matters_entry_follows()"


def _named(length):
    return models.CharField(max_length=length, db_collation="C", default="")


MARKED = models.GeneratedField(
    expression=Func(F("kind"), F("place"), F("matter_id"), function="matters_marks"),
    output_field=django.contrib.postgres.fields.ArrayField(models.TextField()),
    db_persist=True,
)
FOUND_BY = django.contrib.postgres.indexes.GinIndex(
    fields=["bigrams", "marks"], gin_pending_list_limit=512, name="search_bigrams"
)


class Migration(migrations.Migration):
    dependencies = [("matters", "0010_alter_matter_kind")]
    operations = [
        migrations.RunSQL(MARKS, "DROP FUNCTION matters_marks"),
        migrations.RemoveIndex("searchentry", "search_bigrams"),
        migrations.RemoveField("searchentry", "county"),
        migrations.AddField("searchentry", "kind", _named(16), preserve_default=False),
        migrations.AddField("searchentry", "place", _named(15), preserve_default=False),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddField("searchentry", "marks", MARKED),
        migrations.AddIndex("searchentry", FOUND_BY),
        migrations.RunSQL(FOLLOW, FORGET),
        migrations.AddIndex("matter", models.Index(fields=["county", "-id"], name="matter_newest")),
        migrations.AddIndex("matter", models.Index(fields=["kind", "stage", "-id"], name="matter_stage")),
    ]
