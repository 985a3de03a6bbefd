from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_town")]
    operations = [migrations.RemoveField("parcel", "note")]
