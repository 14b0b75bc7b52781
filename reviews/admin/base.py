"""What the lists of this room have in common: nobody edits a row, and only few columns can be asked for."""

from clinics.admin.decisions import GuardedAdmin

NO_SIGNALS = "Nothing was found."


class RoomAdmin(GuardedAdmin):
    search_fields = ["clinic__name", "clinic__city"]
