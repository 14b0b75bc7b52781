"""The pages on which a clinic answers its reviews."""

import pytest
from django.urls import reverse

from clinics.models import Membership
from reviews.actions.replies import refuse_reply, submit_reply
from reviews.domain.reply_templates import TEXTS
from reviews.models import Reply, Review
from tests.factories import ClinicFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = TEXTS["short"]


@pytest.fixture
def member(client, clinic):
    user = UserFactory()
    Membership.objects.create(user=user, clinic=clinic, role="editor", since="2026-01-01")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def listing(clinic):
    return reverse("reviews:of_clinic", args=[clinic.pk])


def writing(review, name="reply"):
    return reverse(f"reviews:{name}", args=[review.clinic_id, review.pk])


def words(answer):
    return answer.content.decode()


class TestList:
    def test_it_shows_what_the_public_sees_and_nothing_else(self, client, member, clinic, shown, waiting):
        shown(text="Quiet rooms.")
        waiting(text="Unseen words.")
        shown(text="Of next week.", days=-5)
        shown(text="Of another clinic.", of=ClinicFactory())
        page = words(client.get(listing(clinic)))
        assert [text in page for text in ("Quiet rooms.", "Unseen words.", "Of next week.", "Of another clinic.")] == [
            True, False, False, False,
        ]  # fmt: skip

    def test_nobody_stores_it(self, client, member, clinic, shown):
        for address in (listing(clinic), writing(shown())):
            assert client.get(address)["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize(("status", "said"), [
        ("waiting", "Waiting for a moderator"), ("published", "Published"), ("refused", "Your reply was refused"),
    ])  # fmt: skip
    def test_each_review_shows_what_became_of_its_reply(self, client, member, clinic, shown, status, said):
        Reply.objects.create(review=shown(), user=member, text="Thank you.", status=status, reason="private")
        page = words(client.get(listing(clinic)))
        assert (said in page, "Take it back" in page) == (True, status != "refused")

    def test_twenty_stand_on_a_page_and_queries_do_not_follow_them(
        self, client, member, clinic, shown, django_assert_max_num_queries
    ):
        for _ in range(21):
            shown()
        with django_assert_max_num_queries(12):
            page = words(client.get(listing(clinic)))
        assert (page.count("They explained"), "Older reviews" in page) == (20, True)
        assert words(client.get(f"{listing(clinic)}?page=2")).count("They explained") == 1

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "%00"])
    def test_a_wrong_page_is_no_error(self, client, member, clinic, shown, page):
        shown()
        assert client.get(f"{listing(clinic)}?page={page}").status_code in {200, 400}

    def test_the_desk_leads_to_it(self, client, member, clinic):
        assert listing(clinic) in words(client.get(reverse("owners:desk", args=[clinic.pk])))


class TestDoors:
    def test_whoever_does_not_manage_it_sees_a_listing_that_is_not_there(self, client, member, clinic, shown):
        theirs = shown(of=ClinicFactory())
        there = [
            client.get(listing(theirs.clinic)),
            client.get(writing(theirs)),
            client.post(writing(theirs), {"text": TEXT}),
        ]
        nowhere = client.get("/manage/987654321/reviews/")
        assert [answer.status_code for answer in (*there, nowhere)] == [404] * 4
        bodies = [
            words(there[0]).replace(listing(theirs.clinic), ""),
            words(nowhere).replace("/manage/987654321/reviews/", ""),
        ]
        assert bodies[0] == bodies[1]

    def test_a_review_of_another_clinic_is_not_there_either(self, client, member, clinic, shown, waiting):
        for review in (shown(of=ClinicFactory()), waiting()):
            address = reverse("reviews:reply", args=[clinic.pk, review.pk])
            assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]

    def test_strangers_sign_in_first(self, client, clinic):
        assert client.get(listing(clinic))["Location"].startswith("/accounts/login/")

    @pytest.mark.parametrize("number", ["9" * 30, "0"])
    def test_no_number_is_an_error(self, client, member, clinic, number):
        found = [f"/manage/{number}/reviews/", f"/manage/{clinic.pk}/reviews/{number}/reply/"]
        assert [client.get(address).status_code for address in found] == [404, 404]

    def test_who_loses_the_listing_loses_the_page(self, client, member, shown):
        review = shown()
        Membership.objects.all().delete()
        assert client.post(writing(review), {"text": TEXT, "sure": "on"}).status_code == 404


class TestWriting:
    def test_a_text_is_chosen_looked_at_and_sent(self, client, member, clinic, shown):
        review = shown()
        chosen = client.post(writing(review), {"use": "1", "template": "thanks", "text": ""})
        assert (TEXTS["thanks"] in words(chosen).partition("<textarea")[2], Reply.objects.count()) == (True, 0)
        look = client.post(writing(review), {"preview": "1", "text": TEXT})
        assert ("How it will look" in words(look), Reply.objects.count()) == (True, 0)
        sent = client.post(writing(review), {"send": "1", "text": TEXT, "sure": "on"})
        assert (sent.status_code, sent["Location"], Reply.objects.get().text) == (303, listing(clinic), TEXT)

    def test_a_text_that_takes_the_place_of_typed_words_loses_nothing(self, client, member, shown):
        page = words(client.post(writing(shown()), {"use": "1", "template": "short", "text": "My own zinnias."}))
        assert ("What you had written" in page, "My own zinnias." in page) == (True, True)

    def test_no_text_chosen_is_said_and_loses_nothing(self, client, member, shown):
        for template in ("", "zzz"):
            page = words(client.post(writing(shown()), {"use": "1", "template": template, "text": "My own zinnias."}))
            assert ("Choose one of the texts" in page, "My own zinnias." in page) == (True, True)

    def test_what_the_lint_stops_is_said_beside_the_field_and_stays_in_it(self, client, member, shown):
        typed = "Dear Kim, thank you for your visit."
        page = words(client.post(writing(shown()), {"send": "1", "text": typed, "sure": "on"}))
        assert page.count("that somebody is or was a patient") + page.count("as to a patient") == 2 * 1
        assert (page.count("It may name a person"), typed in page.partition("<textarea")[2]) == (2, True)
        assert 'aria-invalid="true"' in page

    def test_without_the_tick_it_is_not_sent(self, client, member, shown):
        page = words(client.post(writing(shown()), {"send": "1", "text": TEXT}))
        assert ("tick this box" in page, TEXT in page, Reply.objects.count()) == (True, True, 0)

    @pytest.mark.parametrize("typed", [
        "", "x" * 100_000, "a\x00b", "a\u202eb", "\u200b", "<b>your visit</b>", "</textarea><script>alert(1)</script>",
        "[x](javascript:alert(1)) " * 30,
    ])  # fmt: skip
    def test_bad_input_gets_a_sentence_and_stays(self, client, member, shown, typed):
        answer = client.post(writing(shown()), {"send": "1", "text": typed, "sure": "on"})
        page = words(answer)
        assert (answer.status_code, "Please look again" in page, Reply.objects.count()) == (200, True, 0)
        assert ("<script>alert" in page, page.count("x" * 100_000)) == (False, 1 if len(typed) == 100_000 else 0)

    def test_one_that_was_sent_meanwhile_by_a_colleague_is_said(self, client, member, clinic, shown):
        review, colleague = shown(), UserFactory()
        Membership.objects.create(user=colleague, clinic=clinic, role="owner", since="2026-01-01")
        submit_reply(review=review, by=colleague, text=TEXT)
        answer = client.post(writing(review), {"send": "1", "text": TEXT, "sure": "on"}, follow=True)
        assert ("has a reply already" in words(answer), Reply.objects.count()) == (True, 1)

    def test_a_refused_one_is_there_to_be_mended(self, client, member, judge, shown):
        review = shown()
        refuse_reply(reply=submit_reply(review=review, by=member, text="We mend zinnias."), by=judge, reason="private")
        assert "We mend zinnias." in words(client.get(writing(review))).partition("<textarea")[2]

    def test_taken_back_by_a_press_and_only_by_one(self, client, member, shown):
        review = shown()
        reply = submit_reply(review=review, by=member, text=TEXT)
        assert client.get(writing(review, "withdraw_reply")).status_code == 405
        for _ in range(2):
            assert client.post(writing(review, "withdraw_reply")).status_code == 303
        reply.refresh_from_db()
        assert (reply.status, Review.objects.get(pk=review.pk).status) == ("withdrawn", "published")
