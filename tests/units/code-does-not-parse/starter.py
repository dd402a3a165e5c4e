def row_mean(values):
    return []
