"""Functions, classes and types of a package as Markdown, from their source and their docstrings."""

from collections.abc import Iterator, Sequence
from typing import Any

import griffe

WIDTH = 100  # of a signature on one line
STARS = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}
SECTIONS = {
    griffe.DocstringSectionKind.parameters: "Parameters",
    griffe.DocstringSectionKind.attributes: "Attributes",
    griffe.DocstringSectionKind.returns: "Returns",
    griffe.DocstringSectionKind.yields: "Yields",
    griffe.DocstringSectionKind.raises: "Raises",
    griffe.DocstringSectionKind.warns: "Warns",
}


class Api:
    """The objects of a package, read without importing it."""

    def __init__(self, package: str) -> None:
        """Read a package that is installed or lies in the working directory."""
        self._package = griffe.load(package, docstring_parser=griffe.Parser.google, resolve_aliases=True)

    def of(self, path: str, *members: str) -> str:
        """Return the description of an object, below a heading of the third level.

        Args:
            path: the name by which users import it.
            members: the methods and properties to describe as well; `*` for all public ones.
        """
        found = self._find(path)
        members = tuple(_public_members(found)) if members == ("*",) else members
        parts = [f"### `{path.rpartition('.')[2]}`", *_description(found, path)]
        for name in members:
            parts += _description(found[name], f"{found.name}.{name}")
        return "\n\n".join(parts)

    def of_module(self, path: str) -> str:
        """Return the descriptions of all classes and functions that a module defines, in the order of the source."""
        module = self._find(path)
        defined = (each for each in module.members.values() if not each.is_alias and not each.is_attribute)
        names = (each.name for each in defined if not each.name.startswith("_"))
        return "\n\n".join(self.of(f"{path}.{name}", "*") for name in names)

    def _find(self, path: str) -> Any:
        found = self._package[path.partition(".")[2]]
        return found.final_target if found.is_alias else found


def _public_members(described: Any) -> list[str]:
    """Return the names of the methods and properties of a class that have a docstring."""
    members = described.members.values() if described.is_class else ()
    return [each.name for each in members if each.docstring and not each.name.startswith("_")]


def _description(described: Any, path: str) -> Iterator[str]:
    signature = _signature(described, path).replace("'", '"')  # as the source quotes
    yield f"```python\n{signature}\n```"
    for section in described.docstring.parsed if described.docstring else ():
        yield from _section(section)


def _signature(described: Any, path: str) -> str:
    if described.is_attribute:
        return f"{path}: {described.annotation}" if "property" in described.labels else f"{path} = {described.value}"
    if described.is_class and _is_error(described):
        return f"class {path}({', '.join(map(str, described.bases))})"
    kind, returns = ("class ", "") if described.is_class else ("", f" -> {described.returns}")
    return f"{kind}{_call(path, list(_parameters(described)))}{returns}"


def _is_error(described: Any) -> bool:
    return described.name.endswith(("Error", "Warning"))


def _call(path: str, parameters: Sequence[str]) -> str:
    line = f"{path}({', '.join(parameters)})"
    return line if len(line) <= WIDTH else "\n".join([f"{path}(", *(f"    {each}," for each in parameters), ")"])


def _parameters(described: Any) -> Iterator[str]:
    """Yield the parameters of a function, or of the constructor of a class, as in the source."""
    keyword_only = griffe.ParameterKind.keyword_only
    has_star = False
    for parameter in described.parameters:
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is keyword_only and not has_star:
            has_star = True
            yield "*"
        star = STARS.get(parameter.kind, "")
        default = "" if parameter.default is None or star else f" = {parameter.default}"
        has_star = has_star or star == "*"
        yield f"{star}{parameter.name}: {parameter.annotation}{default}"


def _section(section: Any) -> Iterator[str]:
    """Yield the paragraphs of a section of a docstring."""
    kinds = griffe.DocstringSectionKind
    if section.kind is kinds.text:
        yield section.value
    elif section.kind is kinds.examples:
        yield from (f"```pycon\n{text}\n```" if kind is kinds.examples else text for kind, text in section.value)
    else:
        yield f"**{SECTIONS[section.kind]}**"
        yield "\n".join(_item(section.kind.value, each) for each in section.value)


def _item(kind: str, item: Any) -> str:
    """Return an item of a section as an item of a list."""
    text = " ".join(item.description.split())
    if kind in ("raises", "warns"):
        return f"- `{item.annotation}`: {text}"
    if not getattr(item, "name", ""):
        return f"- {text}"
    names = [item.name]
    if item.name.endswith(","):  # of "low, high: ends of ..."; griffe puts two names after the first in parentheses
        names.append(str(item.annotation).strip("()"))
    listed = ", ".join(f"`{name}`" for name in " ".join(names).replace(",", " ").split())
    return f"- {listed}: {text}"
