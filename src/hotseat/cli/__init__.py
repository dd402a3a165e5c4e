"""The command line: parse, call one function of practice/, print."""
