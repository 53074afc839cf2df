"""What the home pages read: composition of several apps, a fixed number of queries each."""
