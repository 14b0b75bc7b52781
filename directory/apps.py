from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DirectoryConfig(AppConfig):
    name = "directory"


class ModeratorsAdminConfig(AdminConfig):
    """Django admin, signed in through allauth with a second factor."""

    default_site = "directory.site.ModeratorsSite"
