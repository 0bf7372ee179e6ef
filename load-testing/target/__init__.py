"""The portal under load: how it is reached, and started where a run brings its own."""
