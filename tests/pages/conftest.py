"""What page tests share: the components of the installed packages, looked for once."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def scanned_components() -> Iterator[None]:
    """Keeps what Streamlit finds among the installed packages, as its server does; AppTest looks again for each app.

    That took a third of the time of these tests.
    """
    with pytest.MonkeyPatch.context() as patched:
        found = cache(manifest_scanner.scan_component_manifests)
        patched.setattr(manifest_scanner, "scan_component_manifests", found)
        yield
