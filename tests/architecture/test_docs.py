"""What the documentation says is there: links, pictures, commands, keys of the law, decisions."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from motcua.ops.commands import states
from motcua.ops.grammar import NOUNS, Verb

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
PICTURES = sorted((DOCS / "images").glob("*.png"))
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
KEY = re.compile(r"[A-Z]+(?:-[0-9A-Z]+)+/[\w.-]*\w")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """What a link into the page may end in."""
    headings = re.findall(r"^#+ (.+)$", said(page), re.M)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(said(page)) if not re.match(r"[a-z]+:", link)]
    lost = []
    for target in targets:
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(target)

    assert lost == []


def test_the_glossary_is_one_table_in_the_order_of_its_words() -> None:
    lines = said(DOCS / "reference" / "glossary.md").splitlines()
    rows = [line for line in lines if line.startswith("|")]
    words = [row.split("|")[1].strip().replace("`", "").casefold() for row in rows[2:]]

    assert rows[:2] == ["| English | Vietnamese | what it is |", "|---|---|---|"]
    assert all(row.count("|") == 4 for row in rows)
    assert words == sorted(set(words))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_every_picture_is_used_and_small(picture: Path) -> None:
    assert any(f"images/{picture.name}" in said(page) for page in PAGES)
    assert picture.stat().st_size < 200_000


def test_all_pictures_together_are_small() -> None:
    assert sum(picture.stat().st_size for picture in PICTURES) < 2_000_000


def test_every_page_is_listed() -> None:
    index = said(DOCS / "README.md")
    pages = [page for page in DOCS.rglob("*.md") if page.parent != DOCS / "adr" and page.name != "README.md"]

    assert [name_of(page) for page in pages if str(page.relative_to(DOCS)) not in index] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.name)
def test_every_decision_has_its_four_headings_and_is_listed(decision: Path) -> None:
    headings = re.findall(r"^## (.+)$", said(decision), re.M)

    assert headings == ["Status", "Context", "Decision", "Consequences"]
    assert said(decision).startswith(f"# {int(decision.name[:4])}. ")
    assert f"({decision.name})" in said(DOCS / "adr" / "README.md")


def test_every_script_that_is_named_is_there() -> None:
    named = {word for page in PAGES for word in re.findall(r"(?<![\w/])scripts/([a-z-]+)", said(page))}

    assert {word for word in named if not (ROOT / "scripts" / word).is_file()} == set()


def test_every_command_that_is_named_can_be_typed() -> None:
    wrong = []
    for page in PAGES:
        for noun, verb in re.findall(r"(?:^|`|bin/|_)motcua ([a-z]+)(?: ([a-z][a-z-]+))?", said(page), re.M):
            known = NOUNS.get(noun, ("", {}))[1]
            if noun != "manage" and not (isinstance(known, Verb) or verb in known):
                wrong.append(f"{name_of(page)}: motcua {noun} {verb}")

    assert wrong == []


def test_pages_printed_from_the_code_say_what_the_code_says() -> None:
    checked = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "reference"), "check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.stdout.strip() == ""
    assert checked.returncode == 0
    assert said(DOCS / "reference" / "states.md") == states.printed()


def keys_cited() -> set[tuple[str, str]]:
    """(key, where) of every `Law:` in the code and every `law:` in the data of procedures."""
    cited = set()
    for path in (ROOT / "src").rglob("*.py"):
        for line in re.findall(r"Law: (.+(?:\n +[A-Z]+-.+)*)", said(path)):
            cited |= {(key, name_of(path)) for key in KEY.findall(line)}
            assert KEY.search(line), f"{name_of(path)} cites the law without a key: {line}"
    for path in (ROOT / "src").rglob("procedure.yaml"):
        sources = yaml.safe_load(said(path))["sources"]
        cited |= {(source["law"], name_of(path)) for source in sources if source.get("law")}
    return cited


def test_every_key_of_the_law_stands_in_the_register() -> None:
    register = set(re.findall(r"^\| ([^ |]+) \|", said(DOCS / "reference" / "law.md"), re.M))

    assert {(key, where) for key, where in keys_cited() if key not in register} == set()


def test_no_word_of_the_glossary_stands_twice() -> None:
    words = re.findall(r"^\| ([^|]+?) \|", said(DOCS / "reference" / "glossary.md"), re.M)

    assert len(words) == len(set(words))
