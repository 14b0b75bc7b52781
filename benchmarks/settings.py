"""The site's own settings, with one page more: the measure of all others."""

from directory.settings import *  # noqa: F403 -- the whole of it is meant
from directory.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", BASE_DIR / "benchmarks"]
