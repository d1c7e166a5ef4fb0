"""The cluster that holds turns and links, where the setting PLENARY_ENGINE names one."""

from __future__ import annotations

import os

from plenary.catalogue import translate as _
from plenary.engine import Engine


def cluster_setting() -> str:
    """Address of the cluster, the setting PLENARY_ENGINE (``spark://host:port``); empty: the embedded engine serves."""
    return os.environ.get("PLENARY_ENGINE", "").strip()


def open_cluster(address: str | None = None, *, patient: bool = False) -> Engine | None:
    """The cluster at an address, by default that of the setting; None where it is empty.

    Nothing is asked of it yet: whether it is there shows with the first question.

    Args:
        address: Its address; None: the setting.
        patient: Whether answers may take as long as they take: no reader waits for them.
    """
    address = cluster_setting() if address is None else address
    if not address:
        return None
    from plenary.spark_engine import SparkEngine  # Where there is no cluster, no driver of one is loaded.

    return SparkEngine(address, patient=patient)


def down_words() -> str:
    """What is told where the cluster does not answer, and what can be done."""
    return _(
        "The single turns lie on a cluster that does not answer at present. What is counted is shown as ever; what is "
        "put together from single turns is not shown, rather than shown in part. Please try again in a moment."
    )
