# ruff: noqa: E501 - prose stands in whole lines
"""An inbox in a dozen pages, in our own words, each with what is to be read from it."""

from __future__ import annotations

from fixture_accord import ACCORD

from tregua.model.ids import claim_id, content_id, digest_bytes
from tregua.model.records import (
    Article,
    Claim,
    ClaimSource,
    Item,
    Mentions,
    PlaceMention,
    QuantityMention,
    Reading,
    Span,
    TimeMention,
)


class Page:
    """A page of the inbox under construction: its text and what is read from it."""

    def __init__(self, published: str, outlet: str, title: str, *paragraphs: str) -> None:
        self.text = "\n\n".join((title, *paragraphs))
        data = self.text.encode()
        self.item = Item(
            item_id=content_id("item", digest_bytes(data)),
            sha256=digest_bytes(data),
            name=f"{published[:10]}-{outlet.rpartition('/')[2]}.txt",
            media_type="text/plain",
            size=len(data),
            title=title,
            outlet=outlet,
            published_at=published,
            reconstructed=True,
        )
        self.claims: list[Claim] = []
        starts = []
        at = len(title) + 2
        for paragraph in paragraphs:
            starts.append(Span(start=at, end=at + len(paragraph)))
            at += len(paragraph) + 2
        self.body = tuple(starts)

    def span(self, words: str) -> Span:
        """Where the words stand."""
        start = self.text.index(words)
        return Span(start=start, end=start + len(words))

    def says(
        self,
        who: str,
        named: str,
        words: str,
        act: str,
        *,
        stance: str = "asserts",
        place: str | None = None,
        count: tuple[str, float, str, str] | None = None,
        on: str | None = None,
        cue: str | None = None,
    ) -> Page:
        """One claim of this page."""
        content = self.span(words)
        source = self.span(named)
        mention = None
        if place:
            where = next(one for one in ACCORD.places if one.place_id == place)
            mention = PlaceMention(
                start=content.start,
                end=content.start + 1,
                text=where.name,
                name=where.name,
                place_id=place,
                latitude=where.latitude,
                longitude=where.longitude,
                radius_km=where.radius_km,
            )
        quantities: tuple[QuantityMention, ...] = ()
        if count:
            printed, low, unit, comparator = count
            at = self.span(printed)
            quantities = (
                QuantityMention.model_validate(
                    {
                        "start": at.start,
                        "end": at.end,
                        "text": printed,
                        "low": low,
                        "unit": unit,
                        "comparator": comparator,
                    }
                ),
            )
        self.claims.append(
            Claim.model_validate(
                {
                    "claim_id": claim_id(self.item.item_id, who, words),
                    "item_id": self.item.item_id,
                    "source": ClaimSource(start=source.start, end=source.end, actor_id=who),
                    "through": self.item.outlet,
                    "cue": self.span(cue) if cue else None,
                    "content": (content,),
                    "stance": stance,
                    "act": act,
                    "earliest": on,
                    "latest": on,
                    "place": mention,
                    "quantities": quantities,
                    "published_at": self.item.published_at,
                }
            )
        )
        return self

    @property
    def reading(self) -> Reading:
        """The page, read."""
        mentions = Mentions(
            times=tuple(
                TimeMention(start=s.start, end=s.end, text=self.text[s.start : s.end])
                for s in (self.span(words) for words in ("December", "November") if words in self.text)
            )
        )
        article = Article(title=self.item.title, published_at=self.item.published_at, body=self.body)
        return Reading(item=article, mentions=mentions, claims=tuple(self.claims))


def pages() -> list[Page]:
    """The inbox, in order of publication."""
    return [
        Page(
            "2020-11-10T09:20",
            "outlet/reuters",
            "Peacekeepers take off for the line of contact",
            "Russia's defence ministry said that 1,960 servicemen with 90 armoured personnel carriers were on "
            "their way.",
            "Aircraft were loading through the morning, the ministry added.",
        ).says(
            "ru/mod",
            "Russia's defence ministry",
            "1,960 servicemen with 90 armoured personnel carriers were on their way",
            "deploy.force",
            count=("1,960 servicemen", 1960, "serviceman", "="),
            cue="said",
        ),
        Page(
            "2020-11-14T18:00",
            "outlet/interfax",
            "Twelve posts stand, patrols begin",
            "Russia's defence ministry reported 12 observation posts and the first patrols of military police.",
        ).says(
            "ru/mod",
            "Russia's defence ministry",
            "12 observation posts",
            "deploy.post",
            count=("12 observation posts", 12, "post", "="),
        ),
        Page(
            "2020-11-15T12:10",
            "outlet/tass",
            "Ten more days for Kelbajar",
            "Azerbaijan's presidency said it had agreed to put the return of Kelbajar off to 25 November, a "
            "wish of Yerevan's that Moscow had passed on.",
        ).says(
            "az/presidency",
            "Azerbaijan's presidency",
            "agreed to put the return of Kelbajar off to 25 November",
            "extend.postpone",
            place="kelbajar",
            on="2020-11-25",
        ),
        Page(
            "2020-11-18T16:30",
            "outlet/tass",
            "Bulletin of the contingent: nearly 2,000 have come back",
            "The peacekeepers counted nearly 2,000 people who have returned in four convoys.",
            "The ceasefire is being observed along the whole line, the bulletin said.",
        )
        .says(
            "ru/peacekeepers",
            "The peacekeepers",
            "nearly 2,000 people who have returned",
            "return.persons",
            count=("nearly 2,000 people", 2000, "returnee", "<~"),
        )
        .says(
            "ru/peacekeepers",
            "the bulletin",
            "The ceasefire is being observed along the whole line",
            "ceasefire.hold",
            place="contact-line",
        ),
        Page(
            "2020-11-20T10:05",
            "outlet/tass",
            "Azerbaijan's army in Agdam",
            "Units of the army entered Agdam district on 20 November, Azerbaijan's defence ministry announced.",
        ).says(
            "az/mod",
            "Azerbaijan's defence ministry",
            "Units of the army entered Agdam district on 20 November",
            "handover.enter",
            place="agdam",
            on="2020-11-20",
            cue="announced",
        ),
        Page(
            "2020-11-25T08:00",
            "outlet/afp",
            "Kelbajar entered from two directions",
            "Azerbaijan's defence ministry said its units had entered Kelbajar district; roads were mined.",
        ).says(
            "az/mod",
            "Azerbaijan's defence ministry",
            "its units had entered Kelbajar district",
            "handover.enter",
            place="kelbajar",
            on="2020-11-25",
        ),
        Page(
            "2020-12-01T09:00",
            "outlet/tass",
            "Lachin district returns; 27,000 are home",
            "Azerbaijan's defence ministry said units had entered Lachin district on 1 December.",
            "The peacekeepers put the number of people back at more than 27,000.",
        )
        .says(
            "az/mod",
            "Azerbaijan's defence ministry",
            "units had entered Lachin district on 1 December",
            "handover.enter",
            place="lachin",
            on="2020-12-01",
        )
        .says(
            "ru/peacekeepers",
            "The peacekeepers",
            "people back at more than 27,000",
            "return.persons",
            count=("more than 27,000", 27000, "returnee", ">"),
        ),
        Page(
            "2020-12-12T15:00",
            "outlet/tass",
            "One violation counted in Hadrut",
            "Russia's defence ministry counted one violation of the ceasefire in Hadrut district on 11 December.",
            "The Armenian side spoke of an attack near Hin Taghlar about 20:40; Azerbaijan's defence ministry "
            "denied that the truce had been broken by its units.",
        )
        .says(
            "ru/mod",
            "Russia's defence ministry",
            "one violation of the ceasefire in Hadrut district on 11 December",
            "ceasefire.violation",
            place="hadrut",
            on="2020-12-11",
            cue="counted",
        )
        .says(
            "am/mod",
            "The Armenian side",
            "an attack near Hin Taghlar about 20:40",
            "hostile.attack",
            place="hin-taghlar",
            on="2020-12-11T20:40",
        )
        .says(
            "az/mod",
            "Azerbaijan's defence ministry",
            "the truce had been broken by its units",
            "ceasefire.violation",
            stance="denies",
            cue="denied",
        ),
        Page(
            "2020-12-14T19:00",
            "outlet/ap",
            "Twelve and forty-four fly home",
            "Russia's defence ministry said 12 captives went to Azerbaijan and 44 to Armenia.",
            "Yerevan demands that every captive be freed, <b>all for all</b>.",
        )
        .says(
            "ru/mod",
            "Russia's defence ministry",
            "12 captives went to Azerbaijan and 44 to Armenia",
            "exchange.prisoners",
            count=("44 to Armenia", 44, "prisoner", "="),
        )
        .says(
            "am/mfa",
            "Yerevan",
            "every captive be freed",
            "exchange.prisoners",
            stance="demands",
            cue="demands",
        ),
        Page(
            "2021-01-13T12:00",
            "outlet/tass",
            "Contingent: 49,054 returned, 27 posts",
            "The contingent's centre put returns at 49,054 and its posts at 27, and recorded no violations.",
        ).says(
            "ru/peacekeepers",
            "The contingent's centre",
            "returns at 49,054",
            "return.persons",
            count=("49,054", 49054, "returnee", "="),
        ),
        Page(
            "2021-01-30T14:00",
            "outlet/reuters",
            "A joint centre opens",
            "Azerbaijan's defence ministry said the joint centre had opened in Agdam district.",
        ).says(
            "az/mod",
            "Azerbaijan's defence ministry",
            "the joint centre had opened in Agdam district",
            "establish.open",
            place="agdam",
            on="2021-01-30",
        ),
        Page(
            "2021-02-08T12:00",
            "outlet/tass",
            "Contingent: 52,351 returned",
            "The contingent's centre put returns at 52,351.",
        ).says(
            "ru/peacekeepers",
            "The contingent's centre",
            "returns at 52,351",
            "return.persons",
            count=("52,351", 52351, "returnee", "="),
        ),
    ]
