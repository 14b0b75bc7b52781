"""The groups of the team, and what each may do. Written down here, carried into the database by a command."""

from django.contrib.auth.models import Group, Permission

from accounts.enums import Part

WORK_ON = ("clinic", "offering", "trait", "agerange", "cliniccondition", "practitioner", "organization", "internalnote")
"""May be seen, added and changed by every moderator."""
PARTS = ("offering", "trait", "agerange", "cliniccondition", "practitioner")
"""Rows of a listing, which may also be taken away; history keeps them."""
LOOK_AT = ("source", "sourcerecord", "oldaddress", "condition", "event", "importrun", "importdifference")

MODERATOR = {
    *(f"{verb}_{model}" for verb in ("view", "add", "change") for model in WORK_ON),
    *(f"delete_{model}" for model in PARTS),
    *(f"view_{model}" for model in LOOK_AT),
    *("view_change", "change_change"),
    *("view_statement", "add_statement", "change_statement", "view_report", "change_report"),
    *("view_duplicatepair", "change_duplicatepair"),
    *("view_check", "change_check", "view_lookup", "change_lookup"),
    *(f"{verb}_{model}" for verb in ("view", "change") for model in ("review", "reply", "concern")),
    "change_importdifference",
    *("view_claim", "change_claim", "view_proof", "view_document", "change_document"),
}
EDITOR = {
    *(f"{verb}_page" for verb in ("view", "change")),
    *(f"{verb}_article" for verb in ("view", "add", "change")),
}
"""The guide, and nothing else."""
SENIOR = MODERATOR | EDITOR | {
    "lift_suspension", "merge_clinic", "revoke_claim", "view_membership", "add_condition", "change_condition",
    "view_user", "add_user", "change_user", "add_upload",
}  # fmt: skip
GROUPS: dict[Part, set[str]] = {Part.MODERATOR: MODERATOR, Part.SENIOR: SENIOR, Part.EDITOR: EDITOR}
OURS = ("accounts", "clinics", "guide", "owners", "reviews", "sources")


def ensure_groups() -> None:
    """Make the groups say what this file says."""
    for name, codes in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=codes, content_type__app_label__in=OURS))
