"""What a session costs, by phone and without JavaScript: from the country to a state to its clinics."""

from playwright.sync_api import expect


def test_from_the_prices_of_a_state_to_its_cheapest_clinic(visit):
    page = visit(360, javascript=False)
    page.goto("/costs/")
    page.get_by_role("link", name="Texas").click()
    expect(page.locator("h1")).to_have_text("What a session costs in Texas")
    drawn = page.get_by_role("img", name="IV infusion: middle price $").bounding_box()
    assert drawn["width"] > 300
    page.get_by_role("link", name="lowest price first for IV infusion").click()
    expect(page.locator(".hits [data-clinic]").first).to_contain_text("IV infusion")
