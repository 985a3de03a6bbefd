from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_shout")]
    operations = [
        migrations.RemoveField("order", "comment"),
        migrations.RunSQL(
            "update orders_order set shout = shout || '%' where shout like 'A%'",
            "update orders_order set shout = rtrim(shout, '%')",
        ),
    ]
