"""What a result is measured by; each gives a number and, where it is not perfect, the reason."""
