from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("orders", "Order").objects.filter(email="").delete()


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_by_email")]
    operations = [migrations.RunPython(forget)]
