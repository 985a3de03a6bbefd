"""A data migration as Django's documentation shows it: iterator() and bulk_update, a thousand rows a batch."""

import os

import django
from django.conf import settings

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": os.environ["PGHOST"],
            "PORT": os.environ["PGPORT"],
            "USER": os.environ["PGUSER"],
            "NAME": os.environ["PGDATABASE"],
        }
    },
    INSTALLED_APPS=[],
    USE_TZ=True,
)
django.setup()

from django.db import connection, models  # noqa: E402  (only after the settings)

BATCH = 1000


class User(models.Model):
    id = models.UUIDField(primary_key=True) if os.environ["KEYS"] == "uuid" else models.BigAutoField(primary_key=True)
    email = models.TextField()
    email_lower = models.TextField(null=True)

    class Meta:
        app_label = "bench"
        db_table = "users"
        managed = False


with connection.cursor() as cursor:
    cursor.execute("alter table users add column email_lower text")
batch = []
for user in User.objects.only("id", "email").order_by("id").iterator(chunk_size=BATCH):
    user.email_lower = user.email.lower()
    batch.append(user)
    if len(batch) == BATCH:
        User.objects.bulk_update(batch, ["email_lower"], batch_size=BATCH)
        batch = []
if batch:
    User.objects.bulk_update(batch, ["email_lower"])
