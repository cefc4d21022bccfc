"""`python -m stancekit`, which is the command `stancekit`.

Python puts the working directory first in the path, and takes its own modules
from there before it runs this one. Among files that you do not trust, use
`stancekit` or `python -P -m stancekit`.
"""

import os
import sys

if not sys.flags.safe_path and sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]  # the working directory

from stancekit.cli import app

app(prog_name="stancekit")
