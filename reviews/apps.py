from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the rooms below what the API says of a clinic's reviews, and what reasons mean: they know of none."""
        from accounts.history import explain
        from clinics.search.records import PARTS
        from reviews.enums import ConcernReason, ReplyReason, ReviewReason
        from reviews.profile.record import record

        PARTS.append(record)
        explain({"review": (ReviewReason,), "reply": (ReplyReason,), "concern": (ConcernReason, ReviewReason)})
