from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from guide.models.text import Text
from guide.querysets import ArticleQuerySet

SLUG = "Use small letters, numbers, and single hyphens between them."


class Article(Text):
    """News beside the guide. Public once it is said to be, from its date on."""

    slug = models.SlugField(
        max_length=80, unique=True, validators=[RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", SLUG)],
        help_text="The last part of its address; it stays.",
    )  # fmt: skip
    author = models.CharField(max_length=120, help_text="Who wrote it, as readers see it.")
    published_on = models.DateField("date", help_text="Shown above the text; before that day nobody sees it.")
    is_public = models.BooleanField("public", default=False)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["updated_at"])

    class Meta:
        ordering = ["-published_on", "-id"]
