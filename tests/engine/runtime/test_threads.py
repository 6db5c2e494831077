"""Threads share a model: it is read, never written."""

import threading

from tests.engine.runtime.small import Case, model

BUSY = """<startEvent id="s"/><exclusiveGateway id="m"/><parallelGateway id="g"/><userTask id="a"/>
<userTask id="b"><multiInstanceLoopCharacteristics rals:collection="[1, 2, 3]" rals:item="i"/></userTask><parallelGateway id="j"/>
<subProcess id="sp"><multiInstanceLoopCharacteristics isSequential="true" rals:collection="[1, 2]" rals:item="k"/><startEvent id="s2"/>
<userTask id="c"/><endEvent id="e2"/><sequenceFlow id="i1" sourceRef="s2" targetRef="c"/><sequenceFlow id="i2" sourceRef="c" targetRef="e2"/></subProcess>
<exclusiveGateway id="x" default="x__m"/><endEvent id="e"/>"""


def test_threads_share_a_model_and_write_nothing_to_it():
    made = model(BUSY, "s > m > g > a > j > sp > x > m\ng > b > j\nx > e : a.n = 30")
    before = _written(made)
    results, failures = [], []

    def work():
        try:
            case = Case(made)
            for number in range(1, 31):
                for name in ("b", "a", "b", "b", "c", "c"):
                    case.complete(name, {"n": number})
            results.append((case.run.done, dict(case.run.data)))
        except Exception as error:  # noqa: BLE001  told to the test below
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert results == [(True, {"a": {"n": 30}})] * 4
    assert _written(made) == before


def _written(made):
    """Everything that a run could change on a spec that all share."""
    return [
        (
            name,
            spec.name,
            repr(sorted(vars(spec).items(), key=lambda item: item[0])),
            len(spec.completed_event.weak_subscribers or ()),
        )
        for name, process_spec in [("", made.spec), *made.subs.items()]
        for spec in process_spec.task_specs.values()
    ]
