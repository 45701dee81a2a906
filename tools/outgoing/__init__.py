"""Where this installation may connect to, checked by name before and by address when it connects."""
