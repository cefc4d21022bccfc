"""A component for pipelines of spaCy: `nlp.add_pipe("stancekit")`.

spaCy finds it by an entry point of the package, so nothing needs to be
imported. It needs the extra `spacy`.
"""
