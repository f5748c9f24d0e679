-- %(tasks)s tasks, %(open)s of them open, over one year back: runs of the shipped scenarios with their steps, and matters
-- with two plain tasks each. One row of `draft` is one task. A county draws its place, its bodies and their people from
-- the pools; half of what is open has been taken by somebody. Lights are told already, but for %(due)s that turn today.
CREATE TEMP TABLE run_draft ON COMMIT DROP AS
SELECT r AS n, v.version, v.code, v.nodes[1 : 17] AS nodes, r > %(runs)s * 0.4 AS is_open
FROM generate_series(1, %(runs)s) AS r JOIN pool_version v ON v.n = 1 + r %% (SELECT count(*) FROM pool_version);

CREATE TEMP TABLE draft ON COMMIT DROP AS
SELECT d.n AS matter_n, s.ord AS step, d.nodes[s.ord] AS node, d.is_open AND s.ord > cardinality(d.nodes) - 5 AS is_open
FROM run_draft d, LATERAL generate_series(1, cardinality(d.nodes)) AS s(ord);

CREATE TEMP TABLE plain_counts ON COMMIT DROP AS
SELECT %(tasks)s - count(*) AS tasks, (%(tasks)s - count(*) + 1) / 2 AS matters,
       %(open)s - count(*) FILTER (WHERE is_open) AS open FROM draft;

INSERT INTO draft
SELECT %(runs)s + (j + 1) / 2, 2 - j %% 2, NULL,
       (j %% 2 = 0 OR j = c.tasks) AND (j + 1) / 2 > c.matters - c.open
FROM plain_counts c, LATERAL generate_series(1, c.tasks) AS j;

CREATE TEMP TABLE matter_draft ON COMMIT DROP AS
WITH drawn AS (
    SELECT m AS n, %(matter)s + m AS id, random() AS age, 1 + floor(random() * (SELECT max(n) FROM pool_place))::int AS place_n,
           random() AS who, random() AS kind
    FROM generate_series(1, %(runs)s + (SELECT matters FROM plain_counts)) AS m
)
SELECT d.n, d.id, p.code AS place, p.county, d.age, o.is_open, c.bodies,
       c.bodies[1 + floor(d.who * d.who * cardinality(c.bodies))::int] AS lead,
       CASE WHEN d.n <= %(runs)s AND d.kind < 0.5 THEN 'enforcement' WHEN d.kind < 0.7 THEN 'dispute'
            WHEN d.kind < 0.95 THEN 'sighting' ELSE 'consultation' END AS kind
FROM drawn d JOIN pool_place p ON p.n = d.place_n JOIN pool_county c ON c.county = p.county
JOIN (SELECT matter_n, bool_or(is_open) AS is_open FROM draft GROUP BY 1) o ON o.matter_n = d.n;

CREATE TEMP TABLE task_draft ON COMMIT DROP AS
WITH drawn AS (
    SELECT d.*, m.id AS matter, m.age, m.bodies, m.lead, random() AS who, random() AS taken, random() AS pause,
           row_number() OVER () AS n, 10 + floor(random() * 30)::int AS days, random() AS gone
    FROM draft d JOIN matter_draft m ON m.n = d.matter_n
), placed AS (
    SELECT d.*, CASE WHEN d.node IS NULL THEN d.lead ELSE d.bodies[1 + floor(d.who * d.who * cardinality(d.bodies))::int] END AS body,
           CURRENT_DATE - CASE WHEN d.is_open THEN floor(d.gone * d.days * 1.1)::int ELSE 45 + floor(d.age * 300)::int - d.step END AS opened
    FROM drawn d
)
SELECT p.*, %(task)s + p.n AS id, b.people[1 + floor(p.taken * 2 * cardinality(b.people))::int] AS person,
       p.opened + (p.days * 0.7)::int AS yellow, p.opened + p.days AS due,
       CASE WHEN p.is_open AND p.pause < 0.02 THEN p.opened + 1 END AS paused
FROM placed p JOIN pool_body b ON b.id = p.body;

INSERT INTO matters_matter (id, number, kind, title, place_id, lead_id, stage, is_open, opened_at, closed_at, law_as_of, invented)
SELECT id, format('CS%%s-%%s', county, lpad(n::text, 8, '0')), kind, '测速事项' || n, place, lead,
       CASE WHEN is_open THEN 'handling' ELSE 'resolved' END, is_open, now() - interval '300 days' * age,
       CASE WHEN NOT is_open THEN now() END, CURRENT_DATE - 300, true
FROM matter_draft ORDER BY id;

INSERT INTO agenda_run (id, matter_id, version_id, facts, state, lead_id, started_at, ended_at)
SELECT %(run)s + d.n, m.id, d.version, '{}', CASE WHEN d.is_open THEN 'running' ELSE 'done' END, m.lead, now(),
       CASE WHEN NOT d.is_open THEN now() END
FROM run_draft d JOIN matter_draft m USING (n) ORDER BY d.n;

INSERT INTO agenda_task (id, matter_id, kind, title, organisation_id, person_id, opened_on, yellow_on, due_on, paused_on, warned, done_at)
SELECT id, matter, CASE WHEN node IS NULL THEN 'handle' ELSE 'step' END, coalesce('任务颗粒' || node, '办理'), body, person,
       opened, yellow, due, paused, CASE WHEN due < CURRENT_DATE THEN 'red' WHEN yellow <= CURRENT_DATE THEN 'yellow' ELSE '' END,
       CASE WHEN NOT is_open THEN (opened + days) + interval '9 hours' END
FROM task_draft ORDER BY opened, id;

UPDATE agenda_task SET warned = CASE warned WHEN 'red' THEN 'yellow' ELSE '' END WHERE id IN (
    SELECT id FROM agenda_task WHERE done_at IS NULL AND paused_on IS NULL AND warned <> '' ORDER BY random() LIMIT %(due)s);

INSERT INTO agenda_step (run_id, matter_id, node, round, state, task_id, stated, extra_days, unanswered)
SELECT %(run)s + matter_n, matter, node, 1, CASE WHEN is_open THEN 'open' ELSE 'done' END, id, '{}', 0, false
FROM task_draft WHERE node IS NOT NULL ORDER BY id;

INSERT INTO matters_involvement (matter_id, organisation_id, part, since)
SELECT DISTINCT matter, body, 'joint', now() FROM task_draft WHERE body <> lead;

INSERT INTO acts_act (at, kind, matter_id, actor_name, payload, visibility)
SELECT opened + interval '9 hours', CASE WHEN is_open THEN 'StepOpened' ELSE 'StepDone' END, matter, '',
       jsonb_build_object('step_id', id, 'step', '任务颗粒', 'round', 1), 'parties'
FROM task_draft ORDER BY opened, id;

INSERT INTO acts_bookmark (reader, xact, act_id) SELECT 'relay', pg_current_xact_id(), max(id) FROM acts_act
ON CONFLICT (reader) DO UPDATE SET xact = EXCLUDED.xact, act_id = EXCLUDED.act_id;
SELECT setval(pg_get_serial_sequence('matters_matter', 'id'), (SELECT max(id) FROM matters_matter));
SELECT setval(pg_get_serial_sequence('agenda_run', 'id'), (SELECT max(id) FROM agenda_run));
SELECT setval(pg_get_serial_sequence('agenda_task', 'id'), (SELECT max(id) FROM agenda_task));
