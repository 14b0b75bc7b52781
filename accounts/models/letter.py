from django.db import models


class Letter(models.Model):
    """A mail that waits to be sent; the row goes when the mail server has taken it.

    Written in the transaction of what it tells of, so that neither is there without the other. Whoever sends it
    moves `next_try_at` on first: a sender that is killed loses nothing, and two never send the same one at once.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="Blank: a link to a new password, written by the sender")
    made_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Letter {self.pk}"
