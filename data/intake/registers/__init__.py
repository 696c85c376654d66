"""Intake of the staff tables: one engine for all six, driven by their declarations and by one file of words each.

`columns` says what each column is, `reader` turns cells into the declared columns, `across` checks what takes several
columns or the store, `identity` knows a row again.
"""
