@check('the means are right'
def means(candidate, rng):
    pass
