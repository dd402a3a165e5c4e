"""The use cases: the only place that mixes the bank, the judge and the store."""
