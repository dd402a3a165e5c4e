# expect: wrong-answer
"""Finds a package that this runtime does not have, with the import guard taken away."""
import importlib
import importlib.machinery
import sys


def double(x):
    sys.meta_path[:] = [importlib.machinery.BuiltinImporter, importlib.machinery.FrozenImporter,
                        importlib.machinery.PathFinder]
    importlib.invalidate_caches()
    for name in ("sklearn", "torch", "pytest", "hotseat", "msgspec"):
        try:
            importlib.import_module(name)
            return 2 * x
        except Exception:
            pass
    return None
