import jinja2
import pytest
from markupsafe import Markup

PAGE = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
    """{% macro draw(nodes) %}{% for node in nodes %}{{ drawn[node.node](node) }}{% endfor %}{% endmacro %}
    {%- macro control(c) %}<label for="{{ c.id }}">{{ c.label }}</label><input id="{{ c.id }}" name="{{ c.name }}" value="{{ c.value }}">
    {%- for option in c.options %}<option value="{{ option.value }}"{{ " selected" if option.selected }}>{{ option.label }}</option>{% endfor %}{% endmacro %}
    {%- macro group(g) %}<fieldset>{{ draw(g.nodes) }}</fieldset>{% endmacro %}
    {%- macro rows(r) %}{% for row in r.rows %}<input name="_row" value="{{ row.name }}">{{ draw(row.nodes) }}{% endfor %}{% endmacro %}
    {%- macro prose(p) %}{{ p.html }}{% endmacro %}
    {%- macro separator(s) %}<hr>{% endmacro %}
    {%- set drawn = {"control": control, "group": group, "rows": rows, "prose": prose, "separator": separator} %}{{ draw(view.nodes) }}"""
)


def test_a_template_draws_the_view_without_logic_of_its_own(world, component, rows):
    one = world(
        component("radio", "val"),
        {"type": "group", "label": "Plan", "components": [component("number", "kostnad")]},
        rows(component(key="namn")),
        {"type": "text", "text": "**Tänk** på <script>"},
        {"type": "separator"},
    )

    html = PAGE.render(view=one.view({"val": "nej", "kostnad": "1240.5", "rader": [{"namn": '"><b>'}]}))

    assert '<option value="nej" selected>Nej</option>' in html
    assert 'name="kostnad" value="1240,5"' in html
    assert 'name="_row" value="rader.0"' in html
    assert 'name="rader.0.namn" value="&#34;&gt;&lt;b&gt;"' in html
    assert "<strong>Tänk</strong> på &lt;script&gt;" in html


def test_a_view_speaks_one_language(world, component):
    one = world(
        component(
            "radio", "val", properties={"label_en": "Choice", "description_en": "Why"}, description="Varför"
        ),
        component("number", "tal"),
    )

    (choice, number) = one.view({"val": "ja", "tal": 1240.5}, language="en").nodes

    assert (choice.label, choice.hint, [option.label for option in choice.options]) == (
        "Choice",
        "Why",
        ["Yes", "Nej"],
    )
    assert (choice.shown, number.value, number.shown) == ("Yes", "1240.5", "1,240.5")
    assert [node.shown for node in one.view({"val": "ja", "tal": 1240.5}).nodes] == ["Ja", "1\u00a0240,5"]


def test_errors_stand_at_their_fields_and_in_a_summary_that_links_to_them(world, component, rows):
    one = world(rows(component(key="namn", description="Kort", validate={"required": True})))
    errors = one.check({"rader": [{}], "x": 1}).errors

    view = one.view({"rader": [{}]}, errors=errors)

    control = view.nodes[0].rows[0].nodes[0]
    assert (control.id, control.errors, control.described_by) == (
        "f-rader-0-namn",
        ("Fyll i rubrik.",),
        "f-rader-0-namn-hint f-rader-0-namn-error",
    )
    assert [(error.href, error.message) for error in view.errors] == [
        ("#f-rader-0-namn", "Rader, rad 1: Fyll i rubrik."),
        (None, "Okänt fält. Här finns: rader."),
    ]


def test_a_new_form_begins_with_start_values_and_rows(world, component, rows):
    one = world(
        component(key="a", defaultValue="förval"),
        component(key="b", defaultValue="förval"),
        rows(component(key="c"), defaultRepetitions=2),
    )

    first = one.view({}, initial={"b": "från ärendet"})
    again = one.view({"a": None, "rader": []}, initial={"b": "från ärendet"})

    assert ([node.value for node in first.nodes[:2]], len(first.nodes[2].rows)) == (
        ["förval", "från ärendet"],
        2,
    )
    assert (again.nodes[0].value, len(again.nodes[2].rows)) == ("", 0)


def test_start_values_are_not_answers(world, component):
    assert world(component(key="a", defaultValue="förval")).clean({}) == {"a": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Rubrik", "<h1>Rubrik</h1>\n"),
        (
            "[ut](https://region.se) [in](/dokument)",
            '<p><a href="https://region.se">ut</a> <a href="/dokument">in</a></p>\n',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](//evil.example)", "<p>[x](//evil.example)</p>\n"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"),
        ("![x](https://a.se/b.png)", None),
        ("{{arende.rubrik}}", "<p>*Lag* [a](https://b.se) &lt;b&gt;</p>\n"),
        ("Från {{saknas}}.", "<p>Från .</p>\n"),
        ("{{personer}}", None),
    ],
)
def test_prose_is_safe_markdown_and_values_add_no_markup(world, text, expected):
    one = world({"type": "text", "text": text}, arende={"rubrik": "*Lag* [a](https://b.se) <b>"})

    html = one.view().nodes[0].html

    assert isinstance(html, Markup)
    assert "<img" not in html
    assert expected is None or html == expected


def test_prose_may_be_one_expression_and_has_english(world):
    one = world(
        {"type": "text", "text": "=arende.rubrik", "properties": {"text_en": "Case {{arende.rubrik}}"}},
        arende={"rubrik": "Lag"},
    )

    assert [one.view(language=language).nodes[0].html for language in ("sv", "en")] == [
        "<p>Lag</p>\n",
        "<p>Case Lag</p>\n",
    ]


def test_inputs_have_the_types_that_help(world, component):
    one = world(
        component("datetime", "dag", subtype="date"),
        component("datetime", "mote", subtype="datetime"),
        component(key="post", validate={"validationType": "email"}),
        component("number", "tal", validate={"min": 1, "max": 5}, appearance={"suffixAdorner": "kr"}),
        component("filepicker", "bilagor", multiple=True, accept=".pdf"),
    )
    day, meeting, mail, number, files = one.view().nodes

    inputs = [node.input for node in (day, meeting, mail, number, files)]
    assert inputs == ["date", "datetime-local", "email", "text", "file"]
    assert mail.rules.autocomplete == "email"
    assert (number.rules.input_mode, number.rules.least, number.rules.most) == ("decimal", "1", "5")
    assert number.suffix == "kr"
    assert (files.rules.multiple, files.rules.accept) == (True, ".pdf")


def test_a_locked_reference_shows_its_name_even_when_it_is_no_option(world, component):
    reference = {
        "values": None,
        "valuesExpression": "=personer",
        "properties": {"reference": "person"},
        "readonly": True,
    }
    one = world(component("select", "vem", **reference))

    assert one.view({}, initial={"vem": {"id": 77, "namn": "Cilla Ny"}}).nodes[0].shown == "Cilla Ny"


def test_stored_answers_can_be_shown_without_the_lists_they_were_chosen_from(world, component):
    reference = {"values": None, "valuesExpression": "=personer", "properties": {"reference": "person"}}
    one = world(component("taglist", "vilka", **reference))
    clean = one.clean({"vilka": [2, 1]})

    assert one.form.view(clean, {}, one.now).nodes[0].shown == "Bo Lund, Anna Ek"
