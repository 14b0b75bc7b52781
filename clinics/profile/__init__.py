"""Finished things for the clinic page and for comparing clinics."""
