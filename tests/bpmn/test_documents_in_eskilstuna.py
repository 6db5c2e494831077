"""Documents where the maintainer of a process writes and its owner approves: and nobody what they have written."""

import pytest
from papers import Papers

from engine.commands.document_drafts import Made
from engine.door import Engine


@pytest.mark.krav(
    "ESK-PA-20", "ESK-PA-21", "ESK-PF-04", "ESK-PF-05", "ESK-PF-07", "ESK-PF-11", "ESK-PF-15", "ESK-LIN-09"
)
def test_in_eskilstuna_the_maintainer_writes_and_revises_and_the_owner_approves_or_rejects(
    empty: Engine,
) -> None:
    papers = Papers(empty, "eskilstuna")
    papers.level("lea", 4)
    papers.give("lea", "processforvaltare", "hemtjanst-p")
    made = papers.write("adam", "processdokument", process_lankar=None)
    # Nobody answers for the content, so it is whoever maintains the process that does.
    papers.crowd("hemtjanst", 1)
    papers.sql("UPDATE document SET responsible_id = (SELECT id FROM person WHERE key = 'lasare-1')")
    papers.sql("UPDATE person SET active = false WHERE key = 'lasare-1'")
    case = papers.send("adam", made.version_id)
    papers.pass_by("P14D")
    assert papers.lies_with(case) == {"ut_ta_stallning": {"lea"}}
    papers.task(case, "lea", "ut_ta_stallning", fortsattning="godkannande")
    assert papers.lies_with(case) == {"ut_godkann": {"petra"}}
    papers.task(case, "petra", "ut_godkann", utfall="avslagen", motivering="Steg två saknas.")
    assert papers.lies_with(case) == {"ut_revidera": {"lea"}}
    papers.change("lea", made, "# Ta prover\n\nSteg två.")
    papers.task(case, "lea", "ut_revidera", fortsattning="lamna_in")
    papers.pass_by("P14D")
    papers.approve(case, "lea", "petra")

    _introduced(papers, case, made)


def _introduced(papers: Papers, case: str, made: Made) -> None:
    """It is entered in the map, the maintainer sees that it is published, and each manager introduces it."""
    papers.task(case, "adam", "ut_registrera_i_system", inlagt=True)
    assert papers.state(made.version_id) == "gallande"
    linked = "SELECT n.code FROM document_link l JOIN process_node n ON n.id = l.process_id"
    assert papers.one(linked) == "hemtjanst-p"
    assert papers.lies_with(case) == {
        "ut_kontrollera_publicering": {"lea"},
        "ut_infor_gemensamt": {"hilda", "uno"},
    }
    papers.task(case, "hilda", "ut_infor_gemensamt", infort="ja")
    assert papers.lies_with(case)["ut_infor_gemensamt"] == {"uno"}


def test_who_has_written_any_of_a_version_does_not_approve_it_and_jav_hands_it_to_the_seat_above(
    empty: Engine,
) -> None:
    papers = Papers(empty, "eskilstuna")
    made = papers.write("petra")
    papers.change("petra", made, "# Ta prover\n\nPetra skrev det här.")
    papers.sql("UPDATE document_version SET created_by = (SELECT id FROM person WHERE key = 'lea')")
    papers.change("petra", made, "# Ta prover\n\nOch det här.")
    papers.sql("UPDATE document_version SET saved_by = (SELECT id FROM person WHERE key = 'lea')")
    papers.sql("UPDATE document SET responsible_id = (SELECT id FROM person WHERE key = 'lea')")
    case = papers.send("petra", made.version_id)
    papers.pass_by("P14D")
    papers.task(case, "lea", "ut_ta_stallning", fortsattning="godkannande")

    refused = papers.tried(case, "petra", "ut_godkann", 403, utfall="godkand")
    assert "har skrivit i" in refused["detail"]
    assert papers.state(made.version_id) == "for_godkannande"
    papers.declare(case, "petra", "ut_godkann")
    assert papers.lies_with(case) == {"ut_godkann": {"kim"}}
    papers.task(case, "kim", "ut_godkann", utfall="godkand")
    assert papers.state(made.version_id) == "godkand"
