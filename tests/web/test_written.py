from engine.errors import ConflictError, FieldError, InvalidError
from forms.text import Text
from web.written import refused, row_id

SAID = Text("Fyll i timmar.", "Fill in hours.")


def test_a_pointer_becomes_the_place_of_the_question() -> None:
    error = InvalidError("Fel.", "Faults.", (FieldError("/answers/rader/0/timmar~1kostnad", SAID),))

    written = refused({"rader": [{}]}, error, 422)

    assert written.errors[0].path == ("rader", 0, "timmar/kostnad")
    assert written.errors[0].message == SAID
    assert written.notice is None


def test_a_refusal_of_the_whole_is_told_above_the_form() -> None:
    error = ConflictError("Någon hann före.", "Somebody was first.")

    written = refused({"a": 1}, error, 409)

    assert (written.answers, written.errors, written.notice) == ({"a": 1}, (), error.text)


def test_a_row_is_found_by_its_name() -> None:
    assert row_id("rader.0") == "f-rader-0"
    assert row_id(None) is None
