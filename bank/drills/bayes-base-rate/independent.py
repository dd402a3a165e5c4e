"""By counting a population of ten million."""


def answer(facts):
    people = 10_000_000
    ill = round(people * facts["base"])
    positive_ill = ill * facts["sensitivity"]
    positive_well = (people - ill) * facts["false_positives"]
    return positive_ill / (positive_ill + positive_well)
