"""Builds the documentation site: the pages of ``docs``, and rules, facts and Python names out of the library itself.

``python -m tools.build_site [FOLDER]`` writes it to ``build/site`` or a folder. A warning of Sphinx is an error, so
that a link that leads nowhere and a page that nothing leads to are found here. The site needs no network: no font,
script or picture of others.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sphinx.application import Sphinx

import adm_rules
from adm_rules import available, load
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Clause, Explanation, Prose, Section
from adm_rules._internal.rules import Order, Rule, Tariff, Voucher
from adm_rules._internal.texts import Text

ROOT: Final = Path(__file__).parents[1]
#: The files that are judged have a page of their own.
_RECORDS: Final = ("Agency", "Case", "District", "ServiceContract")
#: Pages of the repository's top that belong to the site.
_TOP: Final = ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md")
_LANGUAGES: Final = ("it", "en")
#: The public modules whose names have a page; the records stand on the page of models.
_MODULES: Final = (
    "adm_rules",
    "adm_rules.answers",
    "adm_rules.display",
    "adm_rules.errors",
    "adm_rules.files",
    "adm_rules.frames",
    "adm_rules.ics",
    "adm_rules.plots",
    "adm_rules.tables",
)

_CONTENTS: Final = {
    "First steps": ("README.md", "docs/tutorial.md", "docs/cli.md", "docs/first-screens.md"),
    "How to": (
        "docs/tables.md", "docs/howto/database.md", "docs/frames.md", "docs/plots.md", "docs/howto/spreadsheet.md",
        "docs/howto/web-service.md", "docs/howto/nightly.md",
        "docs/howto/cluster.md", "docs/howto/upgrading.md", "docs/what-if.md",
        "docs/ci.md", "docs/reviews.md",
        "docs/encode-your-district.md", "docs/clauses.md", "docs/editor.md", "docs/overlays.md", "docs/privacy.md",
    ),
    "Planning": (
        "docs/copayment.md", "docs/statement.md", "docs/deadlines.md", "docs/queue.md", "docs/contract.md",
    ),
    "Explanation": (
        "ARCHITECTURE.md", "docs/house.md", "docs/integration.md", "docs/frictions.md", "CONTRIBUTING.md",
        "CHANGELOG.md",
    ),
    "Reference": (
        "docs/language.md", "docs/models.md", "docs/facts.md", "docs/report-format.md", "docs/lint/index.md",
        "docs/coverage/index.md",
    ),
}  # fmt: skip

_CONF: Final = {
    "project": "adm_rules",
    "extensions": "myst_parser,sphinx.ext.autodoc,sphinx.ext.napoleon",
    "html_theme": "alabaster",
    "html_title": "adm_rules",
    "default_role": "code",
    "autodoc_typehints": "none",
    "autodoc_member_order": "bysource",
    "exclude_patterns": "docs/index.md",
    "suppress_warnings": "ref.python",
}


def main(folder: Path) -> None:
    """Write the site to a folder.

    Raises:
        SystemExit: Sphinx warned of something.
    """
    with TemporaryDirectory() as name:
        source = Path(name)
        write_source(source)
        app = Sphinx(
            source, None, folder, source / ".doctrees", "html", confoverrides=_conf(), warningiserror=True,
            exception_on_warning=True, freshenv=True, status=None,
        )  # fmt: skip
        app.build()
    print(f"{folder / 'index.html'}: written")


def _conf() -> dict[str, Any]:
    lists = ("extensions", "exclude_patterns", "suppress_warnings")
    made: dict[str, Any] = {key: value.split(",") if key in lists else value for key, value in _CONF.items()}
    options = {"font_family": "system-ui, sans-serif", "page_width": "1100px", "sidebar_width": "260px"}
    plain = {"myst_heading_anchors": 6, "html_copy_source": False, "html_show_sphinx": False}
    return {**made, **plain, "html_theme_options": options}


def write_source(source: Path) -> None:
    """Write what Sphinx reads."""
    for name in (*_TOP, *(str(page.relative_to(ROOT)) for page in sorted((ROOT / "docs").rglob("*.md")))):
        _put(source / name, _page(name))
    contents = {
        **_CONTENTS,
        "Reference": (*_CONTENTS["Reference"], *_left_over(), *_python(source)),
        **dict(_regulations(source)),
    }
    _put(source / "index.md", _index(contents))
    for folder in ("docs/lint", "docs/coverage"):
        pages = sorted(page.stem for page in (ROOT / folder).glob("*.md") if page.stem != "index")
        with (source / folder / "index.md").open("a", encoding="utf-8") as index:
            index.write(_tree("", pages))


def _left_over() -> Iterator[str]:
    """Pages of the documentation that stand under no heading of their own."""
    named = {page for pages in _CONTENTS.values() for page in pages} | {"docs/index.md"}
    for folder in ("docs", "docs/howto"):
        found = (page.relative_to(ROOT).as_posix() for page in sorted((ROOT / folder).glob("*.md")))
        yield from (page for page in found if page not in named)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


#: Blocks that no highlighter of Sphinx knows.
_UNKNOWN: Final = re.compile(r"```(?:mermaid|console|csv)\b")
_LINK: Final = re.compile(r"\[(?P<said>[^\]]+)\]\((?P<to>[^)#\s]+)(?P<anchor>#[^)\s]*)?\)")


def _page(name: str) -> str:
    """A page of the repository, in which a link to a file that the site has not is plain text."""
    here = (ROOT / name).parent

    def link(match: re.Match[str]) -> str:
        to = match["to"]
        known = "://" in to or (to.endswith(".md") and _is_page((here / to).resolve()))
        return match[0] if known else match["said"]

    text = (ROOT / name).read_text(encoding="utf-8")
    return _UNKNOWN.sub("```text", _LINK.sub(link, text))


def _is_page(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
    return path.is_file() and name != "docs/index.md" and (name in _TOP or name.startswith("docs/"))


def _tree(caption: str, pages: Iterable[str]) -> str:
    head = [f":caption: {caption}"] if caption else [":hidden:"]
    return "\n".join(["", "```{toctree}", *head, ":maxdepth: 1", "", *pages, "```", ""])


def _index(contents: dict[str, tuple[str, ...]]) -> str:
    head = [
        "# adm_rules",
        "",
        "Regulations of home education for minors (ADM) and supervised contact (*Spazio Neutro*) as rules that can be",
        "run: what an act asks, checked on files, with the reason for every answer.",
        "",
    ]
    return "\n".join(head) + "".join(_tree(caption, pages) for caption, pages in contents.items())


# --- names of Python --------------------------------------------------------------------------------------------------


def _python(source: Path) -> Iterator[str]:
    """A page for each public module."""
    for module in _MODULES:
        page = f"python/{module}.md"
        left_out = _RECORDS if module == "adm_rules" else adm_rules.__all__
        options = [
            "   :members:",
            "   :imported-members:",
            f"   :exclude-members: {', '.join(sorted(left_out))}",
        ]
        body = ["```{eval-rst}", f".. automodule:: {module}", *options, "```", ""]
        _put(source / page, "\n".join([f"# `{module}`", "", *body]))
        yield page


# --- regulations, as a lawyer reads them ------------------------------------------------------------------------------

_WORDS: Final = {
    "regulations": Text("Regolamenti", "Regulations"),
    "orders": Text("Ordini di accesso", "Orders of access"),
    "tariffs": Text("Tariffe", "Tariffs"),
    "vouchers": Text("Buoni di servizio", "Vouchers"),
}

#: What the topics of rules are called; one that is not here bears its own name.
_TOPICS: Final = {
    "access": Text("Accesso", "Access"),
    "accreditation": Text("Accreditamento", "Accreditation"),
    "activation": Text("Attivazione", "Activation"),
    "agency_documents": Text("Documenti dell'agenzia", "Papers of the agency"),
    "area": Text("Area dell'intervento", "Area of intervention"),
    "availability": Text("Disponibilità del personale", "Availability of staff"),
    "billing": Text("Fatturazione", "Invoices"),
    "closing": Text("Chiusura", "Closing"),
    "contact": Text("Incontri protetti", "Supervised contact"),
    "contract_duties": Text("Obblighi dell'azienda", "Duties of the company"),
    "contract_payments": Text("Pagamenti del contratto", "Payments of the contract"),
    "contract_services": Text("Servizi affidati", "Services entrusted"),
    "contract_term": Text("Durata del contratto", "Term of the contract"),
    "disability": Text("Disabilità", "Disability"),
    "fees": Text("Tariffe e compartecipazione", "Fees and copayment"),
    "foster_care": Text("Affido familiare", "Foster care"),
    "funds": Text("Fondi", "Funds"),
    "group": Text("Interventi di gruppo", "Groups"),
    "hours": Text("Ore", "Hours"),
    "income_support": Text("Sostegno al reddito", "Income support"),
    "information": Text("Debiti informativi", "Information duties"),
    "meetings": Text("Incontri di lavoro", "Meetings"),
    "monitoring": Text("Monitoraggio", "Monitoring"),
    "penalties": Text("Penali", "Penalties"),
    "pippi": Text("P.I.P.P.I.", "P.I.P.P.I."),
    "plan": Text("Progetto educativo", "Educational plan"),
    "protection": Text("Tutela", "Protection"),
    "provider": Text("Ente gestore", "Provider"),
    "reception": Text("Accoglienza", "Reception"),
    "reporting": Text("Rendicontazione", "Reporting"),
    "reports": Text("Relazioni", "Reports"),
    "schedule": Text("Calendario degli accessi", "Schedule"),
    "school": Text("Scuola", "School"),
    "sessions": Text("Accessi", "Sessions"),
    "sharing": Text("Riparto della spesa", "Sharing of cost"),
    "staff": Text("Personale", "Staff"),
    "substitution": Text("Sostituzioni", "Substitution"),
    "team": Text("Équipe", "Team"),
    "termination": Text("Risoluzione e recesso", "Termination"),
    "venue": Text("Luogo", "Venue"),
    "voucher": Text("Voucher", "Voucher"),
}


def _topic(name: str | None, lang: str) -> str:
    words = _TOPICS.get(name or "")
    return words.in_language(lang) if words else str(name)


def _regulations(source: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pages of all rule sets, under one heading for each language."""
    for lang in _LANGUAGES:
        pages = []
        for name in available():
            rules, folder = load(name), f"rules/{lang}/{name}"
            parts = dict(_parts(rules, lang))
            for part, text in parts.items():
                _put(source / folder / f"{part}.md", text)
            _put(source / folder / "index.md", _overview(rules, lang) + _tree("", parts))
            pages.append(f"{folder}/index.md")
        yield _WORDS["regulations"].in_language(lang), tuple(pages)


def _explanation(rules: RuleSet, lang: str) -> Explanation:
    return Explanation(Prose(rules.vocabulary, lang, rules.regulation), rules.regulation)


def _overview(rules: RuleSet, lang: str) -> str:
    lines = [
        f"# {rules.regulation.title.in_language(lang)}",
        "",
        f"`{rules.id}` {rules.regulation.version}",
        "",
    ]
    return "\n".join([*lines, *_sections(_explanation(rules, lang).overview(), 2)])


def _parts(rules: RuleSet, lang: str) -> Iterator[tuple[str, str]]:
    """The rules of each topic, and the orders, tariffs and vouchers, each as a page with its name."""
    explanation = _explanation(rules, lang)
    regulation = rules.regulation
    for topic in dict.fromkeys(rule.topic for rule in regulation.rules):
        found = [rule for rule in regulation.rules if rule.topic == topic]
        yield str(topic), _listed(_topic(topic, lang), found, explanation)
    others = {
        "orders": regulation.orders,
        "tariffs": regulation.tariffs.values(),
        "vouchers": regulation.vouchers.values(),
    }
    for key, several in others.items():
        if several:
            yield f"all-{key}", _listed(_WORDS[key].in_language(lang), several, explanation)


def _listed(heading: str, several: Iterable[Any], explanation: Explanation) -> str:
    lines = [f"# {heading}", ""]
    for each in several:
        lines += [f"## {_title(each, explanation.lang)}", "", _place(each, explanation.lang), ""]
        lines += _sections(_of(each, explanation), 3)
    return "\n".join(lines)


def _of(each: Rule | Order | Tariff | Voucher, explanation: Explanation) -> Iterable[Section]:
    match each:
        case Rule():
            return explanation.rule(each)
        case Order():
            return explanation.order(each)
        case Tariff():
            return explanation.tariff(each)
    return explanation.voucher(each)


def _title(each: Any, lang: str) -> str:
    return _plain(each.name if isinstance(each, Tariff) else each.title.in_language(lang))


def _place(each: Any, lang: str) -> str:
    cited = [] if each.cites is None else [_plain(each.cites.text(lang))]
    return " · ".join([*cited, f"`{getattr(each, 'id', None) or each.name}`"])


def _sections(sections: Iterable[Section], level: int) -> Iterator[str]:
    for section in sections:
        yield f"{'#' * level} {_plain(section.heading)}"
        yield ""
        yield from _clauses(section.clauses, 0)
        yield ""


def _clauses(clauses: Iterable[Clause], depth: int) -> Iterator[str]:
    for clause in clauses:
        yield f"{'  ' * depth}- {_plain(clause.text)}"
        yield from _clauses(clause.parts, depth + 1)


def _plain(text: str) -> str:
    """Text in which nothing is Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#$|~])", r"\\\1", text)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"
    shutil.rmtree(target, ignore_errors=True)
    main(target)
