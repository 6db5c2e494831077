"""What is asked often is planned once for each connection, reads and writes alike."""

from sqlalchemy import text

from engine.store.work import Database

ASKED = text("SELECT count(*) FROM person WHERE title = :title")
KEPT = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT count(*) FROM person%'")


def test_a_read_leaves_the_plans_of_its_connection_alone(demo_url: str) -> None:
    database = Database(demo_url, pool=1)
    try:
        for _ in range(8):  # psycopg prepares what it has seen five times
            with database.snapshot() as connection:
                connection.execute(ASKED, {"title": "Registrator"})
        with database.snapshot() as connection:
            assert connection.execute(KEPT).scalar_one() == 1
    finally:
        database.close()
