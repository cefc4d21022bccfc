"""Mail in MIME, parsed by Python's `email`: its text, with the subject as the headline."""

from email import message_from_bytes, policy
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage, MIMEPart

from stancekit.errors import InputError
from stancekit.inputs.article import Article
from stancekit.inputs.encodings import decode
from stancekit.inputs.markup import plain_text


def read_mail(content: bytes, label: str) -> Article:
    """Return the text of a mail, such as a newsletter: its plain part, else its HTML without the tags.

    The fields are `id`, `date`, `author` (the sender) and `outlet` (the mailing list).

    Raises:
        InputError: the mail has no text.
        ImportError: the mail is HTML alone, and lxml is missing; the extra `html` installs it.
    """
    message = message_from_bytes(content, policy=policy.default)
    text = _text(message, label)
    if not text:
        raise InputError(f"{label} is a mail without text.")
    return Article(text, str(message["subject"] or ""), _fields(message))


def _text(message: EmailMessage, label: str) -> str:
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        text = "" if part is None else _content(part, label).strip()
        if text:
            return plain_text(text) if kind == "html" else text.replace("\r\n", "\n")
    return ""


def _content(part: MIMEPart, label: str) -> str:
    """Return the text of a part; if its encoding is unknown, it is detected."""
    try:
        return str(part.get_content())
    except LookupError:
        payload = part.get_payload(decode=True)
        return decode(payload, label) if isinstance(payload, bytes) else ""


def _fields(message: EmailMessage) -> dict[str, str]:
    sender, date = message["from"], message["date"]
    fields = {"id": str(message["message-id"] or "").strip("<> "), "outlet": str(message["list-id"] or "")}
    if isinstance(sender, AddressHeader) and sender.addresses:
        fields["author"] = sender.addresses[0].display_name
    if isinstance(date, DateHeader) and date.datetime is not None:
        fields["date"] = date.datetime.isoformat()
    return {name: value for name, value in fields.items() if value}
