"""Where a step leads: to the next task in the case, or to the case."""

from http import HTTPStatus

from flask import redirect
from werkzeug.wrappers import Response as AnyResponse

from engine.receipt import Receipt
from forms.text import Text
from web import session


def onward(receipt: Receipt, name: Text, recall: str | None = None) -> AnyResponse:
    """Lead on after a step: to the next task in the case that is the person's own, else to the case.

    `recall` is the page of the task that was handed in, where it can be taken back.
    """
    case = f"/arenden/{receipt.case['id']}"
    if receipt.incident:
        why = Text(**receipt.incident["why"])
        session.tell(
            "trouble",
            Text(
                f"Dina svar är sparade, men processen kunde inte gå vidare: {why.sv} En administratör får försöka"
                " igen under Drift.",
                f"Your answers are kept, but the process could not go on: {why.en} An administrator has to try"
                " again under Operations.",
            ),
        )
        return redirect(case, HTTPStatus.SEE_OTHER)
    if receipt.next:
        session.tell(
            "done",
            Text(
                f"Klart: {name.sv}. Här är nästa uppgift i ärendet.",
                f"Done: {name.en}. Here is the next task.",
            ),
            recall,
        )
        return redirect(f"/uppgifter/{receipt.next[0]['id']}", HTTPStatus.SEE_OTHER)
    session.tell("done", Text(f"Klart: {name.sv}.", f"Done: {name.en}."), recall)
    return redirect(case, HTTPStatus.SEE_OTHER)
