"""The article in a web page."""

import json
import warnings

import pytest

import stancekit
from stancekit import PageWarning

ARTICLE = (
    "The tramline of Kestrel Bay will open two years late, the Transport Office said on Monday. It had been promised "
    "for this spring by Mayor Marcus Thorne.",
    "“Nobody asked the people who live here,” said Lena Vogt, who runs the Café Anchor and has organised three "
    "protests since the digging began last autumn.",
    "It is a shabby way to treat people who trusted him. The city deserves better than a hole in the road and a brass "
    "band, and it should say so at the polls in November.",
)
PAGE = """<!DOCTYPE html>
<html><head><meta charset="{encoding}"><title>Tramline runs late</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/opinion">Our disgraceful politics: subscribe now</a></li></ul></nav>
<article><h1>Tramline runs late</h1>{paragraphs}</article>
<aside class="bio"><p>Adrian Pell is our wonderful columnist and the author of three books.</p></aside>
<div class="comments"><p>What an awful mayor!</p></div>
<footer><p>The views expressed here are those of the author. All rights reserved.</p></footer>
</body></html>"""
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
HEADLINE = "Tramline runs late"


def page(encoding="utf-8"):
    return PAGE.format(encoding=encoding, paragraphs=PARAGRAPHS)


def read(body, head=""):
    return stancekit.read_page(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")


def roles(text):
    return [(role, text.text[start:end]) for start, end, role in text.roles]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_the_article_is_read_without_what_stands_around_it(encoding):
    for given in (page(encoding), page(encoding).encode(encoding)):
        text = stancekit.read_page(given, id="tram", actors=["Lena Vogt"])
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE])
        assert text.text[slice(*text.title)] == HEADLINE
        assert (text.id, text.actors[0].name) == ("tram", "Lena Vogt")


def test_the_next_article_of_an_endless_page_is_another():
    title = f"<title>{HEADLINE}</title>"
    after = "<h1>Clerk sold licenses</h1>{}<p>The clerk of the county sold forty licenses to the dead, they said.</p>"
    body = f"<div class='story'><h1>{HEADLINE}</h1>{PARAGRAPHS}</div><div class='story'>{after}</div>"
    signed = read(body.format("<div class='by'>By Marcus Hale, Staff Writer</div>"), title)
    assert signed.text == "\n\n".join([HEADLINE, *ARTICLE])
    assert "The clerk of the county" in read(body.format(""), title).text


def test_marks_of_footnotes_are_no_words():
    body = PARAGRAPHS.replace("Monday.", 'Monday.<sup><a href="#fn1">1</a></sup>').replace(
        "said Lena Vogt", 'said <a href="#vogt">Lena Vogt</a>'
    )
    assert read(f"<article>{body}</article>").text == "\n\n".join(ARTICLE)


def test_a_page_without_a_headline_has_no_title():
    text = stancekit.read_page(
        page().replace("<title>Tramline runs late</title>", "").replace("<h1>Tramline runs late</h1>", "")
    )
    assert text.title is None and text.text == "\n\n".join(ARTICLE)


@pytest.mark.parametrize("source", ["<html><body></body></html>", "", b"", "<html>", "just words"])
def test_a_page_without_an_article_is_an_error(source):
    with pytest.raises(stancekit.InputError, match="the page has no article"):
        stancekit.read_page(source)


def test_a_text_that_stands_only_in_json_ld_is_read():
    body = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n".join(ARTICLE)})
    text = read("<div id='app'></div>", f"<script type='application/ld+json'>{body}</script>")
    assert text.text.startswith(HEADLINE) and all(sentence in text.text for sentence in ARTICLE[0].split("\n"))


class TestHeadline:
    @pytest.mark.parametrize(
        ("title", "heading", "outlet"),
        [
            ("Tramline runs late - The Bay Gazette", HEADLINE, "The Bay Gazette"),
            ("Tramline runs late | Local | The Bay Gazette", HEADLINE, "The Bay Gazette"),
            ("The Bay Gazette: Tramline runs late", HEADLINE, "The Bay Gazette"),
            ("Tramline runs late - The Bay Gazette", "Tramline runs late - The Bay Gazette", "The Bay Gazette"),
            ("Tramline runs late — Bay Gazette", "", "Bay Gazette"),
            ("Tramline runs late", HEADLINE, None),
            ("Home", HEADLINE, None),
        ],
    )
    def test_the_outlet_is_no_part_of_it(self, title, heading, outlet):
        site = f'<meta property="og:site_name" content="{outlet}">' if outlet and title == heading else ""
        text = read(
            f"<article>{f'<h1>{heading}</h1>' if heading else ''}{PARAGRAPHS}</article>",
            f'<title>{title}</title><meta property="og:title" content="{title}">{site}',
        )
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE])
        assert text.outlet == outlet

    def test_a_dash_inside_it_stays(self):
        headline = "Late again – and nobody knows why the trams do not come"
        text = read(f"<article>{PARAGRAPHS}</article>", f"<title>{headline}</title>")
        assert text.text[slice(*text.title)] == headline

    def test_forms_that_differ_in_quotation_marks_are_one(self):
        text = read(
            f"<article><h1>Mayor’s ‘late’ tram</h1>{PARAGRAPHS}</article>",
            """<meta property="og:title" content="Mayor's 'late' tram">""",
        )
        assert text.text == "\n\n".join(["Mayor’s ‘late’ tram", *ARTICLE])

    @pytest.mark.parametrize("level", ["h1", "h2", "div"])
    def test_the_name_of_the_site_in_a_heading_is_not_it(self, level):
        text = read(
            f"<h1>The Bay Gazette</h1><article><{level}>{HEADLINE}</{level}>{PARAGRAPHS}</article>",
            f"<title>{HEADLINE} - The Bay Gazette</title>",
        )
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE])


class TestMetadata:
    def test_json_ld_comes_first(self):
        record = {
            "@graph": [
                {"@type": "WebSite", "name": "x"},
                {
                    "@type": ["NewsArticle"],
                    "datePublished": "2023-02-09T06:00:00Z",
                    "author": [{"name": "Mia Falk"}, {"name": "Jon Ek"}],
                    "publisher": {"name": "The Courier"},
                },
            ]
        }
        text = read(
            f"<article>{PARAGRAPHS}</article>",
            f"""<script type="application/ld+json">{json.dumps(record)}</script><meta name="author" content="Desk">""",
        )
        assert (text.date, text.author, text.outlet) == ("2023-02-09", "Mia Falk, Jon Ek", "The Courier")

    @pytest.mark.parametrize(
        ("markup", "expected"),
        [
            ('<meta property="article:published_time" content="2021-05-04T23:10:00+02:00">', "2021-05-04"),
            ('<meta name="date" content="20210504">', "2021-05-04"),
            ('<meta name="date" content="May 4, 2021">', "2021-05-04"),
            ('<meta name="date" content="04/05/2021">', None),
            ('<meta name="date" content="2021-13-45">', None),
            ("<script type='application/ld+json'>{damaged</script>", None),
            ("", None),
        ],
    )
    def test_a_date_is_read_but_not_guessed(self, markup, expected):
        assert read(f"<article>{PARAGRAPHS}</article><footer>© 2019 Bay Gazette</footer>", markup).date == expected

    def test_markup_names_author_and_date(self):
        text = read(
            f'<article><h1>{HEADLINE}</h1><p class="byline">By Nora Quist</p><time datetime="2023-09-14">14 September'
            f"</time>{PARAGRAPHS}</article>"
        )
        assert (text.author, text.date) == ("Nora Quist", "2023-09-14")
        assert roles(text) == [("byline", "By Nora Quist"), ("dateline", "14 September")]

    @pytest.mark.parametrize("name", ["date", "author", "outlet"])
    def test_it_is_text(self, name):
        with pytest.raises(TypeError, match=f"{name} is of type int, expected a str or None"):
            stancekit.Text("The mayor resigned.", **{name: 2021})


class TestRoles:
    def test_elements_give_them(self):
        first, second, third = (f"<p>{paragraph}</p>" for paragraph in ARTICLE)
        text = read(
            f"<article><h1>{HEADLINE}</h1>{first}<figure><img><figcaption>The tracks in May.</figcaption></figure>"
            f"<h2>A hole in the road</h2>{second}<ul><li>Two years late</li><li>Nobody asked</li></ul>"
            f"<blockquote>Trams are for people.</blockquote>{third}</article>"
        )
        assert roles(text) == [
            ("caption", "The tracks in May."),
            ("subheading", "A hole in the road"),
            ("list_item", "Two years late"),
            ("list_item", "Nobody asked"),
            ("quote_block", "Trams are for people."),
        ]
        assert all(paragraph in text.text for paragraph in ARTICLE)

    def test_an_embedded_post_ends_with_its_author(self):
        first, second, third = (f"<p>{paragraph}</p>" for paragraph in ARTICLE)
        tweet = (
            '<blockquote class="twitter-tweet"><p>Thorne must go.</p>&mdash; Lena Vogt (@lena) '
            '<a href="https://twitter.com/lena/1">May 5, 2020</a></blockquote>'
        )
        photo = (
            '<blockquote class="instagram-media"><p>My café in the dust.</p>'
            "<p><a>A post shared by Lena Vogt (@lena)</a></p></blockquote>"
        )
        text = read(f"<article><h1>{HEADLINE}</h1>{first}{tweet}{second}{photo}{third}</article>")
        assert roles(text) == [
            ("quote_block", "Thorne must go. — Lena Vogt (@lena) May 5, 2020"),
            ("quote_block", "My café in the dust. — Lena Vogt (@lena)"),
        ]

    def test_a_pull_quote_is_left_out(self):
        quote = "The city deserves better than a hole in the road and a brass band"
        text = read(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}<blockquote>{quote}</blockquote></article>")
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE])


class TestFurniture:
    @pytest.mark.parametrize(
        "line",
        [
            "ADVERTISEMENT",
            "Ida Roth contributed to this report.",
            "Reporting by Adrian Pell; editing by Ida Roth",
            "Share on Facebook",
            "14 Comments",
            "READ MORE: Thorne is a liar, says Vogt",
            "Sign up to our morning newsletter for all the news of the bay.",
            "TAP HERE FOR THE GAZETTE APP",
            "Follow @baygazette on Instagram.",
            "Opinions expressed in this column do not necessarily reflect those of the Gazette.",
            "Copyright 2021 Bay Gazette",
            "Most popular on Bay Gazette",
        ],
    )
    @pytest.mark.parametrize("place", [0, 2, 3])
    def test_lines_are_left_out_wherever_they_stand(self, line, place):
        paragraphs = [*ARTICLE[:place], line, *ARTICLE[place:]]
        text = read(f"<article><h1>{HEADLINE}</h1>{''.join(f'<p>{one}</p>' for one in paragraphs)}</article>")
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE])

    @pytest.mark.parametrize(
        "line",
        [
            "Adrian Pell is a columnist for the Gazette.",
            "Adrian Pell covers transport and has opinions on buses.",
            "The writer is a former member of the council.",
            "Got a tip? Write to desk@gazette.example.",
        ],
    )
    def test_biographies_and_credits_are_left_out_at_the_end_only(self, line):
        paragraphs = "".join(f"<p>{one}</p>" for one in (*ARTICLE, line, "© 2021 Bay Gazette"))
        assert line not in read(f"<article><h1>{HEADLINE}</h1>{paragraphs}</article>").text
        paragraphs = "".join(f"<p>{one}</p>" for one in (ARTICLE[0], line, *ARTICLE[1:]))
        assert line in read(f"<article><h1>{HEADLINE}</h1>{paragraphs}</article>").text

    def test_the_last_paragraph_may_introduce_an_actor_again(self):
        last = "Lena Vogt is a member of the council, and she votes on the tram in May."
        assert last in read(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}<p>{last}</p></article>").text

    @pytest.mark.parametrize("name", ["widget article-widget", "sidebar-layout", "promo"])
    def test_an_element_with_most_of_the_prose_is_none_whatever_its_name(self, name):
        text = read(f'<div class="{name}"><h1>{HEADLINE}</h1><div>{PARAGRAPHS}</div></div>')
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE])


class TestLostText:
    MORE = tuple(
        f"The {number} stop of the line is to be built in {place}, where the ground is soft and the owners of {count} "
        "houses have gone to court against the city and its builders."
        for number, place, count in (("first", "Mill Lane", 12), ("second", "Harbor Row", 40), ("third", "Orm Hill", 7))
    )

    def test_a_body_in_elements_of_several_classes_is_kept_whole(self):
        parts = [ARTICLE, self.MORE[:1], self.MORE[1:]]
        chunks = "".join(
            f'<div class="article-body part-{name}">{"".join(f"<p>{one}</p>" for one in part)}</div>'
            for name, part in zip("abc", parts, strict=True)
        )
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            text = read(f"<article><h1>{HEADLINE}</h1>{chunks}</article>")
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE, *self.MORE])

    def test_a_page_of_which_little_was_kept_says_so(self):
        rest = "".join(f"<p>{paragraph}</p>" for paragraph in self.MORE)
        with pytest.warns(PageWarning, match=r"only 49% of the paragraph text of the page"):
            text = read(
                f'<div class="story-content"><h1>{HEADLINE}</h1>{PARAGRAPHS}</div><div class="promo">{rest}</div>'
            )
        assert text.text == "\n\n".join([HEADLINE, *ARTICLE])
