"""Read a report: who took the floor in a document that the reader brings, with the sentence beside each row."""

from components.reading import draw_upload
from components.reading_account import draw_account, draw_downloads, draw_findings
from components.reading_figures import draw_counts, draw_document, draw_map, draw_names, draw_timeline
from components.reading_rows import draw_rows_beside_sentence
from components.view import current_view

view = current_view().recorded
if document := draw_upload():
    draw_document(view, document)
    draw_counts(document.reading)
    draw_rows_beside_sentence(view, document)
    draw_findings(document)
    draw_map(view, document.reading)
    draw_timeline(view, document.reading)
    draw_names(document.reading)
    draw_account(document)
    draw_downloads(document)
