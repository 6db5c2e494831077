"""What the text demands of an answer: without it, the task cannot be handed in."""

import pytest

from tests.krav.diary import diary, shown


def without(answers, path):
    """Answers without the one at a path, e.g. effektmal/0/malvarde."""
    first, _, rest = path.partition("/")
    if isinstance(answers, list):
        return [without(one, rest) if str(number) == first else one for number, one in enumerate(answers)]
    if not rest:
        return {key: value for key, value in answers.items() if key != first}
    return {**answers, first: without(answers[first], rest)}


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        shown("RH-IMP-T-04", "f_kompetens", ["rader", "rader/0/person", "rader/0/kompetensomrade"]),
        shown("RH-ROLE-FVL-04", "f_genomforandebeslut", ["resurstilldelning"]),
        shown("RH-ROLE-FVL-05", "f_genomforandebeslut", ["tidplan/start", "tidplan/slut"]),
        shown("RH-ROLE-FVL-06", "f_genomforandebeslut", ["uppdragstagare"]),
        shown("RH-ROLE-FVL-07", "f_genomforandebeslut", ["matbara_mal", "matbara_mal/0/malvarde"]),
        shown("RH-ROLE-FVL-08", "f_genomforandebeslut", ["beslutade_effektmal"]),
        shown(
            "RH-ROLE-BG-06",
            "f_beredningsunderlag",
            ["sammanfattning", "forslag_till_beslut", "bakgrund", "syfte_mal", "riskbild", "tidplan/start"],
        ),
        shown(
            "RH-ROLE-UA-11", "f_effektmal", ["effektmal/0/malvarde", "effektmal/0/bekraftad_av_verksamhet"]
        ),
        shown("RH-ROLE-CHEF-01", "f_information", ["vad", "varfor", "hur"]),
        shown(
            "RH-ROLE-CHEF-02",
            "f_forandringsplan",
            ["forandringsledning/intressenter", "forandringsledning/insatser"],
        ),
        shown(
            "RH-ROLE-CHEF-03",
            "f_forandringsplan",
            [f"forutsattningar/{one}" for one in ("tid", "bemanning", "utbildning", "utrustning")],
        ),
        shown("RH-ROLE-CHEF-04", "f_forandringsplan", ["aktiviteter"]),
    ],
)
def test_a_task_cannot_be_handed_in_without_it(whole, form, fields):
    given = whole.answered[form]
    compiled = whole.forms[form]
    assert compiled.check(given.answers, given.context, whole.now).ok
    for field in fields:
        checked = compiled.check(without(given.answers, field), given.context, whole.now)
        assert f"/{field}" in {error.pointer for error in checked.errors}, field


@pytest.mark.krav("RH-SYF-01")
def test_a_case_says_which_new_conditions_the_way_of_working_is_adapted_to(whole):
    given = whole.answered["f_arende"]
    answers = {**given.answers, "nya_forutsattningar": "Ny lag från årsskiftet."}
    checked = whole.forms["f_arende"].check(answers, given.context, whole.now)

    assert checked.ok
    assert not checked.dropped
    assert whole.forms["f_arende"].typed(checked.clean)["nya_forutsattningar"] == "Ny lag från årsskiftet."


@pytest.mark.krav("RH-ROLE-UA-04")
def test_the_owner_says_what_support_the_project_leader_gets():
    followed = diary("implementering", "lopande")
    given = followed.answered["f_kvittera_statusrapport"]
    answers = {**given.answers, "stod_till_projektledare": "Jag tar det med stabschefen."}
    checked = followed.forms["f_kvittera_statusrapport"].check(answers, given.context, followed.now)

    assert checked.ok
    assert not checked.dropped
    assert "ut_kvittera_statusrapport" in followed.tasks("uppdragsagare", "sp_infora")
