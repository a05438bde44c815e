"""From the rules to a standing: versions, readings, milestones, days."""
