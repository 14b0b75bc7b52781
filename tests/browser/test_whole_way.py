"""From "this is my clinic" to a page that patients read: two web servers, a sender of letters, a real mail server."""

import io
import json
import time
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import expect

from tests.browser.claimants import ask_to_manage
from tests.browser.moderators import code_of, made, sign_in
from tests.browser.town import PASSWORD, decide, look, sign_up

CLINIC = """
import json
from clinics.models import Clinic
clinic = Clinic.objects.filter(status="listed", managed=False, point_precision="exact").exclude(phone="").order_by("pk")[0]
print(json.dumps({"id": clinic.pk, "name": clinic.name, "zip": clinic.zip, "url": clinic.get_absolute_url()}))
"""


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
    ask_to_manage(dana, clinic["name"])
    dana.locator("input[type=file]").set_input_files(picture())
    dana.get_by_role("button", name="Send the document").click()
    expect(dana.get_by_text("A moderator looks at it and decides.").first).to_be_visible()
    assert dana.goto(desk).status == 404

    sign_in(moderator, *made(town, "mo@example.com"))
    moderator.goto(f"/admin/owners/document/?{urlencode({'q': clinic['name']})}")
    moderator.locator("#result_list tbody th a").first.click()
    with moderator.expect_download() as paper:
        moderator.get_by_role("link", name="Download").click()
    with Image.open(paper.value.path()) as shown:
        assert shown.size == (800, 600)
    decide(moderator, "claim", clinic["name"], "Approve", "document")
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
    decide(moderator, "change", clinic["name"], "Approve", "checked")
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
