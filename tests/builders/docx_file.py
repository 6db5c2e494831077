"""A small Word file."""

import zipfile
from io import BytesIO

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saying(*paragraphs: str) -> bytes:
    """Return a .docx with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    folder = BytesIO()
    with zipfile.ZipFile(folder, "w") as written:
        document = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>'
        written.writestr("word/document.xml", document)
    return folder.getvalue()
