"""The revisions, from the first released schema on. What is released is never edited: a new one is added."""
