from django.urls import path

from guide.views import articles, pages

app_name = "guide"
urlpatterns = [
    path("", pages.index, name="index"),
    path("news/", articles.articles, name="articles"),
    path("news/<slug:slug>/", articles.article, name="article"),
    path("<slug:slug>/", pages.page, name="page"),
]
