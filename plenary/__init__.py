"""Who took the floor at United Nations meetings, on which agenda item, and what was concluded: the domain, without interface or charts."""
