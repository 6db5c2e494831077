"""Settings from the environment, prefix RALS_. The only place that reads it."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from environs import Env


@dataclass(frozen=True)
class Settings:
    """What an installation decides.

    Attributes:
        data_dir: folder of the embedded database and the session key (RALS_DATA_DIR).
        database_url: a PostgreSQL of one's own; None means the embedded one (RALS_DATABASE_URL).
        host, port: where the web server listens (RALS_HOST, RALS_PORT).
        web_processes: how many web processes share the load (RALS_WEB_PROCESSES).
        demo: demo persons may log in without a password and the clock may be moved (RALS_DEMO).
    """

    data_dir: Path
    database_url: str | None
    host: str
    port: int
    web_processes: int
    demo: bool

    def secret_key(self) -> str:
        """Return the key that signs session cookies: RALS_SECRET_KEY, else one made once in the data folder."""
        return self.secret_given() or _kept_secret(self.secret_file())

    def secret_given(self) -> str | None:
        """Return RALS_SECRET_KEY, None when the key is kept in the data folder instead."""
        return Env(prefix="RALS_").str("SECRET_KEY", None)

    def secret_file(self) -> Path:
        """Return where the key is kept when none is given."""
        return self.data_dir / "secret-key"


def _kept_secret(path: Path) -> str:
    # A disk that was full leaves an empty file behind.
    if not path.exists() or not path.stat().st_size:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


def read() -> Settings:
    """Read the settings; a value of the wrong kind raises environs.EnvError with the variable's name."""
    env = Env(prefix="RALS_")
    return Settings(
        data_dir=Path(env.str("DATA_DIR", ".rals")).absolute(),
        database_url=env.str("DATABASE_URL", None),
        host=env.str("HOST", "127.0.0.1"),
        port=env.int("PORT", 8000),
        web_processes=env.int("WEB_PROCESSES", 2),
        demo=env.bool("DEMO", default=False),
    )
