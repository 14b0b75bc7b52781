from django.contrib import admin
from django.urls import include, path

from directory.sitemaps import sitemap, sitemap_part
from directory.views import about, departure, health, home, wellknown

urlpatterns = [
    path("", home.home, name="home"),
    *(path(page.path, about.about, {"name": page.name}, name=page.name) for page in about.PAGES),
    path("admin/", admin.site.urls),
    path("accounts/delete/", departure.delete, name="account_delete"),
    path("accounts/deleted/", departure.deleted, name="account_deleted"),
    path("accounts/", include("accounts.urls")),
    path("manage/", include("owners.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap_part, name="sitemap_part"),
    path("guide/", include("guide.urls")),
    path("", include("reviews.urls")),
    path("", include("clinics.urls")),
]

handler400 = "directory.views.errors.bad_request"
handler403 = "directory.views.errors.forbidden"
handler404 = "directory.views.errors.not_found"
handler500 = "directory.views.errors.failed"
