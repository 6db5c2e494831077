"""Files are kept once, belong to the case they are handed in with, and are never shown as pages."""

import io

import demo
from flask.testing import FlaskClient
from robot import Robot

from engine.door import Engine


def _upload(
    robot: Robot, who: str, data: bytes = b"%PDF-1.7 test", name: str = "../../plan.pdf"
) -> dict[str, object]:
    answer = robot.client.post(
        "/api/v1/files", data={"file": (io.BytesIO(data), name, "application/pdf")}, headers=robot.people[who]
    )
    assert answer.status_code == 201, answer.get_data(as_text=True)
    reference: dict[str, object] = answer.json
    return reference


def test_a_file_is_handed_in_with_a_form_and_read_by_those_who_see_the_case(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    reference = _upload(robot, demo.LEAD)
    address = f"/api/v1/files/{reference['id']}"
    assert reference["namn"] == "plan.pdf"
    assert client.get(address, headers=robot.people["maria-lindqvist"]).status_code == 404

    robot.start(demo.LEAD, {**demo.START, "bilagor": [reference]})

    read = client.get(address, headers=robot.people["maria-lindqvist"])
    assert read.data == b"%PDF-1.7 test"
    assert (
        read.headers["Content-Disposition"] == "attachment; filename=\"plan.pdf\"; filename*=UTF-8''plan.pdf"
    )


def test_another_persons_file_can_not_be_handed_in(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    reference = _upload(robot, "maria-lindqvist")
    form = robot.get("/process-definitions/implementering/start-form", demo.LEAD)["form"]
    answers = robot.fill(form, {**demo.START, "bilagor": [reference]})

    refused = client.post(
        "/api/v1/cases",
        json={"process": "implementering", "answers": answers},
        headers=robot.people[demo.LEAD],
    )

    assert refused.status_code == 422
    assert "inte din" in refused.json["detail"]
    assert robot.get("/cases", demo.LEAD)["items"] == []


def test_empty_and_large_files_are_refused(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})

    for data, code in ((b"", 422), (b"x" * 5_000_001, 422), (b"x" * 7_000_000, 413)):
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        answer = client.post(
            "/api/v1/files",
            data=head + data + b"\r\n--b--\r\n",
            content_type="multipart/form-data; boundary=b",
            headers=robot.people[demo.LEAD],
        )
        assert answer.status_code == code
