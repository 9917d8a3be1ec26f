"""What leaves the dashboard as a file: pictures and tables."""
