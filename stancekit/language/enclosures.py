"""Enclosures: quoted and bracketed spans, within which no sentence ends."""

OPENING_MARKS = "“\"‘'«(\\["  # of enclosures, for a character class

# The rest of an enclosure after its opening mark, for re.VERBOSE. An opening mark that meets another before it closes
# is passed over. A single closing mark follows punctuation: one after a letter is an apostrophe. Each search stops at
# the next mark of its type, so that the time is linear.
ENCLOSURE = r"""
    (?<=“) [^“”"]*+ [”"]
    | (?<=")(?<!\w") (?=\S) [^"“”]*+ ["”](?<!\s.)(?!\w)
    | (?<=[‘'])(?<!\w.) (?=\w) (?:[^‘’']++|(?<=\w)[’'])*+ [’'](?<!\s.)(?!\w)
    | (?<=«) [^«»]*+ »
    | (?<=\() [^()]*+ \)
    | (?<=\[) [^\[\]]*+ \]
"""
