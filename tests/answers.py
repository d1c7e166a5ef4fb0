"""The routes and the middleware of the app answer without Streamlit's server."""

from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.addresses import MIDDLEWARE, ROUTES


def client() -> TestClient:
    """A client of the routes of our own, behind the middleware of the app; an exception fails the test."""
    return TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="https://atlas.example")
