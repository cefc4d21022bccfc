"""What one request may take."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds on size and time; beyond each, the answer is a problem with a type of its own.

    Attributes:
        body_bytes: the most bytes of the body of a request.
        body_seconds: the most seconds for its arrival.
        characters: the most characters of a text, headline included.
        articles: the most articles of one request.
        actors: the most actors that one request looks for.
        unpacked_bytes: the most bytes of a DOCX or XLSX file when it is unpacked.
        seconds: the most seconds from the arrival of a request to its answer.
        waiting: requests that wait for their turn.
    """

    body_bytes: int = 4 * MIB
    body_seconds: float = 20
    characters: int = 300_000
    articles: int = 200
    actors: int = 200
    unpacked_bytes: int = 32 * MIB
    seconds: float = 60
    waiting: int = 32
