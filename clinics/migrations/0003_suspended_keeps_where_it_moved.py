"""A suspended listing keeps where it had moved to."""

from django.conf import settings
from django.db import migrations, models


def forget_moves(apps, schema_editor):
    """Of listings suspended before, only the log knows where they had moved; lifted, they are closed."""
    clinics = apps.get_model("clinics", "Clinic").objects
    clinics.filter(status_before_suspension="moved").update(status_before_suspension="closed")


class Migration(migrations.Migration):

    dependencies = [
        ('clinics', '0002_conditions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(forget_moves, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='clinic',
            name='clinic_moved_to_only_if_moved',
        ),
        migrations.RemoveConstraint(
            model_name='clinic',
            name='clinic_moved_says_where',
        ),
        migrations.AddConstraint(
            model_name='clinic',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'moved'), models.Q(('status', 'suspended'), ('status_before_suspension', 'moved')), ('moved_to__isnull', True), _connector='OR'), name='clinic_moved_to_only_if_moved'),
        ),
        migrations.AddConstraint(
            model_name='clinic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'moved'), ('status_before_suspension', 'moved'), _connector='OR', _negated=True), ('moved_to__isnull', False), _connector='OR'), name='clinic_moved_says_where'),
        ),
    ]
