"""Score tables in memory: a DataFrame, a dataset, an Arrow table or a list in, tables of the same kind out."""
