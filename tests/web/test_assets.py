import gzip
import re
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine
from engine.queries.rows import TaskRow
from web.assets import SHEETS, STATIC
from web.pages.inbox import PAGE

Browse = Callable[[str], FlaskClient]
PACKED = {"Accept-Encoding": "gzip"}
FIRST, AGAIN = 60_000, 10_000
# What a server and its policy say of each answer.
HEAD = 700
# More tasks like one, each with a name of its own: what is repeated weighs nothing.
LIKE_IT = text("""
INSERT INTO task (id, case_id, instance_id, element, name, name_en, item, seat_id, mandate, form, state, due_at, created_at)
SELECT gen_random_uuid(), case_id, instance_id, element, name || ' ' || substr(md5(n::text), 1, 12), name_en, item, seat_id, mandate, form,
       state, due_at + n * interval '1 day', created_at
  FROM task, generate_series(1, :many) n WHERE id = :task
""")


def test_a_full_inbox_is_small_at_first_and_smaller_the_second_time(
    engine: Engine, browse: Browse, decision: TaskRow
) -> None:
    with engine.database.transaction() as connection:
        connection.execute(LIKE_IT, {"many": PAGE, "task": decision.id})
    client = browse("maria-lindqvist")
    page = client.get("/inkorg", headers=PACKED)
    html = gzip.decompress(page.data).decode()
    assert html.count('name="task"') == PAGE
    assert "Visa fler" in html
    files = set(re.findall(r'"(/assets/[^"]+)"', html))
    assert len(files) == 5

    again = loaded = len(page.data) + HEAD
    for file in files:
        with client.get(file, headers=PACKED) as answer:
            loaded += len(answer.data) + HEAD

    assert loaded < FIRST
    assert again < AGAIN


def test_whoever_cannot_unpack_gets_it_plain(browse: Browse) -> None:
    answer = browse("maria-lindqvist").get("/inkorg")

    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.text.startswith("<!doctype html>")


def test_every_style_sheet_is_sent(nobody: FlaskClient) -> None:
    assert set(SHEETS) == {path.stem for path in (STATIC / "css").glob("*.css")}
    sheet = nobody.get("/assets/rals.css").text
    assert ":root" in sheet
    # What is for those who write the sheets stays at home.
    assert "/*" not in sheet
    assert "\n " not in sheet
    assert re.search(r'url\("/assets/fonts/source-sans-3.woff2\?v=\w+"\)', sheet)
