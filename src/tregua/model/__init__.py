"""What flows through the centre: frozen records, ids, messages, errors. Imports nothing of ours."""
