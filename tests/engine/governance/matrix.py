"""The decision rights of the governing texts, profile by profile, written from the texts and not from the profile files.

A cell: roles that decide; `F` roles that propose; `S` roles that are consulted; a cell that begins with `-` is not regulated:
what follows is the default, nothing follows when the line has it. `LINE` in a cell is the line of the profile.
"""

PROFILES = ("vgr", "region", "eskilstuna", "pop")

LINE = {
    "vgr": {"chef", "regionomradeschef", "stabschef", "utvecklingschef", "direktor"},
    "region": {"linjechef", "omradeschef", "koncerndirektor", "regiondirektor"},
    "eskilstuna": {"linjechef", "forvaltningschef", "kommundirektor"},
    "pop": {"linjechef", "omradeschef", "ledning"},
}

MATRIX = """
arende.hantering | forvaltningsledning | - koncerndirektor | - pug plg klg | - ledning
arende.genomforande | forvaltningsledning F beredningsgrupp | - koncerndirektor | - pug plg linjechef | ledning
arende.resurser | forvaltningsledning F beredningsgrupp | - linjechef | LINE | resursagare
arende.tidplan | forvaltningsledning F beredningsgrupp | - linjechef | - | -
arende.uppdragstagare | forvaltningsledning F beredningsgrupp | - linjechef | - | -
arende.matbara_mal | forvaltningsledning F beredningsgrupp | - linjechef | - | -
arende.effektmal | forvaltningsledning F beredningsgrupp uppdragsagare verksamhet | - linjechef | - | -
arende.beslut_inom_ram | uppdragsagare | - processagare | processteam pug plg | - bestallare
arende.storre_beslut | forvaltningsledning F uppdragsagare | - | pug plg klg | - ledning
arende.avslut_effekt | uppdragsagare forvaltningsledning | - | - | ledning
forandring.genomforande_egen_enhet | chef | - linjechef | linjechef | -
process.strategisk_prioritering | regional_processagare F processomradesansvarig S regional_processagare | - processagare | klg pug | ledning
process.strategisk_inriktning | regional_processagare F processomradesansvarig | - | - pug plg | ledning
process.taktisk_prioritering | processomradesansvarig F lokal_processledare S regional_processledare | - processagare | pug plg F processagare | - processagare
process.taktisk_plan_process | regional_processledare S lokal_processledare | - | processagare | processagare
process.arbetssatt | processomradesansvarig F regional_processledare | - processagare | processagare F processteam | processagare
process.storre_forandring_arbetssatt | processomradesansvarig | processagare S linjechef | processagare pug plg | processagare
linje.lokalt_arbetssatt | LINE | - linjechef | LINE | -
linje.lokal_organisation | LINE | - linjechef | LINE | -
process.godkannande | - direktor regional_processagare | processagare regiondirektor | - processagare | - processagare
dokument.godkannande | godkannare | - processagare | processagare F processforvaltare | - LINE F processledare
behov.formulering | processomradesansvarig F regional_processledare lokal_processledare | - | processagare | -
behov.overenskommelse | processomradesansvarig | - | - processagare | -
stod.formaga | regional_processledare lokal_processledare | - | - | -
mal.processmal | - regional_processagare F processomradesansvarig | - processagare | namnd_styrelse F pug plg processagare S processteam | processagare
mal.nyckeltal | - processomradesansvarig | - processagare | processagare pug plg | processagare
servicedeklaration | - | - | namnd_styrelse F pug plg processagare S processteam | -
atgardsplan | - processomradesansvarig regional_processledare | - processagare | processagare pug plg F processteam | -
process.kompetenskrav | - LINE F regional_processledare | - | processagare | ledning
linje.bemanning | LINE | - linjechef | linjechef | resursagare
linje.personal | LINE | - linjechef | linjechef | resursagare
linje.linjebudget | LINE forvaltningsledning | - linjechef | linjechef | resursagare
linje.systemforvaltning | - | - | - | -
process.implementera | - forvaltningsledning | - | - pug plg | ledning
uppdrag.bestalla | - | - | - | bestallare
"""

PROCESS_ROLES = {
    "vgr": {
        "regional_processagare",
        "processomradesansvarig",
        "regional_processledare",
        "lokal_processledare",
    },
    "region": {"processagare", "processledare", "processledarteam"},
    "eskilstuna": {"pug", "plg", "processagare", "processteam"},
    "pop": {"processagare", "processledare"},
}
# What responsibility for a process never includes.
DENIED = (
    "linje.personal",
    "linje.linjebudget",
    "linje.operativt_resultat",
    "linje.lokal_organisation",
    "linje.systemforvaltning",
    "linje.bemanning",
    "linje.genomforande",
    "linje.lokalt_arbetssatt",
    "linje.styrning",
)
