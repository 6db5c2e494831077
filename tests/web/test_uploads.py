"""A file chosen on a page is kept at once and stays chosen, whatever becomes of the form."""

import io
from collections.abc import Callable

from flask.testing import FlaskClient

Browse = Callable[[str], FlaskClient]
START = "/arenden/starta/implementering"


def test_a_chosen_file_stays_chosen_when_the_form_is_refused(browse: Browse) -> None:
    client = browse("hanna-virtanen")

    answer = client.post(
        START,
        data={"_action": "start", "rubrik": "Med bilaga", "bilagor": (io.BytesIO(b"hej"), "plan.txt")},
        content_type="multipart/form-data",
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<li>plan.txt<input" in page
    assert "Med bilaga" in page


def test_an_empty_file_is_refused_with_what_was_written(browse: Browse) -> None:
    client = browse("hanna-virtanen")

    answer = client.post(
        START,
        data={"_action": "start", "rubrik": "Tom bilaga", "bilagor": (io.BytesIO(b""), "tom.txt")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert "Välj en fil med namn och innehåll" in answer.get_data(as_text=True)
    assert "Tom bilaga" in answer.get_data(as_text=True)
