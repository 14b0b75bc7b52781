"""Pages below the import runs: send a file, look at its plan, carry it out. Only seniors come in, each to their own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.admin_base import actor
from accounts.pages import see_other
from clinics.exceptions import NotAllowed, Refused
from sources.actions.uploads import Planned, carry_out, planned, throw_away, tick
from sources.enums import UploadStatus
from sources.exceptions import CannotTake
from sources.forms import UploadForm
from sources.models import ImportRun, Upload
from sources.policies import check_may_import
from sources.preview import preview
from sources.steps import Act
from sources.uploads import CappedImport

_NUMBER = 9
"""Digits of a line, at most."""


def may_import(request: HttpRequest) -> bool:
    try:
        check_may_import(actor(request))
    except NotAllowed:
        return False
    return True


class UploadPages(admin.ModelAdmin):
    """Beside the lists and pages of Django's own."""

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("upload/", guarded(csrf_exempt(self.send)), name="sources_upload_add"),
            path("upload/<int:number>/", guarded(self.plan), name="sources_upload_plan"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"may_import": may_import(request), **(extra_context or {})})

    def send(self, request: HttpRequest) -> HttpResponse:
        """A larger file than other pages take, so its own handlers stand before whatever reads the form."""
        if not may_import(request):
            raise PermissionDenied
        request.upload_handlers = [
            CappedImport(request), MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request),
        ]  # fmt: skip
        answer: HttpResponse = csrf_protect(self._send)(request)
        return answer

    def _send(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            try:
                return see_other("admin:sources_upload_plan", form.save(actor(request)).pk)
            except Refused as refusal:
                form.add_error("file", str(refusal))
        waiting = Upload.objects.filter(uploaded_by=actor(request), status__in=UploadStatus.kept)
        context = self._context(request, "Import a file") | {"form": form, "waiting": waiting}
        status = 413 if form.is_bound and form.too_large else 200
        return TemplateResponse(request, "admin/sources/upload.html", context, status=status)

    def plan(self, request: HttpRequest, number: int) -> HttpResponse:
        """What the file would do now, and the buttons below it. The file itself is never served."""
        if not may_import(request):
            raise PermissionDenied
        upload = get_object_or_404(Upload, pk=number, uploaded_by=actor(request))
        if request.method == "POST":
            return self._act(request, upload)
        run = upload.runs.first()
        context = self._context(request, f"Plan of {upload.file_name}") | {"upload": upload, "run": run}
        if run is not None:
            context["outcome"] = self.outcome(run)
        if upload.status in UploadStatus.kept:
            context |= self._shown(request, upload)
        return TemplateResponse(request, "admin/sources/plan.html", context)

    def outcome(self, run: ImportRun) -> str:
        raise NotImplementedError

    def _shown(self, request: HttpRequest, upload: Upload) -> dict[str, Any]:
        try:
            plan = self._planned(request, upload)
        except Refused as refusal:
            return {"refusal": str(refusal)}
        asked = request.GET
        found = preview(plan.steps, asked.get("act", ""), asked.get("page", "1"))
        return {"plan": plan, "preview": found}

    def _planned(self, request: HttpRequest, upload: Upload) -> Planned:
        """Where a ticked row cannot be taken any more, its tick is the one thing to give up."""
        by = actor(request)
        try:
            return planned(upload=upload, by=by)
        except CannotTake as refusal:
            self.message_user(request, f"{refusal} The ticks were taken away; look again.", "ERROR")
            return planned(upload=tick(upload=upload, by=by, shown=upload.takes, ticked=[]), by=by)

    def _act(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        sent, by = request.POST, actor(request)
        here = _here(upload, sent)
        try:
            if "throw_away" in sent:
                throw_away(upload=upload, by=by)
                self.message_user(request, "The file is deleted. Nothing of it was imported by that.", "SUCCESS")
                return see_other("admin:sources_importrun_changelist")
            ticked = tick(upload=upload, by=by, shown=_lines(sent, "shown"), ticked=_lines(sent, "take"))
            if "carry_out" in sent:
                return self._carried_out(request, ticked, sent.get("seen", ""))
        except Refused as refusal:
            self.message_user(request, str(refusal), "ERROR")
        return redirect(here)

    def _carried_out(self, request: HttpRequest, upload: Upload, seen: str) -> HttpResponse:
        counts = carry_out(upload=upload, by=actor(request), seen=seen)
        words = ", ".join(f"{counts[act.value]} {act.value}" for act in Act if counts[act.value])
        self.message_user(request, f"Carried out: {words}. The file is deleted.", "SUCCESS")
        run = upload.runs.first()
        return see_other("admin:sources_importrun_change", run.pk) if run else see_other(
            "admin:sources_importrun_changelist"
        )  # fmt: skip

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}


def _here(upload: Upload, sent: QueryDict) -> str:
    """The page of the plan that they came from."""
    page = reverse("admin:sources_upload_plan", args=[upload.pk])
    query = urlencode({name: sent[name][:20] for name in ("act", "page") if sent.get(name)})
    return f"{page}?{query}" if query else page


def _lines(sent: QueryDict, name: str) -> list[int]:
    values = sent.getlist(name)
    if not all(value.isascii() and value.isdigit() and len(value) <= _NUMBER for value in values):
        raise Http404
    return [int(value) for value in values]
