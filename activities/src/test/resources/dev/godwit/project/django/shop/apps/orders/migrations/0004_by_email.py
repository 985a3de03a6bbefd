from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0003_no_comment")]
    operations = [
        AddIndexConcurrently("order", models.Index(fields=["email"], name="orders_by_email")),
    ]
