"""What one register tells beyond its lines: balances, links, handovers, notices, persons, who is who."""
