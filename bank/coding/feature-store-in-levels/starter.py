class FeatureStore:
    """Features of entities, in memory."""

    def __init__(self):
        pass

    def set(self, entity, feature, value):
        """Store a value; one that was there is replaced."""

    def get(self, entity, feature):
        """The value, or None if there is none."""
        return None

    def delete(self, entity, feature):
        """Remove the value. Returns whether there was one."""
        return False

    def get_all(self, entity):
        """Dict from feature to value."""
        return {}
