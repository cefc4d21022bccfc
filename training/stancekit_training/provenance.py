"""What a model learned from: the corpora of its recipe, and of the recipes that it starts from or is distilled from."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from stancekit_training.corpora.article_registry import ARTICLE_CORPORA
from stancekit_training.corpora.registry import CHAIN_CORPORA, CORPORA, Origin
from stancekit_training.errors import RecipeError
from stancekit_training.recipe import Recipe

# Identifiers of the licenses that allow any use of the weights.
OPEN_LICENSES = frozenset("apache-2.0 mit bsd-2-clause bsd-3-clause cc0-1.0 cc-by-4.0 unlicense".split())


def lineage(recipe: Recipe) -> Iterator[Recipe]:
    """Yield a recipe, and those of the networks that it starts from or is distilled from."""
    yield recipe
    teachers: Mapping[Path, tuple[str, ...]] = recipe.distill.teachers if recipe.distill else {}
    for path in (recipe.start, *teachers):
        if path is not None:
            yield from lineage(Recipe.load(path))


def origins(recipe: Recipe) -> dict[str, Origin]:
    """Return the public corpora that a model learned from, by name: labeled, of coreference, of articles, unlabeled."""
    return {name: origin for learned in lineage(recipe) for name, origin in _own_origins(learned)}


def restricted_corpora(recipe: Recipe) -> list[str]:
    """Return the corpora that a model learned from whose licenses restrict the use of its weights."""
    return [name for name, origin in origins(recipe).items() if not origin.permissive]


def check_license(recipe: Recipe) -> None:
    """Refuse to give weights an open license that their corpora do not allow.

    Raises:
        RecipeError: the license of the recipe allows any use, and the model learned from a restricted corpus.
    """
    restricted = restricted_corpora(recipe) if recipe.license.lower() in OPEN_LICENSES else []
    if restricted:
        raise RecipeError(
            f"{recipe.name}: the license is {recipe.license}, but the model learns from {', '.join(restricted)}, whose "
            "licenses do not allow any use. Leave these corpora out, or state the restriction in `license`."
        )


def _own_origins(recipe: Recipe) -> Iterator[tuple[str, Origin]]:
    for name in (*recipe.trained_on, *recipe.unlabeled):
        if name in CORPORA:
            yield name, CORPORA[name]
    for name in recipe.coreference.corpora if recipe.coreference else ():
        yield name, CHAIN_CORPORA[name]
    for name in recipe.portrayal.corpora if recipe.portrayal else ():
        yield name, ARTICLE_CORPORA[name]
