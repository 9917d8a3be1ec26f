"""Monitoring of Indonesia's smart-city and digital-government programs."""

__version__ = "0.1.0"
