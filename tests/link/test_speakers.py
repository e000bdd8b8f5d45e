"""Who "the observatory" and "he" are in an article."""

from stemmata.link.networks import Name, Names, known_names
from stemmata.link.signature import house_of, signature_of
from stemmata.link.speakers import Speakers
from stemmata.model import Article
from tests.link.newsroom import Draft

NAMES = Names(
    (
        *known_names(),
        Name("Marlow Observatory for Ports", "monitor"),
        Name("Coast Wire", "agency"),
        Name("Bay Herald", "newspaper"),
    )
)


def parties(draft: Draft) -> list[str]:
    speakers = Speakers(draft.reading(), NAMES)
    return [p.name for s in speakers.statements.values() for p in s.parties]


def test_a_short_name_is_the_body_that_the_article_names():
    draft = Draft("Bay Herald").said("the Marlow Observatory for Ports", "nine died")
    draft.said("the Observatory", "ten died").said("Observatory director Orla Fenn", "six died")
    assert parties(draft) == ["Marlow Observatory for Ports"] * 3


def test_the_source_is_the_one_that_was_called_a_source():
    draft = Draft("Bay Herald").said("A source at Vessin Police Command", "nine died")
    draft.said("Norway", "it is sad").said("the source", "two were hurt")
    assert parties(draft)[2] == "Vessin Police Command"


def test_a_ministry_without_a_country_is_the_one_last_named():
    draft = Draft("Bay Herald").said("the Norwegian defence ministry", "nine died")
    draft.said("Harbour people", "ten died", kind="unnamed_group")
    draft.said("the ministry", "six were hurt")
    assert parties(draft)[2] == "Norwegian Defence Ministry"


def test_a_rights_organisation_is_no_outlet_whatever_the_reading_took_it_for():
    draft = Draft("Bay Herald").own("Bay Herald and agencies").named("Bay Herald", "organization")
    herald = draft.entities[0].id
    draft.said("Marlow Observatory for Ports", "nine died")
    draft.said("the human rights organisation", "more will", entity=herald)
    assert parties(draft) == ["Marlow Observatory for Ports"] * 2


def test_the_regime_is_the_government_that_the_article_calls_so():
    draft = Draft("Bay Herald").own("The Norwegian government fell.").said("the regime", "no")
    assert parties(draft) == ["Norwegian government"]


def test_a_recipient_is_not_a_source():
    draft = Draft("Bay Herald").said("a docker", "nine died", cue="told Coast Wire")
    (statement,) = Speakers(draft.reading(), NAMES).statements.values()
    assert [p.name for p in statement.parties] == ["docker"]
    assert statement.told == "Coast Wire"


def signature(text: str, outlet: str = "Bay Herald") -> str | None:
    found = signature_of(Article("art", "cap", text, outlet), NAMES)
    return found.outlet if found else None


def test_a_dateline_or_a_last_line_signs_a_text():
    story = "Nine dockers died in the port of Vessin when a crane fell on them. " * 8
    assert signature(f"VESSIN (Coast Wire) - {story}") == "Coast Wire"
    assert signature(f"Crane falls Vessin Coast Wire {story}") == "Coast Wire"
    assert signature(f"{story}Source Coast Wire") == "Coast Wire"
    assert signature(f"{story}Nine are dead Coast Wire reported. 12") == "Coast Wire"


def test_a_mention_is_no_signature():
    story = "Nine dockers died in the port of Vessin when a crane fell on them. " * 8
    assert signature(f"A docker told Coast Wire that he ran. {story}") is None
    assert signature(f"{story} (Coast Wire) {story}") is None
    assert signature(f"VESSIN (Coast Wire) - {story}", outlet="Coast Wire") is None
    assert signature(f"VESSIN (AFP) - {story}Source Coast Wire") is None


def house(text: str) -> str | None:
    return house_of(Article("art", "cap", text), NAMES)


def test_a_line_of_the_head_with_the_outlets_name_tells_whose_an_article_is():
    assert house("Crane falls\n\nBay Herald\nNine dockers died.") == "Bay Herald"
    assert house("Crane falls\nBay Herald Harbour Desk\nNine dockers died.") == "Bay Herald"


def test_a_line_that_tells_of_an_outlet_or_credits_an_agency_does_not():
    assert house("Crane falls\nBay Herald wants more of its staff\nNine dockers died.") is None
    assert house("Crane falls\nCoast Wire\nNine dockers died.") is None
    assert house("Crane falls\n" + "Nine dockers died. " * 40 + "\nBay Herald") is None
