"""Short texts of the vocabulary of the tiny model."""

ARTICLE = """The harbour plan

The mayor of Oslo said the budget is bad. She lied to Ana Lopez, and Lopez won!
He said the plan of the city is not good, not bad, not the budget of the mayor and not of the harbour, he said.
"""
TEXTS = [ARTICLE, "The mayor won.", "", *ARTICLE.splitlines(), ARTICLE * 2]
