"""An article for commands, and their results."""

ARTICLE = "The mayor lied.\n\nThe budget is good. Zoë Vogt said so."


def fault(result, code):
    """Return the one line of an error, or those of a list of them."""
    assert result.exit_code == code
    first, *others = result.stderr.splitlines()
    assert first.startswith("error: ")
    assert all(line.startswith("  ") for line in others)
    return result.stderr
