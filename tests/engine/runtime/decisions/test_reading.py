import pytest

from engine.errors import ModelRefusedError
from engine.runtime import xml
from engine.runtime.catalogue import compile_model
from engine.runtime.decisions.compiling import compiled
from engine.runtime.decisions.reading import MAX_CELLS, MAX_DECISIONS, NAMESPACES
from tests.engine.runtime.decisions.written import DMN13, decision, file, table
from tests.engine.runtime.small import process

TABLE = table("U", ["a"], ["r"], ["1 => 2"])
MODEL = process(
    '<startEvent id="s"/><businessRuleTask id="b" rals:decision="b"/><endEvent id="e"/>', "s > b > e"
)


def wrong(data):
    found, flaws = compiled([xml.read(data)])
    assert flaws
    assert found == {}
    return " ".join(flaw.text.sv for flaw in flaws)


def test_the_editions_of_dmn_are_read_alike():
    assert len(NAMESPACES) == 5
    for namespace in NAMESPACES:
        found, flaws = compiled([xml.read(file(decision("b", TABLE), namespace=namespace))])
        assert (list(found), flaws) == (["b"], [])


def test_a_file_that_is_not_dmn_is_refused():
    assert "inte DMN" in wrong(file(decision("b", TABLE), namespace="urn:annat"))
    assert "inte DMN" in wrong(file(decision("b", TABLE)).replace(b"definitions", b"annat"))


def test_a_table_with_too_many_cells_is_refused():
    rule = "<rule>" + "<inputEntry><text>1</text></inputEntry>" * (MAX_CELLS + 1) + "</rule>"
    assert "mer än 20000 celler" in wrong(
        file(decision("b", TABLE.replace("</decisionTable>", rule + "</decisionTable>")))
    )


def test_a_file_with_too_many_decisions_is_refused():
    many = [decision(f"b{at}", TABLE, [f"b{at + 1}"]) for at in range(MAX_DECISIONS + 1)]
    assert "mer än 200 beslut" in wrong(file(*many, decision(f"b{MAX_DECISIONS + 1}", TABLE)))


@pytest.mark.parametrize(
    ("said", "inside"),
    [
        ("inte en beslutstabell", "<literalExpression><text>1</text></literalExpression>"),
        ("inte en beslutstabell", TABLE + TABLE),
        ("inte en beslutstabell", '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>' + TABLE),
        ("skrivet i python", TABLE.replace("<inputEntry>", '<inputEntry expressionLanguage="python">')),
        ("träffpolicyn BÄST", TABLE.replace("UNIQUE", "BÄST")),
        ("träffpolicyn U+", TABLE.replace("<decisionTable", '<decisionTable aggregation="SUM"')),
        ("räknar samman", table("C+", ["a"], ["r", "s"], ["1 => 2 ; 3"])),
        ("prioritet", table("P", ["a"], ["r"], ["1 => 2"])),
        ("prioritet", table("O", ["a"], ["r | [1..5]"], ["1 => 2"])),
        ("0 + 1 celler i regel 1", TABLE.replace("<inputEntry><text>1</text></inputEntry>", "")),
        ("utan egna namn", table("U", ["a"], ["r", "r"], ["1 => 2 ; 3"])),
        ("regel 1, kolumnen ”a”", table("U", ["a"], ["r"], ["1 + => 2"])),
        ("regel 1, kolumnen ”r”", table("U", ["a"], ["r"], ["1 => 2 +"])),
        ("uttrycket är tomt", table("U", [""], ["r"], ["1 => 2"])),
        ("typen tal finns inte", table("U", ["a : tal"], ["r"], ["1 => 2"])),
        ("inte av typen string", table("U", ["a"], ["r : string"], ["1 => 2"])),
        ("inte ett av 3, 4", table("U", ["a"], ["r | 3, 4"], ["1 => 2"])),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_refused_with_a_sentence(said, inside):
    assert said in wrong(file(decision("b", inside)))


def test_requirements_must_be_there_once_and_lead_nowhere_back():
    assert "behöver beslutet borta" in wrong(file(decision("b", TABLE, ["borta"])))
    assert "samma id" in wrong(file(decision("b", TABLE), decision("b", TABLE)))
    assert "sig själv" in wrong(file(decision("b", TABLE, ["c"]), decision("c", TABLE, ["b"])))
    assert "sig själv" in wrong(file(decision("b", TABLE, ["b"])))


def test_the_language_of_the_file_must_be_feel():
    assert "python" in wrong(
        file(decision("b", TABLE)).replace(b" name=", b' expressionLanguage="urn:python" name=', 1)
    )


BOMB = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
LEAK = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB + file(decision("b", TABLE.replace("2", "&c;"))),
        LEAK + file(decision("b", TABLE.replace("2", "&a;"))),
        b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">' + file(decision("b", TABLE)),
        b"<a>" * 5000 + b"</a>" * 5000,
        b"<a>" + b" " * 6_000_000 + b"</a>",
        b"\x00\xff",
        b"",
    ],
    ids=["bomb", "leak", "network", "deep", "large", "bytes", "empty"],
)
def test_hostile_files_are_refused_before_anything_is_read(data):
    with pytest.raises(ModelRefusedError):
        compile_model("p", {"p.bpmn": MODEL, "b.dmn": data})


def test_a_comment_within_a_cell_hides_nothing():
    found, _ = compiled([xml.read(file(decision("b", TABLE.replace("<text>2", "<text>2<!-- + 1 -->0"))))])
    assert found["b"].rules[0].results[0].text == "20"


def test_the_tables_are_part_of_what_names_a_version():
    plain = {"p.bpmn": MODEL, "b.dmn": file(decision("b", TABLE))}
    other = {**plain, "b.dmn": file(decision("b", TABLE.replace("2", "3")))}

    assert compile_model("p", plain).hash != compile_model("p", other).hash
    assert DMN13 in plain["b.dmn"].decode()
