"""One module per page: parse, call one function, render."""
