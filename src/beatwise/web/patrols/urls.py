"""The addresses of patrols: pages of the office, what phones call, what trackers report to."""

from __future__ import annotations

from django.urls import path, re_path

from beatwise.web.patrols.phone_page import phone_file
from beatwise.web.patrols.sync import phone_views
from beatwise.web.patrols.trackers import tracker_views
from beatwise.web.patrols.views import (
    file_downloads,
    live_pages,
    measured_pages,
    paper_pages,
    phone_pages,
    programme_pages,
    track_pages,
)


ONE = "patrols/<int:key>/"
PHONE = "patrols/phones/<int:key>/"
SHIFT = "patrols/shifts/<int:key>/"

urlpatterns = [
    path("patrols/phone/", phone_file, name="patrol_phone_app"),
    path("patrols/phone/<str:name>", phone_file, name="patrol_phone_file"),
    path("patrols/enrol", phone_views.enrol, name="patrol_enrol"),
    path("patrols/pack", phone_views.pack, name="patrol_pack"),
    path("patrols/sync", phone_views.sync, name="patrol_sync"),
    path("patrols/digest", phone_views.digest, name="patrol_digest"),
    path("patrols/track", phone_views.own_track, name="patrol_own_track"),
    path("patrols/owntracks", tracker_views.owntracks, name="patrol_owntracks"),
    path("patrols/overland", tracker_views.overland, name="patrol_overland"),
    path("patrols/osmand", tracker_views.osmand, name="patrol_osmand"),
    path("patrols/", programme_pages.programmes, name="patrols"),
    path("patrols/new/", programme_pages.new_plan, name="new_patrol_plan"),
    path("patrols/public/<int:key>/", live_pages.public, name="patrol_public"),
    path(ONE, live_pages.today, name="patrol_today"),
    re_path(
        r"^patrols/(?P<key>[0-9]{1,9})/(?P<span>week|month)/$", live_pages.span, name="patrol_span"
    ),
    path(f"{ONE}partners/", live_pages.partners, name="patrol_partners"),
    path(f"{ONE}rules/", programme_pages.rules, name="patrol_rules"),
    path(f"{ONE}alerts/", programme_pages.alerts, name="patrol_alerts"),
    path(
        f"{ONE}alerts/<slug:kind>/remove/", programme_pages.remove_alert, name="remove_patrol_alert"
    ),
    path(
        f"{ONE}notices/<int:notice>/close/",
        programme_pages.close_notice,
        name="close_patrol_notice",
    ),
    path(f"{ONE}files/<slug:name>/", file_downloads.export, name="patrol_file"),
    path(f"{ONE}paper/", paper_pages.paper, name="patrol_paper"),
    path(f"{ONE}paper/csv/", paper_pages.sheet_file, name="patrol_paper_file"),
    path(f"{ONE}paper/import/", paper_pages.import_paper, name="import_patrol_paper"),
    path(f"{ONE}paper/import/<int:batch>/", paper_pages.paper_batch, name="patrol_paper_batch"),
    path(f"{ONE}paper/<int:shift>/", paper_pages.type_sheet, name="type_patrol_sheet"),
    path(f"{ONE}paper/<int:shift>/sheet/", paper_pages.sheet, name="patrol_sheet"),
    path(f"{ONE}measured/", measured_pages.measured, name="patrol_measured"),
    path(f"{ONE}measured/new/", measured_pages.new_report, name="new_patrol_report"),
    path(f"{ONE}measured/evaluation/", measured_pages.new_evaluation, name="new_patrol_evaluation"),
    path(f"{ONE}start/<int:shift>/", track_pages.start, name="start_patrol"),
    path(f"{ONE}phones/", phone_pages.phones, name="patrol_phones"),
    path(f"{ONE}phones/new/", phone_pages.new_phone, name="new_patrol_phone"),
    path(PHONE, phone_pages.phone, name="patrol_phone"),
    path(f"{PHONE}code/", phone_pages.new_code, name="new_patrol_code"),
    path(f"{PHONE}revoke/", phone_pages.revoke, name="revoke_patrol_phone"),
    path(f"{PHONE}trackers/new/", phone_pages.new_tracker, name="new_patrol_tracker"),
    path(
        f"{PHONE}trackers/<int:tracker>/revoke/",
        phone_pages.revoke_tracker,
        name="revoke_patrol_tracker",
    ),
    path(SHIFT, track_pages.patrol, name="patrol_shift"),
    path(f"{SHIFT}track/", track_pages.track, name="patrol_track"),
    path(f"{SHIFT}hold/", track_pages.hold, name="hold_patrol"),
    path(f"{SHIFT}stop/", track_pages.stop, name="stop_patrol"),
]
