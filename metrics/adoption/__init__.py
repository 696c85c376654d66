"""Adoption of the digital systems: what the logs of use say."""
