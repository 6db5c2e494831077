"""What a completion cannot do without: a step of plain SpiffWorkflow, six simple statements and a durable commit.

The plain library is used as its documentation says: its own parser and serializer, the specification in each state.
"""

import uuid
from typing import Final

import psycopg
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from benchmarks.two_steps import ANSWERS

_TABLES: Final = """
CREATE SCHEMA bare;
CREATE TABLE bare.person (id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE bare.instance (id uuid PRIMARY KEY, state text NOT NULL);
CREATE TABLE bare.task (id uuid PRIMARY KEY, instance_id uuid NOT NULL REFERENCES bare.instance, state text NOT NULL);
CREATE TABLE bare.submission (id uuid PRIMARY KEY, task_id uuid NOT NULL REFERENCES bare.task, answers text NOT NULL);
CREATE INDEX ON bare.task (instance_id);
CREATE INDEX ON bare.submission (task_id);
"""


class Plain:
    """The two-step model in plain SpiffWorkflow: state in, state out."""

    def __init__(self, bpmn: bytes, key: str) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(bpmn)
        self._serializer = BpmnWorkflowSerializer()
        workflow = BpmnWorkflow(parser.get_spec(key), parser.get_subprocess_specs(key))
        workflow.do_engine_steps()
        self.first: str = self._serializer.serialize_json(workflow)

    def complete(self, state: str) -> str:
        """Complete the task that is open and run on; return the new state."""
        workflow = self._serializer.deserialize_json(state)
        task = next(one for one in workflow.get_tasks(state=TaskState.READY) if one.task_spec.manual)
        task.data[task.task_spec.name] = dict(ANSWERS)
        task.run()
        workflow.do_engine_steps()
        after: str = self._serializer.serialize_json(workflow)
        return after


class Bare:
    """Completions with nothing around them."""

    def __init__(self, conninfo: str, plain: Plain) -> None:
        self._plain = plain
        self._person = uuid.uuid4()
        self._connection = psycopg.connect(conninfo)
        self._connection.execute(_TABLES)
        self._connection.execute("INSERT INTO bare.person VALUES (%s, 'Bar')", [self._person])
        self._connection.commit()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def start(self) -> tuple[uuid.UUID, uuid.UUID]:
        """Store a new instance and its open task, and return their ids."""
        instance, task = uuid.uuid4(), uuid.uuid4()
        self._connection.execute("INSERT INTO bare.instance VALUES (%s, %s)", [instance, self._plain.first])
        self._connection.execute("INSERT INTO bare.task VALUES (%s, %s, 'open')", [task, instance])
        self._connection.commit()
        return instance, task

    def complete(self, instance: uuid.UUID, task: uuid.UUID) -> uuid.UUID:
        """Complete the task: six statements around the engine's step, and a commit. Return the next task."""
        run, following = self._connection.execute, uuid.uuid4()
        run("SELECT name FROM bare.person WHERE id = %s", [self._person]).fetchone()
        found = run("SELECT state FROM bare.instance WHERE id = %s FOR UPDATE", [instance]).fetchone()
        if found is None:
            raise LookupError(instance)
        state = self._plain.complete(found[0])
        run("UPDATE bare.instance SET state = %s WHERE id = %s", [state, instance])
        run("UPDATE bare.task SET state = 'completed' WHERE id = %s", [task])
        run("INSERT INTO bare.submission VALUES (%s, %s, %s)", [uuid.uuid4(), task, repr(ANSWERS)])
        run("INSERT INTO bare.task VALUES (%s, %s, 'open')", [following, instance])
        self._connection.commit()
        return following
