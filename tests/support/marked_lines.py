"""Lines that a step of the structure has marked."""

from collections.abc import Callable, Sequence

from stancekit.analysis.structure.lines import Line


def marked(find: Callable[[Sequence[Line]], None], *texts: str) -> list[tuple[str, str | None]]:
    """Return the role and speaker that a step finds for each line."""
    text = "\n".join(texts)
    lines: list[Line] = []
    for each in texts:
        start = lines[-1].end + 1 if lines else 0
        lines.append(Line(start, start + len(each), each))
    find(lines)
    speakers = [line.structure.speaker if line.structure else None for line in lines]
    return [
        (line.role, text[slice(*speaker)] if speaker else None) for line, speaker in zip(lines, speakers, strict=True)
    ]
