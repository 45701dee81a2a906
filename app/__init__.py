"""Everything that starts a process: command line, web server, workers; and the composition root."""
