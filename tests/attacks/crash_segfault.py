# expect: error
"""Crashes the interpreter by bytecode that no compiler would write."""


def broken():
    return 1


broken.__code__ = broken.__code__.replace(co_code=b"\x97\x00d\xffS\x00" * 4, co_consts=())


def double(x):
    return broken()
