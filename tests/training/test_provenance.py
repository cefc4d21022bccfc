"""What a model learned from, and the license that its weights may have."""

from dataclasses import replace
from pathlib import Path

import pytest
from stancekit_training.errors import RecipeError
from stancekit_training.export.model_folder import export
from stancekit_training.fitting.fit import fit
from stancekit_training.provenance import check_license, lineage, origins, restricted_corpora
from stancekit_training.recipe import Recipe
from stancekit_training.settings import CoreferenceFit, MixtureEntry, PortrayalFit

RECIPES = Path(__file__).parents[2] / "training" / "recipes"
OPEN = Recipe("mine", "some/encoder", {"newsmtsc": MixtureEntry()}, license="Apache-2.0")


def test_a_corpus_that_only_measures_is_no_origin():
    recipe = replace(OPEN, corpora={"newsmtsc": MixtureEntry(), "babe": MixtureEntry(ratio=0.0)})
    assert list(origins(recipe)) == ["newsmtsc"]
    check_license(recipe)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"corpora": {"newsmtsc": MixtureEntry(), "babe": MixtureEntry(ratio=0.01)}}, "babe"),
        ({"coreference": CoreferenceFit()}, "gum"),
        ({"portrayal": PortrayalFit(corpora=("persent", "basil"), definition="persent")}, "basil"),
    ],
)
def test_an_open_license_is_refused_beside_a_restricted_corpus(change, name):
    recipe = replace(OPEN, **change)
    assert restricted_corpora(recipe) == [name]
    with pytest.raises(RecipeError, match=f"license is Apache-2.0, but the model learns from {name}, whose"):
        check_license(recipe)
    check_license(replace(recipe, license="non-commercial"))


@pytest.mark.parametrize("table", ['start = "{0}"', '[distill]\nteachers = "{0}"\nsentences = {{ allsides = 10 }}'])
def test_what_the_start_and_the_teachers_learned_from_counts(tmp_path, table):
    path = tmp_path / "open.toml"
    before = table.format(RECIPES / "seeds.toml")
    path.write_text(f'name = "m"\nbase = "b"\nlicense = "mit"\n{before}\n[corpora]\nnewsmtsc = {{}}\n')
    recipe = Recipe.load(path)
    assert [learned.name for learned in lineage(recipe)] == ["m", "stancekit-small-seeds"]
    assert {"newsmtsc", "checkthat", "babe"} <= origins(recipe).keys()
    with pytest.raises(RecipeError, match="learns from checkthat, babe, conll2003, polnear, voices"):
        check_license(recipe)


def test_neither_a_fit_nor_an_export_begins(tmp_path):
    recipe = replace(OPEN, coreference=CoreferenceFit())
    with pytest.raises(RecipeError, match="gum"):
        fit(recipe, tmp_path, tmp_path / "run")
    with pytest.raises(RecipeError, match="gum"):
        export(recipe, tmp_path, tmp_path, tmp_path / "model")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_recipes_of_the_project_have_a_license_that_their_corpora_allow(path):
    recipe = Recipe.load(path)
    check_license(recipe)
    assert (path.stem in ("open", "permissive")) == (not restricted_corpora(recipe))
