"""What a run's log says: read, measured, judged, written down. Needs Python 3.10 or newer and nothing else."""
