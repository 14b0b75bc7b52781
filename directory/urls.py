from django.contrib import admin
from django.urls import include, path

from directory.views import about, home

urlpatterns = [
    path("", home.home, name="home"),
    *(path(page.path, about.about, {"name": page.name}, name=page.name) for page in about.PAGES),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("clinics.urls")),
]

handler400 = "directory.views.errors.bad_request"
handler403 = "directory.views.errors.forbidden"
handler404 = "directory.views.errors.not_found"
handler500 = "directory.views.errors.failed"
