"""The record: documents, method, contradictions, coverage, licence, citation, full download."""

from components.record import draw_the_record
from components.view import current_view

draw_the_record(current_view())
