"""From "this is my clinic" to a page that patients read: two web servers, a sender of letters, a real mail server."""

import email
import email.policy
import io
import json
import re
import subprocess
import sys
import time

import pytest
from aiosmtpd.controller import Controller
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Site, environment, free_port, served
from tests.browser.test_admin import MAKE, code_of

PASSWORD = "a long walk by the river"
CLINIC = """
import json
from clinics.models import Clinic
clinic = Clinic.objects.filter(status="listed", managed=False, point_precision="exact").exclude(phone="").order_by("pk")[0]
print(json.dumps({"id": clinic.pk, "name": clinic.name, "zip": clinic.zip, "url": clinic.get_absolute_url()}))
"""


class Mailboxes:
    """Keeps what the mail server was given."""

    def __init__(self):
        self.letters, self.read = [], 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- the name is the library's
        self.letters.append(
            (envelope.rcpt_tos[0], email.message_from_bytes(envelope.content, policy=email.policy.default))
        )
        return "250 OK"

    def link(self, address, *words):
        """The link in the newest letter to an address with these words."""
        return re.search(r"https?://\S+", self.text(address, *words))[0]

    def code(self, address):
        """The line of the newest letter that is a code."""
        return re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", self.text(address, "code"), re.MULTILINE)[1]

    def text(self, address, *words):
        """Waits until such a letter is there."""
        for _ in range(100):
            for to, letter in reversed(self.letters):
                text = letter.get_body(("plain",)).get_content()
                if to == address and all(word in text for word in words):
                    return text
            time.sleep(0.2)
        pytest.fail(f"No letter to {address} with {words}: {[(to, m['Subject']) for to, m in self.letters]}")


@pytest.fixture(scope="module")
def post():
    mailboxes = Mailboxes()
    controller = Controller(mailboxes, hostname="127.0.0.1", port=free_port())
    controller.start()
    mailboxes.port = controller.port
    yield mailboxes
    controller.stop()


@pytest.fixture(scope="module")
def town(tmp_path_factory, post):
    """A site with two web servers on one database, and the sender of letters."""
    home, port, second = tmp_path_factory.mktemp("town"), free_port(), free_port()
    env = environment(home, port, EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(post.port), MODERATOR_EMAIL="mods@example.com")
    found = Site(f"http://localhost:{port}", env, home / "log")
    found.second = f"http://localhost:{second}"
    found.manage("prepare")
    sender = subprocess.Popen([sys.executable, "manage.py", "send_letters", "--forever"], cwd=ROOT, env=env)
    with served(env, port, home / "log"), served(env, second, home / "log2"):
        yield found
    sender.terminate()
    sender.wait(20)


@pytest.fixture
def someone(chromium, town):
    """Opens a browser of its own for each person."""
    contexts = []

    def open_page(url="", **look):
        context = chromium.new_context(base_url=url or town.url, viewport={"width": 1000, "height": 900}, **look)
        context.set_default_timeout(15000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def sign_up(page, post, address, *, start="/about/clinics/"):
    page.goto(start)
    page.get_by_role("main").get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.get_by_label("Code").fill(post.code(address))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


def moderate(page, town, address):
    password, secret = json.loads(town.manage("shell", "--no-imports", "-c", MAKE.format(email=address)))
    page.goto("/admin/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Moderation")).to_be_visible()


def decide(page, kind, label, reason=None):
    """Open what waits first, and decide on it."""
    page.goto(f"/admin/owners/{kind}/")
    page.locator("#result_list tbody th a").first.click()
    page.locator(".object-tools").get_by_role("link", name=label, exact=True).click()
    if reason:
        page.get_by_label("Reason").select_option(reason)
    page.get_by_role("button", name=label).click()
    expect(page.get_by_text("done.")).to_be_visible()


def look(page, url):
    """As it is now: a browser may keep a public page for five minutes."""
    page.goto(url)
    page.reload()


def picture():
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(out, "PNG")
    return {"name": "lease.png", "mimeType": "image/png", "buffer": out.getvalue()}


def set_up_factor(page, post, address):
    """A first factor needs the mailbox; returns its secret."""
    page.get_by_role("button", name="link").first.click()
    page.goto(post.link(address, "second factor"))
    if page.get_by_role("heading", name="Is it still you?").count():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button").filter(has_text="Go on").or_(
            page.get_by_role("button", name="Confirm")
        ).first.click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("code", exact=False).last.fill(code_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    return secret


def test_from_a_claim_to_a_page_that_patients_read(someone, town, post):
    clinic = json.loads(town.manage("shell", "--no-imports", "-c", CLINIC).splitlines()[-1])
    desk, address = f"/manage/{clinic['id']}/", "dana@quietriver.example"
    dana, moderator, patient = someone(), someone(), someone(town.second)

    sign_up(dana, post, address)
    dana.goto("/manage/claim/")
    dana.get_by_label("Name", exact=False).first.fill(clinic["name"])
    dana.get_by_role("button", name="Look for it").click()
    dana.get_by_role("link", name=clinic["name"]).click()
    dana.get_by_label("I own the clinic").check()
    dana.get_by_role("button", name="Send the request").click()
    dana.locator("input[type=file]").set_input_files(picture())
    dana.get_by_role("button", name="Send the document").click()
    expect(dana.get_by_text("A moderator looks at it and decides.").first).to_be_visible()
    assert dana.goto(desk).status == 404

    moderate(moderator, town, "mo@example.com")
    moderator.goto("/admin/owners/document/")
    moderator.locator("#result_list tbody th a").first.click()
    with moderator.expect_download() as paper:
        moderator.get_by_role("link", name="Download").click()
    with Image.open(paper.value.path()) as shown:
        assert shown.size == (800, 600)
    decide(moderator, "claim", "Approve", "document")
    assert post.link(address, "You now manage").endswith(desk)

    dana.goto(desk)
    dana.goto(f"{desk}edit/methods/")
    block = dana.locator("details", has_text="Injection under the skin")
    if not block.evaluate("element => element.open"):
        block.locator("summary").click()
    block.get_by_label("We give this").check()
    block.get_by_label("The price is for").select_option("a session")
    block.get_by_label("Lowest price").fill("1,237")
    block.get_by_label("Highest price").fill("")
    dana.get_by_role("button", name="Save", exact=True).click()
    dana.goto(f"{desk}edit/facts/")
    dana.get_by_role("group", name="A chaperone on request").get_by_label("Yes").check()
    dana.get_by_role("button", name="Save", exact=True).click()
    dana.goto(f"{desk}edit/hours/")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        dana.get_by_label(day).fill("9 to 5")
    for day in ("Saturday", "Sunday"):
        dana.get_by_label(day).fill("closed")
    dana.get_by_role("button", name="Save", exact=True).click()
    expect(dana.get_by_text("Saved. It is public now.")).to_be_visible()

    look(patient, clinic["url"])
    for words in ("$1,237", "9 am to 5 pm", "Managed by the clinic"):
        expect(patient.get_by_text(words).first).to_be_visible()
    patient.goto(f"/clinics/?near={clinic['zip']}&radius=5&method=sc&fact=chaperone&price_max=1300")
    expect(patient.locator(f"[data-clinic='{clinic['id']}']")).to_have_count(1)

    dana.goto(f"{desk}edit/contact/")
    secret = set_up_factor(dana, post, address)
    dana.goto(f"{desk}edit/contact/")
    time.sleep(30.5 - time.time() % 30)  # a code works once, and the last one set the app up
    dana.get_by_label("Code").fill(code_of(secret))
    dana.get_by_role("button", name="Go on").click()
    dana.get_by_label("Phone", exact=True).fill("512-555-0177")
    dana.get_by_role("button", name="Save", exact=True).click()
    expect(dana.get_by_text("A moderator looks at what you changed")).to_be_visible()
    look(patient, clinic["url"])
    expect(patient.get_by_text("512-555-0177")).to_have_count(0)
    decide(moderator, "change", "Approve", "checked")
    look(patient, clinic["url"])
    expect(patient.get_by_text("512-555-0177").first).to_be_visible()

    dana.goto(f"{desk}team/invite/")
    dana.get_by_label("Email", exact=False).first.fill("mai@quietriver.example")
    dana.get_by_role("button", name="Send").click()
    mai = someone(java_script_enabled=False)
    invited = post.link("mai@quietriver.example", "/manage/invitation/")
    sign_up(mai, post, "mai@quietriver.example", start=invited)
    mai.goto(invited)
    mai.get_by_role("button", name="Join the team").click()
    assert mai.goto(desk).status == 200
    mai.goto(f"{desk}history/")
    mai.get_by_role("listitem").filter(has_text="Hours and new patients").get_by_role("link", name="Undo").first.click()
    mai.get_by_role("button", name="Undo it").click()
    look(patient, clinic["url"])
    expect(patient.get_by_text("9 am to 5 pm")).to_have_count(0)

    mai.goto(desk)
    mai.get_by_role("button", name="Everything here is still correct").click()
    expect(mai.get_by_text("The listing is confirmed as of today.")).to_be_visible()
    look(patient, clinic["url"])
    expect(patient.get_by_text("Confirmed").first).to_be_visible()
    assert patient.context.cookies() == []
