"""Documents -> candidate rows: sources, layout, structure, grammar of statements, account of the text."""
