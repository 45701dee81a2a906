"""Briefs as people send them – text, Markdown, DOCX, PDF – as plain text. Nothing runs, nothing is fetched."""

from tools.documents.read import Document, read_brief_file, text_of

__all__ = ["Document", "read_brief_file", "text_of"]
