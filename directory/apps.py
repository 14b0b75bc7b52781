from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        from directory import checks  # noqa: F401 -- registers itself


class ModeratorsAdminConfig(AdminConfig):
    """Django admin, signed in through allauth with a second factor."""

    default_site = "directory.site.ModeratorsSite"
