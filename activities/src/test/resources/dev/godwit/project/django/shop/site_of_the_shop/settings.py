import os

print("settings say something")

SECRET_KEY = os.environ["SHOP_KEY"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "stock",
    "orders",
]
if "SHOP_PLAIN" in os.environ:
    INSTALLED_APPS = ["stock", "orders"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "shop.sqlite3",
    },
    "elsewhere": {"ENGINE": "django.db.backends.sqlite3", "NAME": "elsewhere.sqlite3"},
}
