"""Right and wrong answers for each kind of field, as JSON."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

FILE = {"id": "b1", "namn": "Underlag.pdf", "storlek": 1200, "typ": "application/pdf"}
REFERENCE = {"values": None, "valuesExpression": "=personer", "properties": {"reference": "person"}}
ANNA = {"id": 1, "namn": "Anna Ek"}
DATE, MOMENT = {"subtype": "date"}, {"subtype": "datetime"}
TODAY = {"validate": {"max": "=today()"}}

RIGHT = [
    ("textfield", {}, "  Hej  ", "Hej"),
    ("textfield", {}, "", None),
    ("textfield", {}, None, None),
    ("textarea", {}, "a\r\nb", "a\nb"),
    ("textfield", {"validate": {"pattern": "^[A-Z]", "patternErrorMessage": "x"}}, "A", "A"),
    ("textfield", {"validate": {"validationType": "email"}}, "a.b@region.se", "a.b@region.se"),
    ("textfield", {"validate": {"validationType": "phone"}}, "010-123 45 67", "010-123 45 67"),
    ("number", {}, 12, 12),
    ("number", {}, 12.5, 12.5),
    ("number", {}, "12.50", 12.5),
    ("number", {}, -0.0, 0),
    ("number", {}, 1e14, 100_000_000_000_000),
    ("number", {"serializeToString": True}, 12.5, "12.5"),
    ("number", {}, None, None),
    ("datetime", DATE, "2026-11-26", "2026-11-26"),
    ("datetime", {"subtype": "time"}, "14:30", "14:30"),
    ("datetime", {"subtype": "datetime"}, "2026-11-26T14:30", "2026-11-26T14:30"),
    ("datetime", DATE | {"disallowPassedDates": True}, "2026-11-26", "2026-11-26"),
    ("datetime", DATE | TODAY, "2026-11-26", "2026-11-26"),
    ("checkbox", {}, True, True),
    ("checkbox", {}, False, False),
    ("checkbox", {}, None, False),
    ("radio", {}, "ja", "ja"),
    ("select", {"values": None, "valuesExpression": "=personer"}, 1, 1),
    ("select", {"values": None, "valuesExpression": "=personer"}, "1", 1),
    ("select", REFERENCE, 1, ANNA),
    ("select", REFERENCE, "1", ANNA),
    ("select", REFERENCE, ANNA, ANNA),
    ("checklist", {}, ["nej", "nej"], ["nej"]),
    ("checklist", {}, None, []),
    ("taglist", REFERENCE, [2, 1], [{"id": 2, "namn": "Bo Lund"}, ANNA]),
    ("filepicker", {}, [FILE], [FILE]),
    ("filepicker", {"accept": ".docx, application/*"}, [FILE], [FILE]),
    ("filepicker", {"multiple": True}, [FILE, FILE | {"id": "b2"}], [FILE, FILE | {"id": "b2"}]),
    ("filepicker", {}, None, []),
]


@pytest.mark.parametrize(("kind", "properties", "answer", "expected"), RIGHT)
def test_a_right_answer_becomes_json_and_stays_the_same_when_checked_again(
    world, component, kind, properties, answer, expected
):
    one = world(component(kind, "svar", **properties))

    clean = one.clean({"svar": answer})

    assert json.loads(json.dumps(clean)) == {"svar": expected}
    assert one.clean(clean) == clean


WRONG = [
    ("textfield", {}, 7, "Skriv svaret som text."),
    ("textfield", {}, "a\x00b", "Ta bort osynliga styrtecken ur texten."),
    ("textfield", {}, "\ud800", "Ta bort osynliga styrtecken ur texten."),
    ("textfield", {"validate": {"maxLength": 3}}, "fyra", "Korta rubrik till högst 3 tecken, nu är det 4."),
    ("textfield", {"validate": {"minLength": 3}}, " ab ", "Skriv minst 3 tecken i rubrik."),
    ("textarea", {}, "x" * 20_001, "Korta rubrik till högst 20000 tecken, nu är det 20001."),
    (
        "textfield",
        {"validate": {"pattern": "^[A-Z]", "patternErrorMessage": "Börja stort."}},
        "a",
        "Börja stort.",
    ),
    (
        "textfield",
        {"validate": {"pattern": "^a", "patternErrorMessage": "Börja om."}},
        "a" * 201,
        "Börja om.",
    ),
    (
        "textfield",
        {"validate": {"validationType": "email"}},
        "namn",
        "Skriv en e-postadress, till exempel namn@regionen.se.",
    ),
    (
        "textfield",
        {"validate": {"validationType": "phone"}},
        "ring",
        "Skriv ett telefonnummer, till exempel 010-123 45 67.",
    ),
    ("number", {}, "tolv", "Skriv ett tal, till exempel 12,5."),
    ("number", {}, True, "Skriv ett tal, till exempel 12,5."),
    ("number", {}, float("nan"), "Skriv ett tal, till exempel 12,5."),
    ("number", {}, "9" * 101, "Skriv ett tal, till exempel 12,5."),
    ("number", {}, 1e16, "Skriv ett tal, till exempel 12,5."),
    ("number", {}, 1234567890123456, "Skriv talet med högst 15 siffror."),
    ("number", {"decimalDigits": 1}, 1.25, "Skriv talet med högst 1 decimaler."),
    ("number", {"decimalDigits": 0}, 1.5, "Skriv ett heltal, till exempel 120."),
    ("number", {"validate": {"min": 0.5}}, 0, "Skriv minst 0,5 i rubrik."),
    ("number", {"validate": {"max": 10}}, 11, "Skriv högst 10 i rubrik."),
    ("datetime", DATE, "26/11", "Skriv ett datum, till exempel 2026-11-26."),
    ("datetime", DATE, "2026-02-30", "Skriv ett datum, till exempel 2026-11-26."),
    ("datetime", DATE, 20261126, "Skriv ett datum, till exempel 2026-11-26."),
    (
        "datetime",
        DATE | {"disallowPassedDates": True},
        "2026-11-25",
        "Välj ett datum från och med i dag, 2026-11-26.",
    ),
    ("datetime", DATE | TODAY, "2026-11-27", "Välj ett datum senast 2026-11-26."),
    ("datetime", MOMENT | TODAY, "2026-11-27T08:00", "Välj ett datum senast 2026-11-26."),
    (
        "datetime",
        DATE | {"validate": {"max": "2026-10-31"}},
        "2026-11-01",
        "Välj ett datum senast 2026-10-31.",
    ),
    ("datetime", {"subtype": "time"}, "25:00", "Skriv ett klockslag, till exempel 14.30."),
    ("checkbox", {}, "ja", "Svara true eller false."),
    ("radio", {}, "kanske", "Välj ett av alternativen: Ja, Nej."),
    ("radio", {}, {"a": 1}, "Välj ett av alternativen: Ja, Nej."),
    ("radio", {}, ["ja"], "Välj ett av alternativen: Ja, Nej."),
    ("select", REFERENCE, 9, "Välj ett av alternativen: Anna Ek, Bo Lund."),
    ("select", REFERENCE, True, "Välj ett av alternativen: Anna Ek, Bo Lund."),
    (
        "select",
        {"values": None, "valuesExpression": "=ingenting"},
        9,
        "Det finns inget att välja här ännu. Lämna frågan tom.",
    ),
    ("checklist", {}, "ja", "Ange valen som en lista."),
    ("checklist", {}, ["ja", "kanske"], "Välj ett av alternativen: Ja, Nej."),
    ("filepicker", {}, "b1", "Ange filerna som en lista av {id, namn, storlek, typ}."),
    ("filepicker", {}, [FILE | {"väg": "/etc"}], "Ange filerna som en lista av {id, namn, storlek, typ}."),
    ("filepicker", {}, [FILE | {"storlek": -1}], "Ange filerna som en lista av {id, namn, storlek, typ}."),
    ("filepicker", {}, [FILE, FILE], "Lägg till högst 1 fil(er)."),
    ("filepicker", {"accept": ".docx,image/*"}, [FILE], "Byt ut Underlag.pdf: här går .docx,image/* bra."),
]


@pytest.mark.parametrize(("kind", "properties", "answer", "message"), WRONG)
def test_a_wrong_answer_is_told_what_to_do(world, component, kind, properties, answer, message):
    assert world(component(kind, "svar", **properties)).errors({"svar": answer}) == {"/svar": message}


MISSING = [
    ("textfield", {}, "Fyll i rubrik."),
    ("number", {}, "Fyll i rubrik, till exempel 120."),
    ("datetime", DATE, "Fyll i rubrik, till exempel 2026-11-26."),
    ("datetime", {"subtype": "time"}, "Fyll i rubrik, till exempel 14.30."),
    ("checkbox", {}, "Kryssa i rubrik."),
    ("radio", {}, "Välj rubrik."),
    ("checklist", {}, "Välj minst ett alternativ i rubrik."),
    ("filepicker", {}, "Lägg till minst en fil i rubrik."),
]


@pytest.mark.parametrize(("kind", "properties", "message"), MISSING)
@pytest.mark.parametrize("answers", [{}, {"svar": None}, {"svar": ""}])
def test_a_required_answer_is_asked_for(world, component, kind, properties, message, answers):
    assert world(component(kind, "svar", validate={"required": True}, **properties)).errors(answers) == {
        "/svar": message
    }


def test_a_required_box_must_be_ticked(world, component):
    assert world(component("checkbox", "svar", validate={"required": True})).errors({"svar": False}) == {
        "/svar": "Kryssa i rubrik."
    }


@pytest.mark.parametrize(
    ("label", "message"),
    [("FVL:s beslut", "Fyll i FVL:s beslut."), ("Vem beslutar?", "Fyll i ”Vem beslutar?”.")],
)
def test_messages_keep_abbreviations_and_quote_questions(world, component, label, message):
    assert world(component(key="svar", label=label, validate={"required": True})).errors({}) == {
        "/svar": message
    }


def test_typed_answers_have_numbers_and_dates_for_expressions(world, component, rows):
    one = world(
        component("number", "kostnad"),
        component("number", "konto", serializeToString=True),
        component("datetime", "dag", subtype="date"),
        component("datetime", "tid", subtype="time"),
        component("datetime", "mote", subtype="datetime"),
        {"type": "group", "path": "plan", "components": [rows(component("number", "timmar"))]},
    )
    clean = one.clean(
        {
            "kostnad": 0.1,
            "konto": "007.10",
            "dag": "2026-11-26",
            "tid": "14:30",
            "mote": "2026-11-26T14:30",
            "plan": {"rader": [{"timmar": 2}, {}]},
        }
    )

    assert one.form.typed(clean) == {
        "kostnad": Decimal("0.1"),
        "konto": Decimal("7.1"),
        "dag": date(2026, 11, 26),
        "tid": time(14, 30),
        "mote": datetime(2026, 11, 26, 14, 30),  # noqa: DTZ001 - answers have no zone
        "plan": {"rader": [{"timmar": Decimal(2)}, {"timmar": None}]},
    }


def test_today_is_the_day_in_sweden_also_where_it_is_yesterday_still(world, component):
    form = world(component("datetime", "dag", **DATE, disallowPassedDates=True))
    form.now = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert form.clean({"dag": "2026-11-26"}) == {"dag": "2026-11-26"}
    assert form.errors({"dag": "2026-11-25"}) == {"/dag": "Välj ett datum från och med i dag, 2026-11-26."}
