"""Word lists of the genre: how reports of the United Nations say who took the floor.

Each list holds words as they are compared (lower case). They are tables of cases, collected from reports of many bodies
and decades; docs/reading.md shows the wordings that they make.
"""

from __future__ import annotations

from typing import Final

ADJECTIVES: Final = frozenset(
    "accredited acting alternate chief deputy following individual many national new other permanent regional "
    "respective senior several some special various youth".split()
)
"""Words before the noun of a head."""
ADVERBIALS: Final = frozenset(
    "after again all and as at before both by concerning during each here in many on other others regarding "
    "several some there thereon through throughout under with within".split()
)
"""Words with which an adverbial begins after a name."""
ADVERBS: Final = frozenset(
    "additionally again all also both briefly each first formally further had has have however jointly later "
    "likewise orally remotely similarly subsequently then thereafter therefore thereupon together too "
    "virtually".split()
)
"""Words that may stand between a subject and its verb ("also made")."""
BODIES: Final = frozenset(
    "assembly board commission committee conference council forum governments member members parties states".split()
)
"""Words for bodies and their members."""
BODY_WORDS: Final = frozenset(
    "assembly board body commission committee conference congress council meeting plenary".split()
)
"""Bodies, which are no speakers in their own meetings."""
COLLECTIVES: Final = frozenset(
    "children co-chairs experts members panelists panellists participants secretariat youth".split()
)
"""Speakers who are only called what they are."""
CONNECTORS: Final = frozenset(
    "a against al an and as at au aux by da dalla das de del della delle der des di die do dos du e el en et "
    "for from für il in its la las le les lo los no of ohne on or per pour sans sur the to und under van von "
    "with without y zum zur".split()
)
"""Small words inside names, in the languages in which organizations are printed."""
CONTENT_VERBS: Final = frozenset(
    "added affirmed announced believed called clarified concluded condemned considered declared denied "
    "deplored described disassociated dissociated drew emphasized explained expressed highlighted informed "
    "maintained noted observed outlined pointed reaffirmed recalled refuted regretted reiterated rejected "
    "remarked reported said stated stressed suggested underlined underscored urged voiced".split()
)
"""Verbs that render what was said ("said that")."""
COUNTED: Final = frozenset(
    "agencies ambassadors constituencies countries country delegation delegations entities experts "
    "governments groups institutions leaders members ministers ngos observer observers organization "
    "organizations panellists participants parties party representative representatives speaker speakers "
    "stakeholder stakeholders state states youth".split()
)
"""What is counted when nobody is named ("14 Parties")."""
DELEGATES: Final = frozenset(
    "ambassador ambassadors delegate delegates delegation delegations member members participant participants "
    "representative representatives speaker speakers spokesman spokespeople spokesperson spokespersons "
    "spokeswoman".split()
)
"""Nouns of those who speak for a State or organization."""
ENDINGS: Final = frozenset("as at by for in on to via with".split())
"""Prepositions that end a title unless a name follows."""
FILLERS: Final = frozenset(
    ", ; again all also and both briefly each first formally further had has have having herself himself "
    "however jointly later likewise orally respectively similarly subsequently then thereafter therefore "
    "thereupon too who".split()
)
"""Words that may stand between the speakers and their verb."""
GOVERNING: Final = frozenset("against among as at between by for from in into members of on that to under with".split())
"""Words after which a name is no subject."""
HONORIFICS: Final = frozenset(
    "dame dr excellency h.e her his hon judge justice lady lord miss mr mrs ms prof professor sir sr".split()
)
"""Forms of address before a name."""
INTRODUCED: Final = frozenset(
    "account accounts agenda amendment amendments budget chapter decision document documents draft estimates "
    "item items matter note paper papers plan programme proposal proposals question report reports resolution "
    "revision section statement sub-item subject subprogramme text theme topic".split()
)
"""What is introduced: drafts, items, reports."""
MADE_PASSIVE: Final = frozenset(
    "delivered given heard made offered presented pronounced provided read submitted".split()
)
"""Participles of "statements were made by"."""
MAKING: Final = frozenset("delivered gave issued made make makes offered presented pronounced".split())
"""Verbs that take a noun of speaking ("made a statement")."""
MANDATES: Final = frozenset(
    "adviser advisor ambassador body committee coordinator envoy expert experts force forum group mechanism "
    "panel rapporteur rapporteur-general rapporteurs representative team".split()
)
"""Holders of a mandate, whose subject belongs to the title: "Special Rapporteur on the right to food"."""
MANDATE_HOLDERS: Final = frozenset("expert experts rapporteur rapporteurs".split())
"""Holders of a mandate of the body, who speak as its officers."""
NOUNS: Final = frozenset(
    "address addresses briefing briefings clarification clarifications comment comments communication "
    "communications declaration declarations demonstration explanation explanations intervention "
    "interventions introduction introductions keynote lecture lectures message messages observation "
    "observations overview presentation presentations rejoinder remark remarks replies reply report reports "
    "response responses speech speeches statement statements update updates welcome".split()
)
"""Nouns of speaking ("statement", "remarks")."""
NO_ACTS: Final = frozenset(
    "acted adopted agreed amended appealed asked attended chaired circulated co-sponsored corrected decided "
    "disagreed facilitated inquired invited joined moderated moved nominated objected participated proposed "
    "raised read requested revised seconded served sponsored submitted suggested voted withdrew".split()
)
"""Verbs of procedure: what they tell is no speaking act by itself ("requested a vote")."""
NO_NAMES: Final = frozenset(
    "additional after all also as at before both by countries delegations during each following for further "
    "general he in introductory it many member members no on one other others participants representatives "
    "several she some speakers statement statements states subsequently that the then there thereafter these "
    "they this those two under upon when while".split()
)
"""Words with which no name begins."""
OFFICES: Final = frozenset(
    "administrator adviser advisor ambassador archbishop attorney attorney-general cardinal ceo chair "
    "chair-rapporteur chairman chairperson chairperson-rapporteur chairpersons chairs chairwoman chancellor "
    "chief co-chair co-chairperson co-chairperson-rapporteur co-chairs co-facilitator co-facilitators "
    "co-founder co-moderator commissioner commissioner-general comptroller controller convener convenor "
    "coordinator counsel counsellor dean deputy-director-general deputy-minister deputy-secretary-general "
    "director director-general directors emir envoy executive facilitator fellow founder general governor "
    "head heads high-commissioner inspector inspector-general judge justice keynote king lecturer legal "
    "manager mayor mediator minister ministers moderator officer officer-in-charge official officials "
    "ombudsman ombudsperson patron pope president presidents prince princess principal professor prosecutor "
    "provost queen rapporteur rapporteur-general rapporteurs registrar registrar-general "
    "representative-designate secretaries secretary secretary-general senator solicitor-general "
    "speaker-designate spokesperson superintendent treasurer under-secretary under-secretary-general "
    "undersecretary vice-chair vice-chairman vice-chairperson vice-minister vice-president".split()
)
"""Words that name an office; the word alone or after others ("Deputy Director General")."""
OF_GOVERNMENTS: Final = frozenset("embassy government ministry parliament permanent".split())
"""Words with which the name of a part of a government begins."""
OF_SECRETARIAT: Final = frozenset(
    "administrator adviser assistant-secretary-general chief commissioner commissioner-general comptroller "
    "controller coordinator counsel deputy-director-general deputy-secretary-general director "
    "director-general directors executive head officer officer-in-charge registrar representative secretariat "
    "secretary secretary-general under-secretary-general".split()
)
"""Posts of a secretariat."""
OF_STATES: Final = frozenset("countries country governments parties party state states".split())
"""Words for States that are only counted."""
OPENED: Final = frozenset("conference congress debate forum meeting panel segment seminar session workshop".split())
"""What is opened and closed."""
ORGANIZATIONS: Final = frozenset(
    "academy agency alliance asociación assembly association authority bank board campaign center centre "
    "chamber church churches coalition commission committee community company confederation conference "
    "congress consortium council fao federation forum foundation fund fundación group ilo initiative "
    "institute instituto international internationale interpol league mission movement network office ohchr "
    "organisation organization parliament partnership programme project secretariat service services society "
    "trust unaids undp unesco unicef union university watch who".split()
)
"""Words that tell the name of an organization."""
ORGANS: Final = frozenset(
    "assembly board body bureau cma commission committee conference congress convention cop council court "
    "dialogue forum group mechanism meeting panel plenary roundtable sbi sbsta segment seminar session "
    "sub-commission subcommittee tribunal workshop".split()
)
"""Bodies of which somebody is an officer."""
PARTICLES: Final = frozenset("al ben bin da das de del della den der di dos du e el ibn la le of van von y".split())
"""Small words inside the names of persons."""
PARTS_OF_TITLES: Final = frozenset(
    "administration agency branch bureau center centre department deputy directorate division embassy head "
    "institute laboratory ministry mission office permanent section service unit".split()
)
"""Units whose name goes on after a comma ("Principal Officer, Division for Management")."""
PERSONS_NAMED: Final = frozenset(
    "discussant discussants expert experts facilitators lecturer lecturers moderator moderators panelist "
    "panelists panellist panellists presenter presenters resource speaker speakers".split()
)
"""Nouns after which names of persons follow."""
PLURALS: Final = frozenset(
    "ambassadors chairs delegates delegations discussants experts facilitators heads lecturers members "
    "ministers moderators observers panelists panellists participants presenters presidents representatives "
    "secretaries speakers spokespeople spokespersons".split()
)
"""Heads that announce several speakers."""
PRESIDING: Final = frozenset(
    "chair chair-rapporteur chairman chairperson chairperson-rapporteur chairpersons chairs chairwoman "
    "co-chair co-chairperson co-chairperson-rapporteur co-chairs co-facilitator co-facilitators facilitator "
    "moderator moderators president presidents rapporteur rapporteur-general vice-chair vice-chairman "
    "vice-chairperson vice-president vice-presidents".split()
)
"""Who presides or reports for a body."""
QUALIFIERS: Final = frozenset(
    "a acting alternate an assembly assistant assistant-secretary associate board cabinet chairperson chief "
    "cma commission commission's committee committee's conference congress cop council council's crown deputy "
    "division elected executive federal first foreign former general group head high honorary incoming "
    "independent interim joint keynote lead legal managing meeting national nations newly outgoing permanent "
    "political prime principal programme project public regional resident sbi sbsta scientific second "
    "secretariat security senior session special state sub-regional technical the third un under undp unep "
    "unfccc united unodc vice vice-executive who".split()
)
"""Words before the word of an office."""
REMARKS: Final = frozenset(
    "also as by chair delivered facilitator first in observer observers on online pre-recorded prerecorded "
    "president read remote remotely second see speaking through via vice-chair video videoconference "
    "videolink virtual virtually".split()
)
"""Words with which a remark in brackets begins that is no part of the name ("by video")."""
SKIPPED: Final = frozenset("after also at before during following for in on pursuant under upon".split())
"""Words with which an adverbial begins, not a subject."""
SPOKESPERSONS: Final = frozenset("spokesman spokesmen spokesperson spokeswoman".split())
"""Who speaks for a group."""
STARTERS: Final = frozenset(
    "a an delegations dr four h.e miss mr mrs ms observer observers panelists panellists participants "
    "representative representatives several sir the three two".split()
)
"""Words with which a list of speakers may begin."""
STOPS: Final = frozenset(
    "according addressed adopted after also although answered are be because been before called closed "
    "concerning considered contained could decided delivered draw drew during emphasized entitled exercising "
    "explained expressed following gave had has have held highlighted however including informed introduced "
    "is made make may moved noted noting opened presented proposed pursuant recalled referring regarding "
    "relating replied reported requested respectively responding said should since speaking spoke stated "
    "stressed subsequently take takes that then thereafter together took underlined until upon urged was "
    "welcomed were when where whereas which while who whom whose will would".split()
)
"""Words that no name holds: verbs, conjunctions, beginnings of clauses."""
TITLE_STOPS: Final = frozenset(
    "acted added addressed after also announced answered are before briefed called chaired closed commented "
    "concerning concluded continued declared delivered described drew during elaborated emphasized explained "
    "expressed facilitated gave had has held highlighted informed intervened introduced invited is led made "
    "moderated noted observed offered opened outlined paid pointed presented proposed provided read recalled "
    "regarding reiterated remarked replied reported requested responded reviewed said served speaking spoke "
    "stated stressed submitted subsequently summarized thanked that then took underlined updated urged was "
    "welcomed were which who".split()
)
"""Verbs and conjunctions that end a title."""
UNITS: Final = frozenset(
    "branch cabinet center centre department division office programme secretariat section service unit".split()
)
"""Parts of a secretariat; an office of one belongs to the secretariat that serves the body."""
WEAK_NOUNS: Final = frozenset(
    "communication communications declaration declarations report reports response responses welcome".split()
)
"""Nouns of speaking that also mean a paper: they count only beside "made" or "delivered"."""
BEGINNINGS: Final = (
    frozenset(
        "addressed after answered are as asked availed began briefed came closed comes comprised concluded "
        "contributed declared delivered ended exercised explained featured followed following gave had has have "
        "heard hears inaugurated included intervened introduce introduced is issued listened made make makes "
        "offered opened participated presented pronounced provided reacted read replied reported requested "
        "responded so spoke started take taken takes there took was were".split()
    )
    | CONTENT_VERBS
    | NO_ACTS
)
"""Words with which a verb may begin: all others need not be looked at."""
