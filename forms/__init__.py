"""Form JSON (form-js 19) to fields, decoded answers and a marshmallow schema. Knows no HTTP."""

from forms.checking import Checked
from forms.compiling import compile_form as compile  # noqa: A004 - read as forms.compile
from forms.fields import Field, Group, Prose, Rows, Separator
from forms.findings import FieldError, Finding, FormRefused
from forms.form import Form
from forms.posting import Posted
from forms.text import Language, Text
from forms.view import View

__all__ = [
    "Checked",
    "Field",
    "FieldError",
    "Finding",
    "Form",
    "FormRefused",
    "Group",
    "Language",
    "Posted",
    "Prose",
    "Rows",
    "Separator",
    "Text",
    "View",
    "compile",
]
