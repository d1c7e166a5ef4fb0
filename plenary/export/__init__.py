"""Rows as files: CSV, CSV for spreadsheets, workbook, JSON, Parquet, data package.

The one code path of every download, of the addresses that serve rows, and of the command line.
"""

from plenary.export.about import About, describe
from plenary.export.csv_file import csv_text, unguarded
from plenary.export.files import FORMATS, Format, Part, export_chunks, export_file, file_name
from plenary.export.tables import TABLES, Export, codebook, row_count, rows
from plenary.export.xlsx_file import TooLargeForWorkbook

__all__ = [
    "FORMATS", "TABLES", "About", "Export", "Format", "Part", "TooLargeForWorkbook", "codebook", "csv_text",
    "describe", "export_chunks", "export_file", "file_name", "row_count", "rows", "unguarded",
]  # fmt: skip
