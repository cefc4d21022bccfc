"""The table of country names, from Unicode CLDR through Babel; `python -m tests.support.country_names` writes it."""

from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version

TABLE = Path(__file__).parents[2] / "stancekit" / "language" / "countries.toml"
NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))  # CLDR codes of two letters with another meaning


def country_names() -> dict[str, str]:
    names = Locale("en").territories.items()
    return {code: name for code, name in names if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES}


def table() -> str:
    heading = (
        "# English names of countries and territories by ISO 3166-1 alpha-2 code.\n"
        f"# The names are those of the Unicode Common Locale Data Repository, release {get_cldr_version()} "
        "(Unicode License v3).\n\n[names]\n"
    )
    return heading + "".join(f'{code} = "{name}"\n' for code, name in country_names().items())


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
