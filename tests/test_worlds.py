"""The world of today: names, codes, membership, groups and successor States together; totals do not change."""

from __future__ import annotations

import csv
import datetime as dt
import gc
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary import queries
from plenary.choices import with_sessions
from plenary.citation import cited_entry
from plenary.entries import find_entry
from plenary.export import describe, export_file, file_name, rows
from plenary.names import UnknownName
from plenary.schema import DATA
from plenary.selection import (
    NAME_LANGUAGES,
    OF_NAMES,
    SINGLE,
    WITHOUT_NAMES,
    WORLDS,
    Selection,
    parse_link,
    read_selection,
)
from plenary.store import Dataset, open_dataset
from plenary.versions import named_dataset
from plenary.worlds import names_in_english, seen
from tests.dataset_copy import change, copy_dataset

CRIME = "crime-congress-12"
TODAY = Selection(session=(CRIME,), world="today")
OPENING = dt.date(2010, 4, 12)
DAY = dt.date(2026, 11, 24)
FORMER = {f"{CRIME}/2/2": "DDR", f"{CRIME}/2/3": "SUN", f"{CRIME}/2/4": "YUG"}
"""Statements of the copy below, given to States that were no more in 2010: the ways of former States, not facts."""


@pytest.fixture(scope="module")
def today(dataset: Dataset) -> Dataset:
    """The dataset in the world of today."""
    return seen(dataset, "today", "")


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The first record, where three statements are given to former States and Germany and Russia keep theirs."""
    copy = copy_dataset(tmp_path_factory.mktemp("former"))
    for statement_id, speaker_id in FORMER.items():
        change(copy, "statements.csv", {"statement_id": statement_id}, "speaker_id", speaker_id)
    return open_dataset(copy)


def test_members_and_groups_are_those_of_today(dataset: Dataset, today: Dataset) -> None:
    """Of 192 members in 2010, 53 African and 53 Asian, today are 193: South Sudan came, Kiribati joined a group."""
    # As recorded: 53 + 53 + 23 + 33 + 28, the USA counted with the last, and Kiribati in no group: 192.
    before = queries.regional_groups(dataset, Selection(session=(CRIME,))).set_index("group_id")
    assert before["member_count"].to_dict() == {
        "african": 53, "asia_pacific": 53, "eastern_european": 23, "grulac": 33, "weog": 29, "none": 1,
    }  # fmt: skip
    # Today: 54 with South Sudan, 54 with Kiribati, the others as they were: 193.
    after = queries.regional_groups(today, TODAY).set_index("group_id")
    assert after["member_count"].to_dict() == {
        "african": 54, "asia_pacific": 54, "eastern_european": 23, "grulac": 33, "weog": 29,
    }  # fmt: skip
    # No speaker of the seed changed its group: 6 + 12 + 3 + 9 + 10 statements of States in both worlds.
    counts = {"african": 6, "asia_pacific": 12, "eastern_european": 3, "grulac": 9, "weog": 10}
    assert after["statement_count"].to_dict() == counts
    assert before["statement_count"].drop("none").to_dict() == counts
    session = queries.sessions(today, TODAY).iloc[0]
    assert (session["member_count"], session["speaking_member_count"]) == (193, 39)
    assert session["first_date"] == OPENING


def test_names_are_those_of_today_and_printed_names_stay(dataset: Dataset, today: Dataset) -> None:
    """Libya and Türkiye stand for the Libyan Arab Jamahiriya and Turkey of 2010; what is printed does not change."""
    recorded = queries.statements(dataset, Selection(session=(CRIME,))).set_index("statement_id")
    shown = queries.statements(today, TODAY).set_index("statement_id")
    assert list(shown.index) == list(recorded.index)
    assert list(shown["name_printed"]) == list(recorded["name_printed"])
    names = {code: today.names.name_on(code, OPENING) for code in ("LBY", "TUR", "CZE", "SWZ")}
    assert names == {"LBY": "Libya", "TUR": "Türkiye", "CZE": "Czechia", "SWZ": "Eswatini"}
    assert dataset.names.name_on("TUR", OPENING) == "Turkey"
    libya = shown[shown["speaker_id"] == "LBY"].iloc[0]
    assert (libya["name"], libya["name_printed"]) == ("Libya", "Libyan Arab Jamahiriya")


def test_a_former_state_is_its_one_successor(former: Dataset) -> None:
    """Statements of the GDR and the USSR count for Germany and Russia, with their codes, groups and membership."""
    shown = queries.delegations(seen(former, "today", ""), TODAY).set_index("speaker_id")
    recorded = queries.delegations(former, Selection(session=(CRIME,))).set_index("speaker_id")
    # 44 statements of 43 speakers in the seed: 39 States and 4 others, Brazil twice. Three speakers gave theirs away.
    assert {"DDR", "SUN"} <= set(recorded.index)
    assert not {"DDR", "SUN"} & set(shown.index)
    for state, ancestor in (("DEU", "DDR"), ("RUS", "SUN")):
        own = recorded["statement_count"].get(state, 0)
        assert shown.loc[state, "statement_count"] == own + recorded.loc[ancestor, "statement_count"] == own + 1
    turns = queries.statements(seen(former, "today", ""), TODAY).set_index("statement_id")
    of_gdr = turns.loc[f"{CRIME}/2/2"]
    told = ("name", "name_today", "iso3", "group_id", "un_member")
    assert tuple(of_gdr[list(told)]) == ("Germany", "Germany", "DEU", "weog", True)
    assert shown["statement_count"].sum() == recorded["statement_count"].sum() == 44


def test_a_state_of_several_successors_stays_itself_and_says_so(former: Dataset) -> None:
    """Yugoslavia has five successors: it is none of them, no member, in no group, and bears the year of its end."""
    turn = queries.statements(seen(former, "today", ""), TODAY).set_index("statement_id").loc[f"{CRIME}/2/4"]
    assert (turn["speaker_id"], turn["name"], turn["un_member"]) == ("YUG", "Yugoslavia (until 2000)", False)
    states = queries.participation(seen(former, "today", ""), TODAY).set_index("speaker_id")
    assert states.loc["YUG", "participation"] == "statements"
    assert not states.loc["YUG", "member"]
    assert not {"DDR", "SUN"} & set(states.index)
    assert int(states["member"].sum()) == 193


@pytest.mark.parametrize(("state", "standing"), [
    ("SUN", "RUS"), ("DDR", "DEU"), ("YMD", "YEM"), ("VDR", "VNM"), ("republic-of-viet-nam", "VNM"),
    ("tanganyika", "TZA"), ("YUG", "YUG"), ("CSK", "CSK"), ("united-arab-republic", "united-arab-republic"),
    ("swapo", "swapo"), ("unifem", "unifem"), ("FRA", "FRA"),
])  # fmt: skip
def test_only_states_of_one_successor_state_are_succeeded(today: Dataset, state: str, standing: str) -> None:
    """A chain of single successors is followed; several successors, organizations and movements stay themselves."""
    assert today.names.standing(state) == standing
    assert today.recorded is not None
    assert today.recorded.names.standing(state) == state


def test_links_to_a_former_state_lead_to_its_successor(former: Dataset) -> None:
    """In the world of today `delegation=SUN` is Russia, as a filter and as a permanent address; as recorded itself."""
    params = parse_link("delegation=SUN&world=today")
    dataset = named_dataset(former, params)
    selection, unknown = read_selection(params, dataset.choices)
    assert (selection.delegation, selection.world, unknown) == (("RUS",), "today", [])
    # In the copy the seed's own statement of Russia (paragraph 3) and the one given to the USSR.
    assert queries.headline_counts(dataset, selection)["statements"] == 2
    found = find_entry(dataset, "SUN")
    assert found is not None
    assert found.row_id == "RUS"
    as_recorded, _unknown = read_selection(parse_link("delegation=SUN"), former.choices)
    assert as_recorded.delegation == ("SUN",)


@pytest.mark.parametrize("query", ["world=tomorrow", "world=recorded", "names=de", "names=en", "names=FR"])
def test_unknown_worlds_and_languages_are_told(dataset: Dataset, query: str) -> None:
    """What there is not is left out, told, and gives the dataset as recorded."""
    params = parse_link(query)
    assert named_dataset(dataset, params) is dataset
    selection, unknown = read_selection(params, dataset.choices)
    assert selection == Selection()
    assert [(value.parameter, value.value) for value in unknown] == [tuple(query.split("="))]


def test_one_dataset_serves_all_who_ask_for_the_same_world(dataset: Dataset, today: Dataset) -> None:
    """A world is made once and kept; it shares every table but those that its names are in."""
    assert seen(dataset, "today", "") is today
    own = {name for name, frame in today.tables.items() if frame is not dataset.tables[name]}
    assert own == set()
    assert (today.hash, today.version, today.versions) == (dataset.hash, dataset.version, dataset.versions)


def test_a_world_that_nobody_keeps_leaves_no_table_behind(former: Dataset) -> None:
    """The tables of a dropped world are dropped from the database that it shared."""
    from plenary import worlds

    def tables() -> set[str]:
        return former.embedded.names()

    made = worlds._seen.__wrapped__(former, "today", "ru")
    own = set(made.renamed.values())
    assert own <= tables()
    del made
    gc.collect()
    assert not own & tables()


@st.composite
def selections(draw: st.DrawFn, dataset: Dataset) -> Selection:
    """Selections without groups and delegations, whose labels another world changes."""
    names = ("session", "meeting", "item", "kind", "act", "capacity")
    codes = {name: st.lists(st.sampled_from(list(dataset.choices[name])), max_size=2, unique=True) for name in names}
    chosen = {name: tuple(draw(codes[name])) for name in names}
    return Selection(**chosen, review=draw(st.sampled_from(("", "all", "unreviewed"))))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), language=st.sampled_from(("", *NAME_LANGUAGES)))
def test_another_world_is_another_set_of_labels(data: st.DataObject, language: str, former: Dataset) -> None:
    """Whatever is chosen: the same rows in the same order, the same totals over any split, no statement lost."""
    recorded = data.draw(selections(former))
    other = seen(former, "today", language)
    before, after = (queries.statements(dataset, recorded) for dataset in (former, other))
    same = ["statement_id", "name_printed", "kind", "act", "capacity", "meeting_ids", "item_ids", "day"]
    assert before[same].astype(str).equals(after[same].astype(str))
    for query in (queries.delegations, queries.participation_by_session, queries.regional_groups, queries.sessions):
        totals = [query(dataset, recorded)["statement_count"].sum() for dataset in (former, other)]
        assert totals[0] == totals[1], query.__name__
    headlines = [queries.headline_counts(dataset, recorded).drop("states") for dataset in (former, other)]
    assert headlines[0].equals(headlines[1])
    assert len(queries.delegations(former, recorded)) - len(queries.delegations(other, recorded)) in (0, 1, 2)


@pytest.mark.parametrize(
    "table", ["statements", "delegations", "participation", "participation_by_session", "sessions"]
)
@pytest.mark.parametrize("language", ["", "fr"])
def test_tables_of_the_record_have_as_many_rows_in_each_world(dataset: Dataset, table: str, language: str) -> None:
    """Nobody of the dataset is a former State: no two rows merge, and each table keeps its number of rows."""
    selection = with_sessions(Selection(session=tuple(dataset.choices["session"]), review="all"), dataset.choices)
    counts = [len(rows(shown, selection, table)) for shown in (dataset, seen(dataset, "today", language))]
    assert counts[0] == counts[1] > 0


def test_files_say_which_world_they_are_of(dataset: Dataset, today: Dataset) -> None:
    """The name of a CSV, the head of a JSON, the text of a package and the link in all of them say it, with the day."""
    assert file_name("statements", today.edition, "csv") == f"plenary-atlas-statements-{dataset.version}-today.csv"
    told = json.loads(export_file(today, TODAY, "statements", "json", site="https://x.org/", retrieved=DAY))
    assert told["as_of"] == today.today.isoformat()
    assert told["names"] == "en"
    day = f"{today.today:%-d %B %Y}"
    assert f"as of {day}" in told["filters"]
    assert told["link"] == f"https://x.org/timeline?session={CRIME}&world=today&v={dataset.version}"
    plain = json.loads(export_file(dataset, Selection(), "statements", "json", site="", retrieved=DAY))
    assert (plain["as_of"], "as of" in plain["filters"], "world" in plain["link"]) == (None, False, False)
    lines = dict(describe(today, TODAY, "participation", count=1, site="", retrieved=DAY).lines())
    assert lines["World"].startswith(f"Names, codes, membership and groups as of {day}; names as printed")
    assert "World" not in dict(describe(dataset, Selection(), "participation", count=1, site="", retrieved=DAY).lines())
    entry = find_entry(today, "LBY")
    assert entry is not None
    assert f"as of {day}" in cited_entry(today, entry, "", DAY).title


@pytest.mark.parametrize("table", WITHOUT_NAMES)
def test_rows_without_names_are_the_same_file_in_every_world(dataset: Dataset, today: Dataset, table: str) -> None:
    """Where no name stands in the rows, neither file nor link speaks of a world; the filter is told to mean nothing."""
    files = [
        export_file(shown, selection, table, "json", site="", retrieved=DAY).replace(b'"world"', b"")
        for shown, selection in ((dataset, Selection(session=(CRIME,))), (today, TODAY))
    ]
    assert files[0].replace(b'"without_meaning":[]', b"") == files[1].replace(b'"without_meaning":[]', b"")
    assert "world" in TODAY.without_meaning_for(table)
    assert TODAY.sentence(today.choices, table) == Selection(session=(CRIME,)).sentence(dataset.choices, table)


def test_printed_names_resolve_alike_in_every_world(dataset: Dataset) -> None:
    """A report is read by the English names of its day: neither world nor language changes what a name stands for."""
    for names in (dataset.names, seen(dataset, "today", "fr").names):
        assert names.resolve("Libyan Arab Jamahiriya", OPENING).speaker_id == "LBY"
        with pytest.raises(UnknownName):
            names.resolve("Türkiye", OPENING)
        with pytest.raises(UnknownName):
            names.resolve("Allemagne", OPENING)


def test_links_hold_world_and_language(dataset: Dataset) -> None:
    """Both parameters survive the way into a link and back, neither counts as a filter."""
    assert set(OF_NAMES) <= set(SINGLE)
    for world in ("", *WORLDS):
        for language in ("", *NAME_LANGUAGES):
            selection = Selection(session=(CRIME,), world=world, names=language)
            again, unknown = read_selection(parse_link(selection.to_query()), dataset.choices)
            assert (again, unknown) == (selection, [])
            assert selection.unfiltered() == selection


def test_versions_of_the_dataset_have_a_world_of_today_of_their_own(dataset: Dataset) -> None:
    """The first version was made on 23 November 2026: that is the day of its world of today."""
    first = named_dataset(dataset, parse_link("v=1.0.0&world=today"))
    assert (first.version, first.names.as_of) == ("1.0.0", dt.date(2026, 11, 23))
    text = export_file(first, TODAY, "delegations", "csv", site="", retrieved=DAY).decode()
    assert "Libya" in {row["name"] for row in csv.DictReader(io.StringIO(text))}
    assert (DATA / "versions" / "1.0.0").is_dir()


@pytest.mark.parametrize(("language", "names"), [
    ("ar", ["البرازيل", "الاتحاد الروسي"]), ("zh", ["巴西", "俄罗斯联邦"]), ("fr", ["Brésil", "Fédération de Russie"]),
    ("ru", ["Бразилия", "Российская Федерация"]), ("es", ["Brasil", "Federación de Rusia"]),
])  # fmt: skip
def test_states_bear_the_names_of_each_language(dataset: Dataset, language: str, names: list[str]) -> None:
    """Names, filters and tables of Brazil and Russia are in the language; order and printed names are as before."""
    shown = seen(dataset, "", language)
    rows = queries.statements(shown, Selection(delegation=("BRA", "RUS")))
    assert sorted(set(rows["name"])) == sorted(names)
    assert set(rows["name_printed"]) == {"Brazil", "Russian Federation"}
    assert [shown.choices["delegation"][code] for code in ("BRA", "RUS")] == names


@pytest.mark.parametrize(("state", "day", "name"), [
    # Turkey was renamed on 26 May 2022, Czechia on 17 May 2016, Eswatini on 19 April 2018, Libya on 16 September 2011.
    ("TUR", "2010-04-12", "Turkey"), ("TUR", "2024-11-13", "Türkiye"),
    ("CZE", "2010-04-12", "Czech Republic"), ("CZE", "2016-05-17", "Tchéquie"),
    ("SWZ", "2015-03-02", "Swaziland"), ("SWZ", "2024-11-13", "Eswatini"),
    ("LBY", "2010-04-12", "Libyan Arab Jamahiriya"), ("LBY", "2015-03-02", "Libye"),
    ("NLD", "2010-04-12", "Pays-Bas"), ("NLD", "2024-11-13", "Pays-Bas (Royaume des)"),
    ("GHA", "2010-04-12", "Ghana"), ("KOR", "2010-04-12", "République de Corée"),
    ("PRK", "2010-04-12", "République populaire démocratique de Corée"), ("unodc", "2010-04-12", None),
])  # fmt: skip
def test_no_name_is_shown_for_a_day_before_it_was(dataset: Dataset, state: str, day: str, name: str | None) -> None:
    """Where only the name of today is known in French, an earlier day has the English one, and is known so."""
    names, on = seen(dataset, "", "fr").names, dt.date.fromisoformat(day)
    english = dataset.names.name_on(state, on)
    assert names.name_on(state, on) == (name or english)
    if name is None or (name == english and state not in ("TUR", "SWZ", "GHA")):
        assert not names.has_form(state, on)


def test_ghana_is_not_grenada(dataset: Dataset) -> None:
    """In Russian Ghana is not called by the name of Grenada, as in one source, and no two States share a name."""
    for language in NAME_LANGUAGES:
        names = seen(dataset, "today", language).names
        told = [names.name_today(state) for state in names.members("un", OPENING)]
        assert len(set(told)) == 193, language
        assert sum(names.has_form(state, OPENING) for state in names.members("un", OPENING)) == 193, language
    assert seen(dataset, "today", "ru").names.name_today("GHA") == "Гана"


def test_what_stands_in_english_is_listed(dataset: Dataset) -> None:
    """In French six members of April 2010 have no name of that day: their names of today came later."""
    french = seen(dataset, "", "fr")
    rows = names_in_english(french, Selection(session=(CRIME,), names="fr"))
    # By hand: the members whose English name changed after 12 April 2010 by the history of names: Cabo Verde (2013),
    # Czechia (2016), Eswatini (2018), Libya (2011), North Macedonia (2019), Türkiye (2022).
    assert list(rows[rows["kind"] == "state"]["speaker_id"]) == ["CPV", "CZE", "LBY", "SWZ", "MKD", "TUR"]
    # The four observers with statements, the President of the Congress and the Secretariat.
    assert len(rows[rows["kind"] != "state"]) == 6
    assert names_in_english(dataset, Selection(session=(CRIME,))).empty
    today = names_in_english(seen(dataset, "today", "fr"), Selection(session=(CRIME,), world="today", names="fr"))
    assert today[today["kind"] == "state"].empty


def test_other_languages_make_no_printed_name_ambiguous(dataset: Dataset) -> None:
    """Every row by which a printed name resolves is English, and each resolves as it does without the others."""
    printed = list(dataset.names.printed_names())
    assert {row.language for row in printed} == {"en"}
    table = dataset.tables["speaker_names"]
    assert len(printed) == int((table["language"] == "en").sum()) < len(table)
    for name in ("Allemagne", "Alemania", "Германия", "德国", "ألمانيا"):
        assert dataset.names.rows_named(name) == ()
