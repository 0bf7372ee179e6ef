"""The portal under load: its tokens, its warm-up, and its process when a run starts its own."""
