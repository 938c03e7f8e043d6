"""The addresses of papers, of released ones, and of files that are checked."""

from __future__ import annotations

from django.urls import path

from beatwise.web.papers.views import (
    editor,
    file_check_pages,
    paper_lists,
    paper_page,
    released_pages,
)


ONE = "papers/<int:number>/"
RELEASED = "papers/released/<slug:slug>/"

urlpatterns = [
    path("papers/", paper_lists.papers, name="papers"),
    path("papers/new/", paper_lists.new, name="new_paper"),
    path("papers/rules/", paper_lists.rules, name="paper_rules"),
    path("papers/policy/", paper_lists.policy, name="paper_policy"),
    path("papers/check/", file_check_pages.file_checks, name="file_checks"),
    path("papers/check/<int:key>/", file_check_pages.file_check, name="file_check"),
    path("papers/check/<int:key>/json/", file_check_pages.file_check_json, name="file_check_json"),
    path("papers/released/", released_pages.released, name="released_papers"),
    path(RELEASED, released_pages.page, name="released_paper"),
    path(f"{RELEASED}<int:number>/", released_pages.earlier_page, name="paper_release"),
    path(f"{RELEASED}<int:number>/<str:name>", released_pages.earlier_file, name="release_file"),
    path(f"{RELEASED}<str:name>", released_pages.file, name="released_file"),
    path(ONE, paper_page.paper, name="paper"),
    path(f"{ONE}write/", editor.write, name="write_paper"),
    path(f"{ONE}preview/", editor.preview, name="preview_paper"),
    path(f"{ONE}versions/", editor.versions, name="paper_versions"),
    path(f"{ONE}history/", paper_page.history, name="paper_history"),
    path(f"{ONE}release/", released_pages.release, name="release_paper"),
    path(f"{ONE}steps/<slug:name>/", paper_page.step, name="paper_step"),
    path(f"{ONE}notes/<int:at>/", paper_page.note, name="note_on_figure"),
    path(f"{ONE}comments/<int:comment>/settle/", paper_page.settle, name="settle_comment"),
]
