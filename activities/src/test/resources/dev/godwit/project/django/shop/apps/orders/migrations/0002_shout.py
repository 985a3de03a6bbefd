from django.db import migrations, models


def shout(apps, schema_editor):
    for order in apps.get_model("orders", "Order").objects.all():
        order.shout = order.email.upper()
        order.save()


def hush(apps, schema_editor):
    apps.get_model("orders", "Order").objects.update(shout="")


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial"), ("stock", "0002_price")]
    operations = [
        migrations.AddField("order", "shout", models.CharField(max_length=100, default="")),
        migrations.RunPython(shout, hush),
    ]
