import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_of_the_shop.settings")
    sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "apps"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
