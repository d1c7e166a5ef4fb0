"""Rows that exist already, such as a list of speakers in a spreadsheet, become a local dataset.

`mapping` says what the columns of a table are, `source` reads it, `resolving` finds each speaker and reports every name
that it cannot be sure of, `building` lays the rows out in the tables of the dataset, `writing` writes them, all or
nothing, and `telling` says in words and as CSV what became of the names.
"""
