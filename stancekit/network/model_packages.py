"""Models that are Python packages of their own.

Such a package has an entry point of the group `stancekit.models`, whose name is
the name of the model, and whose value is the folder of the package, which is a
model folder:

    [project.entry-points."stancekit.models"]
    stancekit-base = "stancekit_base"

The package is not imported.
"""

import importlib.util
from dataclasses import dataclass
from importlib.metadata import Distribution, entry_points
from pathlib import Path

from stancekit.errors import ArtifactError

GROUP = "stancekit.models"


@dataclass(frozen=True)
class InstalledModel:
    """A model that `load` takes by its name.

    Attributes:
        name: the name of the model.
        package: the name of the package that it is in.
        path: the model folder, None if the package lacks it.
    """

    name: str
    package: str
    path: Path | None

    @property
    def folder(self) -> Path:
        """The model folder.

        Raises:
            ArtifactError: the package lacks it.
        """
        if self.path is None:
            raise ArtifactError(
                f"the package {self.package} declares the model {self.name}, and lacks its folder. Install it again: "
                f"pip install --force-reinstall --no-deps {self.package}; or remove it: pip uninstall {self.package}."
            )
        return self.path


def packaged_models() -> list[InstalledModel]:
    """Return the models of all installed packages but stancekit's own, ordered by name."""
    models = [
        InstalledModel(entry.name, entry.dist.name, _folder(entry.dist, entry.value))
        for entry in entry_points(group=GROUP)
        if entry.dist is not None
    ]
    return sorted(models, key=lambda model: (model.name, model.package))


def _folder(distribution: Distribution, module: str) -> Path | None:
    """Return the folder of a top-level package of a distribution; its parent would be imported if it had one."""
    if not module.isidentifier():
        return None
    folder = Path(str(distribution.locate_file(module)))
    if folder.is_dir():
        return folder
    spec = importlib.util.find_spec(module)  # of an editable installation
    locations = list((spec and spec.submodule_search_locations) or ())
    return Path(locations[0]) if locations else None
