"""Loaded before Django's settings are (see addopts): tests run as production does, with DEBUG off."""

import os

os.environ["SECRET_KEY"] = "tests-only"
os.environ["DEBUG"] = "0"
os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1,testserver"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs beside the live server
