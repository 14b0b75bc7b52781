from django.apps import AppConfig


class OwnersConfig(AppConfig):
    name = "owners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the rooms below what makes a moderator a party, and what hangs on a person: they know of no claims."""
        from accounts.history import explain
        from accounts.policies import JUDGES, PARTIES
        from accounts.work import ABOUT
        from clinics.policies import INTERESTS
        from owners.enums import REASONS
        from owners.persons import hangs_on
        from owners.policies.claims import has_claimed
        from owners.policies.parties import has_a_clinic, shares_a_clinic

        INTERESTS.append(has_claimed)
        ABOUT.append(hangs_on)
        explain(REASONS)
        PARTIES.append(shares_a_clinic)
        JUDGES.append(has_a_clinic)
