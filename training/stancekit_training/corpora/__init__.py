"""From the files of corpora to labeled sentences and articles."""
