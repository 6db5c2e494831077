"""Settings from the environment, prefix RALS_. The only place that reads it."""

import secrets
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, EnvValidationError


@dataclass(frozen=True)
class Bucket:
    """Storage that speaks S3, where uploaded files lie instead of in the database.

    Attributes:
        name, prefix: the bucket, and what every name in it begins with (RALS_FILES, s3://name/prefix).
        endpoint: the storage's address, https://… (RALS_FILES_ENDPOINT).
        region: its region, as it is signed (RALS_FILES_REGION).
        key, secret: the access key (RALS_FILES_KEY, RALS_FILES_SECRET).
    """

    name: str
    prefix: str
    endpoint: str
    region: str
    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Outgoing:
    """What Räls talks to outside the house: mail, calls, the storage of files, the virus scanner.

    Attributes:
        smtp_url: the mail server, smtp://[user:password@]host[:port] or smtps:// (RALS_SMTP_URL).
        mail_from: the address that mail comes from (RALS_MAIL_FROM).
        base_url: the address by which people reach this installation, for links (RALS_BASE_URL).
        networks: networks inside the house that webhooks may call (RALS_WEBHOOK_NETWORKS).
        bucket: where uploaded files lie; None means the database (RALS_FILES).
        scanner: ClamAV's clamd, tcp://host:3310 or unix:///path; None means that nothing is scanned (RALS_CLAMAV).
    """

    smtp_url: str | None = None
    mail_from: str | None = None
    base_url: str | None = None
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    bucket: Bucket | None = None
    scanner: str | None = None

    @property
    def sends_mail(self) -> bool:
        """Whether everything is there that a mail needs."""
        return all((self.smtp_url, self.mail_from, self.base_url))

    @property
    def gives_password(self) -> bool:
        """Whether the mail server is given a password over a connection that may be in clear."""
        at = urlsplit(self.smtp_url or "")
        return at.scheme == "smtp" and bool(at.username)

    @property
    def smtp_host(self) -> str:
        """The mail server, without the password that its address may hold."""
        return urlsplit(self.smtp_url or "").hostname or ""


@dataclass(frozen=True)
class Settings:
    """What an installation decides.

    Attributes:
        data_dir: folder of the embedded database and the session key (RALS_DATA_DIR).
        database_url: a PostgreSQL of one's own; None means the embedded one (RALS_DATABASE_URL).
        host, port: where the web server listens (RALS_HOST, RALS_PORT).
        web_processes: how many web processes share the load (RALS_WEB_PROCESSES).
        slides: a template of slides of one's own, PPTX (RALS_SLIDES); None means that of Räls.
        demo: demo persons may log in without a password and the clock may be moved (RALS_DEMO).
        outgoing: what Räls talks to outside the house.
    """

    data_dir: Path
    database_url: str | None
    host: str
    port: int
    web_processes: int
    demo: bool
    outgoing: Outgoing = field(default_factory=Outgoing)
    slides: Path | None = None

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
        outgoing=_outgoing(env),
        slides=env.path("SLIDES", None),
    )


def _outgoing(env: Env) -> Outgoing:
    base_url = env.str("BASE_URL", None)
    networks: list[str] = env.list("WEBHOOK_NETWORKS", [])
    try:
        inside = tuple(ip_network(one.strip()) for one in networks if one.strip())
    except ValueError as error:
        raise EnvValidationError(f'"RALS_WEBHOOK_NETWORKS": {error}', [str(error)]) from error
    return Outgoing(
        smtp_url=_address("SMTP_URL", env.str("SMTP_URL", None), "smtp", "smtps"),
        mail_from=env.str("MAIL_FROM", None),
        base_url=base_url.rstrip("/") if base_url else None,
        networks=inside,
        bucket=_bucket(env),
        scanner=_address("CLAMAV", env.str("CLAMAV", None), "tcp", "unix"),
    )


def _bucket(env: Env) -> Bucket | None:
    place = _address("FILES", env.str("FILES", None), "s3")
    if place is None:
        return None
    endpoint = _address("FILES_ENDPOINT", env.str("FILES_ENDPOINT"), "https", "http")
    return Bucket(
        name=urlsplit(place).netloc,
        prefix=urlsplit(place).path.strip("/"),
        endpoint=(endpoint or "").rstrip("/"),
        region=env.str("FILES_REGION", "us-east-1"),
        key=env.str("FILES_KEY"),
        secret=env.str("FILES_SECRET"),
    )


def _address(name: str, given: str | None, *schemes: str) -> str | None:
    """Return an address that is of one of the kinds, None when none is given; raise EnvValidationError otherwise."""
    where = urlsplit(given or "")
    if given and (
        where.scheme not in schemes or not (where.path if where.scheme == "unix" else where.netloc)
    ):
        said = f"must begin with {' or '.join(f'{one}://' for one in schemes)} and say where"
        raise EnvValidationError(f'"RALS_{name}" {said}', [said])
    return given or None
