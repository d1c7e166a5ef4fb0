"""The reader against the reports annotated by hand: the aims hold, and a worse result falls short of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plenary.__main__ import main
from plenary.commands.score import AIMS, COLUMNS, SHARED, Score, score_documents, score_table
from plenary.names import Names

DATA = Path(__file__).parents[1] / "data"
PERFECT = Score("report", 10, 10, dict.fromkeys(COLUMNS, 1.0), (), (), (), ())
CUT_BY_A_PAGE = {"A_HRC_28_2": 1}
"""Names that the raw text does not hold in one piece, since a page ends within them."""


def test_the_aims_hold_on_every_annotated_report() -> None:
    """No figure falls short, no State is wrong, and no speaker is read that the document does not hold."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the annotated reports lie outside the repository and are not here")
    scores = list(score_documents(SHARED, Names.read(DATA)))
    assert len(scores) == 5
    for score in scores:
        short = [name for name in score.short if name != "not in the text"]
        assert (score.document, short) == (score.document, [])
        assert len(score.invented) <= CUT_BY_A_PAGE.get(score.document, 0), score.invented


@pytest.mark.parametrize("figure", sorted(AIMS))
def test_a_figure_below_its_aim_falls_short_and_is_marked(figure: str) -> None:
    """Each aim can be missed alone, and the table shows it."""
    worse = replace(PERFECT, figures=PERFECT.figures | {figure: AIMS[figure] - 0.01})
    assert worse.short == (figure,)
    assert PERFECT.short == ()
    assert f"{AIMS[figure] - 0.01:.3f}*" in score_table([worse])
    assert "*" not in score_table([PERFECT])


def test_a_wrong_state_or_an_invented_speaker_falls_short() -> None:
    """One is too many."""
    assert replace(PERFECT, wrong_states=(("3", "Chile"),)).short == ("wrong State",)
    assert replace(PERFECT, invented=("Narnia",)).short == ("not in the text",)


def test_the_first_record_must_be_read_whole() -> None:
    """For the report that the project came from, anything below 1 falls short."""
    assert replace(PERFECT, document="seed_x", figures=PERFECT.figures | {"f1": 0.99}).short == ("f1",)


def test_missing_reports_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ends with 2 and a message that names the folder."""
    assert main(["score", "--shared", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
