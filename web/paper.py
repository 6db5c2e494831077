"""A page as PDF/A: tagged, with its language, for people now and for the archive later."""

from typing import Any, Final

from engine.errors import UnavailableError
from web.assets import STATIC

# Level A of part 2: tagged, every letter has its Unicode, nothing is fetched from elsewhere.
VARIANT: Final = "pdf/a-2a"
_FONT: Final = "rals:letters"


def pdf(html: str) -> bytes:
    """Return the page as PDF/A-2a. Raises UnavailableError when Pango is missing on this machine."""
    try:
        import weasyprint
    except OSError as error:
        raise UnavailableError(
            "PDF kan inte göras här: biblioteket Pango saknas. Be den som driver systemet installera"
            " libpango-1.0-0 och libpangoft2-1.0-0. Hämta ärendet som JSON så länge.",
            "PDF cannot be made here: the library Pango is missing. Ask whoever operates the system to install"
            " libpango-1.0-0 and libpangoft2-1.0-0. Fetch the case as JSON meanwhile.",
        ) from error
    page = weasyprint.HTML(string=html, url_fetcher=_fetch, base_url="rals:")
    made: bytes = page.write_pdf(pdf_variant=VARIANT)
    return made


def _fetch(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    # Nothing but our own letters: a text in a case must not make the server fetch anything.
    if url != _FONT:
        raise ValueError(f"A paper has nothing at {url}.")
    return {"string": (STATIC / "fonts" / "source-sans-3.woff2").read_bytes(), "mime_type": "font/woff2"}
