"""What changes with the day: strands of words heard since a day, and where today falls between them."""
