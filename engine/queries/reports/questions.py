"""Which questions of a status report still need a decision, as pieces of SQL."""

from typing import Final

# The answer of the assignment owner to a question (q) of a report (r): in the task for it, since the report came.
_ANSWER: Final = """(SELECT max(d.outcome) FROM task t JOIN decision d ON d.task_id = t.id
   WHERE t.case_id = r.case_id AND t.form = 'f_beslut_i_uppdraget' AND t.state = 'completed'
     AND t.item = q.value->>'fraga' AND t.created_at >= r.submitted_at)"""
# The open tasks where questions of a case (c) are decided, by the question: the id, and the day when it is due.
ASKED: Final = """(SELECT jsonb_object_agg(t.item, jsonb_build_object(
     'id', t.id, 'due', (t.due_at AT TIME ZONE 'Europe/Stockholm')::date) ORDER BY t.created_at)
    FROM task t WHERE t.case_id = c.id AND t.form = 'f_beslut_i_uppdraget' AND t.state = 'open' AND t.item IS NOT NULL)"""
# What was raised from a report (r) has been answered.
ANSWERED: Final = "EXISTS (SELECT FROM escalation e WHERE e.report_id = r.id AND e.state <> 'pagar')"
# The assignment owner has said why a report (r) is not raised.
KEPT: Final = """EXISTS (SELECT FROM submission w WHERE w.case_id = r.case_id AND w.form = 'f_overvag_eskalering' AND w.undone_at IS NULL
   AND w.submitted_at >= r.submitted_at AND w.answers->>'vag' = 'avsta')"""
# What was raised from a report (r), or about its case, and waits for an answer: the report, and what was described.
RAISED: Final = """(SELECT jsonb_agg(jsonb_build_array(e.report_id, e.content->>'beskrivning')) FROM escalation e
   WHERE e.about_id = r.case_id AND e.state = 'pagar')"""
# Inside the frame the owner's answer settles a question, unless the answer is to raise it; beyond the frame what came of raising it.
OPEN: Final = f"""(SELECT jsonb_agg(q.value ORDER BY coalesce(q.value->>'senast', '9999'), q.place)
  FROM jsonb_array_elements(coalesce(r.content->'beslut_som_behovs', '[]')) WITH ORDINALITY AS q(value, place)
 CROSS JOIN LATERAL (SELECT {_ANSWER} AS answer) a
 WHERE CASE WHEN a.answer <> 'lyft' THEN false
            WHEN a.answer = 'lyft' OR q.value->>'ram' IS DISTINCT FROM 'inom_ram' THEN NOT ({ANSWERED} OR {KEPT}) ELSE true END)"""  # noqa: S608  constants
