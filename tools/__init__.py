"""Tools of those who work on Plenary Atlas; nothing here is imported by the app."""
