"""Organizations, groups and NGOs resolve under the name and with the kind of their day; misprints do not."""

import datetime as dt
from functools import cache

import pytest

from plenary.names import Names, UnknownName
from plenary.schema import DATA


@cache
def names() -> Names:
    """The names of the dataset, read once for all tests."""
    return Names.read(DATA)


@pytest.mark.parametrize(
    ("printed", "day", "speaker_id", "kind"),
    [
        ("International Organization for Migration", "2016-09-18", "iom", "igo"),
        ("IOM", "2016-09-19", "iom", "un_entity"),
        ("World Tourism Organization", "2003-12-22", "un-tourism", "igo"),
        ("World Tourism Organization", "2010-01-01", "un-tourism", "un_entity"),
        ("WIPO", "1974-12-16", "wipo", "igo"),
        ("World Intellectual Property Organization", "1974-12-17", "wipo", "un_entity"),
        ("Organization of African Unity", "2002-07-08", "organization-of-african-unity", "igo"),
        ("African Union", "2002-07-09", "african-union", "igo"),
        ("Organization of the Islamic Conference", "2011-06-27", "organization-of-islamic-cooperation", "igo"),
        ("Organisation of Islamic Cooperation", "2011-06-28", "organization-of-islamic-cooperation", "igo"),
        ("European Economic Community", "1990-01-01", "european-union", "igo"),
        ("European Community", "2009-11-30", "european-union", "igo"),
        ("EU and its Member States", "2024-11-11", "european-union-and-its-member-states", "group"),
        ("Economic Commission for Asia and the Far East", "1974-07-31", "escap", "un_entity"),
        ("ESCAP", "1974-08-01", "escap", "un_entity"),
        ("UNDCP", "1998-01-01", "undcp", "un_entity"),
        ("UN-Women", "2012-01-01", "un-women", "un_entity"),
        ("UNIFEM", "2009-01-01", "unifem", "un_entity"),
        ("World Bank", "2000-01-01", "world-bank", "un_entity"),
        ("Office of the United Nations High Commissioner for Refugees", "1955-01-01", "unhcr", "un_entity"),
        ("Group of 77 and China", "2024-11-11", "group-of-77-and-china", "group"),
        ("African Group", "2024-11-11", "african-group", "group"),
        ("Group of Asian States", "2005-01-01", "asia-pacific-group", "group"),
        ("LDCs", "2024-11-11", "least-developed-countries", "group"),
        ("CARICOM", "1999-01-01", "caribbean-community", "igo"),
        ("International Federation of Red Cross and Red Crescent Societies", "2024-01-01", "ifrc", "other"),
        ("Scottish Human Rights Commission", "2015-03-06", "scottish-human-rights-commission", "nhri"),
        ("Penal Reform International", "2015-03-06", "penal-reform-international", "ngo"),
    ],
)
def test_an_organization_resolves_with_the_kind_of_its_day(printed: str, day: str, speaker_id: str, kind: str) -> None:
    """Organizations and groups resolve under the name of that day, with the kind that they had then."""
    speaker = names().resolve(printed, dt.date.fromisoformat(day))
    assert (speaker.speaker_id, speaker.kind.value) == (speaker_id, kind)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("African Union", "2002-07-08"),
        ("Organization of African Unity", "2002-07-09"),
        ("European Union", "1993-10-31"),
        ("European Community", "2009-12-01"),
        ("Organization of the Islamic Conference", "2011-06-28"),
        ("UN-Women", "2009-12-31"),
        ("Republic of Viet-Nam", "1975-05-01"),
    ],
)
def test_an_organization_outside_its_days_is_of_other_dates(printed: str, day: str) -> None:
    """A name of another time is unknown on that day, and said to be of other dates."""
    with pytest.raises(UnknownName) as unknown:
        names().resolve(printed, dt.date.fromisoformat(day))
    assert unknown.value.reason == "other_dates"


def test_a_misprint_is_unknown_with_the_right_name_as_hint() -> None:
    """Morrocco, as one report prints it, is no name of Morocco; the first hint is."""
    with pytest.raises(UnknownName) as unknown:
        names().resolve("Morrocco", dt.date(2025, 3, 12))
    assert (unknown.value.reason, unknown.value.hints[0].speaker_id) == ("unknown", "MAR")
