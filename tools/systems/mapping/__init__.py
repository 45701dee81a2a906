"""What our words are in a system's words, as a reviewed file says. Read `template`, then `model`, then `system`."""
