"""Packages read and written: byte-stable, bounded, every fault named and nothing else done."""

import copy
import json
import stat
import zipfile
from pathlib import Path

import pytest

from motcua.reference.catalogue import operations, packages, queries, shipped, yaml_source
from motcua.reference.catalogue.errors import NoAuthority
from motcua.reference.catalogue.models import Version
from tests.factories.accounts import MONDAY, an_agency, an_identifier

from .drafting import CODE, DECISION, a_submitted_draft, an_editor, events_since, published

PROCEDURES = shipped.DATA / "procedures"
SHIPPED = sorted(path.name for path in PROCEDURES.iterdir() if path.is_dir())


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def a_zip(path: Path, *entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as opened:
        for name, content in entries:
            opened.writestr(name, content)
    return path


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_package_comes_back_the_same_and_byte_by_byte(code, tmp_path):
    package = packages.read(PROCEDURES / code)
    assert package.problems == ()

    packages.write(package.content, tmp_path / "one")
    again = packages.read(tmp_path / "one")
    packages.write(again.content, tmp_path / "two")

    assert again.content == package.content
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_order_of_fields_in_memory_does_not_show_in_the_file(tmp_path):
    content = packages.read(PROCEDURES / "2.000086").content
    shuffled = json.loads(json.dumps(content, sort_keys=True))

    assert packages.written(shuffled) == packages.written(content)


def test_a_text_that_changes_is_one_line_of_difference(tmp_path):
    content = packages.read(PROCEDURES / "2.000086").content
    changed = copy.deepcopy(content)
    changed["procedure"]["papers"][0]["name"]["vi"] += ", rất dài " * 40

    before, after = packages.written(content), packages.written(changed)

    lines = zip(before["procedure.yaml"].splitlines(), after["procedure.yaml"].splitlines(), strict=True)
    assert sum(old != new for old, new in lines) == 1


def test_texts_that_look_like_something_else_stay_texts(tmp_path):
    content = copy.deepcopy(packages.read(PROCEDURES / "2.002131").content)
    odd = [
        "on",
        "no",
        "~",
        "null",
        "1.0",
        "0x1F",
        "2026-01-01",
        "12e3",
        "a: b",
        "- x",
        "dòng\nhai ",
        " x",
        "#",
        "&a",
    ]
    content["procedure"]["keywords"] = odd

    packages.write(content, tmp_path / "p.zip")

    assert packages.read(tmp_path / "p.zip").content["procedure"]["keywords"] == odd


def test_a_part_that_is_gone_leaves_no_file(tmp_path):
    content = packages.read(PROCEDURES / "2.002131").content
    packages.write(content, tmp_path)

    packages.write(content | {"process": None}, tmp_path)

    assert sorted(files(tmp_path)) == ["fee.yaml", "form.yaml", "procedure.yaml"]


def test_a_zip_holds_one_package_or_many(tmp_path):
    found = packages.read_all(PROCEDURES)
    packages.write_all([(one.name, one.content) for one in found], tmp_path / "all.zip")
    packages.write(found[0].content, tmp_path / "one.zip")

    assert [one.content for one in packages.read_all(tmp_path / "all.zip")] == [one.content for one in found]
    assert packages.read(tmp_path / "one.zip").content == found[0].content
    assert packages.read(tmp_path / "all.zip").problems


def test_the_same_content_gives_the_same_zip():
    content = packages.read(PROCEDURES / "2.002131").content

    assert packages.zipped([("x", content)]) == packages.zipped([("x", content)])


def test_a_fault_is_named_with_file_line_and_field(tmp_path):
    packages.write(packages.read(PROCEDURES / "2.002131").content, tmp_path / "p")
    file = tmp_path / "p" / "procedure.yaml"
    lines = file.read_text().splitlines()
    line = lines.index("field: radiation-safety")
    lines[line] = "field: 12"
    file.write_text("\n".join(lines))

    [problem] = packages.read(tmp_path / "p").problems

    assert (problem.file, problem.line, problem.field) == ("p/procedure.yaml", line + 1, "field")


BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        b"a: " + b"[" * 20_000,
        b"a: " + b"{a: " * 5_000,
        b"x" * (yaml_source.MAX_BYTES + 1),
        b"\xff\xfe",
        b"a: &a\n  b: *a\n",
        b"a: !!python/object/apply:os.system [id]\n",
        b"",
        b"a: 1\na: 2\n",
        b"- 1\n",
        b"a: .nan\n? [1]\n: 2\n",
    ],
    ids=["bomb", "deep", "deep-map", "long", "not-utf8", "cycle", "tag", "empty", "twice", "list", "odd-key"],
)
def test_yaml_that_means_harm_is_a_named_problem(tmp_path, content):
    (tmp_path / "procedure.yaml").write_bytes(content)

    package = packages.read(tmp_path)

    assert package.problems
    assert all(problem.line >= 1 and problem.sentence for problem in package.problems)
    assert len(package.problems) <= yaml_source.MAX_PROBLEMS * 2


@pytest.mark.parametrize(
    "name", ["../procedure.yaml", "/etc/procedure.yaml", "a\\..\\procedure.yaml", "C:/procedure.yaml"]
)
def test_a_name_that_leads_out_of_the_zip_is_refused(tmp_path, name):
    path = a_zip(tmp_path / "p.zip", (name, b"schema: 1\n"))

    [package] = packages.read_all(path)

    assert package.problems
    assert package.content["procedure"] is None
    assert sorted(tmp_path.iterdir()) == [path]


def test_an_unusual_compression_is_refused(tmp_path):
    path = a_zip(tmp_path / "p.zip", ("p/procedure.yaml", b"schema: 1\n"), compression=zipfile.ZIP_LZMA)

    assert packages.read(path).problems


def _twice(fields):
    fields.append(fields[0])


def _reads_nothing(fields):
    fields[-1]["when"] = {"==": [{"var": "nobody"}, 1]}


def _cycle(fields):
    fields[0]["when"] = {"==": [{"var": fields[1]["name"]}, "x"]}
    fields[1]["when"] = {"==": [{"var": fields[0]["name"]}, "x"]}


def _deep(fields):
    condition = {"==": [1, 1]}
    for _ in range(53):
        condition = {"!": condition}
    fields[-1]["when"] = condition


def _wide(fields):
    fields[-1]["when"] = {"and": [{"or": [{"==": [1, 1]}] * 40}] * 40}


def _strange(fields):
    fields[-1]["when"] = {"exec": ["rm"]}


@pytest.mark.parametrize("harm", [_twice, _reads_nothing, _cycle, _deep, _wide, _strange])
def test_a_form_that_cannot_be_is_named_with_its_field(harm, tmp_path):
    content = copy.deepcopy(packages.read(PROCEDURES / "2.000086").content)
    harm(content["form"]["sections"][0]["fields"])
    packages.write(content, tmp_path / "p.zip")

    problems = packages.read(tmp_path / "p.zip").problems

    assert problems
    assert {problem.file for problem in problems} == {"2.000086/form.yaml"}
    assert all(problem.field.startswith("sections[1].fields[") and problem.line > 1 for problem in problems)


def test_a_link_in_a_zip_is_refused(tmp_path):
    link = zipfile.ZipInfo("p/procedure.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as opened:
        opened.writestr(link, "/etc/passwd")

    assert packages.read(tmp_path / "p.zip").problems


def test_a_link_in_a_folder_is_refused(tmp_path):
    (tmp_path / "procedure.yaml").symlink_to(PROCEDURES / "2.002131" / "procedure.yaml")

    assert packages.read(tmp_path).problems


def test_a_zip_that_unpacks_to_very_much_is_refused(tmp_path):
    path = a_zip(tmp_path / "p.zip", ("p/procedure.yaml", b"a" * 200_000_000))

    [package] = packages.read_all(path)

    assert [problem.field for problem in package.problems] == [""]


def test_very_many_packages_in_a_zip_are_refused(tmp_path):
    path = a_zip(tmp_path / "p.zip", *((f"{n}/procedure.yaml", b"a" * 400_000) for n in range(100)))

    [package] = packages.read_all(path)

    assert len(package.problems) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_zip_is_a_named_problem(tmp_path, content):
    (tmp_path / "p.zip").write_bytes(content)

    assert len(packages.read(tmp_path / "p.zip").problems) == 1


def test_a_zip_that_is_cut_short_is_a_named_problem(tmp_path):
    whole = packages.zipped([("p", packages.read(PROCEDURES / "2.002131").content)])
    (tmp_path / "p.zip").write_bytes(whole[:200] + b"\x00" * 300 + whole[500:])

    assert packages.read(tmp_path / "p.zip").problems


def test_what_is_not_there_is_a_named_problem(tmp_path):
    assert packages.read(tmp_path / "nothing").problems
    assert packages.read(tmp_path).problems


@pytest.mark.django_db
def test_a_live_version_goes_out_and_comes_in_at_another_authority(loaded, tmp_path):
    version = published(a_submitted_draft())
    packages.write(queries.content_of(version), tmp_path / "p.zip")
    an_identifier(an_agency("skhcn-hue"), "000.00.15.H57")

    package = packages.read(tmp_path / "p.zip")
    draft = operations.open_draft(
        by=an_editor("hue", agency="skhcn-hue"), agency="skhcn-hue", content=package.content, at=MONDAY
    )
    operations.submit_draft(
        by=an_editor("hue", agency="skhcn-hue"), draft_code=draft.code, revision=1, at=MONDAY
    )
    there = published(draft, by=an_editor("hue-2", agency="skhcn-hue"), decision=DECISION)

    assert there.publication.full_code == "2.002252.000.00.00.H57"
    assert there.content["pins"] == version.content["pins"]
    assert queries.content_of(there) == package.content
    assert Version.objects.filter(publication__full_code=CODE).count() == 2


@pytest.mark.django_db
def test_a_package_without_an_authority_to_publish_under_is_refused_and_leaves_no_trace(loaded):
    an_agency("skhcn-moi")
    content = packages.read(PROCEDURES / "2.002131").content
    draft = operations.open_draft(
        by=an_editor("moi", agency="skhcn-moi"), agency="skhcn-moi", content=content, at=MONDAY
    )
    operations.submit_draft(
        by=an_editor("moi", agency="skhcn-moi"), draft_code=draft.code, revision=1, at=MONDAY
    )

    with events_since() as made, pytest.raises(NoAuthority):
        published(draft, by=an_editor("moi-2", agency="skhcn-moi"))

    assert made == []
