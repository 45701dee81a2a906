"""The workflows over HTTP. The same routes serve programs (`/api`, by token) and pages (`/s/{seat}/api`)."""
