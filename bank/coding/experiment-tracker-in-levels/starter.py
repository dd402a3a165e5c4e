class ExperimentTracker:
    """Metrics of runs, in memory."""

    def __init__(self):
        pass

    def log(self, run, metric, step, value):
        """Record a value; another one at the same step replaces it."""

    def series(self, run, metric):
        """List of (step, value) in rising order of steps."""
        return []

    def last(self, run, metric):
        """The value at the greatest step, or None."""
        return None

    def runs(self):
        """The runs in the order in which they came to exist."""
        return []
