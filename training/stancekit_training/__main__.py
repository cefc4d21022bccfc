"""`python -m stancekit_training`; `--help` lists its commands.

Python puts the working directory first in the path, and takes its own modules
from there before it runs this one. Among files that you do not trust, use
`stancekit train` or `python -P -m stancekit_training`.
"""

import os
import sys

if not sys.flags.safe_path and sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]  # the working directory

from stancekit_training.cli import app

app(prog_name="python -m stancekit_training")
