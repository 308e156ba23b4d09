"""From stories to lines of runs with roles: pure, the same for screen and command line."""
