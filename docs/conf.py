"""Settings of the documentation: `sphinx-build -W -b html docs docs/_build`."""

from pathlib import Path

from sphinx.application import Sphinx

import stancekit

project = "stancekit"
author = "stancekit contributors"
release = version = stancekit.__version__

extensions = ["myst_parser"]
exclude_patterns = ["_build", "templates"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"stancekit {release}"
html_theme_options = {
    "source_repository": "https://github.com/stancekit/stancekit/",
    "source_branch": "main",
    "source_directory": "docs/",
}

CHECKOUT = Path(__file__).parents[1]
CARDS = {  # folders, by page
    "model-card": "models/stancekit-small",
    "base-model-card": "models/stancekit-base",
    "open-model-card": "models/stancekit-open",
}


def include_card(app: Sphinx, page: str, content: list[str]) -> None:
    """Make each model card a page of the documentation, without the header for model hubs."""
    if page in CARDS:
        card = (CHECKOUT / CARDS[page] / "README.md").read_text(encoding="utf-8")
        body = card[card.index("\n# ") :] if card.startswith("---") else card
        content[0] = body.replace("](reliability.svg)", f"](../{CARDS[page]}/reliability.svg)")


def setup(app: Sphinx) -> None:
    """Register the model cards."""
    app.connect("source-read", include_card)
