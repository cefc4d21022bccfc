"""Elements of web pages that are furniture: navigation, advertisements, sign-ups, teasers, comments.

An element is known by its tag, class or id; a line, by its wording, which
`stancekit.language.furniture` knows.
"""

import re

from stancekit.language import bylines, furniture

FURNITURE_TAGS = frozenset(("aside", "dialog", "footer", "form", "menu", "nav"))
FURNITURE_ROLES = frozenset(("alert", "alertdialog", "complementary", "contentinfo", "dialog", "navigation", "search"))
FRAMES = frozenset(("html", "body", "main", "article"))  # their classes describe the page: "comments-open", "has-nav"
FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*|related\w*|recommend\w*|recirc\w*|teasers?(?!-?(?:content|text|body))|paywall-?(?:box|prompt|message|offer|overlay|wall)|trending|popular|"
    r"most-?(?:read|viewed)|more-?(?:on|from|stories)|read-?(?:more|next)|up-?next|next-?article|infinite-?scroll|"
    r"newsletter\w*|sign-?up|subscri\w*|social\w*|shar(?:e|ing)\w*|follow|"
    r"author-?(?:bio|box|info|card|profile)|bio|biography|about-?(?:the-?)?author|tags?|tag-?list|topics|keywords|"
    r"cookies?\w*|consent|gdpr|banner|breadcrumbs?|menu\w*|nav|navbar|navigation|sidebar|footer|"
    r"masthead|disclaimer|copyright|corrections?|outbrain|taboola|widget|modal|popup|overlay|"
    r"pull-?quote|toolbar|login|poll|quiz|gallery-?link)(?=$|[\s_-])",
    re.IGNORECASE,
)
COMMENT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?(?:list|body|section|thread)|disqus\w*|respond)(?=$|[\s_-])", re.IGNORECASE
)
MAX_NOTICE_LENGTH = 240  # characters of a line that holds no more than a notice


def is_furniture(line: str) -> bool:
    """Return whether a line is furniture by its wording, wherever in the article it stands."""
    if len(line) <= MAX_NOTICE_LENGTH and (furniture.is_boilerplate_sentence(line) or bylines.is_dateline(line)):
        return True
    return furniture.is_boilerplate(line)
