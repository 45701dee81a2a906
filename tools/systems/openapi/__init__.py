"""Systems that are known by their OpenAPI description alone. Read `document`, then `calls`, then `review`."""
