from django.urls import path

from guide.views import articles, pages
from guide.views.first_call import first_call
from guide.views.worksheet import worksheet

app_name = "guide"
urlpatterns = [
    path("", pages.index, name="index"),
    path("news/", articles.articles, name="articles"),
    path("news/<slug:slug>/", articles.article, name="article"),
    path("first-call/", first_call, name="first-call"),
    path("cost-worksheet/", worksheet, name="worksheet"),
    path("<slug:slug>/", pages.page, name="page"),
]
