"""Addresses of this room. What a patient reads of reviews stands on the clinic's own page."""

from django.urls import path

from reviews.views import concern, mine, public, replies, writing

app_name = "reviews"
urlpatterns = [
    path("clinics/<slug:state>/<slug:city>/<slug:slug>/review/", writing.write, name="write"),
    path("reviews/code/", writing.code, name="code"),
    path("reviews/thanks/", writing.thanks, name="thanks"),
    path("reviews/mine/", mine.mine, name="mine"),
    path("reviews/mine/take-back/", mine.take_back, name="take_back"),
    path("manage/<int:clinic>/reviews/", replies.of_clinic, name="of_clinic"),
    path("manage/<int:clinic>/reviews/<int:review>/reply/", replies.reply, name="reply"),
    path("manage/<int:clinic>/reviews/<int:review>/reply/withdraw/", replies.withdraw, name="withdraw_reply"),
    path("clinics/<slug:state>/<slug:city>/<slug:slug>/reviews/", public.reviews, name="all"),
    path("reviews/<int:number>/report/", concern.concern, name="concern"),
    path("reviews/<int:number>/report/thanks/", concern.thanks, name="concern_thanks"),
]
