"""Charts as elements of a page."""

from collections.abc import Mapping
from xml.etree import ElementTree

from markupsafe import Markup

DROPPED = {"metadata", "style"}


def inline(svg: str, *, colors: Mapping[str, str], description: str) -> Markup:
    """Return an SVG document as an element that needs no style of its own.

    Every style becomes attributes, because the page's content security policy
    allows no `style` attribute.

    Args:
        svg: the document, as matplotlib writes it.
        colors: the color to replace each placeholder color with.
        description: the description for screen readers.
    """
    root = ElementTree.fromstring(svg[svg.index("<svg") :])
    for element in list(root.iter()):
        element.tag = _local(element.tag)
        element.attrib = {name: colors.get(value, value) for name, value in _attributes(element).items()}
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in DROPPED]:
            parent.remove(child)
    root.attrib = {"role": "img", "aria-label": description, **root.attrib}
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    """Return the attributes of an element, the declarations of its style among them."""
    attributes = {_local(name): value for name, value in element.attrib.items()}
    for declaration in filter(None, attributes.pop("style", "").split(";")):
        name, _, value = declaration.partition(":")
        attributes[name.strip()] = value.strip()
    return attributes


def _local(name: str) -> str:
    """Return a name without its namespace, which an element of a page does not need."""
    return name.rpartition("}")[2]
