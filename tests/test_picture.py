"""Pictures hold their words inside: nothing of a title, filter or note is cut, whatever it holds."""

from __future__ import annotations

import html

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.charts.palette import LIGHT
from components.charts.picture import EDGE, WIDTH, PictureWords, broken, offline_figure, picture
from components.charts.regional_groups import group_shares

GROUPS = pd.DataFrame(
    {
        "group_id": ["african", "weog"],
        "statement_count": [3, 1],
        "state_count": [2, 1],
        "member_count": [53, 29],
        "statement_share": [0.75, 0.25],
        "member_share": [0.28, 0.15],
    }
)
LABELS = {"african": "African", "weog": "Western European and Others"}
FIGURE = group_shares(GROUPS, LABELS).to_plotly_json()


def words(head: str = "3 of 4.", foot: str = "Source: a list.") -> PictureWords:
    """Words of a picture."""
    return PictureWords("Shares", (head,), (foot,))


def shown(text: str) -> str:
    """What Plotly shows of a text, on one line."""
    return html.unescape(text.replace("<br>", " "))


@given(st.text(max_size=300), st.integers(2, 60))
def test_broken_lines_hold_every_letter_and_are_no_wider(text: str, width: int) -> None:
    """Lines put together are the text without its blanks; of ordinary letters none holds more than fit."""
    lines = broken(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.strip() and line for line in lines)
    ordinary = "".join("a" if not letter.isspace() else " " for letter in text)
    assert all(len(line) <= width for line in broken(ordinary, width))


def test_words_are_broken_between_words_where_they_fit() -> None:
    """Ten letters a line: a line ends before the word that would not fit, and a word of twelve letters is broken."""
    assert broken("aa bbbb ccccc dddddddddddd e", 10) == ["aa bbbb", "ccccc", "dddddddddd", "dd e"]


def test_wide_letters_take_more_room() -> None:
    """Twenty capitals W and ten Chinese characters need more than one line of twenty ordinary letters."""
    assert len(broken("W" * 20, 20)) == 2
    assert len(broken("中" * 10, 20)) == 1
    assert len(broken("中" * 11, 20)) == 2


def test_title_head_and_foot_stand_in_the_layout() -> None:
    """The title is the layout's; head and foot are annotations above and below the plot, from edge to edge."""
    layout = picture(FIGURE, words())["layout"]
    head, foot = layout["annotations"][-2:]
    assert layout["title"]["text"] == "Shares"
    assert (head["text"], head["y"], head["yanchor"]) == ("3 of 4.", 1, "bottom")
    assert (foot["text"], foot["y"], foot["yanchor"]) == ("Source: a list.", 0, "top")
    assert layout["width"] == WIDTH
    assert layout["paper_bgcolor"] == LIGHT.background == "#FFFFFF"


def test_long_words_make_the_picture_higher_by_their_lines() -> None:
    """A foot of thirty more lines makes the picture higher by these lines, and all of it stands there."""
    long = " ".join(["word"] * 900)
    short_layout, layout = picture(FIGURE, words())["layout"], picture(FIGURE, words(foot=long))["layout"]
    foot = layout["annotations"][-1]["text"]
    more = foot.count("<br>")
    assert more >= 30
    assert shown(foot) == long
    assert layout["height"] - short_layout["height"] >= more * 13
    assert layout["margin"]["b"] - short_layout["margin"]["b"] >= more * 13
    assert layout["margin"]["t"] == short_layout["margin"]["t"]


def test_markup_in_words_is_shown_letter_by_letter() -> None:
    """A search text that looks like markup stands in the picture as it was typed."""
    head = "with the words “<b>peace</b> & <br>”"
    annotation = picture(FIGURE, words(head=head))["layout"]["annotations"][-2]
    assert "<b>" not in annotation["text"]
    assert html.unescape(annotation["text"]) == head


def test_labels_of_the_axis_have_room() -> None:
    """The plot begins right of the longest label, further right than without labels."""
    left = picture(FIGURE, words())["layout"]["margin"]["l"]
    assert left > EDGE + 6 * len("Western European and Others")
    assert not picture(FIGURE, words())["layout"]["yaxis"]["automargin"]


def test_the_figure_itself_stays_as_it_was() -> None:
    """A picture changes neither the data nor the layout that it was given."""
    before = group_shares(GROUPS, LABELS).to_plotly_json()
    drawn = picture(FIGURE, words())
    offline_figure(FIGURE, dark=True)
    assert FIGURE["layout"]["height"] == before["layout"]["height"]
    assert "title" not in FIGURE["layout"]
    assert [trace["x"] for trace in drawn["data"]] == [trace["x"] for trace in before["data"]]


def test_offline_figures_are_written_in_the_colours_of_their_theme() -> None:
    """Without Streamlit a figure's texts are light on the dark theme and dark on the light one."""
    colours = [offline_figure(FIGURE, dark=dark)["layout"]["font"]["color"] for dark in (False, True)]
    assert colours == ["#101418", "#E7E5E0"]
