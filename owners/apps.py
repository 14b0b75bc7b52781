from django.apps import AppConfig


class OwnersConfig(AppConfig):
    name = "owners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the room below what makes a moderator a party: it knows of no claims."""
        from clinics.policies import INTERESTS
        from owners.policies.claims import has_claimed

        INTERESTS.append(has_claimed)
