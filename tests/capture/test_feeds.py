"""Feeds: each entry is an item, and nothing in the file reaches beyond it."""

from pathlib import Path

import pytest

from stemmata.capture import gather
from stemmata.model import Captured, Given, Rejected
from stemmata.text import clean

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Ostra &amp; Herald</title><link>https://herald.example/</link>
<item><title>Dam talks fail</title><link>https://herald.example/1</link><guid>tag:1</guid>
 <pubDate>Wed, 03 Jul 2024 23:30:00 -0500</pubDate><description>Only a teaser.</description>
 <media:content url="https://herald.example/1.jpg"/>
 <content:encoded><![CDATA[<p>The talks failed, the <b>minister</b> said.</p>]]></content:encoded></item>
<item><title>Mayor &lt;i&gt;resigns&lt;/i&gt;</title><link>https://herald.example/2</link>
 <dc:date>2024-07-04T01:00:00Z</dc:date>
 <description>The mayor &lt;b&gt;resigned&lt;/b&gt;.</description></item>
<item><title>No words</title><guid>tag:3</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Port Gazette</title>
<entry><id>urn:1</id><title type="html">Storm &amp;amp; flood</title>
 <link rel="self" href="https://gazette.example/feed"/><link href="https://gazette.example/1"/>
 <published>2024-07-05T10:00:00+02:00</published><updated>2024-07-09T10:00:00Z</updated>
 <summary>Short.</summary>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The storm <!-- x -->hit.</p></div>
 </content>
</entry>
<entry><id>urn:2</id><title>Two</title><updated>2024-07-06</updated>
 <summary type="text">5 &lt; 6</summary></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old Wire</title></channel>
<item><title>One</title><link>https://wire.example/1</link><description>Words.</description></item>
</rdf:RDF>"""


def read(tmp_path: Path, text: str | bytes, name: str = "a.xml") -> list[Captured | Rejected]:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(gather([str(tmp_path / name)]))


def captured(items: list[Captured | Rejected]) -> list[Captured]:
    return [item for item in items if isinstance(item, Captured)]


def shown(item: Captured) -> str:
    """What lies in the page that an entry was made into."""
    page = item.payload.decode()
    return page.partition("<article>")[2].partition("</article>")[0]


def rejected(tmp_path: Path, text: str | bytes) -> str:
    (item,) = read(tmp_path, text)
    assert isinstance(item, Rejected)
    return item.reason


@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
def test_entries_of_rss_are_items_with_their_fullest_text(tmp_path: Path, name: str) -> None:
    first, second, empty = read(tmp_path, RSS, name)
    assert isinstance(first, Captured)
    assert shown(first) == (
        "<h1>Dam talks fail</h1><p>The talks failed, the <b>minister</b> said.</p>"
    )
    assert first.capture.media_type == "text/html"
    assert first.given == Given("Ostra & Herald", "Dam talks fail", "2024-07-03", "utf-8")
    assert (first.sighting.url, first.sighting.item) == ("https://herald.example/1", "tag:1")
    assert first.path == f"{tmp_path}/{name}#tag:1"
    assert isinstance(second, Captured)
    assert shown(second) == "<h1>Mayor resigns</h1>The mayor <b>resigned</b>."
    assert second.given.published == "2024-07-04"
    assert isinstance(empty, Rejected)
    assert empty.item.endswith("#tag:3")
    assert "neither content nor a summary" in empty.reason


def test_entries_of_atom_are_items(tmp_path: Path) -> None:
    first, second = captured(read(tmp_path, ATOM, "a.atom"))
    assert b"<p>The storm <!-- x -->hit.</p>" in first.payload
    assert first.given == Given("Port Gazette", "Storm & flood", "2024-07-05", "utf-8")
    assert first.sighting.url == "https://gazette.example/1"
    assert shown(second) == "<h1>Two</h1>5 &lt; 6"
    assert second.sighting.url is None


def test_the_oldest_kind_of_rss_is_read(tmp_path: Path) -> None:
    (item,) = captured(read(tmp_path, RDF))
    assert (item.given.outlet, shown(item)) == ("Old Wire", "<h1>One</h1>Words.")


def test_other_charsets_are_read_as_the_file_declares_them(tmp_path: Path) -> None:
    text = RDF.replace("Words.", "Übung.")
    payload = b'<?xml version="1.0" encoding="iso-8859-1"?>' + text.encode("latin-1")
    (item,) = captured(read(tmp_path, payload))
    assert shown(item) == "<h1>One</h1>Übung."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_swell(tmp_path: Path, encoding: str) -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{layers}]>' + RSS.split("?>", 1)[1].replace(
        "Only a teaser.", "&l11;"
    )
    assert "entit" in rejected(tmp_path, bomb.encode(encoding))


def test_no_other_file_is_drawn_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    drawn = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    assert "entities" in rejected(tmp_path, drawn + RDF.replace("Words.", "&x;"))
    outside = f'<!DOCTYPE rss SYSTEM "file://{tmp_path}/secret">'
    (item,) = captured(read(tmp_path, outside + RDF))
    assert shown(item) == "<h1>One</h1>Words."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "not well-formed"),
        ("<rss><channel>", "not well-formed"),
        ("<sitemap/>", "kind <sitemap>"),
        ("<rss><channel/></rss>", "without any entry"),
        ("<rss>" + "<a>" * 5000 + "</a>" * 5000 + "</rss>", "not well-formed"),
        (RSS[:-60], "not well-formed"),
    ],
)
def test_what_is_no_feed_is_rejected(tmp_path: Path, text: str, what: str) -> None:
    reason = rejected(tmp_path, text)
    assert what in reason
    assert "expected an RSS or Atom feed" in reason


@pytest.mark.parametrize(("text", "kind"), [(RSS, "rss"), (ATOM, "atom"), (RDF, "rdf")])
def test_the_feed_as_it_was_is_kept_with_each_entry_and_its_page_said_to_be_made(
    tmp_path: Path, text: str, kind: str
) -> None:
    entries = captured(read(tmp_path, text))
    for entry in entries:
        (feed,) = entry.assets
        assert (feed.payload, feed.capture.media_type) == (text.encode(), f"application/{kind}+xml")
        assert entry.made_from == feed.capture.payload_digest != entry.capture.payload_digest
    assert len({entry.assets for entry in entries}) == 1
    assert dict(clean(entries[0]).found)["page"].startswith("made by Stemmata")
