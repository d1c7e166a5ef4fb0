"""From the rows of a report as read to the curated dataset: candidate files, what they change, acceptance."""
