from django.db import migrations

CONDITIONS = (
    ("trd", "mood", "Depression that other medicines have not helped"),
    ("suicidal_depression", "mood", "Major depression with suicidal thoughts"),
    ("bipolar", "mood", "Bipolar depression"),
    ("postpartum", "mood", "Postpartum depression"),
    ("ptsd", "anxiety", "PTSD"),
    ("anxiety", "anxiety", "Anxiety disorders"),
    ("ocd", "anxiety", "OCD"),
    ("substance", "addiction", "Alcohol or substance use disorder"),
    ("neuropathic", "pain", "Neuropathic pain"),
    ("crps", "pain", "CRPS"),
    ("fibromyalgia", "pain", "Fibromyalgia"),
    ("migraine", "pain", "Migraine and chronic headache"),
    ("opioid_resistant", "pain", "Pain that opioids do not help"),
)


def add(apps, schema_editor):
    condition = apps.get_model("clinics", "Condition")
    for position, (key, group, name) in enumerate(CONDITIONS):
        condition.objects.update_or_create(key=key, defaults={"group": group, "name": name, "position": position})


class Migration(migrations.Migration):
    dependencies = [("clinics", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
