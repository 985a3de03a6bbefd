from django.db import models


class Parcel(models.Model):
    address = models.TextField()
    town = models.TextField(default="")
