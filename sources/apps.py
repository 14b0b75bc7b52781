from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the room below what the reasons in the log mean; a merged listing has that of its pair."""
        from accounts.history import explain
        from sources.enums import DifferenceReason, PairReason

        explain({"difference": (DifferenceReason,), "pair": (PairReason,), "clinic": (PairReason,)})
