"""The world of today and the language of names on the pages and at the addresses."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.addresses import MIDDLEWARE, ROUTES
from components.navigation import PAGES
from components.page_head import head_of
from plenary.selection import NAME_LANGUAGES
from plenary.store import Dataset
from tests.pages.test_pages import OF_THE_DATASET, opened, texts, values

EVERY_SESSION = ["crime-congress-12", "ga-79-c2", "cnd-68", "hrc-28"]


@pytest.mark.parametrize("file", OF_THE_DATASET)
def test_each_page_opens_in_the_world_of_today(file: str, dataset: Dataset) -> None:
    """All sessions, rows not yet reviewed and a filter that leaves nothing: each page says whose world it shows."""
    for params in ({"session": EVERY_SESSION, "review": "all"}, {"group": "african", "kind": "ngo"}):
        app = opened(file, world="today", names="ar", **params)
        assert not app.exception
        said = texts(app)
        assert f"those of {dataset.today:%-d %B %Y}, the day of this version of the dataset" in said
        assert "on the day of the session: 193" in said or "Members of the United Nations" not in said
        assert "left out" not in said.replace("are left out", "").replace(", left out here", "")


def test_the_control_goes_into_the_link_and_back() -> None:
    """As recorded the share is of 192 members; as of today of 193; the control writes and removes `world`."""
    app = opened("overview.py", session="crime-congress-12")
    assert "of 192 members on 12 April 2010" in texts(app)
    app.segmented_control(key="setting-world").set_value("today").run()
    assert values(app, "world") == ["today"]
    assert "of 193 members on" in texts(app)
    app.selectbox(key="setting-names").set_value("es").run()
    assert values(app, "names") == ["es"]
    app.segmented_control(key="setting-world").set_value("").run()
    assert "world" not in app.query_params
    assert values(app, "names") == ["es"]
    assert "of 192 members on 12 April 2010" in texts(app)


def test_a_former_state_of_the_link_is_told_and_stays_in_the_link() -> None:
    """The page shows the successor and says for whom; the address keeps what the reader asked for."""
    app = opened("delegations.py", delegation=["SUN", "BRA"], world="today")
    assert "another stands for it: Russian Federation for USSR." in texts(app)
    assert [element.value for element in app.subheader][:2] == ["Russian Federation", "Brazil"]
    app.segmented_control(key="setting-world").set_value("").run()
    assert values(app, "delegation") == ["SUN", "BRA"]


def test_unknown_world_is_told_and_shown_as_recorded() -> None:
    """A world that there is not is named in a warning, and nothing of it applies."""
    app = opened("overview.py", world="yesterday", names="xx")
    assert [element.value.split(",")[0] for element in app.warning] == [
        "The link asks for world “yesterday”", "The link asks for names “xx”",
    ]  # fmt: skip
    assert "of 192 members on 12 April 2010" in texts(app)


def test_addresses_take_and_refuse_worlds(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, picture, copy, entry and preview follow the world; what there is not is answered by 400 with what there is.

    OpenAPI lists the values of both parameters.
    """
    monkeypatch.setenv("PLENARY_DATA_RATE", "none")
    with TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://localhost:8501") as client:
        recorded, today = (client.get(f"/data/statements.csv?{query}") for query in ("", "world=today"))
        assert "Libyan Arab Jamahiriya,Libya,Libya,LBY" in today.text
        assert "Libyan Arab Jamahiriya,Libyan Arab Jamahiriya,Libya,LBY" in recorded.text
        assert f"statements-{dataset.version}-today.csv" in today.headers["content-disposition"]
        assert "world=today" in today.headers["link"]
        assert today.headers["etag"] != recorded.headers["etag"]
        refused = client.get("/data/statements.csv?world=tomorrow&names=de")
        assert refused.status_code == 400
        assert {error["parameter"]: error["known"] for error in refused.json()["errors"]} == {
            "world": ["today"], "names": list(NAME_LANGUAGES),
        }  # fmt: skip
        parameters = client.get("/data/openapi.json").json()["components"]["parameters"]
        assert parameters["world"]["schema"] == {"enum": ["today"]}
        assert parameters["names"]["schema"] == {"enum": list(NAME_LANGUAGES)}
        moved = client.get("/entry/SUN?world=today", follow_redirects=False)
        assert moved.headers["location"].endswith("&delegation=RUS&world=today")
        copy = client.get("/data/bundle.html?world=today")
        assert f"-{dataset.version}-today.html" in copy.headers["content-disposition"]
        assert f"groups as of {dataset.today:%-d %B %Y}" in copy.text
        assert client.get("/figure/map.html?world=tomorrow").status_code == 400
        assert f"groups as of {dataset.today:%-d %B %Y}" in client.get("/figure/ranking.html?world=today").text
    head = head_of(PAGES[0], "world=today&names=zh", "https://x.org/")
    assert f"groups as of {dataset.today:%-d %B %Y}" in head.description
    assert "world=today&v=" in head.image
    assert "names=" not in head.image
