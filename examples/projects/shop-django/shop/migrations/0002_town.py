from django.db import migrations, models


def fill(apps, schema_editor):
    for parcel in apps.get_model("shop", "Parcel").objects.iterator():
        parcel.town = parcel.address.rsplit(",", 1)[-1].strip()
        parcel.save(update_fields=["town"])


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.AddField("parcel", "town", models.TextField(default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
