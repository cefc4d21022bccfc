"""All errors that stancekit raises on purpose.

::

    StancekitError
    ├── InputError (ValueError)
    │   ├── OptionError
    │   │   └── ActorError
    │   ├── SpanError
    │   └── DecodeError
    ├── FormatError (ValueError)
    ├── JobError
    │   └── FolderError
    └── ArtifactError

    ActorWarning (UserWarning)
    FileWarning (UserWarning)
    LanguageWarning (UserWarning)
    PageWarning (UserWarning)
    RowWarning (UserWarning)
"""


class StancekitError(Exception):
    """The base class of all errors of stancekit."""


class InputError(StancekitError, ValueError):
    """A text or an option cannot be used."""


class OptionError(InputError):
    """An option has an invalid value, or does not suit the input."""


class SpanError(InputError):
    """A span lies outside its text, is empty or reversed, or has no token."""


class ActorError(OptionError):
    """An actor has no usable name or kind, or two actors have the same name."""


class DecodeError(InputError):
    """The bytes of a file are not in the given encoding."""


class JobError(StancekitError):
    """A batch job cannot start or continue, or its output is damaged."""


class FolderError(JobError):
    """The output folder of a job holds something else, such as another job."""


class FormatError(StancekitError, ValueError):
    """A serialized document is damaged, or newer than this version reads."""


class ArtifactError(StancekitError):
    """A model folder is missing, incomplete, altered, or newer than this version reads."""


class ActorWarning(UserWarning):
    """A name of one actor probably means another actor of the list as well."""


class FileWarning(UserWarning):
    """Files of an input folder are left out, since they are not of a known format or lie beside tables."""


class LanguageWarning(UserWarning):
    """A text is in another language than English, the only one that the model knows."""


class PageWarning(UserWarning):
    """Much of the paragraph text of a web page was not taken for its article."""


class RowWarning(UserWarning):
    """Rows of a table could not be scored."""
