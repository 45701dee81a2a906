"""A verdict as a page that stands alone: nothing is fetched, nothing in the copy is obeyed."""

from jinja2 import Environment, StrictUndefined

from batuta.filing import VerdictFile
from tools.rendering.verdict_words import RESULTS, SAYS, TITLE, VERDICTS, VERIFIED, visible

_PAGE = """<!doctype html>
<html lang="{{ locale }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} · {{ file.subject|visible }}</title>
<style>
body { font: 16px/1.5 Arial, sans-serif; color: #1a1a1a; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem } dd { margin: 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4; padding: .5rem; margin: .25rem 0 }
article { border-left: 4px solid #767676; padding-left: 1rem; margin: 1rem 0 }
article.block { border-color: #a80000 } article.warn { border-color: #7a5200 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #ccc }
code { overflow-wrap: anywhere; font-size: .85em }
</style>
</head>
<body>
<h1>{{ title }}: {{ verdict }}</h1>
<p>{{ file.subject|visible }}</p>
<dl>
<dt>{{ says.company }}</dt><dd>{{ file.company|visible }}</dd>
<dt>{{ says.made }}</dt><dd>{{ file.made_at.isoformat(timespec="seconds") }}</dd>
<dt>{{ says.reviewed }}</dt><dd>{{ file.reviewed_on.isoformat() }}</dd>
<dt>{{ says.places }}</dt><dd>{{ file.jurisdictions|join(", ")|visible }}</dd>
<dt>{{ says.version }}</dt><dd><code>{{ file.policies_version }}</code></dd>
{% if file.review_digest %}<dt>{{ says.review }}</dt><dd><code>{{ file.review_digest }}</code></dd>{% endif %}
</dl>
<h2>{{ says.findings }}</h2>
{% for finding in file.findings %}
<article class="{{ finding.severity }}">
<h3>{{ finding.message|visible }}</h3>
<p><code>{{ finding.rule_id }}</code> · {{ results[finding.severity] }} ·
{{ finding.item|visible }} {{ finding.part }}</p>
{% if finding.quote %}<pre>{{ finding.quote|visible }}</pre>{% endif %}
{% if finding.suggestion %}<p>{{ says.remedy }}: {{ finding.suggestion|visible }}</p>{% endif %}
<p>{{ finding.source.title|visible }} <code>{{ finding.source.url|visible }}</code></p>
</article>
{% else %}<p>{{ says.nothing }}</p>{% endfor %}
{% if file.waived %}<h2>{{ says.waived }}</h2>
<ul>
{% for waiver in file.waived %}
<li><code>{{ waiver.rule_id }}</code> {{ waiver.item|visible }} · {{ waiver.by|visible }}: {{ waiver.reason|visible }}
{% if waiver.until %}({{ says.until }} {{ waiver.until.isoformat() }}){% endif %}</li>
{% endfor %}
</ul>{% endif %}
<h2>{{ says.pieces }}</h2>
{% for piece in file.pieces %}
<h3>{{ piece.id|visible }} · {{ piece.channel }} · {{ piece.locale|visible }}</h3>
<p><code>{{ piece.digest }}</code></p>
{% for part, text in piece.parts.items() %}<p>{{ part }}</p><pre>{{ text|visible }}</pre>{% endfor %}
{% endfor %}
<h2>{{ says.rules }}</h2>
<table>
<tr><th>{{ says.rule }}</th><th>{{ says.requires }}</th><th>{{ says.source }}</th><th>{{ says.result }}</th></tr>
{% for rule in file.rules %}<tr><td><code>{{ rule.rule_id }}</code><br><code>{{ rule.pack }}</code></td>
<td>{{ rule.requires.in_(locale) }}</td><td>{{ rule.law }}<br>{{ verified[rule.verified] }}</td>
<td>{{ results[rule.result] }}</td></tr>
{% endfor %}</table>
{% if file.unknown_packs %}<p>{{ says.unknown }}: {{ file.unknown_packs|join(", ") }}</p>{% endif %}
</body>
</html>
"""


def verdict_html(file: VerdictFile, locale: str | None) -> str:
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    page.filters["visible"] = lambda text: visible(str(text))
    return page.from_string(_PAGE).render(
        file=file,
        locale=locale or "en",
        title=TITLE.in_(locale),
        verdict=VERDICTS[file.verdict].in_(locale),
        says={name: text.in_(locale) for name, text in SAYS.items()},
        results={name: text.in_(locale) for name, text in RESULTS.items()},
        verified={name: text.in_(locale) for name, text in VERIFIED.items()},
    )
