"""Which pairs of rows of a table of zeros and ones share more columns than chance gives.

The null model is the stochastic degree sequence model. Chances of the cells are those of the bipartite configuration
model: of all models under which each row and each column is expected to have as many ones as it has, the one of the
greatest entropy. The number of columns that two rows share has then a Poisson-binomial distribution, and its upper
tail is the p-value of the pair. The many p-values are corrected by the false discovery rate of Benjamini and Hochberg.

Fixed sums by Monte Carlo (the fixed degree sequence model, with curveball trades) is the usual alternative. It needs
more draws than pairs: among some ten thousand pairs a p-value counts only where it is below one in a hundred thousand.
The model taken here gives it exactly, draws nothing and has been found close to fixed sums and on the careful side.

Source: Saracco et al., Inferring monopartite projections of bipartite networks, New Journal of Physics 19 (2017)
    053022. Neal, Domagalski and Sagan, Comparing alternatives to the fixed degree sequence model for extracting the
    backbone of bipartite projections, Scientific Reports 11 (2021) 23929. Benjamini and Hochberg, Controlling the
    false discovery rate, Journal of the Royal Statistical Society B 57 (1995) 289. Cells that cannot be filled are left
    out, after Neal and Neal, Stochastic degree sequence model with edge constraints, Complex Networks XII (2024) 127.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

LEVEL: Final = 0.05
"""False discovery rate: of the pairs that are called more than chance, at most this share is expected to be chance."""

STEEPEST: Final = 30.0
"""Bound of the parameters of rows and columns: a row that has every column would be given an infinite one."""


AT_ONCE: Final = 256
"""Distributions that are reckoned at once: so many stay near the processor."""


class SharedColumns(NamedTuple):
    """What each pair of rows shares, beside what chance gives; pairs in the order of `numpy.triu_indices`.

    Attributes:
        shared: Columns that both rows have.
        expected: Columns that they would share on average under the null model.
        p_value: Chance of that many or more, 0 to 1.
        q_value: The same corrected for the number of pairs, 0 to 1.
        best_q_value: What the corrected value would be if each pair shared as many columns as it could at most; where
            all of these are above the level, the table is too small to tell any pair from chance.
    """

    shared: npt.NDArray[np.int64]
    expected: Numbers
    p_value: Numbers
    q_value: Numbers
    best_q_value: Numbers


def shared_columns(blocks: Sequence[Numbers]) -> SharedColumns:
    """What each pair of rows shares over several tables, the sums of rows and columns kept within each of them.

    Args:
        blocks: Tables of zeros and ones with the same rows. A row without a one in a block takes no part in it: its
            cells there are left out of the null model.

    Returns:
        One entry per pair; none for fewer than two rows. The order of rows, columns and blocks changes no number.
    """
    from scipy.stats import false_discovery_control

    rows = len(blocks[0]) if blocks else 0
    first, second = np.triu_indices(rows, 1)
    if not len(first):
        none = np.zeros(0)
        return SharedColumns(none.astype(np.int64), none, none, none, none)
    table = np.hstack(blocks)
    of_cells = np.hstack([chances(block) for block in blocks])
    shared = (table @ table.T)[first, second].astype(np.int64)
    sums = np.column_stack([block.sum(axis=1) for block in blocks]).astype(np.int64)
    # Rows with the same sums have the same chances, and pairs of such rows the same distribution.
    kinds, example, kind = np.unique(sums, axis=0, return_index=True, return_inverse=True)
    pairs, pair = np.unique(np.sort((kind[first], kind[second]), axis=0), axis=1, return_inverse=True)
    one, other = of_cells[example[pairs[0]]], of_cells[example[pairs[1]]]
    most = np.minimum(kinds[pairs[0]], kinds[pairs[1]]).sum(axis=1)
    both = one * other
    fewer = _fewer(both, most)

    def tail(counts: npt.NDArray[np.int64]) -> Numbers:
        return np.clip(1.0 - fewer[pair, counts], 0.0, 1.0)

    p_value = tail(shared)
    corrected, best = false_discovery_control(p_value), false_discovery_control(tail(most[pair]))
    return SharedColumns(shared, both.sum(axis=1)[pair], p_value, corrected, best)


def _fewer(chance: Numbers, most: npt.NDArray[np.int64]) -> Numbers:
    """Poisson-binomial distributions: the chance of fewer successes than 0, 1, 2, ..., for many at once.

    Args:
        chance: One row per distribution, one column per trial.
        most: How many successes are asked for at most, of each distribution.

    Returns:
        One row per distribution, column k the chance of fewer than k, up to its most.
    """
    found = np.zeros((len(most), most.max() + 1))
    order = np.argsort(most, kind="stable")
    for some in np.array_split(order, -(-len(order) // AT_ONCE)):
        mass = np.zeros((most[some].max(), len(some)))
        mass[:1] = 1.0
        for trial, succeeds in enumerate(chance[some].T):
            reached = mass[: trial + 2]
            moved = reached * succeeds
            reached -= moved
            reached[1:] += moved[:-1]
        found[some, 1 : len(mass) + 1] = np.cumsum(mass, axis=0).T
    return found


def chances(table: Numbers) -> Numbers:
    """The chance of each cell under the bipartite configuration model, 0 to 1; sums are those of the table.

    Rows with the same sum have the same chances, and so have columns: the likelihood, which is concave, is maximized
    over one parameter for each sum. A row without a one has no chance anywhere.

    Args:
        table: Zeros and ones.
    """
    from scipy.optimize import minimize
    from scipy.special import expit

    whole = np.zeros_like(table, dtype=np.float64)
    present = table.sum(axis=1) > 0
    table = table[present]
    if not len(table):
        return whole
    row_sums, row_of, row_counts = np.unique(table.sum(axis=1), return_inverse=True, return_counts=True)
    column_sums, column_of, column_counts = np.unique(table.sum(axis=0), return_inverse=True, return_counts=True)
    split = len(row_sums)

    def cost(parameters: Numbers) -> tuple[float, Numbers]:
        logits = parameters[:split, None] + parameters[None, split:]
        chance = expit(logits)
        likelihood = (row_counts * row_sums) @ parameters[:split] + (column_counts * column_sums) @ parameters[split:]
        slope_of_rows = row_counts * (chance @ column_counts - row_sums)
        slope_of_columns = column_counts * (row_counts @ chance - column_sums)
        cost = float(row_counts @ np.logaddexp(0.0, logits) @ column_counts - likelihood)
        return cost, np.concatenate([slope_of_rows, slope_of_columns])

    start = np.zeros(split + len(column_sums))
    found = minimize(
        cost,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(-STEEPEST, STEEPEST)] * len(start),
        options={"maxiter": 2000, "ftol": 1e-15, "gtol": 1e-8},
    ).x
    whole[present] = expit(found[:split, None] + found[None, split:])[row_of][:, column_of]
    return whole
