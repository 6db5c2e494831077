"""What a governing text clarifies, whom it supports and which texts go with it: at its head, and at the roles concerned."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.krav.diary import shown

Browse = Callable[[str], FlaskClient]
Bearer = Callable[[str], dict[str, str]]
READER = "tomas-ekstrom"
FOUR = ("regional_processagare", "processomradesansvarig", "regional_processledare", "lokal_processledare")
LEADERS = ("regional_processledare", "lokal_processledare")


def part(page: str, heading: str) -> str:
    """The words of the section with a heading."""
    found = re.search(rf'<h2 id="{heading}">.*?</section>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split()) if found else ""


# Written from the texts: text and profile, what it says there in Swedish and in English, the roles concerned.
@pytest.mark.parametrize(
    ("where", "words", "english", "roles"),
    [
        shown(
            "VGR-SAM-01",
            "VGR, vgr",
            "Stöd för samverkan mellan processer, linjen, digitalisering och andra stödfunktioner",
            "Supports cooperation between processes, the line, digitalisation and other support functions",
            (*FOUR, "chef", "stab"),
        ),
        shown(
            "VGR-DOK-01",
            "VGR, vgr",
            "Relaterat dokument Processmodell för Västra Götalandsregionen",
            "Related document Process model of Region Västra Götaland",
            (*FOUR, "innehallsansvarig"),
        ),
        shown(
            "VGR-DOK-02",
            "VGR, vgr",
            "Relaterat dokument Processklassificering i Västra Götalandsregionen",
            "Related document Process classification of Region Västra Götaland",
            (*FOUR, "innehallsansvarig"),
        ),
        shown(
            "VGR-BAK-04",
            "VGR, vgr",
            "Till stöd guiden Processarbete",
            "To help the guide Processarbete",
            LEADERS,
        ),
        shown(
            "VGR-BAK-04",
            "VGR, vgr",
            "Till stöd den tidigare handboken i processutveckling",
            "To help the earlier handbook of process development",
            LEADERS,
        ),
        shown(
            "RH-ROLE-LUA-04",
            "RH, vgr",
            "Relaterat dokument Rollbeskrivning för lokalt utvecklingsansvarig Regionhälsan (pdf)",
            "Related document Role description of the local development lead, Regionhälsan (pdf)",
            ("lokalt_utvecklingsansvarig",),
        ),
        shown(
            "UPP-ANS-09",
            "UPP, region",
            "Förlaga modellen enligt Region Västmanland och standardiserade vårdflöden",
            "Modelled on the model of Region Västmanland and standardised care flows",
            ("processagare",),
        ),
        shown(
            "POP-STR-01",
            "POP, pop",
            "Del av PoP-modellen, som steget Etablera processer och processarbete",
            "Part of the PoP model, as its step Establish processes and process work",
            ("ledning", "processledare"),
        ),
        shown(
            "ESK-INL-02",
            "ESK, eskilstuna",
            "Förtydligar kommunkoncernens kvalitetspolicy och dess riktlinjer",
            "Clarifies the quality policy of the municipal group and its guidelines",
            ("pug", "plg"),
        ),
        shown(
            "ESK-INL-03",
            "ESK, eskilstuna",
            "Stöd för dem i kommunkoncernen som har uppdrag att arbeta med processer och processtyrning",
            "Supports those in the municipal group whose assignment is to work with processes and to steer them",
            ("processagare", "processteam", "processforvaltare", "processtodjare", "pug", "plg"),
        ),
        shown(
            "ESK-BIL-01",
            "ESK, eskilstuna",
            "Bilaga 1. Tio steg till effektivare processarbete - en handledning",
            "Annex 1. Ten steps to more effective process work - a guide",
            ("processtodjare", "processteam"),
        ),
        shown(
            "ESK-BIL-02",
            "ESK, eskilstuna",
            "Bilaga 2. Processbaserad verksamhetsutveckling - utbildningskoncept",
            "Annex 2. Process-based development - training concept",
            ("processtodjare", "processagare"),
        ),
    ],
)
def test_it_stands_at_the_head_of_the_text_and_at_the_roles_that_it_concerns(
    browse: Browse,
    request: pytest.FixtureRequest,
    where: str,
    words: str,
    english: str,
    roles: tuple[str, ...],
) -> None:
    text, profile = where.split(", ")
    (mark,) = request.node.iter_markers("krav")
    (statement,) = mark.args
    client = browse(READER)

    assert f"{words} {statement}" in part(client.get(f"/krav?document={text}").text, f"text-{text}")
    for role in roles:
        support = part(client.get(f"/roller/{role}?profil={profile}").text, "texts")
        assert statement in support, role
        assert words.replace(" ", "") in support.replace(":", "").replace(" ", ""), role
    client.post("/sprak", data={"language": "en", "next": "/krav"})
    assert f"{english} {statement}" in part(client.get(f"/krav?document={text}").text, f"text-{text}")


def test_without_a_choice_all_five_texts_stand_there_in_the_order_of_the_catalogue(browse: Browse) -> None:
    page = browse(READER).get("/krav").text

    assert re.findall(r'<h2 id="text-(\w+)">', page) == ["UPP", "VGR", "POP", "RH", "ESK"]


def test_the_roles_that_a_text_concerns_lead_to_their_pages_and_the_texts_to_nothing(browse: Browse) -> None:
    client = browse(READER)
    page = client.get("/krav").text
    sections = re.findall(r'<section aria-labelledby="text-\w+">.*?</section>', page, re.DOTALL)
    links = {unescape(one) for section in sections for one in re.findall(r'href="([^"]+)"', section)}

    assert {one.split("/")[1] for one in links} == {"krav", "roller"}
    assert {client.get(one).status_code for one in links} == {200}


def test_programs_read_the_same(client: FlaskClient, bearer: Bearer) -> None:
    headers = {**bearer("hanna-virtanen"), "Accept-Language": "en"}
    found = {one["key"]: one for one in client.get("/api/v1/governing-texts", headers=headers).json["items"]}

    assert list(found) == ["UPP", "VGR", "POP", "RH", "ESK"]
    assert found["ESK"]["profile"] == "eskilstuna"
    assert found["RH"]["relations"] == [
        {
            "kind": "relaterat",
            "label": "Related document",
            "name": "Role description of the local development lead, Regionhälsan (pdf)",
            "roles": ["lokalt_utvecklingsansvarig"],
            "krav": ["RH-ROLE-LUA-04"],
        }
    ]
