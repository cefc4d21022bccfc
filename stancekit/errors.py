"""All errors that stancekit raises on purpose.

::

    StancekitError
    ├── InputError (ValueError)
    │   ├── SpanError
    │   ├── ActorError
    │   └── DecodeError
    ├── FormatError (ValueError)
    ├── JobError
    └── ArtifactError

    ActorWarning (UserWarning)
    LanguageWarning (UserWarning)
    PageWarning (UserWarning)
    RowWarning (UserWarning)
"""


class StancekitError(Exception):
    """The base class of all errors of stancekit."""


class InputError(StancekitError, ValueError):
    """A text or an option cannot be used."""


class SpanError(InputError):
    """A span lies outside its text, is empty or reversed, or has no token."""


class ActorError(InputError):
    """An actor has no usable name or kind, or two actors have the same name."""


class DecodeError(InputError):
    """The bytes of a file are not in the given encoding."""


class JobError(StancekitError):
    """A batch job cannot start or continue, or its output is damaged."""


class FormatError(StancekitError, ValueError):
    """A serialized document is damaged, or newer than this version reads."""


class ArtifactError(StancekitError):
    """A model folder is missing, incomplete, altered, or newer than this version reads."""


class ActorWarning(UserWarning):
    """A name of one actor probably means another actor of the list as well."""


class LanguageWarning(UserWarning):
    """A text is in another language than English, the only one that the model knows."""


class PageWarning(UserWarning):
    """Much of the paragraph text of a web page was not taken for its article."""


class RowWarning(UserWarning):
    """Rows of a table could not be scored."""
