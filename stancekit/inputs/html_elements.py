"""Elements of HTML by what they mean for prose, in pages and in fragments."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
BLOCKS = frozenset(  # of a fragment; in a page, every element that is not inline is one
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th title tr ul".split()
)
WITHOUT_PROSE = frozenset(
    "audio button canvas datalist head iframe input math noscript object option script select style svg template "
    "textarea video".split()
)
