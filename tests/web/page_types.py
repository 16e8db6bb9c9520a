"""One address of every type of page, with the real corpus: what is looked at in a browser.

Of a type that lists much, a page that lists less: what is looked for takes as long as the page is.
"""

from __future__ import annotations

from urllib.parse import quote

from nkgraph.web.query_page import EXAMPLE

_ARTICLE = "claims/2016-01-04-yonhap-defectors-halve"
QUANTITY = "/quantities/arrivals/south-korea/2015.html"
FINDING = "/findings/05e84de619e8cf0e.html"
CLAIM = f"/{_ARTICLE}/arrivals-2015.html"

PAGES = {
    "home": "/",
    "about": "/about",
    "search": "/search",
    "search-found": "/search?q=arrivals+2015",
    "search-narrowed": "/search?q=&publisher=yonhap&year=2015",
    "search-nothing": "/search?q=zzzz",
    "claims": "/claims/",
    "agents": "/agents/",
    "measures": "/measures/",
    "places": "/places/",
    "rules": "/rules/",
    "findings": "/findings/?outcome=contradicts",
    "quantity": QUANTITY,
    "claim": CLAIM,
    "article": f"/{_ARTICLE}.html",
    "copy": "/copies/004.html",
    "agent": "/agents/ministry-of-unification.html",
    "measure": "/measures/us-admissions.html",
    "place": "/places/us-tx.html",
    "place-with-chart": "/places/south-korea.html",
    "unit": "/units/percent.html",
    "finding": FINDING,
    "rule": "/rules/same-quantity",
    "ontology": "/ontology.html",
    "compare": "/compare",
    "compare-two": f"/compare?a={_ARTICLE}&b=claims/undated-visual-capitalist-north-korean-defectors",
    "weigh": "/weigh",
    "weigh-asked": "/weigh?said=1%2C514+defectors+reached+South+Korea+in+2014",
    "weigh-unclear": "/weigh?said=1%2C514+arrived",
    "questions": "/questions/",
    "question": "/questions/who-prints-a-number",
    "question-answered": "/questions/who-prints-a-number?number=1%2C502",
    "question-wrong": "/questions/who-prints-a-number?number=many",
    "query": "/query",
    "query-answered": f"/query?query={quote(EXAMPLE)}",
    "query-wrong": "/query?query=SELECTT",
    "dumps": "/dumps/",
    "editor": "/editor",
    "not-found": "/no-such-thing",
}
STATUS = {"not-found": 404, "question-wrong": 400, "query-wrong": 400}  # all others answer 200
