"""English, as rules and data: sentences, quotations and names. Nothing here knows the network."""
