"""Every error that stancekit raises on purpose."""


class StancekitError(Exception):
    """The root of the tree: catch this to catch them all."""


class InputError(StancekitError, ValueError):
    """A text, or an option that came with it, cannot be used."""


class SpanError(InputError):
    """A span lies outside its text, is empty or reversed, or covers nothing to score."""


class ActorError(InputError):
    """An actor has no usable name, or two actors claim the same one."""


class DecodeError(InputError):
    """A file's bytes are not in the encoding that they were read with."""


class JobError(StancekitError):
    """A batch job cannot start, go on, or vouch for what it wrote."""


class FormatError(StancekitError, ValueError):
    """A serialised document is damaged, or newer than this version reads."""


class ArtifactError(StancekitError):
    """A model folder is missing, incomplete, altered, or newer than this version reads."""
