"""Structure: what each line and each sentence of an article is, and who speaks in it."""
