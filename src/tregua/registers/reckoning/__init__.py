"""What of several words is asked before anything is checked or shown: who is said to hold what, and when."""
