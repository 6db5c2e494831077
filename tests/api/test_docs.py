"""The API tells what it can do, to programs and to people, and both say the same."""

from flask.testing import FlaskClient


def test_every_call_stands_on_the_page_for_people(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").json
    page = client.get("/api/docs").get_data(as_text=True)

    calls = {
        f"{method.upper()} {path}"
        for path, ways in described["paths"].items()
        for method in ways
        if method != "parameters"
    }
    assert len(calls) > 20
    assert {call for call in calls if f"<code>{call}</code>" not in page} == set()


def test_every_call_says_what_it_does_and_what_it_answers(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").json["paths"]

    for path, ways in paths.items():
        for method, operation in ways.items():
            if method != "parameters":
                assert operation["summary"], (method, path)
                assert any(code.startswith("2") for code in operation["responses"]), (method, path)
