"""Resistance to a digital system: what staff say of it, on Pantau's own survey form."""
