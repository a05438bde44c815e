"""An obligation and its standing told in plain words, part by part; :mod:`tregua.compliance.explain` puts
the parts together."""
