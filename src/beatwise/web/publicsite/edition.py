"""An edition of the public site: every address and its bytes, made from what was published.

The same records, history and day give the same bytes: *About this site* prints the head of the
history. No page asks the clock or loads anything from another site.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from beatwise.errors import Conflict
from beatwise.web.history.sealing import seal_chain
from beatwise.web.publicsite import page_frame
from beatwise.web.publicsite.page_frame import Site
from beatwise.web.publicsite.pages.index_pages import feed, home, open_data, search
from beatwise.web.publicsite.pages.measure_pages import measure_pages
from beatwise.web.publicsite.pages.meeting_pages import meeting_pages
from beatwise.web.publicsite.pages.patrol_pages import patrol_pages
from beatwise.web.publicsite.pages.published_packs import paper_pages
from beatwise.web.publicsite.pages.record_pages import record_pages
from beatwise.web.publicsite.pages.standing_pages import standing_pages
from beatwise.web.publicsite.resource import Resource
from beatwise.web.publicsite.translation import Catalogue, with_translations


def edition(
    body: str, address: str, day: dt.date, catalogues: Sequence[Catalogue] = ()
) -> list[Resource]:
    """Return every resource of the site on a day, in order of address.

    Parameters
    ----------
    body
        The name of the body whose site it is.
    address
        Where the site will be, for its feed: ``https://www.example.org``.
    day
        The day of the edition.
    catalogues
        Second languages: what they translate whole stands beside the English.
    """
    site = Site(body, day.isoformat(), str(seal_chain.head()))
    resources = [
        *measure_pages(site, day),
        *paper_pages(site),
        *record_pages(site),
        *meeting_pages(site, day),
        *patrol_pages(site, day),
        *standing_pages(site),
        page_frame.style(),
    ]
    resources += open_data(site, resources)
    resources.append(home(site, day, resources))
    resources.append(feed(site, address.rstrip("/"), resources))
    resources.append(search(site, resources))
    resources = with_translations(site, resources, catalogues)
    resources.sort(key=lambda each: each.address)
    _check_addresses(resources)
    return resources


def _check_addresses(resources: list[Resource]) -> None:
    counts = Counter(each.address for each in resources)
    twice = [address for address, count in counts.items() if count > 1]
    if twice:
        raise Conflict(f"two pages have the address {min(twice)}.", next_step="Report this fault.")
