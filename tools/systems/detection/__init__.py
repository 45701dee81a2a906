"""What stands at an address, and what of our vocabulary it can do. Read `detect`, then `propose`, then `check`."""
