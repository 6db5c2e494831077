"""A form ready to be drawn: every label, value, option and error in one language. Templates need no logic but the kind."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Choice:
    """One option: post `value`; `id` is its HTML id."""

    id: str
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class FileChoice:
    """One file already added: keep it by posting `value` (JSON text) under the field's name."""

    id: str
    value: str
    name: str
    size: int
    type: str


@dataclass(frozen=True, kw_only=True)
class ControlRules:
    """HTML attributes that help while writing; the server decides. `least` and `most` are the limits of a number."""

    multiple: bool
    max_length: int | None
    input_mode: str | None
    autocomplete: str | None
    accept: str | None
    least: str | None
    most: str | None


@dataclass(frozen=True, kw_only=True)
class Control:
    """One question.

    `kind` is the form-js type and `input` the HTML input type (textarea, select and so on follow from kind).
    `value` stands in the input, `values` are all chosen page values, `shown` is the answer in words.
    `described_by` lists the ids of hint and errors. Boxes and choices need an empty hidden input of the same
    name before them, so that "nothing" is posted too.
    """

    node: str = "control"
    kind: str
    input: str
    id: str
    name: str
    label: str
    hint: str | None
    hint_id: str | None
    error_id: str | None
    described_by: str | None
    errors: tuple[str, ...]
    required: bool
    readonly: bool
    disabled: bool
    value: str
    values: tuple[str, ...]
    checked: bool
    shown: str
    options: tuple[Choice, ...]
    files: tuple[FileChoice, ...]
    rules: ControlRules
    prefix: str | None
    suffix: str | None


@dataclass(frozen=True)
class GroupView:
    """Questions under a heading; draw as fieldset when there is a label, as details when it is folded."""

    id: str
    label: str | None
    nodes: "tuple[Node, ...]"
    node: str = "group"
    folded: bool = False


@dataclass(frozen=True)
class RowView:
    """One row: post `_row` with `name` as its value, even when it is empty; `remove` is the value of `_remove`."""

    id: str
    name: str
    label: str
    number: int
    errors: tuple[str, ...]
    nodes: "tuple[Node, ...]"
    remove: str | None


@dataclass(frozen=True)
class RowsView:
    """Rows of questions; `add` is the value of the button `_add`, None when no row may be added."""

    id: str
    name: str
    label: str
    hint: str | None
    errors: tuple[str, ...]
    rows: tuple[RowView, ...]
    add: str | None
    node: str = "rows"
    folded: bool = False


@dataclass(frozen=True)
class ProseView:
    """Safe HTML."""

    html: Markup
    node: str = "prose"


@dataclass(frozen=True)
class SeparatorView:
    """A line."""

    node: str = "separator"


@dataclass(frozen=True)
class ErrorView:
    """One line of the summary of errors: `href` leads to the question, None when no question shows it.

    In rows, `message` says which row first.
    """

    href: str | None
    label: str | None
    message: str


@dataclass(frozen=True)
class View:
    """The whole form.

    `kept` are names and values to post from hidden inputs: answers to questions that are not asked now, so that they
    are there again when they are.
    """

    key: str
    language: str
    title: str
    nodes: "tuple[Node, ...]"
    errors: tuple[ErrorView, ...]
    kept: tuple[tuple[str, str], ...] = ()


Node = Control | GroupView | RowsView | ProseView | SeparatorView
