"""What the text on implementation says, held against cases that run. The tables are written from the text."""

import pytest

from tests.krav.diary import diary, shown

RECEIVE, PREPARE, IMPLEMENT, OPERATE = "sp_ta_emot_arende", "sp_bereda", "sp_infora", "sp_forvalta_folja_upp"
FVL, UA, BG = "forvaltningsledning", "uppdragsagare", "beredningsgrupp"
LUA, STAB, CHEF, UNIT, PL = "lokalt_utvecklingsansvarig", "stab", "chef", "verksamhet", "projektledare"


@pytest.mark.parametrize(
    ("role", "phase", "tasks"),
    [
        shown("RH-IMP-T-01", FVL, RECEIVE, {"ut_besluta_hantering", "ut_utse_uppdragsagare"}),
        shown("RH-IMP-T-03", FVL, RECEIVE, {"ut_utse_uppdragsagare"}),
        shown("RH-IMP-B-01", FVL, PREPARE, {"ut_besluta_genomforande", "ut_utse_projektledare"}),
        shown("RH-IMP-B-02", UA, PREPARE, {"ut_satt_samman_beredningsgrupp", "ut_granska_underlag"}),
        shown("RH-IMP-B-05", FVL, PREPARE, {"ut_besluta_genomforande"}),
        shown("RH-IMP-I-01", CHEF, IMPLEMENT, {"ut_genomfor_forandring", "ut_bekrafta_inford"}),
        shown("RH-IMP-I-02", LUA, IMPLEMENT, {"ut_inforande_regionomrade"}),
        shown("RH-IMP-I-03", STAB, IMPLEMENT, {"ut_stod_stab"}),
        shown("RH-IMP-I-04", UA, IMPLEMENT, {"ut_sprid_information", "ut_godkann_overlamning"}),
        shown("RH-IMP-F-01", UNIT, OPERATE, {"ut_forvalta"}),
        shown("RH-IMP-F-02", STAB, OPERATE, {"ut_stod_uppfoljning"}),
        shown("RH-IMP-F-03", UA, OPERATE, {"ut_folj_upp_effektmal", "ut_rapportera_effekt"}),
        shown("RH-ROLE-BG-02", BG, PREPARE, {"ut_analysera"}),
        shown("RH-ROLE-BG-03", BG, PREPARE, {"ut_sammanstall_beredningsunderlag"}),
        shown("RH-ROLE-UA-09", UA, IMPLEMENT, {"ut_sprid_information"}),
        shown("RH-ROLE-UA-12", UA, OPERATE, {"ut_folj_upp_effektmal", "ut_besluta_atgard"}),
        shown("RH-ROLE-CHEF-05", CHEF, OPERATE, {"ut_registrera_matning", "ut_folj_upp_enhet"}),
        shown("VGR-LPL-02", "lokal_processledare", IMPLEMENT, {"ut_stod_lokalt"}),
    ],
)
def test_a_role_has_its_tasks_in_the_phase(whole, role, phase, tasks):
    assert tasks <= whole.tasks(role, phase)
    others = {one.role for one in whole.opened if one.element in tasks}
    assert others == {role}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        # The areas' input comes before anything is analysed; the basis before the decision.
        shown("RH-SYF-03", "ut_inhamta_regionomraden", "ut_analysera"),
        shown("RH-IMP-B-04", "ut_sammanstall_beredningsunderlag", "ut_besluta_genomforande"),
        shown("RH-ROLE-BG-04", "ut_sammanstall_beredningsunderlag", "ut_besluta_genomforande"),
        shown("RH-GAR-02", "ut_utse_uppdragsagare", "ut_satt_samman_beredningsgrupp"),
        shown("RH-ROLE-UA-10", "ut_foresla_effektmal", "ut_ta_fram_effektmal"),
    ],
)
def test_one_thing_is_done_before_the_other_can_be(whole, earlier, later):
    order = [element for element, _ in whole.done]
    last = len(order) - 1 - order[::-1].index(earlier)
    assert last < order.index(later)
    assert all(later not in still_open for _, still_open in whole.done[: last + 1])


@pytest.mark.krav("RH-ROLE-BG-05")
def test_the_preparation_follows_its_process(whole):
    steps = [
        "ut_satt_samman_beredningsgrupp",
        "ut_inhamta_regionomraden",
        "ut_analysera",
        "ut_ta_fram_effektmal",
        "ut_sammanstall_beredningsunderlag",
        "ut_granska_underlag",
        "ut_besluta_genomforande",
    ]
    assert [each for each in dict.fromkeys(element for element, _ in whole.done) if each in steps] == steps


@pytest.mark.krav("RH-IMP-01")
def test_a_case_goes_through_the_four_steps(whole):
    names = [whole.model.elements[phase].name for phase in whole.phases]
    assert names == ["Ta emot ärende", "Bereda", "Införa", "Förvalta och följa upp"]


@pytest.mark.krav("RH-SYF-02")
def test_areas_staff_and_process_work_together_in_one_case(whole):
    areas = {"Nord", "Mitt", "Syd"}
    assert set(whole.items("ut_inhamta_regionomraden")) == areas
    assert set(whole.items("ut_inforande_regionomrade")) == areas
    assert whole.items("ut_stod_stab") == ["Kommunikationsstaben"]


@pytest.mark.krav("RH-ROLE-BG-01", "RH-IMP-B-03", "RH-SYF-04")
def test_the_group_is_the_leads_of_the_areas_concerned_and_staff(whole):
    leads = {"Nord": "Dag LUA Nord", "Mitt": "Eli LUA Mitt", "Syd": "Fia LUA Syd"}
    one_area = diary("implementering", "ny_kandidat").assigned[BG]

    assert set(whole.assigned[BG]) == {*leads.values(), "Gro Stab"}
    assert set(one_area) == {leads["Nord"], "Gro Stab"}
    form = whole.forms["f_beredningsgrupp"]
    given = whole.answered["f_beredningsgrupp"]
    for missing in ("lokalt_utvecklingsansvariga", "stab_medlemmar"):
        less = {key: value for key, value in given.answers.items() if key != missing}
        assert not form.check(less, given.context, whole.now).ok
    with_expert = form.check(
        {**given.answers, "sakkunniga": given.answers["stab_medlemmar"]}, given.context, whole.now
    )
    assert with_expert.ok
    assert "sakkunniga" in form.typed(with_expert.clean)


@pytest.mark.krav("RH-IMP-T-02", "RH-ROLE-FVL-01")
def test_the_management_team_decides_to_prepare_to_implement_or_to_handle_in_another_way():
    ways = {
        "avvikelse": [RECEIVE, PREPARE, IMPLEMENT, OPERATE],
        "infora_direkt": [RECEIVE, IMPLEMENT, OPERATE],
        "handlaggs_annat_satt": [RECEIVE],
    }
    assert {name: diary("implementering", name).phases for name in ways} == ways
    assert diary("implementering", "handlaggs_annat_satt").ended[-1] == "end_handlaggs_annat_satt"


@pytest.mark.krav("RH-ROLE-FVL-03")
def test_the_decision_on_the_basis_can_stop_the_case_or_send_it_back():
    stopped = diary("implementering", "avslutat_efter_beredning")

    assert stopped.phases == [RECEIVE, PREPARE]
    assert stopped.ended[-1] == "end_avslutat_fore_inforande"
    assert [element for element, _ in stopped.done].count("ut_besluta_genomforande") > 1


@pytest.mark.krav("RH-IMP-B-06")
def test_the_project_leader_is_appointed_for_the_implementation_and_the_transition(whole):
    assert "ut_utse_projektledare" in whole.tasks(FVL, PREPARE)
    assert whole.assigned[PL] == ["Ivo Projektledare"]
    assert {"ut_planera_inforande", "ut_overlamna_forvaltning"} <= whole.tasks(PL, IMPLEMENT)


@pytest.mark.krav("RH-IMP-I-05")
def test_areas_implement_with_their_own_resources_and_units(whole):
    order = [one.element for one in whole.opened]
    local = diary("implementering", "lopande").answered["f_inforande_regionomrade"]
    person = whole.parts["inford"][2]["answers"]["lokala_resurser"]
    form = whole.forms["f_inforande_regionomrade"]
    named = form.check({**local.answers, "lokala_resurser": whole._known(person)}, local.context, whole.now)

    assert order.index("ut_inforande_regionomrade") < order.index("ut_planera_forandring")
    assert len(whole.items("ut_genomfor_forandring")) == 6
    assert named.ok
    assert form.typed(named.clean)["lokala_resurser"][0]["person"]["namn"] == "Gro Stab"


@pytest.mark.krav("RH-GAR-05")
def test_all_areas_and_units_work_by_the_same_model_and_the_same_forms(whole):
    for element, many in (
        ("ut_inhamta_regionomraden", 3),
        ("ut_inforande_regionomrade", 3),
        ("ut_forvalta", 6),
    ):
        assert len(set(whole.items(element))) == many
        assert whole.model.elements[element].form in whole.forms


@pytest.mark.krav("RH-IMP-F-04")
def test_every_unit_runs_what_was_implemented_in_operation(whole):
    assert len(whole.items("ut_forvalta")) == len(set(whole.items("ut_forvalta"))) == 6


@pytest.mark.krav("RH-IMP-F-05", "RH-ROLE-CHEF-06")
def test_every_unit_measures_and_follows_up_every_goal_before_it_is_assessed(whole):
    # Six units and two goals; a month later the six that measure the goal that is left.
    assert len(whole.items("ut_registrera_matning")) == 18
    order = [element for element, _ in whole.done]
    assert order.index("ut_folj_upp_enhet") < order.index("ut_folj_upp_effektmal")
    responsible = {one.role for one in whole.opened if one.element == "ut_folj_upp_enhet"}
    assert responsible == {CHEF}


@pytest.mark.krav("RH-IMP-F-07")
def test_a_case_ends_with_its_benefits_only_when_every_goal_is_reached(whole):
    rounds = whole.items("ut_folj_upp_effektmal")
    assert rounds == ["Kortare väntetid", "Färre omtag", "Färre omtag"]
    assert whole.ended[-1] == "end_effekt_hemtagen"
    assert diary("implementering", "avvikelse").ended[-1] == "end_avslutat_med_avvikelse"


@pytest.mark.krav("RH-ROLE-FVL-10")
def test_managers_are_informed_again_and_again_while_the_case_goes_on():
    informed = diary("implementering", "lopande")
    assert informed.items("ut_informera_chefer")[1:] != []
    assert informed.register.sent >= 2


@pytest.mark.krav("RH-ROLE-FVL-11")
def test_managers_begin_to_prepare_while_the_case_is_still_being_prepared(whole):
    assert "ut_forbered_verksamhet" in whole.open_while("ut_inhamta_regionomraden")
    assert {one.role for one in whole.opened if one.element == "ut_forbered_verksamhet"} == {CHEF}
    assert len(whole.items("ut_forbered_verksamhet")) == 6


@pytest.mark.krav("RH-ROLE-UA-05", "RH-STAT-03")
def test_the_owner_follows_the_progress_at_the_agreed_interval():
    followed = diary("implementering", "lopande")
    # After one month and after two more; then once more, at the handover.
    assert len(followed.items("ut_skriv_statusrapport")) == 3
    assert len(followed.items("ut_kvittera_statusrapport")) == 2
    assert followed.answered["f_intervall"].answers["intervall"] == "P1M"
    assert "ut_kvittera_statusrapport" in followed.tasks(UA, IMPLEMENT)


@pytest.mark.krav("RH-ROLE-UA-08")
def test_what_lies_beyond_the_frame_goes_from_the_owner_to_the_management_team(whole):
    lifted = diary("implementering", "avvikelse")
    order = [element for element, _ in lifted.done]
    assert order.index("ut_besluta_atgard") < order.index("ut_besluta_avvikelse")
    assert "ut_besluta_avvikelse" in lifted.tasks(FVL, OPERATE)
    assert "ut_besluta_avvikelse" not in {element for element, _ in whole.done}


@pytest.mark.krav("RH-ROLE-UA-03")
def test_the_owner_is_the_first_choice_in_a_regional_steering_group(whole):
    asked = diary("implementering", "ny_kandidat")
    options = next(
        part["values"]
        for part in asked.forms["f_utse_representant"].to_json({}, asked.now)["components"]
        if part.get("key") == "utfall"
    )
    assert options[0]["value"] == "uppdragsagaren"
    assert "ut_utse_representant" in asked.tasks(FVL, PREPARE)
    assert "ut_utse_representant" not in {one.element for one in whole.opened}


@pytest.mark.krav("RH-ROLE-LUA-02")
def test_a_question_from_an_area_goes_to_its_local_lead():
    question = diary("implementering", "fraga")
    assert question.tasks(LUA, RECEIVE) == {"ut_ta_emot_fraga"}
    scope = question.model.elements["ut_ta_emot_fraga"].scope
    assert scope == "arende.berorda_regionomraden[1]"
