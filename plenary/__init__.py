"""The domain, without interface or charts: who took the floor at United Nations meetings, and what was concluded."""
