import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from guide.models import Article, Page  # noqa: F401 -- for the types in quotes


class PageQuerySet(models.QuerySet["Page"]):
    def headings(self) -> Self:
        """What a list of pages needs of them."""
        return self.only("slug", "title", "summary", "updated_at")

    def due(self, day: dt.date) -> Self:
        """Those whose review falls due on the day, or did before."""
        return self.filter(due_on__lte=day)


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self, day: dt.date) -> Self:
        return self.filter(is_public=True, published_on__lte=day)
