"""The description of the API for people: one page without scripts and without anything from elsewhere."""

from functools import lru_cache
from html import escape
from typing import Any

from smartcity.look import DARK, FONT, FONT_STACK, LIGHT, Look
from smartcity.words import _

# Where the dashboard and its static files are, relative to the page, which lies at api/v1/docs.
_DASHBOARD = "../../"
_STATIC = f"{_DASHBOARD}app/static"
_WEIGHTS = (400, 600, 700)
_STYLE = """
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { background: var(--background); color: var(--text); font: 400 1rem/1.55 var(--font); margin: 0;
  word-spacing: .07em; }
main { margin: 0 auto; max-width: 62rem; padding: 2.5rem clamp(1rem, 3vw, 3rem) 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; }
a { color: var(--link); }
code { font: .92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere;
  word-spacing: 0; }
nav { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: 1rem 0; }
nav:first-child { margin-top: 0; }
details { border-top: 1px solid var(--border); }
details:last-of-type { border-bottom: 1px solid var(--border); }
summary { cursor: pointer; padding: .6rem .25rem; }
summary:hover { background: var(--surface); }
summary span { color: var(--muted); display: block; font-size: .94rem; padding-left: 1.1rem; }
.inside { padding: 0 0 1rem 1.35rem; }
dl { display: grid; gap: .3rem 1.25rem; grid-template-columns: minmax(8rem, 15rem) 1fr; margin: .25rem 0 .75rem; }
dt { overflow-wrap: anywhere; } dd { margin: 0; }
small { color: var(--muted); font-size: .88rem; }
pre { background: var(--surface); border-radius: .4rem; margin: .5rem 0; padding: .75rem 1rem; white-space: pre-wrap; }
@media (max-width: 640px) { dl { grid-template-columns: 1fr; gap: .1rem; } dd { margin-bottom: .6rem; } }
"""


@lru_cache(maxsize=4)
def _style() -> str:
    fonts = "".join(
        f'@font-face {{ font-family: "{FONT}"; font-weight: {weight}; font-display: swap;'
        f' src: url("{_STATIC}/fonts/PlusJakartaSans-{weight}.woff2") format("woff2"); }}\n'
        for weight in _WEIGHTS
    )
    dark = f"@media (prefers-color-scheme: dark) {{ {_colours(DARK)} }}"
    return f"{fonts}{_colours(LIGHT)}\n{dark}\n{_STYLE}"


def _colours(look: Look) -> str:
    names = ("background", "surface", "text", "muted", "border", "link")
    colours = "; ".join(f"--{name}: {getattr(look, name)}" for name in names)
    return f":root {{ {colours}; --font: {FONT_STACK}; }}"


def html(described: dict[str, Any], language: str) -> str:
    """Return the page of a description of OpenAPI."""
    info = described["info"]
    groups = {tag["name"]: tag["description"] for tag in described["tags"]}
    links = "".join(f'<a href="#{name}">{escape(title)}</a>' for name, title in groups.items())
    parts = "".join(_group(described, name, title) for name, title in groups.items())
    other = {"id": ("en", "English"), "en": ("id", "Bahasa Indonesia")}[language]
    back = _("Dasbor")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])} · smartcity</title>"
        f'<link rel="icon" href="{_STATIC}/icon.png"><style>{_style()}</style></head><body><main>'
        f'<nav><a href="{_DASHBOARD}?lang={language}">‹ {escape(back)}</a></nav>'
        f"<h1>{escape(info['title'])}</h1><p>{escape(info['description'])}</p>"
        f'<nav>{links}<a href="openapi.json?lang={language}">OpenAPI</a>'
        f'<a href="?lang={other[0]}" hreflang="{other[0]}" lang="{other[0]}">{other[1]}</a></nav>'
        f"{_errors()}{parts}</main></body></html>"
    )


def _errors() -> str:
    said = _("Kesalahan selalu berbentuk sama:")
    shape = '{"error": {"code": "…", "message": "…", "where": "…", "what_to_do": "…"}}'
    return f"<p>{escape(said)}</p><pre><code>{escape(shape)}</code></pre>"


def _group(described: dict[str, Any], tag: str, title: str) -> str:
    inside = "".join(
        _operation(path, method, operation)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        if tag in operation["tags"]
    )
    return f'<section aria-labelledby="{tag}"><h2 id="{tag}">{escape(title)}</h2>{inside}</section>'


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    """Return one address: what it gives, its parameters, and the forms of its answer."""
    parameters = "".join(_parameter(each) for each in operation.get("parameters", ()))
    forms = ", ".join(operation["responses"]["200"]["content"])
    more = f"<p>{escape(operation['description'])}</p>" if "description" in operation else ""
    address = path.removeprefix("/")
    needs = method != "get" or any(each["required"] for each in operation.get("parameters", ()))
    taken = "".join(f"<li>{part}</li>" for part in _needed(operation))
    more += f"<ul>{taken}</ul>" if taken else ""
    label = escape(_("Buka"))
    open_ = "" if needs else f'<p><a href="{escape(address or "./")}">{label}</a></p>'
    return (
        f"<details><summary><code>{method.upper()} {escape(path)}</code>"
        f"<span>{escape(operation['summary'])}</span></summary>"
        f'<div class="inside">{more}<dl>{parameters}</dl><small>{escape(forms)}</small>{open_}</div></details>'
    )


def _needed(operation: dict[str, Any]) -> list[str]:
    """Return what an address needs besides its parameters: a token, a content."""
    found = []
    token, content = escape(_("token pribadi")), escape(_("Isi permintaan:"))
    if operation.get("security"):
        found.append(f"<code>Authorization: Bearer</code> {token}")
    if body := operation.get("requestBody"):
        kinds = ", ".join(f"<code>{escape(kind)}</code>" for kind in body["content"])
        found.append(f"{content} {kinds}")
    return found


def _parameter(parameter: dict[str, Any]) -> str:
    required = escape(_("wajib"))
    needed = f" <small>{required}</small>" if parameter["required"] else ""
    schema = parameter.get("schema", {})
    usual = schema.get("default")
    allowed = next(
        (each["enum"] for each in [schema, *schema.get("anyOf", ())] if "enum" in each),
        schema.get("enum", ()),
    )
    notes = [" · ".join(map(str, allowed))] if allowed else []
    notes += [_("bila kosong: {value}").format(value=usual)] if usual not in (None, "") else []
    more = f" <small>{escape('; '.join(notes))}</small>" if notes else ""
    said = escape(parameter.get("description", ""))
    return f"<dt><code>{escape(parameter['name'])}</code>{needed}</dt><dd>{said}{more}</dd>"
