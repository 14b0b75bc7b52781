from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """allauth and Django tell only by signals what their own pages did to an account."""
        from allauth.account.signals import email_confirmed
        from allauth.mfa import signals
        from django.contrib.auth.signals import user_logged_in

        from accounts import actions

        signals.authenticator_added.connect(actions.factor_added, dispatch_uid="factor.added")
        signals.authenticator_removed.connect(actions.factor_removed, dispatch_uid="factor.removed")
        signals.authenticator_reset.connect(actions.factor_renewed, dispatch_uid="factor.renewed")
        email_confirmed.connect(actions.address_confirmed, dispatch_uid="email.confirmed")
        user_logged_in.connect(actions.session_begun, dispatch_uid="session.begun")
