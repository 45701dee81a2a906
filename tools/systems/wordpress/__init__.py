"""WordPress 5.6 and later as content system and asset library, by its own REST API and application passwords.

Source: developer.wordpress.org/rest-api/reference (posts, media, categories, tags).
"""
