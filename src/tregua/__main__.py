"""``python -m tregua``: the command line."""

from tregua.cli import main

main()
