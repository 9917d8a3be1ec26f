"""Briefings: one model of what is told, written as PDF, as slides and as a workbook."""
