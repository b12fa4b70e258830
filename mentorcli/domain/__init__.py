"""The words of the field: frozen dataclasses and pure functions, standard library only."""
