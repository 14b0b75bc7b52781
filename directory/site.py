"""The AdminSite of the moderators."""

from django.contrib.admin import AdminSite


class ModeratorsSite(AdminSite):
    site_header = "Ketamine Clinic Directory"
    site_title = "Moderators"
    index_title = "Moderation"
