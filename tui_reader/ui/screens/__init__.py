"""Whole screens: they put widgets together and carry out commands."""
