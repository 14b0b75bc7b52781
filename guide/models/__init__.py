from guide.models.article import Article
from guide.models.page import Page

__all__ = ["Article", "Page"]
