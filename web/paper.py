"""A page as PDF/A: tagged, with its language, for people now and for the archive later."""

import re
from base64 import b64decode, b64encode
from typing import Any, Final

from engine.errors import UnavailableError
from web.assets import STATIC

# Level A of part 2: tagged, every letter has its Unicode, nothing is fetched from elsewhere.
VARIANT: Final = "pdf/a-2a"
LETTERS: Final = "rals:letters"
_SIZE: Final = re.compile(r'<svg[^>]* width="(\d+)" height="(\d+)"')
_DRAWING: Final = "data:image/svg+xml;base64,"


def pdf(html: str) -> bytes:
    """Return the page as PDF/A-2a. Raises UnavailableError when Pango is missing on this machine."""
    return _made(html, VARIANT)


def _made(html: str, variant: str | None) -> bytes:
    try:
        import weasyprint
    except OSError as error:
        raise UnavailableError(
            "PDF kan inte göras här: biblioteket Pango saknas. Be den som driver systemet installera"
            " libpango-1.0-0 och libpangoft2-1.0-0. Hämta ärendet som JSON så länge.",
            "PDF cannot be made here: the library Pango is missing. Ask whoever operates the system to install"
            " libpango-1.0-0 and libpangoft2-1.0-0. Fetch the case as JSON meanwhile.",
        ) from error
    page = weasyprint.HTML(string=html, url_fetcher=_fetcher(weasyprint), base_url="rals:")
    made: bytes = page.write_pdf(pdf_variant=variant)
    return made


def drawn(svg: bytes) -> bytes:
    """Return a drawing on a page of its own size, as PDF. Raises UnavailableError as `pdf` does."""
    source = b64encode(svg).decode()
    size = _SIZE.search(svg.decode())
    wide, high = size.groups() if size else ("100", "100")
    page = f"@page {{ size: {wide}px {high}px; margin: 0 }} body {{ margin: 0 }} img {{ display: block }}"
    letters = f'@font-face {{ font-family: "Rals Sans"; src: url("{LETTERS}") }}'
    return _made(
        f'<style>{letters} {page}</style><img alt="" width="{wide}" height="{high}" src="data:image/svg+xml;base64,{source}">',
        None,
    )


def _fetcher(library: Any) -> Any:
    """Return what fetches our own letters and drawings, and nothing else: a text must not make the server fetch anything."""

    class Own(library.urls.URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            del headers
            body, kind = _given(url)
            return library.urls.URLFetcherResponse(url, body, {"Content-Type": kind})

    return Own()


def _given(url: str) -> tuple[bytes, str]:
    if url.startswith(_DRAWING):
        return b64decode(url.removeprefix(_DRAWING)), "image/svg+xml"
    if url == LETTERS:
        return (STATIC / "fonts" / "source-sans-3.woff2").read_bytes(), "font/woff2"
    raise ValueError(f"A paper has nothing at {url}.")
