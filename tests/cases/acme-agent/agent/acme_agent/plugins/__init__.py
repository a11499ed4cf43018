"""What runs beside the core."""
