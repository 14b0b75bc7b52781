"""`make pictures`: the pages as they look today, small enough to keep, into docs/pictures."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.load import ROOT, server

INTO = ROOT / "docs" / "pictures"
TALLEST = 2000


def main() -> None:
    INTO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ, "DEBUG": "0", "SECRET_KEY": "pictures-only-" * 4, "STATIC_ROOT": f"{home}/static",
            "DATABASE_URL": f"sqlite:///{home}/db.sqlite3", "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )
        with server(env) as port, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, address in _pages(port).items():
                _photograph(chromium, f"http://localhost:{port}{address}", name)
            chromium.close()


def _pages(port: int) -> dict[str, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/clinics/?state=TX") as answer:
        results = json.load(answer)["results"]
    rich = max(results, key=lambda clinic: len(clinic["facts"]) + len(clinic["methods"]))
    return {
        "home": "/",
        "search": "/clinics/?near=Austin%2C+TX",
        "clinic": "/" + rich["url"].split("/", 3)[3] if "://" in rich["url"] else rich["url"],
        "compare": "/compare/?" + "&".join(f"clinic={clinic['id']}" for clinic in results[:4]),
        "empty": "/clinics/?near=Marfa%2C+TX&radius=5&method=sc",
        "costs": "/costs/",
        "guide": "/guide/",
        "guide-page": "/guide/ways-it-is-given/",
        "worksheet": "/guide/cost-worksheet/?method=iv&price=450&sessions=6&intake=150",
        "404": "/clinics/tx/austin/no-such-clinic/",
    }


def _photograph(chromium: Browser, address: str, name: str) -> None:
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(address, wait_until="networkidle")
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            page.screenshot(
                path=Path(INTO, f"{name}-{width}-{scheme}.jpg"), type="jpeg", quality=60, full_page=True,
                clip={"x": 0, "y": 0, "width": width, "height": height},
            )  # fmt: skip
            page.close()


if __name__ == "__main__":
    main()
