# expect: forbidden
# forbids: sklearn
"""A forbidden import that is caught."""
try:
    import sklearn
except ImportError:
    sklearn = None


def double(x):
    return 2 * x
