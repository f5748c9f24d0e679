-- Disputes %(first)s to %(last)s, believable in spread: three years back, most of them closed, the newest open; places by
-- the weighed sample, words and proposals from the invented corpus. One row of `filler` is one dispute. Columns that
-- are not named here have the models' own defaults while this runs.
CREATE TEMP TABLE filler ON COMMIT DROP AS
WITH drawn AS (
    SELECT i AS id, random() AS fate, random() AS path, random() AS who,
           1 + floor(random() * (SELECT max(n) FROM pool_place))::int AS place_n,
           1 + floor(random() * (SELECT max(n) FROM pool_text))::int AS text_n,
           1 + floor(random() * (SELECT max(n) FROM pool_name))::int AS name_n,
           1 + floor(random() * (SELECT max(n) FROM pool_firm))::int AS firm_n,
           now() - interval '1 hour'
               - interval '3 years' * (1 - (i - %(first)s + 1)::float8 / (%(last)s - %(first)s + 1)) AS opened_at
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS i
), told AS (
    SELECT d.id, d.opened_at, d.who, p.code AS place, c.county, c.department, c.committee,
           c.mediators[1 + floor(d.who * array_length(c.mediators, 1))::int] AS mediator,
           t.words, t.item, t.category, t.proposal, n.words AS applicant, f.words AS respondent,
           t.bigrams || n.bigrams || f.bigrams AS bigrams,
           format('JF%%s-%%s-%%s', c.county, to_char(d.opened_at, 'YYYYMMDD'), lpad(d.id::text, 7, '0')) AS number,
           CASE
               WHEN d.opened_at > now() - interval '3 days' AND d.fate < 0.7 THEN 'reported'
               WHEN d.opened_at > now() - interval '40 days' AND d.fate < 0.6 OR d.fate < 0.01
               THEN (ARRAY['accepted', 'handling', 'handling', 'assigned', 'mediating', 'mediating', 'signing',
                           'performing'])[1 + floor(d.path * 8)::int]
               ELSE (ARRAY['resolved', 'resolved', 'resolved', 'fulfilled', 'fulfilled', 'ended', 'refused',
                           'withdrawn'])[1 + floor(d.path * 8)::int]
           END AS stage
    FROM drawn d
    JOIN pool_place p ON p.n = d.place_n
    JOIN pool_county c ON c.county = p.county
    JOIN pool_text t ON t.n = d.text_n
    JOIN pool_name n ON n.n = d.name_n
    JOIN pool_firm f ON f.n = d.firm_n
)
SELECT told.*, s.*, CASE WHEN s.handled THEN department WHEN s.mediated THEN committee END AS lead
FROM told, LATERAL (SELECT
    stage NOT IN ('resolved', 'fulfilled', 'ended', 'refused', 'withdrawn') AS is_open,
    stage IN ('handling', 'resolved') AS handled,
    stage IN ('assigned', 'mediating', 'signing', 'performing', 'fulfilled', 'ended') AS mediated) AS s;

INSERT INTO matters_matter (id, number, kind, title, topic, place_id, lead_id, stage, is_open, opened_at, closed_at,
                            yellow_on, due_on, law_as_of, invented)
SELECT id, number, 'dispute', left(words, 39) || '…', CASE stage WHEN 'reported' THEN '' ELSE item END, place, lead, stage,
       is_open, opened_at, CASE WHEN NOT is_open THEN opened_at + interval '20 days' * (0.2 + who) END,
       CASE WHEN is_open THEN opened_at::date + 15 END, CASE WHEN is_open THEN opened_at::date + 30 END,
       opened_at::date, true
FROM filler ORDER BY id;

INSERT INTO disputes_dispute (matter_id, words, amount, category, proposal, committee_id, mediator_id, ended_because)
SELECT id, words, round((who * 90000)::numeric, 2), CASE stage WHEN 'reported' THEN '' ELSE category END, proposal,
       CASE WHEN mediated THEN committee END, CASE WHEN mediated THEN mediator END,
       CASE stage WHEN 'ended' THEN 'deadlock' WHEN 'refused' THEN 'refused' WHEN 'withdrawn' THEN 'withdrawn' ELSE '' END
FROM filler ORDER BY id;

INSERT INTO matters_party (matter_id, side, name, name_key, phone_hash, joined_at)
SELECT id, 'applicant', applicant, applicant, encode(sha256(id::text::bytea), 'hex'), opened_at FROM filler
UNION ALL
SELECT id, 'respondent', respondent, respondent, NULL, opened_at FROM filler;

INSERT INTO disputes_report (dispute_id, party_id, words, channel, reported_at)
SELECT f.id, p.id, f.words, 'window', f.opened_at
FROM filler f JOIN matters_party p ON p.matter_id = f.id AND p.side = 'applicant';

INSERT INTO matters_searchentry (matter_id, kind, place, bigrams)
SELECT id, 'dispute', place, to_tsvector('simple', replace(number, '-', ' ')) || bigrams FROM filler;

INSERT INTO matters_involvement (matter_id, person_id, part, since)
SELECT id, mediator, 'mediator', opened_at FROM filler WHERE mediated;

INSERT INTO agenda_task (matter_id, kind, organisation_id, person_id, opened_on, yellow_on, due_on, done_at)
SELECT id, CASE WHEN mediated THEN 'mediate' ELSE 'handle' END, lead, CASE WHEN mediated THEN mediator END,
       opened_at::date, opened_at::date + 15, opened_at::date + 30,
       CASE WHEN NOT is_open THEN opened_at + interval '20 days' END
FROM filler WHERE lead IS NOT NULL;

INSERT INTO acts_act (at, kind, matter_id, actor_name, payload, visibility)
SELECT opened_at, 'ReportReceived', id, applicant, '{"channel": "window"}', 'parties' FROM filler
UNION ALL
SELECT opened_at + interval '1 day', 'DisputeAccepted', id, '',
       jsonb_build_object('item', item, 'item_name', item, 'place_name', place, 'corrected', false), 'parties'
FROM filler WHERE stage <> 'reported';

INSERT INTO acts_bookmark (reader, xact, act_id) SELECT 'relay', pg_current_xact_id(), max(id) FROM acts_act
ON CONFLICT (reader) DO UPDATE SET xact = EXCLUDED.xact, act_id = EXCLUDED.act_id;
SELECT setval(pg_get_serial_sequence('matters_matter', 'id'), %(last)s);
SELECT setval('matters_number', greatest(nextval('matters_number'), %(last)s));
