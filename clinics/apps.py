from django.apps import AppConfig


class ClinicsConfig(AppConfig):
    name = "clinics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the room below what the reasons in the log mean."""
        from accounts.history import explain
        from clinics.enums import ListingReason, OwnerReason, ReportReason, SuspensionReason

        explain({"clinic": (SuspensionReason, ListingReason, OwnerReason), "report": (ReportReason,)})
