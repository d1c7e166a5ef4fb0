"""Printed names resolve for their day exactly, or are unknown: never by likeness."""

import csv
import datetime as dt
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.names import Names, UnknownName, normalised

REPOSITORY = Path(__file__).resolve().parent.parent
CONGRESS = dt.date(2010, 4, 15)


@cache
def names() -> Names:
    """The names of the dataset, read once for all tests."""
    return Names.read(REPOSITORY / "data")


def known_name_strings() -> list[str]:
    """Every name of the table, whatever its dates."""
    with (REPOSITORY / "data" / "reference" / "speaker_names.csv").open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


SEED = {
    "Slovakia": "SVK", "Bolivia (Plurinational State of)": "BOL", "Chile": "CHL", "Japan": "JPN", "Switzerland": "CHE",
    "Saudi Arabia": "SAU", "Portugal": "PRT", "Norway": "NOR", "Germany": "DEU", "Finland": "FIN", "Indonesia": "IDN",
    "India": "IND", "Oman": "OMN", "Canada": "CAN", "Viet Nam": "VNM", "Mexico": "MEX", "Algeria": "DZA",
    "the United Arab Emirates": "ARE", "France": "FRA", "China": "CHN", "Brazil": "BRA", "Morocco": "MAR",
    "Greece": "GRC", "Argentina": "ARG", "the Philippines": "PHL", "the Russian Federation": "RUS", "Thailand": "THA",
    "the Republic of Korea": "KOR", "Colombia": "COL", "the United States of America": "USA",
    "the Dominican Republic": "DOM", "Lesotho": "LSO", "Australia": "AUS", "Romania": "ROU", "Cuba": "CUB",
    "South Africa": "ZAF", "the Islamic Republic of Iran": "IRN", "the Libyan Arab Jamahiriya": "LBY", "Senegal": "SEN",
    "the International Organization for Migration": "iom", "the League of Arab States": "league-of-arab-states",
    "the Japan Federation of Bar Associations": "japan-federation-of-bar-associations",
    "the Global Alliance against Traffic in Women": "global-alliance-against-traffic-in-women",
    "the President of the Congress": "president-of-the-congress", "the Secretariat": "secretariat",
}  # fmt: skip
"""The 39 States, 4 observers, the President and the Secretariat of document V.10-52859, paras. 2 to 5."""

TRAPS = {
    "Republic of Korea": "KOR", "Democratic People's Republic of Korea": "PRK", "Congo": "COG",
    "Democratic Republic of the Congo": "COD", "Niger": "NER", "the Niger": "NER", "Niger (the)": "NER",
    "Nigeria": "NGA", "Guinea": "GIN", "Guinea-Bissau": "GNB", "Equatorial Guinea": "GNQ", "Papua New Guinea": "PNG",
    "Dominica": "DMA",
    "Dominican Republic": "DOM", "United Republic of Tanzania": "TZA", "Iran (Islamic Republic of)": "IRN",
    "Venezuela (Bolivarian Republic of)": "VEN", "Micronesia (Federated States of)": "FSM",
    "Syrian Arab Republic": "SYR", "Bolivia (Plurinational State of)": "BOL", "Plurinational State of Bolivia": "BOL",
    "Mali": "MLI", "Malawi": "MWI",
    "Austria": "AUT", "Australia": "AUS", "Slovakia": "SVK", "Slovenia": "SVN", "Mauritius": "MUS", "Mauritania": "MRT",
    "Sudan": "SDN", "Georgia": "GEO", "Jordan": "JOR", "Samoa": "WSM",
    "United Kingdom of Great Britain and Northern Ireland": "GBR",
    "Côte d’Ivoire": "CIV", "Côte d'Ivoire": "CIV", "Holy See": "VAT", "Cook Islands": "COK", "Niue": "NIU",
}  # fmt: skip


@pytest.mark.parametrize(("printed", "speaker_id"), [*SEED.items(), *TRAPS.items()])
def test_a_name_of_april_2010_resolves_to_its_speaker(printed: str, speaker_id: str) -> None:
    """Each name of the first record, and each that is easily taken for another, means one speaker in April 2010."""
    assert names().resolve(printed, CONGRESS).speaker_id == speaker_id


def test_the_seed_has_39_states_and_six_others() -> None:
    """The first record names 39 States, 2 organizations, 2 NGOs, the President and the Secretariat."""
    kinds = Counter(names().resolve(printed, CONGRESS).kind.value for printed in SEED)
    assert kinds == {"state": 39, "igo": 2, "ngo": 2, "officer": 1, "secretariat": 1}


@pytest.mark.parametrize(
    ("printed", "day", "speaker_id"),
    [
        ("Yugoslavia", "1991-06-01", "YUG"),
        ("Yugoslavia", "2000-10-31", "YUG"),
        ("Yugoslavia", "2000-11-01", "SRB"),
        ("Yugoslavia", "2003-02-03", "SRB"),
        ("Yugoslavia", "2003-02-04", None),
        ("Federal Republic of Yugoslavia", "1999-01-01", "SRB"),
        ("Serbia and Montenegro", "2003-02-03", None),
        ("Serbia and Montenegro", "2003-02-04", "SRB"),
        ("Serbia and Montenegro", "2006-06-02", "SRB"),
        ("Serbia and Montenegro", "2006-06-03", None),
        ("Serbia", "2006-06-02", None),
        ("Serbia", "2006-06-03", "SRB"),
        ("Montenegro", "2006-06-02", None),
        ("Montenegro", "2006-06-03", "MNE"),
        ("USSR", "1991-12-23", "SUN"),
        ("USSR", "1991-12-24", None),
        ("Union of Soviet Socialist Republics", "1970-01-01", "SUN"),
        ("Russian Federation", "1991-12-23", None),
        ("Russian Federation", "1991-12-24", "RUS"),
        ("Byelorussian Soviet Socialist Republic", "1991-09-18", "BLR"),
        ("Byelorussian SSR", "1991-09-19", None),
        ("Belarus", "1991-09-18", None),
        ("Belarus", "1991-09-19", "BLR"),
        ("Ukrainian SSR", "1991-08-23", "UKR"),
        ("Ukraine", "1991-08-23", None),
        ("Ukraine", "1991-08-24", "UKR"),
        ("Czechoslovakia", "1992-12-31", "CSK"),
        ("Czechoslovakia", "1993-01-01", None),
        ("Czech Republic", "1992-12-31", None),
        ("Czech Republic", "1993-01-01", "CZE"),
        ("Czech Republic", "2025-03-12", "CZE"),
        ("Czechia", "2016-05-16", None),
        ("Czechia", "2016-05-17", "CZE"),
        ("Slovakia", "1993-01-01", "SVK"),
        ("German Democratic Republic", "1990-10-02", "DDR"),
        ("German Democratic Republic", "1990-10-03", None),
        ("Germany, Federal Republic of", "1990-10-02", "DEU"),
        ("Federal Republic of Germany", "1980-01-01", "DEU"),
        ("Germany", "1990-10-02", None),
        ("Germany", "1990-10-03", "DEU"),
        ("Zaire", "1971-10-26", None),
        ("Zaire", "1971-10-27", "COD"),
        ("Zaïre", "1997-05-16", "COD"),
        ("Zaire", "1997-05-17", None),
        ("Democratic Republic of the Congo", "1997-05-16", None),
        ("Democratic Republic of the Congo", "1971-10-26", "COD"),
        ("Congo (Brazzaville)", "1965-01-01", "COG"),
        ("Congo (Leopoldville)", "1963-01-01", "COD"),
        ("Congo", "1965-01-01", None),
        ("Congo", "1971-11-15", "COG"),
        ("Swaziland", "2018-04-18", "SWZ"),
        ("Swaziland", "2018-04-19", None),
        ("Eswatini", "2018-04-18", None),
        ("Eswatini", "2018-04-19", "SWZ"),
        ("Turkey", "2022-05-25", "TUR"),
        ("Turkey", "2022-05-26", None),
        ("Türkiye", "2022-05-25", None),
        ("Türkiye", "2022-05-26", "TUR"),
        ("Cape Verde", "2013-10-23", "CPV"),
        ("Cape Verde", "2013-10-24", None),
        ("Cabo Verde", "2013-10-23", None),
        ("Cabo Verde", "2013-10-24", "CPV"),
        ("the former Yugoslav Republic of Macedonia", "2019-02-13", "MKD"),
        ("The former Yugoslav Republic of Macedonia", "2019-02-14", None),
        ("North Macedonia", "2019-02-14", "MKD"),
        ("Libyan Arab Jamahiriya", "2011-09-15", "LBY"),
        ("Libyan Arab Jamahiriya", "2011-09-16", None),
        ("Libya", "2011-09-16", "LBY"),
        ("Bolivia", "2009-04-06", "BOL"),
        ("Bolivia", "2009-04-07", None),
        ("Venezuela", "2004-11-17", "VEN"),
        ("Venezuela", "2004-11-18", None),
        ("Iran", "1982-11-03", "IRN"),
        ("Iran", "1982-11-04", None),
        ("Netherlands", "2023-03-02", "NLD"),
        ("Netherlands", "2023-03-03", None),
        ("Kingdom of the Netherlands", "2025-03-12", "NLD"),
        ("Burma", "1989-06-17", "MMR"),
        ("Myanmar", "1989-06-18", "MMR"),
        ("Dahomey", "1975-12-01", "BEN"),
        ("Dahomey", "1975-12-02", None),
        ("Upper Volta", "1984-08-03", "BFA"),
        ("Burkina Faso", "1984-08-04", "BFA"),
        ("Ceylon", "1972-08-28", "LKA"),
        ("Ceylon", "1972-08-29", None),
        ("Siam", "1947-09-30", "THA"),
        ("Siam", "1949-05-11", None),
        ("Ivory Coast", "1985-12-31", "CIV"),
        ("Ivory Coast", "1986-01-01", None),
        ("Cambodia", "1970-12-28", "KHM"),
        ("Khmer Republic", "1970-12-29", "KHM"),
        ("Democratic Kampuchea", "1980-01-01", "KHM"),
        ("Cambodia", "1980-01-01", None),
        ("United Republic of Cameroon", "1980-01-01", "CMR"),
        ("Cameroon", "1980-01-01", None),
        ("Cameroon", "1984-02-04", "CMR"),
        ("Central African Empire", "1978-01-01", "CAF"),
        ("Kazakstan", "1996-01-01", "KAZ"),
        ("Kazakstan", "1997-06-20", None),
        ("Moldova", "2007-01-01", "MDA"),
        ("Democratic Yemen", "1990-05-21", "YMD"),
        ("Democratic Yemen", "1990-05-22", None),
        ("Southern Yemen", "1968-01-01", "YMD"),
        ("Yemen", "1980-01-01", "YEM"),
        ("Yemen Arab Republic", "1990-05-21", "YEM"),
        ("Yemen Arab Republic", "1990-05-22", None),
        ("Democratic Republic of Viet-Nam", "1975-01-01", "VDR"),
        ("Viet Nam", "1975-01-01", None),
        ("Viet Nam", "1976-07-02", "VNM"),
        ("Egypt", "1958-02-21", "EGY"),
        ("Egypt", "1960-01-01", None),
        ("United Arab Republic", "1960-01-01", "united-arab-republic"),
        ("United Arab Republic", "1965-01-01", "EGY"),
        ("United Arab Republic", "1971-09-02", None),
        ("Syria", "1960-01-01", None),
        ("Syria", "1965-01-01", "SYR"),
        ("Syria", "1971-09-13", None),
        ("Tanganyika", "1962-01-01", "tanganyika"),
        ("Zanzibar", "1964-04-26", "zanzibar"),
        ("Zanzibar", "1964-04-27", None),
        ("United Republic of Tanganyika and Zanzibar", "1964-10-01", "TZA"),
        ("United Republic of Tanzania", "1964-11-01", None),
        ("United Republic of Tanzania", "1964-11-02", "TZA"),
        ("Federation of Malaya", "1960-01-01", "MYS"),
        ("Republic of China", "1971-10-24", "CHN"),
        ("Republic of China", "1971-10-26", None),
        ("People's Republic of China", "1971-10-24", None),
        ("People's Republic of China", "2025-01-01", "CHN"),
        ("Palestine", "2010-04-15", "PSE"),
        ("State of Palestine", "2010-04-15", None),
        ("State of Palestine", "2015-03-10", "PSE"),
        ("South Sudan", "2011-07-08", None),
        ("South Sudan", "2011-07-09", "SSD"),
        ("Croatia", "1980-01-01", None),
        ("Croatia", "1992-05-22", "HRV"),
    ],
)
def test_a_name_resolves_only_while_it_was_in_force(printed: str, day: str, speaker_id: str | None) -> None:
    """On the last day of a name it means its speaker, on the next day it is unknown; so too before its first day."""
    on = dt.date.fromisoformat(day)
    if speaker_id is None:
        with pytest.raises(UnknownName):
            names().resolve(printed, on)
    else:
        assert names().resolve(printed, on).speaker_id == speaker_id


@pytest.mark.parametrize(
    "printed",
    ["Kosovo", "Korea", "Guinea Bisau", "Western Sahara", "Taiwan", "Macedonia", "Micronesia", "Nigera", "", " ", "the",
     "Congos", "Republic of Guinea-Conakry", "Brazil and Chile", "Brasil"],
)  # fmt: skip
def test_what_no_table_names_is_unknown(printed: str) -> None:
    """A name that no row has is unknown, however near a known one lies."""
    with pytest.raises(UnknownName) as unknown:
        names().resolve(printed, CONGRESS)
    assert unknown.value.reason == "unknown"


def test_zaire_in_2010_is_not_angola() -> None:
    """A name of another time is told with its days and its speaker, and is no answer."""
    with pytest.raises(UnknownName, match=r"Zaire \(COD\) was in force from 1971-10-27 to 1997-05-16") as unknown:
        names().resolve("Zaire", CONGRESS)
    assert {hint.speaker_id for hint in unknown.value.hints} == {"COD"}
    assert unknown.value.reason == "other_dates"


def test_the_message_says_until_when_a_name_was_in_force() -> None:
    """Turkey after its change of name is unknown, and the message says until when it was in force."""
    with pytest.raises(UnknownName) as unknown:
        names().resolve("Turkey", dt.date(2023, 1, 1))
    assert str(unknown.value) == (
        "No speaker named “Turkey” is known on 2023-01-01: Turkey (TUR) was in force until 2022-05-25"
    )


def test_hints_are_the_nearest_names_with_their_days() -> None:
    """A misprint carries the printed name, the day and the nearest known names with their dates, the nearest first."""
    with pytest.raises(UnknownName) as unknown:
        names().resolve("Cape Vrede", CONGRESS)
    assert (unknown.value.printed, unknown.value.on) == ("Cape Vrede", CONGRESS)
    first = unknown.value.hints[0]
    assert (first.speaker_id, first.name, first.valid_to) == ("CPV", "Cape Verde", dt.date(2013, 10, 23))


def test_what_resembles_nothing_has_no_hint() -> None:
    """Where no known name is near, no hint is given."""
    with pytest.raises(UnknownName) as unknown:
        names().resolve("qqqq", CONGRESS)
    assert unknown.value.hints == ()
    assert str(unknown.value) == "No speaker named “qqqq” is known on 2010-04-15"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Niger", "Niger"),
        ("The Niger", "Niger"),
        ("Niger (the)", "Niger"),
        ("Bahamas (The)", "Bahamas"),
        ("BRAZIL", "Brazil"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Co\u0302te d‘Ivoire", "Côte d'Ivoire"),
        ("Guinea‑Bissau", "Guinea-Bissau"),
        ("Guinea–Bissau", "Guinea-Bissau"),
        ("Lao People's Democratic Re\u00adpublic", "Lao People's Democratic Republic"),
        ("United\u00a0Arab\nEmirates ", "United Arab Emirates"),
        ("Fi\ufb01", "Fifi"),
    ],
)
def test_printings_of_one_name_are_equal(one: str, other: str) -> None:
    """Leading "the", case, quotes, hyphens, white space and Unicode form do not tell names apart."""
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Guinea", "Guinea-Bissau"),
        ("Cote d'Ivoire", "Côte d'Ivoire"),
        ("Viet Nam", "Viet-Nam"),
        ("Korea, Republic of", "Korea Republic of"),
        ("Thessaly", "ssaly"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    """Accents, punctuation, hyphens against blanks and parts of words tell names apart."""
    assert normalised(one) != normalised(other)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """The normalised form of a normalised form is itself, whatever the characters."""
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_letters_are_normalised_like_all_others(text: str) -> None:
    """The shorter way for ASCII gives what the long one gives, which a zero-width space calls for."""
    assert normalised(text) == normalised(text + "\u200b")


@given(st.sampled_from(known_name_strings()), st.data())
def test_one_letter_changed_is_another_name(name: str, data: st.DataObject) -> None:
    """A name with one letter changed never resolves, on any day, unless that is a name of the table itself."""
    place = data.draw(st.sampled_from([index for index, letter in enumerate(name) if letter.isalpha()]))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    changed = name[:place] + letter + name[place + 1 :]
    day = data.draw(st.dates(dt.date(1945, 10, 24), dt.date(2026, 12, 31)))
    if normalised(changed) in {normalised(known) for known in known_name_strings()}:
        return
    with pytest.raises(UnknownName):
        names().resolve(changed, day)


@given(st.text(max_size=60), st.dates())
def test_any_text_resolves_by_the_table_or_is_unknown(text: str, day: dt.date) -> None:
    """Whatever is asked, the answer is a speaker whose own name it is, or UnknownName."""
    try:
        speaker = names().resolve(text, day)
    except UnknownName:
        return
    assert normalised(text) in {normalised(row.name) for row in names().names_of(speaker.speaker_id)}


def test_looking_a_name_up_loads_neither_pandas_nor_the_matcher() -> None:
    """Reading the names and resolving one needs no pandas, no narwhals and no rapidfuzz."""
    program = (
        "import datetime, sys; from pathlib import Path; from plenary.names import Names\n"
        "Names.read(Path('data')).resolve('Brazil', datetime.date(2010, 4, 15))\n"
        "print(sorted({'pandas', 'narwhals', 'rapidfuzz', 'streamlit', 'plotly', 'duckdb'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("speaker_id", "day", "name"),
    [
        ("LBY", "2010-04-15", "Libyan Arab Jamahiriya"),
        ("LBY", "2024-01-01", "Libya"),
        ("IRN", "2010-04-15", "Iran (Islamic Republic of)"),
        ("BOL", "2010-04-15", "Bolivia (Plurinational State of)"),
        ("BOL", "2009-04-06", "Bolivia"),
        ("DEU", "1980-01-01", "Germany, Federal Republic of"),
        ("USA", "2010-04-15", "United States of America"),
        ("GBR", "2010-04-15", "United Kingdom of Great Britain and Northern Ireland"),
        ("MDA", "2007-01-01", "Moldova"),
        ("MDA", "2010-04-15", "Republic of Moldova"),
        ("COD", "1980-01-01", "Zaire"),
        ("CZE", "2010-04-15", "Czech Republic"),
        ("NLD", "2025-01-01", "Netherlands (Kingdom of the)"),
        ("EGY", "1960-01-01", "Egypt"),
        ("SUN", "2010-04-15", "USSR"),
        ("iom", "2010-04-15", "International Organization for Migration"),
    ],
)
def test_the_name_of_a_day_is_the_short_one_in_force(speaker_id: str, day: str, name: str) -> None:
    """The name printed beside a statement is that of its day; without one in force it is today's or the last."""
    assert names().name_on(speaker_id, dt.date.fromisoformat(day)) == name


def test_the_name_of_today_is_told_apart_from_the_printed_one() -> None:
    """The Libyan Arab Jamahiriya is Libya today, code LBY; a former State keeps its last name and has no code."""
    speaker = names().resolve("Libyan Arab Jamahiriya", CONGRESS)
    assert (names().name_today(speaker.speaker_id), names().iso3(speaker.speaker_id)) == ("Libya", "LBY")
    assert (names().name_today("CSK"), names().iso3("CSK")) == ("Czechoslovakia", None)


def test_every_name_in_force_leads_back_to_its_speaker() -> None:
    """Each dated name resolves to its own speaker on its first and on its last day."""
    table = names()
    for speaker_id in {*table.states(), *SEED.values()}:
        for row in table.names_of(speaker_id):
            for day in (row.valid_from or dt.date(1946, 1, 1), row.valid_to or dt.date(2026, 1, 1)):
                if row.holds_on(day):
                    assert table.resolve(row.name, day).speaker_id == speaker_id
