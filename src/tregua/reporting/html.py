"""The daily report as one HTML file that needs nothing else: no script, no network, A4 when printed.

Everything a report holds is untrusted text and is escaped by the templates; what is marked safe
here is drawn by this package alone.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from tregua.model.messages import Message
from tregua.model.standing import Phase
from tregua.reporting.chart_svg import Series, draw_series, draw_strip, first_day
from tregua.reporting.letters import capital
from tregua.reporting.map_svg import Basemap, MapSheet, draw_map, load_basemap, swatch
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.phases import MARKS, TONES
from tregua.reporting.report import Cite, DailyReport
from tregua.reporting.sections import section_modules

_LATIN = "U+0020-00FF,U+2010-2026,U+2032-2033,U+2039-203A,U+2044,U+2212"
_EXTENDED = "U+0100-017F,U+018F,U+0259,U+02BE-02BF"
_FONTS = (
    ("Public Sans", "400", "normal", "public-sans-400", "public-sans-ext-400"),
    ("Public Sans", "600", "normal", "public-sans-600", "public-sans-ext-600"),
    ("Newsreader", "500", "normal", "newsreader-500", "newsreader-ext-500"),
    ("Newsreader", "400", "italic", "newsreader-400-italic", "newsreader-ext-400-italic"),
)
_ICONS = {
    "note": '<circle cx="8" cy="8" r="7"/><path d="M8 7v5M8 4v1.6" class="cut"/>',
    "change": '<path d="M2 8h10M8 3.5L12.5 8 8 12.5" class="line"/>',
    "place": '<path d="M8 1a5 5 0 0 1 5 5c0 3.6-5 9-5 9S3 9.600 3 6a5 5 0 0 1 5-5z"/>'
    '<circle cx="8" cy="6" r="1.9" class="hole"/>',
}


def render_html(report: DailyReport, basemap: Basemap | None = None) -> str:
    """The report's page; the same bytes for the same report and base map."""
    renderer = Renderer(Catalogue.load(report.language))
    ground = basemap or load_basemap()
    words = _words(renderer, ground)
    parts = []
    for section in report.sections:
        inside = _template(section.name).render(section=section, report=report, **words)
        parts.append((section.name, section.title, Markup(inside)))  # noqa: S704 — our own template
    return _page().render(
        report=report,
        parts=parts,
        style=Markup(_style()),  # noqa: S704 — packaged
        generator=words["say"]("report.generator"),
        **words,
    )


def anchor(evidence_id: str, prefix: str) -> str:
    """An id as an HTML anchor: letters, digits, dots and dashes."""
    return f"{prefix}-{re.sub(r'[^A-Za-z0-9.-]', '-', evidence_id)}"


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["anchor"] = anchor
    environment.filters["capital"] = capital
    environment.filters["clip"] = _clip
    return environment


@cache
def _template(name: str) -> Template:
    module = next(one for one in section_modules() if one.__name__.endswith(f".{name}"))
    return _environment().from_string(module.TEMPLATE)


@cache
def _page() -> Template:
    return _environment().from_string(_PAGE)


def _clip(text: str, length: int) -> str:
    """The beginning of a quotation, cut at a word."""
    if len(text) <= length:
        return text
    return f"{text[:length].rpartition(' ')[0] or text[:length]} […]"


def _words(renderer: Renderer, basemap: Basemap) -> dict[str, Callable[..., Any]]:
    """What templates may call."""

    def say(code: str, /, **args: Any) -> str:
        return renderer.text(Message(code=code, args=args))

    def strip(section: Any) -> Markup:
        ends = [renderer.short_day(section.days[0]), renderer.short_day(section.days[-1])]
        rows = [(row.observer, row.cells, row.text) for row in section.rows]
        return Markup(draw_strip(rows, section.days, ends))  # noqa: S704 — escapes its own text

    def chart(series: Series) -> Markup:
        ends = [renderer.short_day(first_day(series)), renderer.short_day(series.until)]
        return Markup(draw_series(series, ends))  # noqa: S704 — escapes its own text

    def draw(sheet: MapSheet) -> Markup:
        return Markup(draw_map(sheet, basemap))  # noqa: S704 — escapes its own text

    return {
        "say": say,
        "day": renderer.value,
        "chip": _chip,
        "cites": _cites,
        "icon": _icon,
        "chart": chart,
        "strip": strip,
        "draw_map": draw,
        "swatch": lambda phase, schematic, kind="district": Markup(swatch(phase, schematic, kind)),  # noqa: S704
    }


def _chip(phase: Phase, text: str) -> Markup:
    mark = Markup(f'<svg viewBox="0 0 16 16" aria-hidden="true">{MARKS[phase]}</svg>')  # noqa: S704
    return Markup('<span class="chip tone-{}">{}{}</span>').format(TONES[phase], mark, text)


def _cites(cites: Sequence[Cite]) -> Markup:
    if not cites:
        return Markup("")
    links = Markup(", ").join(
        Markup('<a href="#{}">{}</a>').format(anchor(cite.evidence_id, "e"), cite.number) for cite in cites
    )
    return Markup('<span class="cites">[{}]</span>').format(links)


def _icon(name: str) -> Markup:
    inside = _ICONS[name]
    return Markup(f'<svg class="icon icon-{name}" viewBox="0 0 16 16" aria-hidden="true">{inside}</svg>')  # noqa: S704


@cache
def _style() -> str:
    package = files("tregua")
    faces = []
    for family, weight, style, *names in _FONTS:
        for name, reach in zip(names, (_LATIN, _EXTENDED), strict=True):
            data = base64.b64encode((package / "data" / "fonts" / f"{name}.woff2").read_bytes()).decode()
            faces.append(
                f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
                f"src:url(data:font/woff2;base64,{data}) format('woff2');unicode-range:{reach}}}"
            )
    return "\n".join((*faces, (package / "reporting" / "report.css").read_text("utf-8")))


_PAGE = """<!doctype html>
<html lang="{{ report.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{{ generator }}">
<title>{{ say("report.page_title", title=report.title, day=report.day) }}</title>
<style>
{{ style }}
</style>
</head>
<body>
<a class="skip" href="#main">{{ say("report.skip") }}</a>
<div class="page">
{% for name, title, inside in parts if name == "head" %}{{ inside }}{% endfor %}
<nav class="contents" aria-label="{{ say("report.contents") }}"><ul>
{% for name, title, inside in parts if name != "head" %}<li><a href="#{{ name }}">{{ title }}</a></li>
{% endfor %}</ul></nav>
<main id="main">
{% for name, title, inside in parts if name != "head" %}
<section class="part {{ name }}" id="{{ name }}" aria-labelledby="{{ name }}-title">
<h2 id="{{ name }}-title">{{ title }}</h2>
{{ inside }}
</section>
{% endfor %}
</main>
<footer class="foot"><p>{{ say("report.foot", title=report.title, day=report.day, edition=report.edition) }}
{% if report.checkpoint %}<br>{{ report.checkpoint.origin }} · {{ report.checkpoint.size }} ·
<code>{{ report.checkpoint.root }}</code>{% endif %}</p>
<p>{{ say("report.credits") }}</p></footer>
</div>
</body>
</html>
"""
