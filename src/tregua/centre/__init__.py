"""What people do at the centre: operations as verbs over the ports in :mod:`tregua.centre.ports`."""
