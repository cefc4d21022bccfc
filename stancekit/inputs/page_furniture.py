"""Furniture of web pages: navigation, advertisements, sign-ups, teasers, biographies, disclaimers and comments.

An element is known by its tag, class or id; a line, by its wording. Wording
counts only for short lines, and a biography or a contact only at the end of
the article, where the same words are not the author's.
"""

import re

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

NOUNS = (
    r"(?:newsletters?|e-?mails?|inbox|alerts?|briefings?|apps?|podcast|updates|digest|print edition|subscription|"
    r"subscribers?|unlimited|full access|membership|twitter|facebook|instagram|whatsapp|telegram|linkedin|youtube|"
    r"tiktok|bluesky|threads|mastodon|google news|app store|google play|social media)"
)
AUTHORS = (
    r"(?:reporter|journalist|writer|columnist|correspondent|editor|author|contributor|blogger|producer|photographer|"
    r"commentator|professor|lecturer|fellow|researcher|director|novelist|historian|economist|critic|host|founder|"
    r"member|senator|attorney|lawyer|strategist|analyst|freelance\w*)"
)
LINES = re.compile(
    r"(?:advert(?:isement|ising)?|sponsored(?: content)?|paid (?:content|post)|promoted(?: content)?|"
    r"(?:story|article) continues(?: below.*)?|continue reading(?: (?:below|the main story).*)?|"
    r"scroll (?:down )?to continue.*|share(?: (?:this|on|via|the)\b.{0,40})?:?|(?:print|save|copy link|e-?mail|listen)|"
    r"(?:facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|telegram)|listen to (?:this|the) (?:article|story).*|"
    r"\d+[ -]min(?:ute)?s?(?: read)?|(?:view |show |read |see )?(?:all )?(?:\d+ )?comments?(?: ?\(\d+\))?|"
    r"leave a (?:comment|reply).*|join the (?:conversation|discussion).*|be the first to comment.*|"
    r"(?:related|recommended|trending|top stories|up next|popular|more stories|latest(?: news)?|in this article)"
    r"(?: (?:articles?|stories|topics|content|posts|reading|for you|news))?:?|"
    r"(?:most|more) (?:read|popular|viewed|shared|watched|stories|news)\b.{0,40}|"
    r"you (?:may|might) (?:also )?(?:like|enjoy).*|"
    r"editors?['’]?s? (?:picks?|choice)|back to (?:top|the front page|home)|load more|show more|"
    r"(?:published|posted|updated|last updated|first published|last modified):? .{0,60}\d.{0,20}|"
    r"view (?:gallery|image|photos?|video)\b.*|loading.{0,30}|skip to .{0,40}|about the author.*|###?|-ends-)[.!…:]*",
    re.IGNORECASE,
)
BEGINNINGS = re.compile(
    r"(?:(?:read|see|learn|watch|listen|view|hear)(?: more| also| next| now)?:|read (?:more|also|next)\b|also read\b|"
    r"(?:related|recommended|more|more on this|don['’]t miss|must read|up next|watch|video|in pictures|opinion)"
    r"(?: (?:articles?|stories|story|coverage|video))?:|(?:click|tap) (?:here|to)\b|"
    r"(?:tags|topics|filed under|categories|posted in|keywords)\s*:|media contacts?:|(?:correction|clarification)"
    r"(?:,.{0,30})?:|(?:©|\(c\) ?\d{4}|copyright\b)|source [A-Z]\w+.{0,40}$|image credits?:|"
    r"we value your privacy|you are receiving this e-?mail|to (?:continue|keep) reading,? (?:log in|sign|subscribe)|"
    r"this (?:site|website) uses cookies|follow (?:us|me|him|her|them|@)\b|like us on\b)",
    re.IGNORECASE,
)
ANYWHERE = re.compile(
    r"\b(?:all rights reserved|(?:views|opinions?)(?: and opinions)? (?:expressed|stated)|(?:do|does) not necessarily "
    r"(?:reflect|represent)|may not be (?:published|reproduced)|(?:reproduced|reprinted|republished) with permission|"
    r"(?:this|the) (?:article|story|piece|post) (?:was|has been) (?:originally |first )?(?:published|updated|amended|"
    r"corrected|edited|produced)|this (?:interview|conversation|transcript) (?:was|has been) (?:lightly )?(?:edited|"
    r"condensed)|(?:earlier|previous) version of this (?:article|story|piece|post)|version of this (?:article|story) "
    r"(?:appears|appeared|first appeared)|(?:views|opinions) are (?:the author|his|her|their)\S* (?:alone|own)|"
    r"this is an opinion (?:piece|column)|have you been affected|affiliate (?:links?|commission))\b",
    re.IGNORECASE,
)
SIGN_UP = re.compile(
    r"^(?:please |to )?(?:sign up|subscribe|register|enter your e-?mail|get\b|download|follow|like|join|support|become|"
    rf"receive|never miss|stay|want|log in|install|for more)\b.{{0,120}}\b{NOUNS}\b",
    re.IGNORECASE,
)
BIOGRAPHY = re.compile(
    r"^(?:(?:[Tt]he )?(?:author|writer)|(?P<name>[^\W\d_][\w.’'-]*(?: (?![a-z])[^\W\d_][\w.’'-]*){1,3}),?) "
    r"(?:(?:is|was|are|has been) (?:an?|the|our|currently|also|\w+[’']s)\b.{0,160}\b"
    rf"{AUTHORS}|(?:has )?(?:writes|written|covers|covered|teaches|taught|reports|reported|edits|edited|hosts)\b)",
)
ENDINGS = re.compile(
    r"\b(?:contributed to this (?:report|story|article)|(?:contact|reach|e-?mail|follow) (?:him|her|them|us|me) "
    r"(?:at|on|by)|can be (?:reached|followed|contacted) (?:at|on)|submit (?:a|your) (?:letter|column|op-?ed|comment)|"
    r"letters? to the editor|do you have (?:a|an) (?:story|tip|opinion)|got a (?:story|tip))\b|[\w.+-]@[\w-]+\.\w|"
    r"^about [A-Z]\S+ \S+$|^[-–—] ?[^.!?]{3,60}$|"
    r"^(?:with )?(?:additional |writing and )?(?:reporting|writing|editing|filed|translated|edited|written) by\b|"
    r"^(?:reporting|editing|interview|translation|words|text|photos?|photographs?|pictures?)(?: by)?:",
    re.IGNORECASE,
)
SHORT, MEDIUM = 40, 70  # words
LONGEST = 900  # characters: a search from each of them takes quadratic time


def is_furniture(line: str) -> bool:
    """Tell whether a line is furniture, wherever in the article it stands."""
    if not _is_short(line):
        return False
    words = line.count(" ") + 1
    if ANYWHERE.search(line) is not None:
        return True
    return words <= SHORT and (
        LINES.fullmatch(line) is not None or BEGINNINGS.match(line) is not None or SIGN_UP.match(line) is not None
    )


def is_end_matter(line: str) -> bool:
    """Tell whether a line is furniture if only furniture follows it: credits, or an invitation to write."""
    return _is_short(line) and ENDINGS.search(line) is not None


def biography_of(line: str) -> str | None:
    """Return the name of the person whose biography a line is, "" if it gives none; None if it is no biography."""
    match = BIOGRAPHY.match(line) if _is_short(line) else None
    return None if match is None else match["name"] or ""


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST and line.count(" ") < MEDIUM
