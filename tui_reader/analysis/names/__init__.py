"""Finding the names of persons, organizations and places, and linking the mentions of one entity."""
