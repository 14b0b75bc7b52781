from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from directory.urls import *  # noqa: F403 -- the site's own, handlers included
from directory.urls import urlpatterns as _site


def hello(request: HttpRequest) -> HttpResponse:
    return render(request, "hello.html", {"rows": range(20)})


urlpatterns = [path("hello/", hello), *_site]
