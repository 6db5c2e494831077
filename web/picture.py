"""A drawing as pixels, for programs that cannot show SVG."""

from io import BytesIO
from typing import Final

import pypdfium2

from web.paper import drawn

_WIDE: Final = 2400


def png(svg: bytes) -> bytes:
    """Return the drawing as PNG, as wide as a page needs. Raises UnavailableError as `web.paper.pdf` does."""
    with pypdfium2.PdfDocument(drawn(svg)) as document:
        page = document[0]
        bitmap = page.render(scale=_WIDE / page.get_width())
        made = BytesIO()
        bitmap.to_pil().save(made, "PNG", optimize=False)
    return made.getvalue()
