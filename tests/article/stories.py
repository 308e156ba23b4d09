"""Writing a story's file and reading it."""

from pathlib import Path

from tui_reader.article.folder import read_article
from tui_reader.article.model import Article


def story(folder: Path, content: str | bytes, name: str = "story.txt") -> Article:
    """The story in a new file of `folder`."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_article(path, folder)


def paragraphs(article: Article) -> list[str]:
    """The words of each paragraph."""
    return [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs]
