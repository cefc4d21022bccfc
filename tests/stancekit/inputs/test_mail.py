"""Mail in MIME."""

from email.message import EmailMessage

import pytest

from stancekit.errors import InputError
from stancekit.inputs.article_files import format_of, read_articles

TEXT = "Larn’s ferry was sold.\n\nNobody bought it twice.\n"
HTML = "<html><body><p>Larn’s ferry was sold.</p><p>Nobody bought it twice.</p></body></html>"


def mail(**headers):
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def read(message):
    content = message.as_bytes()
    (article,) = read_articles(content, "letter.eml", format=format_of(content, "letter.eml"))
    return article


def test_the_plain_part_is_the_text_and_the_subject_the_headline():
    message = mail(
        Subject="Why “ferries” sink",
        From="Nora Quist <nora@larn.example>",
        Date="Wed, 05 Jun 2024 08:00:00 +0100",
        Message_ID="<1@larn.example>",
    )
    message.set_content(TEXT, cte="quoted-printable")
    message.add_alternative(HTML, subtype="html", cte="base64")
    article = read(message)
    assert (article.title, article.text) == ("Why “ferries” sink", TEXT.strip())
    assert article.metadata == {
        "id": "1@larn.example",
        "author": "Nora Quist",
        "date": "2024-06-05T08:00:00+01:00",
    }


def test_a_mail_of_html_alone_is_read_without_its_tags():
    pytest.importorskip("lxml")
    message = mail(Subject="Ferry")
    message.set_content(HTML, subtype="html")
    assert read(message).text == TEXT.strip()


def test_an_unknown_encoding_is_detected():
    message = mail(Subject="Ferry")
    message.set_content(TEXT, charset="utf-8", cte="8bit")
    content = message.as_bytes().replace(b'charset="utf-8"', b'charset="x-unknown"')
    (article,) = read_articles(content, "letter.eml", format="eml")
    assert article.text == TEXT.strip()


def test_a_mail_without_text_is_an_error():
    message = mail(Subject="Ferry")
    message.add_attachment(b"\x00", maintype="application", subtype="octet-stream")
    with pytest.raises(InputError, match="letter.eml is a mail without text"):
        read(message)
    with pytest.raises(InputError, match="letter.eml is a mail without text"):
        read_articles(b"", "letter.eml", format="eml")
