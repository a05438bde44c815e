"""What the record holds, as words that can be weighed, sorted for the obligations they bear on."""
