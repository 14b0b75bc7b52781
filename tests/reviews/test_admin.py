"""The moderators' pages of reviews and concerns: what they show, and what they keep from everybody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.emails import CHOSEN
from accounts.models import Letter
from clinics.admin.decisions import NOBODY
from clinics.models import Membership
from owners.actions.memberships import join
from reviews.actions.concerns import submit_concern
from reviews.actions.deciding import answer_refusal, publish_review, refuse_review
from reviews.actions.replies import submit_reply
from reviews.domain.reply_templates import TEXTS
from reviews.enums import ReplyReason
from reviews.links import key_of
from reviews.models import Concern, Review
from tests.clinics.views.test_clinic import words
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db
STARS = {"care": 2, "safety": 5, "honesty": 3}
SHOWN = "Care 2, safety 5, honesty about price 3, of 5 each"


@pytest.fixture
def site(judge):
    return signed_in(judge)


def page_of(row):
    return f"/admin/reviews/{row._meta.model_name}/{row.pk}/change/"


def decide(row, verb):
    return f"/admin/reviews/{row._meta.model_name}/{row.pk}/decide/{verb}/"


def numbers(answer):
    """Of the rows of a list, in its order."""
    return [int(pk) for pk in re.findall(r"/admin/reviews/\w+/(\d+)/change/", answer.content.decode())]


def raised(review, **changed):
    said = {"kind": "abusive", "text": "It names my son.", "email": "reader@example.com", "visitor": "198.51.100.9"}
    return submit_concern(review=review, **(said | changed))


def letter_on(answer):
    return re.search(r"<h2>The letter</h2><blockquote>(.*?)</blockquote>", answer.content.decode(), re.DOTALL)[1]


class TestQueue:
    def test_first_in_first_out_and_the_decided_last(self, site, waiting, judge):
        rows = [waiting() for _ in range(4)]
        publish_review(review=rows[0], by=judge)
        Review.objects.filter(pk=rows[3].pk).update(confirmed_at=timezone.now() - timezone.timedelta(days=9))
        found = numbers(site.get("/admin/reviews/review/"))
        assert found == [rows[3].pk, rows[1].pk, rows[2].pk, rows[0].pk]

    def test_before_its_code_came_back_nobody_reads_it(self, site, sent):
        review = sent()
        assert (numbers(site.get("/admin/reviews/review/")), site.get(page_of(review)).status_code) == ([], 302)
        assert site.get(decide(review, "publish")).status_code == 404

    @pytest.mark.parametrize("facets", ["", "&_facets=True"])
    def test_nor_is_it_offered_as_a_filter(self, site, waiting, facets):
        review = waiting()
        answer = site.get(f"/admin/reviews/review/?status__exact=waiting{facets}")
        page = answer.content.decode()
        assert ("Waits for the code" in page, "Refused for good" in page) == (False, True)
        assert numbers(answer) == [review.pk]

    def test_private_details_come_first(self, site, shown):
        review = shown()
        rows = [raised(review, kind=kind, visitor=f"198.51.100.{n}") for n, kind in enumerate(["other", "private"])]
        assert numbers(site.get("/admin/reviews/concern/")) == [rows[1].pk, rows[0].pk]

    @pytest.mark.parametrize("kind", ["review", "concern"])
    def test_a_list_costs_as_much_for_fifty_as_for_one(self, site, waiting, shown, kind):
        def cost():
            with CaptureQueriesContext(connection) as found:
                assert site.get(f"/admin/reviews/{kind}/").status_code == 200
            return len(found)

        review = shown()
        Concern.objects.create(review=review, kind="other")
        site.get(f"/admin/reviews/{kind}/")
        one = cost()
        clinics = [ClinicFactory() for _ in range(49)]
        Review.objects.bulk_create(
            Review(clinic=clinic, status="waiting", confirmed_at=timezone.now(), text="x") for clinic in clinics
        )
        Concern.objects.bulk_create(Concern(review=row, kind="other") for row in Review.objects.all()[1:])
        assert (cost(), len(numbers(site.get(f"/admin/reviews/{kind}/")))) == (one, 50)


class TestWhatIsKept:
    @pytest.mark.parametrize("lookup", [
        "care=2", "care__exact=2", "safety__gte=5", "honesty__in=3", "email=kim@example.com", "address_hash__startswith=a",
        "text__contains=a", "clinic__memberships__user=1", "decided_by=1", "concerns__email=reader@example.com",
    ])  # fmt: skip
    def test_no_address_asks_for_a_hidden_column(self, site, waiting, lookup):
        waiting(email="kim@example.com", stars=STARS)
        assert site.get(f"/admin/reviews/review/?{lookup}").status_code == 400

    @pytest.mark.parametrize(
        "lookup", ["email=reader@example.com", "review__care=2", "review__email=a", "text__contains=a"]
    )
    def test_nor_of_a_concern(self, site, shown, lookup):
        raised(shown())
        assert site.get(f"/admin/reviews/concern/?{lookup}").status_code == 400

    def test_no_list_of_another_room_asks_for_stars(self, site, waiting):
        waiting(stars=STARS)
        for path in (
            "clinics/clinic/?reviews__care=2",
            "clinics/report/?clinic__reviews__care=2",
            "owners/claim/?clinic__reviews__email=a",
        ):
            assert site.get(f"/admin/{path}").status_code == 400, path

    def test_the_stars_come_with_the_day_on_which_everybody_sees_them(self, site, waiting, judge, today):
        review = waiting(stars=STARS)
        pages = [page_of(review), decide(review, "publish"), decide(review, "refuse"), "/admin/reviews/review/"]
        assert [SHOWN in words(site.get(page)) for page in pages] == [False] * 4
        publish_review(review=review, by=judge)
        assert SHOWN not in words(site.get(page_of(review)))
        Review.objects.update(published_on=today)
        assert SHOWN in words(site.get(page_of(review)))

    def test_nor_while_a_refusal_may_still_be_answered(self, site, waiting, judge):
        review = refuse_review(review=waiting(stars=STARS), by=judge, reason="abusive")
        assert SHOWN not in words(site.get(page_of(review)))
        answer_refusal(review=review, text="I mended it.")
        said = words(site.get(decide(review, "publish")))
        assert (SHOWN in said, "I mended it." in said) == (False, True)

    def test_the_address_is_on_no_page(self, site, waiting, shown):
        review, concern = waiting(email="kim@bartoncreek.example"), raised(shown())
        Review.objects.filter(pk=review.pk).update(email="kim@bartoncreek.example")
        pages = [page_of(review), decide(review, "publish"), decide(review, "refuse"), "/admin/reviews/review/",
                 page_of(concern), decide(concern, "accept"), decide(concern, "refuse"), "/admin/reviews/concern/"]  # fmt: skip
        for page in pages:
            said = site.get(page).content.decode()
            assert [bad for bad in ("kim@", "reader@", key_of(review), review.address_hash) if bad in said] == [], page

    def test_a_party_reads_nothing_that_was_written_to_the_moderators(self, waiting, shown, clinic, today):
        party = moderator("moderator")
        Membership.objects.create(user=party, clinic=clinic, role="owner", since=today)
        review, concern, site = waiting(), raised(shown(text="A public one, of many words.")), signed_in(party)
        for row, secret in ((review, review.text), (concern, "It names my son.")):
            said = words(site.get(page_of(row)))
            assert ("You manage this clinic. Another moderator decides." in said, secret in said) == (True, False)
            assert "/decide/" not in site.get(page_of(row)).content.decode()
        for page in (decide(review, "publish"), decide(concern, "accept")):
            assert site.get(page).status_code == 302
            assert site.post(page, {"because": "abusive"}).status_code == 302
        assert (Review.objects.get(pk=review.pk).status, Concern.objects.get().status) == ("waiting", "open")


class TestDecisions:
    def test_the_page_says_all_that_bears_on_it(self, site, waiting):
        review = waiting(text="See best-drip.com.\nThey were kind.", answers={"ride_required": "no"})
        said = words(site.get(decide(review, "publish")))
        for line in ("They were kind.", "A link or a mail address is in the text: best-drip.com.",
                     "You cannot leave without a ride home: No", "I was the patient", "It appears with the batch"):  # fmt: skip
            assert line in said, line

    @pytest.mark.parametrize(("verb", "said"), [("publish", {}), ("refuse", {"reason": "abusive"})])
    def test_the_letter_is_shown_before_without_its_writers_link(self, site, waiting, verb, said):
        review = waiting(email="kim@example.com")
        preview = letter_on(site.get(decide(review, verb)))
        assert "/reviews/mine/" not in preview
        assert site.post(decide(review, verb), said).status_code == 302
        letter = Letter.objects.filter(to="kim@example.com").last().text
        link = re.search(r"https?://\S+", letter)[0]
        meant = letter.replace(link, "[a link that nobody else gets]").replace(
            "Abusive words", "[the reason that you choose]"
        )
        assert preview.replace("<br>", "\n").split() == meant.split()

    def test_a_reason_is_needed_and_markup_stays_text(self, site, waiting):
        review = waiting(text="<script>alert(1)</script>")
        answer = site.post(decide(review, "refuse"), {"reason": ""})
        assert ("This field is required." in words(answer), "<script>alert" in answer.content.decode()) == (True, False)
        assert Review.objects.get().status == "waiting"

    @pytest.mark.parametrize("verb", ["final", "nothing"])
    def test_what_does_not_lead_from_here_is_not_offered(self, site, waiting, verb):
        review = waiting()
        assert site.get(decide(review, verb)).status_code in {302, 404}
        assert f"/decide/{verb}/" not in site.get(page_of(review)).content.decode()

    def test_after_an_answer_it_may_be_refused_for_good(self, site, waiting, judge):
        review = refuse_review(review=waiting(), by=judge, reason="abusive")
        answer_refusal(review=review, text="I mended it.")
        assert "the address was forgotten" in letter_on(site.get(decide(review, "final")))
        assert site.post(decide(review, "final"), {"reason": "abusive"}).status_code == 302
        assert Review.objects.values("status", "text", "answer").get() == {"status": "final", "text": "", "answer": ""}

    @pytest.mark.parametrize(
        ("verb", "said", "after"),
        [
            ("accept", {"because": "private"}, ("accepted", "refused")),
            ("refuse", {"reason": "stays"}, ("refused", "published")),
        ],
    )
    def test_a_concern(self, site, shown, verb, said, after):
        concern = raised(shown())
        page = site.get(decide(concern, verb))
        assert ("It names my son." in words(page), "reader@" in page.content.decode()) == (True, False)
        assert site.post(decide(concern, verb), said).status_code == 302
        assert (Concern.objects.get().status, Review.objects.get().status) == after
        letter = Letter.objects.filter(to="reader@example.com").get().text
        assert letter_on(page).replace("<br>", "\n").split() == letter.split()

    def test_a_concern_without_an_address_sends_nothing(self, site, shown):
        concern = raised(shown(), email="")
        assert "the reader left no address" in letter_on(site.get(decide(concern, "refuse")))

    @pytest.mark.parametrize(("verb", "reason"), [("publish", "fits"), ("refuse", "advertising")])
    def test_a_reply(self, site, shown, verb, reason):
        review, editor = shown(), UserFactory()
        join(user=editor, clinic=review.clinic, role="editor", by="operator")
        reply = submit_reply(review=review, by=editor, text=TEXTS["short"])
        preview = site.get(decide(reply, verb)).context["preview"]
        assert site.post(decide(reply, verb), {"reason": reason}).status_code == 302
        letter = Letter.objects.get(to=editor.email, subject="Your reply was looked at").text
        assert letter == preview.replace(CHOSEN, ReplyReason(reason).label)

    def test_a_reply_of_a_team_that_is_gone_tells_nobody(self, site, shown):
        review, editor = shown(), UserFactory()
        join(user=editor, clinic=review.clinic, role="editor", by="operator")
        reply = submit_reply(review=review, by=editor, text=TEXTS["short"])
        Membership.objects.all().delete()
        assert site.get(decide(reply, "refuse")).context["preview"] == NOBODY
