"""A document expires, is replaced, and is entered in another system, over the API."""

from datetime import timedelta

import pytest
from papers import Papers

from engine.door import Engine


@pytest.mark.krav("UPP-SYS-03", "UPP-DOK-01")
def test_in_region_the_licence_holder_enters_what_the_owner_approved_and_it_expires(empty: Engine) -> None:
    papers = Papers(empty, "region")
    papers.give("ulf", "licenshallare")
    made = papers.write(
        "leo", "uppdragsbeskrivning", roll="processagare", titel="Uppdrag som processägare", galler_for=None
    )
    case = papers.send("leo", made.version_id)
    papers.task(case, "leo", "ut_kvalitetssakra")
    papers.task(case, "leo", "ut_ta_stallning", fortsattning="godkannande")
    assert papers.lies_with(case) == {"ut_godkann": {"paula"}}

    papers.task(case, "paula", "ut_godkann", utfall="godkand")
    assert papers.lies_with(case) == {"ut_registrera_i_system": {"ulf"}}
    assert papers.state(made.version_id) == "godkand"
    papers.task(case, "ulf", "ut_registrera_i_system", inlagt=True)
    assert papers.state(made.version_id) == "gallande"


def test_what_is_not_revised_in_time_expires_and_whoever_answers_for_it_is_told(empty: Engine) -> None:
    papers = Papers(empty, "region")
    end = papers.robot.today() + timedelta(days=400)
    made = papers.write("leo", giltig_till=end.isoformat())
    case = papers.send("leo", made.version_id, overgripande=True)
    papers.pass_by("P14D")
    papers.task(case, "leo", "ut_kvalitetssakra")
    papers.approve(case, "leo", "paula")
    papers.task(case, "adam", "ut_registrera_i_system", inlagt=True)  # Nobody is the licence holder.
    papers.pass_by("P7M")
    papers.task(case, "leo", "ut_besluta_revidering", val="revidera")
    assert papers.one("SELECT count(*) FROM document_version WHERE number = 2 AND state = 'utkast'") == 1
    papers.pass_by("P1M")
    assert papers.lies_with(case)["ut_besluta_revidering"] == {"leo"}
    papers.pass_by("P4M")
    assert papers.state(made.version_id) == "gallande"
    papers.pass_by("P3M")

    assert papers.state(made.version_id) == "utgangen"
    assert papers.ended(case) == "end_utgangen"
    assert papers.one("SELECT count(*) FROM notice WHERE subject LIKE 'Har gått ut%'") == 1


@pytest.mark.krav("POP-PL-06", "VGR-PRI-05")
def test_a_new_version_takes_over_on_its_day_and_ends_the_case_of_the_old(empty: Engine) -> None:
    papers = Papers(empty, "pop")
    papers.give("mia", "processledare")
    made = papers.write("mia")
    case = papers.send("mia", made.version_id)
    _answered(papers, case)
    papers.task(case, "mia", "ut_kvalitetssakra")
    papers.approve(case, "mia", "gd")
    assert set(papers.lies_with(case)) == {"ut_kontrollera_publicering", "ut_infor_gemensamt"}

    draft = papers.next_version("mia", made)
    other = papers.send("mia", draft)
    _answered(papers, other)
    papers.task(other, "mia", "ut_kvalitetssakra")
    papers.task(other, "mia", "ut_ta_stallning", fortsattning="godkannande")
    assert papers.state(made.version_id) == "gallande"
    papers.task(other, "gd", "ut_godkann", utfall="godkand")
    papers.work()

    assert (papers.state(made.version_id), papers.state(draft)) == ("ersatt", "gallande")
    assert papers.ended(case) == "end_ersatt"
    assert papers.lies_with(case) == {}
    assert papers.ended(other) is None


def _answered(papers: Papers, case: str) -> None:
    """Let both managers say that it works."""
    for who in ("etta", "tva"):
        papers.task(case, who, "ut_yttra_lokal_tillampning", fungerar="ja")
