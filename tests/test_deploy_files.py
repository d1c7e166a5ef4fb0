"""What deploy/ holds fits together and fits the app: names, ports, paths, settings; nothing is started."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from components.addresses import LIMITED
from components.serving import KEPT_FOR_A_YEAR
from tests.deployment.site import compose_settings, local_configuration

REPOSITORY = Path(__file__).resolve().parent.parent
DEPLOY = REPOSITORY / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """deploy/compose.yaml."""
    parsed: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return parsed


@pytest.fixture(scope="module")
def manifests() -> dict[tuple[str, str], dict[str, Any]]:
    """The objects of deploy/kubernetes.yaml, by kind and name."""
    documents = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
    return {(document["kind"], document["metadata"]["name"]): document for document in documents}


def without_comments(text: str) -> str:
    """A configuration without its comments."""
    return re.sub(r"(?m)(^|\s)#.*$", "", text)


def test_nginx_knows_the_replicas_that_compose_starts(compose: dict[str, Any]) -> None:
    """Two replicas, by name, on the port that the image listens on."""
    named = re.findall(r"server (atlas-\d+):(\d+)", without_comments(NGINX))
    replicas = {name for name in compose["services"] if name != "nginx"}
    assert {name for name, _port in named} == replicas == {"atlas-1", "atlas-2"}
    assert {port for _name, port in named} == set(re.findall(r"STREAMLIT_SERVER_PORT=(\d+)", DOCKERFILE)) == {"8501"}
    addresses = {compose["services"][name]["networks"]["replicas"]["ipv4_address"] for name in replicas}
    assert len(addresses) == 2


def test_braces_and_quotes_of_the_configuration_close() -> None:
    """Every block and every text that begins ends; each line says something whole."""
    text = re.sub(r'"[^"\n]*"|\'[^\'\n]*\'', "", without_comments(NGINX))
    assert text.count("{") == text.count("}")
    assert '"' not in text
    assert "'" not in text
    for line in filter(None, map(str.strip, text.splitlines())):
        assert line.endswith(("{", "}", ";")) or line.startswith("log_format"), line


def test_every_place_that_the_test_exchanges_stands_in_the_configuration() -> None:
    """The configuration that is tested is this one: a place that is not there is told."""
    assert "127.0.0.1:1" in local_configuration(NGINX, {"atlas-1:8501": "127.0.0.1:1"})
    with pytest.raises(AssertionError, match="atlas-9:8501"):
        local_configuration(NGINX, {"atlas-9:8501": "127.0.0.1:1"})


def test_replicas_have_one_secret_one_path_and_a_log(compose: dict[str, Any]) -> None:
    """All settings are the same for both, the operator must name secret and address, and nothing may be written."""
    first, second = (compose["services"][name] for name in ("atlas-1", "atlas-2"))
    assert first["environment"] == second["environment"]
    assert first["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"].startswith("${ATLAS_COOKIE_SECRET:?")
    assert compose_settings()["STREAMLIT_SERVER_BASE_URL_PATH"] == "atlas"
    assert compose_settings()["PLENARY_LOG"] == "json"
    for service in compose["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
    assert compose["networks"]["replicas"]["internal"] is True
    assert "ports" not in first


def test_the_image_holds_what_the_app_needs_and_runs_as_nobody() -> None:
    """Every folder that the app reads is copied and let through by .dockerignore; the user is an ordinary one."""
    ignored = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in ("app.py", ".streamlit", "locale", "data", "plenary", "components", "pages", "requirements.lock"):
        assert re.search(rf"(?m)^COPY (\S+ )*{re.escape(name)} ", DOCKERFILE), name
        assert f"!{name}" in ignored
    assert re.findall(r"(?m)^USER (\d+)$", DOCKERFILE) == ["10001"]
    assert DOCKERFILE.count("FROM python:") == 2
    assert "HEALTHCHECK" in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE


def test_the_cluster_runs_what_compose_runs(manifests: dict[tuple[str, str], dict[str, Any]]) -> None:
    """Two replicas that write nothing, with the settings of compose, probed where the app answers."""
    replicas = manifests["StatefulSet", "atlas"]["spec"]
    assert replicas["replicas"] == 2
    (container,) = replicas["template"]["spec"]["containers"]
    assert {setting["name"] for setting in container["env"]} >= {
        *compose_settings(),
        "PLENARY_SITE_ADDRESS",
        "STREAMLIT_SERVER_COOKIE_SECRET",
    }
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert all(mount["readOnly"] for mount in container["volumeMounts"] if mount["name"] == "data")
    probes = {name: container[name]["httpGet"]["path"] for name in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert probes == {
        "startupProbe": "/atlas/data/health",
        "readinessProbe": "/atlas/data/health",
        "livenessProbe": "/atlas/_stcore/health",
    }
    assert manifests["Service", "atlas"]["spec"]["clusterIP"] == "None"
    assert manifests["Service", "atlas"]["spec"]["selector"] == replicas["selector"]["matchLabels"]
    assert manifests["NetworkPolicy", "atlas"]["spec"]["egress"] == []


def test_the_words_on_the_cluster_name_what_is_in_the_files() -> None:
    """The line that makes the configuration for a cluster exchanges names that stand in it."""
    words = (DEPLOY / "kubernetes.md").read_text(encoding="utf-8")
    for place, _other in re.findall(r"s/([\w.:-]+)/([\w.:-]+)/", words):
        assert place in NGINX


def test_only_what_may_be_kept_is_kept() -> None:
    """Nginx has one place that keeps answers, and gives no lifetime of its own: those of the app hold."""
    text = without_comments(NGINX)
    assert text.count("proxy_cache ") == text.count("proxy_cache $atlas_cache;") == 1
    assert "proxy_cache_valid" not in text
    folders = r"location ~ \^/atlas/\(([\w|]+)\)/ \{\s*proxy_pass http://plenary_atlas;\s*proxy_cache "
    (kept,) = re.findall(folders, text)
    assert set(kept.split("|")) == {"assets", "data", "map", "preview", "static"}
    assert {path.strip("/") for path in LIMITED} & set(kept.split("|")) == {"data", "preview"}
    assert "immutable" in KEPT_FOR_A_YEAR


def test_hosting_refers_to_the_files_and_repeats_none() -> None:
    """docs/hosting.md names each file of deploy/ and holds no second copy of the configuration."""
    hosting = (REPOSITORY / "docs" / "hosting.md").read_text(encoding="utf-8")
    for path in DEPLOY.iterdir():
        assert path.name in hosting, path.name
    assert "proxy_pass" not in hosting
    assert "upstream " not in hosting
