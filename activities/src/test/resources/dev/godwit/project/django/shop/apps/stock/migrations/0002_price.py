from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stock", "0001_initial")]
    operations = [
        migrations.AddField(
            "item", "price", models.DecimalField(max_digits=10, decimal_places=2, default=0)
        ),
        migrations.AlterField("item", "name", models.CharField(max_length=200)),
    ]
