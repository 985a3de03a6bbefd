from django.db import models


class Order(models.Model):
    email = models.CharField(max_length=100)
    shout = models.CharField(max_length=100, default="")
    item = models.ForeignKey("stock.Item", on_delete=models.CASCADE)

    class Meta:
        indexes = [models.Index(fields=["email"], name="orders_by_email")]
