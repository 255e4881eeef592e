"""The words for searching come with the tables, so that an upgrade brings them too."""


def test_migrating_brings_the_shipped_words_once(installation):
    installation.did("db", "migrate")
    installation.did("db", "migrate")

    counted = installation.python(
        "from motcua.reference.catalogue.models import Synonym as S; print(S.objects.filter(in_use=True).count())"
    )
    assert int(counted) > 100
